internal import Attainment
internal import Plans
internal import Tables
internal import TimeSeries

/// Chances of the same targets and milestones in two runs.
struct TargetChanges {
  /// One target.
  struct Change {
    let key: [String]
    /// Its rows of `attainment.csv`.
    let now, earlier: Table.Record

    var indicator: String { now[CommonColumns.indicator] }
    var name: String { now[CommonColumns.target] }
    /// Shares between 0 and 1.
    var before: Double { earlier[AttainmentTable.probability] ?? 0 }
    var after: Double { now[AttainmentTable.probability] ?? 0 }

    /// Whether either chance bears no tenths.
    var isThin: Bool { [now, earlier].contains { $0[AttainmentTable.basis]?.isThin == true } }

    private static func whole(_ share: Double) -> Int { Int((100 * share).rounded()) }

    /// By how many points it moved: what is rounded last is the difference, unless tenths of the chances are not told; then
    /// it is that of the chances as they stand beside it.
    var points: Int {
      let rounded = Self.whole(after - before)
      return isThin && rounded != 0 ? Self.whole(after) - Self.whole(before) : rounded
    }

    /// Digits behind the point with which both chances and their difference agree.
    private var decimals: Int {
      Self.whole(after) - Self.whole(before) == points || isThin ? 0 : 1
    }

    /// How much it moved, and between which chances, in numbers.
    func told(_ number: NumberStyle) -> (points: String, before: String, after: String) {
      let digits = decimals
      return (
        number.fixed(
          digits == 0 ? Double(abs(points)) : abs(100 * (after - before)), decimals: digits),
        number.fixed(100 * before, decimals: digits), number.fixed(100 * after, decimals: digits)
      )
    }
  }

  let changes: [Change]
  /// Targets that only one of the runs assessed.
  let fresh, gone: Int
  /// The same of milestones.
  let freshMilestones, goneMilestones: Int

  init(_ words: PageWords, since earlier: PageWords) {
    func chances(_ words: PageWords) -> [[String]: Table.Record] {
      Dictionary((words.assessed + words.milestones).map { (words.key($0), $0) }) { first, _ in
        first
      }
    }
    let (before, now) = (chances(earlier), chances(words))
    changes = (words.assessed + words.milestones).compactMap { row in
      let key = words.key(row)
      return before[key].map { Change(key: key, now: row, earlier: $0) }
    }
    func only(_ here: [[String]: Table.Record], _ there: [[String]: Table.Record], _ of: Bool)
      -> Int
    {
      here.count { there[$0.key] == nil && PageWords.isMilestone($0.value) == of }
    }
    (fresh, freshMilestones) = (only(now, before, false), only(now, before, true))
    (gone, goneMilestones) = (only(before, now, false), only(before, now, true))
  }

  var unchanged: Int { changes.count { $0.points == 0 } }

  /// The largest moves, one an indicator, the plan's order where they are alike.
  func largest(_ count: Int) -> [Change] {
    var seen: Set<String> = []
    return changes.enumerated().filter { $0.element.points != 0 }
      .sorted { (-abs($0.element.points), $0.offset) < (-abs($1.element.points), $1.offset) }
      .map(\.element).filter { $0.indicator.isEmpty || seen.insert($0.indicator).inserted }
      .prefix(count).map(\.self)
  }
}
