internal import Files
internal import TimeSeries

/// Reads the column `ds` of a file: our own spelling, or the one that its rows have together.
struct PanelPeriods {
  /// How the periods of the file are written.
  let spelling: PeriodSpelling
  /// Whether a row was met that has another spelling than the one expected.
  private(set) var isForeign = false

  /// The first row that was read, as what others are compared with.
  private var first: (text: String, line: Int)?
  private var known: [ArraySlice<UInt8>: Period] = [:]

  /// Whether another spelling would be looked for.
  private let isTentative: Bool

  /// A spelling is expected; another one is looked for by the rows together.
  init(expecting spelling: PeriodSpelling) {
    self.spelling = spelling
    isTentative = true
  }

  /// The spelling of all rows of a file together; what keeps them from having one is a fault.
  init(of source: SourceFile, _ frequency: Frequency, faults: inout FaultCollector) {
    isTentative = false
    // Faults of the rows themselves are noted when they are read.
    var unused = FaultCollector()
    var rows = CSVReader(source, faults: &unused)
    guard let column = rows.header.firstIndex(of: "ds") else {
      spelling = .plain(frequency)
      return
    }
    var texts: [(text: String, location: SourceLocation)] = []
    var seen: Set<ArraySlice<UInt8>> = []
    while let row = rows.next(&unused) {
      if seen.insert(row.raw(column)).inserted {
        texts.append((row.text(column), row.location(column)))
      }
    }
    do throws(PeriodSpelling.Obstacle) {
      spelling = try PeriodSpelling.of(texts.map(\.text), frequency: frequency)
    } catch {
      func place(_ text: String) -> SourceLocation {
        texts.first { $0.text == text }?.location ?? .whole(source.path)
      }
      switch error {
      case .unreadable: break
      case .openOrder(let text):
        faults.note(.period(.openDayOrder(text)), at: place(text), hint: .write(.day))
      case .unevenDays(let first, let other):
        faults.note(
          .period(.otherDay(text: other, first: first, firstLine: place(first).line)),
          at: place(other),
          hint: .write(.sameDay))
      }
      spelling = .plain(frequency)
      hasObstacle = error != .unreadable
    }
  }

  /// Whether the rows have no spelling, which is said already.
  private var hasObstacle = false

  /// Reads a file by the spelling that is expected; where some row is written as others do, by that which all rows
  /// have together.
  ///
  /// - Parameter read: gives `nil` where it met a row of another spelling, or columns are missing.
  static func reading<File>(
    _ source: SourceFile, expecting spelling: PeriodSpelling, faults: inout FaultCollector,
    _ read: (inout PanelPeriods, inout FaultCollector) -> File?
  ) -> File? {
    let before = faults
    var periods = PanelPeriods(expecting: spelling)
    if let file = read(&periods, &faults) { return file }
    guard periods.isForeign else { return nil }
    faults = before
    periods = PanelPeriods(of: source, spelling.frequency, faults: &faults)
    return read(&periods, &faults)
  }

  /// The period of a row; `nil` (and a fault) for what is none.
  mutating func period(
    _ row: CSVRow, _ column: Int, faults: inout FaultCollector
  ) -> Period? {
    let raw = row.raw(column)
    if let period = known[raw] { return period }
    if spelling.isPlain {
      if let period = Period(utf8: raw), period.frequency == spelling.frequency { return period }
      let isForeign =
        Period(utf8: raw) == nil && PeriodSpelling.isPeriod(row.text(column))
        || spelling.frequency == .annual && PeriodSpelling.isFiscalYear(row.text(column))
      if isTentative { self.isForeign = isForeign }
      // What keeps the rows from having one spelling is said already.
      if isForeign && (isTentative || hasObstacle) { return nil }
      return row.period(column, frequency: spelling.frequency, faults: &faults)
    }
    let text = row.text(column)
    if let period = spelling.period(text) {
      known[raw] = period
      if first == nil { first = (text, row.line) }
      return period
    }
    if isTentative && (PeriodSpelling.isPeriod(text) || PeriodSpelling.isFiscalYear(text)) {
      isForeign = true
      return nil
    }
    note(text, at: row.location(column), faults: &faults)
    return nil
  }

  /// Notes why a text is no period of the file.
  private func note(
    _ text: String, at location: SourceLocation, faults: inout FaultCollector
  ) {
    let problem: Problem =
      switch spelling.difference(of: text) {
      case .noPeriod: .period(.impossible(text))
      case .otherFrequency:
        .period(.otherFrequency(period: text, spelling.frequency))
      case .otherSpelling:
        .period(.mixedSpelling(text: text, first: first?.text ?? "", firstLine: first?.line ?? 0))
      case .otherDay:
        .period(.otherDay(text: text, first: first?.text ?? "", firstLine: first?.line ?? 0))
      }
    var hint = Hint.write(.period(spelling.frequency))
    if case .period(.otherDay) = problem { hint = .write(.sameDay) }
    faults.note(problem, at: location, hint: hint)
  }
}
