/// A history some of whose periods are not known.
package struct GappedValues {
  /// One value a period; inner gaps by straight lines, none at either end.
  let filled: [Double]
  /// How many of them are known.
  let knownCount: Int

  /// A history, no number where a period is not known.
  init(_ history: [Double]) {
    var filled: [Double] = []
    var known = 0
    var missing = 0
    for value in history {
      guard value.isFinite else {
        missing += 1
        continue
      }
      if let before = filled.last, missing > 0 {
        let parts = Double(missing + 1)
        for step in 1...missing {
          filled.append(before + (value - before) * (Double(step) / parts))
        }
      }
      missing = 0
      filled.append(value)
      known += 1
    }
    self.filled = filled
    knownCount = known
  }

  /// The last so many periods of them at most.
  init(_ whole: GappedValues, last count: Int) {
    filled = Array(whole.filled.suffix(count))
    knownCount = max(0, whole.knownCount - (whole.filled.count - filled.count))
  }

  /// The share of the values that are filled in.
  var filledShare: Double {
    filled.isEmpty ? 0 : 1 - Double(knownCount) / Double(filled.count)
  }

  /// Whether all values are the same.
  var isStill: Bool { filled.allSatisfy { $0 == filled[0] } }

  /// Whether there are several values and all are the same.
  var hasStood: Bool { knownCount > 1 && isStill }

  /// How many of the last values are the same.
  var run: Int {
    guard let last = filled.last else { return 0 }
    return filled.reversed().prefix { $0 == last }.count
  }

  /// Mean absolute change, drawn towards a typical one that counts as one change: a spread is never taken
  /// from two changes alone.
  package static func unit(_ changes: [Double], typical: Double) -> Double {
    (changes.reduce(typical) { $0 + abs($1) }) / Double(changes.count + 1)
  }
}
