internal import Files
internal import TimeSeries

/// Days of a file: their order of day and month, and what they stand for.
enum StartDays {
  /// The day that a period was written as.
  static func day(_ stated: StartPeriod, isMonthFirst: Bool) -> CalendarDate? {
    switch stated.meaning {
    case .day(let day): day
    case .openDay(let dayFirst, let monthFirst): isMonthFirst ? monthFirst : dayFirst
    default: nil
    }
  }

  /// Whether `1/2/2024` begins with the month.
  ///
  /// A number above 12 decides; else that in one order every month has one day and days lie alike in their months,
  /// and in the other not. What nothing decides is a fault, unless both orders say the same.
  static func isMonthFirst(_ figures: [WrittenFigure], faults: inout FaultCollector) -> Bool {
    var open: [(dayFirst: CalendarDate, monthFirst: CalendarDate, figure: WrittenFigure)] = []
    for figure in figures {
      if case .openDay(let dayFirst, let monthFirst) = figure.period.meaning {
        open.append((dayFirst, monthFirst, figure))
      }
    }
    guard let first = open.first else { return false }
    let (byDay, byMonth) = decided(figures)
    if byDay != byMonth { return byMonth }
    let evenByDay = isEven(Set(open.map(\.dayFirst)))
    let evenByMonth = isEven(Set(open.map(\.monthFirst)))
    if evenByDay != evenByMonth { return evenByMonth }
    // One date of every year is that year in either order.
    if areYears(figures, isMonthFirst: false) && areYears(figures, isMonthFirst: true) {
      return false
    }
    faults.note(
      .period(.openDayOrder(first.figure.periodText)), at: first.figure.periodLocation,
      hint: .write(.day))
    return false
  }

  /// Whether days above 12 stand in the first place, and in the second.
  private static func decided(_ figures: [WrittenFigure]) -> (byDay: Bool, byMonth: Bool) {
    var (byDay, byMonth) = (false, false)
    for figure in figures {
      guard case .day(let day) = figure.period.meaning, day.day > 12 else { continue }
      let numbers = figure.periodText.split { !$0.isNumber }
      guard numbers.count >= 3, numbers[0].count <= 2, numbers[1].count <= 2 else { continue }
      if Int(numbers[0]) == day.day { byDay = true }
      if Int(numbers[1]) == day.day { byMonth = true }
    }
    return (byDay, byMonth)
  }

  /// Whether every month has one day, months run over a year or step by step, and days lie alike.
  private static func isEven(_ days: Set<CalendarDate>) -> Bool {
    guard days.count > 1 else { return false }
    let months = Set(days.map { Period.month($0.month, of: $0.year) })
    let places = Set(days.map(\.day))
    return months.count == days.count && places.count == 1
      && Set(months.map(\.positionInYear)).count > 1
  }

  /// Whether days are one a year, always in the same month.
  static func areYears(_ figures: [WrittenFigure], isMonthFirst: Bool) -> Bool {
    let days = Set(figures.compactMap { day($0.period, isMonthFirst: isMonthFirst) })
    return !days.isEmpty && Set(days.map(\.year)).count == days.count
      && Set(days.map(\.month)).count == 1
  }

  /// The first month with two days: figures by the day or week are more than a plan needs.
  static func crowded(_ figures: [WrittenFigure], isMonthFirst: Bool) -> Fault? {
    var days: [Period: (day: CalendarDate, location: SourceLocation)] = [:]
    for figure in figures {
      guard let day = day(figure.period, isMonthFirst: isMonthFirst) else { continue }
      let month = Period.month(day.month, of: day.year)
      guard let first = days[month] else {
        days[month] = (day, figure.location)
        continue
      }
      if first.day != day {
        return Fault(
          .start(
            .severalDays(
              first: first.day.description, second: day.description, firstAt: first.location)),
          at: figure.location, hint: .start(.onePerMonth))
      }
    }
    return nil
  }
}
