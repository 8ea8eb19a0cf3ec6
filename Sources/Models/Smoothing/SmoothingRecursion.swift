package import LinearAlgebra
internal import RealModule

/// The components of an exponential smoothing model with additive errors.
package struct SmoothingForm: Hashable {
  /// The trend.
  package enum Trend: String { case none, additive, damped }

  package let trend: Trend
  /// Periods of the season; 1 means none.
  package let season: Int

  /// A form.
  package init(trend: Trend, season: Int) { (self.trend, self.season) = (trend, season) }

  var hasSeason: Bool { season > 1 }

  /// Free starting values: level, slope, all seasons but one.
  var startCount: Int { 1 + (trend == .none ? 0 : 1) + (hasSeason ? season - 1 : 0) }

  /// Smoothing constants: α, β, γ, φ where the form has them.
  var constantCount: Int { box.count }

  /// Ranges of the constants, and where a search starts; β is a share of α and γ a share of 1 − α, so that all of the
  /// box is usual.
  var box: [(range: ClosedRange<Double>, start: Double)] {
    let usual = 1e-4...0.9999
    return [(usual, 0.5)] + (trend == .none ? [] : [(usual, 0.1)])
      + (hasSeason ? [(usual, 0.1)] : []) + (trend == .damped ? [(0.8...0.98, 0.95)] : [])
  }

  /// Constants from a point in the ranges.
  func constants(_ point: [Double]) -> SmoothingConstants {
    var rest = point[...]
    let alpha = rest.removeFirst()
    let beta = trend == .none ? 0 : alpha * rest.removeFirst()
    let gamma = hasSeason ? (1 - alpha) * rest.removeFirst() : 0
    let damping = trend == .damped ? rest.removeFirst() : 1
    return SmoothingConstants(alpha: alpha, beta: beta, gamma: gamma, damping: damping)
  }
}

/// `α`, `β`, `γ` as in the state equations (not as shares of each other) and `φ`.
package struct SmoothingConstants: Hashable {
  package var alpha: Double
  package var beta: Double
  package var gamma: Double
  package var damping: Double

  /// Constants; those a form does not have are left.
  package init(alpha: Double, beta: Double = 0, gamma: Double = 0, damping: Double = 1) {
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.damping = damping
  }
}

/// Exponential smoothing in its error-correction form, the starting states concentrated out.
///
/// Equations: `x_t = l + φ b + s + e_t`, `l' = l + φ b + α e_t`, `b' = φ b + β e_t`, `s' = s + γ e_t`; a
/// missing value has `e_t = 0`. One-step errors are linear in the starting states, so the most likely
/// start is a least-squares fit.
///
/// Source: Hyndman, Koehler, Ord & Snyder 2008, Forecasting with Exponential Smoothing, chapters 3, 5.
package struct SmoothingRecursion {
  let form: SmoothingForm
  let constants: SmoothingConstants
  /// One-step errors at the most likely start; `nil` at gaps.
  let errors: [Double?]
  let sumOfSquares: Double
  let count: Int
  /// The most likely start.
  let start: [Double]
  private let fit: LeastSquares
  fileprivate let endFromZero: State
  fileprivate let endOfUnits: [State]

  fileprivate struct State {
    var level = 0.0
    var slope = 0.0
    /// Ring of seasons; the next one is first.
    var seasons: [Double] = []
  }

  /// - Throws: `rankDeficient` when the history cannot tell the starting states apart.
  package init(
    _ values: [Double?], form: SmoothingForm, constants: SmoothingConstants
  ) throws(LinearAlgebraError) {
    self.form = form
    self.constants = constants
    let (zeroErrors, zeroEnd) = Self.run(values, form, constants, from: State.zero(form))
    endFromZero = zeroEnd
    let units = (0..<form.startCount).map { State.unit($0, form) }
    let silent = values.map { $0.map { _ in 0.0 } }
    let runs = units.map { Self.run(silent, form, constants, from: $0) }
    endOfUnits = runs.map(\.end)
    let known = values.indices.filter { values[$0] != nil }
    count = known.count
    let response = known.map { zeroErrors[$0] }
    let design = Matrix(rows: known.count, columns: units.count) { row, column in
      -runs[column].errors[known[row]]
    }
    fit = try LeastSquares(design: design, response: response)
    start = fit.coefficients
    sumOfSquares = fit.residualSumOfSquares
    var errors = [Double?](repeating: nil, count: values.count)
    for (row, position) in known.enumerated() { errors[position] = fit.residuals[row] }
    self.errors = errors
  }

  private static func run(
    _ values: [Double?], _ form: SmoothingForm, _ constants: SmoothingConstants, from: State
  ) -> (errors: [Double], end: State) {
    var state = from
    var errors: [Double] = []
    errors.reserveCapacity(values.count)
    var head = 0
    for value in values {
      let trended = state.level + constants.damping * state.slope
      let season = form.hasSeason ? state.seasons[head] : 0
      let error = value.map { $0 - trended - season } ?? 0
      errors.append(error)
      state.level = trended + constants.alpha * error
      state.slope = constants.damping * state.slope + constants.beta * error
      if form.hasSeason {
        state.seasons[head] = season + constants.gamma * error
        head = (head + 1) % form.season
      }
    }
    if form.hasSeason { state.seasons = Array(state.seasons[head...] + state.seasons[..<head]) }
    return (errors, state)
  }

  /// The concentrated log-likelihood.
  package var logLikelihood: Double {
    let size = Double(count)
    return -size / 2 * (Double.log(2 * .pi * sumOfSquares / size) + 1)
  }

  /// Akaike's criterion with its small-sample correction; infinite when there are too few values.
  package var correctedAkaike: Double {
    let parameters = Double(form.constantCount + form.startCount + 1)
    let size = Double(count)
    guard size > parameters + 1 else { return .infinity }
    return -2 * logLikelihood + 2 * parameters
      + 2 * parameters * (parameters + 1) / (size - parameters - 1)
  }

  /// The centre at a step from 1.
  package func mean(_ step: Int) -> Double {
    zip(endOfUnits, start).reduce(centre(endFromZero, step)) { $0 + $1.1 * centre($1.0, step) }
  }

  /// Covariance of the centres of two steps for the estimated start, in units of the variance.
  func estimation(_ first: Int, _ second: Int) -> Double {
    let one = endOfUnits.map { centre($0, first) }
    let two = endOfUnits.map { centre($0, second) }
    let covariance = fit.unscaledCovariance
    var sum = 0.0
    for i in one.indices { for j in two.indices { sum += one[i] * covariance[i, j] * two[j] } }
    return sum
  }

  /// Response to an error some steps before, from 0.
  package func response(_ lag: Int) -> Double {
    guard lag > 0 else { return 1 }
    let trend =
      form.trend == .none
      ? 0 : constants.beta * (1...lag).reduce(0) { $0 + Double.pow(constants.damping, $1) }
    let season = form.hasSeason && lag.isMultiple(of: form.season) ? constants.gamma : 0
    return constants.alpha + trend + season
  }

  /// Level, slope and seasons at the end, the next season first.
  private func centre(_ state: State, _ step: Int) -> Double {
    var value = state.level
    if form.trend != .none {
      value += state.slope * (1...step).reduce(0) { $0 + Double.pow(constants.damping, $1) }
    }
    return value + (form.hasSeason ? state.seasons[(step - 1) % form.season] : 0)
  }

  /// The most likely constants of a form.
  package static func fitted(
    _ values: [Double?], form: SmoothingForm
  ) throws(LinearAlgebraError) -> SmoothingRecursion {
    let box = form.box
    let minimum = BoundedMinimum(from: box.map(\.start), within: box.map(\.range)) { point in
      let recursion = try? SmoothingRecursion(
        values, form: form, constants: form.constants(point))
      return recursion.map { Double.log(max($0.sumOfSquares, 1e-300)) } ?? .infinity
    }
    return try SmoothingRecursion(
      values, form: form, constants: form.constants(minimum.point))
  }
}

extension SmoothingRecursion.State {
  fileprivate static func zero(_ form: SmoothingForm) -> Self {
    Self(seasons: Array(repeating: 0, count: form.hasSeason ? form.season : 0))
  }

  /// One free starting value at 1; the last season is minus the sum of the others.
  fileprivate static func unit(_ index: Int, _ form: SmoothingForm) -> Self {
    var state = zero(form)
    let slopes = form.trend == .none ? 0 : 1
    switch index {
    case 0: state.level = 1
    case 1 where slopes == 1: state.slope = 1
    default:
      state.seasons[index - 1 - slopes] = 1
      state.seasons[form.season - 1] = -1
    }
    return state
  }
}
