/// Whether what chance leaves in a count explains what a history of whole values varies by.
///
/// Equation: with the line in time by least squares, residuals `r` with `n − 2` degrees of freedom and the mean `ȳ`, a Poisson
/// count has `D = Σ r²/((n − 2) ȳ)` near 1, and residuals that do not go on, `Σ (r_t − r_{t−1})²/Σ r²` near 2 and above. A stock
/// such as schools hardly varies, and what wanders goes on: explained are `D` of 0.3 to 3 with 1.5 and more, 85 in 100 drawn
/// Poisson counts of eight values around 45, and 5 in 100 walks with changes of 8%.
///
/// Edge cases: fewer than five values, values not above 0, and one above a thousand, of which hardly anything is chance, are not
/// explained.
///
/// Source: dispersion of a Poisson regression: McCullagh & Nelder 1989, Generalized Linear Models, section 6.2; residuals that go
/// on: Durbin & Watson 1950, Biometrika 37, 409–428.
enum CountScatter {
  private static let fewest = 5
  private static let largest = 1000.0
  /// `D`, and from which changes of residuals on these do not go on.
  private static let (usual, turning) = (0.3...3.0, 1.5)

  /// Whether it does.
  ///
  /// - Parameter figures: years and values.
  static func explains(_ figures: [(year: Int, value: Double)]) -> Bool {
    guard figures.count >= fewest, figures.allSatisfy({ $0.value > 0 && $0.value <= largest })
    else { return false }
    let count = Double(figures.count)
    let times = figures.map { Double($0.year) }
    let middle = times.reduce(0, +) / count
    let mean = figures.reduce(0) { $0 + $1.value } / count
    let squares = times.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    guard squares > 0 else { return false }
    let pace =
      zip(times, figures).reduce(0) { $0 + ($1.0 - middle) * ($1.1.value - mean) } / squares
    let rests = zip(times, figures).map { $1.value - mean - pace * ($0 - middle) }
    let sum = rests.reduce(0) { $0 + $1 * $1 }
    let turns = zip(rests, rests.dropFirst()).reduce(0) {
      $0 + ($1.1 - $1.0) * ($1.1 - $1.0)
    }
    return usual.contains(sum / (count - 2) / mean) && turns >= turning * sum
  }
}
