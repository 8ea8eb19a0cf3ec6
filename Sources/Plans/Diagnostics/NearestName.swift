internal import TimeSeries

/// The known name nearest to a misspelt one, by edits of single letters and swaps of neighbours.
///
/// Source: optimal string alignment distance; Damerau 1964, CACM 7, 171–176.
public func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  let word = Array(name.lowercased().unicodeScalars)
  var best: (name: String, distance: Int)?
  for candidate in known {
    let other = Array(candidate.lowercased().unicodeScalars)
    let limit = min(best?.distance ?? .max, max(2, max(word.count, other.count) / 3 + 1))
    guard abs(word.count - other.count) < limit else { continue }
    let distance = alignmentDistance(word, other)
    if distance < limit || (distance == limit && candidate < (best?.name ?? "")) {
      best = (candidate, distance)
    }
  }
  return best?.name
}

/// Whether one name is so near to another that it may be a slip of the pen.
///
/// Two edits at the most, and of each word one in four letters and more and two in six and more; or a name written
/// without the marks of its letters, or with another sign between its words. Names that differ in figures or in a
/// short word, `gdp.q` and `gdp.y`, are meant to differ.
func isSlip(_ name: String, of other: String) -> Bool {
  let (first, second) = (SeriesName(name).key, SeriesName(other).key)
  guard first != second else { return false }
  let letters = { (text: String) in text.filter { !$0.isNumber } }
  guard letters(first) != letters(second) else { return false }
  if folded(first) == folded(second) { return true }
  let (words, known) = (namedWords(first), namedWords(second))
  guard words.count == known.count else {
    // A sign between words that is missing, or one too many.
    return alignmentDistance(Array(first.unicodeScalars), Array(second.unicodeScalars)) == 1
      && max(first.count, second.count) >= 6
  }
  var edits = 0
  for (word, known) in zip(words, known) where word != known {
    let length = max(word.count, known.count)
    let distance = alignmentDistance(word, known)
    guard distance <= (length < 4 ? 0 : length < 6 ? 1 : 2) else { return false }
    edits += distance
  }
  return edits <= 2
}

/// The words of a name, whatever stands between them.
private func namedWords(_ name: String) -> [[Unicode.Scalar]] {
  name.unicodeScalars.split { !$0.properties.isAlphabetic && $0.properties.numericType == nil }
    .map { Array($0) }
}

private func alignmentDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  var older = [Int](repeating: 0, count: second.count + 1)
  var old = Array(0...second.count)
  for i in 1...max(1, first.count) where i <= first.count {
    var row = [Int](repeating: i, count: second.count + 1)
    for j in 1...max(1, second.count) where j <= second.count {
      let cost = first[i - 1] == second[j - 1] ? 0 : 1
      row[j] = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + cost)
      if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
        row[j] = min(row[j], older[j - 2] + 1)
      }
    }
    (older, old) = (old, row)
  }
  return old[second.count]
}
