public import Files
internal import Tables

extension FolderTables {
  /// Reads the yearly and quarterly tables of a growth scenario that an earlier run wrote, whatever its manifest says.
  ///
  /// - Parameter folder: its path; faults name its files.
  public static func readGrowth(folder: String, faults: inout FaultCollector) -> FolderTables {
    var files: [SourceFile] = []
    for definition in [GrowthFiguresTable.annual, GrowthFiguresTable.quarterly] {
      do throws(Fault) {
        files.append(try SourceFile(reading: "\(folder)/\(definition.name).csv"))
      } catch {
        faults.note([error])
      }
    }
    let tables = FolderTables(files, [:], faults: &faults)
    let names = [
      GrowthColumns.variant.name, GrowthColumns.sector.name, GrowthColumns.period.name,
      GrowthFiguresTable.status.name, GrowthFiguresTable.level.name,
    ]
    for file in files {
      let table = tables.table(file.path.split(separator: "/").last.map(String.init) ?? file.path)
      let known = Set((table?.columns ?? []).map(\.name))
      for name in names where !known.contains(name) {
        faults.note(
          .table(.missingColumn(name)), at: SourceLocation(file: file.path, line: 1, column: 1),
          hint: .columns(names))
      }
    }
    return tables
  }
}
