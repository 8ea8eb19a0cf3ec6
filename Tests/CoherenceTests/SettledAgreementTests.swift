import Coherence
import LinearAlgebra
import RealModule
import Testing

/// Figures of wholes and parts that agree, or cannot.
@Suite("Agreement of figures") struct SettledAgreementTests {
  private typealias Total = LevelFact.Total

  /// Two parts in two years, the first of which has a known total; sizes are open.
  private let mean = [60.0, 40, 63, 42].map { Double.log($0) }
  private let prior = Matrix(rows: 4, columns: 4) { row, column in
    (row == column ? 0.02 : 0) + (row % 2 == column % 2 ? 0.3 : 0)
  }
  private let total = LevelFact(
    numerator: Total(weights: [0: 1, 1: 1]), value: 100, rounding: 0.5, rank: .level,
    sector: "whole")

  private func growth(
    _ cells: [(now: Int, before: Int)], _ value: Double, _ rank: LevelFact.Rank = .yearGrowth
  ) -> LevelFact {
    var weights: [Int: Double] = [:]
    var below: [Int: Double] = [:]
    for cell in cells {
      weights[cell.now] = 1
      weights[cell.before] = -1
      below[cell.before] = 1
    }
    return LevelFact(
      numerator: Total(weights: weights), denominator: Total(weights: below), value: value,
      rounding: 0.0005, rank: rank, sector: "s")
  }

  private func settle(
    whole: Double, one: Double, two: Double
  ) throws -> (settled: SettledLevels, implied: [Double]) {
    let facts = [
      total, growth([(2, 0), (3, 1)], whole), growth([(2, 0)], one, .parts),
      growth([(3, 1)], two, .parts),
    ]
    let settled = try SettledLevels(mean: mean, covariance: prior, facts: facts)
    return (settled, facts.map { $0.implied(settled.levels) })
  }

  @Test(
    "Growth of a whole between that of its parts is met with theirs, to within their rounding",
    arguments: [0.021, 0.03, 0.05, 0.07, 0.099])
  func agreeing(whole: Double) throws {
    let (settled, implied) = try settle(whole: whole, one: 0.02, two: 0.1)
    #expect(settled.contradicted.isEmpty, "\(settled.contradicted)")
    #expect(abs(implied[0] - 100) < 1e-8)
    #expect(abs(implied[1] - whole) <= 0.000501)
    #expect(abs(implied[2] - 0.02) <= 0.000501 && abs(implied[3] - 0.1) <= 0.000501)
  }

  @Test(
    "Outside the parts the whole and one part stand, and the other part alone gives way",
    arguments: [0.13, 0.2, 0.4, -0.02, -0.3])
  func impossible(whole: Double) throws {
    let (settled, implied) = try settle(whole: whole, one: 0.02, two: 0.1)
    #expect(settled.contradicted.count == 1, "\(settled.contradicted)")
    #expect(abs(implied[1] - whole) <= 0.000501)
    #expect(abs(implied[2] - 0.02) <= 0.000501 || abs(implied[3] - 0.1) <= 0.000501)
    #expect(settled.levels.allSatisfy { $0 > 0 && $0.isFinite })
  }

  /// Three years of quarters of which growth alone is known, single and to date, with one figure typed otherwise.
  private func chained(wrong: Int, as value: Double) throws -> (SettledLevels, [LevelFact]) {
    let mean = (0..<12).map { Double.log(25 * Double.pow(1.06, Double($0 / 4))) }
    let prior = Matrix(rows: 12, columns: 12) { row, column in
      0.3 + (row % 4 == column % 4 ? 0.04 : 0) + (row == column ? 0.003 : 0)
    }
    var facts = [
      LevelFact(
        numerator: Total(weights: [0: 1, 1: 1, 2: 1, 3: 1]), value: 100, rounding: 0.05,
        rank: .level, sector: "s")
    ]
    for quarter in 4..<12 {
      let toDate = (quarter / 4 * 4...quarter).map { (now: $0, before: $0 - 4) }
      facts.append(growth(toDate, 0.06))
      facts.append(growth([(quarter, quarter - 4)], 0.06, .periodGrowth))
    }
    let told = facts[wrong]
    facts[wrong] = LevelFact(
      numerator: told.numerator, denominator: told.denominator, value: value,
      rounding: told.rounding, rank: told.rank, sector: told.sector)
    return (try SettledLevels(mean: mean, covariance: prior, facts: facts), facts)
  }

  @Test(
    "One figure typed wrong gives way to all others, single or to date, and bends none of them",
    arguments: [6, 8, 5, 12, 13, 14], [0.2, -0.1, 0.6])
  func slip(wrong: Int, value: Double) throws {
    let (settled, facts) = try chained(wrong: wrong, as: value)
    #expect(settled.contradicted.map(\.fact) == [wrong])
    #expect(abs(facts[wrong].implied(settled.levels) - 0.06) < 0.004)
  }

  @Test("Just outside, levels stay near what was thought of them, not at the end of the world")
  func justOutside() throws {
    let (settled, implied) = try settle(whole: 0.104, one: 0.02, two: 0.1)
    #expect(abs(implied[1] - 0.104) <= 0.000501)
    #expect(settled.levels.allSatisfy { $0 > 1 && $0 < 200 }, "\(settled.levels)")
  }

  @Test("Figures that agree, made up from levels, are all met", arguments: 1...12)
  func law(seed: Int) throws {
    func noise(_ place: Int) -> Double { Double((seed * 31 + place * 57) % 23) / 22 - 0.5 }
    let levels = [60 * (1 + 0.6 * noise(1)), 0, 0, 0]
    let before = [levels[0], 100 - levels[0]]
    let rates = [0.1 * noise(2), 0.05 + 0.12 * noise(3)]
    let whole = (before[0] * rates[0] + before[1] * rates[1]) / 100
    func printed(_ value: Double) -> Double { (1000 * value).rounded() / 1000 }
    let (settled, _) = try settle(
      whole: printed(whole), one: printed(rates[0]), two: printed(rates[1]))
    #expect(settled.contradicted.isEmpty, "seed \(seed): \(settled.contradicted)")
  }

  @Test("What newer figures may have overtaken is not met at the cost of one that stands")
  func overtaken() throws {
    // Two cells near 100 whose total is known to half a percent. An old figure has the first at 272, which straight
    // lines reach by letting the second fall as far, and levels, which cannot fall below 0, do not.
    let total = LevelFact(
      numerator: Total(weights: [0: 1, 1: 1], constant: -200), denominator: Total(constant: 200),
      value: 0, rounding: 0.005, rank: .periodGrowth, sector: "s")
    let old = LevelFact(
      numerator: Total(weights: [0: 1], constant: -100), denominator: Total(constant: 100),
      value: 1.718, rounding: 0.1, revision: 10, isOvertaken: true, rank: .periodGrowth,
      sector: "s")
    let settled = try SettledLevels(
      mean: [Double.log(100), Double.log(100)], covariance: Matrix.diagonal([4, 4]),
      facts: [total, old])
    #expect(abs(total.implied(settled.levels)) <= 0.005001, "\(settled.levels)")
    #expect(settled.contradicted.map(\.fact) == [1])
  }
}
