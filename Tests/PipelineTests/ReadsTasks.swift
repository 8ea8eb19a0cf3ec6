internal import Files
import Plans
import Testing
import TimeSeries
import Tracking

/// What tests of dated tasks begin with: a table as text, forecast on a day.
protocol ReadsTasks {}

extension ReadsTasks {
  func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  func run(
    _ text: String, _ asOf: String, paths: Int? = 1000, threads: Int = 1, seed: UInt64 = 1
  ) throws -> TaskResult {
    var faults = FaultCollector()
    var reader = TaskReader()
    reader.read(SourceFile(path: "t.csv", text: text), faults: &faults)
    #expect(faults.found.isEmpty, "\(faults.found)")
    return try TaskRun.run(
      reader.list,
      TaskRun.Request(
        name: "t", title: LocalizedText(en: "T", vi: "T"), asOf: day(asOf), seed: seed,
        paths: paths, threads: threads))
  }

  func row(_ result: TaskResult, _ id: String) throws -> TaskResult.Row {
    try #require(result.rows.first { $0.id == id })
  }
}
