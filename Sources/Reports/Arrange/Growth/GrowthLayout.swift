internal import TimeSeries
internal import Tracking

/// A stretch of the year that has its own column.
struct GrowthSpan: Sendable, Hashable {
  /// The key of its name in the catalogue.
  let key: String
  /// Its quarters.
  let quarters: ClosedRange<Int>

  /// The stretches in the order of the tables.
  static let all = [
    GrowthSpan(key: "q1", quarters: 1...1), GrowthSpan(key: "q2", quarters: 2...2),
    GrowthSpan(key: "half", quarters: 1...2), GrowthSpan(key: "q3", quarters: 3...3),
    GrowthSpan(key: "nine", quarters: 1...3), GrowthSpan(key: "q4", quarters: 4...4),
    GrowthSpan(key: "year", quarters: 1...4),
  ]

  /// The place of a quarter among `all`.
  static func place(ofQuarter quarter: Int) -> Int {
    all.firstIndex { $0.quarters == quarter...quarter } ?? 0
  }

  /// The place of the year.
  static let year = all.count - 1
}

/// A row of the tree, parts right below what they add up to.
struct GrowthRow: Sendable, Hashable {
  /// The place among the sectors of the annex.
  let sector: Int
  /// `2.1`; empty at the top.
  let number: String
  /// Steps from the top.
  let depth: Int
  /// Rows of its parts.
  var parts: [Int]
}

/// A column of figures.
struct GrowthColumn: Sendable, Hashable {
  /// The place among `GrowthSpan.all`.
  let span: Int
  /// The variant; `nil` where the stretch is over and variants agree.
  let variant: Int?
}

/// Where everything stands in the tables, and the sums behind cached values.
///
/// Levels of leaves by quarter come from the tables; sums and rates are computed here from them in
/// the way the formulas do, so that a cell shows the same before and after a program computes.
struct GrowthLayout: Sendable {
  /// What the folder tells.
  let annex: GrowthAnnex
  /// The language.
  let language: Language
  /// Its sentences.
  let say: Catalogue
  /// The tree.
  let rows: [GrowthRow]
  /// The columns after `year - 1`.
  let columns: [GrowthColumn]
  /// Variants whose year before differs from the first one's have a block of their own.
  let blocks: [Int]
  /// What the figures of each stretch are, by the whole.
  private let statuses: [GrowthCell.Status]
  /// Levels by quarter of the year and of the year before, parts added up: `[variant][row]`, that year's four first.
  private let levels: [[[Double]]]

  /// The first row of figures of the tables by quarter.
  static let firstRow = 8
  /// The rows of heads above it.
  static let headRows = (firstRow - 2)...(firstRow - 1)
  /// The column of the year before.
  static let beforeColumn = 2
  /// The first column after it.
  static let firstColumn = 3

  init(_ annex: GrowthAnnex) {
    self.annex = annex
    language = annex.folder.language
    say = Catalogue.of(language)
    rows = Self.tree(annex.sectors)
    let statuses = GrowthSpan.all.map { Self.status(annex, $0) }
    self.statuses = statuses
    levels = Self.levels(annex, rows, statuses)
    var columns: [GrowthColumn] = []
    for (place, status) in statuses.enumerated() {
      if status == .scenario {
        columns += annex.variants.indices.map { GrowthColumn(span: place, variant: $0) }
      } else {
        columns.append(GrowthColumn(span: place, variant: nil))
      }
    }
    self.columns = columns
    let before = annex.tables.map { $0.map { Self.before($0, annex.year) } }
    blocks = before.allSatisfy { $0 == before.first } ? [0] : Array(annex.variants.indices)
  }

  /// Depth first, numbered along the way; a sector without a known parent is a top.
  private static func tree(_ sectors: [GrowthAnnex.Sector]) -> [GrowthRow] {
    let known = Set(sectors.map(\.id))
    var rows: [GrowthRow] = []
    func place(_ sector: Int, number: String, depth: Int) -> Int {
      let row = rows.count
      rows.append(GrowthRow(sector: sector, number: number, depth: depth, parts: []))
      let parts = sectors.indices.filter { $0 > sector && sectors[$0].parent == sectors[sector].id }
      for (index, part) in parts.enumerated() {
        let prefix = number.isEmpty ? "" : number + "."
        let below = place(part, number: prefix + String(index + 1), depth: depth + 1)
        rows[row].parts.append(below)
      }
      return row
    }
    for (index, sector) in sectors.enumerated() where !known.contains(sector.parent) {
      _ = place(index, number: "", depth: 0)
    }
    return rows
  }

  private static func before(_ table: GrowthTable, _ year: Int) -> [Double] {
    (1...4).map { cell(table.quarterly, .quarter($0, of: year - 1))?.level ?? .nan }
  }

  private static func cell(_ cells: [GrowthCell], _ period: Period) -> GrowthCell? {
    cells.first { $0.period == period }
  }

  /// What the quarters of a stretch are together in a table.
  private static func status(
    _ table: GrowthTable, _ span: GrowthSpan, _ year: Int
  ) -> GrowthCell.Status {
    let cells = span.quarters.map { cell(table.quarterly, .quarter($0, of: year)) }
    let all = together(cells.map { $0?.status ?? .scenario })
    // Growth to date may be published where single quarters are not.
    guard all != .scenario, span.quarters.lowerBound == 1 else { return all }
    return cells.last??.toDateStatus ?? all
  }

  /// What figures are together: the weakest of them.
  static func together(_ statuses: [GrowthCell.Status?]) -> GrowthCell.Status {
    [.scenario, .estimate, .split].first { statuses.contains($0) } ?? .actual
  }

  /// Whether any sector of a stretch is still a scenario, and what the whole is otherwise.
  private static func status(_ annex: GrowthAnnex, _ span: GrowthSpan) -> GrowthCell.Status {
    let tables = annex.tables.first ?? []
    let all = tables.map { status($0, span, annex.year) }
    if all.isEmpty || all.contains(.scenario) { return .scenario }
    let top = annex.sectors.firstIndex { $0.parent.isEmpty } ?? 0
    return all[top]
  }

  private static func levels(
    _ annex: GrowthAnnex, _ rows: [GrowthRow], _ statuses: [GrowthCell.Status]
  ) -> [[[Double]]] {
    annex.variants.indices.map { variant in
      var levels = [[Double]](repeating: [], count: rows.count)
      // Parts stand below what they add up to.
      for row in rows.indices.reversed() {
        levels[row] = (0..<8).map { index in
          let (year, number) = (annex.year - index / 4, index % 4 + 1)
          let parts = rows[row].parts
          guard parts.isEmpty else { return parts.reduce(0) { $0 + levels[$1][index] } }
          // Quarters that are over stand in one column for all variants.
          let isShared =
            year == annex.year && statuses[GrowthSpan.place(ofQuarter: number)] != .scenario
          let quarters = annex.tables[isShared ? 0 : variant][rows[row].sector].quarterly
          let level = cell(quarters, .quarter(number, of: year))?.level ?? 0
          return level.isFinite ? level : 0
        }
      }
      return levels
    }
  }

  /// What the figures of a stretch are, by the whole.
  func status(ofSpan span: Int) -> GrowthCell.Status { statuses[span] }

  /// What the figures of a stretch are in one row.
  func status(_ row: Int, ofSpan span: Int) -> GrowthCell.Status {
    if status(ofSpan: span) == .scenario { return .scenario }
    return Self.status(table(row, 0), GrowthSpan.all[span], annex.year)
  }

  /// What growth of a stretch is in one row: what was published is no estimate, however well its level is known.
  func growthStatus(_ row: Int, ofSpan span: Int) -> GrowthCell.Status {
    let status = status(row, ofSpan: span)
    return status != .scenario && publishedGrowth(row, ofSpan: span) != nil ? .actual : status
  }

  /// Growth of a stretch as it was published; `nil` where it was not.
  func publishedGrowth(_ row: Int, ofSpan span: Int) -> PublishedFigure? {
    if span == GrowthSpan.year { return annual(row, of: annex.year, 0)?.published.growth }
    let quarters = GrowthSpan.all[span].quarters
    let cell = quarter(row, quarters.upperBound, of: annex.year, 0)
    return quarters.count == 1 ? cell?.published.growth : cell?.published.growthToDate
  }
}

extension GrowthLayout {
  /// The sector of a row.
  func sector(_ row: Int) -> GrowthAnnex.Sector { annex.sectors[rows[row].sector] }

  /// The table of a row in a variant.
  func table(_ row: Int, _ variant: Int) -> GrowthTable { annex.tables[variant][rows[row].sector] }

  /// A quarter in a variant.
  func quarter(_ row: Int, _ quarter: Int, of year: Int, _ variant: Int) -> GrowthCell? {
    Self.cell(table(row, variant).quarterly, .quarter(quarter, of: year))
  }

  /// A year in a variant.
  func annual(_ row: Int, of year: Int, _ variant: Int) -> GrowthCell? {
    Self.cell(table(row, variant).annual, .year(year))
  }

  /// A month in a variant.
  func month(_ row: Int, _ month: Int, _ variant: Int) -> GrowthCell? {
    Self.cell(table(row, variant).monthly, .month(month, of: annex.year))
  }

  /// The level of a row over some quarters of the year or of the year before, parts added up.
  func level(_ row: Int, _ quarters: ClosedRange<Int>, of year: Int, _ variant: Int) -> Double {
    quarters.reduce(0) { $0 + levels[variant][row][4 * (annex.year - year) + $1 - 1] }
  }

  /// The level of a column.
  func level(_ row: Int, _ column: GrowthColumn) -> Double {
    level(row, GrowthSpan.all[column.span].quarters, of: annex.year, column.variant ?? 0)
  }

  /// The level in the same stretch of the year before.
  func before(_ row: Int, _ column: GrowthColumn) -> Double {
    let variant = blocks[block(column.variant ?? 0)]
    return level(row, GrowthSpan.all[column.span].quarters, of: annex.year - 1, variant)
  }

  /// Growth of a column, percent; `nil` without a level of the year before.
  func growth(_ row: Int, _ column: GrowthColumn) -> Double? {
    let before = before(row, column)
    guard before != 0 else { return nil }
    return (level(row, column) / before - 1) * 100
  }

  /// Growth of a column as the tables show it: as published where the stretch is over and it was.
  func shown(_ row: Int, _ column: GrowthColumn) -> ShownGrowth? {
    let published = column.variant == nil ? publishedGrowth(row, ofSpan: column.span) : nil
    return ShownGrowth(growth(row, column), published, decimals: sector(row).isUnpublished ? 1 : 2)
  }

  /// Growth of a stretch in a variant, as a formula over the first table; blank where that shows none.
  func growthCell(_ row: Int, _ span: Int, _ variant: Int) -> CellValue {
    let address = Sheet.address(
      on: sheetName("growth"), Self.firstRow + row, sheetColumn(span, variant))
    return shown(row, columns[place(span, variant)]).map { .formula(address, $0.value) } ?? .blank
  }

  /// How numbers of a row look: those of the whole are bold.
  func number(
    _ row: Int, _ decimals: CellStyle.Decimals, _ fill: CellStyle.Fill?
  ) -> CellStyle {
    .number(decimals, fill: fill, isBold: rows[row].depth == 0)
  }

  /// The block of the year before that belongs to a variant.
  func block(_ variant: Int) -> Int { blocks.count > 1 ? variant : 0 }

  /// The row of the year before in the sheet of data.
  func dataRow(_ row: Int, _ variant: Int) -> Int {
    // Every block has a band above it.
    Self.firstRow + block(variant) * (rows.count + 1) + 1 + row
  }

  /// The column of a stretch in the sheet of data.
  func dataColumn(_ span: Int) -> Int { 2 + span }

  /// The place of the column of a stretch in a variant.
  func place(_ span: Int, _ variant: Int) -> Int {
    columns.firstIndex { $0.span == span && ($0.variant ?? variant) == variant } ?? 0
  }

  /// The column on the sheet.
  func sheetColumn(_ span: Int, _ variant: Int) -> Int {
    Self.firstColumn + place(span, variant)
  }
}
