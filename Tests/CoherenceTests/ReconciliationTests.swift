import Coherence
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ReconciliationTests {
  private struct Case: Decodable {
    let nodes: [String]
    let parents: [String?]
    let errors: [[Double]]
    let intensity: Double
    let covariance: [[Double]]
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
