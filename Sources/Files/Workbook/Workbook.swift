/// A workbook of the format that Excel has since 2007 (`.xlsx`, `.xlsm`), opened but not read.
package final class Workbook {
  /// A sheet by its name.
  package struct Sheet: Sendable, Hashable {
    /// The name, as it stands on its tab.
    package let name: String
    /// Whether the workbook hides it.
    package let isHidden: Bool
    let part: String
    /// Whether it holds cells, not a chart.
    let isGrid: Bool
  }

  /// Bytes that a workbook may have on the disk.
  package static let sizeLimit = 128 << 20

  /// The path, as the user or a scenario named it.
  package let path: String
  /// All sheets in the order of their tabs.
  package let sheets: [Sheet]

  private let archive: ZipArchive
  private let from1904: Bool
  private let stringsPart: String?
  private let stylesPart: String?
  private var styles: WorkbookStyles?
  private var strings: SharedStrings?

  /// Opens a workbook.
  package init(path: String, bytes: [UInt8]) throws(Fault) {
    self.path = path
    do throws(WorkbookProblem) {
      if let kind = Self.kind(bytes) { throw .noWorkbook(kind) }
      guard bytes.count <= Self.sizeLimit else { throw .tooLarge(.file, limit: Self.sizeLimit) }
      archive = try ZipArchive(bytes)
      let main = try Self.mainPart(archive)
      let list = try SheetList(main)
      try list.read(from: archive)
      let relations = try Relationships(of: main)
      try relations.read(from: archive)
      let targets = Dictionary(relations.targets.map { ($0.id, $0) }) { first, _ in first }
      var sheets: [Sheet] = []
      for sheet in list.sheets {
        guard let target = targets[sheet.id] else { throw .missingPart(sheet.name) }
        sheets.append(
          Sheet(
            name: sheet.name, isHidden: sheet.isHidden, part: target.target,
            isGrid: target.kind == "worksheet"))
      }
      self.sheets = sheets
      from1904 = list.from1904
      stringsPart = relations.first("sharedStrings")
      stylesPart = relations.first("styles")
    } catch {
      throw Fault(.workbook(error), at: .whole(path), hint: error.hint(path: path))
    }
  }

  /// What a file is instead of a workbook, as its first bytes say; `nil` for an archive.
  package static func kind(_ bytes: [UInt8]) -> WorkbookKind? {
    if isCompound(bytes) { return isLocked(bytes) ? .locked : .xls }
    return isArchive(bytes) ? nil : .noArchive
  }

  /// Whether the properties that programs add to a workbook of their own hold a text.
  package static func properties(of bytes: [UInt8], hold text: String) -> Bool {
    var found: [UInt8] = []
    do throws(WorkbookProblem) {
      try ZipArchive(bytes).read("docProps/custom.xml") { piece throws(WorkbookProblem) in
        found += piece
      }
    } catch {
      return false
    }
    return String(decoding: found, as: UTF8.self).contains(text)
  }

  /// Whether bytes begin as a zip archive does.
  package static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [80, 75, 3, 4]) }

  /// Whether bytes begin as Microsoft's older container does.
  package static func isCompound(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// Whether a container holds a workbook that is locked, by the names of its streams.
  private static func isLocked(_ bytes: [UInt8]) -> Bool {
    let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    return bytes.prefix(1 << 22).firstRange(of: name) != nil
      || bytes.suffix(1 << 20).firstRange(of: name) != nil
  }

  private static func mainPart(_ archive: ZipArchive) throws(WorkbookProblem) -> String {
    if archive.has("xl/workbook.bin") { throw .noWorkbook(.xlsb) }
    if archive.has("content.xml") && archive.has("mimetype") { throw .noWorkbook(.ods) }
    guard archive.has("_rels/.rels") else {
      if archive.has("xl/workbook.xml") { return "xl/workbook.xml" }
      throw .noWorkbook(.otherArchive)
    }
    let roots = try Relationships(of: "")
    try roots.read(from: archive)
    guard let main = roots.first("officeDocument"), archive.has(main) else {
      throw .noWorkbook(.otherArchive)
    }
    if main.hasSuffix(".bin") { throw .noWorkbook(.xlsb) }
    return main
  }

  // MARK: Sheets

  /// The sheet of a name; without one the only one that is shown.
  package func sheet(_ name: String?) throws(Fault) -> Sheet {
    let shown = sheets.filter { !$0.isHidden && $0.isGrid }
    let names = sheets.filter(\.isGrid).map(\.name)
    func fault(_ problem: WorkbookProblem, among names: [String]) -> Fault {
      Fault(
        .workbook(problem), at: .whole(path),
        hint: .workbook(.nameSheet(file: path, names)))
    }
    guard let name else {
      if shown.count == 1 { return shown[0] }
      throw shown.isEmpty
        ? fault(.noVisibleSheet(names), among: names)
        : fault(.severalSheets(shown.map(\.name)), among: shown.map(\.name))
    }
    let exact = sheets.filter { $0.name == name }
    let alike = sheets.filter { SheetName($0.name) == SheetName(name) }
    guard let found = exact.first ?? (alike.count == 1 ? alike[0] : nil) else {
      throw fault(.noSheet(name), among: names)
    }
    guard found.isGrid else { throw fault(.noCells(sheet: name), among: names) }
    return found
  }

  /// What a sheet is beside its cells.
  struct Facts {
    var faults: [Fault] = []
    var merges: [CellRange] = []
    var hiddenRows: Set<Int> = []
    var hiddenColumns: [ClosedRange<Int>] = []
  }

  /// Reads a sheet row by row.
  func read(
    _ sheet: Sheet, _ take: @escaping (Int, [SheetCell], [UInt8], WorkbookStyles) -> Void
  ) throws(Fault) -> Facts {
    let place = "\(path)#\(sheet.name)"
    func fault(_ problem: WorkbookProblem, _ row: Int = 0, _ column: Int = 0) -> Fault {
      Fault(
        .workbook(problem),
        at: row > 0 ? .cell(in: place, row: row, column: column) : .whole(place),
        hint: problem.hint(path: path))
    }
    let reader: SheetReader
    do throws(WorkbookProblem) {
      let (strings, styles) = try common()
      reader = try SheetReader(sheet.part, strings: strings, styles: styles, from1904: from1904) {
        take($0, $1, $2, styles)
      }
    } catch {
      throw fault(error)
    }
    do throws(WorkbookProblem) {
      try reader.read(from: archive)
    } catch {
      let last = reader.cellProblems.last
      throw last?.problem == error ? fault(error, last?.row ?? 0, last?.column ?? 0) : fault(error)
    }
    return Facts(
      faults: reader.cellProblems.map { fault($0.problem, $0.row, $0.column) },
      merges: reader.merges, hiddenRows: reader.hiddenRows, hiddenColumns: reader.hiddenColumns)
  }

  /// Texts and formats, which all sheets share.
  private func common() throws(WorkbookProblem) -> (SharedStrings, WorkbookStyles) {
    if let strings, let styles { return (strings, styles) }
    let strings = try SharedStrings(stringsPart ?? "")
    if let stringsPart, archive.has(stringsPart) { try strings.read(from: archive) }
    let styles = try WorkbookStyles(stylesPart ?? "")
    if let stylesPart, archive.has(stylesPart) { try styles.read(from: archive) }
    (self.strings, self.styles) = (strings, styles)
    return (strings, styles)
  }
}

/// A sheet's name as it is compared: without case and outer blanks.
private struct SheetName: Hashable {
  private let key: String

  init(_ name: String) { key = withoutOuterBlanks(name).lowercased() }
}

extension WorkbookProblem {
  /// What helps against it.
  func hint(path: String) -> Hint? {
    switch self {
    case .noWorkbook(.locked): .workbook(.removePassword)
    case .noWorkbook(.noArchive), .noWorkbook(.otherArchive): .workbook(.saveAsWorkbook)
    case .noWorkbook: .workbook(.saveAsWorkbook)
    case .damaged, .malformed, .doctype, .missingPart, .doubledPart, .cellOrder, .badCell:
      .workbook(.saveAnew)
    case .tooLarge: .workbook(.makeSmaller)
    case .cellError: .workbook(.correctCell)
    case .unsavedResult: .workbook(.recalculate)
    case .oldLetters: .workbook(.toUnicode)
    case .noSheet, .noCells, .severalSheets, .noVisibleSheet, .hidden: nil
    }
  }
}
