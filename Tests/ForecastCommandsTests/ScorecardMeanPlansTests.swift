import Foundation
import TestSupport
import Testing

/// Plans of the parts of a year, by hand.
@Suite struct ScorecardMeanPlansTests {
  /// A month of 2024 is 100, 110, … 210; a year later a tenth more.
  private func made(_ rule: String, through newest: Int) -> MadeMeasures {
    var made = MadeMeasures()
    made.asOf = "2025-11-20"
    made.measures = [#"{"id": "w", "series": "w", "year_is": "\#(rule)"}"#]
    for month in 12 * 2019...12 * 2025 + newest - 1 {
      let level = Double(100 + 10 * (month % 12)) * pow(1.1, Double(month / 12 - 2024))
      made.add("w", MadeMeasures.month(month), String(format: "%.4f", level))
    }
    return made
  }

  @Test("Growth of quarters of a mean makes its year, weighed by the quarters of the year before")
  func growthOfQuarters() throws {
    var made = made("mean", through: 7)
    for (quarter, growth) in ["5", "6", "7", "8"].enumerated() {
      made.ask("w", growth, kind: "growth", unit: "%", in: "2025-Q\(quarter + 1)")
    }
    let card = try made.card()
    // Means of 110, 140, 170 and 200.
    let mean = (115.5 + 148.4 + 181.9 + 216.0) / 4
    let year = try #require(card["w 2025"])
    #expect(abs(try #require(year.number("plan")) - mean) < 1e-6)
    // 1,985.4 in twelve months, of them 1,001 until July, on 950.
    let needed = 100 * (984.4 / 950 - 1)
    #expect(abs(try #require(year.number("required_rest")) - needed) < 1e-3)
    #expect(year.number("probability") != nil)
    let seven = try #require(card["w 2025-7M"])
    #expect(abs(try #require(seven.number("to_date_yoy_percent")) - 10) < 1e-3)
    // July is inside a quarter: what came is held against the plan of the months until June.
    #expect(seven["plan"] == "")
    let half = try #require(card["w 2025-6M"])
    #expect(abs(try #require(half.number("plan")) - 131.95) < 1e-6)
    #expect(half["verdict"] == "met")
    let percent = 100 * 137.5 / 131.95
    #expect(abs(try #require(half.number("percent_of_plan")) - percent) < 1e-3)
  }

  @Test(
    "Plans of quarters make one of the months until the last of them that is over",
    arguments: [(6, "2025-6M"), (7, "2025-6M"), (9, "2025-9M"), (10, "2025-9M")])
  func toDate(newest: Int, period: String) throws {
    var made = made("sum", through: newest)
    let plans = [300.0, 400, 500, 600]
    for (quarter, plan) in plans.enumerated() {
      made.ask("w", "\(plan)", in: "2025-Q\(quarter + 1)")
    }
    let card = try made.card()
    let count = period == "2025-6M" ? 2 : 3
    #expect(card["w \(period)"]?.number("plan") == plans.prefix(count).reduce(0, +))
    #expect(card["w 2025"]?.number("plan") == 1800)
  }
}
