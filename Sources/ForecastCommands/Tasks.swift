internal import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import Start
internal import TimeSeries
internal import Tracking

/// `forecast tasks`: dated tasks, done by when, late where.
struct Tasks: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Dated tasks: which will be in time, which late, how many are done by when.",
    usage: "forecast tasks <file> [<options>]",
    discussion: """
      Writes tasks.csv, completion.csv, units.csv, phases.csv and run.json. Learned from the finished and \
      open tasks known on the day; while few are finished, from public projects as well. Columns of a tasks \
      file: forecast schema tasks. The day is that of --as-of, of the scenario, of the title above a table, \
      or the newest in the files.

      Examples:
        forecast tasks Scenarios/school-projects/scenario.json --as-of 2024-01-01
        forecast tasks tasks.csv --output out --language vi
      """)

  @Argument(
    help: "A scenario with the key tasks, or a tasks file.",
    completion: .file(extensions: ["json", "csv", "xlsx"]))
  var file: String

  @OptionGroup var options: CommonOptions

  func validate() throws { try options.refusePrecision(hasWorkbook: true) }

  func perform() throws {
    let asked = try question()
    let folder = RunFolder(path: options.output ?? "runs/\(asked.name)-tasks")
    try folder.check(reading: asked.files.map(\.path))
    let reports = try options.reportFormats()
    guard let day = options.asOf?.date ?? asked.asOf ?? asked.list.newestDay else {
      throw ValidationError(.dayNeeded)
    }
    let said = (options.asOf == nil ? asked.said(of: day) : []) + asked.list.endsAhead(of: day)
    ScenarioInput.say(asked.list.conflicts(on: day), options.quiet ? [] : said)
    let result = try TaskRun.run(
      asked.list,
      TaskRun.Request(
        name: asked.name, title: asked.title, asOf: day, seed: options.seed ?? asked.seed,
        paths: options.paths, threads: options.threadCount),
      isCancelled: { Interruption.isRequested })
    let outputs = ResultFiles.all(
      result, language: options.language, threads: options.threadCount)
    let written = try options.withReports(outputs, as: reports) {
      RunManifest.tasks(
        version: ProgramVersion.text, result, region: asked.region, office: asked.office,
        language: options.language, inputs: asked.files, outputs: $0)
    }
    try options.publish(written, to: folder) {
      TaskSummary(
        result, in: FolderTables(outputs + written.suffix(1)), language: options.language,
        width: Console.width, emphasis: Console.emphasis
      ).text
    }
  }

  /// What is asked: the tasks of a scenario, or those of a file.
  private struct Question {
    let name: String
    let title: LocalizedText
    let region: LocalizedText?
    let office: Office?
    let list: TaskList
    let asOf: CalendarDate?
    let seed: UInt64
    let files: [SourceFile]

    /// That nothing says of which day a table tells.
    func said(of day: CalendarDate) -> [Fault] {
      guard asOf == nil, !list.isDayStated, let file = files.first else { return [] }
      let problem = list.lastOverdue.map { TaskProblem.dayBehindDue(day, due: $0) }
      return [
        Fault(.task(problem ?? .newestDay(day)), at: .whole(file.name), hint: .task(.nameDay))
      ]
    }
  }

  private func question() throws(Faults) -> Question {
    if file.hasSuffix(".json") {
      let bundle = try ScenarioInput.read(file, quiet: options.quiet)
      let scenario = bundle.scenario
      guard scenario.resolved["tasks"] != nil else {
        throw Faults([
          Fault(.task(.noTasks), at: scenario.resolved.location, hint: .task(.tasksKey))
        ])
      }
      return Question(
        name: scenario.name, title: scenario.title, region: scenario.region.name,
        office: scenario.office,
        list: bundle.tasks, asOf: scenario.asOf,
        seed: scenario.simulation.seed, files: bundle.files)
    }
    let (list, source, warnings, remarks) = try Faults.collected { (faults) throws(Fault) in
      let source = try TableDoor.open(file)
      var reader = TaskReader(asOf: options.asOf?.date)
      reader.read(source, faults: &faults)
      return (reader.list, source, faults.warnings, faults.remarks)
    }
    ScenarioInput.say(Faults(warnings).all, options.quiet ? [] : Faults(remarks).all)
    // A database is named by its file, or by what stands behind its server.
    let place = TableAddress.file(of: file) ?? String(source.path.prefix { $0 != "?" })
    let last = place.split(separator: "/").last.map(String.init) ?? place
    let stem = last.hasSuffix(".csv") || source.sheet != nil ? StartName.stem(of: last) : last
    return Question(
      name: stem,
      title: LocalizedText(
        en: Catalogue.of(.en)("tasks.untitled"), vi: Catalogue.of(.vi)("tasks.untitled")),
      region: nil, office: nil, list: list,
      asOf: nil,
      seed: 1,
      files: [source])
  }
}
