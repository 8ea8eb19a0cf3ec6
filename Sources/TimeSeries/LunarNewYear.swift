internal import RealModule
internal import Synchronization

/// Tết Nguyên đán: the first day of the Vietnamese lunar year.
///
/// Lunar months begin on the day of a new moon at 105° E (UTC+7). The month that holds the winter solstice
/// is the eleventh; Tết begins the month two after it, or three when a month between has no principal
/// term of the sun (a leap month in a year of thirteen).
///
/// Source: new moons and the sun's longitude from Meeus 1998, Astronomical Algorithms, chapters 25 and 49,
/// in the shortened series whose error stays below a minute of time; rules as published for the
/// Vietnamese calendar since 1967.
public enum LunarNewYear {
  /// Days that were worked out, by year: courses of the year ask for them again and again.
  private static let known = Mutex<[Int: CalendarDate]>([:])

  /// The day of Tết in a year; years 1900 to 2199.
  public static func date(in year: Int) -> CalendarDate {
    precondition((1900...2199).contains(year), "no lunar calendar for \(year)")
    return known.withLock { known in
      if let date = known[year] { return date }
      let date = worked(out: year)
      known[year] = date
      return date
    }
  }

  private static func worked(out year: Int) -> CalendarDate {
    let eleventh = monthWithSolstice(of: year - 1)
    let next = monthWithSolstice(of: year)
    var first = eleventh + 2
    // Thirteen months between two eleventh ones: the first without a principal term is the leap month.
    if next - eleventh == 13 {
      for month in (eleventh + 1)...(eleventh + 2)
      where principalTerm(newMoonDay(month)) == principalTerm(newMoonDay(month + 1)) {
        first = eleventh + 3
        break
      }
    }
    // It never falls before January or behind February.
    let day = newMoonDay(first) - julianDay(year: year, month: 1, day: 0)
    let (month, place) = day > 31 ? (2, day - 31) : (1, day)
    guard let date = CalendarDate(year: year, month: month, day: place) else {
      preconditionFailure("day \(day) of \(year) is no Tết")
    }
    return date
  }

  /// Days of the seven-day holiday, from the day before Tết on, that fall into each of two months.
  public static func holidays(in year: Int) -> (january: Int, february: Int) {
    let tet = date(in: year)
    let january = (-1...5).count { offset in
      tet.month == 1 ? tet.day + offset <= 31 : tet.day + offset < 1
    }
    return (january, 7 - january)
  }

  /// The number of the new moon that begins the month of the winter solstice of a year.
  private static func monthWithSolstice(of year: Int) -> Int {
    var month = Int(((Double(year) + 0.96 - 1900) * 12.3685).rounded(.down)) + 2
    while newMoonDay(month) > lastDayBeforeSolstice(of: year) { month -= 1 }
    return month
  }

  /// The day of the winter solstice: the first on whose end the sun has reached 270°.
  private static func lastDayBeforeSolstice(of year: Int) -> Int {
    var day = julianDay(year: year, month: 12, day: 19)
    while principalTerm(day + 1) < 9 { day += 1 }
    return day
  }

  /// The twelfth of the sun's path in which a day begins, 0 to 11 from the spring equinox.
  private static func principalTerm(_ julianDay: Int) -> Int {
    let moment = Double(julianDay) - 0.5 - 7.0 / 24
    let centuries = (moment - 2_451_545) / 36525
    let radians = Double.pi / 180
    let anomaly = (357.52910 + 35999.05030 * centuries) * radians
    let centre =
      (1.914600 - 0.004817 * centuries) * Double.sin(anomaly)
      + 0.019993 * Double.sin(2 * anomaly) + 0.000290 * Double.sin(3 * anomaly)
    let node = (125.04 - 1934.136 * centuries) * radians
    let longitude =
      280.46645 + 36000.76983 * centuries + centre - 0.00569 - 0.00478 * Double.sin(node)
    let turn = longitude - 360 * (longitude / 360).rounded(.down)
    return Int((turn / 30).rounded(.down))
  }

  /// The day, as a Julian day number at noon, on which a new moon falls at 105° E.
  private static func newMoonDay(_ number: Int) -> Int {
    let k = Double(number)
    let t = k / 1236.85
    let radians = Double.pi / 180
    let mean =
      2_415_020.75933 + 29.53058868 * k + 0.0001178 * t * t
      + 0.00033 * Double.sin((166.56 + 132.87 * t - 0.009173 * t * t) * radians)
    let sun = (359.2242 + 29.10535608 * k - 0.0000333 * t * t) * radians
    let moon = (306.0253 + 385.81691806 * k + 0.0107306 * t * t) * radians
    let latitude = (21.2964 + 390.67050646 * k - 0.0016528 * t * t) * radians
    let correction =
      (0.1734 - 0.000393 * t) * Double.sin(sun) + 0.0021 * Double.sin(2 * sun)
      - 0.4068 * Double.sin(moon) + 0.0161 * Double.sin(2 * moon)
      - 0.0004 * Double.sin(3 * moon) + 0.0104 * Double.sin(2 * latitude)
      - 0.0051 * Double.sin(sun + moon) - 0.0074 * Double.sin(sun - moon)
      + 0.0004 * Double.sin(2 * latitude + sun) - 0.0004 * Double.sin(2 * latitude - sun)
      - 0.0006 * Double.sin(2 * latitude + moon) + 0.0010 * Double.sin(2 * latitude - moon)
      + 0.0005 * Double.sin(sun + 2 * moon)
    // Dynamical minus universal time, days.
    let delta = -0.000278 + 0.000265 * t + 0.000262 * t * t
    return Int((mean + correction - delta + 0.5 + 7.0 / 24).rounded(.down))
  }

  private static func julianDay(year: Int, month: Int, day: Int) -> Int {
    let a = (14 - month) / 12
    let y = year + 4800 - a
    let m = month + 12 * a - 3
    return day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045
  }
}
