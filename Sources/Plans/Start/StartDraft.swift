public import TimeSeries

/// A user's file as far as it explains itself: what was read, and what was guessed.
public struct StartDraft: Sendable {
  /// The file, as the user named it.
  public let file: String
  /// How its bytes spell letters.
  public let encoding: StartEncoding
  /// What stands between fields.
  public let delimiter: Character
  /// The sign between whole and fraction; `nil` when no figure has a fraction or groups.
  public let decimal: DecimalMark?
  /// How figures are laid out.
  public let layout: StartLayout
  /// The frequency of the file.
  public let frequency: Frequency
  /// Whether periods were written as days.
  public let isDated: Bool
  /// Cells without a figure.
  public let missingCells: Int
  /// Names of columns that were not used.
  public let ignoredColumns: [String]
  /// The series, in file order.
  public let series: [StartSeries]

  /// The first and last year with a figure that counts as history.
  public var years: ClosedRange<Int>? {
    let years = series.flatMap { $0.history.map(\.year) }
    guard let first = years.min(), let last = years.max() else { return nil }
    return first...last
  }

  /// The places, in file order; empty when the file names none.
  public var places: [String] {
    var places: [String] = []
    for place in series.compactMap(\.place) where !places.contains(place) { places.append(place) }
    return places
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
  /// The figures as they stand in the file, in order of time.
  public let figures: [StartFigure]
  /// How its quarters or months make a year; `nil` for yearly figures.
  public let yearRule: StartYearRule?
  /// The figures by year, those that are no history included.
  public let yearly: [StartYear]
  /// Years with some of their quarters or months only.
  public let partYears: [Int]
  /// What is guessed.
  public let guess: StartGuess

  /// Yearly values that a forecast needs.
  public static let minimumYears = 3

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
  /// Where it stands.
  let location: SourceLocation
}

/// The figure of one year.
public struct StartYear: Sendable {
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
  public let direction: TargetDirection
  /// Why that side.
  public let directionReason: DirectionReason

  /// Why a kind, a scale and bounds were guessed.
  public enum Reason: String, Sendable, CaseIterable {
    /// The name says rank, the values are whole and positive.
    case rank
    /// Percent of a whole, between 0 and 100.
    case share
    /// A part of a whole, between 0 and 1.
    case fraction
    /// A share that reached 0 or 100, where log odds end.
    case shareAtBound = "share_at_bound"
    /// A change in percent, which has no bounds.
    case change
    /// Output at constant prices.
    case output
    /// Every value lies above 0.
    case positive
    /// Whole numbers from 0.
    case count
    /// No value lies below 0, some are 0.
    case nonNegative = "non_negative"
    /// Values on both sides of 0.
    case anySign = "any_sign"
  }

  /// Why a side was guessed to be good.
  public enum DirectionReason: String, Sendable, CaseIterable {
    /// A place among others: 1 is best.
    case rank
    /// The name speaks of something unwanted.
    case unwanted
    /// Nothing says otherwise.
    case usual
  }
}
