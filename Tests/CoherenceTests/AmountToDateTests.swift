import Coherence
import Testing

/// Years of amounts from their first months; values by NumPy and `scipy.stats.truncnorm`.
@Suite("Amounts to date") struct AmountToDateTests {
  @Test("Eleven months without a year before: about twelve elevenths, never below what has come")
  func alone() throws {
    let months = [1600.0, 1200, 1600, 1600, 1600, 1800, 1600, 1600, 1800, 1600, 1800]
    let years: [Int: Double] = [
      2020: 11000, 2021: 12000, 2022: 13300, 2023: 14200, 2024: 15400,
    ]
    let found = try #require(AmountToDate(of: 2025, parts: [2025: months], wholes: years))
    #expect(found.months == 11 && found.cases == 0)
    #expect(abs(found.byMonths - 17800.0 * 12 / 11) < 1e-6)
    #expect(abs(found.amount - 19418.23865) < 1e-3)
    #expect(abs(found.deviation - 0.02175385) < 1e-7)
  }

  @Test("With two years of months before: their mean share, and the scatter of shares and months")
  func shares() throws {
    let parts: [Int: [Double]] = [
      2023: [90, 110, 95, 105, 100, 100, 120, 80, 100, 100, 90, 110],
      2024: [100, 110, 100, 120, 100, 110, 120, 90, 110, 105, 100, 115],
      2025: [120, 115, 110, 130],
    ]
    let years: [Int: Double] = [2021: 1000, 2022: 1100, 2023: 1200, 2024: 1280]
    let found = try #require(AmountToDate(of: 2025, parts: parts, wholes: years))
    #expect(found.cases == 2)
    #expect(abs(found.amount - 1419.4659985) < 1e-6)
    #expect(abs(found.deviation - 0.0290308964) < 1e-8)
  }

  @Test("Counts vary at least as counts do")
  func counts() throws {
    func deviation(_ size: Double) throws -> Double {
      let year = Array(repeating: size, count: 12)
      let parts = [2023: year, 2024: year, 2025: Array(year.prefix(6))]
      let found = try #require(
        AmountToDate(of: 2025, parts: parts, wholes: [2023: 12 * size, 2024: 12 * size]))
      return found.deviation
    }
    // Half of the year and 6 months of 1: a Poisson count of mean 1 a month has √(0.5/6) at least, before it is pooled.
    #expect(try deviation(1) > 3 * deviation(0.5 + 1e-9))
    #expect(try deviation(1) > (0.5 / 6).squareRoot() * 0.8)
  }

  @Test("Nothing without the year before, without a month, with all of them, or of sums of 0")
  func nothing() {
    let year = Array(repeating: 1.0, count: 12)
    #expect(AmountToDate(of: 2025, parts: [2025: [1]], wholes: [2023: 12]) == nil)
    #expect(AmountToDate(of: 2025, parts: [2025: []], wholes: [2024: 12]) == nil)
    #expect(AmountToDate(of: 2025, parts: [2025: year], wholes: [2024: 12]) == nil)
    #expect(AmountToDate(of: 2025, parts: [2025: [0, 0]], wholes: [2024: 12]) == nil)
  }

  @Test(
    "Only a sum of first months: their share of the years before, wider than of months that are seen",
    arguments: [
      ([2024: 7238.0, 2025: 9400], 6, 1, 20000.0, 0.0808290377),
      ([2025: 9400.0], 6, 0, 18800, 0.0721687836),
      ([2022: 9900.0, 2023: 10400, 2024: 11600, 2025: 14800], 9, 3, 19911.613014, 0.0324987596),
    ] as [([Int: Double], Int, Int, Double, Double)])
  func cumulated(
    sums: [Int: Double], months: Int, cases: Int, amount: Double, deviation: Double
  ) throws {
    let years = [2022: 13300.0, 2023: 14200, 2024: 15400]
    let found = try #require(
      AmountToDate(of: 2025, cumulated: sums, months: months, wholes: years))
    #expect(found.months == months && found.cases == cases)
    #expect(abs(found.amount - amount) < 1e-4)
    #expect(abs(found.deviation - deviation) < 1e-9)
    #expect(AmountToDate(of: 2025, cumulated: sums, months: 12, wholes: years) == nil)
    #expect(AmountToDate(of: 2026, cumulated: sums, months: months, wholes: years) == nil)
  }
}
