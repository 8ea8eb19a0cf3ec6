internal import Files
internal import Plans
internal import Reports
internal import Start
internal import TimeSeries

/// Reads scenarios and says on standard error what may be a slip in them.
enum ScenarioInput {
  /// Everything that a scenario names.
  ///
  /// - Parameters:
  ///   - asOf: the day that is asked for; `nil` for the scenario's own.
  ///   - kept: what counts instead of asking a database again.
  ///   - quiet: whether what is no slip stays unsaid.
  /// - Throws: every fault of every file.
  static func read(
    _ path: String, asOf: CalendarDate? = nil, kept: KeptTables = KeptTables(), quiet: Bool
  ) throws(Faults) -> ScenarioBundle {
    let bundle = try ScenarioReader.read(
      path, asOf: asOf, kept: kept, layouts: StartLayouts())
    say(bundle.warnings, quiet ? [] : bundle.remarks)
    return bundle
  }

  /// Refuses a scenario without plans, of which growth or its measures alone can be asked.
  static func checkPlans(_ bundle: ScenarioBundle) throws(Faults) {
    guard bundle.plans.isEmpty else { return }
    let scenario = bundle.scenario
    let open = bundle.warnings.filter {
      if case .plan(.noneIssued) = $0.problem { true } else { false }
    }
    if !open.isEmpty { throw Faults(open) }
    let isOfMeasures = !scenario.measures.isEmpty && (scenario.growth?.sectors ?? []).isEmpty
    let place = scenario.resolved.location
    let year = scenario.asOf == nil ? bundle.observations.lastYear : nil
    let asked = place.file + (year.map { " --year \($0)" } ?? "")
    throw Faults([
      Fault(
        .json(.missingKey("plans")), at: place,
        hint: isOfMeasures ? .scorecardCommand(asked) : .growthCommand)
    ])
  }

  /// Prints slips, then remarks.
  static func say(_ warnings: [Fault], _ remarks: [Fault]) {
    if !warnings.isEmpty { Console.printNote(Speech.faults.warnings(warnings)) }
    for remark in remarks { Console.printNote(Speech.faults.text(remark, label: .note)) }
  }
}
