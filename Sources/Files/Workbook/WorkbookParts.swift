/// Texts that cells share, in one run of bytes.
final class SharedStrings: MarkupReader {
  static let countLimit = 4_000_000
  static let byteLimit = 96 << 20

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var text: [UInt8] = []
  private var isCollecting = false
  private var phonetic = 0

  /// Adds a text to others; `false` where there is none of the number.
  func append(_ place: Int, to other: inout [UInt8]) -> Bool {
    guard ends.indices.contains(place) else { return false }
    other += bytes[(place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])]
    return true
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name.is("t") {
      isCollecting = phonetic == 0
    } else if name.is("si") {
      text.removeAll(keepingCapacity: true)
    } else if name.is("rPh") {
      phonetic += 1
    }
  }

  override func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isCollecting else { return }
    text.append(contentsOf: bytes)
    if text.count > SheetReader.textLimit { stop(.tooLarge(.text, limit: SheetReader.textLimit)) }
  }

  override func end(_ name: MarkupName) {
    if name.is("t") {
      isCollecting = false
    } else if name.is("rPh") {
      phonetic -= 1
    } else if name.is("si") {
      CellText.append(text[...], to: &bytes)
      ends.append(UInt32(bytes.count))
      if ends.count > Self.countLimit { stop(.tooLarge(.strings, limit: Self.countLimit)) }
      if bytes.count > Self.byteLimit { stop(.tooLarge(.stringBytes, limit: Self.byteLimit)) }
    }
  }
}

/// Texts of cells as one line: ends of lines are blanks, and what workbooks write for signs is read back.
enum CellText {
  static func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    guard text.contains(where: { $0 < 32 || $0 == UInt8(ascii: "_") }) else {
      bytes += text
      return
    }
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      if byte == UInt8(ascii: "_"), let (code, next) = escaped(text, place) {
        append(code, to: &bytes)
        place = next
        continue
      }
      append(byte, to: &bytes)
      place += 1
    }
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    // Of two ends of lines one blank remains.
    let isEnd = byte == 10 || byte == 13
    if isEnd && bytes.last == 32 { return }
    bytes.append(isEnd || isControl(byte) ? 32 : byte)
  }

  /// `_x000D_`: the sign, and where it ends.
  private static func escaped(_ text: ArraySlice<UInt8>, _ place: Int) -> (UInt8, Int)? {
    guard place + 7 <= text.endIndex, text[place + 1] == UInt8(ascii: "x"),
      text[place + 6] == UInt8(ascii: "_"),
      let code = UInt32(
        String(decoding: text[(place + 2)..<(place + 6)], as: UTF8.self), radix: 16), code < 128
    else { return nil }
    return (UInt8(code), place + 7)
  }
}

/// Where the parts of a workbook stand, by their kinds and ids.
final class Relationships: MarkupReader {
  private(set) var targets: [(id: String, kind: String, target: String)] = []
  private let folder: String

  /// - Parameter part: that of which the relations are told.
  init(of part: String) throws(WorkbookProblem) {
    let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
    folder = pieces.dropLast().map { "\($0)/" }.joined()
    try super.init("\(folder)_rels/\(pieces.last ?? "").rels")
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    guard name.is("Relationship"), attributes.text("TargetMode") != "External",
      let id = attributes.text("Id"), let type = attributes.text("Type"),
      let target = attributes.text("Target"), targets.count < 10_000
    else { return }
    let kind = type.split(separator: "/").last.map(String.init) ?? ""
    targets.append((id, kind, resolved(target)))
  }

  private func resolved(_ target: String) -> String {
    var path: [Substring] = []
    for piece in ((target.hasPrefix("/") ? "" : folder) + target).split(separator: "/") {
      if piece == ".." { _ = path.popLast() } else if piece != "." { path.append(piece) }
    }
    return path.joined(separator: "/")
  }

  func first(_ kind: String) -> String? { targets.first { $0.kind == kind }?.target }
}

/// The list of a workbook's sheets.
final class SheetList: MarkupReader {
  static let limit = 2048

  private(set) var sheets: [(name: String, isHidden: Bool, id: String)] = []
  private(set) var from1904 = false

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name.is("workbookPr") {
      from1904 = attributes.isTrue("date1904")
    } else if name.is("sheet"), let title = attributes.text("name") {
      sheets.append(
        (title, (attributes.text("state") ?? "visible") != "visible", attributes.text("id") ?? ""))
      if sheets.count > Self.limit { stop(.tooLarge(.sheets, limit: Self.limit)) }
    }
  }
}

/// The formats of a workbook's cells.
final class WorkbookStyles: MarkupReader {
  static let limit = 100_000

  private var codes: [Int: NumberFormat] = [:]
  private var formats: [NumberFormat] = []
  private var indents: [Int] = []
  private var fonts: [Bool] = []
  private var fontOfFormat: [Int] = []
  private var isInFonts = false
  private var isInFormats = false

  /// The number format of a cell's style.
  func format(_ style: Int) -> NumberFormat {
    formats.indices.contains(style) ? formats[style] : .plain
  }

  /// How far a cell's text is set in.
  func indent(_ style: Int) -> Int { indents.indices.contains(style) ? indents[style] : 0 }

  /// Whether a cell's font is one of an old Vietnamese encoding, `.VnTime`.
  func hasOldFont(_ style: Int) -> Bool {
    guard fontOfFormat.indices.contains(style) else { return false }
    let font = fontOfFormat[style]
    return fonts.indices.contains(font) && fonts[font]
  }

  override func start(_ name: MarkupName, _ attributes: MarkupAttributes) {
    if name.is("numFmt") {
      guard let id = attributes.number("numFmtId"), let code = attributes.text("formatCode"),
        codes.count < Self.limit
      else { return }
      codes[id] = NumberFormat(code)
    } else if name.is("fonts") {
      isInFonts = true
    } else if name.is("font"), isInFonts {
      fonts.append(false)
      if fonts.count > Self.limit { stop(.tooLarge(.styles, limit: Self.limit)) }
    } else if name.is("name"), isInFonts, !fonts.isEmpty {
      fonts[fonts.count - 1] = attributes.text("val")?.lowercased().hasPrefix(".vn") == true
    } else if name.is("cellXfs") {
      isInFormats = true
    } else if name.is("xf"), isInFormats {
      let id = attributes.number("numFmtId") ?? 0
      formats.append(codes[id] ?? NumberFormat(builtIn: id))
      indents.append(0)
      fontOfFormat.append(attributes.number("fontId") ?? 0)
      if formats.count > Self.limit { stop(.tooLarge(.styles, limit: Self.limit)) }
    } else if name.is("alignment"), isInFormats, !indents.isEmpty {
      indents[indents.count - 1] = min(250, attributes.number("indent") ?? 0)
    }
  }

  override func end(_ name: MarkupName) {
    if name.is("fonts") { isInFonts = false }
    if name.is("cellXfs") { isInFormats = false }
  }
}
