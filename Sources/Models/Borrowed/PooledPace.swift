internal import Randomness
internal import RealModule
internal import TimeSeries

/// A level from few values of its own, a pace from pools of comparable series and from series that somebody names.
///
/// Equation: quantile by quantile and year by year `Q = (1 − w) Q_class + w Q_named`: `Q_class` as comparable series went
/// on from so few values (`ReferenceClassModel`), `Q_named` at the pace of the named ones (`BorrowedPace`). `w` is 0.15
/// over the number of own values for what lies between two bounds and 0.6 over it for levels, whose distances from the
/// median, on logarithms, are eight tenths of the average's: averages of forecasts that err apart are too wide.
///
/// The numbers were about best for countries and regions that were shown with one to three values beside four other series
/// (`Scripts/measure-anchors`). Between bounds 0.15 lies between what is best for other services of the same country (0.1 or
/// less) and for the same figure of other countries (0.2): tables that had not seen the country make losses of 1.88 and 1.83
/// with it, of 2.32 and 1.86 with 0.3. Paces of few series differ by more than those of a pool that starts where the series
/// does; only levels of one country move together.
///
/// Edge cases: beyond the central 95% the paces of few series go on with a normal's tails; fewer than two named series with two values each: `noPace`. Values in one year count once.
/// Randomness: as of the class, one normal a step.
///
/// Source: averaging of quantiles: Lichtendahl, Grushka-Cockayne & Winkler 2013, Management Science 59, 1594–1611;
/// reference classes: Kahneman & Tversky 1979, TIMS Studies in Management Science 12, 313–327.
public struct PooledPace: Sendable {
  /// What a reader should know; it is chosen by anchors and thin proxies, never by name.
  public static let card = ModelCard(
    id: "pooled_pace",
    summary:
      "The level of few values; the pace as comparable series went on, with a small share of named ones.",
    equation: "Q = (1 - w) Q_class + w Q_named",
    sources: [
      "Kahneman & Tversky 1979, TIMS 12", "Lichtendahl et al. 2013, Management Science 59",
    ],
    minimumObservations: 1, isShiftEquivariant: false, variancesMayShrink: true)

  /// The share that named series have beside one own value: between two bounds, and of levels.
  private static let share = (bounded: 0.15, level: 0.6)
  /// What is left of distances from the median of a level.
  private static let narrowing = 0.8

  private let classes: ReferenceClassModel
  private let named: BorrowedPace
  private let stated: Double?

  /// A model of classes and of the paces of named series.
  ///
  /// - Parameter share: `w`; `nil` for what did best.
  public init(classes: ReferenceClassModel, named: BorrowedPace, share: Double? = nil) {
    (self.classes, self.named, stated) = (classes, named, share)
  }

  /// The share of the named series beside so many own values.
  static func share(ofValues count: Int, bounds: Bounds) -> Double {
    (bounds.isClosed ? share.bounded : share.level) / Double(max(count, 1))
  }

  /// The score up to which the paces of few series tell; beyond it quantiles go on as a normal's.
  private static let outermost = StandardNormal.quantile(0.975)

  /// Quantiles of the named pace; the tails of a t on logarithms have no mean.
  private static func margins(of named: FittedModel, _ transform: Transform) -> [QuantileFunction] {
    guard let component = named.paths.components.first else { return [] }
    let degrees = Double(component.degreesOfFreedom)
    let ends = degrees > 0 ? StudentT.quantile(0.975, degrees: degrees) : outermost
    return zip(component.mean, component.scales).map { centre, square in
      QuantileFunction { probability in
        let score = StandardNormal.quantile(probability)
        let own =
          abs(score) > outermost || degrees == 0
          ? ends * score / outermost : StudentT.quantile(probability, degrees: degrees)
        let image = centre + square.squareRoot() * own
        return ReferenceClass.finite(
          transform.scale == .identity ? image : transform.backward(image))
      }.clamped(to: named.paths.bounds)
    }
  }

  /// Nearer to the median: on logarithms where values are positive, and by the same factor elsewhere.
  private static func narrowed(_ average: QuantileFunction) -> QuantileFunction {
    let middle = average.value(at: 0.5)
    return average.mapped { value in
      guard middle > 0 else { return middle + narrowing * (value - middle) }
      if value <= 0 { return narrowing * value }
      return middle * Double.pow(value / middle, narrowing)
    }
  }

  /// Forecasts from the last value of a history.
  ///
  /// - Throws: `tooShort`, `outsideScale`, `numerical`.
  public func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    let pool = try classes.fit(input, at: times)
    let other = try named.fit(input, at: times)
    guard case .quantiles(let margins, let transform) = pool.paths.link else { return pool }
    let bounds = input.transform.bounds
    let share =
      stated ?? Self.share(ofValues: ReferenceClassModel.usable(input), bounds: bounds)
    let averaged = zip(margins, Self.margins(of: other, transform)).map {
      one, two -> QuantileFunction in
      let average = QuantileFunction(
        values: zip(one.values, two.values).map { (1 - share) * $0 + share * $1 },
        // A bound is reached where both have reached it.
        unclamped: zip(zip(one.values, two.values), zip(one.unclamped, two.unclamped)).map {
          values, beyond in
          let average = (1 - share) * values.0 + share * values.1
          return bounds.lower < average && average < bounds.upper
            ? average : (1 - share) * beyond.0 + share * beyond.1
        })
      return bounds.isClosed ? average : Self.narrowed(average)
    }
    var paths = PathDistribution(
      times: times, components: pool.paths.components, link: .quantiles(averaged, transform),
      bounds: bounds)
    paths.growthCorrelation = pool.paths.growthCorrelation
    let weights = pool.parameters.map { parameter in
      parameter.name.hasPrefix("weight_")
        ? FittedParameter(parameter.name, (1 - share) * parameter.value) : parameter
    }
    return try FittedModel(
      modelID: Self.card.id,
      parameters: weights + [FittedParameter("weight_named", share)] + other.parameters,
      paths: paths, residuals: pool.residuals)
  }
}
