import Testing
import TimeSeries

@Suite struct PeriodRangeTests {
  @Test("A range counts its periods, both ends included, across years")
  func counts() throws {
    let range = try #require(PeriodRange(.quarter(3, of: 2024), .quarter(2, of: 2025)))
    #expect(range.map(\.description) == ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2"])
    #expect(range.contains(.quarter(1, of: 2025)))
    #expect(!range.contains(.quarter(3, of: 2025)) && !range.contains(.month(1, of: 2025)))
    #expect(PeriodRange(.year(2024)).count == 1)
  }

  @Test("The year before has the same periods, whatever their length")
  func yearBefore() throws {
    let months = try #require(PeriodRange(.month(11, of: 2024), .month(2, of: 2025)))
    #expect(months.yearBefore.map(\.description) == ["2023-11", "2023-12", "2024-01", "2024-02"])
    #expect(PeriodRange.quarters(of: 2025).yearBefore == PeriodRange.quarters(of: 2024))
    #expect(
      PeriodRange.quarters(2...3, of: 2025) == PeriodRange.quarters(4 * 2025 + 1...4 * 2025 + 2))
    #expect(PeriodRange(.year(2024)).yearBefore == PeriodRange(.year(2023)))
  }

  @Test("Periods of two lengths, or in the wrong order, are no range")
  func refused() {
    #expect(PeriodRange(.quarter(1, of: 2024), .month(12, of: 2024)) == nil)
    #expect(PeriodRange(.quarter(2, of: 2024), .quarter(1, of: 2024)) == nil)
    #expect(PeriodRange(.span(from: 2020, through: 2021), .span(from: 2022, through: 2023)) == nil)
  }
}
