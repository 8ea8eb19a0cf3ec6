extension SeriesName {
  /// A text as it is seen, in the letters in which it was written: without blanks at its ends and signs without
  /// width, one plain blank between words.
  ///
  /// Two texts that differ in this differ in capitals or in more.
  public static func seen(_ text: String) -> String {
    // Most names are so already.
    if text.utf8.allSatisfy({ $0 > 32 && $0 < 0x80 }) { return text }
    var seen = String.UnicodeScalarView()
    var isPending = false
    for scalar in text.unicodeScalars where !isWithoutWidth(scalar) {
      if scalar.properties.isWhitespace {
        isPending = !seen.isEmpty
        continue
      }
      if isPending { seen.append(" ") }
      isPending = false
      seen.append(scalar)
    }
    return String(seen)
  }

  /// The signs that `key` leaves out.
  private static func isWithoutWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x200B, 0x2060, 0xFEFF: true
    default: false
    }
  }
}
