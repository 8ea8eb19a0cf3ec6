import Models
import Pipeline
import Reports
import TimeSeries

/// Panels of generated series: the reference classes, named models, and the backtest.
enum ClassTarget {
  static func violations(_ given: [UInt8]) -> [String] {
    var bytes = FuzzBytes(given)
    let frequency = bytes.pick([Frequency.annual, .quarterly, .monthly])
    let bounds = bytes.pick([
      Bounds.none, Bounds(lower: 0, upper: 100), Bounds(lower: 0, upper: .infinity),
    ])
    let horizon = 1 + bytes.below(14)
    let isBacktest = bytes.below(4) == 1
    let id = bytes.pick([nil] + ModelCatalog.ids.map(Optional.some))
    let model = id.flatMap { try? ModelCatalog.model(id: $0, parameters: [:]) } ?? nil
    var series: [PanelSeries] = []
    for number in 0..<(1 + bytes.below(3)) {
      let count = 1 + bytes.below(frequency == .annual ? 24 : 50)
      let values = GeneratedSeries.values(&bytes, count: count).map { Optional(bounds.clamp($0)) }
      var gappy: [Double?] = []
      for (value, step) in zip(values, GeneratedSeries.steps(&bytes, count: count)) {
        gappy += [value] + Array(repeating: nil, count: min(step - 1, 400))
      }
      let first: Period =
        switch frequency {
        case .annual, .span: .year(1950)
        case .quarterly: .quarter(2, of: 1990)
        case .monthly: .month(11, of: 1990)
        }
      series.append(PanelSeries(id: "s\(number)", first: first, values: gappy, bounds: bounds))
    }
    let panel = Panel(frequency: frequency, series: series)
    let candidates = ReferenceClassLibrary.candidates(frequency: frequency, bounds: bounds)
    if isBacktest {
      let backtest = PanelBacktest(
        panel, candidates: candidates, name: id ?? "auto", model: model,
        horizon: min(horizon, 4), origins: 2, minimum: 3, threads: 1)
      _ = BacktestSummary.text(backtest, folder: "made", language: .vi, width: 80)
      return ResultFiles.all(backtest).flatMap { FuzzChecks.table($0) }
    }
    let mix = ReferenceClassMix(candidates, for: panel, threads: 1)
    let forecasts = PanelForecaster(classes: mix, model: model, horizon: horizon).forecast(
      panel, threads: 1)
    var violations: [String] = []
    for forecast in forecasts {
      for margin in forecast.margins {
        if margin.values.contains(where: { !bounds.contains($0) }) {
          violations.append(
            "\(forecast.answer.maker): a quantile leaves the bounds or is no number")
        }
        let chances = [
          margin.probability(atLeast: 1), margin.probability(atMost: 1),
          margin.probability(atLeast: margin.values[5]), margin.transform(of: 50),
        ]
        if !chances.allSatisfy({ (0...1).contains($0) }) {
          violations.append("\(forecast.answer.maker): chances of \(chances)")
        }
      }
    }
    let files = ResultFiles.all(
      PanelAnswers(forecasts, of: panel, classes: nil, targets: nil))
    return violations + FuzzChecks.table(files[0], filled: ["q0.05", "q0.5", "q0.95"])
  }
}
