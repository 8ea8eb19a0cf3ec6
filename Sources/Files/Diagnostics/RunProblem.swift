/// What can be wrong with the folder of a run, a shard or a sweep.
public enum RunProblem: Sendable, Hashable {
  case notARun
  /// A folder of another command, or year, than what is wanted.
  case otherCommand(found: String, wanted: [String])
  /// A folder of another scenario than the one that is run.
  case otherScenario(found: String, wanted: String)
  /// A file of a run folder is not the one that was written.
  case outputChanged(manifest: String)
  /// A file of a run folder that its manifest does not name.
  case outputUnknown
  /// A file that a run read is not the same now.
  case inputChanged(manifest: String)
  /// A manifest whose own hash does not fit.
  case manifestEdited
  /// A key of a manifest that holds what no run writes.
  case manifestValue(key: String)
  case changedSince(String)
  /// A sweep in the folder of another, or of itself before its files changed.
  case otherSweep
  /// A sweep that goes on with other options than it was begun with, as they were given.
  case otherOptions(begun: String)
  case otherFits
  case notAShard
  case foreignShard(ShardTrait, first: String)
  case doubledShard(number: Int, first: String)
  case missingShards([Int], of: Int)

  var code: String {
    switch self {
    case .notARun, .otherCommand, .otherScenario: "run-manifest"
    case .outputChanged: "run-output"
    case .outputUnknown: "run-stranger"
    case .inputChanged: "run-input"
    case .manifestEdited: "run-manifest-edited"
    case .manifestValue: "run-manifest-value"
    case .changedSince, .otherSweep: "run-changed"
    case .otherOptions: "run-options"
    case .otherFits: "fits-other"
    case .notAShard: "shard-unreadable"
    case .foreignShard: "shard-foreign"
    case .doubledShard: "shard-doubled"
    case .missingShards: "shard-missing"
    }
  }
}

/// What all shards of a run share.
public enum ShardTrait: Sendable, Hashable, CaseIterable {
  case version, scenario, count, seed, paths, day, settings, variant, inputs, fits
}
