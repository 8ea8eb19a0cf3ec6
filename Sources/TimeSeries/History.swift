/// How a value of a history came about.
public enum Origin: Sendable, Hashable {
  /// Read in a publication.
  case published
  /// Made while the files were read, of figures of a region's parts or of an older series: how, in their own names.
  case made(MadeFigure, how: String)
  /// Computed from other published figures, which are named.
  case derived(from: [FigureLabel])
  /// Evidence about a period that is not over, from the figures named.
  case partial(from: [FigureLabel])
}

/// One value of a history.
public struct HistoryPoint: Sendable, Hashable {
  /// The period.
  public let period: Period
  /// The value, in the unit of the history.
  public let value: Double
  /// Standard deviation of what rounding and later revision may move, in the same unit.
  public let measurementError: Double
  /// How it came about.
  public let origin: Origin
  /// What has come of an amount whose period is under way, in the same unit; `nil` elsewhere.
  public let come: KnownPart?
  /// What its parts say of such a period as a usual one, where `come` makes the value of it; `nil` elsewhere.
  public let tales: YearTales?
  /// The value that counts for what goes on, where some of it came once only; `nil` where all of it does.
  public let usual: Double?

  /// The largest error that is told apart from others; its square is still a number.
  private static let largestError = 1e150

  /// A value.
  public init(
    period: Period, value: Double, measurementError: Double, origin: Origin,
    come: KnownPart? = nil, tales: YearTales? = nil, usual: Double? = nil
  ) {
    self.period = period
    (self.come, self.tales, self.usual) = (come, tales, usual)
    self.value = value
    self.measurementError =
      measurementError < Self.largestError ? measurementError : Self.largestError
    self.origin = origin
  }

  /// Whether the period is over and its value known.
  public var isRealised: Bool {
    if case .partial = origin { false } else { true }
  }
}

/// What is known about one quantity, in time order, gaps allowed.
public struct History: Sendable, Hashable {
  /// The values, by period.
  public let points: [HistoryPoint]

  /// A history; the points are put in order of time.
  public init(points: [HistoryPoint]) {
    self.points = points.sorted { $0.period < $1.period }
  }

  /// The last realised value.
  public var last: HistoryPoint? { points.last(where: \.isRealised) }

  /// The realised values.
  public var realised: [HistoryPoint] { points.filter(\.isRealised) }
}
