internal import TimeSeries

/// The frequency of a file, and the periods that its days stand for.
enum StartCalendar {
  /// The frequency; `nil` when there is no figure or periods contradict each other.
  static func frequency(
    of figures: [WrittenFigure], faults: inout FaultCollector
  ) -> Frequency? {
    var first: (frequency: Frequency, figure: WrittenFigure)?
    let dayFrequency = frequency(ofDays: figures)
    for figure in figures {
      let frequency: Frequency
      switch figure.period.meaning {
      case .period(let period): frequency = period.frequency
      case .day: frequency = dayFrequency
      }
      guard let known = first else {
        first = (frequency, figure)
        continue
      }
      if known.frequency != frequency {
        faults.note(
          .mixedFrequencies(
            first: known.frequency.rawValue, second: frequency.rawValue,
            firstAt: known.figure.location),
          at: figure.location, hint: .oneFrequency)
        return nil
      }
    }
    if dayFrequency == .monthly, let fault = crowdedMonth(figures) {
      faults.note([fault])
      return nil
    }
    return first?.frequency
  }

  /// The period of a figure at the file's frequency.
  static func period(_ stated: StartPeriod, _ frequency: Frequency) -> Period {
    switch stated.meaning {
    case .period(let period): return period
    case .day(let day):
      switch frequency {
      case .annual, .span: return .year(day.year)
      case .quarterly: return .quarter((day.month + 2) / 3, of: day.year)
      case .monthly: return .month(day.month, of: day.year)
      }
    }
  }

  /// The first month with two days: figures by the day or week are more than a plan needs.
  private static func crowdedMonth(_ figures: [WrittenFigure]) -> Fault? {
    var days: [Period: (day: CalendarDate, location: SourceLocation)] = [:]
    for figure in figures {
      guard case .day(let day) = figure.period.meaning else { continue }
      let month = Period.month(day.month, of: day.year)
      guard let first = days[month] else {
        days[month] = (day, figure.location)
        continue
      }
      if first.day != day {
        return Fault(
          .severalDays(
            first: first.day.description, second: day.description, firstAt: first.location),
          at: figure.location, hint: .onePerMonth)
      }
    }
    return nil
  }

  /// Days of one date a year are years, of one month a quarter quarters, others months.
  private static func frequency(ofDays figures: [WrittenFigure]) -> Frequency {
    var days: Set<CalendarDate> = []
    for figure in figures {
      if case .day(let day) = figure.period.meaning { days.insert(day) }
    }
    let years = Set(days.map(\.year))
    let months = Set(days.map(\.month))
    if years.count == days.count && months.count == 1 { return .annual }
    let remainders = Set(months.map { $0 % 3 })
    if remainders.count == 1, remainders != [2], months.count > 1 { return .quarterly }
    return .monthly
  }
}
