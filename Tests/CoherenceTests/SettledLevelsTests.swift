import Coherence
import LinearAlgebra
import RealModule
import Testing

@Suite("Settled levels") struct SettledLevelsTests {
  private typealias Total = LevelFact.Total

  private func level(_ cells: [Int], _ value: Double) -> LevelFact {
    LevelFact(
      numerator: Total(weights: Dictionary(uniqueKeysWithValues: cells.map { ($0, 1) })),
      value: value, rounding: 0.5, rank: .level, sector: "s")
  }

  private func growth(
    _ now: [Int], on base: Double, _ value: Double, rank: LevelFact.Rank
  ) -> LevelFact {
    LevelFact(
      numerator: Total(
        weights: Dictionary(uniqueKeysWithValues: now.map { ($0, 1) }), constant: -base),
      denominator: Total(constant: base), value: value, rounding: 0.00005, rank: rank,
      sector: "s")
  }

  /// Four quarters near 100.
  private let mean = [Double](repeating: Double.log(100.0), count: 4)
  private let prior = Matrix(rows: 4, columns: 4) { $0 == $1 ? 0.01 : 0.005 }

  @Test("Without figures the prior stands")
  func none() throws {
    let settled = try SettledLevels(mean: mean, covariance: prior, facts: [])
    #expect(settled.levels.allSatisfy { abs($0 - 100) < 1e-9 })
    #expect(settled.taken.isEmpty && settled.contradicted.isEmpty)
  }

  @Test("Published levels hold to the last digit")
  func levels() throws {
    let settled = try SettledLevels(
      mean: mean, covariance: prior, facts: [level([0, 1], 213), level([0, 1, 2, 3], 431)])
    #expect(abs(settled.levels[0] + settled.levels[1] - 213) < 1e-10)
    #expect(abs(settled.levels.reduce(0, +) - 431) < 1e-10)
    #expect(settled.deviation(of: Total(weights: [0: 1, 1: 1])) < 1e-6)
    #expect(settled.deviation(of: Total(weights: [0: 1])) > 0.01)
  }

  @Test(
    "A level goes before growth, growth of the year before growth of a quarter, parts come last")
  func precedence() throws {
    let quarter = growth([0], on: 100, 0.05, rank: .periodGrowth)
    let year = growth([0], on: 100, 0.06, rank: .yearGrowth)
    let parts = growth([0], on: 100, 0.04, rank: .parts)
    func first(_ facts: [LevelFact]) throws -> Double {
      try SettledLevels(mean: mean, covariance: prior, facts: facts).levels[0]
    }
    #expect(abs(try first([parts, quarter]) - 105) < 0.01)
    #expect(abs(try first([quarter, year, parts]) - 106) < 0.01)
    #expect(abs(try first([quarter, year, level([0], 107)]) - 107) < 1e-9)
  }

  @Test("A rounded growth leaves a third of its squared half width")
  func rounding() throws {
    let wide = LevelFact(
      numerator: Total(weights: [0: 1], constant: -100), denominator: Total(constant: 100),
      value: 0.05, rounding: 0.005, rank: .yearGrowth, sector: "s")
    let settled = try SettledLevels(
      mean: [Double.log(105)], covariance: Matrix.diagonal([0.01]), facts: [wide])
    // Growth is exp(x)/1 − 1 with slope 1.05 at 5%: 1/(1/v + 1.05²/(r²/3)).
    let expected = 1 / (1 / 0.01 + 1.05 * 1.05 * 3 / (0.005 * 0.005))
    #expect(abs(settled.covariance[0, 0] / expected - 1) < 1e-6)
  }

  @Test("What gives way is reported with its size")
  func contradictions() throws {
    let facts = [
      level([0], 107), growth([0], on: 100, 0.06, rank: .yearGrowth),
      growth([0], on: 100, 0.07, rank: .periodGrowth),
    ]
    let settled = try SettledLevels(mean: mean, covariance: prior, facts: facts)
    #expect(settled.contradicted.map(\.fact) == [1])
    #expect(abs((settled.contradicted.first?.implied ?? 0) - 0.07) < 1e-9)
  }

  @Test("Contributions and growth of the parts tell their weights")
  func weights() throws {
    // Two parts, two years; the whole is 1000 in the first and grows by 6.4%.
    let start = [500.0, 500, 540, 540].map { Double.log($0) }
    let wide = Matrix(rows: 4, columns: 4) { row, column in
      guard row % 2 == column % 2 else { return 0 }
      return 0.5 + (row == column && row > 1 ? 0.01 : 0)
    }
    func part(_ now: Int, _ before: Int, over: [Int], _ value: Double) -> LevelFact {
      LevelFact(
        numerator: Total(weights: [now: 1, before: -1]),
        denominator: Total(weights: Dictionary(uniqueKeysWithValues: over.map { ($0, 1) })),
        value: value, rounding: 0.00005, rank: .parts, sector: "p")
    }
    let facts = [
      level([0, 1], 1000), part(2, 0, over: [0], 0.08), part(3, 1, over: [1], 0.04),
      part(2, 0, over: [0, 1], 0.048), part(3, 1, over: [0, 1], 0.016),
    ]
    let settled = try SettledLevels(mean: start, covariance: wide, facts: facts)
    #expect(abs(settled.levels[0] - 600) < 2, "\(settled.levels)")
    #expect(abs(settled.levels[2] / settled.levels[0] - 1.08) < 0.0005)
  }
}
