internal import ArgumentParser
package import Files
package import Pipeline
internal import Plans
internal import Reports
package import Simulation
package import TimeSeries

/// `I/N`: the I-th of N shards.
struct ShardArgument: ExpressibleByArgument {
  let number: Int
  let count: Int

  init(number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      (1...Simulator.segments).contains(count), (1...count).contains(number)
    else { return nil }
    self.number = number
    self.count = count
  }
}

/// A folder with one shard of a run.
package struct ShardFolder {
  let path: String
  let scenario: SourceFile
  let number: Int
  let count: Int
  package let seed: UInt64
  package let asOf: CalendarDate?
  let settings: [String: Double]
  let variant: String?
  package let processes: FittedProcesses
  package let part: PartialSimulation
  /// What all shards of a run share, by what it is called.
  let identity: [(trait: ShardTrait, value: String)]

  /// Writes a shard.
  static func write(
    _ result: ShardResult, _ shard: ShardArgument, _ bundle: ScenarioBundle,
    _ options: RunOptions, to folder: RunFolder
  ) throws {
    let outputs = [
      RunManifest.processes(result.processes),
      OutputFile(name: RunManifest.shardName, bytes: result.part.bytes),
    ]
    let asOf = options.asOf ?? bundle.scenario.asOf
    let manifest = RunManifest.shard(
      number: shard.number, of: shard.count, version: ProgramVersion.text,
      scenario: bundle.scenario.name, seed: result.seed, paths: result.paths,
      asOf: asOf?.description, settings: options.settings, variant: options.variant,
      inputs: bundle.files,
      outputs: outputs)
    try folder.writeUnlessInterrupted(outputs + [manifest])
  }

  /// The fits that a run folder or a shard keeps.
  static func processes(in path: String) throws -> FittedProcesses {
    var faults = FaultCollector()
    let file = RunRecord.read(path, faults: &faults)?
      .output(RunManifest.processesName, faults: &faults)
    guard let file else { throw Faults(faults.found) }
    guard let processes = FittedProcesses(bytes: file.bytes) else {
      throw Faults([Fault(.run(.otherFits), at: .whole(file.path))])
    }
    return processes
  }

  /// Reads a shard; what is wrong with it is noted.
  package static func read(_ path: String, faults: inout FaultCollector) -> ShardFolder? {
    let name = path + "/" + RunFolder.manifestName
    do throws(Fault) {
      guard
        let node = JSONParser.parse(
          try SourceFile(readingOwn: name), isOurs: true, faults: &faults)
      else { return nil }
      guard node["command"]?.string == "shard" else {
        faults.note(.run(.notAShard), at: .whole(name))
        return nil
      }
      guard RunManifest.isWhole(node) else {
        faults.note(.run(.manifestEdited), at: .whole(name))
        return nil
      }
      let counts = try SourceFile(readingOwnBinary: path + "/" + RunManifest.shardName)
      let fits = try SourceFile(readingOwn: path + "/" + RunManifest.processesName)
      let digests = (node["outputs"]?.elements ?? []).compactMap { $0["sha256"]?.string }
      guard let version = node["version"]?.string, let count = node["shards"]?.integer,
        (1...Simulator.segments).contains(count), let number = node["shard"]?.integer,
        (1...count).contains(number),
        let seed = node["seed"]?.unsigned,
        let paths = node["paths"]?.integer, let inputs = node["inputs"]?.elements,
        let first = inputs.first?["path"]?.string,
        digests == [fits, counts].map({ Digest.sha256($0.bytes) }),
        let part = PartialSimulation(bytes: counts.bytes), part.paths == paths,
        part.index == number - 1, part.parts == count,
        let processes = FittedProcesses(bytes: fits.bytes)
      else {
        faults.note(.run(.notAShard), at: .whole(name))
        return nil
      }
      let settings = (node["set"]?.elements ?? []).compactMap { entry in
        entry["lever"]?.string.flatMap { lever in
          entry["value"]?.number.map { (lever, $0) }
        }
      }
      return ShardFolder(
        path: path, scenario: try SourceFile(reading: first), number: number, count: count,
        seed: seed, asOf: node["as_of"]?.string.flatMap { CalendarDate($0) },
        settings: Dictionary(settings) { _, last in last },
        variant: node["variant"]?.string, processes: processes, part: part,
        identity: [
          (.version, version), (.scenario, node["scenario"]?.string ?? ""),
          (.count, "\(count)"), (.seed, "\(seed)"), (.paths, "\(paths)"),
          (.day, node["as_of"]?.string ?? ""), (.settings, "\(settings)"),
          (.variant, node["variant"]?.string ?? ""),
          (
            .inputs,
            inputs.map { ($0["sha256"]?.string ?? "") }.joined(separator: " ")
          ),
          (.fits, digests[0]),
        ])
    } catch {
      faults.note([error])
      return nil
    }
  }

  /// Notes shards that are of another run, given twice, or missing.
  package static func check(_ shards: [ShardFolder], faults: inout FaultCollector) {
    guard let first = shards.first else { return }
    var seen: [Int: String] = [:]
    for shard in shards {
      let place = SourceLocation.whole(shard.path)
      if let other = zip(first.identity, shard.identity).first(where: { $0.value != $1.value }) {
        faults.note(.run(.foreignShard(other.0.trait, first: first.path)), at: place)
      } else if let twin = seen[shard.number] {
        faults.note(.run(.doubledShard(number: shard.number, first: twin)), at: place)
      } else {
        seen[shard.number] = shard.path
      }
    }
    let missing = (1...first.count).filter { seen[$0] == nil }
    if !missing.isEmpty {
      faults.note(.run(.missingShards(missing, of: first.count)), at: .whole(first.path))
    }
  }
}
