public import Files

/// An earlier target and what came of it.
public struct TargetOutcome: Sendable, Hashable {
  /// The year it was for.
  public let year: Int
  /// Whose it was.
  public let geo: String
  /// The target; of a range the lower end.
  public let target: Double
  /// What came, in the same unit; `nil` while it is not known.
  public let outcome: Double?

  /// The columns of a file of outcomes.
  public static let columns: [(name: String, summary: String)] = [
    ("year", "The year of the target."),
    ("geo", "Whose target it was."),
    ("target_low", "The target; of a range the lower end."),
    ("outcome_first", "The first published outcome; empty when not known."),
  ]

  /// Reads a file of outcomes.
  public static func read(
    _ source: SourceFile, faults: inout FaultCollector
  ) -> [TargetOutcome] {
    guard
      var rows = CSVReader(
        source, columns: columns, numbers: ["target_low", "outcome_first"], faults: &faults)
    else { return [] }
    var outcomes: [TargetOutcome] = []
    while let row = rows.next(&faults) {
      let year = row.number(0, faults: &faults)
      let geo = row.required(1, faults: &faults)
      let target = row.number(2, faults: &faults)
      let outcome = row.optionalNumber(3, faults: &faults)
      guard let year, let geo, let target else { continue }
      guard year == year.rounded(), (1...9999).contains(year) else {
        faults.note(.period(.impossible(row.text(0))), at: row.location(0))
        continue
      }
      outcomes.append(
        TargetOutcome(year: Int(year), geo: geo, target: target, outcome: outcome))
    }
    return outcomes
  }
}
