internal import Files
internal import Folders
import FoundationEssentials
import Pipeline
import Plans
import Reports
import Testing
import TimeSeries
internal import Tracking

@Suite struct WorkbookTests {
  private func value(_ cell: SheetCell?) -> Double? {
    switch cell?.value {
    case .number(let number): number
    case .formula(_, let value): value
    default: nil
    }
  }

  private func figures(_ sheet: Sheet) -> [[Int]: Double] {
    Dictionary(
      sheet.cells.compactMap { cell in value(cell).map { ([cell.row, cell.column], $0) } }
    ) { $1 }
  }

  private func texts(_ sheets: [Sheet]) -> [String] {
    sheets.flatMap(\.cells).compactMap { cell in
      if case .text(let text) = cell.value { text } else { nil }
    }
  }

  @Test("The same tables give the same bytes, and they are a zip", arguments: Language.allCases)
  func stable(language: Language) throws {
    for sample in [GrowthSample(), GrowthSample(asOf: nil)] {
      let first = try #require(try XLSXFormat().file([sample.folder(language)]))
      #expect(try first == XLSXFormat().file([sample.folder(language)]))
      #expect(first.name == "growth.xlsx" && first.bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]))
    }
  }

  @Test(
    "A folder on disk gives the workbook of the fresh run, in both styles of CSV, alone and beside an earlier one",
    arguments: Language.allCases, [nil, ExcelCSV.vi])
  func fromFolder(language: Language, excel: ExcelCSV?) throws {
    let samples = [GrowthSample(isUnpublished: true), GrowthSample(factor: 0.99)]
    let fresh = samples.map { $0.folder(language) }
    var faults = FaultCollector()
    var folders: [String] = []
    defer { for folder in folders { try? FileManager.default.removeItem(atPath: folder) } }
    for sample in samples {
      let folder = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
      folders.append(folder)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for file in sample.files(language, excel: excel) {
        try Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)"))
      }
    }
    let read = folders.compactMap { FolderTables.read(folder: $0, faults: &faults) }
    let earlier = FolderTables.readGrowth(folder: folders[1], faults: &faults)
    #expect(faults.found.isEmpty && read.count == 2)
    let format = XLSXFormat()
    let alone = try #require(try format.file([fresh[0]]))
    #expect(try format.file([read[0]]) == alone)
    let compared = try #require(try format.file([fresh[0]], against: earlier))
    #expect(compared != alone)
    #expect(try format.file(read) == compared)
  }

  @Test("Only a folder of the same scenario and year is compared with unasked")
  func others() throws {
    let alone = try XLSXFormat().file([GrowthSample().folder(.en)])
    let other = GrowthSample(year: 2026).folder(.en)
    #expect(try XLSXFormat().file([GrowthSample().folder(.en), other]) == alone)
  }

  @Test("A folder that does not tell what figures rest on has no growth workbook")
  func earlierVersion() throws {
    let files = GrowthSample().files(.en).filter { $0.name != "fits.json" }
    #expect(try XLSXFormat().file([FolderTables(files)]) == nil)
  }

  @Test(
    "Hostile texts are cells of text, never formulas",
    arguments: [
      "<&\"'>", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-1", "😀 Đắk Lắk", "a\nb", "\u{1}",
    ])
  func hostile(text: String) throws {
    let sample = GrowthSample(firstName: text, region: text, variants: [text])
    let sheets = try sample.sheets(.vi)
    #expect(sheets[1].cells.contains { $0.column == 1 && $0.value == .text(text) })
    for cell in sheets.flatMap(\.cells) {
      if case .formula(let formula, _) = cell.value { #expect(!formula.contains("calc")) }
    }
    let file = try #require(try XLSXFormat().file([sample.folder(.vi)]))
    #expect(file.bytes.count > 1_000)
  }

  @Test("Very long texts are cut, not refused")
  func long() throws {
    let sample = GrowthSample(region: String(repeating: "Hải Dương ", count: 5_000))
    let file = try #require(try XLSXFormat().file([sample.folder(.en)]))
    #expect(!file.bytes.isEmpty)
  }

  @Test("Parts add to their whole, quarters to 6 and 9 months and the year", arguments: [0, 2, 4])
  func sums(realised: Int) throws {
    let sample = GrowthSample(realised: realised)
    let sheets = try sample.sheets(.vi)
    let (levels, first) = (figures(sheets[2]), 8)
    let columns = (levels.keys.map { $0[1] }.max() ?? 0)
    #expect(columns == [0: 23, 2: 17, 4: 9][realised])
    for column in 2...columns {
      func at(_ row: Int) -> Double { levels[[first + row, column]] ?? .nan }
      #expect(abs(at(0) - at(1) - at(2) - at(5) - at(6)) < 1e-9 * at(0))
      #expect(abs(at(2) - at(3) - at(4)) < 1e-9 * at(0))
    }
    // The last columns are the year, one a variant unless it is over.
    for (variant, tables) in sample.result.tables.enumerated() {
      let column = realised == 4 ? columns : columns - 2 + variant
      for (sector, table) in tables.enumerated() {
        let level = levels[[first + sector, column]] ?? .nan
        #expect(abs(level - table.annual[1].level) < 1e-9 * level)
      }
    }
  }

  @Test("Growth and contributions are those of the result, and contributions add to growth")
  func rates() throws {
    let sample = GrowthSample()
    let sheets = try sample.sheets(.vi)
    let (growth, points) = (figures(sheets[1]), figures(sheets[3]))
    for column in 3...17 {
      let parts = [1, 2, 5, 6].compactMap { points[[8 + $0, column]] }
      #expect(abs(parts.reduce(0, +) - (growth[[8, column]] ?? .nan)) < 1e-9)
    }
    for (variant, tables) in sample.result.tables.enumerated() {
      for (sector, table) in tables.enumerated() {
        let place = [8 + sector, 15 + variant]
        let (rate, share) = (table.annual[1].growth, table.annual[1].contribution)
        #expect(abs((growth[place] ?? .nan) - (rate ?? 0)) < 1e-9)
        #expect(abs((points[place] ?? .nan) - (share ?? 0)) < 1e-9)
        #expect(growth[[8 + sector, 2]] == table.annual[0].growth)
      }
    }
  }

  @Test("Growth over nothing is blank, not an error")
  func blank() throws {
    let sample = GrowthSample(firstBefore: 0)
    let sheets = try sample.sheets(.en)
    let (growth, levels) = (figures(sheets[1]), figures(sheets[2]))
    for column in 3...17 {
      #expect(growth[[9, column]] == nil && levels[[9, column]] != nil)
    }
  }

  @Test("Where nobody told a unit, no head says one, nor at what prices")
  func unitless() throws {
    for cell in try GrowthSample(unit: "").sheets(.vi).flatMap(\.cells) where cell.row < 6 {
      guard case .text(let text) = cell.value else { continue }
      #expect(!text.contains("giá so sánh") && !text.contains("(,") && !text.hasSuffix(": "))
    }
  }

  @Test("Where the figures do not say that prices are constant, no sheet does")
  func unpriced() throws {
    let sheets = try GrowthSample(hasConstantPrices: false).sheets(.en).dropLast()
    #expect(texts(Array(sheets)).allSatisfy { !$0.contains("constant prices") })
  }

  @Test("Only quarters of leaves are numbers; all other levels are formulas")
  func formulas() throws {
    let sheets = try GrowthSample().sheets(.vi)
    let leaves: Set = [9, 11, 12, 13, 14]
    let quarters: Set = [3, 4, 6, 7, 8, 12, 13, 14]
    for cell in sheets[2].cells where value(cell) != nil {
      let isNumber = if case .number = cell.value { true } else { false }
      #expect(isNumber == (leaves.contains(cell.row) && quarters.contains(cell.column)))
    }
  }

  @Test("The comparison takes growth of the earlier run from its own levels")
  func comparison() throws {
    let sample = GrowthSample()
    let sheets = try sample.sheets(.vi, against: GrowthSample(factor: 0.99).folder(.vi))
    let found = figures(sheets[4])
    for row in 0..<35 {
      // A band with the variant's name stands above its rows.
      let line = 9 + row
      // The first two quarters are over.
      let isOver = row % 5 < 2
      let now = found[[line, isOver ? 5 : 4]] ?? .nan
      let initial = found[[line, 3]] ?? .nan
      #expect(abs((1 + initial / 100) - 0.99 * (1 + now / 100)) < 1e-9)
      #expect(abs((found[[line, 6]] ?? .nan) - (now - initial)) < 1e-9)
      #expect(found[[line, isOver ? 4 : 5]] == nil)
    }
    let texts = texts(sheets)
    for name in ["Kịch bản ban đầu", "Kịch bản điều chỉnh", "Thực hiện", "Chênh lệch"] {
      #expect(texts.contains(name))
    }
  }

  @Test("Heads name what is over and each variant of what is not")
  func heads() throws {
    let sheets = try GrowthSample().sheets(.vi)
    let expected = [
      "Tổng quan", "Biểu 1", "Biểu 2", "Biểu 3", "Biểu 5", "Tháng", "Khoảng tin cậy",
      "Kiểm định lùi",
      "Số liệu", "Số liệu biểu đồ", "Ghi chú",
    ]
    #expect(sheets.map(\.name) == expected)
    let texts = texts([sheets[1]])
    for text in [
      "TỈNH HẢI DƯƠNG", "SỞ TÀI CHÍNH", "Đơn vị tính: %", "Thực hiện 2024", "Quý I (TH)",
      "Quý II (TH)", "6 tháng (TH)", "Quý III", "9 tháng", "Quý IV", "Cả năm", "PA1", "PA2",
      "PHỤ LỤC: KỊCH BẢN TĂNG TRƯỞNG GRDP NĂM 2025 (giá so sánh)", "2.1", "- Công nghiệp",
      "Số liệu biết đến ngày 05/07/2025", "Dự báo",
      "PA1: Phương án 1 (GRDP: tốc độ tăng năm 2025 bằng 10,5%)",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    let units = sheets.map { sheet in self.texts([sheet]).first { $0.hasPrefix("Đơn vị tính: ") } }
    #expect(
      units.map { $0?.dropFirst("Đơn vị tính: ".count) } == [
        "%", "%", "tỷ đồng", "điểm phần trăm", "tỷ đồng, %", "tỷ đồng, %", "%",
        "%, điểm phần trăm", "tỷ đồng", "%, điểm phần trăm", nil,
      ])
    // Heads that a page repeats would stand over other columns than their own.
    let (bands, tried) = (sheets[6], sheets[7])
    #expect(bands.headerRows != nil && tried.headerRows == nil)
    #expect(!self.texts([bands]).contains("Tỷ lệ bao phủ"))
  }

  @Test(
    "The front sheet has the variants' years and charts over quarters and contributions",
    arguments: [0, 2, 4])
  func front(realised: Int) throws {
    let sample = GrowthSample(realised: realised)
    let sheets = try sample.sheets(.en)
    let (front, data) = (sheets[0], try #require(sheets.first { $0.name == "Chart data" }))
    #expect(front.isPortrait && front.charts.count == 2)
    let found = figures(front)
    for (variant, tables) in sample.result.tables.enumerated() {
      let year = tables[0].annual[1].growth ?? .nan
      #expect(abs((found[[7 + variant, 8]] ?? .nan) - year) < 1e-9)
    }
    let (course, parts) = (front.charts[0], front.charts[1])
    let values = figures(data)
    func column(_ series: SheetChart.Series) -> [Double?] {
      series.values.rows.map { values[[$0, series.values.column]] }
    }
    // The year before and the year: what is over stands once, variants go on from its last quarter.
    let actual = try #require(course.series.first { $0.name == "Actual" })
    #expect(column(actual).compactMap(\.self).count == (realised == 4 ? 4 : realised))
    for series in course.series where series.shape == .line && realised < 4 {
      let drawn = column(series)
      #expect(drawn.compactMap(\.self).count == 4 - realised + min(1, realised), "\(series.name)")
      if realised > 0 {
        #expect(drawn[drawn.count - 5 + realised] == column(actual)[drawn.count - 5 + realised])
      }
    }
    // Beside what came nothing stands that looks like a forecast of it.
    for row in actual.values.rows where values[[row, actual.values.column]] != nil {
      #expect((3..<5 + sample.result.variants.count).allSatisfy { values[[row, $0]] == nil })
    }
    // Names at 8 points, 11 pixels, do not touch, and what follows stands below.
    let names = parts.series[0].values.rows.count
    #expect(parts.height >= SheetChart.pixels(ofNames: names))
    let (none, many) = (SheetChart.pixels(ofNames: 0), SheetChart.pixels(ofNames: 28))
    #expect(many - none > 28 * 11)
    #expect(Double(20 * parts.row) >= Double(20 * course.row) + course.height)
    // Sectors by what they add, the most first; all of them together are the growth of the whole.
    let shares = column(parts.series[0]).compactMap(\.self)
    #expect(shares == shares.sorted(by: >))
    let whole = sample.result.tables[0][0].annual[1].growth ?? .nan
    #expect(abs(shares.reduce(0, +) - whole) < 1e-9)
  }
}
