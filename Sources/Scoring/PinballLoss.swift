/// The pinball (quantile) loss.
///
/// Equation: `ρ_p(y, q) = (y − q)(p − [y < q])`; the mean over quantiles, doubled, tends to the CRPS.
/// Source: Koenker & Bassett 1978, Econometrica 46, 33–50; Gneiting & Raftery 2007, JASA 102,
/// section 6.1.
public enum PinballLoss {
  /// The loss of one quantile, in the unit of the value.
  public static func loss(value: Double, quantile: Double, probability: Double) -> Double {
    let distance = value - quantile
    return max(probability * distance, (probability - 1) * distance)
  }

  /// Twice the mean loss of several quantiles.
  public static func mean(
    value: Double, quantiles: [Double], probabilities: [Double]
  ) -> Double {
    precondition(
      quantiles.count == probabilities.count,
      "\(quantiles.count) quantiles for \(probabilities.count) probabilities")
    var sum = 0.0
    for (quantile, probability) in zip(quantiles, probabilities) {
      sum += 2 * loss(value: value, quantile: quantile, probability: probability)
    }
    return sum / Double(quantiles.count)
  }
}
