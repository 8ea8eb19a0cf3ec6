internal import Files

/// What the rows of a table are called: things, and what is told of the thing above them, `- Kế hoạch`, `Đạt (%)`.
struct RowLabels {
  /// What a row is called.
  struct Label {
    /// The thing.
    let name: String
    /// What the row tells of it, as it is written; empty where that is not said.
    var telling = ""
    /// What that means.
    var measure: StartMeasure?
    /// The row that names the thing.
    let head: CSVRow
  }

  private let columns: StartColumns
  private var measures: [String: StartMeasure?] = [:]
  /// The last row that names a thing.
  private var head: CSVRow?
  /// What rows have told of it already.
  private var told: Set<String> = []
  /// Lines of rows that tell something of the thing above them, where their own name says so.
  private var tellings: Set<Int> = []
  /// Lines that name a thing for the rows below them, and hold no figures.
  private(set) var headings: Set<Int> = []

  init(_ table: StartTable, _ columns: StartColumns) {
    self.columns = columns
    guard columns.telling == nil, columns.layout == .periodsAcross, columns.tellsPlans else {
      return
    }
    findTellings(table)
  }

  /// A thing and the rows below it that tell something of it.
  private struct Block {
    let line: Int
    let hasFigures: Bool
    var rows: [(line: Int, measure: StartMeasure, isMarked: Bool)] = []
  }

  /// Rows that tell something of the row above: below a name without figures, behind a dash or set in, or where several
  /// things have them; else `Kế hoạch` may be the plan of everything above it.
  private mutating func findTellings(_ table: StartTable) {
    var blocks: [Block] = []
    for row in table.rows {
      let name = own(row)
      guard !name.isEmpty else { continue }
      if let measure = StartMeasure.alone(name) {
        guard !blocks.isEmpty else { continue }
        blocks[blocks.count - 1].rows.append((row.line, measure, isMarked(row)))
      } else {
        let hasFigures = columns.values.contains { SpelledNumber(row.plain($0)) != nil }
        blocks.append(Block(line: row.line, hasFigures: hasFigures))
      }
    }
    let telling = blocks.filter { !$0.rows.isEmpty }
    guard telling.contains(where: { $0.rows.contains { $0.measure.isOfPlans } }) else { return }
    let isUsual = telling.count > 1 || blocks.count == 1
    for block in telling {
      let rows = block.rows.filter { isUsual || !block.hasFigures || $0.isMarked }
      tellings.formUnion(rows.map(\.line))
      if !block.hasFigures, !rows.isEmpty { headings.insert(block.line) }
    }
  }

  private var nameColumn: Int? { columns.places[.name] ?? columns.places[.id] }

  private func own(_ row: CSVRow) -> String {
    [columns.places[.name], columns.places[.id]].compactMap(\.self).lazy.map { row.plain($0) }
      .first { !$0.isEmpty } ?? ""
  }

  /// Whether a name stands behind a dash or is set in.
  private func isMarked(_ row: CSVRow) -> Bool {
    guard let first = nameColumn.map({ row.text($0) })?.first else { return false }
    return first.isWhitespace || "-–+•".contains(first)
  }

  /// What a row is called; `nil` where nothing names it.
  mutating func take(_ row: CSVRow) -> Label? {
    let name = own(row)
    guard let column = columns.telling else {
      if tellings.contains(row.line), let head {
        return Label(
          name: own(head), telling: PrintedLabels.plain(name), measure: measure(name), head: head)
      }
      guard !name.isEmpty else { return nil }
      if !tellings.contains(row.line) { head = row }
      return Label(name: name, head: row)
    }
    let telling = row.plain(column)
    // A name that is merged over rows stands in the first of them.
    if nameColumn != nil, name.isEmpty {
      guard let head, !telling.isEmpty, told.insert(folded(telling)).inserted else { return nil }
      return Label(name: own(head), telling: telling, measure: measure(telling), head: head)
    }
    head = row
    told = [folded(telling)]
    return Label(name: name, telling: telling, measure: measure(telling), head: row)
  }

  private mutating func measure(_ telling: String) -> StartMeasure? {
    if let known = measures[telling] { return known }
    let measure = StartMeasure.alone(telling)
    measures[telling] = .some(measure)
    return measure
  }
}

extension StartMeasure {
  /// What a text tells of a thing that it does not name, `Kế hoạch`, `Thực hiện`, `Đạt (%)`; `nil` of any other text.
  static func alone(_ text: String) -> StartMeasure? {
    guard text.count <= 60, SpelledNumber(text) == nil else { return nil }
    let plain = PrintedLabels.plain(text)
    let (measure, base) = of(plain)
    switch measure {
    case .itself:
      return base.isEmpty && Phrase(folded(plain)).contains(happened) ? measure : nil
    case .plan: return base.isEmpty || StartPlanName.money.contains(base) ? measure : nil
    case .comparison, .otherPeriod:
      return base.isEmpty || headsOfComparisons.contains { "\(base) ".hasPrefix("\($0) ") }
        ? measure : nil
    default: return base.isEmpty ? measure : nil
    }
  }

  private static let happened = ["thuc hien", "th", "actual", "actuals", "ket qua"]
  private static let headsOfComparisons = [
    "so", "dat", "hoan thanh", "ty le hoan thanh", "ty le dat", "ty le thuc hien", "ty le th",
    "ty le so", "th kh", "th", "ke hoach", "kh", "cung ky", "nam truoc", "ky truoc", "tang",
    "tang giam", "compared", "versus", "of plan",
  ]

  /// Whether it is something else than what happened or how much that is of something.
  var isOfPlans: Bool {
    switch self {
    case .itself, .comparison, .otherPeriod: false
    case .stated, .ofYear, .plan, .toDate, .firstMonths: true
    }
  }

  /// What a row is of a thing of which it tells this, where the name of the thing says something, too.
  func within(_ thing: StartMeasure) -> StartMeasure {
    switch (thing, self) {
    case (_, .itself): thing
    case (.toDate, .plan(let plan)) where plan.isRegular:
      .plan(StartPlanName(.toDate, revision: plan.revision, role: plan.role))
    case (.toDate, .stated(let status)): .toDate(status)
    default: self
    }
  }
}
