internal import Attainment
internal import Tables
internal import TimeSeries

/// One indicator by year: what is known, what was known elsewhere, the ranges ahead, the way to what is asked.
struct FanChart {
  /// A value that is known, at the middle of its period in years.
  struct Point {
    let time, value: Double
    let period: String
  }

  /// The ranges of one year.
  struct Ahead {
    let year: Int
    let p10, p25, p50, p75, p90: Double
  }

  /// What a plan asks for.
  struct Goal {
    let year: Int
    let low, high: Double?
    let words: String
    /// The way that leads there; `nil` where none is needed, or none leads to it.
    var way: Way?
  }

  /// The way to what is asked.
  enum Way {
    /// From a level in a year, by so much or so many percent a year.
    case change(from: (time: Double, value: Double), perYear: Double, grows: Bool)
    /// The same value in every year from one on.
    case steady(Double, from: Int)
  }

  var known: [Point]
  /// Whether what is known was measured elsewhere, or under another definition.
  var isElsewhere = false
  var ahead: [Ahead]
  var goals: [Goal]
  /// Whether small values are good and stand on top.
  var isRank = false
  var isShare = false
  /// Whether nothing but a mechanical rule stands behind it.
  var isIllustrative = false
  var unit = ""

  let say: Catalogue
  let number: NumberStyle

  /// Room for the labels at the right: that of the longest.
  private var labels: Double {
    let longest = (goals.map(\.words) + ahead.suffix(1).map(middle)).map(\.count).max() ?? 0
    return min(180, max(92, 8 + 6.7 * Double(longest)))
  }

  private func middle(_ last: Ahead) -> String {
    say("page.chart.middle", ["value": number.short(last.p50)])
  }

  /// The drawing; what it shows is told by `label`.
  func markup(label: String) -> Markup {
    guard let last = ahead.last, let first = ahead.first else { return .none }
    let start = known.first.map { Int($0.time) } ?? first.year
    let values =
      known.map(\.value) + ahead.flatMap { [$0.p10, $0.p90] }
      + goals.flatMap { [$0.low, $0.high].compactMap(\.self) } + wayValues
    let end = max(last.year, goals.map(\.year).max() ?? last.year)
    let frame = ChartFrame(
      right: labels, x: Double(min(start, first.year)) - 0.4...Double(end) + 0.2,
      y: values.isEmpty ? 0...1 : range(values), isTopSmall: isRank)
    let years = ground(frame)
    var parts = [years.area, frame.levels(number, ticks: ticks(frame)), years.label]
    parts += [fans(frame), way(frame), history(frame), target(frame)]
    parts.append(frame.years(min(start, first.year), end))
    let told = Drawing.Places(
      numbers: first.year...max(first.year, last.year), first: frame.x(Double(first.year)),
      step: frame.x(1) - frame.x(0))
    return Drawing.svg(
      (frame.width, frame.height), label: label, parts, name: "chart", told: told)
  }

  /// Nobody stands before place 1.
  private func range(_ values: [Double]) -> ClosedRange<Double> {
    let room = Axis.room(values, isShare: isShare)
    return isRank ? min(1, room.lowerBound + 1)...max(2, room.upperBound) : room
  }

  private func ticks(_ frame: ChartFrame) -> [Double]? {
    guard isRank else { return nil }
    // Nobody is in place 0.
    return [1] + frame.y.ticks(5).filter { $0 > 1 }
  }

  /// The years ahead, on a ground of their own; their label stands above the lines of levels.
  private func ground(_ frame: ChartFrame) -> (area: Markup, label: Markup) {
    guard
      let first = ahead.first(where: { year in known.allSatisfy { $0.time < Double(year.year) } })
    else { return (.none, .none) }
    let left = max(frame.left, frame.x(Double(first.year) - 0.5))
    return (
      Drawing.rectangle(left, frame.top, frame.right - left, frame.bottom - frame.top, "ahead"),
      Drawing.text(left + 4, frame.top + 12, say("page.chart.ahead"), "axis clear")
    )
  }

  private func fans(_ frame: ChartFrame) -> Markup {
    var years = ahead.map { (x: frame.x(Double($0.year)), range: $0) }
    // The fan opens at the last figure of its own, the year before.
    if !isElsewhere, let last = known.last, let first = ahead.first,
      Double(first.year) - last.time <= 1.01, Double(first.year) > last.time
    {
      let value = last.value
      years.insert(
        (
          frame.x(last.time),
          Ahead(year: 0, p10: value, p25: value, p50: value, p75: value, p90: value)
        ), at: 0)
    }
    func edge(_ path: KeyPath<Ahead, Double>) -> [(x: Double, y: Double)] {
      years.map { ($0.x, frame.y($0.range[keyPath: path])) }
    }
    let hatched = isIllustrative ? " hatched" : ""
    if years.count == 1, let only = years.first {
      let (x, range) = only
      return Drawing.rectangle(
        x - 9, min(frame.y(range.p10), frame.y(range.p90)), 18,
        abs(frame.y(range.p90) - frame.y(range.p10)), "band80" + hatched)
        + Drawing.rectangle(
          x - 9, min(frame.y(range.p25), frame.y(range.p75)), 18,
          abs(frame.y(range.p75) - frame.y(range.p25)), "band50" + hatched)
        + Drawing.line(x - 12, frame.y(range.p50), x + 12, frame.y(range.p50), "middle")
    }
    return Drawing.area(edge(\.p10), edge(\.p90), "band80" + hatched)
      + Drawing.area(edge(\.p25), edge(\.p75), "band50" + hatched)
      + Drawing.path(edge(\.p50), "middle")
  }

  /// Known figures that one line joins: years on end, and years between which others are missing.
  private var spells: [(isGap: Bool, points: [Point])] {
    zip(known, known.dropFirst()).reduce(into: []) { spells, pair in
      let isGap = pair.1.time - pair.0.time > 1.01
      if spells.last?.isGap == isGap {
        spells[spells.count - 1].points.append(pair.1)
      } else {
        spells.append((isGap, [pair.0, pair.1]))
      }
    }
  }

  /// What is known; where years are missing the line is dotted.
  private func history(_ frame: ChartFrame) -> Markup {
    let lines =
      isElsewhere
      ? []
      : spells.map { spell in
        Drawing.path(
          spell.points.map { (frame.x($0.time), frame.y($0.value)) }, spell.isGap ? "gap" : "known")
      }
    let dots = known.map { point in
      Drawing.circle(
        frame.x(point.time), frame.y(point.value), isElsewhere ? 3.5 : 2.6,
        isElsewhere ? "elsewhere" : "dot",
        says: "\(point.period): \(number.short(point.value))")
    }
    return .joined(lines + dots)
  }

  /// What the ways begin with, beyond what else is drawn.
  private var wayValues: [Double] {
    goals.compactMap { goal in
      switch goal.way {
      case .change(let start, _, _)?: start.value
      case .steady(let value, _)?: value
      case nil: nil
      }
    }
  }

  /// The ways to what is asked; where one begins at no figure that is drawn, a ring stands for the level it begins with.
  private func way(_ frame: ChartFrame) -> Markup {
    func placed(_ point: (time: Double, value: Double)) -> (x: Double, y: Double) {
      (frame.x(point.time), frame.y(point.value))
    }
    return .joined(
      goals.map { goal in
        switch goal.way {
        case nil: .none
        case .steady(let value, let first)?:
          Drawing.line(
            frame.x(Double(first) - 0.5), frame.y(value), frame.x(Double(goal.year)),
            frame.y(value), "needed")
        case .change(let start, let perYear, let grows)?:
          Drawing.path(
            Self.course(start, perYear, grows: grows, to: goal.year).map(placed), "needed")
            + ring(start, frame)
        }
      })
  }

  /// Places of a way, year by year where it is curved; none where it would lead back.
  private static func course(
    _ start: (time: Double, value: Double), _ perYear: Double, grows: Bool, to year: Int
  ) -> [(time: Double, value: Double)] {
    let end = Double(year)
    guard start.time < end else { return [] }
    let between = grows ? Array(stride(from: start.time.rounded(.down) + 1, to: end, by: 1)) : []
    return ([start.time] + between + [end]).map { time in
      let level = RequiredChange.level(
        from: start.value, perYear: perYear, after: time - start.time, grows: grows)
      return (time, level)
    }
  }

  private func ring(_ start: (time: Double, value: Double), _ frame: ChartFrame) -> Markup {
    guard isElsewhere || !known.contains(where: { abs($0.time - start.time) < 0.01 }) else {
      return .none
    }
    return Drawing.circle(
      frame.x(start.time), frame.y(start.value), 3, "start",
      says: say("page.chart.start", ["value": number.short(start.value)]))
  }

  /// What is asked, and beside it the words for it and for the middle, kept apart.
  private func target(_ frame: ChartFrame) -> Markup {
    var labels: [(y: Double, text: String, name: String)] = []
    if let last = ahead.last {
      labels.append(
        (
          frame.y(last.p50) + 4,
          middle(last), "label"
        ))
    }
    let marks = goals.map { goal in
      let ends = [goal.low, goal.high].compactMap(\.self)
      if let level = ends.first, goal.year == (goals.map(\.year).max() ?? goal.year) {
        labels.append((frame.y(level) + 4, goal.words, "label goal"))
      }
      return Markup.joined(
        ends.map { level in
          Sign.diamond.drawn(frame.x(Double(goal.year)), frame.y(level), "goal", says: goal.words)
        })
    }
    return .joined(marks) + Self.apart(labels, frame)
  }

  /// Room for a line of a label, in which nothing of the next stands.
  private static let lineHeight = 17.0

  /// Labels at the right, each at least a line below the one before.
  private static func apart(
    _ labels: [(y: Double, text: String, name: String)], _ frame: ChartFrame
  ) -> Markup {
    var next = -Double.infinity
    let placed = labels.sorted { $0.y < $1.y }.map { label in
      next = max(label.y, next + lineHeight)
      return (next, label.text, label.name)
    }
    // The last may not leave the frame: what stands too low is moved up as a whole.
    let over = max(0, (placed.last?.0 ?? 0) - frame.bottom)
    return .joined(
      placed.map { Drawing.text(frame.right + 8, $0.0 - over, $0.1, $0.2) })
  }
}
