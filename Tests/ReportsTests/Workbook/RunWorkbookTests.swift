import Folders
import FoundationEssentials
import Plans
import Reports
import Testing

/// A run of made-up rows, the third of which is not assessed, and of two indicators.
private func folder(
  _ language: Language = .en, chances: [String] = ["0.05", "0.9", "", "0.4", "0.2", "0.659"],
  day: String = "2025-06-30", office: Bool = false, name: String = "Target"
) -> FolderTables {
  let more = office ? #""office": "OFFICE", "signatory": "HEAD", "# : ""
  let rows = chances.enumerated().map { place, chance in
    let basis = chance.isEmpty ? "not_assessed" : place == 1 ? "data" : "anchor"
    let figures = chance.isEmpty ? ",,,," : "\(chance),0.01,1.0,2.0,6.0"
    return
      "p,t\(place + 1),i\(place + 1),\(name) \(place + 1),percent,at_least,5.0,2030,\(figures),,\(basis),Office,why"
  }.joined(separator: "\n")
  return FolderTables([
    OutputFile(
      name: "run.json",
      text: """
        {"format": "forecast-run/1", "command": "run", "scenario": "s", "version": "0",
         "title": "Made up", \(more)"language": "\(language.rawValue)", "as_of": "\(day)",
         "seed": 1, "paths": 1000, "inputs": []}
        """),
    OutputFile(
      name: "attainment.csv",
      text: """
        plan,ref,indicator,name,unit,direction,target,year,probability,mc_error,p10,p50,p90,first_year_p50,basis,lead_agency,note
        \(rows)

        """),
    OutputFile(
      name: "projections.csv",
      text: """
        indicator,name,unit,frequency,period,kind,mean,sd,p2_5,p5,p10,p25,p50,p75,p90,p95,p97_5
        i1,Target 1,percent,A,2022,actual,3.0,,,,,,,,,,
        i1,Target 1,percent,A,2024,actual,4.0,,,,,,,,,,
        i1,Target 1,percent,A,2025,projection,4.5,1.0,2.5,2.7,3.0,3.5,4.25,5.0,6.0,7.0,8.0
        i1,Target 1,percent,A,2030,projection,4.5,1.0,0.5,0.7,1.0,1.5,2.0,3.0,6.0,7.0,8.0
        i1,Target 1,percent,A,2031,projection,4.5,1.0,0.5,0.7,1.0,1.5,2.0,3.0,6.0,7.0,8.0

        """),
  ])
}

private func number(_ sheet: Sheet, _ row: Int, _ column: Int) -> Double? {
  switch sheet.cells.last(where: { $0.row == row && $0.column == column })?.value {
  case .number(let number): number
  case .formula(_, let value): value
  default: nil
  }
}

private func text(_ sheet: Sheet, _ row: Int, _ column: Int) -> String? {
  switch sheet.cells.last(where: { $0.row == row && $0.column == column })?.value {
  case .text(let text), .textFormula(_, let text): text
  default: nil
  }
}

@Suite struct RunWorkbookSheetTests {
  private func sheet(_ name: String, _ sheets: [Sheet]) throws -> Sheet {
    try #require(sheets.first { $0.name == name }, "\(sheets.map(\.name))")
  }

  @Test("The chart of chances holds every assessed target by name, whatever stands between them")
  func chart() throws {
    let sheets = RunWorkbook.sheets([folder()])
    let chart = try #require(
      sheets.flatMap(\.charts).first { $0.kind == .bar && $0.title == "Chance of each target" })
    let source = try sheet(chart.categories.sheet, sheets)
    let names = chart.categories.rows.map { text(source, $0, chart.categories.column) }
    #expect(names == [1, 2, 4, 5, 6].map { "Target \($0)" })
    let values = try #require(chart.series.first).values
    #expect(values.rows == chart.categories.rows && chart.series.count == 1)
    #expect(values.rows.map { number(source, $0, values.column) } == [0.05, 0.9, 0.4, 0.2, 0.659])
    let open = try sheet("Not assessed", sheets)
    #expect(open.cells.contains { $0.value == .text("Target 3") })
    #expect(!source.cells.contains { $0.value == .text("Target 3") })
  }

  @Test("Every chart's categories and values are of the same rows, and none lies beyond its sheet")
  func charts() throws {
    let sheets = RunWorkbook.sheets([folder()])
    let charts = sheets.flatMap(\.charts)
    #expect(charts.count == 2)
    for chart in charts {
      for series in chart.series {
        #expect(series.values.rows == chart.categories.rows, "\(chart.title)")
        let source = try sheet(series.values.sheet, sheets)
        #expect(series.values.rows.upperBound < source.nextRow)
      }
    }
  }

  @Test("The first sheet is upright and names targets with their words, the least likely first")
  func summary() throws {
    let first = try #require(RunWorkbook.sheets([folder()]).first)
    #expect(first.isPortrait)
    let head = try #require(first.headerRows).upperBound
    let rows = (1...5).map { text(first, head + $0, 1) }
    #expect(rows == ["Target 1", "Target 5", "Target 4", "Target 6", "Target 2"])
    let words = (1...5).map { text(first, head + $0, 6) }
    // 65.9 in 100 are 66.
    #expect(
      words == ["Very unlikely", "Unlikely", "Could go either way", "Likely", "Likely"], "\(words)")
    #expect((1...5).map { number(first, head + $0, 4) } == [0.05, 0.2, 0.4, 0.659, 0.9])
  }

  @Test("Rows that are left are named only where some are", arguments: [true, false])
  func rest(isWhole: Bool) throws {
    let chances = isWhole ? ["0.05", "0.9"] : ["0.05", "0.9", ""]
    let first = try #require(RunWorkbook.sheets([folder(chances: chances)]).first)
    let told = first.cells.contains {
      if case .text(let text) = $0.value { text.contains("The others are listed") } else { false }
    }
    #expect(told != isWhole)
  }

  @Test("Counts by word are those of the words, and add to the targets assessed")
  func counts() throws {
    let first = try #require(RunWorkbook.sheets([folder()]).first)
    let start = try #require(
      first.cells.first { $0.value == .text("Targets assessed") }?.row)
    #expect((0...4).map { number(first, start + $0, 2) } == [5, 2, 1, 1, 1])
    #expect(abs((number(first, start + 5, 2) ?? 0) - 2.209) < 1e-12)
  }

  @Test("The title of a chart is whole, and small where it is long")
  func titles() throws {
    let long = String(repeating: "services that go on to the end ", count: 5) + "of"
    for (name, size) in [("Target", 11.0), (long, 8)] {
      let sheets = RunWorkbook.sheets([folder(name: name)])
      let fan = try #require(sheets.flatMap(\.charts).first { $0.kind == .fan })
      #expect(fan.title == "\(name) 1" && fan.titleSize == size)
    }
  }

  @Test("A fan is history, middle and target as lines over areas that add up to the quantiles")
  func fan() throws {
    let sheets = RunWorkbook.sheets([folder()])
    let fan = try #require(sheets.flatMap(\.charts).first { $0.kind == .fan })
    #expect(
      fan.series.map(\.shape) == [.ground, .area, .area, .area, .dots, .line, .marks])
    let data = try sheet(fan.categories.sheet, sheets)
    let rows = Array(fan.categories.rows)
    #expect(
      rows.map { number(data, $0, fan.categories.column) } == [
        2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030,
      ])
    func values(_ series: Int) -> [Double?] {
      rows.map { number(data, $0, fan.series[series].values.column) }
    }
    // History alone until it ends; the projection of 2030 after it, and its year of the target.
    #expect(values(4) == [3, nil, 4, nil, nil, nil, nil, nil, nil])
    #expect(values(5)[2...3] == [4, 4.25] && values(5)[8] == 2)
    #expect(values(6) == [nil, nil, nil, nil, nil, nil, nil, nil, 5])
    let heights = (0...3).map { values($0)[3] ?? .nan }
    #expect(heights == [3, 0.5, 1.5, 1])
    #expect(heights.reduce(0, +) == 6)
  }

  @Test("A run before gives a sheet of moves, the largest first, with points as formulas")
  func moved() throws {
    let before = folder(
      chances: ["0.05", "0.5", "0.3", "0.41", "0.2", "0.659"], day: "2025-01-31")
    let sheets = RunWorkbook.sheets([folder()], since: before)
    let moves = try sheet("What moved", sheets)
    let head = try #require(moves.headerRows).upperBound
    #expect((1...2).map { text(moves, head + $0, 1) } == ["Target 2", "Target 4"])
    #expect(abs((number(moves, head + 1, 5) ?? 0) - 40) < 1e-9)
    #expect(abs((number(moves, head + 2, 5) ?? 0) + 1) < 1e-9)
    #expect(moves.cells.contains { $0.value == .text("No longer assessed: 1.") })
    #expect(!RunWorkbook.sheets([folder()]).contains { $0.name == "What moved" })
  }

  @Test("Office and signature are those of the scenario, and nothing where it names none")
  func office() throws {
    func texts(_ folder: FolderTables) -> [CellValue] {
      RunWorkbook.sheets([folder])[0].cells.map(\.value)
    }
    let named = texts(folder(office: true))
    #expect(named.contains(.text("OFFICE")) && named.contains(.text("HEAD")))
    #expect(!texts(folder()).contains(.text("HEAD")))
  }

  @Test("Areas and lines come as one chart of areas with a chart of lines over it")
  func file() throws {
    let file = try #require(try XLSXFormat().file([folder()]))
    #expect(try file == XLSXFormat().file([folder()]))
    #expect(file.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
  }
}
