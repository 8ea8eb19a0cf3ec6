package import Models
internal import RealModule

/// The growth of a whole in years to come as its quarters and the outside view tell it together.
///
/// Equations, on logarithms. Quarters give the growth `u_1 …` of years one after the other the means `q` and the scale matrix
/// `L Lᵀ`: given the years before, `u_j` has the middle `q_j + Σ L_ji z_i` and the scale `L_jj`. The outside view gives it
/// the middle `μ_j + K Σ_i (u_i − μ_i)` over the years before that quarters tell of, and the scale `σ` (`OutsideView`).
/// - The first year, that of the next quarter, is told by quarters alone.
/// - Of the second both tell. What a year's quarters are like says little of how lasting their pace is, and their own errors,
///   made up to a year ahead, do not show it: its scale is `s = √(L² + 1.2 m σ²)`, where `m` is how restless the economy's
///   own yearly growth was (`restlessness`). Errors of both go together with `ρ`, so the middle of least error is
///   `(1 − k) quarters + k view`, with
///
///       k = (s² − ρ s σ)/(s² + σ² − 2 ρ s σ)
///
///   cut at 0.45 and 1, and the scale `√((1 − k)² s² + k² σ² + 2 k (1 − k) ρ s σ)`, no larger than `σ`. Where nothing is known
///   of the economy's own growth, `k` is at least 0.56.
/// - Later ones are told by the view alone, as behind the carried years of a run.
/// - No year is surer than the one before it: where restless quarters make that the wider, the scale is as large as it takes.
///
/// Measured on national accounts of 19 economies, 1400 origins of 0 to 3 known quarters. First year: the view makes no error
/// smaller, and begun years' errors larger by 2%. Second year: root mean squares of 3.46, 3.39, 3.22, 2.85 points (quarters),
/// 3.09, 3.05, 3.04, 2.98 (view), 3.18, 3.14, 3.05, 2.87 (both). Viet Nam, which nothing was chosen by: 1.86, 1.83, 1.49,
/// 1.82 (quarters), 2.07, 2.09, 1.99, 2.23 (view), 1.85, 1.83, 1.60, 1.86 (both); with `m` = 1 throughout both together
/// were 1.88, 1.86, 1.66, 1.93.
///
/// Units: logarithms a year; scales of Student's t.
/// Source: Bates & Granger 1969, Operational Research Quarterly 20, 451–468; Winkler 1981, Management Science 27,
/// 479–488.
package struct GrowthPooling {
  /// Means of growth, by year.
  package let means: [Double]
  /// The lower triangle of their scale matrix.
  package let lower: [[Double]]

  /// Years that quarters alone tell, and those that they tell anything of.
  static let yearsOfQuarters = 1
  static let sharedYears = 2
  /// `ρ`.
  private static let agreement = 0.3
  /// What quarters do not show of how lasting their pace is, in squares of the view's scale.
  private static let doubt = 1.2
  /// The least weight of the view where it tells of a year.
  private static let leastWeight = 0.45
  /// How many changes of growth what is typical counts as.
  private static let typicalChanges = 2.0

  /// What 80% of a Student's t with the degrees of freedom of surprises lie within, in scales, over that of a normal.
  private static let widening = 1.4758840488244815 / 1.2815515655446004

  /// - Parameters:
  ///   - quarters: means of growth, by year.
  ///   - scales: the lower triangle of their scale matrix.
  ///   - restlessness: `m`.
  package init(
    quarters: [Double], scales: [[Double]], view: OutsideView, restlessness: Double = 1
  ) {
    var means: [Double] = []
    var lower: [[Double]] = []
    for year in quarters.indices {
      let own = scales[year][year]
      let spread = view.spreads[max(0, year - Self.sharedYears)]
      let (weight, scale) = Self.shared(year, own, spread / Self.widening, restlessness)
      // How growth follows that of the years before, by the view and, in the one year that both tell of, by the quarters.
      let followed = year == Self.yearsOfQuarters ? scales[year][0] / scales[0][0] : 0
      let told = min(year, Self.sharedYears)
      var (inside, beside) = (quarters[year], view.middles[year])
      var row = [Double](repeating: 0, count: year + 1)
      for before in 0..<year {
        let share = before < told ? view.share(after: told) : 0
        inside += followed * (means[before] - quarters[before])
        beside += share * (means[before] - view.middles[before])
        let slope = (1 - weight) * followed + weight * share
        for place in lower[before].indices { row[place] += slope * lower[before][place] }
      }
      means.append((1 - weight) * inside + weight * beside)
      let former = year > 0 ? Self.square(lower[year - 1]) : 0
      row[year] = max(scale, max(0, former - Self.square(row)).squareRoot())
      lower.append(row)
    }
    (self.means, self.lower) = (means, lower)
  }

  private static func square(_ row: [Double]) -> Double { row.reduce(0) { $0 + $1 * $1 } }

  /// `k` and the scale of a year, given those before it.
  private static func shared(
    _ year: Int, _ own: Double, _ view: Double, _ restlessness: Double
  ) -> (weight: Double, scale: Double) {
    if year < yearsOfQuarters { return (0, own) }
    guard year < sharedYears, view > 0 else { return (1, view) }
    let quarters = (own * own + doubt * restlessness * view * view).squareRoot()
    let product = agreement * quarters * view
    let least =
      (quarters * quarters - product) / (quarters * quarters + view * view - 2 * product)
    let weight = min(max(least, leastWeight), 1)
    let (one, two) = ((1 - weight) * quarters, weight * view)
    return (weight, (one * one + two * two + 2 * agreement * one * two).squareRoot())
  }

  /// How restless the yearly growth of an economy was beside what the view takes it for: 1 where nothing is known of it,
  /// less where it was calm.
  ///
  /// Equation: with `n` changes of growth from year to year, their deviation `d` by the median size of them and the view's
  /// scale `σ`, `m = (n d²/σ² + 2)/(n + 2)`, 1 at most: the median lets one crisis pass, and a few calm years say little.
  ///
  /// - Parameter growth: of years one after the other, logarithms.
  package static func restlessness(_ growth: [Double], view: OutsideView) -> Double {
    let changes = zip(growth.dropFirst(), growth).map { abs($0 - $1) }.sorted()
    guard !changes.isEmpty, let spread = view.spreads.first, spread > 0 else { return 1 }
    let count = Double(changes.count)
    let median = (changes[changes.count / 2] + changes[(changes.count - 1) / 2]) / 2
    let ratio = toNormal * median / (spread / widening)
    return min(1, (count * ratio * ratio + typicalChanges) / (count + typicalChanges))
  }

  /// A deviation over the median size of normal values.
  private static let toNormal = 1.482602218505602
}
