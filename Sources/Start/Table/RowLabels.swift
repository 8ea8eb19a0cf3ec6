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
  /// Lines of rows of which nothing says what they tell it of.
  private var untold: Set<Int> = []
  /// Lines that name a thing for the rows below them, and hold no figures.
  private(set) var headings: Set<Int> = []
  /// What parts of a whole are called below its name, by lines.
  private var parts: [Int: String] = [:]

  init(_ table: StartTable, _ columns: StartColumns) {
    self.columns = columns
    if columns.layout == .periodsAcross { findParts(table) }
    guard columns.telling == nil, columns.layout == .periodsAcross, columns.tellsPlans else {
      return
    }
    findTellings(table)
  }

  /// How far a name is set in, and whether a dash stands before it.
  private struct Level {
    var blanks = 0
    var mark = 0

    /// Whether this one stands below another without doubt.
    func isBelow(_ other: Level) -> Bool {
      blanks >= other.blanks && mark >= other.mark
        && (blanks > other.blanks || mark > other.mark)
    }
  }

  /// A thing and the rows below it that tell something of it.
  private struct Block {
    let line: Int
    let hasFigures: Bool
    let level: Level
    /// Whether it is said to be a part of what stands above it: `Trong đó: Thuế`.
    let isOfWhich: Bool
    var rows: [(line: Int, measure: StartMeasure, level: Level)] = []

    func tells(_ measure: StartMeasure) -> Bool { rows.contains { $0.measure == measure } }
  }

  /// Rows that tell something of the row above: below a name without figures, behind a dash or set in, or where several
  /// things have them; else `Kế hoạch` may be the plan of everything above it, or below a part that of the whole.
  private mutating func findTellings(_ table: StartTable) {
    var blocks: [Block] = []
    for row in table.rows {
      let name = own(row)
      guard !name.isEmpty else { continue }
      if let measure = measure(name) {
        guard !blocks.isEmpty else { continue }
        blocks[blocks.count - 1].rows.append((row.line, measure, level(row)))
      } else {
        let hasFigures = columns.values.contains { SpelledNumber(row.plain($0)) != nil }
        blocks.append(
          Block(
            line: row.line, hasFigures: hasFigures, level: level(row),
            isOfWhich: Self.isOfWhich(name)))
      }
    }
    let telling = blocks.filter { !$0.rows.isEmpty }
    guard telling.contains(where: { $0.rows.contains { $0.measure.isOfPlans } }) else { return }
    let isUsual = telling.count > 1 || blocks.count == 1
    let wholes = Self.wholes(blocks)
    var siblings: [Int: [Int]] = [:]
    for (place, whole) in wholes.enumerated() {
      if let whole { siblings[whole, default: []].append(place) }
    }
    for (place, block) in blocks.enumerated() where !block.rows.isEmpty {
      let rows = block.rows.filter { row in
        if row.level.isBelow(block.level), !block.isOfWhich { return true }
        guard let whole = wholes[place] else { return isUsual || !block.hasFigures }
        let siblings = siblings[whole] ?? []
        return blocks[whole].tells(row.measure)
          || siblings.count > 1 && siblings.allSatisfy { blocks[$0].tells(row.measure) }
      }
      tellings.formUnion(rows.map(\.line))
      untold.formUnion(block.rows.map(\.line))
      if !block.hasFigures, !rows.isEmpty { headings.insert(block.line) }
    }
    untold.subtract(tellings)
  }

  /// Of each thing the one with figures of its own that it is a part of; `nil` of those that are none.
  private static func wholes(_ blocks: [Block]) -> [Int?] {
    var above: [Int] = []
    return blocks.indices.map { place in
      let block = blocks[place]
      let isNamed = block.isOfWhich
      while let last = above.last,
        blocks[last].isOfWhich || !isNamed && !block.level.isBelow(blocks[last].level)
          || blocks[last].level.isBelow(block.level)
      {
        above.removeLast()
      }
      defer { above.append(place) }
      guard let whole = above.last, blocks[whole].hasFigures else { return nil }
      return block.hasFigures || isNamed ? whole : nil
    }
  }

  private static func isOfWhich(_ name: String) -> Bool {
    let name = folded(PrintedLabels.plain(name))
    return ["trong do", "bao gom", "chia ra", "of which", "including"].contains {
      name == $0 || name.hasPrefix($0 + " ") || name.hasPrefix($0 + ":")
    }
  }

  /// Rows below a line that names their whole, `Cơ cấu kinh tế`, are parts of it.
  private mutating func findParts(_ table: StartTable) {
    var head: StructureHead?
    for row in table.rows {
      let name = own(row)
      guard !name.isEmpty, StartMeasure.alone(name) == nil else { continue }
      let label = PrintedLabels.plain(name)
      let unit = columns.places[.unit].map { row.plain($0) } ?? ""
      let level = level(row)
      let place = StructureHead.Place(depth: level.blanks, mark: level.mark)
      let hasFigures = columns.values.contains { SpelledNumber(row.plain($0)) != nil }
      if let part = head?.part(label, unit: unit, at: place) {
        parts[row.line] = part
      } else {
        head = StructureHead(label, unit: unit, hasFigures: hasFigures, at: place)
      }
    }
  }

  private var nameColumn: Int? { columns.places[.name] ?? columns.places[.id] }

  private func own(_ row: CSVRow) -> String {
    if let part = parts[row.line] { return part }
    return [columns.places[.name], columns.places[.id]].compactMap(\.self).lazy.map {
      row.plain($0)
    }
    .first { !$0.isEmpty } ?? ""
  }

  private func level(_ row: CSVRow) -> Level {
    guard let text = nameColumn.map({ row.text($0) }) else { return Level() }
    let blanks = text.prefix { $0.isWhitespace }.count
    let mark =
      switch text.dropFirst(blanks).first {
      case "-", "–": 1
      case "+", "•": 2
      default: 0
      }
    return Level(blanks: blanks, mark: mark)
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
      if !untold.contains(row.line) { head = row }
      return Label(name: name, head: row)
    }
    let telling = row.plain(column)
    // A name that is merged over rows stands in the first of them.
    if nameColumn != nil, name.isEmpty {
      guard let head, let measure = measure(telling), told.insert(folded(telling)).inserted else {
        return nil
      }
      return Label(name: own(head), telling: telling, measure: measure, head: head)
    }
    head = row
    told = [folded(telling)]
    return Label(name: name, telling: telling, measure: measure(telling), head: row)
  }

  private mutating func measure(_ telling: String) -> StartMeasure? {
    if let known = measures[telling] { return known }
    let measure =
      columns.telling == nil ? StartMeasure.alone(telling) : StartMeasure.told(telling)
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

  /// What a cell tells beside others one of which says what happened: a plan of which more is said than is known here,
  /// and `Đạt` without a sign of percent, too.
  static func told(_ text: String) -> StartMeasure? {
    if let known = alone(text) { return known }
    let plain = PrintedLabels.plain(text)
    var rest = Phrase(folded(plain))
    guard text.count <= 60 else { return nil }
    if StartPlanName.begins(rest.text) {
      guard case .plan(let plan) = of(plain).measure else { return nil }
      return .plan(plan.asUnclear)
    }
    rest.remove(bareComparisons)
    return rest.text.isEmpty ? .comparison : nil
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
      .plan(StartPlanName(.toDate, revision: plan.revision, role: plan.role, giver: plan.giver))
    case (.toDate, .stated(let status)): .toDate(status)
    default: self
    }
  }
}
