internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

/// Rounds of duties that come back, and by how many days each was done before or behind its due day.
///
/// The days that works take say nothing of them. What all duties of a file that come back as often went like weighs as much as two
/// rounds of the own ones; before these stand two, of which one is done in the twenty days before its due day and one not in its round. How
/// late a round is that is still open when the next is due is not told.
///
/// A round that was done before its due day may as well be done some days sooner or later: five times of six within three days and a
/// quarter of those that were left, a triangle around its day, else on any day from there to the one before the due day. Without this the chance would
/// fall to that of who has no record on the day behind the one on which all were done. How many were in time stays as it is.
struct TaskRounds {
  /// Finished rounds of duties that come back as often from which something is said.
  static let fewest = 3
  /// Rounds that what is believed before any weighs.
  private static let weight = 2.0

  /// Days behind the due day, below 0 before it, and whether it was done then.
  private typealias Round = (time: Double, isEnd: Bool)

  /// The months from one due day to the next.
  private typealias Kind = Int

  /// The days before the due day over which rounds of which nothing is known are done.
  private static let lead = 20
  private let all: [Kind: CompletionRecord]
  private let finished, onTime: [Kind: Int]
  private let own: [Int: CompletionRecord]

  init(_ states: [TaskState], on day: CalendarDate) {
    var all: [Kind: [Round]] = [:]
    var own: [Int: CompletionRecord] = [:]
    for state in states {
      guard let kind = state.report.due.monthsApart else { continue }
      let rounds = Self.rounds(state, on: day)
      own[state.number] = Self.record(rounds)
      all[kind, default: []] += rounds
    }
    self.all = all.mapValues(Self.record)
    finished = all.mapValues { rounds in rounds.count { $0.isEnd } }
    onTime = all.mapValues { rounds in rounds.count { $0.isEnd && $0.time <= 0 } }
    self.own = own
  }

  /// The rounds that reports tell of: the nearest one to each day of an end, and those since the last that were due by the
  /// newest report.
  private static func rounds(_ state: TaskState, on day: CalendarDate) -> [Round] {
    let due = state.report.due
    var ends: [CalendarDate: CalendarDate] = [:]
    for report in state.task.reports where report.day.map({ $0 <= day }) ?? true {
      guard let done = report.done, done <= day, let round = report.round(of: done) else {
        continue
      }
      ends[round] = min(ends[round] ?? done, done)
    }
    var found = ends.sorted { $0.key < $1.key }.map {
      (time: Double($1.dayNumber - $0.dayNumber), isEnd: true)
    }
    guard var last = ends.keys.max(), let told = state.report.day else { return found }
    while let next = due.current(on: last.advanced(byDays: 1))?.due, next < told {
      let following = due.current(on: next.advanced(byDays: 1))?.due ?? told
      let open = min(told.dayNumber, following.dayNumber) - next.dayNumber
      found.append((time: Double(open), isEnd: false))
      last = next
    }
    return found
  }

  /// Parts of a round.
  private static let parts: Double = 72
  /// Where the parts near its day lie, as shares of how far they may: quantiles of a triangle.
  private static let near: [Double] = (0..<60).map { part in
    let place = (Double(part) + 0.5) / 60
    return place < 0.5 ? (2 * place).squareRoot() - 1 : 1 - (2 - 2 * place).squareRoot()
  }
  /// Where the others lie between the due day and its own, as shares of the days between; never on the due day itself.
  private static let between: [Double] = (0..<12).map { (Double($0) + 0.5) / 12 }

  /// The record of rounds in parts.
  private static func record(_ rounds: [Round]) -> CompletionRecord {
    CompletionRecord(
      rounds.flatMap { round -> [Round] in
        guard round.isEnd, round.time <= 0 else {
          return [Round](repeating: round, count: Int(parts))
        }
        let places =
          near.map { (round.time + $0 * (3 - round.time / 4)).rounded() }
          + between.map { (round.time * $0).rounded(.down) }
        return places.map { (time: min(0, $0), isEnd: true) }
      }, clock: .days)
  }

  /// The finished rounds that are known of duties that come back as often, and how many were in time; `nil` for a task that does
  /// not come back.
  func known(of state: TaskState) -> (rounds: Int, onTime: Int)? {
    state.report.due.monthsApart.map { (finished[$0] ?? 0, onTime[$0] ?? 0) }
  }

  /// The finished rounds that open tasks are forecast from, of all duties that come back as often as one of them.
  func used(_ states: [TaskState]) -> Int {
    let kinds = Set(states.lazy.filter { !$0.isDone }.compactMap { $0.report.due.monthsApart })
    return kinds.reduce(0) { sum, kind in
      let count = finished[kind] ?? 0
      return sum + (count >= Self.fewest ? count : 0)
    }
  }

  /// How the round that is open goes on; `nil` where too few earlier ones are known.
  func course(of item: CompletionCase, _ state: TaskState, to last: Int) -> CompletionCourse? {
    guard let kind = state.report.due.monthsApart, let all = all[kind],
      finished[kind] ?? 0 >= Self.fewest,
      let own = own[state.number]
    else { return nil }
    // Half of rounds of which nothing is known are done by their due day, evenly over the days before it.
    let (due, begin) = (item.due, item.due - Self.lead)
    func open(_ day: Int) -> Double {
      1 - 0.5 * Double(min(max(day - begin, 0), Self.lead)) / Double(Self.lead)
    }
    let knots = Array(begin...due)
    let shared = RecordCourse(
      all.shares(of: item, to: last, weight: Self.weight * Self.parts, knots: knots) {
        open($0) / open(item.end)
      }, from: item.end)
    let days = shared.days
    return RecordCourse(
      own.shares(of: item, to: last, weight: Self.weight * Self.parts, knots: days) {
        shared.open(on: $0)
      },
      from: item.end
    ).course(unit: 0, common: 0)
  }
}
