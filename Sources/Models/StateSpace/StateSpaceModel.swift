public import LinearAlgebra

/// A linear Gaussian state-space model of one observed series, the same at all times.
///
/// Equations: `y_t = Z α_t + ε_t`, `ε_t ~ N(0, H)`; `α_{t+1} = T α_t + η_t`, `η_t ~ N(0, Q)`;
/// `α_1` diffuse: nothing is known of it.
///
/// Shapes: m states; `Z` m, `T` and `Q` m × m.
///
/// Source: Durbin & Koopman 2012, Time Series Analysis by State Space Methods, 2nd ed., section 3.1.
public struct StateSpaceModel: Sendable, Hashable {
  /// `T`.
  public var transition: Matrix
  /// `Z`.
  public var loading: [Double]
  /// `Q`.
  public var stateVariance: Matrix
  /// `H`.
  public var observationVariance: Double

  /// A model.
  public init(
    transition: Matrix, loading: [Double], stateVariance: Matrix, observationVariance: Double
  ) {
    let order = loading.count
    precondition(
      transition.rows == order && transition.columns == order,
      "a transition of \(transition.rows) × \(transition.columns) for \(order) states")
    precondition(
      stateVariance.rows == order && stateVariance.columns == order,
      "a state variance of \(stateVariance.rows) × \(stateVariance.columns) for \(order) states")
    self.transition = transition
    self.loading = loading
    self.stateVariance = stateVariance
    self.observationVariance = observationVariance
  }

  /// The number of states.
  public var order: Int { loading.count }

  /// The local linear trend: a level whose slope wanders too.
  public static func localLinearTrend(
    observationVariance: Double, levelVariance: Double, slopeVariance: Double
  ) -> StateSpaceModel {
    StateSpaceModel(
      transition: Matrix(rows: 2, columns: 2, columnMajor: [1, 0, 1, 1]), loading: [1, 0],
      stateVariance: .diagonal([levelVariance, slopeVariance]),
      observationVariance: observationVariance)
  }
}
