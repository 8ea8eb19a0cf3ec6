internal import Files
internal import TimeSeries

/// How a file lays out its figures.
public enum StartLayout: String, Sendable {
  /// One row a period, one column a series.
  case periodsDown = "down"
  /// One row a series, one column a period.
  case periodsAcross = "across"
  /// One row a figure.
  case long
  /// One row a year, one column a month or quarter.
  case yearsDown = "years_down"
  /// One row a month or quarter, one column a year.
  case yearsAcross = "years_across"
  /// A table as offices print it: titles above, headers over several rows.
  case printed
}

/// The columns of a table by what they are for.
struct StartColumns {
  /// Where a row's period stands.
  enum PeriodPlace {
    case column(Int)
    /// A column of years and one of quarters or months.
    case parts(year: Int, part: Int, Frequency?)
    /// In the header: columns and what they name.
    case header([(column: Int, period: StartPeriod)])
    /// A column of years, and months or quarters in the header.
    case years(Int, [(column: Int, part: StartPart)])
    /// A column of months or quarters, and years in the header.
    case months(Int, Frequency?, [(column: Int, period: StartPeriod)])
  }

  let layout: StartLayout
  let period: PeriodPlace
  /// The columns of figures.
  let values: [Int]
  /// The columns of ids, names, units, sources, places, notes and statuses.
  let places: [StartRole: Int]
  /// Columns beside names and places that tell rows apart.
  let groups: [Int]
  /// The column that says what rows tell of things that another one names: `Kế hoạch`, `Thực hiện`.
  let telling: Int?
  /// Whether rows and columns may tell the plans of others.
  let tellsPlans: Bool
  /// Columns that are not used.
  let ignored: [Int]
  /// Columns of plans beside which another one counts, or another authority set one.
  let otherPlans: [OtherPlan]

  typealias OtherPlan = (column: Int, reason: StartDraft.LeftOut.Reason)

  /// Recognises a table; what is missing or open goes to the faults.
  ///
  /// - Parameters:
  ///   - known: columns of which it is known otherwise what they are for.
  ///   - takesOnePeriod: whether one column that is named after a period is enough where rows have names.
  ///   - tellsPlans: whether rows and columns may tell the plans of others.
  static func recognise(
    _ table: StartTable, besides known: [Int] = [], takesOnePeriod: Bool = false,
    tellsPlans: Bool = false, faults: inout FaultCollector
  ) -> StartColumns? {
    var search = ColumnSearch(table)
    search.takesOnePeriod = takesOnePeriod
    search.tellsPlans = tellsPlans
    search.used = Set(known)
    let before = faults.found.count
    guard let columns = search.columns(&faults), faults.found.count == before else { return nil }
    return columns
  }
}
