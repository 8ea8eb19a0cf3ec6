/// Whole words looked for in a text with one blank between its words, byte by byte.
///
/// Letters with marks count as the same where they are written as one sign each, as phrases are; a text with marks of
/// their own is compared letter by letter, ten times as slow.
package enum PhraseSearch {
  /// Whether any of these phrases stands in a text, from blank to blank.
  package static func contains(_ text: String, anyOf phrases: [String]) -> Bool {
    guard !hasLooseMarks(text) else {
      let padded = " \(text) "
      return phrases.contains { padded.contains(" \($0) ") }
    }
    var text = text
    return text.withUTF8 { words in
      guard !words.isEmpty else { return false }
      // Most phrases begin with a letter with which no word here does.
      var initials: UInt64 = 0
      for index in words.indices where index == 0 || words[index - 1] == blank {
        initials |= 1 << UInt64(words[index] & 63)
      }
      for phrase in phrases {
        var phrase = phrase
        let isFound = phrase.withUTF8 { sought in
          guard let first = sought.first, initials & (1 << UInt64(first & 63)) != 0 else {
            return false
          }
          return place(of: sought, in: words) != nil
        }
        if isFound { return true }
      }
      return false
    }
  }

  /// A text without these phrases, each taken out wherever it stands; `nil` where none stands in it.
  package static func removing(_ phrases: [String], from text: String) -> String? {
    guard !hasLooseMarks(text) else { return removingByLetters(phrases, from: text) }
    guard contains(text, anyOf: phrases) else { return nil }
    var words = Array(text.utf8)
    for phrase in phrases {
      var phrase = phrase
      phrase.withUTF8 { sought in
        while let start = words.withUnsafeBufferPointer({ place(of: sought, in: $0) }) {
          // One of the blanks around it goes, too.
          let end = start + sought.count
          if end < words.count {
            words.removeSubrange(start...end)
          } else {
            words.removeSubrange(max(start - 1, 0)..<end)
          }
        }
      }
    }
    return withoutOuterBlanks(String(decoding: words, as: UTF8.self))
  }

  private static let blank = UInt8(ascii: " ")

  /// Where words stand among others.
  private static func place(
    of sought: UnsafeBufferPointer<UInt8>, in words: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    var start = 0
    while !sought.isEmpty, start + sought.count <= words.count {
      let end = start + sought.count
      if end == words.count || words[end] == blank {
        var index = 0
        while index < sought.count, words[start + index] == sought[index] { index += 1 }
        if index == sought.count { return start }
      }
      while start < words.count, words[start] != blank { start += 1 }
      start += 1
    }
    return nil
  }

  /// Whether a mark stands behind its letter as a sign of its own, U+0300 to U+036F.
  private static func hasLooseMarks(_ text: String) -> Bool {
    for byte in text.utf8 where byte == 0xCC || byte == 0xCD { return true }
    return false
  }

  private static func removingByLetters(_ phrases: [String], from text: String) -> String? {
    var padded = " \(text) "
    var isFound = false
    for phrase in phrases {
      while let place = padded.firstRange(of: " \(phrase) ") {
        padded.replaceSubrange(place, with: " ")
        isFound = true
      }
    }
    return isFound ? withoutOuterBlanks(padded) : nil
  }
}
