internal import RealModule
public import TimeSeries

/// Reference classes whose forecasts are averaged quantile by quantile, with the series' own pace beside them
/// where the classes are of regions, which go on as they went for longer than trees that never saw their country tell.
///
/// Forecasts that err apart have averages wider than they need be: where the own pace has a share, distances from the middle
/// are narrowed (`OwnPace.narrowing`). Yearly levels are quantiles of one path (`GrowthPath`), shares that moved one way go on in part
/// at their own pace (`ShareCourse`).
///
/// Source: Lichtendahl, Grushka-Cockayne & Winkler 2013, Management Science 59, 1594–1611.
public struct ReferenceClassMix: Sendable {
  /// Classes with weights that sum to one.
  public let classes: [(table: ReferenceClass, weight: Double)]
  /// The share of the forecast that the series' own pace has, 0 to less than 1; the classes have the rest.
  public let ownPace: Double
  /// What becomes of series that are rates.
  public let rates: Rates
  /// What their histories are said to be.
  private(set) var said = OwnCount.Said.nothing
  /// What kind of share goes on at its own pace beside the classes; `nil` where these are by themselves.
  private(set) var courseKind: ShareCourse.Kind?
  /// Between which classes of shares each series chooses; `nil` where all go by the same.
  private(set) var ofKinds: OfKinds?
  /// The other rates of a panel; `nil` for a rate by itself.
  private(set) var pool: RatePool?
  /// What becomes of yearly series that are rates, such as growth in per cent.
  public enum Rates: Sendable {
    /// They are series like any other, as where a class was named.
    case overlooked
    /// One whose own history shows a rate is forecast by itself (`OwnRate`).
    case seen
    /// So is each that does not look like a level: the panel is one of rates.
    case expected
    /// So is each but indices around 100: its name says that it is a change in percent, whatever its course.
    case named
    /// This is the forecast by itself.
    case own
  }

  /// Classes with weights above 0, which are normalised.
  public init(
    _ weighted: [(table: ReferenceClass, weight: Double)], ownPace: Double = 0,
    rates: Rates = .overlooked
  ) {
    precondition(!weighted.isEmpty, "a mix needs a class")
    let total = weighted.reduce(0) { $0 + $1.weight }
    classes = weighted.map { ($0.table, $0.weight / total) }
    self.ownPace = ownPace
    self.rates = rates
  }

  /// The same classes with another say on rates.
  public func with(_ rates: Rates) -> ReferenceClassMix {
    var mix = ReferenceClassMix(
      classes.map { ($0.table, $0.weight) }, ownPace: ownPace, rates: rates)
    (mix.courseKind, mix.ofKinds) = (courseKind, ofKinds)
    return mix
  }

  /// The same classes, between which each series chooses.
  package func with(_ ofKinds: OfKinds) -> ReferenceClassMix {
    var mix = self
    mix.ofKinds = ofKinds
    return mix
  }

  /// The same forecast beside other rates of a panel.
  package func with(_ pool: RatePool?) -> ReferenceClassMix {
    var mix = self
    mix.pool = pool
    return mix
  }

  /// The same classes with the own pace of shares of a kind.
  func with(_ courses: ShareCourse.Kind) -> ReferenceClassMix {
    var mix = self
    mix.courseKind = courses
    return mix
  }

  /// The same classes for what is said to be a count, or to grow.
  package func with(_ said: OwnCount.Said) -> ReferenceClassMix {
    var mix = self
    mix.said = said
    return mix
  }

  /// The same classes for a count without what is chance in it.
  package func with(_ noise: CountNoise) -> ReferenceClassMix {
    var mix = ReferenceClassMix(
      classes.map { ($0.table, $0.weight) }, ownPace: noise.ownPace(beside: ownPace), rates: rates)
    (mix.said, mix.courseKind, mix.ofKinds) = (said, courseKind, ofKinds)
    return mix
  }

  /// Mixes with weights above 0, as one that does with rates as the first of them.
  public init(mixes weighted: [(mix: ReferenceClassMix, weight: Double)]) {
    let total = weighted.reduce(0) { $0 + $1.weight }
    let own = weighted.reduce(0) { $0 + $1.weight / total * $1.mix.ownPace }
    var classes: [(table: ReferenceClass, weight: Double)] = []
    for (mix, weight) in weighted {
      for (table, share) in mix.classes {
        let part = weight * (1 - mix.ownPace) * share
        if let place = classes.firstIndex(where: { $0.table.id == table.id }) {
          classes[place].weight += part
        } else {
          classes.append((table, part))
        }
      }
    }
    self.init(classes, ownPace: own, rates: weighted[0].mix.rates)
  }

  /// Names of the classes, the heaviest first.
  public var name: String {
    if rates == .own { return Self.ownRate }
    return
      (classes.sorted { $0.weight > $1.weight }.map(\.table.id)
      + (ownPace > 0 ? ["own_pace"] : [])).joined(separator: "+")
  }

  /// The name of a forecast of rates by themselves.
  public static let ownRate = "own_rate"
  /// The name of a forecast of counts by themselves.
  public static let ownCount = "own_count"

  /// Names of what forecasts a history, the heaviest first.
  public func name(for history: [Double], bounds: Bounds) -> String {
    isCount(count(in: history, bounds: bounds)) ? Self.ownCount : name
  }

  /// The count that a history of levels shows; `nil` for any other, and where a class was named.
  func count(in history: [Double], bounds: Bounds) -> OwnCount? {
    guard rates != .own, rates != .overlooked, isOfYearlyLevels else { return nil }
    return OwnCount(history, bounds: bounds, said: said)
  }

  /// Whether most of a forecast is that of a count.
  private func isCount(_ count: OwnCount?) -> Bool { count.map { $0.weight >= 0.5 } ?? false }

  /// What the forecast of a history is made of, with weights that sum to one; a count that has most of it first.
  func shares(of history: [Double], bounds: Bounds) -> [(name: String, weight: Double)] {
    if rates == .own { return [(Self.ownRate, 1)] }
    let count = count(in: history, bounds: bounds)
    if count?.isAlone == true { return [(Self.ownCount, 1)] }
    if let (_, own, takeUp) = course(of: history, bounds: bounds) {
      return classes.map { ($0.table.id, $0.weight * (1 - own - takeUp)) } + [("own_pace", own)]
        + (takeUp > 0 ? [("adoption", takeUp)] : [])
    }
    let own = ownPace > 0 ? OwnPace(history, nation: []).map(share) ?? 0 : 0
    let rest = 1 - (count?.weight ?? 0)
    let others =
      classes.map { ($0.table.id, rest * $0.weight * (1 - own)) }
      + (own > 0 ? [("own_pace", rest * own)] : [])
    let counted = count.map { [(Self.ownCount, $0.weight)] } ?? []
    return isCount(count) ? counted + others : others + counted
  }

  /// The frequency of the series.
  public var frequency: Frequency { classes[0].table.frequency }

  /// The averaged forecast of one series.
  ///
  /// - Parameter nation: the same periods of what the series is a part of; empty where nothing is known.
  public func forecast(
    _ values: [Double], nation: [Double] = [], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    let count = count(in: values, bounds: bounds)
    let own = count?.margins(steps, bounds: bounds) ?? []
    if count?.isAlone == true { return ReferenceClass.Forecast(margins: own, rung: .learned) }
    var others =
      path(values, nation: nation, bounds: bounds).map { path in
        ReferenceClass.Forecast(
          margins: steps.map { path.margin(Double($0)).clamped(to: bounds) }, rung: .learned)
      } ?? stepByStep(values, nation: nation, bounds: bounds, steps: steps)
    if said == .nothing, rates == .seen || rates == .expected, isOfYearlyLevels,
      let rate = ShortRate(LeapingLevels.believed(values), isInPercent: false)
    {
      others = ReferenceClass.Forecast(
        margins: rate.averaged(with: others.margins, bounds: bounds, steps: steps),
        rung: others.rung)
    }
    guard let count else { return others }
    return ReferenceClass.Forecast(
      margins: count.averaged(with: others.margins, own, bounds: bounds), rung: others.rung)
  }

  /// The forecast of what is no path and no count.
  private func stepByStep(
    _ values: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    if rates == .own, !GappedValues(values).hasStood,
      let margins = OwnRate.margins(
        values, bounds: bounds, steps: steps, openness: openness, pool: pool)
    {
      return ReferenceClass.Forecast(margins: margins, rung: .learned)
    }
    func average(_ values: [Double]) -> ReferenceClass.Forecast {
      self.average(values, nation: nation, bounds: bounds, steps: steps)
    }
    return calmed(
      courseKind == nil
        ? average(values) : alongCourse(values, bounds: bounds, steps: steps, average),
      values, bounds: bounds, steps: steps)
  }

  /// The years to come as those of one path; `nil` for what is not a yearly level that moves.
  func path(_ values: [Double], nation: [Double], bounds: Bounds) -> GrowthPath? {
    guard rates != .own, isOfYearlyLevels else { return nil }
    if SignSide(values).below == 1 {
      return path(values.map { -$0 }, nation: nation, bounds: bounds.turned)?.turned
    }
    let steps = Array(1...horizon)
    let learned = average(values, nation: nation, bounds: bounds, steps: steps)
    guard learned.rung == .learned else { return nil }
    let own = ownPace > 0 ? OwnPace(values, nation: nation) : nil
    return GrowthPath(
      learned.margins.map { QuantileFunction(values: $0.unclamped) },
      after: values.filter(\.isFinite), mayBeNegative: bounds.lower.isFinite && bounds.lower < 0
    ) { step in own.map { narrowing($0, step: step) } ?? 1 }?
    .beside(said == .count ? nil : CalmPace(values))
  }

  private var isOfYearlyLevels: Bool { classes.allSatisfy(\.table.recipe.isOfLevels) }

  /// Steps that every class has learned.
  private var horizon: Int { classes.map(\.table.horizon).min() ?? 1 }

  /// The quantiles of classes and pace averaged, step by step; of levels that are not positive with their sign turned, too
  /// (`SignSide`).
  private func average(
    _ history: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    let side = SignSide(isOfShares ? [] : history)
    func above() -> ReferenceClass.Forecast {
      asItIs(history, nation: nation, bounds: bounds, steps: steps)
    }
    guard side.below > 0 else { return above() }
    let turned = asItIs(
      history.map { -$0 }, nation: nation, bounds: bounds.turned, steps: steps)
    let below = turned.margins.map { $0.mirrored(around: 0) }
    guard side.below < 1 else {
      return ReferenceClass.Forecast(margins: below, rung: turned.rung)
    }
    let wider = isOfYearlyLevels ? side.widening : 1
    return ReferenceClass.Forecast(
      margins: zip(above().margins, below).map { one, other in
        one.averaged(with: other, share: side.below, bounds).widened(wider, bounds)
      }, rung: turned.rung)
  }

  /// The quantiles of classes and pace averaged, step by step, of values as the classes take them.
  private func asItIs(
    _ history: [Double], nation: [Double], bounds: Bounds, steps: [Int]
  ) -> ReferenceClass.Forecast {
    let values = isOfYearlyLevels ? LeapingLevels.believed(history) : history
    // By itself no pace of its own makes up for the steps of a class of regions.
    if classes.count == 1, ownPace == 0, looksAtNations {
      return classes[0].table.rising(values, nation: nation, bounds: bounds, steps: steps)
    }
    let all = classes.map {
      $0.table.towardsEnd(values, nation: nation, bounds: bounds, steps: steps)
    }
    let own = ownPace > 0 && all[0].rung == .learned ? OwnPace(values, nation: nation) : nil
    guard all.count > 1 || own != nil else { return all[0] }
    let margins = steps.indices.map { index in
      var parts = zip(all, classes).map { ($0.margins[index], $1.weight) }
      if let own {
        let share = share(of: own)
        parts =
          parts.map { ($0, $1 * (1 - share)) } + [
            (own.margin(steps[index], bounds: bounds), share)
          ]
      }
      func average(_ values: (QuantileFunction) -> [Double]) -> [Double] {
        QuantileFunction.probabilities.indices.map { place in
          parts.reduce(0) { $0 + values($1.0)[place] * $1.1 }
        }
      }
      let beyond = average(\.unclamped)
      if let own {
        return narrowed(QuantileFunction(values: beyond), own, step: steps[index])
          .clamped(to: bounds)
      }
      // A bound is reached where every class has reached it.
      let values = average(\.values)
      let unclamped = zip(values, beyond).map { value, beyond in
        value <= bounds.lower || value >= bounds.upper ? beyond : value
      }
      return QuantileFunction(values: values, unclamped: unclamped)
    }
    return ReferenceClass.Forecast(margins: margins, rung: all[0].rung)
  }

  /// The share of the own pace from which on its narrowing counts whole.
  private static let fullShare = 0.13
  /// The largest share that steadiness lifts the own pace to, and by how much a unit of it does.
  private static let steady = (largest: 0.4, lift: 0.08)

  /// The share of a pace in an average: the larger, the more steadily growth went.
  private func share(of own: OwnPace) -> Double {
    let lift = Self.steady.lift * own.steadiness * min(ownPace / Self.fullShare, 1)
    return max(ownPace, min(ownPace + lift, Self.steady.largest))
  }

  /// What distances are multiplied by at a step: wholly where the own pace has its full share.
  private func narrowing(_ own: OwnPace, step: Int) -> Double {
    1 + (own.narrowing(step) - 1) * min(ownPace / Self.fullShare, 1)
  }

  /// Distances from the middle narrowed: of logarithms around a positive middle, with what is not positive by the same factor.
  private func narrowed(
    _ average: QuantileFunction, _ own: OwnPace, step: Int
  ) -> QuantileFunction {
    let middle = average.value(at: 0.5)
    let narrowing = narrowing(own, step: step)
    return QuantileFunction(
      values: zip(average.values, QuantileFunction.scores).map { value, score in
        let factor = narrowing * own.reach(score, step: step)
        if middle <= 0 { return ReferenceClass.finite(middle + factor * (value - middle)) }
        if value <= 0 { return ReferenceClass.finite(factor * value) }
        return ReferenceClass.finite(middle * Double.exp(factor * Double.log(value / middle)))
      })
  }

  /// The averaged forecast at distances that need not be whole steps.
  ///
  /// Off a path, between two steps, quantiles lie on straight lines; before the first the median does, and distances
  /// from it grow with the root of the distance, as those of a walk.
  ///
  /// - Parameters:
  ///   - path: that of the history; `nil` for what is none.
  ///   - count: that of the history; `nil` for what is none.
  ///   - error: how much the last value may be off, which does not hold of counts.
  func forecast(
    _ history: [Double], along path: GrowthPath?, beside count: OwnCount?, nation: [Double],
    bounds: Bounds, distances: [Double], error: Double
  ) -> [QuantileFunction] {
    let last = history.last(where: \.isFinite)
    func between(_ margins: ([Int]) -> [QuantileFunction]) -> [QuantileFunction] {
      Self.between(margins, distances: distances, from: last, bounds: bounds)
    }
    let own = count.map { count in between { count.margins($0, bounds: bounds) } } ?? []
    if count?.isAlone == true { return own }
    var others =
      (path.map { path in distances.map { path.margin($0).clamped(to: bounds) } }
      ?? between {
        stepByStep(history, nation: nation, bounds: bounds, steps: $0).margins
      }).map { $0.widened(byError: error) }
    if said == .percentage, rates != .own, let rate = ShortRate(history) {
      let steps = distances.map { max(1, Int($0.rounded())) }
      others = rate.averaged(with: others, bounds: bounds, steps: steps)
    }
    return count?.averaged(with: others, own, bounds: bounds) ?? others
  }

  /// Quantiles at distances from those of whole steps.
  private static func between(
    _ margins: ([Int]) -> [QuantileFunction], distances: [Double], from last: Double?,
    bounds: Bounds
  ) -> [QuantileFunction] {
    let whole = distances.map { max(1, Int($0.rounded(.down))) }
    let steps = margins(whole + whole.map { $0 + 1 })
    guard let last else { return steps }
    return distances.enumerated().map { index, distance in
      let lower = steps[index]
      let share = distance - Double(whole[index])
      if abs(share) < 1e-6 { return lower }
      let free = QuantileFunction(values: lower.unclamped)
      if share < 0 {
        let middle = free.value(at: 0.5)
        let near = max(distance, 0)
        return free.mapped {
          last + near * (middle - last) + near.squareRoot() * ($0 - middle)
        }.clamped(to: bounds)
      }
      let upper = steps[index + distances.count].unclamped
      return QuantileFunction(
        values: zip(free.values, upper).map { $0 + share * ($1 - $0) }
      ).clamped(to: bounds)
    }
  }

  /// Correlation of the normal scores of two steps, as in the heaviest class.
  public func scoreCorrelation(_ first: Int, _ second: Int) -> Double {
    if rates == .own { return OwnRate.correlation(first, second, openness: openness) }
    let heaviest = classes.max { $0.weight < $1.weight } ?? classes[0]
    return heaviest.table.scoreCorrelation(first, second)
  }
}
