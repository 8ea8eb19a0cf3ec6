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
