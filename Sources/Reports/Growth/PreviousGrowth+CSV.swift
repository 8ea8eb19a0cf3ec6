public import Files
internal import Pipeline
internal import Tables
internal import TimeSeries

extension PreviousGrowth {
  /// Reads the yearly and quarterly tables of a folder that an earlier run wrote.
  ///
  /// - Parameter folder: its path; faults name its files.
  public static func read(
    folder: String, faults: inout FaultCollector
  ) -> [PreviousGrowth] {
    [GrowthFiguresTable.annual, GrowthFiguresTable.quarterly].flatMap {
      definition -> [PreviousGrowth] in
      do throws(Fault) {
        let source = try SourceFile(reading: "\(folder)/\(definition.name).csv")
        let table = WrittenTable.read(source, as: definition.outline, faults: &faults)
        return rows(table, from: source, faults: &faults)
      } catch {
        faults.note([error])
        return []
      }
    }
  }

  private static func rows(
    _ table: Table, from source: SourceFile, faults: inout FaultCollector
  ) -> [PreviousGrowth] {
    let names = [
      GrowthColumns.variant.name, GrowthColumns.sector.name, GrowthColumns.period.name,
      GrowthFiguresTable.status.name, GrowthFiguresTable.level.name,
    ]
    let known = Set(table.columns.map(\.name))
    let missing = names.filter { !known.contains($0) }
    for name in missing {
      faults.note(
        .table(.missingColumn(name)), at: SourceLocation(file: source.path, line: 1, column: 1),
        hint: .columns(names))
    }
    return missing.isEmpty ? table.records.compactMap(PreviousGrowth.init) : []
  }

  /// A row of a table that was read; `nil` where it is not one that we wrote.
  private init?(_ row: Table.Record) {
    guard let period = row[GrowthColumns.period], let status = row[GrowthFiguresTable.status],
      let level = row[GrowthFiguresTable.level]
    else { return nil }
    self.init(
      variant: row[GrowthColumns.variant], sector: row[GrowthColumns.sector], period: period,
      status: status, level: level)
  }
}
