public import Files
internal import Pipeline
internal import Plans
internal import TimeSeries

extension PreviousGrowth {
  /// Reads the yearly and quarterly tables of a folder that an earlier run wrote.
  ///
  /// - Parameter folder: its path; faults name its files.
  public static func read(
    folder: String, faults: inout FaultCollector
  ) -> [PreviousGrowth] {
    var rows: [PreviousGrowth] = []
    for (name, frequency) in [
      ("annual_growth.csv", Frequency.annual), ("quarterly_growth.csv", .quarterly),
    ] {
      do throws(Fault) {
        let source = try SourceFile(reading: "\(folder)/\(name)")
        rows += read(source, frequency, faults: &faults)
      } catch {
        faults.note([error])
      }
    }
    return rows
  }

  private static func read(
    _ source: SourceFile, _ frequency: Frequency, faults: inout FaultCollector
  ) -> [PreviousGrowth] {
    var reader = CSVReader(source, faults: &faults)
    let names = ["variant", "sector", "period", "status", "level"]
    guard let columns = reader.positions(of: names, faults: &faults) else { return [] }
    var rows: [PreviousGrowth] = []
    while let row = reader.next(&faults) {
      let variant = row.required(columns[0], column: names[0], faults: &faults)
      let sector = row.required(columns[1], column: names[1], faults: &faults)
      let period = row.period(columns[2], frequency: frequency, faults: &faults)
      let status: GrowthCell.Status? = row.choice(
        columns[3], column: names[3], faults: &faults)
      let level = row.number(columns[4], column: names[4], faults: &faults)
      guard let variant, let sector, let period, let status, let level else { continue }
      rows.append(
        PreviousGrowth(
          variant: variant, sector: sector, period: period, status: status, level: level))
    }
    return rows
  }
}
