public import Models
internal import RealModule
internal import Scoring
public import TimeSeries

/// Weights by how well each class would have forecast the panel's own past.
///
/// Each candidate forecasts the last values of up to 400 series from the values before them. With the mean scaled
/// quantile losses `L` of a candidate and `L₀` of the best, and `t` their difference over its standard error, it gets
/// a weight in proportion to `(L₀/L)^(30 t²/(1 + t²))`: equal weights when the panel says little, one candidate when
/// the others are much worse. Forecasts are averaged quantile by quantile. Between classes of take-up and of other shares each series
/// chooses by itself, and the panel says how common either is (`ShareKinds`).
///
/// Series that their histories show to be rates go by themselves, whatever stands beside them, and weigh no candidate. Where
/// at least a quarter are, and the others would not have been forecast half as badly again as rates (in the geometric mean, in which
/// two that are seen to be rates count as one that did as well), the panel is one of rates: so is each that lies among them and
/// does not look like a level (`RatePools`).
///
/// Source: weights from past quantile loss shrunk to equal: Smith & Wallis 2009, Oxford Bulletin of
/// Economics and Statistics 71, 331–355; averaging quantiles: Lichtendahl, Grushka-Cockayne & Winkler
/// 2013, Management Science 59, 1594–1611.
extension ReferenceClassMix {
  private static let mostSeries = 400
  /// Steps that candidates are judged by: with 3, a pace that goes on looks as good for countries as what comes back.
  private static let furthest = 5
  /// How fast a weight falls with the ratio of losses.
  private static let sharpness = 30.0

  /// Weights candidates by a panel; a single one is taken as it is.
  public init(_ candidates: [ReferenceClassMix], for panel: Panel, threads: Int) {
    precondition(!candidates.isEmpty, "a mix needs a class")
    guard candidates.count > 1 else {
      self = candidates[0]
      return
    }
    let step = max(1, panel.series.count / Self.mostSeries)
    let sample = stride(from: 0, to: panel.series.count, by: step).map {
      panel.series[$0].normalised.series
    }
    let season = panel.frequency.periodsPerYear
    let levels = sample.filter { series in
      let history = series.history(through: series.values.count - 1)?.values ?? []
      return candidates[0].suited(to: history, bounds: series.bounds).rates != .own
    }
    let isMaybeOfRates = (sample.count - levels.count) * Self.fewestRates >= sample.count
    func losses(_ candidates: [ReferenceClassMix]) -> [[Double]] {
      parallelMap(levels.count, threads: threads) { index in
        Self.losses(candidates, levels[index], season: season)
      }.filter { !$0.isEmpty && $0.allSatisfy(\.isFinite) }
    }
    let mix =
      Self.ofKinds(candidates, levels, threads: threads)
      ?? ReferenceClassMix(
        mixes: zip(candidates, Self.weights(losses(candidates), count: candidates.count))
          .filter { $0.1 > Self.leastWeight }.map { ($0, $1) })
    guard isMaybeOfRates else {
      self = mix
      return
    }
    // By ratios, so that one series that leaves its course does not speak for all.
    let against = losses([mix, mix.with(.own)]).reduce(0) {
      let ratio = max($1[1], 1e-12) / max($1[0], 1e-12)
      return $0 + Double.log(min(max(ratio, 1 / Self.furthestRatio), Self.furthestRatio))
    }
    let voices = Double(levels.count) + Double(sample.count - levels.count) * Self.voiceOfSeen
    self = against <= Double.log(Self.mostLoss) * voices ? mix.with(.expected) : mix
  }

  /// The classes of shares, between which each series chooses (`ShareKinds`); `nil` for any other candidates.
  private static func ofKinds(
    _ candidates: [ReferenceClassMix], _ sample: [PanelSeries], threads: Int
  ) -> ReferenceClassMix? {
    let histories = sample.compactMap { series in
      series.bounds.isClosed
        ? series.history(through: series.values.count - 1).map { ($0.values, series.bounds) } : nil
    }
    guard
      let kinds = OfKinds(
        candidates,
        evidence: { evidence in
          parallelMap(histories.count, threads: threads) {
            evidence(histories[$0].0, histories[$0].1)
          }
        })
    else { return nil }
    let weights = parallelMap(histories.count, threads: threads) {
      kinds.weight(of: histories[$0].0, bounds: histories[$0].1)
    }
    let mean = (weights.reduce(0.5, +)) / Double(weights.count + 1)
    // A class that any series goes by is named.
    let isNamed = (
      mean > leastWeight || weights.contains { $0 > 0.5 },
      mean < 1 - leastWeight || weights.contains { $0 < 0.5 }
    )
    let share = isNamed.0 ? isNamed.1 ? mean : 1 : 0
    return ReferenceClassMix(kinds.classes(takeUp: share), rates: candidates[0].rates).with(kinds)
  }

  /// The weight up to which a class is left out.
  private static let leastWeight = 0.02
  /// One in so many series of a panel of rates is seen to be one.
  private static let fewestRates = 4
  /// How much worse the others may have done as rates: levels do four times worse, rates that drift hardly.
  private static let mostLoss = 1.5
  /// What one that is seen to be a rate counts beside one of the others.
  private static let voiceOfSeen = 0.5
  /// As far as one series speaks: so much worse levels do as rates.
  private static let furthestRatio = 4.0

  /// A share for each candidate from the losses of each series.
  static func weights(_ losses: [[Double]], count: Int) -> [Double] {
    let equal = Array(repeating: 1 / Double(count), count: count)
    guard losses.count > 1 else { return equal }
    let cases = Double(losses.count)
    let totals = (0..<count).map { place in losses.reduce(0) { $0 + $1[place] } / cases }
    let best = totals.indices.min { totals[$0] < totals[$1] } ?? 0
    let parts = totals.indices.map { place in
      let mean = totals[place] - totals[best]
      let squares = losses.reduce(0) {
        $0 + ($1[place] - $1[best] - mean) * ($1[place] - $1[best] - mean)
      }
      let evidence = mean * mean / (mean * mean + squares / (cases - 1) / cases + 1e-300)
      let ratio = Double.log(max(totals[place], 1e-12) / max(totals[best], 1e-12))
      return Double.exp(-sharpness * evidence * ratio)
    }
    let total = parts.reduce(0, +)
    return total.isFinite && total > 0 ? parts.map { $0 / total } : equal
  }

  /// Scaled quantile loss of each candidate on the last values of a series; empty when it is too short.
  private static func losses(
    _ candidates: [ReferenceClassMix], _ series: PanelSeries, season: Int
  ) -> [Double] {
    guard let (values, last) = series.history(through: series.values.count - 1) else { return [] }
    let ahead = min(furthest, values.count - 4)
    guard ahead > 0 else { return [] }
    let past = Array(values.dropLast(ahead))
    let nation = series.nation(through: last - ahead)
    let scale = ScaledError.scale(history: past.filter(\.isFinite), season: season)
    guard scale > 0, past.last?.isFinite == true else { return [] }
    return candidates.map { candidate in
      let margins = candidate.forecast(
        past, nation: nation, bounds: series.bounds, steps: Array(1...ahead)
      ).margins
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
