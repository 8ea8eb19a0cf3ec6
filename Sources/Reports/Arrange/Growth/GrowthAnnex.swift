internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// A growth scenario as its folder tells it: what the sheets of the workbook arrange.
///
/// Figures stand as `tables[variant][sector]`, in the orders of `variants` and `sectors`.
struct GrowthAnnex: Sendable {
  /// A sector of the tree.
  struct Sector: Sendable {
    let id, parent, name: String
    /// Whether nothing was ever published of it.
    let isUnpublished: Bool
  }

  /// A variant with what it asks, in words.
  struct Variant: Sendable {
    /// Its row of variants.csv.
    let row: Table.Record
    /// What it asks, one sentence each.
    let conditions: [String]
    /// What came of what is over.
    let outcomes: [String]

    var id: String { row[GrowthColumns.variant] }
    var isForecast: Bool { id == VariantSpecification.forecastID }
  }

  /// A variant and a sector.
  private struct Key: Hashable {
    let variant, sector: String
  }

  /// The folder.
  let folder: FolderTables
  /// What was fitted.
  let fits: RunFits
  /// The year asked for.
  let year: Int
  /// The unit of levels, as published.
  let unit: String
  /// The tree, every parent before its children.
  let sectors: [Sector]
  /// The variants, the unconditioned forecast first.
  let variants: [Variant]
  /// The figures.
  let tables: [[GrowthTable]]
  /// The year-to-date run rate of the top sector, percent; `nil` before the first whole quarter.
  let runRate: Double?

  var region: String { folder.manifest.region ?? "" }
  var asOf: CalendarDate? { folder.manifest.asOf }

  /// Whether some month was published as a figure of its own.
  var hasPublishedMonths: Bool {
    (tables.first ?? []).contains { $0.monthly.contains { $0.status == .actual } }
  }

  /// What a folder tells; `nil` where it is not of a growth scenario, or of a version that told less.
  init?(_ folder: FolderTables) {
    let years = folder.records(GrowthFiguresTable.annual)
    let variants = folder.records(VariantsTable.definition)
    guard let year = folder.manifest.year, (1...9999).contains(year), let first = years.first,
      let fits = folder.fits, fits.sources != nil, !variants.isEmpty
    else { return nil }
    (self.folder, self.fits, self.year) = (folder, fits, year)
    unit = Catalogue.of(folder.language).unit(first[GrowthFiguresTable.unit])
    runRate = variants.first?[VariantsTable.runRate]
    let unpublished = Set(
      (fits.sectors ?? []).lazy.filter { $0.isUnpublished == true }.map(\.sector))
    let sectors = grouped(years, by: { $0[GrowthColumns.sector] }).map { sector in
      Sector(
        id: sector.key, parent: sector.rows[0][GrowthColumns.parent],
        name: sector.rows[0][GrowthColumns.sectorName],
        isUnpublished: unpublished.contains(sector.key))
    }
    let conditions = Dictionary(grouping: folder.records(ConditionsTable.definition)) {
      $0[GrowthColumns.variant]
    }
    self.variants = variants.map {
      Variant($0, conditions[$0[GrowthColumns.variant]] ?? [], folder.language)
    }
    let lengths = [
      GrowthFiguresTable.annual, GrowthFiguresTable.quarterly, GrowthFiguresTable.monthly,
    ].map { definition in
      Dictionary(grouping: folder.records(definition)) {
        Key(variant: $0[GrowthColumns.variant], sector: $0[GrowthColumns.sector])
      }.mapValues { $0.compactMap(GrowthCell.init) }
    }
    self.sectors = sectors
    tables = variants.map { variant in
      sectors.map { sector in
        let key = Key(variant: variant[GrowthColumns.variant], sector: sector.id)
        let cells = lengths.map { $0[key] ?? [] }
        return GrowthTable(cells[0], cells[1], cells[2])
      }
    }
  }
}

extension GrowthAnnex.Variant {
  /// A row of variants.csv with its rows of conditions.csv.
  fileprivate init(_ row: Table.Record, _ asked: [Table.Record], _ language: Language) {
    let conditions = grouped(asked, by: { $0[ConditionsTable.number] }).map(\.rows[0])
    self.init(
      row: row, conditions: conditions.map { $0[ConditionsTable.text] },
      outcomes: conditions.compactMap { condition in
        let words = ConditionWords(language, names: [:], unit: condition[ConditionsTable.unit])
        return condition[ConditionsTable.outcome].map {
          words.outcome($0, isGrowth: condition[ConditionsTable.measure] == .growth)
        }
      })
  }
}

/// A growth scenario as the annex of tables that Finance hands in.
///
/// Levels of leaves by quarter and month, and what was published of the year before, are numbers;
/// all else is a formula over them with its value beside it.
public enum GrowthWorkbook {
  /// The name of the file.
  public static let name = "growth.xlsx"

  /// The sheets as values; `nil` where the folder is none of a growth scenario.
  ///
  /// - Parameter earlier: the tables of an earlier run to compare with; without them, or with none of
  ///   them, variants are compared with each other.
  package static func sheets(_ folder: FolderTables, against earlier: FolderTables?) -> [Sheet]? {
    guard let layout = GrowthAnnex(folder).map(GrowthLayout.init) else { return nil }
    return [
      layout.frontSheet(), layout.growthSheet(), layout.levelSheet(), layout.contributionSheet(),
      layout.structureSheet(),
      layout.comparisonSheet(against: earlier?.growthFigures ?? []),
      TaskLayout.tableSeven(folder), layout.monthSheet(), layout.bandSheet(),
      layout.backtestSheet(), layout.dataSheet(), layout.chartSheet(), layout.noteSheet(),
    ].compactMap(\.self)
  }
}

extension FolderTables {
  /// The yearly and quarterly figures of a growth scenario.
  fileprivate var growthFigures: [Table.Record] {
    [GrowthFiguresTable.annual, GrowthFiguresTable.quarterly].flatMap(records)
  }
}
