internal import LinearAlgebra
internal import RealModule

/// A regression with an effect of every unit and of every period, errors clustered by unit.
///
/// Equation: `y_ut = α_u + λ_t + x_ut β + ε_ut`, weighted. Units are swept out by taking their weighted means away,
/// periods stand as columns: coefficients and errors are those of the regression with a column for each
/// (Frisch & Waugh 1933, Econometrica 1; Lovell 1963, JASA 58). The covariance is `(X'X)⁻¹ (Σ_g X_g'e_g e_g'X_g) (X'X)⁻¹`
/// times `G/(G − 1) · (N − 1)/(N − K)` with `G` units, `N` figures and `K` columns of the whole regression
/// (Liang & Zeger 1986, Biometrika 73; Cameron & Miller 2015, Journal of Human Resources 50).
///
/// Edge cases: a unit or period with one figure tells nothing and counts in `N` and `K`.
struct TwoWayRegression {
  /// Coefficients of the columns, and their covariance.
  let coefficients: [Double]
  let covariance: Matrix
  /// Units with figures.
  let clusters: Int
  /// Figures.
  let count: Int

  /// Root mean square of what units leave of their figures.
  private let spread: Double

  /// Standard error of a coefficient; 0 where it is no more than rounding, as where each kind of unit has but one.
  func error(_ column: Int) -> Double {
    let error = max(0, covariance[column, column]).squareRoot()
    return error > 1e-7 * spread ? error : error.isFinite ? 0 : error
  }

  /// Fits `β`.
  ///
  /// - Parameter columns: one a regressor, figure by figure.
  /// - Throws: `rankDeficient` where the figures do not tell the columns apart; `notFinite`.
  init(_ panel: EffectPanel, columns: [[Double]]) throws(LinearAlgebraError) {
    let swept = SweptPanel(panel)
    let design = Matrix(
      rows: swept.count, columns: swept.periods.count + columns.count,
      columnMajor: swept.periods.flatMap(\.self) + columns.flatMap(swept.swept))
    let fit = try LeastSquares(design: design, response: swept.values)
    let first = swept.periods.count
    clusters = swept.clusters.count
    count = swept.count
    spread = (swept.values.reduce(0) { $0 + $1 * $1 } / Double(max(1, count))).squareRoot()
    // Of each cluster the scores of all columns.
    let width = design.columns
    var meat = Matrix(rows: width, columns: width)
    for rows in swept.clusters {
      let scores = (0..<width).map { column in
        rows.reduce(0) { $0 + design[$1, column] * fit.residuals[$1] }
      }
      for one in 0..<width {
        for other in 0..<width { meat[one, other] += scores[one] * scores[other] }
      }
    }
    let bread = fit.unscaledCovariance
    let sandwich = bread * meat * bread
    let scale = Self.correction(clusters: clusters, count: count, columns: width + clusters)
    coefficients = Array(fit.coefficients[first...])
    covariance = Matrix(rows: columns.count, columns: columns.count) {
      scale * sandwich[first + $0, first + $1]
    }
  }

  /// The correction for few clusters.
  static func correction(clusters: Int, count: Int, columns: Int) -> Double {
    guard clusters > 1, count > columns else { return .nan }
    return Double(clusters) / Double(clusters - 1) * Double(count - 1) / Double(count - columns)
  }
}

/// A panel whose units are swept out, times the roots of its weights.
struct SweptPanel {
  let count: Int
  let values: [Double]
  /// A column for each period with figures but the first.
  let periods: [[Double]]
  /// The places of the figures of each unit that has any, in the order of the units.
  let clusters: [[Int]]
  /// The units of the clusters.
  let units: [Int]
  private let roots: [Double]

  init(_ panel: EffectPanel) {
    let rows = panel.rows
    var members: [Int: [Int]] = [:]
    for (place, row) in rows.enumerated() { members[row.unit, default: []].append(place) }
    units = members.keys.sorted()
    let clusters = units.map { members[$0] ?? [] }
    let roots = rows.map { $0.weight.squareRoot() }
    (count, self.clusters, self.roots) = (rows.count, clusters, roots)
    values = Self.swept(rows.map(\.value), clusters, roots)
    let present = Set(rows.map(\.period)).sorted()
    periods = present.dropFirst().map { period in
      Self.swept(rows.map { $0.period == period ? 1 : 0 }, clusters, roots)
    }
  }

  /// A column without the weighted means of its units, times the roots of the weights.
  func swept(_ column: [Double]) -> [Double] { Self.swept(column, clusters, roots) }

  private static func swept(
    _ column: [Double], _ clusters: [[Int]], _ roots: [Double]
  ) -> [Double] {
    var swept = column
    for rows in clusters {
      let weight = rows.reduce(0) { $0 + roots[$1] * roots[$1] }
      let mean = rows.reduce(0) { $0 + roots[$1] * roots[$1] * column[$1] } / weight
      for row in rows { swept[row] = roots[row] * (column[row] - mean) }
    }
    return swept
  }
}
