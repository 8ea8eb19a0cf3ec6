internal import ArgumentParser
package import Files
internal import Folders
internal import Pipeline
internal import Plans
internal import Reports
package import Simulation
package import TimeSeries
package import Tracking

/// `I/N`: the I-th of N shards.
struct ShardArgument {
  let number: Int
  let count: Int
}

extension ShardArgument: ExpressibleByArgument {
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
  /// What it read from databases.
  let kept: KeptTables
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
      asOf: asOf, settings: options.settings, variant: options.variant, inputs: bundle.files,
      outputs: outputs)
    try folder.writeUnlessInterrupted(outputs + [manifest])
  }

  /// The fits that a run folder or a shard keeps.
  static func processes(in path: String) throws -> FittedProcesses {
    let file = try Faults.collected { faults in
      RunRecord.read(path, faults: &faults)?.output(RunManifest.processesName, faults: &faults)
    }
    guard let processes = FittedProcesses(bytes: file.bytes) else {
      throw Faults([Fault(.run(.otherFits), at: .whole(file.path))])
    }
    return processes
  }

  /// Reads a shard; what is wrong with it is noted.
  package static func read(_ path: String, faults: inout FaultCollector) -> ShardFolder? {
    let name = path + "/" + RunFolder.manifestName
    guard let manifest = RunManifest.read(path, otherwise: .run(.notAShard), faults: &faults) else {
      return nil
    }
    guard manifest.isShard else {
      faults.note(.run(.notAShard), at: .whole(name))
      return nil
    }
    guard manifest.isWhole else {
      faults.note(.run(.manifestEdited), at: .whole(name))
      return nil
    }
    do throws(Fault) {
      let counts = try SourceFile(readingOwnBinary: path + "/" + RunManifest.shardName)
      let fits = try SourceFile(readingOwn: path + "/" + RunManifest.processesName)
      let digests = [fits, counts].map { Digest.sha256($0.bytes) }
      guard let shard = manifest.part, (1...Simulator.segments).contains(shard.count),
        (1...shard.count).contains(shard.number), let version = manifest.version,
        let seed = manifest.seed, let paths = manifest.paths, let inputs = manifest.inputs,
        let first = inputs.first?.path, digests == manifest.outputs?.map(\.sha256),
        let part = PartialSimulation(bytes: counts.bytes), part.paths == paths,
        part.index == shard.number - 1, part.parts == shard.count,
        let processes = FittedProcesses(bytes: fits.bytes)
      else {
        faults.note(.run(.notAShard), at: .whole(name))
        return nil
      }
      let settings = manifest.settings
      return ShardFolder(
        path: path, scenario: try SourceFile(reading: first),
        kept: manifest.kept(in: path, from: "", faults: &faults), number: shard.number,
        count: shard.count, seed: seed, asOf: manifest.asOf, settings: settings,
        variant: manifest.variant, processes: processes, part: part,
        identity: [
          (.version, version), (.scenario, manifest.scenario ?? ""),
          (.count, "\(shard.count)"), (.seed, "\(seed)"), (.paths, "\(paths)"),
          (.day, manifest.asOf?.description ?? ""),
          (.settings, "\(settings.sorted { $0.key < $1.key })"),
          (.variant, manifest.variant ?? ""),
          (.inputs, inputs.map(\.sha256).joined(separator: " ")),
          (.fits, digests[0]),
        ])
    } catch {
      faults.note([error])
      return nil
    }
  }

  /// The shards of one run, all of them.
  static func all(_ paths: [String]) throws(Faults) -> [ShardFolder] {
    try Faults.collected { faults in
      let shards = paths.compactMap { read($0, faults: &faults) }
      if faults.found.isEmpty { check(shards, faults: &faults) }
      return shards
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
