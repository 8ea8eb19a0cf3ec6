internal import Files

/// The size of an effect as `forecast effect` measured it: a Student's t around its estimate.
public struct MeasuredSize: Sendable, Hashable {
  /// The estimate and its standard error, times what the scenario multiplies them by.
  public let estimate, error: Double
  /// Degrees of freedom.
  public let degrees: Int
  /// The file that it was read from.
  public let source: String

  private static let columns: [(name: String, summary: String)] = [
    ("estimate", "The estimate."), ("standard_error", "Its standard error."),
    ("degrees", "Degrees of freedom."),
  ]

  /// The file that a size names: `effect.csv` of a folder, or a file itself.
  private static func path(_ node: JSONNode) -> String? {
    guard let named = node["from_effect"], let text = named.string else { return nil }
    let path = resolvePath(text, from: named.location.file)
    return path.hasSuffix(".csv") ? path : path + "/effect.csv"
  }

  /// The files that the levers and shocks of a scenario name, with their places.
  static func files(of scenario: JSONNode) -> [(path: String, location: SourceLocation)] {
    let levers = scenario.list("levers").flatMap { $0.list("effects").map { $0["per_unit"] } }
    let shocks = scenario.list("shocks").flatMap { $0.list("effects").map { $0["size"] } }
    var found: [(path: String, location: SourceLocation)] = []
    for node in (levers + shocks).compactMap(\.self) {
      guard let path = path(node), !found.contains(where: { $0.path == path }) else { continue }
      found.append((path, node.location))
    }
    return found
  }

  static func read(_ node: JSONNode, faults: inout FaultCollector) -> SizeSpecification? {
    guard let path = path(node) else { return nil }
    let source: SourceFile
    do throws(Fault) {
      source = try SourceFile(reading: path)
    } catch {
      faults.note([error.named(at: node.place(of: "from_effect"))])
      return nil
    }
    guard
      var rows = CSVReader(
        source, columns: columns, numbers: columns.map(\.name), faults: &faults)
    else { return nil }
    guard let row = rows.next(&faults) else {
      faults.note(.table(.noRows), at: SourceLocation(file: source.path))
      return nil
    }
    guard let estimate = row.number(0, faults: &faults) else { return nil }
    guard let error = row.optionalNumber(1, faults: &faults), error > 0,
      let degrees = row.optionalNumber(2, faults: &faults), degrees >= 1
    else {
      faults.note(.effect(.withoutError), at: row.location(1))
      return nil
    }
    let times = node["times"]?.number ?? 1
    return .measured(
      MeasuredSize(
        estimate: times * estimate, error: abs(times) * error, degrees: Int(degrees),
        source: source.path))
  }
}
