public import LinearAlgebra
internal import RealModule

/// The Kalman filter with an exact diffuse start and missing values.
///
/// While a diffuse part of the variance is left, it is carried apart, `P_t + κP∞,t` with κ → ∞; each
/// observation that meets it removes one dimension. A missing value only predicts.
///
/// The log-likelihood is the diffuse one, `−½ Σ (log 2π + log F_t + v_t²/F_t)` over ordinary steps and
/// `−½ log F∞,t` (without `log 2π`) over diffuse ones; the variant `−n/2 log 2π` of Durbin & Koopman
/// (7.4) subtracts ½ log 2π for each diffuse step.
///
/// Source: Durbin & Koopman 2012, sections 4.3, 5.2 and 7.2.2; Koopman 1997, JASA 92, 1630–1638.
public struct KalmanFilter: Sendable {
  /// One time step of the filter.
  public struct Step: Sendable {
    /// `a_t`, the state predicted before `y_t` is seen, m.
    public let state: [Double]
    /// `P_t`, its ordinary variance, m × m.
    public let variance: Matrix
    /// `P∞,t`, its diffuse variance; all zero once the start is over.
    public let diffuseVariance: Matrix
    /// `v_t`; `nil` when the value is missing.
    public let innovation: Double?
    /// `F_t`.
    public let innovationVariance: Double
    /// `F∞,t`; 0 on ordinary steps.
    public let diffuseInnovationVariance: Double
  }

  /// The steps, one an observation.
  public let steps: [Step]
  /// The state predicted for the period behind the last, m.
  public let nextState: [Double]
  /// Its variance, m × m.
  public let nextVariance: Matrix
  /// `Σ v_t²/F_t` over ordinary steps.
  public private(set) var sumOfSquares = 0.0
  /// `Σ log F_t` over ordinary steps plus `Σ log F∞,t` over diffuse ones.
  public private(set) var logDeterminant = 0.0
  /// Ordinary steps with a value.
  public private(set) var ordinaryCount = 0
  /// Diffuse steps with a value.
  public private(set) var diffuseCount = 0

  /// The diffuse log-likelihood.
  public var logLikelihood: Double {
    -0.5 * (Double(ordinaryCount) * Double.log(2 * Double.pi) + logDeterminant + sumOfSquares)
  }

  /// Whether the data have ended the diffuse start.
  public var isInitialised: Bool { nextDiffuse.frobeniusNorm == 0 }

  private let nextDiffuse: Matrix

  /// Filters a series.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - observations: the values; `nil` where one is missing.
  ///   - extraVariances: measurement variances added to `H`, one a value; none by default.
  public init(
    _ model: StateSpaceModel, observations: [Double?], extraVariances: [Double]? = nil
  ) {
    let order = model.order
    var state = Array(repeating: 0.0, count: order)
    var variance = Matrix(rows: order, columns: order)
    var diffuse = Matrix.identity(order)
    var steps: [Step] = []
    let loading = Matrix(column: model.loading)
    for (index, value) in observations.enumerated() {
      let gainColumn = variance * loading
      let diffuseColumn = diffuse * loading
      let noise = model.observationVariance + (extraVariances?[index] ?? 0)
      let spread = dot(model.loading, gainColumn.storage) + noise
      let diffuseSpread = dot(model.loading, diffuseColumn.storage)
      // A diffuse part this small against its matrix is rounding, not ignorance.
      let isDiffuse = diffuseSpread > 1e-10 * max(1, diffuse.frobeniusNorm)
      let innovation = value.map { $0 - dot(model.loading, state) }
      steps.append(
        Step(
          state: state, variance: variance, diffuseVariance: diffuse, innovation: innovation,
          innovationVariance: spread, diffuseInnovationVariance: isDiffuse ? diffuseSpread : 0))
      if let innovation {
        if isDiffuse {
          let exact = (1 / diffuseSpread) * diffuseColumn
          state = zip(state, exact.storage).map { $0 + $1 * innovation }
          let cross = exact * gainColumn.transposed
          let outer = exact * exact.transposed
          variance = symmetric(variance - cross - cross.transposed + spread * outer)
          diffuse = symmetric(diffuse - diffuseSpread * outer)
          if diffuse.frobeniusNorm < 1e-9 { diffuse = Matrix(rows: order, columns: order) }
          logDeterminant += Double.log(diffuseSpread)
          diffuseCount += 1
        } else {
          let gain = (1 / spread) * gainColumn
          state = zip(state, gain.storage).map { $0 + $1 * innovation }
          variance = symmetric(variance - gain * gainColumn.transposed)
          sumOfSquares += innovation * innovation / spread
          logDeterminant += Double.log(spread)
          ordinaryCount += 1
        }
      }
      state = model.transition * state
      let back = model.transition.transposed
      variance = symmetric(model.transition * variance * back + model.stateVariance)
      diffuse = symmetric(model.transition * diffuse * back)
    }
    self.steps = steps
    nextState = state
    nextVariance = variance
    nextDiffuse = diffuse
  }
}

/// The symmetric part, which rounding has left.
func symmetric(_ matrix: Matrix) -> Matrix {
  Matrix(rows: matrix.rows, columns: matrix.columns) {
    0.5 * (matrix[$0, $1] + matrix[$1, $0])
  }
}
