internal import TimeSeries

/// A stretch of days over which the hazard of a task stays the same.
struct CompletionStretch: Sendable, Hashable {
  /// The day number before its first day, and that of its last.
  let from, to: Int
  /// The bin of elapsed time, month of the year from 0, and year.
  let bin, month, year: Int

  var days: Int { to - from }
}

/// The clocks of the completion models: relative time `u = (day − start)/(due − start)` in bins, and the calendar.
enum CompletionClock {
  /// Where bins of relative time end; the last is open.
  static let ends: [Double] = [
    0.2, 0.4, 0.6, 0.75, 0.85, 0.95, 1, 1.05, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3, 4, 6, 10,
  ]
  static let bins = ends.count + 1
  /// Early, near the due day, just behind it, far behind it.
  static let stages = 4

  /// The stage of each bin.
  static let stage: [Int] = (0..<bins).map { bin in
    let end = bin < ends.count ? ends[bin] : .infinity
    return end <= 0.6 ? 0 : end <= 1 ? 1 : end <= 1.5 ? 2 : 3
  }

  /// Day numbers before the first day of each month since 1900.
  private static let months: [Int] = (0..<(12 * 400)).compactMap { place in
    CalendarDate(year: 1900 + place / 12, month: place % 12 + 1, day: 1).map { $0.dayNumber - 1 }
  }

  /// The days of a case from one day to another, cut where bins and months end.
  ///
  /// - Parameters:
  ///   - from: the day number before the first day.
  ///   - to: that of the last.
  static func stretches(
    of item: CompletionCase, from: Int, to: Int, _ body: (CompletionStretch) -> Void
  ) {
    guard from < to, let first = months.first else { return }
    let allowed = Double(item.allowed)
    var bin = ends.firstIndex { item.start + Int(($0 * allowed).rounded(.up)) > from } ?? ends.count
    var month = min(max(0, place(of: from, first)), months.count - 2)
    var day = from
    while day < to {
      while month + 2 < months.count, months[month + 1] <= day { month += 1 }
      var end = to
      if months[month + 1] > day { end = min(end, months[month + 1]) }
      if bin < ends.count {
        end = min(end, item.start + Int((ends[bin] * allowed).rounded(.up)))
      }
      if let progress = item.progress, progress.day > day { end = min(end, progress.day) }
      if end > day {
        body(
          CompletionStretch(
            from: day, to: end, bin: bin, month: month % 12, year: 1900 + month / 12))
        day = end
      }
      while bin < ends.count, item.start + Int((ends[bin] * allowed).rounded(.up)) <= day {
        bin += 1
      }
    }
  }

  /// The month that holds the day after one, by twelfths of a year and a step back.
  private static func place(of day: Int, _ first: Int) -> Int {
    // No month is longer than 31 days, so this is the month or one before it by far less than a year in ten.
    var low = 0
    var high = months.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if months[middle] <= day { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
