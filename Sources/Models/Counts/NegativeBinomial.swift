internal import RealModule

/// A negative binomial, whose probabilities are handed out from 0 on.
struct NegativeBinomial {
  private let shape, mean: Double
  /// The logarithm of the probability of `value`, and of the ratio of what follows.
  private var logarithm: Double
  private let ratio: Double
  private var value = 0.0

  /// - Parameter variance: more than the mean, which is above 0.
  init(mean: Double, variance: Double) {
    self.mean = mean
    shape = mean * mean / max(variance - mean, 1e-9 * mean)
    ratio = -Double.log(onePlus: shape / mean)
    logarithm = -shape * Double.log(onePlus: mean / shape)
  }

  /// The probability of the next value, of 0 at first.
  mutating func next() -> Double {
    let probability = Double.exp(logarithm)
    logarithm += Double.log((value + shape) / (value + 1)) + ratio
    value += 1
    return probability
  }

  func logProbability(_ value: Double) -> Double {
    Double.logGamma(value + shape) - Double.logGamma(shape) - Double.logGamma(value + 1)
      - shape * Double.log(onePlus: mean / shape) + value * ratio
  }
}
