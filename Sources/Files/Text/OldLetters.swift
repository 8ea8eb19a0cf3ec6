/// Tells Vietnamese in the old encoding TCVN3 (fonts `.VnTime`), whose bytes are other signs in Unicode.
///
/// What is `Tổng sản phẩm` there reads `Tæng s¶n phÈm` here: signs that no word of any language has between letters.
package enum OldLetters {
  /// Signs that stand for letters in TCVN3 and for none elsewhere, by their numbers.
  private static let signs: Set<UInt8> = [
    0xB5, 0xB8, 0xB6, 0xB7, 0xB9, 0xA8, 0xBB, 0xBE, 0xBC, 0xBD, 0xA9, 0xAE, 0xAA, 0xAB, 0xAC, 0xAD,
    0xA4, 0xA6, 0xA7, 0xF7, 0xD7, 0xFE, 0xDE, 0xF0, 0xD0,
  ]
  private static let most = 1 << 18

  /// A word in that encoding, if the text of a file is; `nil` for any other.
  package static func word(in text: some Collection<UInt8>) -> String? {
    var scalars: [UInt32] = []
    for scalar in String(decoding: text.prefix(most), as: UTF8.self).unicodeScalars {
      // A letter that only Unicode has: the text is what it seems.
      if (0x1EA0...0x1EF9).contains(scalar.value)
        || [0x103, 0x1A1, 0x1B0, 0x111].contains(scalar.value)
      {
        return nil
      }
      scalars.append(scalar.value)
    }
    return word(scalars)
  }

  /// A word in that encoding, if bytes that are no UTF-8 are such a text.
  package static func word(inBytes bytes: [UInt8]) -> String? {
    guard String(validating: bytes.prefix(most), as: UTF8.self) == nil else { return nil }
    return word(bytes.prefix(most).map(UInt32.init))
  }

  private static func word(_ scalars: [UInt32]) -> String? {
    var (old, marked) = (0, 0)
    var first: String?
    for word in scalars.split(whereSeparator: { $0 <= 64 && $0 != 45 }) where word.count > 1 {
      guard word.contains(where: { $0 > 127 }) else { continue }
      marked += 1
      let isOld = zip(word, word.dropFirst()).contains { left, right in
        isSign(left) && isLetter(right) || isLetter(left) && isSign(right)
      }
      guard isOld else { continue }
      old += 1
      if first == nil {
        var text = ""
        for value in word {
          if let scalar = UnicodeScalar(value) { text.unicodeScalars.append(scalar) }
        }
        first = text
      }
    }
    return old >= 3 && old * 10 >= marked * 4 ? first : nil
  }

  private static func isSign(_ value: UInt32) -> Bool {
    UInt8(exactly: value).map(signs.contains) ?? false
  }

  private static func isLetter(_ value: UInt32) -> Bool {
    (65...90).contains(value) || (97...122).contains(value)
  }
}
