internal import Plans
internal import Simulation

/// How likely floors are kept, on the paths of a run.
enum FloorAnalysis {
  /// One row for each floor and year; a floor of what is not assessed has none of its figures.
  static func rows(
    _ prepared: PreparedRun, _ result: SimulationResult, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [FloorRow] {
    let floors = prepared.scenario.floors
    guard !floors.isEmpty else { return [] }
    var plan = prepared.plan
    var goals: [Goal] = []
    var groups: [GoalGroup] = []
    /// For each floor and year the goal, whose number is that of the group of all years to there.
    var places: [[Int: Int]] = []
    for floor in floors {
      var place: [Int: Int] = [:]
      let first = goals.count
      if let quantity = prepared.setup.positions[floor.indicator] {
        for (step, year) in prepared.setup.years.enumerated()
        where floor.years.contains(year) && plan.definedSteps(of: quantity).contains(step) {
          place[year] = goals.count
          goals.append(
            Goal(quantity: quantity, step: step, lower: floor.value, upper: .infinity))
          groups.append(
            GoalGroup(name: "\(floor.id) \(year)", goals: Array(first..<goals.count)))
        }
      }
      places.append(place)
    }
    plan.goals = goals
    plan.groups = groups
    plan.cases = [plan.cases[0]]
    let counted = try ScenarioRun.simulate(
      plan, paths: result.paths, threads: threads, isCancelled: isCancelled)
    var rows: [FloorRow] = []
    for (floor, place) in zip(floors, places) {
      let indicator = prepared.indicators.first { $0.specification.id == floor.indicator }
      for year in floor.years {
        var figures: FloorRow.Figures?
        if let number = place[year] {
          let (count, group) = (counted.goals[number], counted.groups[0][number])
          let summary = result.summaries[goals[number].quantity][goals[number].step]
          figures = FloorRow.Figures(
            p10: summary?.quantile(0.1) ?? .nan, p50: summary?.quantile(0.5) ?? .nan,
            p90: summary?.quantile(0.9) ?? .nan,
            kept: EstimatedProbability(hits: count.met, paths: count.paths),
            keptThroughout: EstimatedProbability(hits: group.allMet, paths: group.total))
        }
        rows.append(
          FloorRow(
            floor: floor, year: year, basis: indicator?.basis ?? .notAssessed, figures: figures))
      }
    }
    return rows
  }
}
