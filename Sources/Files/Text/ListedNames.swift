extension [String] {
  /// The names as a sentence of help or of the reference lists them: `range, at_least or at_most`.
  ///
  /// - Parameter word: what stands before the last.
  package func listed(_ word: String) -> String {
    guard count > 1, let last else { return joined() }
    return dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
