import Folders
import Reports
import Testing

@Suite struct ScorecardWorkbookTests {
  /// Two plans of the year that are open, two that are decided so far, and one of which nothing can be said.
  private func sheets() throws -> [Sheet] {
    let folder = FolderTables([
      OutputFile(
        name: "run.json",
        text: """
          {"format": "forecast-run/1", "command": "scorecard", "scenario": "s", "version": "0",
           "title": "Made up", "language": "en", "as_of": "2025-10-06", "year": 2025,
           "office": "OFFICE", "signatory": "HEAD", "paths": 1000}
          """),
      OutputFile(
        name: "scorecard.csv",
        text: """
          scenario,measure,name,unit,period,status,plan,plan_direction,value,value_p10,value_p90,percent_of_plan,probability,mc_error,verdict,note,basis
          s,a,Exports,USD,2025,outlook,9.0,at_least,10.0,9.0,11.0,,0.9,0.01,open,,data
          s,b,Cargo,t,2025,outlook,9.0,at_least,8.0,7.0,10.0,,0.2,0.0126,open,,data
          s,a,Exports,USD,2025-9M,actual,6.0,at_least,7.0,,,116.7,1.0,,met,,data
          s,b,Cargo,t,2025-9M,actual,6.0,at_least,5.0,,,83.3,0.0,,missed,,data
          s,c,Visitors,n,2025,outlook,5.0,at_least,,,,,,,open,too few,too_short

          """),
    ])
    return try #require(ScorecardWorkbook.sheets(folder))
  }

  @Test("The first sheet is upright and names every assessed measure, the least likely first")
  func front() throws {
    let sheet = try #require(sheets().first)
    #expect(sheet.isPortrait)
    let names = sheet.cells.filter { $0.column == 1 }.map(\.value)
    let places = ["Cargo", "Exports"].map { name in
      names.indices.filter { names[$0] == .text(name) }
    }
    // Once among open plans, once among decided ones; what is missed comes first in both.
    #expect(places.allSatisfy { $0.count == 2 })
    #expect(zip(places[0], places[1]).allSatisfy { $0 < $1 })
    #expect(!names.contains(.text("Visitors")))
    let told = sheet.cells.map(\.value)
    #expect(told.contains(.text("Year 2025, not assessed (too few): Visitors.")))
    #expect(
      told.contains(.text("The error of the simulation is at most 1.3 points for each chance.")))
    #expect(told.contains(.text("OFFICE")) && told.contains(.text("HEAD")))
  }

  @Test("Its chances follow the sheet of main measures")
  func formulas() throws {
    let sheets = try sheets()
    let formula = sheets[0].cells.compactMap { cell -> String? in
      guard case .formula(let text, 0.2) = cell.value, text.contains("!") else { return nil }
      return text
    }.first
    let address = try #require(formula?.split(separator: "!").last)
    #expect(formula?.hasPrefix("'\(sheets[1].name)'") == true && address == "N10")
    let cell = sheets[1].cells.first { $0.row == 9 && $0.column == 13 }
    #expect(cell?.value == .number(0.2))
  }
}
