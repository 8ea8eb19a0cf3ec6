extension Collection<Double> {
  /// The middle value, of an even number the mean of the two in the middle; 0 without any.
  ///
  /// Inlined, since sorting a collection of any kind takes ten times as long as sorting one that is known.
  @inlinable package var median: Double { sorted().medianInOrder }
}

extension [Double] {
  /// The same of values that are in order.
  @inlinable package var medianInOrder: Double {
    guard let last else { return 0 }
    if count == 1 { return last }
    return count.isMultiple(of: 2) ? (self[count / 2 - 1] + self[count / 2]) / 2 : self[count / 2]
  }
}
