import Files
import Plans
import TestSupport
import Testing
import TimeSeries

/// Series of measures made of those of a region's parts. Every number here is made up.
@Suite struct MeasurePartsTests {
  private func merged(
    _ measure: String, _ rows: [String], parts: String = RegionPartsTests.parts
  ) throws -> MergedRegion {
    try MergedRegion(
      parts: parts, rows: rows, indicators: "", more: #", "measures": [\#(measure)]"#)
  }

  private func row(
    _ id: String, _ geo: String, _ period: String, _ value: String, unit: String = "bn",
    status: String = "final"
  ) -> String {
    let frequency = period.count == 4 ? "A" : period.contains("Q") ? "Q" : "M"
    return "\(id),\(geo),\(frequency),\(period),\(value),\(unit),na,\(status),2025-07"
  }

  @Test("Levels and what is cumulated add; growth is weighted by the levels of the year before")
  func flows() throws {
    let merged = try merged(
      #"{"id": "m", "series": {"level": "m", "level_to_date": "m.ytd", "growth": "m.g"}}"#,
      [
        row("m", "A", "2024-01", "30"), row("m", "B", "2024-01", "10"),
        row("m.ytd", "A", "2025-06", "100.5"), row("m.ytd", "B", "2025-06", "50.25"),
        row("m.g", "A", "2025-01", "8", unit: "%"), row("m.g", "B", "2025-01", "4", unit: "%"),
        row("m", "A", "2025", "400", status: "plan"), row("m", "B", "2025", "200", status: "plan"),
      ])
    #expect(try merged.figures("m", .monthly).map(\.value) == [40])
    #expect(try merged.figures("m.ytd", .monthly).map(\.value) == [150.75])
    #expect(try merged.figures("m.g", .monthly).map { abs($0.value - 7) < 1e-12 } == [true])
    let plan = try #require(try merged.figures("m").first)
    #expect(plan.status == .plan && plan.value == 600)
  }

  @Test("Stocks add at the ends of periods, and their growth is weighted by ends a year before")
  func stocks() throws {
    let merged = try merged(
      #"{"id": "d", "series": {"level": "d", "growth": "d.g"}, "year_is": "last"}"#,
      [
        row("d", "A", "2024-10", "1"), row("d", "B", "2024-10", "9"),
        row("d", "A", "2024-11", "1"), row("d", "B", "2024-11", "9"),
        row("d", "A", "2024-12", "60"), row("d", "B", "2024-12", "40"),
        row("d.g", "A", "2025-Q4", "10", unit: "%"), row("d.g", "B", "2025-Q4", "5", unit: "%"),
        row("d.g", "A", "2025", "10", unit: "%"), row("d.g", "B", "2025", "5", unit: "%"),
      ])
    #expect(try merged.figures("d", .monthly).map(\.value) == [10, 10, 100])
    // Neither three ends of months added up nor twelve.
    for frequency in [Frequency.quarterly, .annual] {
      let found = try merged.figures("d.g", frequency).map(\.value)
      #expect(found.count == 1 && found.allSatisfy { abs($0 - 8) < 1e-12 })
    }
  }

  @Test(
    "Indices and rates are weighted by stated bases, and refused without, alone",
    arguments: [
      (#"{"id": "i", "series": {"index": "i"}}"#, ""),
      (#"{"id": "i", "series": {"index": "i"}, "year_is": "last"}"#, ""),
      (#"{"id": "i", "series": "i", "year_is": "mean"}"#, "%"),
    ])
  func rates(measure: String, unit: String) throws {
    let rows = [
      row("i", "A", "2025-01", "110", unit: unit), row("i", "B", "2025-01", "102", unit: unit),
    ]
    let weights = ["A", "B"].map {
      #"{"geo": "\#($0)", "weight": [{"series": "i", "value": \#($0 == "A" ? 3 : 1)}]}"#
    }
    let stated = try merged(measure, rows, parts: weights.joined(separator: ", "))
    #expect(try stated.figures("i", .monthly).map(\.value) == [108])
    // The size of the region as a whole says nothing of it.
    for parts in [RegionPartsTests.parts, #"{"geo": "A", "weight": 3}, {"geo": "B", "weight": 1}"#]
    {
      let faults = try merged(measure, rows, parts: parts).faults()
      #expect(
        faults.map(\.problem)
          == [.parts(.withoutBase(series: "i (New)", part: "A", period: "2025-01"))])
    }
  }

  @Test("A series that parts cannot make is one fault, without a guess at another name")
  func oneFault() throws {
    let unlike = try merged(
      #"{"id": "m", "series": "m"}"#,
      [row("m", "A", "2025-01", "1"), row("m", "B", "2025-01", "1", unit: "mn")])
    #expect(unlike.faults().map(\.problem.code) == ["part-unit"])
    let unknown = try merged(
      #"{"id": "m", "series": "m"}"#, [row("m", "A", "2025-01", "1")],
      parts: #"{"geo": "A"}, {"geo": "C"}"#)
    #expect(unknown.faults().map(\.problem.code) == ["part-unknown"])
    let indicator = try MergedRegion(
      parts: RegionPartsTests.parts,
      rows: [
        "y,A,A,2024,1,bn,constant2010,final,", "y,B,A,2024,1,mn,constant2010,final,",
      ])
    #expect(indicator.faults().map(\.problem.code) == ["part-unit"])
  }

  @Test("A rate of a measure is spliced by its mean difference")
  func splicedGrowth() throws {
    let merged = try MergedRegion(
      parts: "",
      rows: [2022, 2023, 2024].map { "old,New,A,\($0),\($0 - 2018),%,na,final,2025-03" }
        + [2024, 2025].map { "m.g,New,A,\($0),\($0 - 2017),%,na,final,2025-03" },
      indicators: "",
      more: """
        , "measures": [{"id": "m", "series": {"growth": "m.g"}}],
        "splices": [{"series": "m.g", "from": "old"}]
        """)
    let made = try merged.figures("m.g").filter { $0.source == "spliced" }
    #expect(made.map(\.value) == [5, 6])
  }
}
