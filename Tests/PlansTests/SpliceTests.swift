import Files
import Plans
import TestSupport
import Testing
import TimeSeries

/// Every number here is made up.
@Suite struct SpliceTests {
  static func rows(_ id: String, _ from: Int, _ values: [String], _ more: String = "final,2024-03")
    -> [String]
  {
    values.enumerated().map { offset, value in
      "\(id),New,A,\(from + offset),\(value),\(id == "g" || id == "h" ? "%" : "bn"),\(id),\(more)"
    }
  }

  static func splice(_ more: String = "") -> String {
    #", "splices": [{"series": "y", "from": {"id": "old"}\#(more)}]"#
  }

  static let old = rows(
    "old", 2018, ["50.00", "55.00", "60.00", "66.00", "70.00"], "final,2023-03")

  @Test(
    "An older series is brought to the newer one's level by the ratio of sums, for periods before")
  func ratio() throws {
    let merged = try MergedRegion(
      parts: "", rows: Self.old + Self.rows("y", 2020, ["120.00", "133.98", "140.00"]),
      more: Self.splice())
    let found = try merged.figures("y").filter { $0.source == "spliced" }
    let factor = (120 + 133.98 + 140) / (60 + 66 + 70.0)
    #expect(found.map(\.period.year) == [2018, 2019])
    #expect(zip(found, [50, 55]).allSatisfy { abs($0.value - factor * $1) < 1e-9 })
    // Standard deviation of the three ratios over the factor.
    let ratios = [120.0 / 60, 133.98 / 66, 140.0 / 70].map { $0 / factor - 1 }
    let spread = (ratios.reduce(0) { $0 + $1 * $1 } / 2).squareRoot()
    #expect(
      zip(found, [50, 55]).allSatisfy { row, value in
        abs(row.error / (value * factor) - spread) < 1e-3 * spread
      })
    let first = try #require(found.first)
    #expect(first.status == .secondary && first.unit == "bn" && first.priceBasis == "y")
    #expect(first.vintage == CalendarDate("2024-03-31") && first.note.hasPrefix("old × 2.01"))
  }

  @Test("One period alone joins them where it is named")
  func at() throws {
    let merged = try MergedRegion(
      parts: "", rows: Self.old + Self.rows("y", 2020, ["120", "140", "160"]),
      more: Self.splice(#", "at": "2021""#))
    let found = try merged.figures("y").filter { $0.source == "spliced" }
    #expect(found.count == 2 && abs(found[0].value - 50 * 140 / 66) < 1e-9)
  }

  @Test("Rates are joined by their mean difference, and keep what is only planned")
  func difference() throws {
    let merged = try MergedRegion(
      parts: "",
      rows: Self.rows("h", 2018, ["6", "7", "8", "9"], "secondary,2023-03")
        + Self.rows("g", 2020, ["8.5", "9.7"]),
      indicators: #"{"id": "grdp", "kind": "growth", "series": {"growth": "g"}}"#,
      more: #", "splices": [{"series": "g", "from": "h"}]"#)
    let found = try merged.figures("g").filter { $0.source == "spliced" }
    #expect(zip(found.map(\.value), [6.6, 7.6]).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(found.allSatisfy { abs($0.error - 0.1 * 2.0.squareRoot()) < 0.2 && $0.error > 0.14 })
  }

  @Test("Series that share no period, have no ratio, or are one, are faults where they are joined")
  func faults() throws {
    let apart = try MergedRegion(
      parts: "", rows: Self.old + Self.rows("y", 2023, ["150"]), more: Self.splice())
    #expect(
      apart.faults().map(\.problem) == [.parts(.apart(series: "y (New)", old: "old (New)"))])
    let elsewhere = try MergedRegion(
      parts: "", rows: Self.old + Self.rows("y", 2020, ["120", "130"]),
      more: Self.splice(#", "at": "2018""#))
    #expect(elsewhere.faults().map(\.problem.code) == ["splice"])
    let none = try MergedRegion(
      parts: "", rows: Self.rows("old", 2018, ["5", "0"]) + Self.rows("y", 2019, ["3", "4", "5"]),
      more: Self.splice())
    #expect(
      none.faults().map(\.problem)
        == [.parts(.noRatio(series: "y (New)", old: "old (New)", period: "2019"))])
    let itself = try MergedRegion(
      parts: "", rows: Self.rows("y", 2019, ["3", "4", "5"]),
      more: #", "splices": [{"series": "y", "from": "Y"}]"#)
    #expect(itself.faults().map(\.problem) == [.parts(.ontoItself("y (New)"))])
  }

  @Test("An older series of parts is added up before it is joined")
  func partsFirst() throws {
    let merged = try MergedRegion(
      parts: #"{"geo": "A"}, {"geo": "B"}"#,
      rows: [2019, 2020].flatMap { year in
        [
          "old,A,A,\(year),30,bn,b,final,2023-03",
          "old,B,A,\(year),\(year - 2000),bn,b,final,2023-03",
        ]
      } + Self.rows("y", 2020, ["100", "110"]), more: Self.splice())
    let found = try merged.figures("y").filter { $0.source == "spliced" }
    #expect(found.count == 1 && abs(found[0].value - 98) < 1e-9)
  }

  @Test("Spread and rounding are independent: the squares of a splice's errors add")
  func squares() throws {
    // Ratios of 2.2 and 1.8, whole numbers.
    let merged = try MergedRegion(
      parts: "",
      rows: Self.rows("old", 2019, ["9", "10", "10"]) + Self.rows("y", 2020, ["22", "18"]),
      more: Self.splice())
    let found = try #require(try merged.figures("y").first { $0.source == "spliced" })
    let spread = 2 * 0.1 * 0.1
    let third = 0.25 / 3
    let rounding = third / (18 * 18) + third / 100
    let factor = (spread + rounding).squareRoot()
    // The figure's own rounding is printed where digits can, else carried.
    let own = 0.25 / 3 * 4
    let whole = (18 * 18 * factor * factor + own).squareRoot()
    #expect(abs(found.value - 18) < 1e-9)
    #expect(abs(found.error - whole) < 1e-3 * whole, "\(found.error) \(whole)")
  }
}
