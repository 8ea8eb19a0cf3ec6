import Foundation
import Models
import Pipeline
import Reports
import TimeSeries

/// A learned table, as `--table` takes it.
enum TableTarget {
  static func violations(_ bytes: [UInt8]) -> [String] {
    guard let table = try? ReferenceClassLibrary.decode(Data(bytes)) else { return [] }
    var violations: [String] = []
    if let text = try? ReferenceClassLibrary.encode(table),
      (try? ReferenceClassLibrary.decode(text)) == nil
    {
      violations.append("a table written does not read back")
    }
    let share = Bounds(lower: 0, upper: 100)
    let series = [
      series([3, 4, 4.5, 6, 5, 7, 9, 9, 11, 10, 12, 15, 14, 17, 16, 20], table.frequency, .none),
      series([3, 4, 4.5, 6, 5, 7, 9, 9, 11, 10, 12, 15, 14, 17, 16, 20], table.frequency, share),
      series([5], table.frequency, .none),
    ]
    let mix = ReferenceClassMix([(table, 1)])
    let panel = Panel(frequency: table.frequency, series: series)
    let forecasts = PanelForecaster(classes: mix, model: nil, horizon: 4).forecast(
      panel, threads: 1)
    let files = ResultFiles.all(
      PanelAnswers(forecasts, of: panel, classes: mix, targets: nil))
    return violations
      + FuzzChecks.table(files[0], filled: ["mean", "q0.05", "q0.5", "q0.95"])
      + files.dropFirst().flatMap { FuzzChecks.table($0) }
  }

  private static func series(
    _ values: [Double], _ frequency: Frequency, _ bounds: Bounds
  ) -> PanelSeries {
    let first: Period =
      switch frequency {
      case .annual, .span: .year(2001)
      case .quarterly: .quarter(1, of: 2001)
      case .monthly: .month(1, of: 2001)
      }
    return PanelSeries(id: "s", first: first, values: values, bounds: bounds)
  }
}
