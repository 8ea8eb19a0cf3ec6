internal import Simulation

/// How chances are told: the one place that says which of them bear tenths (`Basis.isThin`).
extension NumberStyle {
  /// A probability with the error of the simulation, as terminals show it in columns.
  ///
  /// - Parameter isThin: whether what it rests on bears no more than whole percents.
  func chance(_ probability: EstimatedProbability, isThin: Bool = false) -> String {
    isThin
      ? whole(probability.value)
      : "\(percent(probability.value)) ±\(points(probability.standardError))"
  }

  /// The same in a sentence.
  func said(_ share: Double, error: Double, isThin: Bool) -> String {
    isThin ? whole(share) : "\(percent(share)) ± \(points(error))"
  }

  /// A chance alone.
  func chance(_ share: Double, isThin: Bool) -> String { isThin ? whole(share) : percent(share) }

  /// A share in whole percents; what would round to 0 or 100 without being it is said to lie beyond 1 or 99.
  func whole(_ share: Double) -> String {
    let hundredths = (100 * share).rounded()
    if hundredths < 1 && share > 0 { return "<1%" }
    if hundredths >= 100 && share < 1 { return ">99%" }
    return fixed(hundredths, decimals: 0) + "%"
  }
}
