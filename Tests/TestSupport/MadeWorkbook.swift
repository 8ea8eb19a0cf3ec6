/// A workbook written by hand, part by part, so that tests say what stands in it to the byte.
package struct MadeWorkbook {
  /// The parts by their names, in the order in which they are written.
  package var parts: [(name: String, text: String)] = []

  /// A workbook of sheets, each given by the XML inside its root element.
  ///
  /// - Parameters:
  ///   - sheets: name, state (`visible`, `hidden`) and content: rows, columns, merged cells.
  ///   - strings: the texts that cells share, as XML inside `si`.
  ///   - formats: codes of number formats; the style 0 is plain, the style n has the nth of them.
  package init(
    _ sheets: [(name: String, state: String, content: String)], strings: [String] = [],
    formats: [String] = [], from1904: Bool = false
  ) {
    let names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    func relation(_ id: String, _ kind: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(kinds)/\(kind)\" Target=\"\(target)\"/>"
    }
    let list = sheets.enumerated().map { place, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(place + 1)\" state=\"\(sheet.state)\" r:id=\"rId\(place + 1)\"/>"
    }.joined()
    var relations = sheets.indices.map {
      relation("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
    }.joined()
    relations += relation("rIdT", "sharedStrings", "sharedStrings.xml")
    relations += relation("rIdS", "styles", "styles.xml")
    parts = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(package)\">\(relation("r", "officeDocument", "xl/workbook.xml"))</Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(names)\" xmlns:r=\"\(kinds)\"><workbookPr date1904=\"\(from1904 ? 1 : 0)\"/><sheets>\(list)</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(package)\">\(relations)</Relationships>"
      ),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(names)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"
      ),
      ("xl/styles.xml", Self.styles(formats, names)),
    ]
    for (place, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/sheet\(place + 1).xml",
          "<worksheet xmlns=\"\(names)\">\(sheet.content)</worksheet>"
        ))
    }
  }

  /// One visible sheet `S` of rows, each the XML of its cells.
  package init(rows: [String], strings: [String] = [], formats: [String] = []) {
    let content = rows.enumerated().map { "<row r=\"\($0.offset + 1)\">\($0.element)</row>" }
    self.init(
      [("S", "visible", "<sheetData>\(content.joined())</sheetData>")], strings: strings,
      formats: formats)
  }

  /// One visible sheet of cells by their places, `C12`, row by row; what reads as a number is one.
  package init(_ name: String = "S", cells: [(place: String, value: String)], merges: [String] = [])
  {
    var rows: [(row: String, cells: String)] = []
    for cell in cells {
      let row = String(cell.place.drop { $0.isLetter })
      let text = cell.value.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      let content =
        Double(cell.value) != nil
        ? "<c r=\"\(cell.place)\"><v>\(cell.value)</v></c>"
        : "<c r=\"\(cell.place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      if rows.last?.row == row {
        rows[rows.count - 1].cells += content
      } else {
        rows.append((row, content))
      }
    }
    let table = rows.map { "<row r=\"\($0.row)\">\($0.cells)</row>" }.joined()
    let spans = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    self.init([
      (name, "visible", "<sheetData>\(table)</sheetData><mergeCells>\(spans)</mergeCells>")
    ])
  }

  private static func styles(_ formats: [String], _ names: String) -> String {
    let codes = formats.enumerated().map {
      "<numFmt numFmtId=\"\(164 + $0.offset)\" formatCode=\"\($0.element.replacing("\"", with: "&quot;"))\"/>"
    }.joined()
    let styles = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }.joined()
    return
      "<styleSheet xmlns=\"\(names)\"><numFmts>\(codes)</numFmts><cellXfs><xf numFmtId=\"0\"/>\(styles)</cellXfs></styleSheet>"
  }

  /// The bytes of the file, its parts stored without deflating them.
  package var bytes: [UInt8] {
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for part in parts {
      let (name, text) = (Array(part.name.utf8), Array(part.text.utf8))
      let head =
        Self.number(20, 2) + Self.number(0x800, 2) + Self.number(0, 2) + Self.number(0, 4)
        + Self.number(Self.checksum(text), 4) + Self.number(text.count, 4)
        + Self.number(text.count, 4) + Self.number(name.count, 2) + Self.number(0, 2)
      directory +=
        Self.number(0x0201_4B50, 4) + Self.number(20, 2) + head + Self.number(0, 2)
        + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 4) + Self.number(file.count, 4)
        + name
      file += Self.number(0x0403_4B50, 4) + head + name + text
    }
    let end =
      Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(parts.count, 2)
      + Self.number(parts.count, 2) + Self.number(directory.count, 4)
      + Self.number(file.count, 4) + Self.number(0, 2)
    return file + directory + end
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }

  /// CRC-32 as zip archives have it.
  private static func checksum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return Int(~sum)
  }
}
