public import Models
internal import RealModule
internal import Scoring
public import TimeSeries

/// Weights by how well each class would have forecast the panel's own past.
///
/// Each candidate forecasts the last values of up to 400 series from the values before them. With mean
/// scaled quantile losses `L₁`, `L₂` and `t` their difference over its standard error, the first gets
/// the weight `1/(1 + (L₁/L₂)^(30 t²/(1 + t²)))`: equal weights when the panel says little, one class
/// when the other is much worse. Forecasts are averaged quantile by quantile.
///
/// Source: weights from past quantile loss shrunk to equal: Smith & Wallis 2009, Oxford Bulletin of
/// Economics and Statistics 71, 331–355; averaging quantiles: Lichtendahl, Grushka-Cockayne & Winkler
/// 2013, Management Science 59, 1594–1611.
extension ReferenceClassMix {
  private static let mostSeries = 400
  private static let furthest = 3
  /// How fast a weight falls with the ratio of losses.
  private static let sharpness = 30.0

  /// Weights two candidates by a panel; a single one is taken as it is.
  public init(_ candidates: [ReferenceClass], for panel: Panel, threads: Int) {
    precondition(!candidates.isEmpty, "a mix needs a class")
    guard candidates.count == 2 else {
      self.init([(candidates[0], 1)])
      return
    }
    let step = max(1, panel.series.count / Self.mostSeries)
    let sample = stride(from: 0, to: panel.series.count, by: step).map {
      panel.series[$0].normalised.series
    }
    let season = panel.frequency.periodsPerYear
    let losses = parallelMap(sample.count, threads: threads) { index in
      Self.losses(candidates, sample[index], season: season)
    }
    let known = losses.filter { !$0.isEmpty && $0.allSatisfy(\.isFinite) }
    guard known.count > 1 else {
      self.init(candidates.map { ($0, 0.5) })
      return
    }
    let count = Double(known.count)
    let totals = [0, 1].map { place in known.reduce(0) { $0 + $1[place] } / count }
    let mean = totals[0] - totals[1]
    let squares = known.reduce(0) { $0 + ($1[0] - $1[1] - mean) * ($1[0] - $1[1] - mean) }
    let evidence = mean * mean / (mean * mean + squares / (count - 1) / count + 1e-300)
    let ratio = Double.log(max(totals[0], 1e-12) / max(totals[1], 1e-12))
    let first = 1 / (1 + Double.exp(Self.sharpness * evidence * ratio))
    guard first.isFinite else {
      self.init(candidates.map { ($0, 0.5) })
      return
    }
    self.init(zip(candidates, [first, 1 - first]).filter { $0.1 > 0.02 }.map { ($0, $1) })
  }

  /// Scaled quantile loss of each candidate on the last values of a series; empty when it is too short.
  private static func losses(
    _ candidates: [ReferenceClass], _ series: PanelSeries, season: Int
  ) -> [Double] {
    guard let (values, _) = series.history(through: series.values.count - 1) else { return [] }
    let ahead = min(furthest, values.count - 4)
    guard ahead > 0 else { return [] }
    let past = Array(values.dropLast(ahead))
    let scale = ScaledError.scale(history: past.filter(\.isFinite), season: season)
    guard scale > 0, past.last?.isFinite == true else { return [] }
    return candidates.map { table in
      let margins = table.forecast(past, bounds: series.bounds, steps: Array(1...ahead)).margins
      let losses = zip(margins, values.suffix(ahead)).filter { $0.1.isFinite }.map {
        margin, value in
        PinballLoss.mean(
          value: value, quantiles: PanelScore.probabilities.map { margin.value(at: $0) },
          probabilities: PanelScore.probabilities)
      }
      // One series that leaves its own scale must not outvote all others.
      return min(losses.reduce(0, +) / Double(losses.count) / scale, 1e3)
    }
  }
}
