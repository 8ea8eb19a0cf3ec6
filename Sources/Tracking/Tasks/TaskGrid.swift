internal import Plans
internal import TimeSeries

/// The days by which tasks are counted: ends of months for a year back and two ahead, then ends of years to the last due
/// year, and the last due day of each phase.
struct TaskGrid {
  /// The most years and ends of phases that are looked at.
  private static let (mostYears, mostEnds) = (30, 100)

  /// Days up to the one whose knowledge counts, that day included.
  let past: [CalendarDate]
  /// Days behind it.
  let dates: [CalendarDate]

  init(_ states: [TaskState], on day: CalendarDate) {
    var past: [CalendarDate] = [day]
    var month = day
    for _ in 0..<12 {
      month = month.advanced(byDays: -month.day)
      past.append(month)
    }
    self.past = past.reversed()
    var dates: Set<CalendarDate> = []
    var end = day.endOfMonth
    for _ in 0..<25 {
      dates.insert(end)
      end = end.advanced(byDays: 1).endOfMonth
    }
    let lastDue = states.lazy.compactMap(\.due).max() ?? day
    for year in day.year..<(day.year + Self.mostYears) where year <= lastDue.year {
      if let end = CalendarDate(year: year, month: 12, day: 31) { dates.insert(end) }
    }
    dates.formUnion(Self.ends(states).values.sorted().filter { $0 > day }.prefix(Self.mostEnds))
    self.dates = dates.filter { $0 > day }.sorted()
  }

  /// The last due day of the tasks of each phase.
  static func ends(_ states: [TaskState]) -> [String: CalendarDate] {
    // By what cells say first: few differ.
    var last: [String: (report: TaskReport, due: CalendarDate)] = [:]
    for state in states {
      guard let due = state.due else { continue }
      if let known = last[state.report.phase], known.due >= due { continue }
      last[state.report.phase] = (state.report, due)
    }
    var ends: [String: CalendarDate] = [:]
    for (report, due) in last.values {
      for phase in report.phases { ends[phase] = max(ends[phase] ?? due, due) }
    }
    return ends
  }
}
