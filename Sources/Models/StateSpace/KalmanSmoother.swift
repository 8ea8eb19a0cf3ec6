public import LinearAlgebra

/// The fixed-interval smoother behind a Kalman filter, exact at a diffuse start.
///
/// Equations: backwards from `r_n = 0`, `N_n = 0`; on an ordinary step
/// `r = Zᵀv/F + Lᵀr`, `N = ZᵀZ/F + LᵀNL`, `α̂ = a + P r`, `V = P − P N P`; on diffuse steps the two-part
/// recursions for `r⁽⁰⁾, r⁽¹⁾, N⁽⁰⁾, N⁽¹⁾, N⁽²⁾`.
///
/// Source: Durbin & Koopman 2012, sections 4.4 and 5.3.
public struct KalmanSmoother: Sendable {
  /// `α̂_t`, the state given all values, one row a time, each m.
  public let states: [[Double]]
  /// `V_t`, its variance, m × m.
  public let variances: [Matrix]

  /// Smooths the states of a filter.
  public init(_ model: StateSpaceModel, _ filter: KalmanFilter) {
    let order = model.order
    let zero = Matrix(rows: order, columns: order)
    let loading = Matrix(column: model.loading)
    var r0 = Matrix(rows: order, columns: 1)
    var r1 = r0
    var (n0, n1, n2) = (zero, zero, zero)
    var states: [[Double]] = []
    var variances: [Matrix] = []
    for step in filter.steps.reversed() {
      let back = model.transition.transposed
      // From the period behind to this one, before the observation is taken in.
      (r0, r1) = (back * r0, back * r1)
      (n0, n1, n2) = (
        back * n0 * model.transition, back * n1 * model.transition,
        back * n2 * model.transition
      )
      if let innovation = step.innovation {
        let column = step.variance * loading
        let diffuseColumn = step.diffuseVariance * loading
        let spread = step.innovationVariance
        let diffuseSpread = step.diffuseInnovationVariance
        if diffuseSpread > 0 {
          let k0 = (1 / diffuseSpread) * diffuseColumn
          let k1 = (1 / diffuseSpread) * (column - spread * k0)
          let l0 = Matrix.identity(order) - k0 * loading.transposed
          let l1 = -1 * (k1 * loading.transposed)
          let scaled = (1 / diffuseSpread) * loading
          let newR1 = innovation * scaled + l0.transposed * r1 + l1.transposed * r0
          let newR0 = l0.transposed * r0
          let outer = loading * loading.transposed
          let crossN1 = l0.transposed * n1 * l1
          let newN2 =
            (-spread / (diffuseSpread * diffuseSpread)) * outer + l0.transposed * n2 * l0
            + crossN1 + crossN1.transposed + l1.transposed * n0 * l1
          let newN1 =
            (1 / diffuseSpread) * outer + l0.transposed * n1 * l0 + l1.transposed * n0 * l0
          n0 = l0.transposed * n0 * l0
          (r0, r1, n1, n2) = (newR0, newR1, newN1, newN2)
        } else {
          let gain = (1 / spread) * column
          let l = Matrix.identity(order) - gain * loading.transposed
          r0 = (innovation / spread) * loading + l.transposed * r0
          n0 = (1 / spread) * (loading * loading.transposed) + l.transposed * n0 * l
          n1 = n1 * l
          // Behind the diffuse start r1, N1 and N2 are zero and stay so.
        }
      }
      let p = step.variance
      let d = step.diffuseVariance
      let shift = (p * r0).storage
      let diffuseShift = (d * r1).storage
      states.append(step.state.indices.map { step.state[$0] + shift[$0] + diffuseShift[$0] })
      let mixed = d * n1 * p
      variances.append(symmetric(p - p * n0 * p - mixed - mixed.transposed - d * n2 * d))
    }
    self.states = states.reversed()
    self.variances = variances.reversed()
  }
}
