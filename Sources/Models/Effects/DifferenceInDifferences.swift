internal import LinearAlgebra
internal import Randomness
internal import RealModule

/// How much more what was treated changed at an event than what was not.
///
/// Equation: the coefficient of `treated_u · after_t` beside effects of units and periods, errors clustered by unit
/// (`TwoWayRegression`); its interval and p-value are Student's t with `G − 1` degrees of freedom. Beside it a wild cluster
/// bootstrap of the t-value with no effect imposed, all signs where they are few, and the share of other choices of as
/// many treated units that give as much.
///
/// Sources: Bertrand, Duflo & Mullainathan 2004, QJE 119, 249–275 (clustering); Cameron, Gelbach & Miller 2008, REStat 90,
/// 414–427 (bootstrap); Abadie, Diamond & Hainmueller 2010, JASA 105, 493–505 (other choices as placebos).
public struct DifferenceInDifferences: Sendable, Hashable {
  /// An estimate with its error.
  public struct Estimate: Sendable, Hashable {
    /// The estimate and its standard error.
    public let value, error: Double
    /// The degrees of freedom.
    public let degrees: Int

    /// The two-sided p-value of no effect; `nil` where no error could be estimated.
    public var pValue: Double? {
      guard error > 0, degrees > 0 else { return nil }
      return 2 * StudentT.cumulative(-abs(value / error), degrees: Double(degrees))
    }

    /// The value at a probability; `nil` where no error could be estimated.
    public func quantile(_ probability: Double) -> Double? {
      guard error > 0, degrees > 0 else { return nil }
      return value + error * StudentT.quantile(probability, degrees: Double(degrees))
    }
  }

  /// An estimate at one period.
  public struct AtPeriod: Sendable, Hashable {
    /// The position of the period.
    public let period: Int
    /// The estimate; `nil` for the one that others are measured from.
    public let estimate: Estimate?
  }

  /// Why nothing can be estimated.
  public enum Obstacle: Error, Sendable, Hashable {
    case noTreated, noOthers, noBefore, noAfter
    /// The figures do not tell the effect from those of units and periods.
    case notTold
    case numerical
  }

  /// The effect.
  public let effect: Estimate
  /// The p-value of the bootstrap; `nil` where too few units are there for one.
  public let bootstrap: Double?
  /// The smallest p-value that the bootstrap can give.
  public let leastBootstrap: Double
  /// The share of choices of as many treated units that give an estimate as far from 0.
  public let permuted: Double
  /// How many choices were looked at.
  public let permutations: Int
  /// Estimates by period, measured from the last one before the event.
  public let periods: [AtPeriod]
  /// The p-value of no differences before the event, all periods together; `nil` where it cannot be tested.
  public let before: Double?
  /// Estimates at dates before the event, from figures before the event alone.
  public let placebos: [AtPeriod]
  /// Units and figures.
  public let treated, others, count: Int

  /// Estimates everything.
  ///
  /// - Parameter seed: of signs and choices where they are drawn.
  /// - Throws: what keeps the effect from being estimated.
  public init(_ panel: EffectPanel, seed: UInt64 = 1) throws(Obstacle) {
    let present = Set(panel.rows.map(\.unit))
    treated = present.count { panel.isTreated[$0] }
    others = present.count - treated
    count = panel.rows.count
    guard treated > 0 else { throw .noTreated }
    guard others > 0 else { throw .noOthers }
    let spans = Set(panel.rows.map { panel.isAfter[$0.period] })
    guard spans.contains(false) else { throw .noBefore }
    guard spans.contains(true) else { throw .noAfter }
    effect = try Self.estimate(panel)
    let tests: ClusterTests
    do {
      tests = try ClusterTests(panel, effect.value, effect.error, seed: seed)
    } catch {
      throw .numerical
    }
    (bootstrap, leastBootstrap) = (tests.bootstrap, tests.least)
    (permuted, permutations) = (tests.permuted, tests.permutations)
    (periods, before) = Self.course(panel)
    let firsts = Set(panel.rows.map(\.period)).filter { !panel.isAfter[$0] }.sorted()
    placebos = firsts.dropFirst().compactMap { first in
      let early = panel.keeping({ !panel.isAfter[$0] }, after: { $0 >= first })
      return (try? Self.estimate(early)).map { AtPeriod(period: first, estimate: $0) }
    }
  }

  /// Placebos as far from 0 as the effect, or farther.
  public var largePlacebos: Int {
    placebos.count { abs($0.estimate?.value ?? 0) >= abs(effect.value) }
  }

  private static func estimate(_ panel: EffectPanel) throws(Obstacle) -> Estimate {
    let column = panel.rows.map { row in
      panel.isTreated[row.unit] && panel.isAfter[row.period] ? 1.0 : 0
    }
    return try fit(panel, [column])[0]
  }

  private static func fit(
    _ panel: EffectPanel, _ columns: [[Double]]
  ) throws(Obstacle) -> [Estimate] {
    let fit = try regression(panel, columns)
    return columns.indices.map {
      let error = fit.error($0)
      return Estimate(
        value: fit.coefficients[$0], error: error.isFinite ? error : 0, degrees: fit.clusters - 1)
    }
  }

  private static func regression(
    _ panel: EffectPanel, _ columns: [[Double]]
  ) throws(Obstacle) -> TwoWayRegression {
    do throws(LinearAlgebraError) {
      return try TwoWayRegression(panel, columns: columns)
    } catch {
      if case .rankDeficient = error { throw .notTold }
      throw .numerical
    }
  }

  /// Estimates by period and the test of those before the event.
  ///
  /// Equation: with `W` the squared distance of `q` estimates from 0 and `ν` the degrees of freedom of a difference of means of
  /// `n₁` and `n₀` units, `ν = (1/n₁ + 1/n₀)² / (1/(n₁²(n₁ − 1)) + 1/(n₀²(n₀ − 1)))`, `(ν − q + 1)/(νq) W` is `F` with `q` and
  /// `ν − q + 1`; with less than one degree of freedom it cannot be tested. A covariance of clusters is itself an estimate:
  /// `F` with `q` and `G − 1` refuses two of three panels without any difference where periods are nearly as many as units.
  ///
  /// Source: Pustejovsky & Tipton 2018, Journal of Business & Economic Statistics 36, 672–683 (approximate Hotelling);
  /// Satterthwaite 1946, Biometrics Bulletin 2, 110–114.
  private static func course(_ panel: EffectPanel) -> (periods: [AtPeriod], before: Double?) {
    func both(_ period: Int) -> Bool {
      let units = panel.rows.filter { $0.period == period }.map { panel.isTreated[$0.unit] }
      return units.contains(true) && units.contains(false)
    }
    let present = Set(panel.rows.map(\.period)).sorted().filter(both)
    guard let reference = present.last(where: { !panel.isAfter[$0] }) else { return ([], nil) }
    let asked = present.filter { $0 != reference }
    let kept = panel.keeping({ present.contains($0) }, after: { panel.isAfter[$0] })
    let columns = asked.map { period in
      kept.rows.map { $0.period == period && kept.isTreated[$0.unit] ? 1.0 : 0 }
    }
    guard !asked.isEmpty, let fit = try? regression(kept, columns) else { return ([], nil) }
    var periods = asked.indices.map { place -> AtPeriod in
      let error = fit.error(place)
      return AtPeriod(
        period: asked[place],
        estimate: Estimate(
          value: fit.coefficients[place], error: error.isFinite ? error : 0,
          degrees: fit.clusters - 1))
    }
    periods.append(AtPeriod(period: reference, estimate: nil))
    periods.sort { $0.period < $1.period }
    let early = asked.indices.filter { !panel.isAfter[asked[$0]] }
    let units = Set(kept.rows.map(\.unit))
    let freedom = Self.freedom(
      units.count { kept.isTreated[$0] }, units.count { !kept.isTreated[$0] })
    let dimensions = Double(early.count)
    let degrees = freedom - dimensions + 1
    guard !early.isEmpty, degrees >= 1 else { return (periods, nil) }
    let covariance = Matrix(rows: early.count, columns: early.count) {
      fit.covariance[early[$0], early[$1]]
    }
    let values = early.map { fit.coefficients[$0] }
    guard let factor = try? Cholesky(covariance) else { return (periods, nil) }
    let distance = zip(values, factor.solve(values)).reduce(0) { $0 + $1.0 * $1.1 }
    guard distance.isFinite else { return (periods, nil) }
    let within = StudentT.within(
      squaredDistance: distance * degrees / freedom, dimensions: early.count, degrees: degrees)
    return (periods, 1 - within)
  }

  /// Degrees of freedom of a difference between the means of so many units; 0 where one of them is alone.
  private static func freedom(_ treated: Int, _ others: Int) -> Double {
    guard treated > 1, others > 1 else { return 0 }
    let (one, other) = (1 / Double(treated), 1 / Double(others))
    return (one + other) * (one + other)
      / (one * one / Double(treated - 1) + other * other / Double(others - 1))
  }
}
