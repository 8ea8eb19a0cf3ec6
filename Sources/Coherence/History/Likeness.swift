internal import RealModule

/// How alike the changes of neighbouring months or quarters are, and what that makes of the share of the first of them.
///
/// Equations: changes on the same parts of the year before, less their mean of the year, have the correlation `r` with the next
/// one; `n` of them and a typical 0.4 of six give `φ = (n (r + 1/p) + 6 · 0.4) / (n + 6)`, 0 to 0.9, where `1/p` makes up
/// for the mean of the `p` parts of a year, which is taken off. Of a first-order process with `φ` the mean of the first `k` parts less
/// that of the others varies by
///
///     A = Σ_s Σ_t w_s w_t φ^|s−t| / ((1/k + 1/(p − k)) (1 − Σ_{s≠t} φ^|s−t| / (p (p − 1)))),    w = 1/k and −1/(p − k)
///
/// times as much as of independent ones that vary as much around the mean of their year: 2 with a `φ` of 0.4 in the middle of twelve, 3.4 with 0.7.
///
/// Source: Box, Jenkins & Reinsel 2008, Time Series Analysis, 4th edition, section 2.1; the bias of a correlation around a mean:
/// Marriott & Pope 1954, Biometrika 41, 390–402.
struct Likeness {
  private static let (typical, weight, most) = (0.4, 6.0, 0.9)
  private var (products, squares, count, bias) = (0.0, 0.0, 0.0, 0.0)

  /// Takes in the changes of one year, less their mean.
  mutating func add(_ changes: [Double]) {
    guard changes.count > 2 else { return }
    squares += changes.reduce(0) { $0 + $1 * $1 }
    products += zip(changes, changes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    count += Double(changes.count)
    bias += 1
  }

  /// The correlation of neighbours.
  var correlation: Double {
    guard squares > 0 else { return Self.typical }
    let own = count * products / squares + bias
    return min(max((own + Self.weight * Self.typical) / (count + Self.weight), 0), Self.most)
  }

  /// How many times as much the share of the first parts varies as of independent ones.
  ///
  /// - Parameters:
  ///   - first: so many parts, brought to 1 at least and all but one at most.
  ///   - all: parts of a year.
  static func factor(_ correlation: Double, of first: Int, of all: Int) -> Double {
    let first = min(max(first, 1), all - 1)
    let ends = (1 / Double(first), 1 / Double(all - first))
    let weights = (0..<all).map { $0 < first ? ends.0 : -ends.1 }
    var (sum, shared) = (0.0, 0.0)
    for one in 0..<all {
      for other in 0..<all {
        let alike = Double.pow(correlation, abs(one - other))
        sum += weights[one] * weights[other] * alike
        if one != other { shared += alike }
      }
    }
    return sum / (ends.0 + ends.1) / (1 - shared / Double(all * (all - 1)))
  }
}
