internal import Files

/// Labels of rows, told apart by what they stand below.
struct PrintedLabels {
  /// A label, and the unit in brackets behind it.
  struct Label {
    var text: String
    let unit: String
    /// Whether the row's own name says it.
    var hasOwnUnit = false
    /// What the row tells of the thing, as it is written, and what that means; `nil` where no column says it.
    var telling: (text: String, measure: StartMeasure)?
  }

  private struct Line {
    let text: String
    let depth: Int
    var hasFigures = false
    /// Which dash stands before it.
    var mark = 0
  }

  private let labels: Int
  /// Columns that number the rows.
  let numbers: Set<Int>
  /// The column of units among those of labels, `TT | Chỉ tiêu | ĐVT | Nội dung`.
  let units: Int?
  /// The column that says who leads.
  let lead: Int?
  /// How often each label stands in the block.
  private var counts: [String: Int] = [:]
  private var above: [Line] = []
  /// The last label that stands once, under which others repeat.
  private var single: Line?
  private var pending: String?
  /// The column that says what rows tell of things, `KH`, `TH`.
  let telling: Int?
  /// What words behind the labels tell rows of one name apart by, by rows: `Chủ đầu tư`.
  private var asides: [Int: String] = [:]
  /// The line below which rows are parts of a whole.
  private var structure: StructureHead?
  /// The last thing of which rows tell something.
  private var thing: Label?
  /// Whether names of rows tell something of the thing above them: `- Kế hoạch`, `- Thực hiện`.
  private(set) var tellsInRows = false

  init(_ block: PrintedBlock) {
    labels = block.labels
    numbers = Set(
      block.header.joined().lazy.filter { StartRole($0.text) == .number }.map(\.column))
    units = PrintedBlocks.unitColumn(block)
    lead = block.header.joined().first { LeadColumn.isHead($0.text) }?.column
    telling = Self.tellingColumn(block, besides: numbers)
    // The first heading stands between the header and the first figures.
    let end = block.header.lastIndex { row in row.contains { $0.column > labels } }
    let headings = Array(block.header.dropFirst(end.map { $0 + 1 } ?? block.header.count))
    tellsInRows = telling == nil && tellsInNames(headings + block.body)
    var last = ""
    for row in block.body {
      guard let line = line(row) else { continue }
      let name = folded(line.text)
      // Rows that tell of one thing name it once or each time.
      if telling == nil || name != last { counts[name, default: 0] += 1 }
      last = name
    }
    findAsides(block)
    for row in headings { thing = named(row, hasFigures: false) ?? thing }
  }

  /// Finds a column of words behind the labels in which rows of one name differ.
  private mutating func findAsides(_ block: PrintedBlock) {
    let rows = block.body.filter { row in
      row.contains { $0.column > labels && PrintedBlocks.isFigure($0) }
    }
    let repeated = Dictionary(grouping: rows) { row in line(row).map { folded($0.text) } ?? "" }
      .filter { !$0.key.isEmpty && $0.value.count > 1 && $0.value.count == counts[$0.key] }
    guard telling == nil, !repeated.isEmpty else { return }
    let columns = Set(rows.joined().map(\.column)).filter { $0 > labels }.sorted()
    for column in columns {
      let heads = block.header.joined().filter { $0.column == column }.map(\.text)
      let isOther = heads.contains { [.unit, .note, .source].contains(StartRole($0)) }
      if isOther || heads.isEmpty { continue }
      for same in repeated.values {
        let cells = same.compactMap { row in row.first { $0.column == column } }
        guard cells.allSatisfy({ $0.kind == .text && SpelledNumber($0.text) == nil }),
          Set(cells.map { folded($0.text) }).count == same.count
        else { continue }
        for cell in cells where asides[cell.row] == nil { asides[cell.row] = cell.text }
      }
    }
  }

  /// The column behind names all of whose cells beside figures tell plans and what happened, however it is headed.
  private static func tellingColumn(_ block: PrintedBlock, besides numbers: Set<Int>) -> Int? {
    let rows = block.body.filter { row in
      row.contains { $0.column > block.labels && PrintedBlocks.isFigure($0) }
    }
    let words = rows.joined().filter { $0.kind == .text && SpelledNumber($0.text) == nil }
    let names = words.filter {
      $0.column <= block.labels && !numbers.contains($0.column) && !PrintedBlocks.isNumber($0)
    }
    guard let first = names.map(\.column).min() else { return nil }
    return Set(words.map(\.column)).filter { $0 > first }.sorted().last { column in
      let texts = rows.compactMap { row in row.first { $0.column == column }?.text }
      let measures = texts.map { StartMeasure.told($0) }
      return !numbers.contains(column) && texts.count * 2 > rows.count
        && !measures.contains(nil) && measures.contains { $0?.isOfPlans == true }
        && texts.contains { StartMeasure.alone($0) == .itself }
    }
  }

  /// Whether plans and what happened are names of rows below that of a thing.
  private func tellsInNames(_ rows: [PrintedBlock.Row]) -> Bool {
    var (isBelow, hasPlans, hasResults) = (false, false, false)
    for row in rows {
      guard let name = line(row)?.text else { continue }
      switch StartMeasure.alone(name) {
      case nil: isBelow = true
      case .plan? where isBelow: hasPlans = true
      case .itself? where isBelow: hasResults = true
      default: break
      }
    }
    return hasPlans && hasResults
  }

  /// The label of a row; `nil` of rows without any, of headings and of notes.
  mutating func label(_ row: [SheetGrid.Cell], hasFigures: Bool) -> Label? {
    if tellsInRows, let text = line(row)?.text, let measure = StartMeasure.alone(text),
      var label = thing
    {
      pending = nil
      label.telling = (text, measure)
      return hasFigures ? label : nil
    }
    let own = named(row, hasFigures: hasFigures)
    if let own { thing = own }
    guard hasFigures else { return nil }
    guard let telling, var label = thing,
      let text = row.first(where: { $0.column == telling })?.text
    else { return own }
    label.telling = StartMeasure.told(text).map { (text, $0) }
    return label
  }

  /// What the cells beside that which tells something name, in headings, too.
  private mutating func named(_ row: [SheetGrid.Cell], hasFigures: Bool) -> Label? {
    guard var line = line(row) else { return nil }
    let part = part(line, row, hasFigures: hasFigures)
    if part == nil, let pending, line.text.first?.isLowercase == true {
      line = Line(text: "\(pending) \(line.text)", depth: line.depth)
    }
    pending = hasFigures ? nil : line.text
    line.hasFigures = hasFigures
    var isSingle = counts[folded(line.text)] ?? 1 < 2
    if !isSingle, let aside = asides[row[0].row] {
      line = Line(text: "\(line.text), \(aside)", depth: line.depth, hasFigures: hasFigures)
      isSingle = true
    }
    while let last = above.last, last.depth >= line.depth { above.removeLast() }
    defer {
      if isSingle && !Self.isOfWhich(line.text) {
        above.append(line)
        single = line
      }
    }
    let header = StartHeader(line.text)
    let unit = PrintedHeader.isUnit(header.unit) ? header.unit : ""
    var name = unit.isEmpty ? line.text : header.name
    var sectionUnit = unit
    let parent = above.last ?? single
    if let part {
      name = unit.isEmpty ? part : StartHeader(part).name
    } else if !isSingle, let parent {
      name = "\(Self.name(parent.text)) – \(name)"
    }
    if sectionUnit.isEmpty, let parent = above.last ?? single {
      let own = StartHeader(parent.text).unit
      // A row with figures has its unit alone, unless what is below repeats or is set in; rates are not in amounts.
      let isBelow = !parent.hasFigures || !isSingle || parent.depth < line.depth
      let isOther = LineUnits.isRate(line.text) && StartUnit(own).isAmount
      if PrintedHeader.isUnit(own), isBelow, !isOther { sectionUnit = own }
    }
    return Label(text: name, unit: sectionUnit, hasOwnUnit: !unit.isEmpty)
  }

  /// What a row is called as a part of the whole above it; `nil` of any other row, with which its parts end.
  private mutating func part(
    _ line: Line, _ row: [SheetGrid.Cell], hasFigures: Bool
  ) -> String? {
    let stated = units.flatMap { column in row.first { $0.column == column }?.text } ?? ""
    let unit = StartUnit(stated).isPercent || stated.contains(where: \.isLetter) ? stated : ""
    let place = StructureHead.Place(depth: line.depth, mark: line.mark)
    if hasFigures, let part = structure?.part(line.text, unit: unit, at: place) { return part }
    structure = StructureHead(line.text, unit: unit, hasFigures: hasFigures, at: place)
    return nil
  }

  private static func name(_ text: String) -> String {
    let header = StartHeader(text)
    return PrintedHeader.isUnit(header.unit) ? header.name : text
  }

  private static func isOfWhich(_ text: String) -> Bool {
    ["trong do", "chia ra", "of which"].contains(folded(text))
  }

  /// What stands in the columns of labels: the last text, how far it is set in.
  private func line(_ row: [SheetGrid.Cell]) -> Line? {
    let cells = row.filter { $0.column <= labels && $0.kind == .text && $0.column != telling }
      .filter { $0.column != units && $0.column != lead }
      .filter { !Self.isOfWhich($0.text) || row.count == 1 }
    guard let last = cells.last else { return nil }
    let texts = cells.filter { cell in
      Int(cell.text) == nil
        && !(numbers.contains(cell.column) && cells.count > 1 && PrintedBlocks.isNumber(cell))
    }.map(\.text)
    var text = texts.joined(separator: ", ")
    text = Self.plain(text)
    guard !text.isEmpty else { return nil }
    return Line(
      text: text, depth: last.column * 1000 + last.indent,
      mark: StructureHead.Place.mark(last.text))
  }

  /// A label without its number, dashes and signs of notes.
  static func plain(_ label: String) -> String {
    var rest = Substring(label.split(separator: " ").joined(separator: " "))
    let head = rest.prefix { $0 != " " }
    let number = head.dropLast()
    if head.count > 1, ".)".contains(head.last ?? " "), rest.count > head.count,
      number.allSatisfy({ $0.isNumber || $0 == "." }) || number.allSatisfy({ "IVX".contains($0) })
        || number.count == 1
    {
      rest = rest.dropFirst(head.count)
    }
    while let first = rest.first, first == "-" || first == "+" || first == "•" || first == " " {
      rest = rest.dropFirst()
    }
    while let last = rest.last, last == ":" || last == " " || FootnoteSigns.all.contains(last) {
      rest = rest.dropLast()
    }
    for mark in ["(*)", "(**)", "(1)", "(2)", "(3)"] where rest.hasSuffix(mark) {
      rest = rest.dropLast(mark.count)
    }
    return withoutOuterBlanks(rest)
  }
}
