public import Files
public import TimeSeries

/// A value that a series of a panel is to reach.
public struct PanelTarget: Sendable, Hashable {
  /// The series, as the panel writes it.
  public let id: String
  /// The period.
  public let period: Period
  /// The period as the file of targets writes it.
  public let writtenPeriod: String
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
    ("unique_id", "Id of the series; compared without case, outer blanks and Unicode form."),
    ("ds", "The period the target is for; written as in the panel, or as other programs do."),
    ("direction", "at_least or at_most."),
    ("target", "The value."),
  ]

  /// Reads targets for the series of a panel.
  public static func read(
    _ source: SourceFile, panel: Panel, faults: inout FaultCollector
  ) -> [PanelTarget] {
    PanelPeriods.reading(source, expecting: panel.spelling, faults: &faults) { periods, faults in
      read(source, panel, &periods, faults: &faults)
    } ?? []
  }

  private static func read(
    _ source: SourceFile, _ panel: Panel, _ periods: inout PanelPeriods,
    faults: inout FaultCollector
  ) -> [PanelTarget]? {
    guard
      var rows = CSVReader(
        source, columns: columns, numbers: ["target"], faults: &faults)
    else { return nil }
    let known = Dictionary(panel.series.map { (SeriesName($0.id), $0.id) }) { first, _ in first }
    var targets: [PanelTarget] = []
    while let row = rows.next(&faults) {
      if columns.indices.allSatisfy({ row.raw($0).isEmpty }) { continue }
      let written = row.required(0, faults: &faults)
      let period = periods.period(row, 1, faults: &faults)
      if periods.isForeign { return nil }
      let direction: Direction? = row.choice(2, faults: &faults)
      let value = row.number(3, limit: .greatestFiniteMagnitude, faults: &faults)
      guard let written, let period, let direction, let value else { continue }
      guard let id = known[SeriesName(written)] else {
        faults.note(
          .series(.unknown(written)), at: row.location(0),
          hint: faults.nearest(to: written, among: panel.series.map(\.id).sorted()))
        continue
      }
      targets.append(
        PanelTarget(
          id: id, period: period, writtenPeriod: row.text(1), direction: direction, value: value))
    }
    return targets
  }
}
