internal import TimeSeries

/// A stretch of days over which the hazard of a task stays the same.
struct CompletionStretch: Sendable, Hashable {
  /// The day number before its first day, and that of its last.
  let from, to: Int
  /// The bin of elapsed time, month of the year from 0, and year.
  let bin, month, year: Int

  var days: Int { to - from }
}

/// The clocks of the completion models: bins of the time of a task, and the calendar.
struct CompletionClock: Sendable, Hashable {
  /// Where bins end that are shares of the time allowed, `u = (day − start)/(due − start)`.
  let shares: [Double]
  /// Where bins behind these end, in days behind the due day; the last bin is open.
  let days: [Int]

  /// Shares of the time allowed throughout: the clock of the class.
  static let relative = CompletionClock(
    shares: [
      0.2, 0.4, 0.6, 0.75, 0.85, 0.95, 1, 1.05, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3, 4, 6, 10,
    ], days: [])

  /// Shares up to the due day, days behind it: who is late by a month is so whether months or years were allowed.
  static let dated = CompletionClock(
    shares: [0.2, 0.4, 0.6, 0.75, 0.85, 0.95, 1],
    days: [15, 30, 60, 90, 135, 180, 270, 365, 545, 730, 1095, 1825])

  var bins: Int { shares.count + days.count + 1 }

  /// Early, near the due day, within 90 days behind it, far behind it.
  static let stages = 4

  /// The stage of a bin of the dated clock.
  static func stage(_ bin: Int) -> Int {
    let clock = CompletionClock.dated
    if bin < clock.shares.count { return clock.shares[bin] <= 0.6 ? 0 : 1 }
    let place = bin - clock.shares.count
    return place < clock.days.count && clock.days[place] <= 90 ? 2 : 3
  }

  /// The last day number of a bin that ends.
  @inline(__always)
  private func end(_ bin: Int, of item: CompletionCase) -> Int {
    bin < shares.count
      ? item.start + Int((shares[bin] * Double(item.allowed)).rounded(.up))
      : item.start + item.allowed + days[bin - shares.count]
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
  func stretches(
    of item: CompletionCase, from: Int, to: Int, _ body: (CompletionStretch) -> Void
  ) {
    guard from < to else { return }
    let (months, last) = (Self.months, bins - 1)
    var bin = 0
    while bin < last, end(bin, of: item) <= from { bin += 1 }
    var month = min(max(0, Self.place(of: from)), months.count - 2)
    var day = from
    while day < to {
      while month + 2 < months.count, months[month + 1] <= day { month += 1 }
      var end = to
      if months[month + 1] > day { end = min(end, months[month + 1]) }
      if bin < last { end = min(end, self.end(bin, of: item)) }
      if let progress = item.progress, progress.day > day { end = min(end, progress.day) }
      if end > day {
        body(
          CompletionStretch(
            from: day, to: end, bin: bin, month: month % 12, year: 1900 + month / 12))
        day = end
      }
      while bin < last, self.end(bin, of: item) <= day { bin += 1 }
    }
  }

  /// The month that holds the day after one, by twelfths of a year and a step back.
  private static func place(of day: Int) -> Int {
    var low = 0
    var high = months.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if months[middle] <= day { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
