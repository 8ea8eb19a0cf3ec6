internal import TimeSeries

/// The known name nearest to a misspelt one, by edits of single letters and swaps of neighbours.
///
/// Source: optimal string alignment distance; Damerau 1964, CACM 7, 171–176.
public func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  // Numbers that differ by a figure are different numbers, not slips.
  guard name.contains(where: { !$0.isNumber && $0 != "." }) else { return nil }
  let word = Array(name.lowercased().unicodeScalars)
  var best: (name: String, distance: Int)?
  for candidate in known {
    let other = Array(candidate.lowercased().unicodeScalars)
    let limit = min(best?.distance ?? .max, max(2, max(word.count, other.count) / 3 + 1))
    guard abs(word.count - other.count) < limit else { continue }
    let distance = alignmentDistance(word[...], other[...])
    if distance < limit || (distance == limit && candidate < (best?.name ?? "")) {
      best = (candidate, distance)
    }
  }
  return best?.name
}

/// Whether one name is so near to another that it may be a slip of the pen; see `NameShape`.
package func isSlip(_ name: String, of other: String) -> Bool {
  NameShape(name).isSlip(of: NameShape(other))
}

/// What two names are compared by to tell a slip of the pen from a name that is meant.
///
/// A slip is two edits at the most, and of each word one in four letters and more and two in six and more; or a name
/// written without the marks of its letters, or with another sign between its words, or with one sign more or less.
/// Names that differ in figures or in a short word, `gdp.q` and `gdp.y`, are meant to differ.
package struct NameShape {
  private let key: String
  private let withoutFigures: String
  private let plain: String
  private let scalars: [Unicode.Scalar]
  private let words: [ArraySlice<Unicode.Scalar>]
  /// Of `plain`: names of other hashes are other names.
  private let hash: Int
  /// A bit for each letter and figure of its words, by its last six bits: an edit turns two of them at the most.
  private let signs: UInt64

  package init(_ name: String) {
    key = SeriesName(name).key
    let bytes = Array(key.utf8)
    scalars = Array(key.unicodeScalars)
    withoutFigures = String(
      decoding: bytes.filter { !(48...57).contains($0) }, as: UTF8.self)
    // Letters without marks are looked up one by one, which takes its time.
    plain = bytes.allSatisfy { $0 < 0x80 } ? Self.letters(bytes) : folded(key)
    words = scalars.split { !Self.isOfWord($0) }
    hash = plain.hashValue
    signs = words.reduce(0) { signs, word in
      word.reduce(signs) { $0 | 1 << UInt64($1.value & 63) }
    }
  }

  /// Whether a scalar is a letter or a figure.
  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x80 else {
      return (97...122).contains(scalar.value) || (48...57).contains(scalar.value)
    }
    // A mark above or below belongs to its letter.
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.canonicalCombiningClass != .notReordered
  }

  /// Letters and figures with one blank for what stands between them, as `folded` gives them; of a name in small ASCII.
  private static func letters(_ bytes: [UInt8]) -> String {
    var letters: [UInt8] = []
    letters.reserveCapacity(bytes.count)
    var isBehind = false
    for byte in bytes {
      guard (97...122).contains(byte) || (48...57).contains(byte) else {
        isBehind = true
        continue
      }
      if isBehind, !letters.isEmpty { letters.append(32) }
      isBehind = false
      letters.append(byte)
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The first of some names, from a place on, for which this one may be meant; `nil` for none.
  package func slip(among known: [NameShape], from start: Int = 0) -> Int? {
    for place in start..<max(start, known.count) where isSlip(of: known[place]) { return place }
    return nil
  }

  /// Whether this name may be meant for another one, which it is not.
  package func isSlip(of other: NameShape) -> Bool {
    // Hundreds of names meet hundreds: most are neither as long nor of the same letters.
    if hash != other.hash,
      abs(scalars.count - other.scalars.count) > 2 || (signs ^ other.signs).nonzeroBitCount > 4
    {
      return false
    }
    if plain != other.plain, abs(scalars.count - other.scalars.count) > 2 { return false }
    guard key != other.key, withoutFigures != other.withoutFigures else { return false }
    if plain == other.plain { return true }
    guard words.count == other.words.count else {
      return max(scalars.count, other.scalars.count) >= 6
        && alignmentDistance(scalars[...], other.scalars[...]) == 1
    }
    var edits = 0
    for (word, known) in zip(words, other.words) where word != known {
      let length = max(word.count, known.count)
      let allowed = length < 4 ? 0 : length < 6 ? 1 : 2
      guard abs(word.count - known.count) <= allowed, edits < 2 else { return false }
      let distance = alignmentDistance(word, known)
      guard distance <= allowed else { return false }
      edits += distance
    }
    return edits <= 2
  }
}

/// What both words begin and end with costs no edit.
private func alignmentDistance(
  _ first: ArraySlice<Unicode.Scalar>, _ second: ArraySlice<Unicode.Scalar>
) -> Int {
  var (first, second) = (first, second)
  while let a = first.first, let b = second.first, a == b {
    first.removeFirst()
    second.removeFirst()
  }
  while let a = first.last, let b = second.last, a == b {
    first.removeLast()
    second.removeLast()
  }
  guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
  let (a, b) = (first.startIndex - 1, second.startIndex - 1)
  var older = [Int](repeating: 0, count: second.count + 1)
  var old = Array(0...second.count)
  var row = old
  for i in 1...first.count {
    row[0] = i
    for j in 1...second.count {
      let cost = first[a + i] == second[b + j] ? 0 : 1
      row[j] = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + cost)
      if i > 1, j > 1, first[a + i] == second[b + j - 1], first[a + i - 1] == second[b + j] {
        row[j] = min(row[j], older[j - 2] + 1)
      }
    }
    (older, old, row) = (old, row, older)
  }
  return old[second.count]
}
