import Coherence
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ReconciliationTests {
  private struct Case: Decodable {
    let nodes: [String]
    let parents: [String?]
    let errors: [[Double]]
    let base: [Double]
    let ordinary: [Double]
    let intensity: Double
    let covariance: [[Double]]
    let shrunk: [Double]
  }

  private let golden: Case
  private let tree: Hierarchy

  init() throws {
    golden = try Golden.load(Case.self, "Coherence/reconciliation")
    tree = try Hierarchy(zip(golden.nodes, golden.parents).map { ($0, $1) })
  }

  private func covariance() -> ShrunkCovariance {
    ShrunkCovariance(
      errors: Matrix(rows: golden.errors.count, columns: golden.nodes.count) {
        golden.errors[$0][$1]
      })
  }

  private func isCoherent(_ values: [Double]) -> Bool {
    (tree.constraints * values).allSatisfy { abs($0) < 1e-9 * (values.map { abs($0) }.max() ?? 0) }
  }

  @Test("The shrunk covariance is Schäfer and Strimmer's")
  func shrinkage() {
    let shrunk = covariance()
    #expect(abs(shrunk.intensity - golden.intensity) < 1e-12)
    for row in golden.nodes.indices {
      for column in golden.nodes.indices {
        #expect(abs(shrunk.matrix[row, column] - golden.covariance[row][column]) < 1e-12)
      }
    }
  }

  @Test("MinT with ordinary and with shrunk weights equals hierarchicalforecast to 1e-6")
  func minimumTrace() throws {
    let ordinary = try MinimumTrace(tree, covariance: .identity(tree.nodes.count))
    for (one, other) in zip(ordinary.reconcile(golden.base), golden.ordinary) {
      #expect(abs(one - other) < 1e-6)
    }
    let shrunk = try MinimumTrace(tree, covariance: covariance().matrix)
    for (one, other) in zip(shrunk.reconcile(golden.base), golden.shrunk) {
      #expect(abs(one - other) < 1e-6)
    }
  }

  @Test("Fixed nodes stay to the bit; fixing a whole family that does not add up is refused")
  func fixed() throws {
    let fixed: Set<Int> = [0, 2, 8]
    let projection = try MinimumTrace(tree, covariance: covariance().matrix, fixed: fixed)
    let values = projection.reconcile(golden.base)
    #expect(isCoherent(values))
    for node in fixed { #expect(values[node] == golden.base[node]) }
    #expect(throws: LinearAlgebraError.self) {
      _ = try MinimumTrace(tree, covariance: covariance().matrix, fixed: [1, 2, 3])
    }
  }

  @Test("Simulated aggregates have the analytic variance: projected errors keep it node by node")
  func variance() throws {
    let covariance = covariance().matrix
    let projection = try MinimumTrace(tree, covariance: covariance)
    let factor = try Cholesky(covariance).lower
    var draws = Draws(seed: 61)
    let (count, order) = (20_000, tree.nodes.count)
    var squares = [Double](repeating: 0, count: order)
    for _ in 0..<count {
      let values = projection.reconcile(factor * (0..<order).map { _ in draws.normal() })
      for (node, value) in values.enumerated() { squares[node] += value * value }
    }
    // `P W Pᵀ` column by column: the projection is linear.
    let image = Matrix(rows: order, columns: order) { row, column in
      projection.reconcile((0..<order).map { covariance[$0, column] })[row]
    }.transposed
    for node in 0..<order {
      let analytic = projection.reconcile(image.column(node))[node]
      let seen = squares[node] / Double(count)
      #expect(abs(seen - analytic) < MonteCarlo.band(ofVariance: analytic, draws: count))
    }
  }

  @Test("A tree with a loop, a twin, an orphan or two tops is named")
  func trees() {
    #expect(throws: HierarchyError.loop(["a", "b", "a"])) {
      _ = try Hierarchy([("a", "b"), ("b", "a"), ("top", nil)])
    }
    #expect(throws: HierarchyError.duplicate("a")) {
      _ = try Hierarchy([("top", nil), ("a", "top"), ("a", "top")])
    }
    #expect(throws: HierarchyError.unknownParent(node: "a", parent: "tpo")) {
      _ = try Hierarchy([("top", nil), ("a", "tpo")])
    }
    #expect(throws: HierarchyError.roots(["x", "y"])) {
      _ = try Hierarchy([("x", nil), ("y", nil)])
    }
    #expect(throws: HierarchyError.roots([])) { _ = try Hierarchy([]) }
  }
}
