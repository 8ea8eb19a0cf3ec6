internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import TimeSeries
internal import Tracking

/// An earlier run of a command about a year that a new one is compared with.
struct EarlierRun {
  /// Its tables.
  let tables: FolderTables
  /// Its manifest, for that of the new run.
  let entry: RunManifest.Entry
  private let snapshot: GrowthSnapshot

  /// Reads a folder as it was written.
  ///
  /// - Parameters:
  ///   - command: what must have written it.
  ///   - year: what it must be about.
  ///   - scenario: whose it should be; another name is said.
  /// - Throws: every fault of its files; another command or year is one.
  init(_ folder: String, command: String, year: Int, of scenario: Scenario) throws {
    (tables, entry, snapshot) = try Faults.collected { faults throws(Fault) in
      guard let record = RunRecord.read(folder, faults: &faults) else { return nil }
      record.checkTables(faults: &faults)
      let place = RunFolder.manifestPath(in: folder)
      guard faults.found.isEmpty, let tables = FolderTables.read(folder: folder, faults: &faults)
      else { return nil }
      guard tables.command == command, let snapshot = GrowthSnapshot(tables, year: year) else {
        let found = tables.manifest.year.map { "\(tables.command) --year \($0)" }
        faults.note(
          .run(
            .otherCommand(
              found: found ?? tables.command, wanted: ["\(command) --year \(year)"])),
          at: .whole(place))
        return nil
      }
      // A scenario that was copied and renamed has its forebear's runs to be compared with.
      if let other = tables.manifest.scenario, other != scenario.name {
        let problem = Problem.run(.otherScenario(found: other, wanted: scenario.name))
        ScenarioInput.say([Fault(problem, at: .whole(place))], [])
      }
      return (tables, RunManifest.Entry(of: try SourceFile(readingOwn: place)), snapshot)
    }
  }

  /// What moved since, and why.
  func changes(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, _ now: GrowthSnapshot,
    rerun: (ScenarioBundle, GrowthOptions) throws(PipelineError) -> GrowthSnapshot
  ) throws(PipelineError) -> GrowthChanges {
    try GrowthChanges.compare(bundle, options, from: snapshot, to: now, rerun: rerun)
  }

  /// The same in words; empty without an earlier run.
  ///
  /// - Parameter isMedian: whether growth of the year is the median of its forecast, not its mean.
  static func text(
    _ changes: GrowthChanges?, _ sectors: [GrowthSector], _ options: CommonOptions,
    isMedian: Bool = false
  ) -> String {
    guard let changes else { return "" }
    return "\n"
      + ChangesSummary(
        changes, sectors: sectors, isMedian: isMedian, language: options.language,
        width: Console.width, emphasis: Console.emphasis
      ).text
  }

  /// The same of a scorecard.
  static func text(
    _ changes: GrowthChanges?, measures result: Scorecard, _ options: CommonOptions
  ) -> String {
    guard let changes else { return "" }
    return "\n"
      + ChangesSummary(
        changes, measures: result, language: options.language, width: Console.width,
        emphasis: Console.emphasis
      ).text
  }
}
