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

  /// The row and the cell that are being read; behind a pointer, as every letter of a sheet asks for it.
  private let now: UnsafeMutablePointer<Progress>

  private struct Progress {
    var row = 0
    var column = 0
    var cells: [SheetCell] = []
    var bytes: [UInt8] = []
    var cellCount = 0
    var type = CellType.number
    var style = 0
    var text: [UInt8] = []
    var isCollecting = false
    var hasValue = false
    var hasFormula = false
    var isInCell = false
    var phonetic = 0
  }

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
    now = .allocate(capacity: 1)
    now.initialize(to: Progress())
    try super.init(part)
  }

  deinit {
    now.deinitialize(count: 1)
    now.deallocate()
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    let (letter, isAlone) = name.letter
    if isAlone {
      switch letter {
      case UInt8(ascii: "c"): beginCell(attributes)
      case UInt8(ascii: "v"):
        now.pointee.hasValue = now.pointee.isInCell
        now.pointee.isCollecting = now.pointee.isInCell
        clearText()
      case UInt8(ascii: "t"):
        now.pointee.isCollecting = now.pointee.isInCell && now.pointee.phonetic == 0
      case UInt8(ascii: "f"): now.pointee.hasFormula = true
      default: break
      }
    } else if name.is("row") {
      beginRow(attributes)
    } else if name.is("rPh") {
      now.pointee.phonetic += 1
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
    guard now.pointee.isCollecting else { return }
    now.pointee.text.append(contentsOf: bytes)
    if now.pointee.text.count > Self.textLimit { stop(.tooLarge(.text, limit: Self.textLimit)) }
  }

  override func end(_ name: MarkupName) {
    let (letter, isAlone) = name.letter
    if isAlone {
      switch letter {
      case UInt8(ascii: "c"): endCell()
      case UInt8(ascii: "v"), UInt8(ascii: "t"): now.pointee.isCollecting = false
      default: break
      }
    } else if name.is("row") {
      endRow()
    } else if name.is("rPh") {
      now.pointee.phonetic -= 1
    }
  }

  // MARK: Rows and cells

  private func beginRow(_ attributes: MarkupAttributes) {
    let number = attributes.number("r") ?? now.pointee.row + 1
    guard number > now.pointee.row, number <= CellPlace.lastRow else {
      return note(.cellOrder, number, 1, isFatal: true)
    }
    now.pointee.row = number
    now.pointee.column = 0
    if attributes.isTrue("hidden") { hiddenRows.insert(number) }
  }

  private func endRow() {
    if !now.pointee.cells.isEmpty {
      take(now.pointee.row, now.pointee.cells, now.pointee.bytes)
    }
    now.pointee.cells.removeAll(keepingCapacity: true)
    now.pointee.bytes.removeAll(keepingCapacity: true)
  }

  private func clearText() {
    if !now.pointee.text.isEmpty { now.pointee.text.removeAll(keepingCapacity: true) }
  }

  private func beginCell(_ attributes: MarkupAttributes) {
    var place = (row: now.pointee.row, column: now.pointee.column + 1)
    var (style, type) = (0, CellType.number)
    attributes.forEachLetter { letter, bytes in
      switch letter {
      case UInt8(ascii: "r"): place = CellPlace.read(bytes).place ?? (0, 0)
      case UInt8(ascii: "s"): style = MarkupAttributes.number(bytes) ?? 0
      case UInt8(ascii: "t"): type = Self.type(bytes)
      default: break
      }
    }
    guard place.row == now.pointee.row, place.column > now.pointee.column,
      place.column <= CellPlace.lastColumn
    else {
      return note(.cellOrder, max(1, place.row), max(1, place.column), isFatal: true)
    }
    now.pointee.column = place.column
    now.pointee.isInCell = true
    now.pointee.hasValue = false
    now.pointee.hasFormula = false
    now.pointee.isCollecting = false
    clearText()
    now.pointee.style = style
    now.pointee.type = type
  }

  private static func type(_ text: UnsafePointer<CChar>) -> CellType {
    let name = MarkupName(text)
    if case (let letter, true) = name.letter {
      switch letter {
      case UInt8(ascii: "s"): return .shared
      case UInt8(ascii: "n"): return .number
      case UInt8(ascii: "b"): return .boolean
      case UInt8(ascii: "e"): return .error
      case UInt8(ascii: "d"): return .date
      default: return .unknown
      }
    }
    if name.is("inlineStr") { return .inline }
    return name.is("str") ? .formula : .unknown
  }

  private func endCell() {
    guard now.pointee.isInCell else { return }
    now.pointee.isInCell = false
    let start = now.pointee.bytes.count
    guard let kind = appendText(), now.pointee.bytes.count > start else { return }
    now.pointee.cellCount += 1
    if now.pointee.cellCount > Self.cellLimit {
      return stop(.tooLarge(.cells, limit: Self.cellLimit))
    }
    now.pointee.cells.append(
      SheetCell(
        column: now.pointee.column, range: start..<now.pointee.bytes.count, kind: kind,
        style: now.pointee.style))
  }

  /// The text of the cell; `nil` (and a problem) for one that cannot be read.
  private func appendText() -> CellKind? {
    let text = now.pointee.text
    if text.isEmpty, now.pointee.hasFormula,
      now.pointee.type != .formula || !now.pointee.hasValue
    {
      note(.unsavedResult, now.pointee.row, now.pointee.column)
      return nil
    }
    switch now.pointee.type {
    case .number: return text.isEmpty ? nil : appendNumber(text)
    case .shared:
      if text.isEmpty { return nil }
      guard let place = SheetText.place(text),
        strings.append(place, to: &now.pointee.bytes)
      else { return bad("s") }
      return .text
    case .inline, .formula:
      CellText.append(text[...], to: &now.pointee.bytes)
      return .text
    case .boolean:
      guard text.count == 1, text[0] == 48 || text[0] == 49 else { return bad("b") }
      now.pointee.bytes += (text[0] == 49 ? "TRUE" : "FALSE").utf8
      return .boolean
    case .error:
      let error = String(decoding: text.prefix(40), as: UTF8.self)
      // A figure that is not available is none; any other error may hide one.
      if error != "#N/A" { note(.cellError(error), now.pointee.row, now.pointee.column) }
      now.pointee.bytes += error.utf8
      return .error
    case .date:
      CellText.append(text[...], to: &now.pointee.bytes)
      return .date
    case .unknown: return bad("")
    }
  }

  private func appendNumber(_ text: [UInt8]) -> CellKind? {
    let format = styles.format(now.pointee.style)
    guard format != .plain else {
      return SheetText.appendNumber(text, to: &now.pointee.bytes) ? .number : bad("n")
    }
    guard let number = SheetText.number(text) else { return bad("n") }
    switch format {
    case .plain: break
    case .percent:
      now.pointee.bytes += SheetText.hundredfold(number).utf8
      now.pointee.bytes.append(UInt8(ascii: "%"))
      return .percent
    case .percentSign:
      now.pointee.bytes += SheetText.plain(number).utf8
      now.pointee.bytes.append(UInt8(ascii: "%"))
      return .percent
    case .date(let part):
      guard let date = SheetText.date(number, part, from1904: from1904) else { return bad("n") }
      now.pointee.bytes += date.utf8
      return .date
    case .prefixed(let words):
      guard number >= 0, number < 1e15, number == number.rounded() else { break }
      now.pointee.bytes += words.utf8
      now.pointee.bytes += SheetText.plain(number).utf8
      return .text
    }
    now.pointee.bytes += SheetText.plain(number).utf8
    return .number
  }

  private func bad(_ type: String) -> CellKind? {
    let text = String(decoding: now.pointee.text.prefix(40), as: UTF8.self)
    note(.badCell(type: type, text: text), now.pointee.row, now.pointee.column)
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
