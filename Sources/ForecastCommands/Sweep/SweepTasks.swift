internal import Files
internal import Folders
internal import FoundationEssentials
internal import Pipeline
internal import Plans
internal import Reports
internal import Start
internal import Tracking

/// The runs of a sweep, their shards, and where on disk each of them stands.
///
/// `DIR/sweep.json` says what the sweep is; `DIR/.parts` holds fits and shards until all runs are merged;
/// `DIR/REGION/SCENARIO/seed-SEED` are the runs. Every folder appears whole or not at all, so what is
/// there is done, and a second start does only what is missing.
struct SweepTasks {
  struct Job {
    let region: String
    let path: String
    let name: String
    let seed: UInt64
    let folder: String
  }

  let specification: SweepSpecification
  let folder: String
  let jobs: [Job]
  /// All inputs, with their hashes.
  let marker: String
  private let bundles: [String: ScenarioBundle]
  private let options: CommonOptions

  /// Reads every scenario.
  ///
  /// - Throws: every fault of all of them.
  init(_ specification: SweepSpecification, folder: String, options: CommonOptions) throws {
    self.specification = specification
    self.folder = RunFolder.plain(folder)
    self.options = options
    var faults: [Fault] = []
    var bundles: [String: ScenarioBundle] = [:]
    var jobs: [Job] = []
    var seen: [String: String] = [:]
    for (region, path, location) in specification.scenarios {
      let bundle: ScenarioBundle
      do throws(Faults) {
        bundle = try ScenarioInput.read(path, asOf: options.asOf?.date, quiet: options.quiet)
      } catch {
        faults += error.all
        continue
      }
      let name = bundle.scenario.name
      let place = (region.isEmpty ? "" : region + "/") + name
      if let other = seen[place] {
        faults.append(
          Fault(
            .value(.conflict(key: "name", .sameName(name, first: other, second: path))),
            at: location))
      }
      seen[place] = path
      bundles[path] = bundle
      let seeds =
        specification.seeds.isEmpty ? [bundle.scenario.simulation.seed] : specification.seeds
      jobs += seeds.map {
        Job(region: region, path: path, name: name, seed: $0, folder: "\(place)/seed-\($0)")
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    self.bundles = bundles
    self.jobs = jobs
    marker = Self.marker(specification, bundles: jobs.compactMap { bundles[$0.path] }, options)
  }

  /// One run of a sweep whose folder is open already.
  private init(_ specification: SweepSpecification, folder: String, job: Job) throws {
    self.specification = specification
    self.folder = RunFolder.plain(folder)
    options = CommonOptions()
    jobs = [job]
    bundles = [job.path: try ScenarioReader.read(job.path, layouts: StartLayouts())]
    marker = ""
  }

  /// A task in a line of a list, for a process that knows nothing but the list.
  func line(_ task: Int) -> String {
    let job = jobs[task / specification.shards]
    return [
      job.region, job.path, job.name, "\(job.seed)", job.folder,
      "\(task % specification.shards)",
    ].joined(separator: "\t") + "\n"
  }

  /// Does the task of a line, unless it is done.
  static func perform(
    _ line: Substring, of specification: SweepSpecification, folder: String
  ) throws {
    let words = line.split(separator: Character("\t"), omittingEmptySubsequences: false).map(
      String.init)
    guard words.count == 6, let seed = UInt64(words[3]), let index = Int(words[5]) else {
      return
    }
    let job = Job(region: words[0], path: words[1], name: words[2], seed: seed, folder: words[4])
    let own = try SweepTasks(specification, folder: folder, job: job)
    if own.missing.contains(index) {
      try own.perform(index, threads: specification.threads)
    }
  }

  private static func marker(
    _ specification: SweepSpecification, bundles: [ScenarioBundle], _ options: CommonOptions
  ) -> String {
    let digests = bundles.flatMap(\.files).map { Digest.sha256($0.allBytes) }
    return JSONNode.keys([
      "format": .text("forecast-sweep/1"), "version": .text(ProgramVersion.text),
      "sweep": .text(specification.name),
      "specification": .text(Digest.sha256(specification.file.bytes)),
      "inputs": .text(Digest.sha256(Array(digests.joined(separator: " ").utf8))),
      optionsKey: .text(words(options)),
    ]).canonicalText
  }

  private static let optionsKey = "options"

  /// What decides how the runs are written: rows of several languages or styles never stand in one table.
  private static func words(_ options: CommonOptions) -> String {
    let excel = options.excel.map { " --excel \($0.rawValue)" } ?? ""
    return "--language \(options.language.rawValue) --format \(options.format)\(excel)"
  }

  /// Tasks: each run's shards, run after run.
  var count: Int { jobs.count * specification.shards }

  private var markerPath: String { folder + "/sweep.json" }
  private var parts: String { folder + "/.parts" }
  private var tablePath: String { folder + "/sweep.csv" }

  /// Makes the folder, or finds that it holds this very sweep.
  ///
  /// - Returns: what keeps other sweeps off the folder as long as it is held.
  func open() throws -> FolderLock {
    let files = FileManager.default
    let parent = RunFolder.parent(of: folder)
    do {
      try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw RunFolderError.refused(path: parent, RunFolder.obstacle(error))
    }
    let lock = try FolderLock(folder: folder)
    var isFolder = false
    if files.fileExists(atPath: folder, isDirectory: &isFolder) {
      guard isFolder else { throw RunFolderError.foreign(path: folder) }
      let names = try files.contentsOfDirectory(atPath: folder)
      let found = try? SourceFile(readingOwn: markerPath)
      if let found, found.bytes != Array(marker.utf8) { throw Faults([difference(from: found)]) }
      // A sweep that was killed at its very start has left no more than this.
      let isStrange = names.contains { !$0.hasPrefix("sweep.json.partial-") }
      if found == nil && isStrange { throw RunFolderError.foreign(path: folder) }
    }
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try SingleFile.write(Array(marker.utf8), to: markerPath)
      try files.createDirectory(atPath: parts, withIntermediateDirectories: true)
      // The table says that all runs are there.
      if !jobs.allSatisfy(isMerged), files.fileExists(atPath: tablePath) {
        try files.removeItem(atPath: tablePath)
      }
    } catch {
      throw RunFolderError.refused(path: folder, RunFolder.obstacle(error))
    }
    return lock
  }

  /// Why a folder holds another sweep.
  private func difference(from found: SourceFile) -> Fault {
    var faults = FaultCollector()
    let begun = JSONParser.parse(found, isOurs: true, faults: &faults)?[Self.optionsKey]?.string
    guard let begun, begun != Self.words(options) else {
      return Fault(.run(.otherSweep), at: .whole(markerPath))
    }
    return Fault(.run(.otherOptions(begun: begun)), at: .whole(markerPath))
  }

  func bundle(of job: Job) throws -> ScenarioBundle {
    guard let bundle = bundles[job.path] else { throw Faults([]) }
    return bundle
  }

  func shardFolder(_ task: Int) -> String {
    let job = jobs[task / specification.shards]
    return "\(parts)/\(job.folder)/\(task % specification.shards + 1)-of-\(specification.shards)"
  }

  func runFolder(_ job: Job) -> String { folder + "/" + job.folder }

  private func fitsPath(_ job: Job) -> String {
    let place = (job.region.isEmpty ? "" : job.region + "/") + job.name
    return "\(parts)/\(place)/\(RunManifest.processesName)"
  }

  /// Tasks that have no shard yet, and whose run is not merged.
  var missing: [Int] {
    let files = FileManager.default
    var missing: [Int] = []
    for (number, job) in jobs.enumerated() where !isMerged(job) {
      missing += (0..<specification.shards).map { number * specification.shards + $0 }
        .filter { !files.fileExists(atPath: shardFolder($0) + "/" + RunFolder.manifestName) }
    }
    return missing
  }

  func isMerged(_ job: Job) -> Bool {
    FileManager.default.fileExists(atPath: runFolder(job) + "/" + RunFolder.manifestName)
  }

  private func request(_ job: Job, threads: Int) throws -> RunOptions {
    var request = RunOptions(paths: specification.paths, seed: job.seed, threads: threads)
    let path = fitsPath(job)
    if FileManager.default.fileExists(atPath: path) {
      request.processes = FittedProcesses(bytes: try SourceFile(reading: path).bytes)
    }
    return request
  }

  /// Fits each scenario once; every shard reads that.
  func fit(progress: (Int, Int) -> Void) throws {
    for (number, job) in jobs.enumerated() where !isMerged(job) {
      if Interruption.isRequested { throw PipelineError.cancelled }
      progress(number, jobs.count)
      let path = fitsPath(job)
      if FileManager.default.fileExists(atPath: path) { continue }
      let fits = try ScenarioRun.fit(try bundle(of: job), options: request(job, threads: 1))
      try FileManager.default.createDirectory(
        atPath: String(path.dropLast(RunManifest.processesName.count + 1)),
        withIntermediateDirectories: true)
      try SingleFile.write(fits.bytes, to: path)
    }
    progress(jobs.count, jobs.count)
  }

  /// Simulates one shard.
  func perform(_ task: Int, threads: Int) throws {
    let job = jobs[task / specification.shards]
    let bundle = try bundle(of: job)
    let request = try request(job, threads: threads)
    let index = task % specification.shards
    let result = try ScenarioRun.shard(
      bundle, options: request, index: index, of: specification.shards,
      isCancelled: { Interruption.isRequested })
    try ShardFolder.write(
      result, ShardArgument(number: index + 1, count: specification.shards), bundle, request,
      to: RunFolder(path: shardFolder(task)))
  }

  /// Merges the runs that are not merged yet, then removes fits and shards.
  func merge(_ options: CommonOptions, progress: (Int, Int) -> Void) throws {
    for (number, job) in jobs.enumerated() {
      if Interruption.isRequested { throw PipelineError.cancelled }
      progress(number, jobs.count)
      if isMerged(job) { continue }
      let start = ContinuousClock.now
      let shards = try ShardFolder.all(
        (0..<specification.shards).map { shardFolder(number * specification.shards + $0) })
      var quiet = options
      quiet.quiet = true
      try Merge.merge(
        shards, try bundle(of: job), into: RunFolder(path: runFolder(job)), options: quiet,
        since: start)
    }
    try table(options)
    try? FileManager.default.removeItem(atPath: parts)
    progress(jobs.count, jobs.count)
  }

  /// `sweep.csv`: the rows of every run's attainment.csv, with region and seed in front.
  private func table(_ options: CommonOptions) throws {
    var table = SweepTable(options.excel)
    for job in jobs {
      var faults = FaultCollector()
      let file = RunRecord.read(runFolder(job), faults: &faults)?
        .output("attainment.csv", faults: &faults)
      if let file { table.add(file, region: job.region, seed: job.seed, faults: &faults) }
      guard faults.found.isEmpty else { throw Faults(faults.found) }
    }
    try SingleFile.write(table.bytes, to: tablePath)
  }
}
