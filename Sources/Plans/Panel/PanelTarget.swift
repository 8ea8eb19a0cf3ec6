public import TimeSeries

/// A value that a series of a panel is to reach.
public struct PanelTarget: Sendable, Hashable {
  /// The series.
  public let id: String
  /// The period.
  public let period: Period
  /// Which side is good.
  public let direction: Direction
  /// The value.
  public let value: Double

  /// Which side is good.
  public enum Direction: String, Sendable, CaseIterable {
    /// The value or more.
    case atLeast = "at_least"
    /// The value or less.
    case atMost = "at_most"
  }

  /// The columns of a file of targets.
  public static let columns: [(name: String, summary: String)] = [
    ("unique_id", "Id of the series."),
    ("ds", "The period the target is for."),
    ("direction", "at_least or at_most."),
    ("target", "The value."),
  ]

  /// Reads targets for the series of a panel.
  public static func read(
    _ source: SourceFile, panel: Panel, faults: inout FaultCollector
  ) -> [PanelTarget] {
    var rows = CSVReader(source, faults: &faults)
    guard let columns = rows.positions(of: columns.map(\.name), faults: &faults) else { return [] }
    let known = Set(panel.series.map(\.id))
    var targets: [PanelTarget] = []
    while let row = rows.next(&faults) {
      let id = row.required(columns[0], column: "unique_id", faults: &faults)
      let period = row.period(columns[1], frequency: panel.frequency, faults: &faults)
      let direction: Direction? = row.choice(columns[2], column: "direction", faults: &faults)
      let value = row.number(
        columns[3], column: "target", limit: .greatestFiniteMagnitude, faults: &faults)
      guard let id, let period, let direction, let value else { continue }
      guard known.contains(id) else {
        faults.note(
          .unknownSeries(id), at: row.location(columns[0]),
          hint: nearestName(to: id, among: known.sorted()).map(Hint.didYouMean))
        continue
      }
      targets.append(PanelTarget(id: id, period: period, direction: direction, value: value))
    }
    return targets
  }
}
