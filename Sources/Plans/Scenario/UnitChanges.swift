internal import TimeSeries

/// Finds stretches of a series that are of quite another size than those before them, as if their unit had changed.
///
/// A stretch lies between two jumps by thirty times or more. It is another one where its median is a hundred times that of the stretch
/// before or a hundredth, and the middle halves of the twelve figures to both sides of the jump are thirty times apart; so is, between jumps
/// by five times, a stretch a power of ten off where figures to both sides are calm (`FigureSizes.calm`).
/// What comes back in the same part of another year is the course of the year: a season, or nothing that anybody could tell from one.
struct UnitChanges {
  /// What figures are.
  enum Nature {
    /// Levels and values.
    case amount
    /// Percent, which come near 0 as they please.
    case rate
    /// From January on, so that the first months of a year are small.
    case cumulated
  }

  /// One change.
  struct Change {
    /// The first and the last figure of another size.
    let places: ClosedRange<Int>
    /// The shorter of the stretch and the one before.
    let odd: Range<Int>
    /// Medians of the stretch and of the one before.
    let value, before: Double
  }

  /// How a jump, and what lies to both sides of it, is looked at.
  private struct Rule {
    /// The least jump.
    let jump: Double
    /// Whether both sides are calm, and a power of ten apart.
    let isCalm: Bool

    static let far = Rule(jump: 30, isCalm: false)
    static let off = Rule(jump: 5, isCalm: true)
  }

  /// How far apart medians are.
  private static let far = 100.0
  /// Figures of one side that are calm.
  private static let fewestCalm = 5

  private let rows: [Observation]
  private let rules: [Rule]
  private let fewest: Int

  /// - Parameter rows: figures of one series and frequency, in order of their periods.
  init(_ rows: [Observation], _ nature: Nature) {
    self.rows = rows
    switch nature {
    case .amount: (rules, fewest) = ([.far, .off], 2)
    case .rate: (rules, fewest) = ([.off], 2)
    case .cumulated: (rules, fewest) = ([.far], 3)
    }
  }

  /// The changes, in order.
  var found: [Change] {
    guard rows.count > FigureSizes.fewest, rows.allSatisfy({ $0.value > 0 }) else { return [] }
    var all: [Change] = []
    for rule in rules {
      all += changes(rule).filter { change in
        !all.contains { $0.places.lowerBound == change.places.lowerBound }
      }
    }
    return all.sorted { $0.places.lowerBound < $1.places.lowerBound }
  }

  private func changes(_ rule: Rule) -> [Change] {
    let jumps = rows.indices.dropFirst().filter {
      FigureSizes.times(rows[$0].value, rows[$0 - 1].value) >= rule.jump
    }
    let ends = jumps + [rows.count]
    let stretches = zip([0] + jumps, ends).map { $0..<$1 }
    var (all, isBack) = ([Change](), false)
    for (place, (before, own)) in zip(stretches, stretches.dropFirst()).enumerated() {
      guard !isBack else {
        isBack = false
        continue
      }
      guard let change = change(before, own, rule) else { continue }
      all.append(change)
      if stretches.indices.contains(place + 2) {
        let next = middle(of: stretches[place + 2].prefix(FigureSizes.beside))
        isBack =
          FigureSizes.times(next, change.before) < limit(change.value, change.before)
      }
    }
    return all
  }

  /// What a stretch is beside the one before; `nil` where both are of one size.
  private func change(_ before: Range<Int>, _ own: Range<Int>, _ rule: Rule) -> Change? {
    guard before.count >= fewest, own.count >= fewest else { return nil }
    let sides = [before.suffix(FigureSizes.beside), own.prefix(FigureSizes.beside)].map { side in
      side.map { rows[$0].value }.sorted()
    }
    let medians = sides.map(\.medianInOrder)
    let times = FigureSizes.times(medians[0], medians[1])
    if rule.isCalm {
      guard FigureSizes.isPower(times), sides.contains(where: { $0.count >= Self.fewestCalm }),
        sides.allSatisfy({ $0[$0.count - 1] <= FigureSizes.calm * $0[0] })
      else { return nil }
    } else {
      let (low, high) = medians[0] < medians[1] ? (sides[0], sides[1]) : (sides[1], sides[0])
      guard times >= Self.far,
        high[high.count / 4] >= rule.jump * low[low.count - 1 - low.count / 4]
      else { return nil }
    }
    guard !isSeason(before, own, limit(medians[0], medians[1])) else { return nil }
    return Change(
      places: own.lowerBound...own.upperBound - 1, odd: own.count <= before.count ? own : before,
      value: medians[1], before: medians[0])
  }

  /// Within how many times two figures are of one size, where sizes are so far apart.
  private func limit(_ one: Double, _ other: Double) -> Double {
    min(FigureSizes.alike, FigureSizes.times(one, other).squareRoot())
  }

  private func middle(of places: Range<Int>) -> Double {
    places.map { rows[$0].value }.median
  }

  /// Whether one of two stretches comes back in the same part of another year, and nothing speaks against it of the other.
  private func isSeason(_ one: Range<Int>, _ other: Range<Int>, _ limit: Double) -> Bool {
    guard rows[0].period.frequency != .annual else { return false }
    let found = [one, other].map { stretch -> Bool? in
      let pairs = stretch.flatMap { place in
        rows.indices.filter {
          !stretch.contains($0)
            && rows[$0].period.positionInYear == rows[place].period.positionInYear
        }.map { (place, $0) }
      }
      guard !pairs.isEmpty else { return nil }
      return pairs.contains { FigureSizes.times(rows[$0.0].value, rows[$0.1].value) < limit }
    }
    return found.contains(true) && !found.contains(false)
  }
}
