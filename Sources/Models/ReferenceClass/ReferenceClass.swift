internal import Randomness
internal import RealModule
public import TimeSeries

/// What comparable series did next: a learned table from which a short series borrows.
///
/// Equations, for a series with unit `s` and reference `r_h`, all on the scale `g` of the recipe (logarithms
/// of growing levels, shares and other levels themselves):
/// `g(y_{T+h}) = r_h + s (μ_h(x) + σ_h(x) q_h(p))`; `μ` and `log σ` are boosted trees on features `x` of
/// the history alone, `q_h` the pooled quantiles of standardised errors that the trees made on series
/// they had not learned from. The unit of a yearly series is its mean absolute change drawn towards what
/// is typical, so one value is a history, too. What never moved is forecast as what had stood as long
/// (`Standing`).
///
/// Shapes: `residuals` and `changes` one row a step, one value a probability of `QuantileFunction`;
/// `correlation` one row a step. A table from fewer than 300 rows has no trees: constants in their place.
///
/// Source: reference classes: Kahneman & Tversky 1979, TIMS Studies in Management Science 12, 313–327;
/// learning across series: Montero-Manso & Hyndman 2021, International Journal of Forecasting 37,
/// 1632–1653; trees: Friedman 2001, Annals of Statistics 29, 1189–1232; standardised errors pooled
/// out of sample: Vovk, Gammerman & Shafer 2005, Algorithmic Learning in a Random World, chapter 4.
public struct ReferenceClass: Sendable, Codable {
  /// Format of the file.
  public static let currentFormat = "forecast-reference-class/2"

  /// The format that the file was written in.
  public let format: String
  /// Short name, such as `annual`.
  public let id: String
  /// What it was learned from and how it is made again.
  public let provenance: Provenance
  /// Periods of the series it holds for.
  public let frequency: Frequency
  /// How series are described.
  public let recipe: FeatureRecipe
  /// Steps that were learned.
  public let horizon: Int
  /// How often its intervals held on series that it had not learned from.
  public var coverage: [Coverage]
  let bins: FeatureBins
  let location: [BoostedTrees]
  let spread: [BoostedTrees]
  private(set) var residuals: [QuantileFunction]
  let correlation: [[Double]]
  let changes: [QuantileFunction]
  let scaleGrowth: Double

  /// Forecasts the steps after the last value.
  ///
  /// - Parameters:
  ///   - history: oldest first, no number where a period between two others is not known; at least one number.
  ///   - nation: the same periods of what the series is a part of; empty where nothing is known. Classes of
  ///     regions look at it, others do not.
  ///   - steps: which steps after the last known value, from 1.
  public func forecast(
    _ history: [Double], nation: [Double] = [], bounds: Bounds, steps: [Int]
  ) -> Forecast {
    let known = GappedValues(history)
    precondition(!known.filled.isEmpty, "a forecast needs a value")
    if known.hasStood || standsAtEnd(known, bounds) {
      return Forecast(
        margins: standing(history, nation, known, bounds: bounds, steps: steps),
        rung: known.hasStood ? .standing : .learned)
    }
    return moving(history, nation, known, bounds: bounds, steps: steps)
  }

  /// Whether a share came to an end of its scale without a step back and has been there since, for two values or more; one that
  /// had been there before and left goes on as others do.
  ///
  /// Of ten such series of take-up and two of shares none was elsewhere in any later year (75 histories a year ahead, 29 six years ahead),
  /// and what it was before says nothing of that: 99.2, 99.5, 99.8 and eight times 100 would be 100 again with a chance of a
  /// quarter.
  private func standsAtEnd(_ known: GappedValues, _ bounds: Bounds) -> Bool {
    guard recipe == .share, bounds.isClosed, let last = known.filled.last else { return false }
    guard known.run > 1, last <= bounds.lower || last >= bounds.upper else { return false }
    let isUpper = last >= bounds.upper
    return zip(known.filled, known.filled.dropFirst()).allSatisfy { isUpper ? $0 <= $1 : $0 >= $1 }
  }

  /// Values that never differed, or not since they came to the end of their scale. Two alike say little of a level that is measured: where such a series moves it
  /// does so as others of its kind; the longer it stood, the more as series did that had stood as long.
  private func standing(
    _ history: [Double], _ nation: [Double], _ known: GappedValues, bounds: Bounds, steps: [Int]
  ) -> [QuantileFunction] {
    let (value, count) = (known.filled[known.filled.count - 1], known.run)
    let periods = frequency.periodsPerYear
    let stood = steps.map {
      Standing.shipped.margin(
        at: value, for: count, step: $0, periods: periods, bounds: bounds,
        levels: changes[min($0, horizon) - 1])
    }
    guard !bounds.isClosed else { return stood }
    let moving = moving(history, nation, known, bounds: bounds, steps: steps).margins
    let own = 1 / Double((count - 1) * (count - 1))
    return steps.indices.map { index in
      let left = Standing.shipped.shareLeft(
        at: value, for: count, step: steps[index], periods: periods, bounds: bounds)
      let like = Standing.mixture(moving[index], around: value, share: left)
      return QuantileFunction(
        values: zip(stood[index].values, like.values).map { (1 - own) * $0 + own * $1 })
    }
  }

  private func moving(
    _ history: [Double], _ nation: [Double], _ known: GappedValues, bounds: Bounds, steps: [Int]
  ) -> Forecast {
    let furthest = max(horizon, steps.max() ?? 1)
    guard
      let description = recipe.describe(
        history, nation: nation, season: frequency.periodsPerYear, bounds: bounds,
        horizon: furthest)
    else { return pooled(known, bounds: bounds, steps: steps) }
    let margins = steps.map { step in
      let images = learned(description, step: min(step, horizon))
      return (step > horizon ? beyond(images, description, step: step) : images)
        .mapped { Self.finite(description.image.value($0)) }.clamped(to: bounds)
    }
    return Forecast(margins: margins, rung: .learned)
  }

  /// A step that was learned, on the scale of the recipe.
  private func learned(_ description: SeriesDescription, step: Int) -> QuantileFunction {
    let codes = bins.codes(of: description.row(step - 1))
    let shift = Self.average(location, codes) * (recipe.learnsPace ? Double(step) : 1)
    let width = Double.exp(min(Self.average(spread, codes), Self.widest))
    let reference = description.reference(step - 1)
    return residuals[step - 1].mapped {
      Self.finite(reference + description.scale * (shift + width * $0))
    }
  }

  /// The logarithm of the largest width.
  private static let widest = 300.0
  /// The largest size of a forecast, so that what is computed from it is a number, too.
  private static let largest = 1e300

  static func finite(_ value: Double) -> Double { min(max(value, -largest), largest) }

  /// A later step: the pace of the last learned one goes on, and distances from the median grow with
  /// the power of the step.
  private func beyond(
    _ margin: QuantileFunction, _ description: SeriesDescription, step: Int
  ) -> QuantileFunction {
    let ratio = Double(step) / Double(horizon)
    let growth = Double.pow(ratio, scaleGrowth)
    let middle = margin.value(at: 0.5)
    let centre =
      recipe.learnsPace
      ? description.last + ratio * (middle - description.last)
      : description.reference(step - 1) + middle - description.reference(horizon - 1)
    return margin.mapped { centre + growth * ($0 - middle) }
  }

  /// For a history too short for features, or of nothing but zeros: the last value of the same season, or the last one,
  /// changed as others were.
  ///
  /// Changes are in units of the mean size of the values, and larger by as much as the own ones were larger than usual, of
  /// which one counts as the usual.
  private func pooled(_ history: GappedValues, bounds: Bounds, steps: [Int]) -> Forecast {
    let values = history.filled
    let season = frequency.periodsPerYear
    let size = values.reduce(0) { $0 + abs($1) } / Double(values.count)
    let isSeasonal = season > 1 && values.count > season
    let lag = isSeasonal ? season : 1
    let own = (lag..<max(lag, values.count)).map { abs(values[$0] - values[$0 - lag]) }
    let unit = bounds.isClosed ? bounds.upper - bounds.lower : size == 0 ? 1 : size
    let usual = unit * changes[min(lag, horizon) - 1].meanSize
    let ratio = (own.reduce(usual, +)) / Double(own.count + 1) / max(usual, 1e-300)
    let margins = steps.map { step in
      let known = min(step, horizon)
      let beyond = Double.pow(Double(step) / Double(known), scaleGrowth)
      let back = isSeasonal ? season - (step - 1) % season : 1
      let centre = values[values.count - back]
      return changes[known - 1].mapped { centre + unit * max(ratio, 1) * beyond * $0 }
        .clamped(to: bounds)
    }
    return Forecast(margins: margins, rung: .pooledChanges)
  }

  /// Histories learned from, copies left out.
  public var histories: Int {
    provenance.sources.filter { $0.sample == .whole }.reduce(0) { $0 + $1.cases }
  }

  /// Values of a history up to which it counts as short.
  public static let shortHistory = 8

  /// What intervals held on histories like one of so many values, whole or with gaps.
  public func coverage(ofValues count: Int, hasGaps: Bool) -> [Coverage] {
    let wanted: Sample = hasGaps ? .gappy : count <= Self.shortHistory ? .short : .whole
    let own = coverage.filter { $0.sample == wanted && $0.cases > 0 }
    return own.isEmpty ? coverage.filter { $0.sample == .whole } : own
  }

  /// How often series of the class changed at least so much.
  ///
  /// - Parameters:
  ///   - change: as a share of the last value, or of the distance between two bounds; at least so much upwards
  ///     when it is 0 or more, downwards when it is less.
  ///   - steps: over so many steps; 1 to `horizon`.
  /// - Returns: a share of the cases, 0 to 1; in the outermost 2% by the tails of the pooled quantiles.
  public func frequency(ofChange change: Double, over steps: Int) -> Double {
    precondition((1...horizon).contains(steps), "the class knows 1 to \(horizon) steps")
    let pooled = changes[steps - 1]
    return change >= 0 ? pooled.probability(atLeast: change) : pooled.probability(atMost: change)
  }

  /// Correlation of the normal scores of two steps, from 1; beyond the horizon as of a random walk.
  public func scoreCorrelation(_ first: Int, _ second: Int) -> Double {
    let (low, high) = (min(first, second), max(first, second))
    if low == high { return 1 }
    if high <= horizon { return correlation[low - 1][high - 1] }
    if low >= horizon { return (Double(low) / Double(high)).squareRoot() }
    return correlation[low - 1][horizon - 1] * (Double(horizon) / Double(high)).squareRoot()
  }

  /// Moves the quantiles to where outcomes of series never seen fell.
  ///
  /// - Parameter levels: for each probability the level at which that share of outcomes lay below.
  public mutating func recalibrate(_ levels: QuantileFunction) {
    residuals = residuals.map { $0.relevelled(levels) }
  }

  static func average(_ models: [BoostedTrees], _ codes: [UInt8]) -> Double {
    models.reduce(0) { $0 + $1.value(codes) } / Double(models.count)
  }
}
