/// What is known of one year of an amount: months, quarters, sums from January on, the whole.
///
/// Each figure is the difference between what has come by two ends of months; what lies between other ends follows by adding
/// and taking away along the fewest figures, so that one missing month is the year without the others.
package struct YearOfParts: Sendable {
  /// A figure of the months behind `from` up to `to`, both 0 to 12.
  package struct Span: Sendable, Hashable {
    package let from: Int
    package let to: Int
    package let value: Double

    package init(from: Int, to: Int, value: Double) {
      (self.from, self.to, self.value) = (from, to, value)
    }

    /// How many months it lasts.
    package var months: Int { to - from }
  }

  /// The figures, in the order in which they count.
  package let spans: [Span]

  /// A year of such figures.
  package init(_ spans: [Span]) { self.spans = spans }

  /// A year of consecutive parts from January on.
  package init(_ parts: [Double], periods: Int = 12) {
    let length = 12 / periods
    self.init(
      parts.enumerated().map {
        Span(from: $0 * length, to: ($0 + 1) * length, value: $1)
      })
  }

  /// The year with one more figure, its whole.
  package func with(whole: Double?) -> YearOfParts {
    guard let whole else { return self }
    return YearOfParts(spans + [Span(from: 0, to: 12, value: whole)])
  }

  /// What came between two ends of months; `nil` where no figures tell it.
  package func sum(from start: Int, to end: Int) -> Double? { path(from: start, to: end)?.sum }

  /// The same with the places of the figures behind it.
  package func path(from start: Int, to end: Int) -> (sum: Double, figures: [Int])? {
    var reached: [Int: (sum: Double, figures: [Int])] = [start: (0, [])]
    var edge = [start]
    while !edge.isEmpty, reached[end] == nil {
      var next: [Int] = []
      for node in edge {
        guard let here = reached[node] else { continue }
        for (place, span) in spans.enumerated() where span.from == node || span.to == node {
          let (other, value) = span.from == node ? (span.to, span.value) : (span.from, -span.value)
          guard reached[other] == nil else { continue }
          reached[other] = (here.sum + value, here.figures + [place])
          next.append(other)
        }
      }
      edge = next
    }
    return reached[end]
  }

  /// The newest sum from January on that does not reach the end of the year, and what is known behind it: blocks of months,
  /// none over another.
  package var blocks: [Span] {
    var blocks: [Span] = []
    if let (end, sum) = (1...11).reversed().lazy.compactMap({ end in
      sum(from: 0, to: end).map { (end, $0) }
    }).first {
      blocks.append(Span(from: 0, to: end, value: sum))
    }
    for span in spans.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) })
    where span.from >= blocks.last?.to ?? 0 && span.months < 12 {
      blocks.append(span)
    }
    return blocks
  }

  /// The same months in the smallest blocks that are known.
  package var pieces: [Span] {
    blocks.flatMap { block -> [Span] in
      var (made, from) = ([Span](), block.from)
      for end in (block.from + 1)...block.to {
        guard let value = sum(from: from, to: end) else { continue }
        made.append(Span(from: from, to: end, value: value))
        from = end
      }
      return made
    }
  }
}
