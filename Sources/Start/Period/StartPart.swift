internal import Files
internal import TimeSeries

/// A part of a year without the year, `Tháng 3`, `Q2`, `III`, `6 tháng`, or the whole of it, `Cả năm`.
enum StartPart: Hashable {
  case month(Int)
  case quarter(Int)
  /// Several months together; from January on they are cumulated.
  case months(Int, Int)
  /// The year as a whole, however it is made.
  case whole

  /// Reads a text.
  ///
  /// - Parameter frequency: what digits alone stand for; `nil` where they stand for nothing.
  init?(_ text: String, digitsAre frequency: Frequency? = nil) {
    if Self.wholes.contains(folded(text)) {
      self = .whole
      return
    }
    if let number = Int(text), text.count <= 2 {
      guard let frequency, (1...frequency.periodsPerYear).contains(number) else { return nil }
      self = frequency == .quarterly ? .quarter(number) : .month(number)
      return
    }
    if let month = Self.shortMonth(text) {
      self = .month(month)
      return
    }
    if frequency == .monthly, let month = Self.roman(text) {
      self = .month(month)
      return
    }
    // A part is what becomes a period beside a year.
    guard let beside = Self.beside(text), beside.status == nil else { return nil }
    self.init(beside)
  }

  /// What a text is beside a year; `nil` of what is a period alone.
  private static func beside(_ text: String) -> StartPeriod? {
    guard !text.isEmpty, StartPeriod(text) == nil else { return nil }
    return StartPeriod("\(text) 2000")
  }

  /// Reads the label of a row, which may say how settled its figures are: `Ước tháng 6`, `Tháng 6 (ước)`.
  ///
  /// What is planned or forecast is no period of what happened.
  static func told(
    _ text: String, digitsAre frequency: Frequency? = nil
  ) -> (part: StartPart, status: ObservationStatus?)? {
    if let part = StartPart(text, digitsAre: frequency) { return (part, nil) }
    guard let beside = beside(text), let status = beside.status, status.isHistory,
      let part = StartPart(beside)
    else { return nil }
    return (part, status)
  }

  private init?(_ beside: StartPeriod) {
    switch beside.meaning {
    case .period(let period) where period.frequency == .monthly:
      self = .month(period.positionInYear)
    case .period(let period) where period.frequency == .quarterly:
      self = .quarter(period.positionInYear)
    case .months(let first, let last, _): self = .months(first, last)
    default: return nil
    }
  }

  /// The month of `Th1` or `Th.12`; before a year TH alone says that something was done.
  private static func shortMonth(_ text: String) -> Int? {
    var rest = Substring(folded(text))
    guard rest.hasPrefix("th") else { return nil }
    rest.removeFirst(2)
    // A point is folded to a blank.
    if rest.first == " " { rest.removeFirst() }
    guard rest.count <= 2, let month = Int(rest), (1...12).contains(month) else { return nil }
    return month
  }

  private static let romans = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]

  /// The Roman number from I to XII that a text is; `nil` for any other text.
  static func roman(_ text: String) -> Int? {
    romans.firstIndex(of: folded(text)).map { $0 + 1 }
  }

  /// Whether a text is a Roman number alone, which may count anything.
  static func isBare(_ text: String) -> Bool {
    roman(text) != nil || Int(text) != nil
  }

  /// The frequency; `nil` of what is put together.
  var frequency: Frequency? {
    switch self {
    case .month: .monthly
    case .quarter: .quarterly
    case .months, .whole: nil
    }
  }

  /// The month in which it ends; 0 of the whole year.
  var end: Int {
    switch self {
    case .month(let month): month
    case .quarter(let quarter): quarter * 3
    case .months(_, let last): last
    case .whole: 0
    }
  }

  /// What it is of a year.
  func meaning(of year: Int) -> StartPeriod.Meaning {
    switch self {
    case .month(let month): .period(.month(month, of: year))
    case .quarter(let quarter): .period(.quarter(quarter, of: year))
    case .months(let first, let last): .months(first, last, of: year)
    case .whole: .period(.year(year))
    }
  }

  private static let wholes: Set<String> = [
    "ca nam", "tong", "tong so", "tong cong", "tong ca nam", "total", "year", "annual",
    "full year", "whole year", "nam", "binh quan", "binh quan nam", "bq", "tb", "trung binh",
    "average", "mean", "tong nam", "yearly", "annual average", "annual total", "avg", "sum",
  ]
}
