internal import Files
internal import Folders
import FoundationEssentials
import Pipeline
import Plans
import Reports
import Tables
import Testing
import TimeSeries
import Tracking

/// Facts in fields, and tables that are read back.
@Suite struct TableTests {
  private func law<Value: Fact & FieldValue & Equatable>(_ values: [Value]) {
    for value in values {
      #expect(Value(code: value.code) == value, "\(value)")
      #expect(Value(value.cell) == value, "\(value)")
      #expect(Value(Cell.text(value.code)) == value, "\(value)")
    }
    #expect(Set(values.map(\.code)).count == values.count)
    #expect(Value(Cell.blank) == nil && Value(Cell.number(0.5)) == nil)
  }

  @Test("A fact of a growth scenario has a code of its own, and the code is read as that fact")
  func growthFacts() {
    law(GrowthCell.Status.allCases)
    law(GrowthStance.allCases)
    law(GrowthVerdict.allCases)
    law(GrowthNote.Kind.allCases)
    law(Statement.Kind.allCases)
    law(ScoreResult.Status.allCases)
    law(GrowthChanges.Cause.allCases)
    law(GrowthChanges.Quantity.allCases)
    law([Period.year(2024), .quarter(4, of: 2024), .month(12, of: 987), .span(from: 1, through: 9)])
    law([
      GrowthRival.Scope(.top), GrowthRival.Scope(.all),
      GrowthRival.Scope(.top, without: 2020...2022),
      GrowthRival.Scope(.all, without: 2020...2022), GrowthRival.Scope(.all, without: 2008...2008),
    ])
    for text in ["", "some", "top without", "top without 2020", "all without 2022–2020", "top "] {
      #expect(GrowthRival.Scope(code: text) == nil, "\(text)")
    }
  }

  @Test("An answer of a panel has a code of its own, and the code is read as that answer")
  func answers() {
    law(Answer.Rung.allCases)
    law([Answer.Maker.nobody, .model("ets"), .classes("growth+general"), .classes("")])
    law([
      Answer.Reason.named, .enoughValues, .fewValues, .gaps, .manyGaps, .neverMoved, .tooShort,
      .noValue, .leftOut, .tooShortFor("ets"), .tooLongFor("ets"), .noScaleFor("theta"),
      .noFitBy("local_linear_trend"),
    ])
    #expect(Answer.Reason(code: "because") == nil)
  }

  private func read(_ file: OutputFile) -> Table {
    let isMarked = file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = String(decoding: file.bytes.dropFirst(isMarked ? 3 : 0), as: UTF8.self)
    var faults = FaultCollector()
    let table = WrittenTable.read(
      SourceFile(path: file.name, text: text), as: nil, faults: &faults)
    #expect(faults.found.isEmpty)
    return table
  }

  @Test(
    "A published figure keeps its decimals through a file",
    arguments: [(8.0, 1), (8.0, 0), (8.0, 2), (7.5, 1), (7.52, 2), (-0.5, 3), (1234567.25, 2)])
  func decimals(value: Double, decimals: Int) throws {
    let figure = PublishedFigure(value: value, decimals: decimals)
    #expect(PublishedFigure(figure.cell) == figure)
    var table = Table(
      name: "t",
      columns: [
        ColumnHeader(name: "id", kind: .text, meaning: ""),
        ColumnHeader(name: "figure", kind: .number, meaning: ""),
      ])
    table.append([.text("1e3"), figure.cell])
    for file in [OutputFile(table), ExcelCSV.vi.file(OutputFile(table))] {
      let row = try #require(read(file).rows.first)
      #expect(PublishedFigure(row[1]) == figure, "\(String(decoding: file.bytes, as: UTF8.self))")
    }
  }

  @Test("The bytes of a long table are the same on any number of threads")
  func threads() {
    var table = Table(
      name: "t",
      columns: [
        ColumnHeader(name: "id", kind: .text, meaning: ""),
        ColumnHeader(name: "figure", kind: .number, meaning: ""),
      ])
    for number in 0..<1300 { table.append([.text("=\(number), a"), .number(Double(number) / 3)]) }
    let file = OutputFile(table)
    #expect(OutputFile(table, threads: 3) == file)
    let rows = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 1301 && rows[1300] == "\"'=1299, a\",433.0")
  }

  @Test("A discrepancy is read back as the figure that gave way")
  func figures() throws {
    let day = CalendarDate(year: 2025, month: 4, day: 6)
    let period = Period.quarter(1, of: 2025)
    for origin in [.published(day), .published(nil), .stated(reason: "a (b) of 2024 = 1")]
      as [GrowthFigure.Origin]
    {
      let figure = GrowthFigure("services_level", period, origin)
      #expect(GrowthFigure(code: figure.code) == figure)
    }
    for text in ["", "grdp", "grdp 2025-Q9", "grdp 2025 from 2024-01-01"] {
      #expect(GrowthFigure(code: text) == nil)
    }
  }
}
