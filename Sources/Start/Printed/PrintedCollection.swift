public import Files
internal import TimeSeries

/// The figures of several workbooks together; of a cell that stands in several the newest book's counts.
public struct PrintedCollection: Sendable {
  /// A workbook and what came of its sheets.
  public struct Book: Sendable {
    /// The path, as it was named.
    public let path: String
    /// What came of each sheet.
    public let outcomes: [PrintedOutcome]

    /// A workbook that was read.
    public init(path: String, outcomes: [PrintedOutcome]) {
      self.path = path
      self.outcomes = outcomes
    }

    /// The sheets that were read.
    public var sheets: [PrintedSheet] {
      outcomes.compactMap { if case .read(let sheet) = $0 { sheet } else { nil } }
    }

    /// The last month up to which it tells what happened.
    fileprivate var newest: Int {
      sheets.flatMap(\.figures).filter { $0.meaning.status.isHistory }.map { $0.meaning.lastMonth }
        .max() ?? 0
    }
  }

  /// A figure with the title of its sheet.
  public struct Entry: Sendable {
    /// The figure.
    public let figure: PrintedFigure
    /// The title of its sheet.
    public let title: String
    /// The series; what is cumulated, and what is counted in another unit than its newest figure, have endings of
    /// their own.
    public internal(set) var id: String
    /// The unit.
    public internal(set) var unit: String

    init(_ figure: PrintedFigure, title: String) {
      self.figure = figure
      self.title = title
      id = figure.meaning.isToDate ? figure.id + ".ytd" : figure.id
      unit = figure.unit
    }

    /// Whether another figure of its period has a value that is no rounding of it, and is of the same status.
    fileprivate func contradicts(_ other: Entry) -> Bool {
      let (one, two) = (figure.digits, other.figure.digits)
      guard one != two || figure.goal != other.figure.goal,
        figure.meaning.status == other.figure.meaning.status,
        let first = Double(one), let second = Double(two)
      else { return false }
      let places = [one, two].map { $0.split(separator: ".").dropFirst().first?.count ?? 0 }
      let step = (0..<min(places[0], places[1])).reduce(1.0) { step, _ in step / 10 }
      let distance = abs(first - second)
      if distance > 0.5000001 * step { return true }
      // A half is rounded away from zero.
      let (rough, fine) = places[0] < places[1] ? (first, second) : (second, first)
      return distance > 0.4999999 * step && abs(rough) < abs(fine)
    }
  }

  /// Every figure, by series and period.
  public let entries: [Entry]
  /// What two sheets of one book tell differently; neither figure is among the entries.
  public let contradictions: [Fault]

  /// Puts books together.
  public init(_ books: [Book]) {
    struct Key: Hashable {
      let id: String
      let period: Period
      let expected: ObservationStatus?
    }
    var found: [Key: Entry] = [:]
    let units = Self.units(books)
    let byAge = books.enumerated().sorted {
      ($0.element.newest, $0.offset) < ($1.element.newest, $1.offset)
    }
    var faults: [Fault] = []
    for (_, book) in byAge {
      var own: [Key: Entry] = [:]
      var doubled: Set<Key> = []
      for sheet in book.sheets {
        for figure in sheet.figures {
          var entry = Entry(figure, title: sheet.title)
          if let unit = units[figure.id] {
            // One unit is written in several ways; another one makes another series.
            if SeriesName(entry.unit) == SeriesName(unit) {
              entry.unit = unit
            } else {
              entry.id += "." + slug(entry.unit, orElse: "no_unit")
            }
          }
          let key = Key(
            id: entry.id, period: figure.meaning.period,
            expected: figure.meaning.status.isHistory ? nil : figure.meaning.status)
          if let first = own.updateValue(entry, forKey: key), first.contradicts(entry),
            doubled.insert(key).inserted
          {
            faults.append(
              Fault(
                .start(Self.twoValues(first.figure, figure)), at: figure.location,
                hint: .start(.oneValue)))
          }
        }
      }
      for (key, entry) in own { found[key] = doubled.contains(key) ? nil : entry }
    }
    contradictions = faults
    func order(_ entry: Entry) -> (String, String, Int, Int) {
      let meaning = entry.figure.meaning
      let expected = [ObservationStatus.plan, .forecast].firstIndex(of: meaning.status)
      return (
        entry.id, meaning.period.frequency.rawValue, meaning.period.ordinal,
        expected.map { $0 + 1 } ?? 0
      )
    }
    entries = found.values.sorted { order($0) < order($1) }
  }

  /// Those that are one figure; ranges are none.
  public var single: [Entry] { entries.filter { $0.figure.goal?.isOneFigure ?? true } }

  /// What is wrong with two figures of one period.
  static func twoValues(_ first: PrintedFigure, _ second: PrintedFigure) -> StartProblem {
    .twoValues(
      series: second.label, period: second.meaning.period.description, first: first.digits,
      second: second.digits, firstAt: first.location)
  }

  /// The unit of each series in the newest book that names one.
  private static func units(_ books: [Book]) -> [String: String] {
    var units: [String: String] = [:]
    for book in books.sorted(by: { $0.newest > $1.newest }) {
      for figure in book.sheets.flatMap(\.figures)
      where units[figure.id] == nil && !figure.unit.isEmpty {
        units[figure.id] = figure.unit
      }
    }
    return units
  }

  /// What happened by month, as a panel has it.
  public var monthly: [Entry] {
    entries.filter {
      $0.figure.meaning.period.frequency == .monthly && $0.figure.meaning.status.isHistory
    }
  }
}

extension PrintedMeaning {
  /// The last month of its period, counted from the year 0.
  fileprivate var lastMonth: Int {
    let months = period.frequency.monthsPerPeriod
    return period.year * 12 + period.positionInYear * months
  }
}
