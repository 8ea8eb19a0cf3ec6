internal import RealModule

/// A move of all that is ahead of which nobody knows yet whether it is one.
///
/// Equation: what is ahead is `x + δ + d z` with the chance `π`, `z` a normal, and `x` otherwise.
///
/// Units: logarithms, or of the values.
public struct OpenMove: Sendable, Hashable {
  /// `π`, 0–1.
  public let chance: Double
  /// `δ`.
  public let size: Double
  /// `d`, what its size leaves open.
  public let deviation: Double

  /// A move.
  public init(chance: Double, size: Double, deviation: Double) {
    precondition(chance >= 0 && chance <= 1, "a chance of \(chance)")
    precondition(deviation >= 0, "a deviation of \(deviation)")
    self.chance = chance
    self.size = size
    self.deviation = deviation
  }

  /// The same in other units.
  func scaled(by factor: Double) -> OpenMove {
    OpenMove(chance: chance, size: factor * size, deviation: factor * deviation)
  }

  /// What it adds to what is expected: `π δ`, and of logarithms to the logarithm of the mean of levels
  /// `ln(1 + π (e^{δ + d²/2} − 1))`.
  public func expected(isLogarithm: Bool) -> Double {
    isLogarithm
      ? Double.log(onePlus: chance * Double.expMinusOne(size + deviation * deviation / 2))
      : chance * size
  }
}
