/// A text without case, without diacritics and without signs: `Đơn vị tính:` becomes `don vi tinh`.
///
/// Composed and decomposed letters fold to the same; letters outside Latin are kept.
package func folded(_ text: some StringProtocol) -> String {
  text.utf8.allSatisfy { $0 < 0x80 } ? foldedASCII(text.utf8) : smallWords(text, LatinLetters.plain)
}

/// The same of ASCII, byte by byte.
private func foldedASCII(_ text: some Sequence<UInt8>) -> String {
  var words: [UInt8] = []
  var isPending = false
  for byte in text {
    let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    let small = isCapital ? byte + 32 : byte
    guard
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(small)
    else {
      isPending = !words.isEmpty
      continue
    }
    if isPending { words.append(UInt8(ascii: " ")) }
    isPending = false
    words.append(small)
  }
  return String(decoding: words, as: UTF8.self)
}

/// Letters and figures of a text in lower case, one blank between words.
package func smallWords(
  _ text: some StringProtocol, _ letter: (Character) -> Character = { $0 }
) -> String {
  var words = ""
  var isPending = false
  for character in text.lowercased() {
    let letter = letter(character)
    guard letter.isLetter || letter.isNumber else {
      isPending = !words.isEmpty
      continue
    }
    if isPending { words.append(" ") }
    isPending = false
    words.append(letter)
  }
  return words
}

/// An ASCII id from a header: `Tỷ lệ hộ nghèo` becomes `ty_le_ho_ngheo`; points between letters stay.
package func slug(_ text: some StringProtocol, orElse other: String = "series") -> String {
  var id = ""
  for character in text.lowercased() {
    let letter = LatinLetters.plain(character)
    if letter.isASCII && (letter.isLetter || letter.isNumber) {
      id.append(letter)
    } else if !id.isEmpty, id.last != "_", id.last != "." {
      id.append(letter == "." ? "." : "_")
    }
    if id.count == 60 { break }
  }
  while let last = id.last, last == "_" || last == "." { id.removeLast() }
  return id.isEmpty ? other : id
}

/// A text without blanks at its ends, those that do not break included.
package func withoutOuterBlanks(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  // Most texts begin and end with a letter, digit or sign of ASCII.
  let signs: ClosedRange<UInt8> = 0x21...0x7E
  if let first = rest.utf8.first, let last = rest.utf8.last, signs.contains(first),
    signs.contains(last)
  {
    return String(rest)
  }
  while let first = rest.first, first.isWhitespace || first == "\u{FEFF}" { rest.removeFirst() }
  while let last = rest.last, last.isWhitespace { rest.removeLast() }
  return String(rest)
}

/// Small Latin letters with marks, and the letters below the marks.
private enum LatinLetters {
  /// The letter below the marks of another; any other sign as it is.
  static func plain(_ letter: Character) -> Character {
    if letter.isASCII { return letter }
    let scalars = letter.unicodeScalars
    guard let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex
    else { return base[letter] ?? letter }
    return composed[first] ?? letter
  }

  /// Those that are written as one scalar.
  private static let composed: [Unicode.Scalar: Character] = {
    let ranges: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x1E00...0x1EFF]
    let scalars = ranges.joined().compactMap(Unicode.Scalar.init)
    return scalars.reduce(into: [:]) { $0[$1] = base[Character($1)] }
  }()

  /// By canonical equivalence both ways of writing a letter are one key.
  private static let base: [Character: Character] = {
    var letters: [Character: Character] = ["đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "s"]
    let shapes = [
      "", "\u{302}", "\u{306}", "\u{31B}", "\u{308}", "\u{30A}", "\u{327}", "\u{30C}", "\u{304}",
    ]
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      for shape in shapes {
        for tone in tones where !(shape + tone).isEmpty {
          letters[Character("\(letter)\(shape)\(tone)")] = letter
        }
      }
    }
    return letters
  }()
}

/// Signs behind a figure or a heading that refer to notes; digits set high among them.
package enum FootnoteSigns {
  /// All of them.
  package static let all: Set<Character> = [
    "*", "⁎", "∗", "†", "‡", "#", "§", "¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁽", "⁾",
  ]
}
