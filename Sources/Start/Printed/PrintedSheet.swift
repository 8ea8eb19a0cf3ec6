public import Files
public import TimeSeries

/// A table as offices print it, read from a sheet: what every column was taken for, and the figures.
public struct PrintedSheet: Sendable {
  /// The sheet, `book.xlsx#Sheet`.
  public let place: String
  /// The title, without its number and period.
  public let title: String
  /// Whether a line of the sheet is the title, and not its name.
  public let hasTitle: Bool
  /// The columns of figures in their order, block by block.
  public let columns: [PrintedColumn]
  /// The figures that were read, row by row.
  public let figures: [PrintedFigure]
  /// Plans of which the same thing tells what they became.
  let superseded: [PrintedFigure]

  /// The headers of columns of plans that others revised.
  public var revisedPlans: [String] {
    let places = Set(superseded.map(\.location.column))
    return columns.filter { places.contains($0.place.column) }.map(\.header)
  }

  /// Cells of plans that are ranges, which no one figure holds.
  public var ranges: [PrintedFigure] {
    figures.filter { $0.goal?.upper != nil || $0.goal?.mean == .ofGrowth }
  }
  /// Cells in columns of figures that say that there is none.
  public let missing: Int
  /// What holds figures and was left out.
  public let leftOut: [Fault]
  /// What rows are numbered, by their lines.
  var rowNumbers: [Int: String] = [:]
  /// Who leads, by lines.
  var leads: [Int: String] = [:]
}

/// A column of figures and what it was taken for.
public struct PrintedColumn: Sendable, Hashable {
  /// The lowest cell of its header.
  public let place: SourceLocation
  /// The header as one text.
  public let header: String
  /// What its figures are; their period is that of each row where the column names none.
  public let meaning: PrintedMeaning
  /// Whether rows, not columns, name periods.
  public let isPeriodOfRow: Bool
}

/// What figures of a printed table are, beside the row that they stand in.
public struct PrintedMeaning: Sendable, Hashable {
  /// A year, a quarter, or a month; the last month of what is cumulated.
  public let period: Period
  /// Whether the figures are cumulated from January on.
  public let isToDate: Bool
  /// How settled they are.
  public let status: ObservationStatus
  /// What they are of the thing that row and title name.
  public let measure: PrintedMeasure
  /// Words that tell the column from others: `Lượng`, `Trị giá`; empty for the thing itself.
  public let quantity: String
  /// The unit; empty where the column names none.
  public let unit: String
  /// Whether a plan is what another one of the same period became: `KH năm 2025 điều chỉnh`.
  var isRevised = false
  /// The years of a plan of several years, at whose end the period lies.
  var stage: ClosedRange<Int>?
}

extension PrintedMeaning {
  /// The same of another quantity.
  func with(quantity: String, unit: String? = nil) -> PrintedMeaning {
    PrintedMeaning(
      period: period, isToDate: isToDate, status: status, measure: measure, quantity: quantity,
      unit: unit ?? self.unit, isRevised: isRevised, stage: stage)
  }
}

/// What figures are of a thing.
public enum PrintedMeasure: String, Sendable, CaseIterable {
  /// The thing itself.
  case level
  /// In percent of the same period of the year before.
  case yearBefore = "yoy"
  /// Percent more than in the same period of the year before.
  case growth = "yoy_growth"
  /// In percent of the period before.
  case periodBefore = "mom"
  /// In percent of December of the year before.
  case december = "dec"
  /// In percent of a base period.
  case base = "base"
  /// In percent of the plan.
  case plan = "of_plan"
}

/// One figure of a printed table.
public struct PrintedFigure: Sendable {
  /// The series: title, row, quantity and measure.
  public let id: String
  /// The row's label with those that it needs to be told from others.
  public let label: String
  /// What it is.
  public let meaning: PrintedMeaning
  /// The unit; empty where nothing names one.
  public let unit: String
  /// The digits with a decimal point; of a range those of its lower end.
  public let digits: String
  /// What the cell of a plan says beside the number; `nil` of a number alone.
  public var goal: StartGoal?
  /// That cell; empty of a number alone.
  public var goalText = ""
  /// The cell.
  public let location: SourceLocation

  /// Whether another figure of the same period says the same.
  func agrees(with other: PrintedFigure) -> Bool { digits == other.digits && goal == other.goal }
}

/// What came of a sheet.
public enum PrintedOutcome: Sendable {
  case read(PrintedSheet)
  /// What keeps the sheet from being read.
  case refused([Fault])
  /// A sheet without figures.
  case empty(String)
}
