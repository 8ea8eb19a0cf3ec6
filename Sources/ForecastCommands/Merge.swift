internal import ArgumentParser
internal import Files
internal import Folders
internal import Pipeline
internal import Plans
internal import Reports
internal import Simulation
internal import Start
internal import Tracking

/// `forecast merge`: shards of a run become the run.
struct Merge: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Merge the shards of a run, in any order, into the bytes of the run itself.",
    usage: "forecast merge <folders> ... [<options>]",
    discussion: """
      Shards are made by forecast run --shard I/N. All of them must be there once, with the same scenario, \
      inputs, seed, paths and fits.

      Examples:
        forecast run scenario.json --shard 1/2 --output shards/1
        forecast run scenario.json --shard 2/2 --fits shards/1 --output shards/2
        forecast merge shards/1 shards/2 --output runs/whole
      """)

  @Argument(help: "Folders of shards.", completion: .directory)
  var folders: [String]

  @OptionGroup var options: CommonOptions

  func validate() throws {
    if options.asksAnew {
      throw ValidationError(.questionOfShards)
    }
  }

  var computes: Bool { false }

  func perform() throws {
    let start = ContinuousClock.now
    let shards = try ShardFolder.all(folders)
    guard let first = shards.first else { throw Faults([]) }
    let bundle = try ScenarioReader.read(
      first.scenario.path, asOf: first.asOf, kept: first.kept, layouts: StartLayouts())
    try Self.merge(
      shards, bundle, into: RunFolder(path: options.output ?? "runs/\(bundle.scenario.name)"),
      options: options, since: start)
  }

  /// Merges shards that belong together and writes their run.
  static func merge(
    _ shards: [ShardFolder], _ bundle: ScenarioBundle, into folder: RunFolder,
    options: CommonOptions, since start: ContinuousClock.Instant
  ) throws {
    guard let first = shards.first else { return }
    let inputs = first.identity.first { $0.trait == .inputs }?.value
    guard bundle.files.map({ Digest.sha256($0.allBytes) }).joined(separator: " ") == inputs else {
      throw Faults([Fault(.run(.changedSince(first.scenario.path)), at: .whole(first.path))])
    }
    try folder.check(reading: shards.map(\.path) + bundle.files.map(\.path))
    let reports = try options.reportFormats()
    var request = RunOptions(
      paths: first.part.paths, seed: first.seed, asOf: first.asOf,
      threads: options.threadCount, settings: first.settings)
    request.variant = first.variant
    request.processes = first.processes
    let read = ContinuousClock.now
    let merged = try ScenarioRun.merge(
      bundle, options: request, parts: shards.map(\.part),
      isCancelled: { Interruption.isRequested })
    guard let merged else { throw Faults([Fault(.run(.notAShard), at: .whole(first.path))]) }
    let simulated = ContinuousClock.now
    try Run.write(
      merged, bundle, to: folder, options: options, reports: reports, request: request,
      seconds: [("read", (read - start).inSeconds), ("merge", (simulated - read).inSeconds)],
      since: simulated)
  }
}
