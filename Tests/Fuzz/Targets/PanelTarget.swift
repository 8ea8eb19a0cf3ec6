internal import Files
import Models
import Pipeline
import Plans
import Reports
import TimeSeries

/// A panel and its targets: a line of `frequency lower upper`, the panel, the targets, parted by `%%`.
enum PanelTarget {
  static func violations(_ bytes: [UInt8]) -> [String] {
    let parts = cut(bytes, atMost: 3)
    let words = String(decoding: parts[0].prefix { $0 != 10 }, as: UTF8.self)
      .split(separator: " ")
    let frequency = words.first.flatMap { Frequency(rawValue: String($0)) } ?? .annual
    let lower = words.dropFirst().first.flatMap { Double($0) } ?? -.infinity
    let upper = words.dropFirst(2).first.flatMap { Double($0) } ?? .infinity
    // Any other frequency and ends out of order are refused before a file is read.
    guard frequency != .span else { return [] }
    let bounds = lower < upper ? Bounds(lower: lower, upper: upper) : .none
    guard parts.count > 1 else { return [] }
    let panel = Array(parts[1])
    var faults = FaultCollector()
    guard let file = read(panel, frequency, bounds, &faults) else {
      return FuzzChecks.places(faults.found, in: "panel.csv", panel)
        + (faults.found.isEmpty ? ["no panel and no fault"] : [])
    }
    var violations = FuzzChecks.places(faults.found, in: "panel.csv", panel)
    var sameFaults = FaultCollector()
    let again = read(panel, frequency, bounds, &sameFaults)
    if faults.found != sameFaults.found || again?.panel != file.panel {
      violations.append("read twice, two results")
    }
    guard faults.found.isEmpty else { return violations }
    violations += spelling(file.panel)
    var targets: [Plans.PanelTarget] = []
    if parts.count > 2 {
      let bytes = Array(parts[2])
      do throws(Fault) {
        let source = try SourceFile(path: "targets.csv", data: bytes)
        targets = Plans.PanelTarget.read(source, panel: file.panel, faults: &faults)
      } catch {
        faults.note([error])
      }
      violations += FuzzChecks.places(faults.found, in: "targets.csv", bytes)
    }
    return violations + forecasts(file.panel, targets)
  }

  private static func read(
    _ bytes: [UInt8], _ frequency: Frequency, _ bounds: Bounds, _ faults: inout FaultCollector
  ) -> PanelFile? {
    do throws(Fault) {
      let source = try SourceFile(path: "panel.csv", data: bytes)
      return PanelReader.read(source, frequency: frequency, bounds: bounds, faults: &faults)
    } catch {
      faults.note([error])
      return nil
    }
  }

  /// What is written for a period is read as that period.
  private static func spelling(_ panel: Panel) -> [String] {
    panel.series.prefix(20).flatMap { series in
      [0, 1, 7, 13].compactMap { step -> String? in
        let period = series.period(series.values.count - 1 + step)
        let text = panel.spelling.text(period)
        // Years of two digits reach from 1950 to 2049, others from 1000, where four digits begin.
        guard (1950...2049).contains(period.year) else { return nil }
        return panel.spelling.period(text) == period
          ? nil : "\(period) is written \(text) and not read back"
      }
    }
  }

  /// Forecasts small panels as `predict` would.
  private static func forecasts(_ panel: Panel, _ targets: [Plans.PanelTarget]) -> [String] {
    guard panel.series.count <= 4, panel.series.allSatisfy({ $0.values.count <= 200 }) else {
      return []
    }
    let candidates = ReferenceClassLibrary.candidates(
      frequency: panel.frequency, bounds: panel.series.first?.bounds ?? .none)
    let mix = ReferenceClassMix(mixes: candidates.map { ($0, 1) })
    let forecasts = PanelForecaster(classes: mix, model: nil, horizon: 3).forecast(
      panel, threads: 1)
    let files = ResultFiles.all(
      PanelAnswers(forecasts, of: panel, classes: nil, targets: targets))
    return FuzzChecks.table(files[0], filled: ["q0.05", "q0.5", "q0.95"])
      + files.dropFirst().flatMap { FuzzChecks.table($0) }
  }
}
