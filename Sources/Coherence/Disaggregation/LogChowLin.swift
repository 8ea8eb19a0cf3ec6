public import LinearAlgebra
internal import RealModule

/// Chow–Lin on logarithms with a trend of its own.
///
/// Equations: `log y_t = a + b t + Σ β_k log x_kt + u_t`, `u_t = ρ u_{t−1} + ε_t`, and the levels add to the
/// totals exactly. With `A = C diag(y)` each step is generalised least squares of
/// `Y − C y + A log y` on `A X`, and `log y ← X β̂ + V Aᵀ (A V Aᵀ)⁻¹ û`, until nothing moves. Growth is then
/// what varies and what an indicator explains, and no value is negative.
/// Totals say little about `ρ`. Beside an indicator what is left wanders, so the default is 0.97 from one short
/// period to the next; alone, the errors hold what happened in single periods, and 0.3 keeps it from being
/// spread over the year. On twenty sectors whose quarters were hidden these erred least.
///
/// Shapes and units: as `Disaggregator`; indicators above 0, a column that does not vary is left out.
/// Edge cases: totals or indicators that are not above 0: `notFinite`, `unusableIndicator`; fewer than
/// three long periods, or fewer than coefficients: `numerical`.
/// Source: Chow & Lin 1971, REStat 53, 372–375; logarithms with exact sums: Proietti 2006, Statistical
/// Methods and Applications 15, 53–78 (nonlinear temporal disaggregation by linearisation).
public struct LogChowLin: Disaggregator {
  private let autocorrelation: Double?

  /// The method.
  ///
  /// - Parameter autocorrelation: `ρ`, 0 to 0.999; `nil` for 0.97 beside an indicator and 0.3 without.
  public init(autocorrelation: Double? = nil) {
    precondition(
      autocorrelation.map { (0...0.999).contains($0) } ?? true, "an autocorrelation outside 0–0.999"
    )
    self.autocorrelation = autocorrelation
  }

  /// Disaggregates.
  public func disaggregate(
    _ totals: [Double], indicators: Matrix, aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> Disaggregation {
    try aggregation.check(totals, indicators)
    guard totals.allSatisfy({ $0.isFinite && $0 > 0 }) else { throw .notFinite }
    let design = try design(indicators, aggregation)
    let count = aggregation.shortPeriods
    let memory = autocorrelation ?? (design.columns > 2 ? 0.97 : 0.3)
    let errors = Matrix(rows: count, columns: count) {
      Double.pow(memory, abs($0 - $1)) / (1 - memory * memory)
    }
    var logarithms = start(totals, aggregation)
    for _ in 0..<100 {
      let step = try step(totals, logarithms, design, errors, aggregation)
      let change = zip(step.values, logarithms).map { abs($0 - $1) }.max() ?? 0
      logarithms = step.values
      if change < 1e-13 { break }
    }
    let last = try step(totals, logarithms, design, errors, aggregation)
    let (levels, onLogs) = (last.values.map { Double.exp($0) }, last.covariance)
    return try last.series(
      levels,
      Matrix(rows: levels.count, columns: levels.count) {
        levels[$0] * onLogs[$0, $1] * levels[$1]
      }, autocorrelation: memory)
  }

  /// An intercept, a trend in years of long periods, and the logarithms of what varies.
  private func design(
    _ indicators: Matrix, _ aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> Matrix {
    var columns: [[Double]] = []
    for column in 0..<indicators.columns {
      let values = indicators.column(column)
      if let position = values.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
        throw .unusableIndicator(position: position)
      }
      let logs = values.map { Double.log($0) }
      let spread = (logs.max() ?? 0) - (logs.min() ?? 0)
      if spread > 1e-12 { columns.append(logs) }
    }
    let kept = columns
    return Matrix(rows: indicators.rows, columns: kept.count + 2) { row, column in
      switch column {
      case 0: 1
      case 1: Double(row) / Double(aggregation.ratio)
      default: kept[column - 2][row]
      }
    }
  }

  private func start(_ totals: [Double], _ aggregation: TemporalAggregation) -> [Double] {
    (0..<aggregation.shortPeriods).map { short in
      let long = min(short / aggregation.ratio, totals.count - 1)
      let share = aggregation.rule == .sum ? Double(aggregation.ratio) : 1
      return Double.log(totals[long] / share)
    }
  }

  private func step(
    _ totals: [Double], _ logarithms: [Double], _ design: Matrix, _ errors: Matrix,
    _ aggregation: TemporalAggregation
  ) throws(DisaggregationError) -> RegressionDisaggregation.Fit {
    let levels = logarithms.map { Double.exp($0) }
    let jacobian = Matrix(rows: totals.count, columns: levels.count) {
      aggregation.weight($0, $1) * levels[$1]
    }
    let spread = jacobian * errors
    let sums = aggregation.apply(levels)
    let pulled = jacobian * logarithms
    let response = totals.indices.map { totals[$0] - sums[$0] + pulled[$0] }
    return try RegressionDisaggregation.Fit(
      response, errors: errors, design: design, summed: jacobian * design, spread: spread,
      square: spread * jacobian.transposed)
  }
}
