import Files
import TestSupport
import Testing

@Suite("Workbooks")
struct WorkbookTests {
  private func source(_ book: MadeWorkbook, sheet: String? = nil) throws(Fault) -> SourceFile {
    let address = WorkbookAddress("book.xlsx" + (sheet.map { "#" + $0 } ?? ""))
    return try SourceFile(workbook: address, data: book.bytes)
  }

  private func text(_ book: MadeWorkbook) throws -> String {
    String(decoding: try source(book).bytes, as: UTF8.self)
  }

  private func fault(_ book: MadeWorkbook, sheet: String? = nil) -> Problem? {
    do throws(Fault) {
      _ = try source(book, sheet: sheet)
      return nil
    } catch {
      return error.problem
    }
  }

  @Test("Shared, inline and rich texts, numbers and truth values are the texts of their cells")
  func texts() throws {
    let book = MadeWorkbook(
      rows: [
        "<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>a, \"b\"</t></is></c>",
        "<c r=\"A2\"><v>0.10000000000000001</v></c><c r=\"C2\" t=\"b\"><v>1</v></c>",
        "<c r=\"A3\"><v>2017.0</v></c><c r=\"B3\" t=\"str\"><f>X</f><v>x</v></c>",
      ],
      strings: ["<t>no</t>", "<r><t>Biểu </t></r><r><t>5_x000D_</t></r><rPh><t>-</t></rPh>"])
    #expect(try text(book) == "Biểu 5 ,\"a, \"\"b\"\"\"\n0.1,,TRUE\n2017,x")
  }

  @Test(
    "Formats say what a number is: days, months, years, percent, words before it",
    arguments: [
      ("dd/mm/yyyy", "45352", "2024-03-01"), ("\"Tháng\" m \"năm\" yyyy", "45352", "2024-03"),
      ("yyyy", "45352", "2024"), ("[$-42A]mmmm\\ yyyy", "45352", "2024-03"),
      ("dd/mm/yyyy hh:mm", "45352.5", "2024-03-01 12:00:00"), ("hh:mm", "0.5", "12:00:00"),
      ("yyyy-mm-dd", "59", "1900-02-28"), ("yyyy-mm-dd", "61", "1900-03-01"),
      ("0%", "0.07", "7%"), ("0.0%", "1.135", "113.5%"), ("0.0\"%\"", "12.5", "12.5%"),
      ("\"Quý \"0", "3", "Quý 3"), ("#,##0\" tỷ\"", "1200", "1200"), ("#,##0.00", "1.5", "1.5"),
      ("[Red]-0.0;[$VND] 0", "2", "2"), ("General", "3.25", "3.25"),
      ("[h]:mm", "1.5", "1900-01-01 12:00:00"),
    ])
  func formats(format: String, value: String, text: String) throws {
    let book = MadeWorkbook(rows: ["<c s=\"1\"><v>\(value)</v></c>"], formats: [format])
    #expect(try self.text(book) == text)
  }

  @Test("Days are counted from 1904 on where the workbook says so")
  func otherEpoch() throws {
    let book = MadeWorkbook(
      [("S", "visible", "<sheetData><row><c s=\"1\"><v>43890</v></c></row></sheetData>")],
      formats: ["yyyy-mm-dd"], from1904: true)
    #expect(try text(book) == "2024-03-01")
  }

  @Test("A row of the sheet is a line, so that every fault names its cell")
  func places() throws {
    let book = MadeWorkbook(
      [
        (
          "Biểu 5", "visible",
          """
          <sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>unique_id</t></is></c>\
          <c r="C2" t="inlineStr"><is><t>y</t></is></c></row>\
          <row r="12"><c r="B12" t="inlineStr"><is><t>a,b</t></is></c>\
          <c r="C12" t="inlineStr"><is><t>x</t></is></c></row><row r="13"><c r="B13"><v>1</v></c></row></sheetData>
          """
        )
      ])
    var faults = FaultCollector()
    let source = try source(book)
    let columns = [(name: "unique_id", summary: ""), (name: "y", summary: "")]
    var opened = CSVReader(source, columns: columns, numbers: ["y"], faults: &faults)
    let first = opened?.next(&faults)
    let second = opened?.next(&faults)
    let row = try #require(first)
    let next = try #require(second)
    _ = row.number(1, faults: &faults)
    _ = next.required(1, faults: &faults)
    #expect(
      faults.found.map(\.location.text) == ["book.xlsx#Biểu 5!C12", "book.xlsx#Biểu 5!C13"])
    #expect(row.text(0) == "a,b")
  }

  @Test("Texts of digits are told from numbers, and what Excel shows in percent names its format")
  func writtenNumbers() throws {
    func text(_ place: String, _ text: String) -> String {
      "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    let book = MadeWorkbook(
      rows: [
        text("A1", "n") + text("B1", "y"), text("A2", "a") + "<c r=\"B2\"><v>1.234</v></c>",
        text("A3", "b") + text("B3", "1.234"), text("A4", "c") + text("B4", "\u{2212}2"),
        text("A5", "d") + "<c r=\"B5\" s=\"1\"><v>0.212</v></c>",
      ], formats: ["0.0%"])
    var faults = FaultCollector()
    let source = try source(book)
    var opened = CSVReader(
      source, columns: [(name: "n", summary: ""), (name: "y", summary: "")], numbers: ["y"],
      faults: &faults)
    var found: [Double?] = []
    while let row = opened?.next(&faults) { found.append(row.number(1, faults: &faults)) }
    #expect(found == [1.234, nil, nil, nil])
    #expect(faults.found.map(\.location.cell) == ["B3", "B4", "B5"])
    #expect(faults.found.last?.hint == .write(.percentCell("21.2")))
    #expect(
      faults.found.first?.hint
        == .write(.either(mark: .point, thousands: "1234", decimal: "1.2340")))
  }

  @Test("Errors, formulas without results and cells that are none are faults of their cells")
  func cellFaults() throws {
    let book = MadeWorkbook(rows: [
      "<c r=\"A1\" t=\"inlineStr\"><is><t>h</t></is></c>",
      "<c r=\"A2\" t=\"e\"><v>#REF!</v></c><c r=\"B2\"><f>A1+1</f></c><c r=\"C2\" t=\"s\"><v>9</v></c>",
      "<c r=\"A3\" t=\"e\"><v>#N/A</v></c><c r=\"B3\"><v>x1</v></c>",
    ])
    var faults = FaultCollector()
    _ = CSVReader(try source(book), faults: &faults)
    #expect(
      faults.found.map(\.problem) == [
        .workbook(.cellError("#REF!")), .workbook(.unsavedResult),
        .workbook(.badCell(type: "s", text: "9")), .workbook(.badCell(type: "n", text: "x1")),
      ])
    #expect(faults.found.map(\.location.text).last == "book.xlsx#S!B3")
  }

  @Test(
    "Without a name the only sheet that is shown is read; names are compared as people read them")
  func sheets() throws {
    func content(_ text: String) -> String {
      "<sheetData><row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row></sheetData>"
    }
    var book = MadeWorkbook([
      ("Biểu 1 ", "visible", content("one")), ("ẩn", "hidden", content("two")),
    ])
    #expect(try source(book).name == "book.xlsx#Biểu 1 ")
    #expect(String(decoding: try source(book, sheet: "ẩn").bytes, as: UTF8.self) == "two")
    let decomposed = "bie\u{302}\u{309}u 1"
    #expect(try source(book, sheet: decomposed).name == "book.xlsx#Biểu 1 ")
    #expect(fault(book, sheet: "Biểu 2") == .workbook(.noSheet("Biểu 2")))
    book = MadeWorkbook([("A", "visible", content("1")), ("B", "visible", content("2"))])
    #expect(fault(book) == .workbook(.severalSheets(["A", "B"])))
  }

  @Test("What is hidden is read like the rest, and said")
  func hidden() throws {
    let book = MadeWorkbook([
      (
        "S", "visible",
        """
        <cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c>\
        <c r="B1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row></sheetData>
        """
      )
    ])
    var faults = FaultCollector()
    _ = CSVReader(try source(book), faults: &faults)
    #expect(faults.found.isEmpty)
    #expect(faults.remarks.map(\.problem) == [.workbook(.hidden(rows: 1, columns: 1))])
    #expect(String(decoding: try source(book).bytes, as: UTF8.self) == "1,2\n3")
  }

  @Test("Document types, elements without end, wrong sums and cut files are faults")
  func hostile() throws {
    var book = MadeWorkbook(rows: ["<c><v>1</v></c>"])
    let sheet = book.parts.count - 1
    let sound = book.parts[sheet].text
    book.parts[sheet].text = "<!DOCTYPE a [<!ENTITY b \"c\">]>" + sound
    #expect(fault(book) == .workbook(.doctype(part: "xl/worksheets/sheet1.xml")))
    book.parts[sheet].text =
      String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
    #expect(fault(book) == .workbook(.tooLarge(.depth, limit: 256)))
    book.parts[sheet].text = String(sound.dropLast(5))
    #expect(fault(book) == .workbook(.malformed(part: "xl/worksheets/sheet1.xml", line: 1)))
    book.parts[sheet].text = sound
    book.parts.append(book.parts[sheet])
    #expect(fault(book) == .workbook(.doubledPart("xl/worksheets/sheet1.xml")))
    let bytes = MadeWorkbook(rows: ["<c><v>1</v></c>"]).bytes
    func problem(_ bytes: [UInt8]) -> Problem? {
      do throws(Fault) {
        _ = try SourceFile(workbook: WorkbookAddress("b.xlsx"), data: bytes)
        return nil
      } catch {
        return error.problem
      }
    }
    let place = try #require(bytes.firstRange(of: Array("<v>1".utf8))).upperBound - 1
    var changed = bytes
    changed[place] = UInt8(ascii: "2")
    #expect(problem(changed) == .workbook(.damaged(part: "xl/worksheets/sheet1.xml")))
    #expect(problem(Array(bytes.prefix(bytes.count / 2))) == .workbook(.damaged(part: nil)))
    #expect(
      problem([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) == .workbook(.noWorkbook(.xls)))
    #expect(problem(Array("a,b".utf8)) == .workbook(.noWorkbook(.noArchive)))
  }

  @Test("Rows that stand twice or backwards are a fault, rows and cells without places are counted")
  func order() throws {
    func book(_ rows: String) -> MadeWorkbook {
      MadeWorkbook([("S", "visible", "<sheetData>\(rows)</sheetData>")])
    }
    #expect(
      fault(book("<row r=\"2\"/><row r=\"2\"><c><v>1</v></c></row>")) == .workbook(.cellOrder))
    #expect(
      fault(book("<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"))
        == .workbook(.cellOrder))
    #expect(
      try text(book("<row/><row><c><v>1</v></c><c r=\"C2\"><v>2</v></c><c><v>3</v></c></row>"))
        == "\n1,,2,3")
  }

  @Test("Vietnamese of the old encoding is named, not read; French and German are")
  func oldLetters() {
    let old = "Tæng s¶n phÈm trªn ®Þa bµn, gi¸ hiÖn hµnh"
    #expect(OldLetters.word(in: old.utf8) != nil)
    let bytes = old.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(OldLetters.word(inBytes: bytes) != nil)
    for text in ["Tổng sản phẩm trên địa bàn", "Bevölkerung, Größe, für Österreich", "façade été"] {
      #expect(OldLetters.word(in: text.utf8) == nil)
    }
  }
}
