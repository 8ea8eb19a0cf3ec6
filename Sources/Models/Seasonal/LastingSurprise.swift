internal import LinearAlgebra

/// What surprises leave behind beyond what the model has them leave, as past errors up to a year ahead tell.
///
/// Equation: with `ψ` the responses over the `p` steps of a year and `C_k = ψ_0 + … + ψ_k`, errors of a whole year ahead
/// have the squared scale `V = Σ_k C_k²` in units of that of one step. `M` is what past errors show of it, the median of all
/// series, times `1 + 2/N` for the long run that was fitted to them; over `N` years of errors, `M′ = (N M + 4 V)/(N + 4)`.
/// What is added to every later response is `κ` with `Σ_k (C_k + k κ)² = M′`. One `κ` holds for all series.
/// Walks, whose surprises stay, have a `κ` above 0; figures that come back to their course one below. It is at least −0.3 and
/// leaves no more behind than a walk does: what lies farther off is a middle that errs, of which few years tell little.
///
/// Units: of `ψ`.
/// Edge cases: errors of less than a year's stretches, or none that move: 0.
package struct LastingSurprise {
  /// `κ`.
  package let added: Double

  /// Years of errors that the model's own responses count as.
  private static let usualYears = 4.0
  /// What the scale of a fitted year is short of, times the years.
  private static let fitted = 2.0
  private static let least = -0.3

  /// - Parameter errorsAhead: by series, origin and step.
  package init(errorsAhead: [[[Double]]], responses: [Double], periodsPerYear year: Int) {
    let whole = errorsAhead.map { $0.filter { $0.count == year } }
    let count = Double(whole.first?.count ?? 0) / Double(year)
    let ratios = whole.compactMap { errors -> Double? in
      let step = SeasonalGrowthForecast.squaredScale(errors.map { $0[0] })
      guard step > 0 else { return nil }
      return SeasonalGrowthForecast.squaredScale(errors.map { $0.reduce(0, +) }) / step
    }
    guard count >= 1, !ratios.isEmpty, responses.count >= year else {
      added = 0
      return
    }
    var (sum, usual, slope, square) = (0.0, 0.0, 0.0, 0.0)
    for step in 0..<year {
      sum += responses[step]
      usual += sum * sum
      slope += sum * Double(step)
      square += Double(step * step)
    }
    let seen = Statistics.median(ratios) * (1 + Self.fitted / count)
    let wanted = (count * seen + Self.usualYears * usual) / (count + Self.usualYears)
    let rest = slope * slope - square * (usual - wanted)
    let found = rest > 0 && square > 0 ? (rest.squareRoot() - slope) / square : Self.least
    let later = responses[1..<year].reduce(0, +) / Double(max(1, year - 1))
    added = min(max(found, Self.least), max(0, 1 - later))
  }

  /// Responses with what is added, none below 0.
  ///
  /// - Parameter share: how much of it.
  package func applied(to responses: [Double], share: Double, periodsPerYear year: Int) -> [Double]
  {
    responses.enumerated().map { step, response in
      // A whole year ahead the next year goes on from it.
      let times = step == 0 ? 0 : 1 + (step - 1) / year
      return step == 0 ? response : max(0, response + share * added * Double(times))
    }
  }
}
