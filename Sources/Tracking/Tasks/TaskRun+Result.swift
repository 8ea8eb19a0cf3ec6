internal import Attainment
internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

extension TaskRun {
  /// The most groups of a kind whose curves are told.
  private static let mostCurves = 200

  func result(_ request: Request, isWeighted: Bool) -> TaskResult {
    let rows = rows(threads: request.threads)
    let groups = groups()
    let counted = counts(of: groups.map(\.members), threads: request.threads)
    let ends = TaskGrid.ends(states)
    var curve: [TaskResult.CurveRow] = []
    var units: [TaskResult.GroupRow] = []
    var phases: [TaskResult.GroupRow] = []
    var told: [TaskResult.GroupKind: Int] = [:]
    for ((group, members), counts) in zip(groups, counted) {
      if told[group.kind, default: 0] < Self.mostCurves {
        curve += self.curve(group, members, counts)
        told[group.kind, default: 0] += 1
      }
      let end = members.lazy.compactMap { states[$0].due }.max()
      let row = standing(
        group, members, rows, end: group.kind == .phase ? ends[group.name] : end, counts)
      if group.kind == .agency { units.append(row) }
      if group.kind == .phase { phases.append(row) }
    }
    return TaskResult(
      scenario: request.name, title: request.title, asOf: day, seed: request.seed,
      paths: simulation.paths, learned: learned, rows: rows, curve: curve, units: units,
      phases: phases, isWeighted: isWeighted)
  }

  /// How many of the tasks of groups are done by each date.
  private func counts(
    of groups: [[Int]], threads: Int
  ) -> [[(mean: Double, p10: Int, p50: Int, p90: Int)]] {
    let (known, outcomes, simulation) = (numbers, outcomes, simulation)
    return parallelMap(groups.count, threads: threads) { group in
      simulation.counts(groups[group].compactMap { known[$0].map { outcomes[$0] } })
    }
  }

  /// All tasks, then each plan, phase and unit in the order of the files.
  private func groups() -> [(group: TaskResult.Group, members: [Int])] {
    var order: [TaskResult.Group] = []
    var members: [TaskResult.Group: [Int]] = [:]
    func add(_ kind: TaskResult.GroupKind, _ name: String, _ place: Int) {
      let group = TaskResult.Group(kind: kind, name: name)
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(place)
    }
    // What cells name; few differ.
    var (phases, agencies): ([String: [String]], [String: [String]]) = ([:], [:])
    func named(
      _ cell: String, _ known: inout [String: [String]], _ read: () -> [String]
    ) -> [String] {
      if let names = known[cell] { return names }
      let names = read()
      known[cell] = names
      return names
    }
    let isNamed = states.contains { !$0.report.leadAgency.isEmpty }
    if !states.isEmpty {
      order.append(TaskResult.Group(kind: .all, name: ""))
      members[order[0]] = Array(states.indices)
    }
    for place in states.indices {
      let state = states[place]
      if !state.report.planID.isEmpty { add(.plan, state.report.planID, place) }
      let own = named(state.report.phase, &phases) { Set(state.report.phases).sorted() }
      for phase in own { add(.phase, phase, place) }
      // Beside tasks that name agencies, those that name none are a group of their own, the last.
      // What several lead is in the row of each.
      guard isNamed else { continue }
      let leads = named(state.report.leadAgency, &agencies) {
        LeadAgencies.named(in: state.report.leadAgency)
      }
      for name in leads.isEmpty ? [""] : leads { add(.agency, name, place) }
    }
    let unnamed = TaskResult.Group(kind: .agency, name: "")
    return TaskResult.GroupKind.allCases.flatMap { kind in
      let own = order.filter { $0.kind == kind }
      let last = kind == .agency ? own.filter { $0 == unnamed } : []
      return (own.filter { !last.contains($0) } + last).map { ($0, members[$0] ?? []) }
    }
  }

  private func curve(
    _ group: TaskResult.Group, _ members: [Int],
    _ counts: [(mean: Double, p10: Int, p50: Int, p90: Int)]
  ) -> [TaskResult.CurveRow] {
    let dues = members.compactMap { states[$0].due }.sorted()
    let dones = members.compactMap { states[$0].done }.sorted()
    let finished = members.count { states[$0].isDone }
    func count(_ days: [CalendarDate], by date: CalendarDate) -> Int {
      var (low, high) = (0, days.count)
      while low < high {
        let middle = (low + high) / 2
        if days[middle] <= date { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let unknown = members.compactMap { states[$0].unknownFrom(on: day) }.sorted()
    let counted = TaskCounts(self, members)
    let past = grid.past.map { date in
      let done = date == day ? finished : count(dones, by: date)
      let open = count(unknown, by: date)
      return TaskResult.CurveRow(
        group: group, date: date, due: count(dues, by: date),
        done: done == 0 && open > 0 ? nil : done, unknown: open, assessed: nil, expected: nil,
        p10: nil, p50: nil, p90: nil)
    }
    let ahead = zip(grid.dates, counts).map { date, paths in
      let told = counted.told(paths, by: date)
      return TaskResult.CurveRow(
        group: group, date: date, due: count(dues, by: date), done: nil, unknown: nil,
        assessed: told.assessed, expected: told.expected, p10: told.p10, p50: told.p50,
        p90: told.p90)
    }
    return past + ahead
  }

  /// How a group stands, and what is expected of it.
  private func standing(
    _ group: TaskResult.Group, _ members: [Int], _ rows: [TaskResult.Row], end: CalendarDate?,
    _ counts: [(mean: Double, p10: Int, p50: Int, p90: Int)]
  ) -> TaskResult.GroupRow {
    var numbers = (
      onTime: 0, doneLate: 0, doneUndated: 0, late: 0, running: 0, notStarted: 0, noDate: 0,
      unknown: 0, open: 0
    )
    var settled = (onTime: 0.0, all: 0.0)
    var expected = (onTime: 0.0, all: 0.0)
    // The weight of what is done, nobody knows whether in time.
    var undated = 0.0
    for place in members {
      // Not the row itself, of which a copy costs more than what is asked of it.
      let (status, onTime) = (rows[place].status, rows[place].onTime)
      let weight = rows[place].report.weight
      switch status {
      case .done:
        guard let chance = onTime else {
          numbers.doneUndated += 1
          undated += weight
          break
        }
        if chance == 1 { numbers.onTime += 1 } else { numbers.doneLate += 1 }
      case .late: numbers.late += 1
      case .running: numbers.running += 1
      case .notStarted: numbers.notStarted += 1
      case .noDate: numbers.noDate += 1
      case nil: numbers.unknown += 1
      }
      guard let chance = onTime else {
        if status != .done { numbers.open += 1 }
        // What is late is known to be so, whatever is said of its end.
        if status == .late {
          settled.all += weight
          expected.all += weight
        }
        continue
      }
      expected.onTime += weight * chance
      expected.all += weight
      if status == .done || status == .late {
        settled.onTime += weight * chance
        settled.all += weight
      }
    }
    // Where of nothing that is done it is known whether in time, what is overdue alone would speak.
    let isOpen = numbers.doneUndated > 0 && numbers.onTime + numbers.doneLate == 0
    // Of a day that is past nothing is expected.
    let place = end.flatMap { end in end > day ? grid.dates.firstIndex { $0 >= end } : nil }
    let told = place.map { TaskCounts(self, members).told(counts[$0], by: grid.dates[$0]) }
    return TaskResult.GroupRow(
      group: group, tasks: members.count, notAssessed: numbers.open, onTime: numbers.onTime,
      doneLate: numbers.doneLate, doneUndated: numbers.doneUndated, late: numbers.late,
      running: numbers.running, notStarted: numbers.notStarted, noDate: numbers.noDate,
      unknown: numbers.unknown, end: end, assessed: told?.assessed, expected: told?.expected,
      p10: told?.p10, p50: told?.p50, p90: told?.p90,
      score: isOpen ? nil : Self.score(settled, beside: undated),
      expectedScore: Self.score(expected, beside: undated))
  }

  /// Percent in time of what is known to be so or late; `nil` where nothing is, and where of more tasks nobody knows which: what is
  /// overdue is always known, so that what is known would tell of the overdue ones alone.
  private static func score(
    _ known: (onTime: Double, all: Double), beside unknown: Double
  ) -> Double? {
    known.all > 0 && known.all >= unknown ? 100 * known.onTime / known.all : nil
  }

  // MARK: Tasks

  func rows(threads: Int = 1) -> [TaskResult.Row] {
    let (numbers, piece) = (numbers, 256)
    let pieces = parallelMap((states.count + piece - 1) / piece, threads: threads) { number in
      rows(number * piece..<min(states.count, (number + 1) * piece), numbers)
    }
    return Array(pieces.joined())
  }

  /// The number of each open task that has a course, by its place.
  private var numbers: [Int?] {
    var numbers = [Int?](repeating: nil, count: states.count)
    for (number, place) in open.enumerated() { numbers[place] = number }
    return numbers
  }

  private func rows(_ places: Range<Int>, _ numbers: [Int?]) -> [TaskResult.Row] {
    var quantiles: [Double: [Double]] = [:]
    return places.map { place in
      guard let course = courses[place], let number = numbers[place] else {
        return settled(place)
      }
      let variance = course.shockVariance
      let sums =
        quantiles[variance]
        ?? [0.1, 0.5, 0.9].map { CompletionDay.hazard(of: $0, variance: variance) }
      quantiles[variance] = sums
      let days = CompletionDay.days(
        [0.1, 0.5, 0.9], course, outside[place], late: (late[place], study.lateChance), sums: sums
      )
      // Not done when last reported; since then it may be, so that a day may lie before that of the table.
      .map { $0.flatMap { CalendarDate(dayNumber: max($0, states[place].known.dayNumber)) } }
      return row(place, outcomes[number], days)
    }
  }

  /// A task that is done, or of which nothing can be said.
  private func settled(_ place: Int) -> TaskResult.Row {
    let state = states[place]
    var remarks: [TaskResult.Remark] = []
    var onTime: Double?
    if state.isDone {
      let inTime = state.wasInTime
      onTime = inTime.map { $0 ? 1 : 0 }
      if state.knownEnd == nil || state.due != nil && inTime == nil {
        remarks.append(.doneUndated)
      }
    } else if let planned = state.planned {
      if let due = state.due, state.beginsBehind(due) {
        onTime = 0
        remarks.append(.beginsLate(planned, due: due))
      } else {
        remarks.append(.planned(planned))
      }
      if state.due == nil { remarks.append(.noDate) }
      if state.known < day { remarks.append(.unknownSince(state.known)) }
    } else if let earlier = study.rounds(of: place) {
      remarks.append(.fewRounds(earlier.rounds))
      if let missed = state.missedRounds(on: day) {
        remarks.append(.missedRounds(missed.count, last: missed.last))
      }
      if let round = state.earlier { remarks.append(round.remark) }
    } else {
      remarks.append(state.due == nil ? .noDate : .noStart)
    }
    if !state.report.note.isEmpty { remarks.append(.stated(state.report.note)) }
    let within = state.due.map { $0.advanced(byDays: 90) }.flatMap {
      state.beginsBehind($0) ? false : onTime == 1 ? true : state.wasDone(by: $0)
    }
    let done = remarks.contains(.doneUndated) ? nil : state.knownEnd
    return TaskResult.Row(
      id: state.task.id, report: state.report, due: state.due, done: done,
      status: state.status(on: day), onTime: onTime, within90: within.map { $0 ? 1 : 0 },
      error: nil, p10: done, p50: done, p90: done,
      basis: state.isDone || onTime != nil ? .data : .notAssessed,
      remarks: remarks)
  }

  private func row(
    _ place: Int, _ outcome: TaskPaths.Outcome, _ days: [CalendarDate?]
  ) -> TaskResult.Row {
    let state = states[place]
    let paths = UInt64(simulation.paths)
    let onTime = EstimatedProbability(hits: outcome.onTime, paths: paths)
    let within = EstimatedProbability(hits: outcome.within90, paths: paths)
    var remarks: [TaskResult.Remark] = []
    if let due = state.due, due < state.known {
      remarks.append(.overdue(days: day.dayNumber - due.dayNumber))
    } else if let due = state.due, due >= day, onTime.value < 0.5 {
      // What nothing is known of since may be done already.
      let usual = days[1].map { max(0, $0.dayNumber - day.dayNumber) }
      remarks.append(.aboutToBeLate(left: due.dayNumber - day.dayNumber, usual: usual))
    }
    if state.isBeginUnknown || state.isBeginOpen && state.status(on: day) == .late {
      remarks.append(.noStart)
    }
    if state.known < day { remarks.append(.unknownSince(state.known)) }
    if let earlier = study.rounds(of: place) {
      remarks.append(.rounds(earlier.rounds, onTime: earlier.onTime))
      if let missed = state.missedRounds(on: day) {
        remarks.append(.missedRounds(missed.count, last: missed.last))
      }
    }
    if let round = state.earlier { remarks.append(round.remark) }
    if !state.report.note.isEmpty { remarks.append(.stated(state.report.note)) }
    return TaskResult.Row(
      id: state.task.id, report: state.report, due: state.due, done: nil,
      status: state.status(on: day), onTime: onTime.value, within90: within.value,
      error: onTime.standardError, p10: days[0], p50: days[1], p90: days[2],
      basis: study.basis(of: place), remarks: remarks)
  }
}

extension TaskState.EarlierRound {
  /// What is told of it.
  fileprivate var remark: TaskResult.Remark {
    isDated
      ? .doneForRound(on: day, due: due, isLate: isLate)
      : .reportedForRound(on: day, due: due, isLate: isLate)
  }
}
