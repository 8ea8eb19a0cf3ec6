public import Files
public import Plans
public import TimeSeries

/// A user's file as far as it explains itself: what was read, and what was guessed.
public struct StartDraft: Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The sheet of it that was read; `nil` of a file of text.
  public var sheet: SheetTable? { source.sheet }
  /// The text that was read.
  let source: SourceFile
  /// What faults call it: the file, or the sheet of it.
  public var place: String { source.name }
  /// How its bytes spell letters.
  public let encoding: StartEncoding
  /// What stands between fields.
  public let delimiter: Character
  /// The sign between whole and fraction; `nil` when no figure has a fraction or groups.
  public let decimal: DecimalMark?
  /// How figures are laid out.
  public let layout: StartLayout
  /// Whether periods were written as days.
  public let isDated: Bool
  /// Whether years are fiscal or school years, named by the year in which they begin.
  public let isFiscal: Bool
  /// Cells without a figure.
  public let missingCells: Int
  /// Names of columns that were not used.
  public let ignoredColumns: [String]
  /// Lines above, among and below the rows that are no rows: titles, sources, notes.
  public let passedOver: [String]
  /// Columns or rows of figures that are no indicator.
  public let leftOut: [LeftOut]
  /// Cells and columns of a printed table that hold figures and were not read, each with its reason.
  public let leftOutCells: [Fault]
  /// Those among them that are plans, in words of which no number can be made.
  let unreadPlans: [Fault]
  /// The numbers that the table gives to its rows, by lines.
  var rowNumbers: [Int: String] = [:]
  /// Who leads, by lines.
  var leads: [Int: String] = [:]
  /// Names that were joined with others of another spelling.
  public let joinedNames: [JoinedName]
  /// The series, in file order.
  public let series: [StartSeries]

  /// Figures that are no indicator, and why.
  public struct LeftOut: Sendable, Hashable {
    /// The title.
    public let title: String
    /// Why.
    public let reason: Reason

    /// Why figures are no indicator.
    public enum Reason: String, Sendable, CaseIterable {
      /// A comparison with a plan or another period, of which months make no year.
      case comparison
      /// Percentages of a plan or another period beside the figures that they are made of.
      case derived
      /// Figures of another period than their row's.
      case otherPeriod = "other_period"
      /// Figures of months that are neither a quarter nor cumulated from January, `6 tháng cuối năm`.
      case partOfYear = "part_of_year"
      /// Plans beside months of which nothing tells whether they are the month's or the year's.
      case unclearPlan = "unclear_plan"
      /// What a plan was before it was revised on a day that nothing tells.
      case earlierPlan = "earlier_plan"
      /// Figures in cells that are merged over several periods.
      case severalPeriods = "several_periods"
      /// What was added to a plan, or an aim beside it.
      case besidePlan = "beside_plan"
      /// Plans of which neither name nor unit tells what they are of.
      case planOfWhat = "plan_of_what"
      /// Plans beside which another authority set one, or of which words say more than is known here.
      case severalPlans = "several_plans"
      /// Plans, or figures of a period, in another unit of the same thing, which are used as they are in that of the thing.
      case otherUnit = "other_unit"
      /// Plans of quarters or months that are ranges.
      case planRange = "plan_range"
      /// Plans whose head names no year: `Kế hoạch 5 năm`.
      case planOfNoYear = "plan_of_no_year"
      /// Estimates of a year beside its quarters or months.
      case yearOutlook = "year_outlook"
      /// Estimates of periods of which it is known what happened.
      case earlierEstimate = "earlier_estimate"
      /// Days of publication that are one for all figures.
      case oneDay = "one_day"
      /// Days of publication of which nothing tells which number is the month.
      case openDays = "open_days"
      /// Days of publication before the periods of what was published.
      case earlyDays = "early_days"
    }
  }

  /// A name that differs from that of its series in blanks or case.
  public struct JoinedName: Sendable, Hashable {
    /// The name as it stands there.
    public let written: String
    /// The name of the series.
    public let series: String
    /// The line.
    public let line: Int
  }

  /// The frequencies of the figures, the longest period first.
  public var frequencies: [Frequency] {
    [.annual, .quarterly, .monthly].filter { frequency in
      series.contains { $0.frequency == frequency }
    }
  }

  /// The first and last year with a figure that counts as history; where no year is whole, with one of a part of it.
  public var years: ClosedRange<Int>? {
    var years = series.flatMap { $0.history.map(\.year) }
    if years.isEmpty {
      years = series.flatMap { $0.figures + $0.toDate }.filter(\.status.isHistory).map(
        \.period.year)
    }
    guard let first = years.min(), let last = years.max() else { return nil }
    return first...last
  }

  /// The places, in file order, or the one that a line above the table names; empty when the file names none.
  public var places: [String] {
    var (places, seen): ([String], Set<String>) = ([], [])
    for one in series {
      if let place = one.place, seen.insert(place).inserted { places.append(place) }
    }
    return places.isEmpty ? [TitlePlace.named(in: passedOver)].compactMap(\.self) : places
  }
}

/// One series of a user's file.
public struct StartSeries: Sendable {
  /// The id, made from the header.
  public let id: String
  /// The id with its place, where the file has several places.
  public let indicatorID: String
  /// The header, as it stands in the file.
  public let title: String
  /// The place; `nil` when the file names none.
  public let place: String?
  /// The unit; empty when the file names none.
  public let unit: String
  /// The frequency of the figures.
  public let frequency: Frequency
  /// The figures as they stand in the file, in order of time.
  public let figures: [StartFigure]
  /// Figures cumulated from January to the month of their period.
  public let toDate: [StartFigure]
  /// Plans of quarters beside months.
  public let plannedParts: [StartFigure]
  /// What was published before figures were revised, and what plans were before.
  public let earlier: [StartFigure]
  /// The same of cumulated figures and plans.
  public let earlierToDate: [StartFigure]
  /// How its quarters or months make a year; `nil` for yearly figures.
  public let yearRule: StartYearRule?
  /// Why its years are made so; `nil` for yearly figures.
  public let yearReason: StartYearReason?
  /// The figures by year, those that are no history included.
  public let yearly: [StartYear]
  /// Years with some of their quarters or months only.
  public let partYears: [Int]
  /// What is guessed.
  public let guess: StartGuess
  /// Whether the table gives it no name, so that its title is that of the file.
  public let isNameless: Bool
  /// Its first figure.
  let location: SourceLocation

  /// Yearly values from which on a series is taken up; a scenario written by hand may have fewer.
  public static let minimumYears = 3

  /// The title without dashes before it, which say where it stands in the table.
  public var name: String {
    let rest = title.drop { $0 == "-" || $0 == "–" || $0 == "+" || $0 == "•" || $0.isWhitespace }
    return rest.first?.isLetter == true ? String(rest) : title
  }

  /// The years that say what happened.
  public var history: [StartYear] { yearly.filter(\.status.isHistory) }

  /// Whether there are enough years to be forecast.
  public var isAssessable: Bool { history.count >= Self.minimumYears }
}

/// One figure as it stands in a file.
public struct StartFigure: Sendable {
  /// The period.
  public let period: Period
  /// The digits with a decimal point.
  public let digits: String
  /// The number.
  public let value: Double
  /// How settled it is.
  public let status: ObservationStatus
  /// Where the file says that it was read; empty when it does not.
  public let source: String
  /// The file's own note.
  public let note: String
  /// Which side of a plan its cell says is good; `nil` where it says nothing.
  public var goal: StartGoal?
  /// The day on which it was published; `nil` where the file does not say it.
  public var vintage: CalendarDate?
  /// Where it stands.
  let location: SourceLocation

  /// The same figure in a unit that is so many decimal places smaller.
  func moved(by places: Int) -> StartFigure {
    let digits = UnitSize.moved(digits, by: places)
    let goal = goal?.moved(by: places)
    return StartFigure(
      period: period, digits: digits, value: Double(digits) ?? value, status: status,
      source: source, note: note, goal: goal, vintage: vintage, location: location)
  }

  /// The same figure of another period.
  func with(_ period: Period) -> StartFigure {
    StartFigure(
      period: period, digits: digits, value: value, status: status, source: source, note: note,
      goal: goal, vintage: vintage, location: location)
  }
}

/// The figure of one year.
public struct StartYear: Sendable {
  /// Where a year's figure is from.
  public enum Origin: Sendable {
    /// It stands in the file.
    case stated
    /// It was made from quarters or months.
    case made
    /// It is what is cumulated to December.
    case cumulated
  }

  /// The year.
  public let year: Int
  /// The digits with a decimal point.
  public let digits: String
  /// The number.
  public let value: Double
  /// How settled it is.
  public let status: ObservationStatus
  /// Where the file says that it was read.
  public let source: String
  /// The file's own note.
  public let note: String
  /// Where it is from.
  public let origin: Origin
  /// Which side of a plan its cell says is good; `nil` where it says nothing.
  public var goal: StartGoal?
  /// The day on which it was known; `nil` where the file does not say it.
  public var vintage: CalendarDate?
}

/// What is guessed about a series; every guess has its reason.
public struct StartGuess: Sendable {
  /// What sort of quantity it is.
  public let kind: IndicatorKind
  /// The modelling scale.
  public let scale: Scale
  /// Bounds; open ends are infinite.
  public let bounds: Bounds
  /// The step in which figures are printed, where a value at an end must be reachable.
  public let resolution: Double?
  /// Why kind, scale and bounds.
  public let reason: Reason
  /// Which side is good.
  public internal(set) var direction: TargetDirection
  /// Why that side.
  public internal(set) var directionReason: DirectionReason

  /// Why a kind, a scale and bounds were guessed.
  public enum Reason: String, Sendable, CaseIterable {
    /// The name says rank, the values are whole and positive.
    case rank
    /// Percent of a whole, between 0 and 100.
    case share
    /// A part of a whole, between 0 and 1.
    case fraction
    /// A fraction that reached 0 or 1.
    case fractionAtBound = "fraction_at_bound"
    /// Percent of something that it may pass.
    case ratio
    /// A share that reached 0 or 100, where log odds end.
    case shareAtBound = "share_at_bound"
    /// A change in percent, which has no bounds.
    case change
    /// An index of what changed, with the period before as 100.
    case changeIndex = "change_index"
    /// Output at constant prices.
    case output
    /// Every value lies above 0.
    case positive
    /// Whole numbers from 0.
    case count
    /// Whole numbers of things that scatter as chance makes counts scatter.
    case scatteredCount = "scattered_count"
    /// Points that something adds to the growth of a whole: a level, of any sign.
    case contribution
    /// No value lies below 0, some are 0.
    case nonNegative = "non_negative"
    /// Values on both sides of 0.
    case anySign = "any_sign"
  }

  /// Why a side was guessed to be good.
  public enum DirectionReason: String, Sendable, CaseIterable {
    /// A place among others: 1 is best.
    case rank
    /// The cell of the plan says it.
    case stated
    /// The name speaks of something unwanted.
    case unwanted
    /// A part of a whole, of which the plan says whether it is to grow or to shrink.
    case structure
    /// Nothing says otherwise.
    case usual
  }
}
