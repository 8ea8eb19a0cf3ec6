internal import Files
import ForecastCommands
import Pipeline
import Plans
import Reports
import Simulation
import Tracking

/// A shard of a run: manifest, fits and counts, parted by `%%`; the manifest names them `@1` and `@2`.
enum ShardTarget {
  private static let folder = FuzzFolder(
    "shard", data: ["small.csv", "small-plan.csv", "small.json"])
  private static let bundle = try? ScenarioReader.read(folder.path + "/small.json")

  static func violations(_ bytes: [UInt8]) -> [String] {
    let parts = cut(bytes, atMost: 3)
    guard parts.count == 3, let bundle else {
      return bundle == nil ? ["the scenario of the shards does not read"] : []
    }
    let (fits, counts) = (Array(parts[1]), Array(parts[2]))
    let manifest = String(decoding: parts[0], as: UTF8.self)
      .replacing("@1", with: Digest.sha256(fits)).replacing("@2", with: Digest.sha256(counts))
      .replacing("@0", with: folder.path + "/small.json")
    folder.writeSealed(Array(manifest.utf8))
    folder.write(fits, to: RunManifest.processesName)
    folder.write(counts, to: RunManifest.shardName)
    var faults = FaultCollector()
    guard let shard = ShardFolder.read(folder.path, faults: &faults) else {
      return faults.found.isEmpty ? ["refused without a fault"] : []
    }
    ShardFolder.check([shard], faults: &faults)
    guard faults.found.isEmpty else { return [] }
    var options = RunOptions(paths: shard.part.paths, seed: shard.seed, asOf: shard.asOf)
    options.processes = shard.processes
    do throws(PipelineError) {
      guard
        let result = try ScenarioRun.merge(bundle, options: options, parts: [shard.part])
      else { return [] }
      return RunTarget.violations(result)
    } catch {
      return []
    }
  }
}
