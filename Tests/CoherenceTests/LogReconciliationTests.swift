import Coherence
import LinearAlgebra
import RealModule
import Testing
import TimeSeries

@Suite("Reconciliation on logarithms") struct LogReconciliationTests {
  private let tree: Hierarchy
  private let errors = Matrix(rows: 5, columns: 5) { row, column in
    let size = [0.02, 0.03, 0.05, 0.04, 0.025]
    return (row == column ? 1 : 0.3) * size[row] * size[column]
  }

  init() throws {
    tree = try Hierarchy([
      (node: "all", parent: nil), (node: "a", parent: "all"), (node: "a1", parent: "a"),
      (node: "a2", parent: "a"), (node: "b", parent: "all"),
    ])
  }

  private func logarithms(_ leaves: [Double]) -> [[Double]] {
    tree.sums(ofLeaves: leaves).map { [Double.log($0)] }
  }

  @Test("Coherent forecasts stay, and what comes out is coherent and stays too")
  func projection() throws {
    let coherent = logarithms([10, 20, 5])
    let same = try LogReconciliation(tree, forecasts: coherent, errors: errors)
    #expect(zip(same.means, tree.leaves).allSatisfy { abs($0[0] - coherent[$1][0]) < 1e-12 })
    var torn = coherent
    torn[0][0] += 0.03
    torn[1][0] -= 0.02
    let once = try LogReconciliation(tree, forecasts: torn, errors: errors)
    let again = try LogReconciliation(
      tree, forecasts: logarithms(once.means.map { Double.exp($0[0]) }), errors: errors)
    for (one, two) in zip(once.means, again.means) { #expect(abs(one[0] - two[0]) < 1e-12) }
  }

  @Test("Forecasts a fifth apart: what is left over is none that the leaves could still take up")
  func normalEquations() throws {
    var torn = logarithms([10, 20, 5])
    torn[0][0] += 0.2
    torn[2][0] -= 0.1
    let result = try LogReconciliation(tree, forecasts: torn, errors: errors)
    let sums = tree.sums(ofLeaves: result.means.map { Double.exp($0[0]) })
    let gaps = torn.indices.map { torn[$0][0] - Double.log(sums[$0]) }
    // Shares are taken at the forecasts, so the equations hold for these: Sᵀ W⁻¹ (forecast − sum) = 0.
    let leaves = tree.leaves.map { Double.exp(torn[$0][0]) }
    let parts = tree.leaves.indices.map { leaf in
      tree.sums(ofLeaves: leaves.indices.map { $0 == leaf ? leaves[leaf] : 0 })
    }
    let totals = tree.sums(ofLeaves: leaves)
    let weighted = try Cholesky(errors).solve(gaps)
    for part in parts {
      let pulls = totals.indices.map { part[$0] / totals[$0] * weighted[$0] }
      let size = pulls.reduce(0) { $0 + abs($1) }
      #expect(abs(pulls.reduce(0, +)) < 1e-4 * size)
    }
  }

  @Test("No leaf is surer alone than before, and the whole is surer than its leaves made it")
  func variance() throws {
    let result = try LogReconciliation(tree, forecasts: logarithms([10, 20, 5]), errors: errors)
    for (leaf, node) in tree.leaves.enumerated() {
      #expect(result.covariance[leaf, leaf] <= errors[node, node] * (1 + 1e-12))
    }
  }
}

@Suite("Monthly patterns") struct MonthlyPatternTests {
  @Test("Tết is told from January and February, and later months follow the pattern")
  func holiday() throws {
    var observed: [Period: Double] = [:]
    func level(_ month: Period) -> Double {
      let days = LunarNewYear.holidays(in: month.year)
      let share =
        month.positionInYear == 1
        ? Double(days.january) / 7 : month.positionInYear == 2 ? Double(days.february) / 7 : 0
      let course = 0.01 * Double(month.positionInYear * 7 % 5)
      return Double.exp(4 + 0.07 * Double(month.ordinal - 24_228) / 12 + course - 0.2 * share)
    }
    for offset in 0..<72 {
      let month = Period.month(1, of: 2019).advanced(by: offset)
      observed[month] = level(month)
    }
    let first = Period.month(1, of: 2024)
    let pattern = try #require(MonthlyPattern(observed: observed, first: first, count: 24))
    #expect(abs(pattern.holidayEffect + 0.2) < 1e-9)
    for offset in 0..<24 {
      let month = first.advanced(by: offset)
      #expect(abs(pattern.values[offset] / level(month) - 1) < 1e-9)
    }
  }

  @Test("The gap that the last months have left halves in half a year")
  func fading() throws {
    let start = Period.month(4, of: 2019)
    var observed: [Period: Double] = [:]
    // The last three of 60 months, to March, lie a tenth above a steady course.
    for offset in 0..<60 {
      observed[start.advanced(by: offset)] =
        Double.exp(4 + 0.005 * Double(offset) + (offset >= 57 ? 0.1 : 0))
    }
    let pattern = try #require(
      MonthlyPattern(observed: observed, first: start.advanced(by: 60), count: 120))
    // A year's growth: that of the trend, less what fades. Far ahead it is the trend's alone.
    func year(_ ahead: Int) -> Double {
      Double.log(pattern.values[ahead + 11] / pattern.values[ahead - 1])
    }
    let fades = [1, 7].map { year($0) - year(85) }
    #expect(fades[0] < -0.01)
    #expect(abs(fades[1] / fades[0] - 0.5) < 1e-3, "\(fades)")
  }

  @Test("Too few months, or months that are not above 0, make no pattern")
  func short() {
    var observed: [Period: Double] = [:]
    for offset in 0..<23 { observed[Period.month(1, of: 2020).advanced(by: offset)] = 1 }
    let first = Period.month(1, of: 2020)
    #expect(MonthlyPattern(observed: observed, first: first, count: 12) == nil)
    for offset in 23..<30 { observed[Period.month(1, of: 2020).advanced(by: offset)] = 0 }
    #expect(MonthlyPattern(observed: observed, first: first, count: 12) == nil)
  }
}
