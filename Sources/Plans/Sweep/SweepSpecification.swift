public import Files

/// Regions × scenarios × seeds, each cut into shards.
public struct SweepSpecification: Sendable {
  /// The name, also that of the folder.
  public let name: String
  /// What stands for `{region}` in the scenarios' paths; empty for none.
  public let regions: [String]
  /// Scenario files, relative to the sweep's folder already resolved, region by region.
  public let scenarios: [(region: String, path: String, location: SourceLocation)]
  /// Seeds; empty takes each scenario's own.
  public let seeds: [UInt64]
  /// Shards of each run.
  public let shards: Int
  /// Paths of each run; `nil` takes each scenario's own.
  public let paths: Int?
  /// Threads of each task.
  public let threads: Int
  /// Elements of the array job at most; each takes its share of the tasks.
  public let elements: Int
  /// Lines for the head of the batch script, without `#SBATCH`.
  public let batchOptions: [String]
  /// The file.
  public let file: SourceFile

  /// The keys of the file.
  public static var shape: Shape {
    .object([
      .optional("$schema", .string(), "Where an editor finds the schema."),
      .required("name", ScenarioShape.name, "Name of the sweep and of its folder."),
      .optional(
        "regions", .array(ScenarioShape.name, minimum: 1),
        "What stands for {region} in the scenarios' paths."),
      .required(
        "scenarios", .array(.string(), minimum: 1),
        "Scenario files, relative to this file; {region} may stand in them."),
      .optional("seeds", .array(.integer(0...(1 << 53)), minimum: 1), "Seeds."),
      .optional("shards", .integer(1...64), "Shards of each run; 1 by default."),
      .optional("paths", .integer(100...1_000_000_000), "Paths of each run."),
      .optional("threads", .integer(1...1024), "Threads of each task; 1 by default."),
      .optional(
        "elements", .integer(1...1000),
        "Elements of the array job at most, each with its share of the tasks; 100 by default."),
      .optional(
        "sbatch", .array(.string()),
        "Options of the batch script, --partition=long or --time=01:00:00, say."),
    ])
  }

  /// Reads a sweep.
  ///
  /// - Throws: every fault of the file.
  public static func read(_ path: String) throws(Faults) -> SweepSpecification {
    var faults = FaultCollector()
    let file: SourceFile
    do throws(Fault) {
      file = try SourceFile(reading: path)
    } catch {
      throw Faults([error])
    }
    guard let node = JSONParser.parse(file, faults: &faults) else { throw Faults(faults.found) }
    ShapeValidator.check(node, against: shape, key: "sweep", faults: &faults)
    checkLists(node, faults: &faults)
    let regions = node.list("regions").compactMap(\.string)
    var scenarios: [(region: String, path: String, location: SourceLocation)] = []
    for element in node.list("scenarios") {
      guard let text = element.string else { continue }
      let isPattern = text.contains("{region}")
      if isPattern == regions.isEmpty {
        faults.noteConflict(
          "scenarios", isPattern ? .noRegions : .regionsAlike, at: element.location)
      }
      for region in regions.isEmpty ? [""] : regions {
        scenarios.append(
          (
            region, resolvePath(text.replacing("{region}", with: region), from: path),
            element.location
          ))
      }
    }
    guard faults.found.isEmpty, let name = node["name"]?.string else {
      throw Faults(faults.found)
    }
    return SweepSpecification(
      name: name, regions: regions, scenarios: scenarios,
      seeds: node.list("seeds").compactMap { $0.integer.map { UInt64($0) } },
      shards: node["shards"]?.integer ?? 1, paths: node["paths"]?.integer,
      threads: node["threads"]?.integer ?? 1, elements: node["elements"]?.integer ?? 100,
      batchOptions: node.list("sbatch").compactMap(\.string), file: file)
  }

  /// Notes what stands twice, where it would be run and counted twice, and options that would be more than one
  /// line of a batch script.
  private static func checkLists(_ node: JSONNode, faults: inout FaultCollector) {
    for key in ["regions", "scenarios", "seeds"] {
      var lines: [String: Int] = [:]
      for element in node.list(key) {
        guard let text = element.string.map(plain) ?? element.unsigned.map({ "\($0)" }) else {
          continue
        }
        if let line = lines[text] {
          faults.note(
            .value(.doubledEntry(text, list: key, firstLine: line)), at: element.location,
            hint: .listOnce)
        }
        lines[text] = lines[text] ?? element.location.line
      }
    }
    for key in ["scenarios", "sbatch"] {
      for element in node.list(key) {
        let controls = element.string?.unicodeScalars.filter { isLineBreaking($0) } ?? []
        guard let scalar = controls.first else { continue }
        faults.note(.file(.controlCharacter(code: scalar.value)), at: element.location)
      }
    }
    for element in node.list("sbatch") {
      guard let text = element.string, !text.hasPrefix("-") else { continue }
      faults.noteConflict("sbatch", .noOption, at: element.location)
    }
  }

  /// A path without what changes nothing about it.
  private static func plain(_ path: String) -> String { resolvePath(path, from: "") }

  /// Whether a character would end the line of a script or of a list, or cannot be printed.
  private static func isLineBreaking(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      || scalar.value == 0x2028 || scalar.value == 0x2029
  }
}
