internal import LinearAlgebra
internal import RealModule

/// The metalog distribution through given quantiles.
///
/// Equation, with `y` the probability and `L = log(y/(1 − y))`:
/// `Q(y) = a₁ + a₂ L + a₃ (y − ½) L + a₄ (y − ½) + a₅ (y − ½)² + …`, as many terms as quantiles, at
/// most five; more quantiles are met by least squares. The form is feasible when `Q` increases
/// everywhere; otherwise terms are dropped from the end until it does, never below two.
///
/// Source: Keelin 2016, Decision Analysis 13, 243–277, equation 6, doi:10.1287/deca.2016.0338.
public struct Metalog: Sendable, Hashable {
  /// `a₁, a₂, …`, in the unit of the values.
  public let coefficients: [Double]

  /// A distribution through quantiles, probabilities increasing.
  ///
  /// - Throws: `infeasibleQuantiles` when not even two terms give an increasing function.
  public init(quantiles: [(probability: Double, value: Double)]) throws(ModelError) {
    for terms in stride(from: min(5, quantiles.count), through: 2, by: -1) {
      let design = Matrix(rows: quantiles.count, columns: terms) {
        Self.basis(quantiles[$0].probability, term: $1)
      }
      guard
        let fit = try? LeastSquares(design: design, response: quantiles.map(\.value)),
        Self.increases(fit.coefficients)
      else { continue }
      coefficients = fit.coefficients
      return
    }
    throw .infeasibleQuantiles
  }

  /// The value with probability `p` at or below it, `p` strictly between 0 and 1.
  public func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "a probability of \(p) lies outside 0 to 1")
    return coefficients.indices.reduce(0) {
      $0 + coefficients[$1] * Self.basis(p, term: $1)
    }
  }

  /// The probability of a value at most `x`, by bisection on the quantile function.
  public func cumulative(_ x: Double) -> Double {
    var (low, high) = (1e-15, 1 - 1e-15)
    if x <= quantile(low) { return 0 }
    if x >= quantile(high) { return 1 }
    for _ in 0..<200 where high - low > 1e-16 {
      let middle = 0.5 * (low + high)
      if quantile(middle) <= x { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// The density at probability `p`: `1 / Q′(p)`.
  public func density(atProbability p: Double) -> Double { 1 / Self.slope(coefficients, p) }

  private static func basis(_ p: Double, term: Int) -> Double {
    let logit = Double.log(p / (1 - p))
    let centred = p - 0.5
    switch term {
    case 0: return 1
    case 1: return logit
    case 2: return centred * logit
    case 3: return centred
    default: return centred * centred
    }
  }

  private static func slope(_ coefficients: [Double], _ p: Double) -> Double {
    let odds = 1 / (p * (1 - p))
    let logit = Double.log(p / (1 - p))
    let centred = p - 0.5
    let derivatives = [0, odds, logit + centred * odds, 1, 2 * centred]
    return zip(coefficients, derivatives).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func increases(_ coefficients: [Double]) -> Bool {
    // Even in the logit, so that the tails are watched as closely as the middle.
    (-300...300).allSatisfy { step in
      let p = 1 / (1 + Double.exp(-Double(step) / 10))
      return p <= 0 || p >= 1 || slope(coefficients, p) > 0
    }
  }
}
