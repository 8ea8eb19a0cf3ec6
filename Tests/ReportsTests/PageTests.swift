internal import Attainment
internal import Folders
import Reports
import Tables
import Testing

/// A folder of one made-up run whose names try to break out.
private let hostile = FolderTables([
  OutputFile(
    name: "run.json",
    text: """
      {"format": "forecast-run/1", "command": "run", "scenario": "s", "version": "0",
       "title": "</title><script>alert(1)</script>", "language": "en", "seed": 1, "paths": 1000,
       "inputs": [{"path": "<img src=x>", "sha256": "ab", "bytes": 3}]}
      """),
  OutputFile(
    name: "attainment.csv",
    text: #"""
      plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,first_year_p50,basis,lead_agency
      p,=1+1,a,</script><b>,percent,at_least,5.0,2030,0.25,0.01,1.0,2.0,6.0,,data,"@A ""B"""
      p,-2,b,"=HYPERLINK(""x"")",rank,range,3.0..4.0,2030,,,,,,,not_assessed,+why

      """#),
  OutputFile(
    name: "projections.csv",
    text: """
      indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5
      a,</script><b>,percent,A,2024,actual,1.0,,,,,,,,,,
      a,</script><b>,percent,A,2030,projection,3.0,1.0,0.5,0.7,1.0,1.5,2.0,3.0,6.0,7.0,8.0

      """),
])

@Suite struct ReportPageTests {
  private var page: String {
    let file = ReportPage([hostile]).file(
      ChartLibrary(testing: "var d3 = '</script>';", licence: "<BSD>"))
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test("Names from files stay text: no element of theirs, none of the script's ends early")
  func escaping() {
    #expect(!page.contains("<script>alert") && !page.contains("<img src=x>"))
    #expect(page.contains("&lt;/script&gt;&lt;b&gt;"))
    // The page's own: licence, data, library, script.
    #expect(page.split(separator: "</script>", omittingEmptySubsequences: false).count == 5)
  }

  @Test("The page forbids every request and names no address to fetch from")
  func selfContained() {
    #expect(page.contains("default-src 'none'"))
    for part in ["src=\"", "href=\"http", "url(", "@import"] {
      #expect(!page.contains(part), "\(part)")
    }
  }

  @Test("Every figure has a chart and its table, every plot a place in the data")
  func figures() {
    let charts = page.split(separator: "data-chart=\"", omittingEmptySubsequences: false).count - 1
    let tables = page.split(separator: "<details>", omittingEmptySubsequences: false).count - 1
    #expect(charts == 1 && tables == charts)
    #expect(page.contains("data-plot=\"0\"") && !page.contains("data-plot=\"1\""))
    #expect(page.contains("25.0% ± 1.0") && page.contains("≥ 5%"))
  }

  @Test("Charts draw numbers to six digits, a number that is none as nothing")
  func drawn() {
    let rows = [
      "indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5",
      "a,A,u,A,2030,projection,3.0,1.0,0.5,0.7,1234567.891,12.3456789,0.000123456789,3.0,,7.0,8.0",
    ]
    let folder = FolderTables([
      OutputFile(
        name: "run.json", text: "{\"format\": \"forecast-run/1\", \"command\": \"run\"}"),
      OutputFile(name: "projections.csv", text: rows.map { $0 + "\n" }.joined()),
    ])
    let file = ReportPage([folder]).file(ChartLibrary(testing: "", licence: ""))
    let text = String(decoding: file.bytes, as: UTF8.self).filter { !$0.isWhitespace }
    #expect(text.contains("[2030,0.5,1234568,12.3457,0.000123457,3,null,8]"))
  }

  @Test("No place of a sentence is left open")
  func places() {
    let body = page.prefix { $0 != "\u{0}" }.split(separator: "<script type")[0]
    let text = body.split(separator: "</style>", omittingEmptySubsequences: false).last ?? ""
    #expect(!text.contains("{") && !text.contains("}"))
  }
}

@Suite struct GroupPageTests {
  private static let joint = OutputFile(
    name: "joint.csv",
    text: """
      plan,group,dependence,targets,p_all,mc_error,expected_met,p10_met,p50_met,p90_met,group_kind
      p,all,independent,9,0.1,0.01,4.0,2,4,6,all
      p,all,fitted,9,0.2,0.01,4.0,2,4,6,all
      p,all,high,9,0.3,0.01,4.0,2,4,6,all
      p,all,fitted,2,0.75,0.01,1.5,1,2,2,agency

      """)

  @Test("An agency that is called all is an agency, on the page and in the workbook")
  func agencyCalledAll() {
    let run = OutputFile(name: "run.json", text: #"{"command": "run", "language": "en"}"#)
    let folder = FolderTables([run, Self.joint])
    let file = ReportPage([folder]).file(ChartLibrary(testing: "", licence: ""))
    let page = String(decoding: file.bytes, as: UTF8.self)
    #expect(page.contains("all targets of p") && page.contains(">all<"))
    #expect(page.contains("75.0% ± 1.0") && page.contains("20.0% ± 1.0"))
    let cells = RunWorkbook.sheets([folder]).flatMap(\.cells).map(\.value)
    #expect(cells.contains(.text("all")) && cells.contains(.text("all targets")))
    #expect(cells.contains(.number(0.75)))
  }
}

@Suite struct RunWorkbookTests {
  @Test("Texts that begin with = + - @ stay texts; numbers stay numbers")
  func cells() throws {
    let sheets = RunWorkbook.sheets([hostile])
    let cells = sheets.flatMap(\.cells)
    for text in ["=1+1", "-2", "@A \"B\"", "=HYPERLINK(\"x\")", "+why", "3.0..4.0"] {
      #expect(cells.contains { $0.value == .text(text) }, "\(text)")
    }
    #expect(cells.contains { $0.value == .number(0.25) })
    let formulas = cells.filter { if case .formula = $0.value { true } else { false } }
    #expect(formulas.count == 4)
  }

  @Test("Heads of columns are as high as their words need, each whole on a line")
  func heads() {
    #expect(Sheet.lines(of: "Change needed a year", across: 11) == 3)
    #expect(Sheet.lines(of: "Change needed a year", across: 40) == 1)
    #expect(Sheet.lines(of: "Antidisestablishmentarianism", across: 9) == 1)
    var deepest = 1
    for sheet in RunWorkbook.sheets([hostile]) {
      guard let rows = sheet.headerRows, rows.count == 1 else { continue }
      for cell in sheet.cells where cell.row == rows.lowerBound {
        guard case .text(let name) = cell.value else { continue }
        let lines = Sheet.lines(of: name, across: sheet.widths[cell.column])
        deepest = max(deepest, lines)
        #expect(lines == 1 || (sheet.heights[cell.row] ?? 0) >= 15 * Double(lines), "\(name)")
      }
    }
    #expect(deepest >= 3)
  }

  @Test("The same tables give the same bytes")
  func bytes() throws {
    #expect(try XLSXFormat().file([hostile]) == XLSXFormat().file([hostile]))
  }
}

@Suite struct ExcelCSVTests {
  @Test("A Vietnamese Excel gets ; and decimal commas, a mark, and no formula of a name")
  func vietnamese() {
    var table = Table(
      name: "a",
      columns: [("ref", .text), ("value", .number), ("name", .text)].map {
        ColumnHeader(name: $0, kind: $1, meaning: "")
      })
    table.append([.text("2.1"), .number(2.5e-05), .text("=1;\"")])
    table.append([.text("-3"), .number(-4.5), .text("a;b")])
    let text = String(decoding: ExcelCSV.vi.file(OutputFile(table)).bytes, as: UTF8.self)
    #expect(
      text == "\u{FEFF}ref;value;name\n2.1;2,5e-05;\"'=1;\"\"\"\n'-3;-4,5;\"a;b\"\n")
  }

  @Test("Its table is read back with the names of its columns")
  func readBack() {
    let run = OutputFile(name: "run.json", text: "{\"command\": \"run\"}")
    let table = OutputFile(name: "attainment.csv", text: "ref,probability\n2.1,0.5\n")
    let text = JSONSummary([run, ExcelCSV.vi.file(table)], folder: "x").text
    #expect(text.contains("\"ref\": \"2.1\"") && text.contains("\"probability\": 0.5"))
  }

  @Test("Other files stay as they are")
  func others() {
    let file = OutputFile(name: "run.json", text: "{}")
    #expect(ExcelCSV.vi.file(file) == file)
  }
}

@Suite struct JSONSummaryTests {
  @Test("Numbers are numbers, blanks null, references texts even where they look like numbers")
  func values() {
    let run = OutputFile(name: "run.json", text: "{\"command\": \"run\", \"seed\": 3}")
    let table = OutputFile(name: "attainment.csv", text: "ref,year,probability\n2.1,2030,\n")
    let text = JSONSummary([run, table], folder: "runs/x").text
    #expect(text.contains("\"ref\": \"2.1\"") && text.contains("\"year\": 2030"))
    #expect(text.contains("\"probability\": null") && text.contains("\"folder\": \"runs/x\""))
  }
}
