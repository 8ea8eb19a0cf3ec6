internal import Files
internal import Folders
import Plans
import Reports
import Testing
import TimeSeries
import Tracking

/// A province's year by hand: two levels of sectors, the first half over, two variants and the
/// forecast.
struct GrowthSample {
  /// The year.
  var year = 2025
  /// The day known.
  var asOf = CalendarDate(year: 2025, month: 7, day: 5)
  /// Quarters that are over.
  var realised = 2
  /// The name of the first sector below the top.
  var firstName = "Nông, lâm nghiệp và thủy sản"
  /// The region.
  var region = "Tỉnh Hải Dương"
  /// The variants without the forecast.
  var variants = ["pa1", "pa2"]
  /// Of what levels of the year are, where they are not as they should be.
  var factor = 1.0
  /// Whether nothing was ever published of agriculture.
  var isUnpublished = false
  /// The level of the first sector in the year before; 0 leaves its growth unknown.
  var firstBefore = 2_900.0
  /// The unit of levels; empty where nobody has told it.
  var unit = "tỷ đồng"
  /// The size of levels; 1 for thousands.
  var scale = 1.0
  /// Published growth of the whole in quarters that are over, where levels are but estimates; `nil` publishes levels.
  var publishedGrowth: Double?
  /// Whether figures are said to be at constant prices.
  var hasConstantPrices = true

  private static let shares = [0, 1, 0, 2.9, 0.9, 2.6, 0.85]

  /// The sectors: a total, its parts, and two parts of one of them.
  var sectors: [GrowthSector] {
    let rows = [
      ("grdp", "", "GRDP", "GRDP", 0), ("agriculture", "grdp", "Agriculture", firstName, 1),
      ("industry", "grdp", "Industry and construction", "Công nghiệp - xây dựng", 1),
      ("manufacturing", "industry", "Industry", "Công nghiệp", 2),
      ("construction", "industry", "Construction", "Xây dựng", 2),
      ("services", "grdp", "Services", "Dịch vụ", 1),
      (
        "taxes", "grdp", "Taxes less subsidies on products",
        "Thuế sản phẩm trừ trợ cấp sản phẩm", 1
      ),
    ]
    return rows.map { id, parent, en, vi, depth in
      GrowthSector(
        id, parent: parent, name: LocalizedText(en: en, vi: vi), depth: depth,
        isUnpublished: isUnpublished && id == "agriculture")
    }
  }

  private static let parts = [0: [1, 2, 5, 6], 2: [3, 4]]

  /// The level of a sector in a quarter counted from the first of the year before.
  func level(_ sector: Int, _ quarter: Int, _ variant: Int) -> Double {
    if let parts = Self.parts[sector] {
      return parts.reduce(0) { $0 + level($1, quarter, variant) }
    }
    let season = [0.93, 0.98, 1.01, 1.08][quarter % 4]
    let base = sector == 1 ? firstBefore : Self.shares[sector] * 3_141.59
    guard quarter >= 4 else { return base * season * scale }
    let isOver = quarter - 4 < realised
    let growth = 0.05 + 0.012 * Double(sector) + (isOver ? 0 : 0.013 * Double(variant))
    return (sector == 1 && base == 0 ? 700 : base * (1 + growth)) * season * factor * scale
  }

  private func cell(
    _ period: Period, _ quarters: [Int], share: Double, _ sector: Int, _ variant: Int
  ) -> GrowthCell {
    func sum(_ sector: Int, back: Int) -> Double {
      quarters.reduce(0) { $0 + level(sector, $1 - back, variant) * share }
    }
    let now = sum(sector, back: 0)
    let isFirst = quarters.contains { $0 < 4 }
    let before = isFirst ? 0 : sum(sector, back: 4)
    let growth = before == 0 ? nil : (now / before - 1) * 100
    let isOver = quarters.allSatisfy { $0 < 4 + realised }
    let isMonth = period.frequency == .monthly
    let spread = isOver ? 0 : 1.5
    let isPublished = isOver && !isFirst && period.frequency == .quarterly && sector == 0
    let figure = isPublished ? publishedGrowth.map { PublishedFigure(value: $0, decimals: 1) } : nil
    let isEstimate = isMonth || publishedGrowth != nil
    return GrowthCell(
      period: period, status: isOver ? (isEstimate ? .estimate : .actual) : .scenario, level: now,
      growth: period == .year(year - 1) ? 7 + 0.25 * Double(sector) : growth, levelToDate: now,
      growthToDate: growth, contribution: isFirst ? nil : (now - before) / sum(0, back: 4) * 100,
      levelP10: now * (1 - spread / 100), levelP90: now * (1 + spread / 100),
      growthP10: growth.map { $0 - spread }, growthP90: growth.map { $0 + spread },
      published: PublishedFigures(growth: figure))
  }

  private func table(_ sector: Int, _ variant: Int) -> GrowthTable {
    let annual = [0, 4].map { first in
      cell(
        .year(year - 1 + first / 4), Array(first..<(first + 4)), share: 1, sector, variant)
    }
    let quarterly = (0..<8).map { quarter in
      cell(.quarter(quarter + 1, of: year - 1), [quarter], share: 1, sector, variant)
    }
    let monthly = (0..<24).map { month in
      cell(
        .month(month + 1, of: year - 1), [month / 3], share: [0.31, 0.33, 0.36][month % 3], sector,
        variant)
    }
    return GrowthTable(annual, quarterly, monthly)
  }

  /// Growth of the whole in the year.
  private func condition(_ growth: Double) -> GrowthCondition {
    GrowthCondition(
      sectors: ["grdp"], first: .year(year), last: .year(year), isGrowth: true,
      demand: .equal(growth), rounding: 0.05, location: .whole("scenario.json"))
  }

  /// The result.
  var result: GrowthResult {
    let all =
      [
        GrowthVariant(
          "baseline", title: LocalizedText(en: "Forecast", vi: "Dự báo"), conditions: [],
          plausibilityPercentile: nil, probability: nil, probabilityError: nil)
      ]
      + variants.enumerated().map { index, id in
        GrowthVariant(
          id, title: LocalizedText(en: "Variant \(index + 1)", vi: "Phương án \(index + 1)"),
          conditions: [condition(10.5 + Double(index))],
          plausibilityPercentile: 60 + 20 * Double(index), stance: .above,
          probability: 0.41 - 0.2 * Double(index), probabilityError: 0.004, verdict: .open)
      }
    var result = GrowthResult(
      "haiduong-\(year)",
      title: LocalizedText(en: "Hải Dương in \(year)", vi: "Hải Dương năm \(year)"),
      region: LocalizedText(en: "Hải Dương", vi: region), year: year, asOf: asOf,
      unit: unit, seed: 7, paths: 20_000, sectors: sectors, variants: all,
      tables: all.indices.map { variant in sectors.indices.map { table($0, variant) } },
      runRate: 10.11,
      discrepancies: [
        GrowthDiscrepancy(
          "services",
          figure: GrowthFigure(
            "services_level", .quarter(1, of: year),
            .published(CalendarDate(year: 2025, month: 4, day: 6))), published: 8_012.4,
          implied: 8_009.1, rounding: 0.5, isSpread: true)
      ],
      revisions: (0.37, 42),
      calibration: [
        CalibrationRow(
          scope: .series("grdp"), level: 80, covered: 0.79, cases: 96, source: .ownSectors),
        CalibrationRow(
          scope: .allSeries, level: 80, covered: 0.82, cases: 480, source: .ownSectors),
      ],
      rivals: [
        GrowthRival(
          GrowthRival.Scope(.top), quarters: 2, forecastError: 0.61, runRateError: 0.83, cases: 12,
          covered: 0.83,
          coveredError: 0.11),
        GrowthRival(
          GrowthRival.Scope(.all), quarters: 2, forecastError: 1.4, runRateError: 1.9, cases: 60,
          covered: 0.8,
          coveredError: 0.05),
      ],
      sources: [
        GrowthSource(
          "grdp_growth", of: "VN-61",
          source: "Cục Thống kê tỉnh Hải Dương, báo cáo kinh tế - xã hội",
          vintage: CalendarDate(year: 2025, month: 7, day: 4)),
        GrowthSource("iip", of: "VN-61", source: "Niên giám thống kê 2024", vintage: nil),
      ],
      fits: sectors.map {
        GrowthFit($0.id, longRunGrowth: 6.5, momentum: nil, surprise: 1.2)
      })
    result.hasConstantPrices = hasConstantPrices
    return result
  }

  /// What `monthly` writes of it; the manifest last.
  func files(_ language: Language, excel: ExcelCSV? = nil) -> [OutputFile] {
    let result = result
    let made = ResultFiles.all(result, language: language) + [RunManifest.fits(result)]
    let files = excel.map { made.map($0.file) } ?? made
    return files + [
      RunManifest.growth(
        command: "monthly", version: "0", scenario: result.scenario, title: result.title,
        region: result.region,
        office: Office(
          name: LocalizedText(en: "DEPARTMENT OF FINANCE", vi: "SỞ TÀI CHÍNH"),
          signatory: LocalizedText(en: "DIRECTOR", vi: "GIÁM ĐỐC")), language: language,
        year: year, asOf: asOf, seed: result.seed, paths: result.paths, inputs: [], outputs: files)
    ]
  }

  /// Its folder, as a fresh run has it.
  func folder(_ language: Language) -> FolderTables { FolderTables(files(language)) }

  /// The sheets of its workbook.
  func sheets(_ language: Language, against earlier: FolderTables? = nil) throws -> [Sheet] {
    try #require(GrowthWorkbook.sheets(folder(language), against: earlier))
  }
}
