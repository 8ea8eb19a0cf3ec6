internal import ArgumentParser
internal import Files
internal import Plans
internal import Reports
internal import Tracking

/// `forecast sweep`: many runs at once, on this machine or on a cluster.
struct Sweep: ReportingCommand {
  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case local, slurm
  }

  static let configuration = CommandConfiguration(
    abstract: "Run regions × scenarios × seeds × shards, on this machine or on Slurm.",
    discussion: """
      Fits every scenario once, simulates the shards, merges them into the folders REGION/SCENARIO/seed-SEED \
      and gathers their rows in sweep.csv. Started again, a sweep does what is missing.

      Examples:
        forecast sweep sweep.json
        forecast sweep sweep.json --engine slurm --output /shared/runs/provinces
        forecast schema sweep
      """)

  @Argument(help: "The sweep file.", completion: .file(extensions: ["json"]))
  var sweep: String

  @Option(help: "Where the shards are simulated: local or slurm.")
  var engine = Engine.local

  @Option(help: .hidden) var tasks: String?
  @Option(parsing: .unconditional, help: .hidden) var element: Int?
  @Option(name: .customLong("of"), parsing: .unconditional, help: .hidden) var elements: Int?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    if options.asksAnew {
      throw ValidationError(.questionOfSweep)
    }
  }

  func perform() throws {
    Interruption.proceed(.keepingWhatIsDone)
    let specification = try SweepSpecification.read(sweep)
    let folder = options.output ?? "runs/\(specification.name)"
    if let tasks, let element, let elements {
      let list = String(decoding: try SourceFile(reading: tasks).bytes, as: UTF8.self)
        .split(separator: "\n")
      for place in stride(from: element, to: list.count, by: max(1, elements)) {
        try SweepTasks.perform(list[place], of: specification, folder: folder)
      }
      return
    }
    do {
      try run(try SweepTasks(specification, folder: folder, options: options))
    } catch PipelineError.cancelled {
      throw PipelineInterruption.requested
    }
  }

  private func run(_ work: SweepTasks) throws {
    let lock = try work.open()
    defer { withExtendedLifetime(lock) {} }
    let fitting = options.progress("fitting")
    try work.fit { fitting.report($0, of: $1) }
    let simulating = options.progress("simulating")
    switch engine {
    case .local:
      for (number, task) in work.missing.enumerated() {
        simulating.report(number, of: work.count)
        try work.perform(task, threads: options.threadCount)
      }
    case .slurm:
      try SlurmEngine(tasks: work, sweep: sweep).run { simulating.report($0, of: $1) }
    }
    let merging = options.progress("merging")
    try work.merge(options) { merging.report($0, of: $1) }
    guard !options.quiet else { return }
    Console.printRemark(
      "\n"
        + Catalogue.of(options.language)(
          "sweep.written", ["count": "\(work.jobs.count)", "folder": work.folder]))
  }
}
