/// One cell of a row that was read; its text is a range of the row's bytes.
struct SheetCell {
  let column: Int
  let range: Range<Int>
  let kind: CellKind
  /// The place of its format among the workbook's.
  let style: Int
}

/// What a cell holds.
package enum CellKind: UInt8, Sendable {
  case text, number, percent, date, boolean, error
}

/// Reads the cells of a sheet row by row.
final class SheetReader: MarkupReader {
  /// Bytes that the text of one cell may have; programs allow 32,767 characters.
  static let textLimit = 1 << 18
  static let mergeLimit = 100_000
  static let cellLimit = 20_000_000

  /// What is said to keep a cell from being read, with its row and column.
  private(set) var cellProblems: [(problem: WorkbookProblem, row: Int, column: Int)] = []
  private(set) var merges: [CellRange] = []
  private(set) var hiddenRows: Set<Int> = []
  private(set) var hiddenColumns: [ClosedRange<Int>] = []

  private let strings: SharedStrings
  private let styles: WorkbookStyles
  private let from1904: Bool
  private let take: (Int, [SheetCell], [UInt8]) -> Void

  private var row = 0
  private var column = 0
  private var cells: [SheetCell] = []
  private var bytes: [UInt8] = []
  private var cellCount = 0
  /// The cell that is being read.
  private var type = CellType.number
  private var style = 0
  private var text: [UInt8] = []
  private var isCollecting = false
  private var hasValue = false
  private var hasFormula = false
  private var isInCell = false
  private var phonetic = 0

  private enum CellType { case number, shared, inline, formula, boolean, error, date, unknown }

  /// - Parameter take: gets each row that holds anything: its number, its cells and the bytes of their texts.
  init(
    _ part: String, strings: SharedStrings, styles: WorkbookStyles, from1904: Bool,
    take: @escaping (Int, [SheetCell], [UInt8]) -> Void
  ) throws(WorkbookProblem) {
    self.strings = strings
    self.styles = styles
    self.from1904 = from1904
    self.take = take
    try super.init(part)
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    let (letter, isAlone) = name.letter
    if isAlone {
      switch letter {
      case UInt8(ascii: "c"): beginCell(attributes)
      case UInt8(ascii: "v"):
        hasValue = isInCell
        isCollecting = isInCell
        text.removeAll(keepingCapacity: true)
      case UInt8(ascii: "t"): isCollecting = isInCell && phonetic == 0
      case UInt8(ascii: "f"): hasFormula = true
      default: break
      }
    } else if name.is("row") {
      beginRow(attributes)
    } else if name.is("rPh") {
      phonetic += 1
    } else if name.is("col"), attributes.isTrue("hidden") {
      if let first = attributes.number("min"), let last = attributes.number("max"),
        first >= 1, first <= last, last <= CellPlace.lastColumn, hiddenColumns.count < 20_000
      {
        hiddenColumns.append(first...last)
      }
    } else if name.is("mergeCell"), let range = attributes.bytes("ref").flatMap({ CellRange($0) }) {
      merges.append(range)
      if merges.count > Self.mergeLimit { stop(.tooLarge(.merges, limit: Self.mergeLimit)) }
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isCollecting else { return }
    text.append(contentsOf: bytes)
    if text.count > Self.textLimit { stop(.tooLarge(.text, limit: Self.textLimit)) }
  }

  override func end(_ name: MarkupName) {
    let (letter, isAlone) = name.letter
    if isAlone {
      switch letter {
      case UInt8(ascii: "c"): endCell()
      case UInt8(ascii: "v"), UInt8(ascii: "t"): isCollecting = false
      default: break
      }
    } else if name.is("row") {
      endRow()
    } else if name.is("rPh") {
      phonetic -= 1
    }
  }

  // MARK: Rows and cells

  private func beginRow(_ attributes: MarkupAttributes) {
    let number = attributes.number("r") ?? row + 1
    guard number > row, number <= CellPlace.lastRow else {
      return note(.cellOrder, number, 1, isFatal: true)
    }
    row = number
    column = 0
    if attributes.isTrue("hidden") { hiddenRows.insert(number) }
  }

  private func endRow() {
    if !cells.isEmpty { take(row, cells, bytes) }
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  private func beginCell(_ attributes: MarkupAttributes) {
    let place = attributes.cell("r") ?? (row, column + 1)
    guard place.row == row, place.column > column, place.column <= CellPlace.lastColumn else {
      return note(.cellOrder, max(1, place.row), max(1, place.column), isFatal: true)
    }
    column = place.column
    isInCell = true
    (hasValue, hasFormula, isCollecting) = (false, false, false)
    text.removeAll(keepingCapacity: true)
    style = attributes.number("s") ?? 0
    type = attributes.bytes("t").map(Self.type) ?? .number
  }

  private static func type(_ text: UnsafePointer<CChar>) -> CellType {
    let name = MarkupName(text)
    if name.is("s") { return .shared }
    if name.is("n") { return .number }
    if name.is("str") { return .formula }
    if name.is("inlineStr") { return .inline }
    if name.is("b") { return .boolean }
    if name.is("e") { return .error }
    return name.is("d") ? .date : .unknown
  }

  private func endCell() {
    guard isInCell else { return }
    isInCell = false
    let start = bytes.count
    guard let kind = appendText(), bytes.count > start else { return }
    cellCount += 1
    if cellCount > Self.cellLimit { return stop(.tooLarge(.cells, limit: Self.cellLimit)) }
    cells.append(
      SheetCell(column: column, range: start..<bytes.count, kind: kind, style: style))
  }

  /// The text of the cell; `nil` (and a problem) for one that cannot be read.
  private func appendText() -> CellKind? {
    if hasFormula, text.isEmpty, type != .formula || !hasValue {
      note(.unsavedResult, row, column)
      return nil
    }
    switch type {
    case .number: return text.isEmpty ? nil : appendNumber()
    case .shared:
      if text.isEmpty { return nil }
      guard let place = Int(String(decoding: text, as: UTF8.self)),
        strings.append(place, to: &bytes)
      else { return bad("s") }
      return .text
    case .inline, .formula:
      CellText.append(text[...], to: &bytes)
      return .text
    case .boolean:
      guard text.count == 1, text[0] == 48 || text[0] == 49 else { return bad("b") }
      bytes += (text[0] == 49 ? "TRUE" : "FALSE").utf8
      return .boolean
    case .error:
      let error = String(decoding: text.prefix(40), as: UTF8.self)
      // A figure that is not available is none; any other error may hide one.
      if error != "#N/A" { note(.cellError(error), row, column) }
      bytes += error.utf8
      return .error
    case .date:
      CellText.append(text[...], to: &bytes)
      return .date
    case .unknown: return bad("")
    }
  }

  private func appendNumber() -> CellKind? {
    let format = styles.format(style)
    guard format != .plain else {
      return SheetText.appendNumber(text, to: &bytes) ? .number : bad("n")
    }
    guard let number = SheetText.number(text) else { return bad("n") }
    switch format {
    case .plain: break
    case .percent:
      bytes += SheetText.hundredfold(number).utf8
      bytes.append(UInt8(ascii: "%"))
      return .percent
    case .percentSign:
      bytes += SheetText.plain(number).utf8
      bytes.append(UInt8(ascii: "%"))
      return .percent
    case .date(let part):
      guard let date = SheetText.date(number, part, from1904: from1904) else { return bad("n") }
      bytes += date.utf8
      return .date
    case .prefixed(let words):
      guard number >= 0, number < 1e15, number == number.rounded() else { break }
      bytes += words.utf8
      bytes += SheetText.plain(number).utf8
      return .text
    }
    bytes += SheetText.plain(number).utf8
    return .number
  }

  private func bad(_ type: String) -> CellKind? {
    note(.badCell(type: type, text: String(decoding: text.prefix(40), as: UTF8.self)), row, column)
    return nil
  }

  private func note(
    _ problem: WorkbookProblem, _ row: Int, _ column: Int, isFatal: Bool = false
  ) {
    // What comes behind as many is only said to be there.
    if cellProblems.count <= FaultCollector.limit {
      cellProblems.append((problem, min(row, CellPlace.lastRow), min(column, CellPlace.lastColumn)))
    }
    if isFatal { stop(problem) }
  }
}
