import Coherence
import RealModule
import Testing
import TimeSeries

/// Amounts of which one sum from January on is all that is known of their year.
@Suite("Amounts by one sum") struct AmountAloneTests {
  private static let years: [Int: Double] = [
    2019: 10000, 2020: 10600, 2021: 11500, 2022: 12100, 2023: 13000, 2024: 13800,
  ]

  private func found(
    _ months: Int, _ times: Double, standing: Double = 0
  ) throws -> AmountToDate {
    let come = 14700 * Double.exp(AmountShares.ofYear(months: months).mean) * times
    let parts = YearOfParts([.init(from: 0, to: months, value: come)])
    return try #require(
      AmountToDate(of: 2025, parts: [2025: parts], wholes: Self.years, standing: standing))
  }

  /// The chance that the year comes to so much, beside a model that expects 14,700 give or take a tenth.
  private func chance(_ amount: AmountToDate, of target: Double, spread: Double = 0.1) throws
    -> Double
  {
    let tales = try #require(amount.tales)
    let expected = LevelExpectation(mean: Double.log(14700), deviation: spread)
    var (low, high) = (1e-6, 1 - 1e-6)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let level = Double.exp(tales.quantile(middle, beside: expected))
      let value = amount.come.map { $0.value(level) { Double.exp($0) } } ?? level
      if value < target { low = middle } else { high = middle }
    }
    return 1 - low
  }

  @Test(
    "The more has come, the likelier is the target, whatever has come", arguments: [1, 3, 6, 9, 11])
  func monotone(months: Int) throws {
    for spread in [0.03, 0.1] {
      var highest = 0.0
      for step in 0...40 {
        let found = try found(months, 0.05 * Double.exp(0.11 * Double(step)))
        let chance = try chance(found, of: 15500, spread: spread)
        #expect(chance > highest - 0.05, "\(months) months, step \(step)")
        highest = max(highest, chance)
      }
      if months >= 6 { #expect(highest > 0.99) }
    }
  }

  @Test("A sum that may be what stands counts as both, in proportion to their chances")
  func standing() throws {
    // As much as last year by June: of twice the year before, or of what stands at 14,200.
    let times = 14200 / 14700 / Double.exp(AmountShares.ofYear(months: 6).mean)
    func chance(_ standing: Double) throws -> Double {
      try self.chance(found(6, times, standing: standing), of: 16500)
    }
    let (sum, even, stands) = try (chance(0), chance(0.5), chance(1))
    #expect(sum > stands + 0.3 && even > stands && even < sum)
    #expect(try abs(chance(0.75) - (even + stands) / 2) < 1e-5)
    // What stands is no floor of the year; what has come is.
    #expect(try found(6, times, standing: 0.5).come == nil)
    #expect(try found(6, times, standing: 0.4).come?.floor ?? 0 > 14199)
    #expect(try found(6, times, standing: 0.4).standing == 0.4)
    #expect(try found(6, times, standing: 0.05).standing == nil)
  }
}
