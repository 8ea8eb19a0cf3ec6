import Reports
import Testing
import Tracking

/// Workbooks of growth that was published where levels were not. Every number here is made up.
@Suite struct PublishedGrowthTests {
  private func texts(_ sheet: Sheet) -> [String] {
    sheet.cells.compactMap { if case .text(let text) = $0.value { text } else { nil } }
  }

  private func value(_ sheet: Sheet, _ row: Int, _ column: Int) -> Double? {
    switch sheet.cells.last(where: { $0.row == row && $0.column == column })?.value {
    case .number(let number): number
    case .formula(_, let value): value
    default: nil
    }
  }

  @Test("Published growth is no estimate, though the levels beside it are")
  func heads() throws {
    let sheets = try GrowthSample(publishedGrowth: 7.9).sheets(.vi)
    let (growth, levels) = (texts(sheets[1]), texts(sheets[2]))
    #expect(growth.contains("Quý I (TH)") && growth.contains("Quý II (TH)"))
    // Of six months nothing was published.
    #expect(growth.contains("6 tháng (ước tính)"))
    #expect(levels.contains("Quý I (ước tính)") && !levels.contains("Quý I (TH)"))
    let result = GrowthSample(publishedGrowth: 7.9).result
    let text = GrowthSummary(result, language: .vi, width: 100).text
    #expect(!text.contains("Quý I (ước)") && text.contains("7,9"))
    let without = GrowthSample(publishedGrowth: nil).result.tables[0][0].quarterly[4]
    #expect(without.growthStatus == .actual && without.growthToDateStatus == .actual)
    let cell = result.tables[0][0].quarterly[4]
    #expect(cell.status == .estimate && cell.growthStatus == .actual)
    #expect(cell.growthToDateStatus == .estimate)
  }

  @Test("What an earlier run knew as published stands as published beside the newer one")
  func comparison() throws {
    let earlier = GrowthSample(factor: 0.99, publishedGrowth: 7.9)
    let sheet = try GrowthSample().sheets(.vi, against: earlier.folder(.vi))[4]
    #expect(value(sheet, 9, 3) == 7.9 && value(sheet, 10, 3) == 7.9)
    // Quarters that were ahead are told by their levels.
    let now = try #require(value(sheet, 11, 4))
    let then = try #require(value(sheet, 11, 3))
    #expect(abs((1 + then / 100) - 0.99 * (1 + now / 100)) < 1e-9)
  }

  @Test(
    "Small levels keep decimals, large ones have none",
    arguments: [(1.0, "none"), (0.1, "one"), (0.001, "grouped")])
  func decimals(scale: Double, name: String) throws {
    let sheet = try GrowthSample(unit: "", scale: scale).sheets(.en)[2]
    let cell = try #require(sheet.cells.last { $0.row == 9 && $0.column == 3 })
    #expect("\(cell)".contains("decimals: ") && "\(cell)".contains("Decimals.\(name)"), "\(cell)")
  }

  @Test("The range of the front chart lies on what came, where it has no height")
  func ground() throws {
    for growth in [nil, 7.9] {
      let sheets = try GrowthSample(publishedGrowth: growth).sheets(.en)
      let data = try #require(sheets.first { $0.name == "Chart data" })
      let course = sheets[0].charts[0]
      let ground = try #require(course.series.first { $0.shape == .ground })
      let band = try #require(course.series.first { $0.shape == .area })
      let came = course.series.filter { $0.shape == .dots }
      var over = 0
      for row in ground.values.rows {
        let known = came.compactMap { value(data, row, $0.values.column) }
        #expect(value(data, row, ground.values.column) != nil)
        guard let known = known.first else { continue }
        over += 1
        #expect(value(data, row, ground.values.column) == known)
        #expect(value(data, row, band.values.column) == 0)
      }
      #expect(over == 2)
    }
  }
}
