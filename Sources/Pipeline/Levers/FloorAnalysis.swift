public import Attainment
public import Plans
public import Simulation
internal import Tracking

/// How likely a floor is kept in a year.
public struct FloorRow: Sendable {
  /// What an assessed indicator does.
  public struct Figures: Sendable {
    /// Quantiles of the indicator.
    public let p10, p50, p90: Double
    /// The chance of that year, and of all years of the floor up to it.
    public let kept, keptThroughout: EstimatedProbability
  }

  /// What the shares come to in money.
  public struct Money: Sendable {
    /// Quantiles of the money that the floor asks for, in the unit of the spending.
    public let required10, required50, required90: Double
    /// Quantiles of the share's own money, path by path.
    public let amount10, amount50, amount90: Double
  }

  /// The floor.
  public let floor: FloorSpecification
  /// The year.
  public let year: Int
  /// What the indicator rests on.
  public let basis: Basis
  /// What it does; `nil` where nothing is assessed or the year is over.
  public let figures: Figures?
  /// The amounts; `nil` where no spending is named or assessed.
  public let money: Money?
}

/// How likely floors are kept, on the paths of a run.
struct FloorAnalysis {
  /// What floors ask of the paths: years in which a share is enough, and what it comes to in money.
  let plan: SimulationPlan
  /// For each floor and year the goal, whose number is that of the group of all years to there.
  private let places: [[Int: Int]]
  private let amounts: [(spending: Int, amount: Int)?]

  /// - Returns: `nil` where a scenario has no floors.
  init?(_ prepared: PreparedRun) {
    let floors = prepared.scenario.floors
    guard !floors.isEmpty else { return nil }
    var plan = prepared.plan
    var goals: [Goal] = []
    var groups: [[Int]] = []
    var places: [[Int: Int]] = []
    for floor in floors {
      var place: [Int: Int] = [:]
      let first = goals.count
      if let quantity = prepared.setup.positions[floor.indicator] {
        for (step, year) in prepared.setup.years.enumerated()
        where floor.years.contains(year) && plan.definedSteps(of: quantity).contains(step) {
          place[year] = goals.count
          goals.append(
            Goal(
              quantity: quantity, step: step,
              lower: prepared.setup.printedFloor(floor.value, of: floor.indicator),
              upper: .infinity))
          groups.append(Array(first..<goals.count))
        }
      }
      places.append(place)
    }
    amounts = floors.map { Self.amount(of: $0, prepared, in: &plan) }
    plan.goals = goals
    plan.groups = groups
    plan.cases = [plan.cases[0]]
    plan.summarised = Set(amounts.compactMap(\.self).flatMap { [$0.spending, $0.amount] })
    (self.plan, self.places) = (plan, places)
  }

  /// One row for each floor and year; a floor of what is not assessed has none of its figures.
  ///
  /// - Parameter counted: what the run has counted of the plan beside its own; `nil` simulates it.
  func rows(
    _ prepared: PreparedRun, _ result: SimulationResult, counted: SimulationResult?, threads: Int,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> [FloorRow] {
    let counted: SimulationResult =
      if let counted {
        counted
      } else {
        try ScenarioRun.simulate(
          plan, paths: Int(result.paths), threads: threads, isCancelled: isCancelled)
      }
    let goals = plan.goals
    var rows: [FloorRow] = []
    for ((floor, place), amount) in zip(zip(prepared.scenario.floors, places), amounts) {
      let indicator = prepared.indicators.first { $0.specification.id == floor.indicator }
      for year in floor.years {
        var figures: FloorRow.Figures?
        if let number = place[year] {
          let (count, group) = (counted.goals[number], counted.groups[0][number])
          let summary = result.summaries[goals[number].quantity][goals[number].step]
          figures = FloorRow.Figures(
            p10: summary?.quantile(0.1) ?? .nan, p50: summary?.quantile(0.5) ?? .nan,
            p90: summary?.quantile(0.9) ?? .nan,
            kept: EstimatedProbability(count),
            keptThroughout: EstimatedProbability(group))
        }
        rows.append(
          FloorRow(
            floor: floor, year: year, basis: indicator?.basis ?? .notAssessed, figures: figures,
            money: amount.flatMap { Self.money(floor, year, $0, prepared, counted) }))
      }
    }
    return rows
  }

  /// The position of a quantity added to the plan: the share's money.
  private static func amount(
    of floor: FloorSpecification, _ prepared: PreparedRun, in plan: inout SimulationPlan
  ) -> (spending: Int, amount: Int)? {
    guard let share = prepared.setup.positions[floor.indicator],
      let spending = floor.spending.flatMap({ prepared.setup.positions[$0] })
    else { return nil }
    plan.append(
      Quantity(
        id: "floor:\(floor.id)", stream: 0,
        process: .derived(.product(first: share, second: spending, factor: 0.01))))
    return (spending, plan.quantities.count - 1)
  }

  private static func money(
    _ floor: FloorSpecification, _ year: Int, _ place: (spending: Int, amount: Int),
    _ prepared: PreparedRun, _ counted: SimulationResult
  ) -> FloorRow.Money? {
    guard let step = prepared.setup.years.firstIndex(of: year),
      let spending = counted.summaries[place.spending][step],
      let amount = counted.summaries[place.amount][step]
    else { return nil }
    func required(_ p: Double) -> Double { 0.01 * floor.value * spending.quantile(p) }
    return FloorRow.Money(
      required10: required(0.1), required50: required(0.5), required90: required(0.9),
      amount10: amount.quantile(0.1), amount50: amount.quantile(0.5),
      amount90: amount.quantile(0.9))
  }
}

extension ScenarioRun {
  /// Simulates a plan, and counts on the way what its floors ask of the same paths.
  ///
  /// - Returns: `floors` is `nil` where they take a run of their own.
  static func simulate(
    _ prepared: PreparedRun, paths: Int, precision: Double?, threads: Int,
    progress: @escaping @Sendable (Int, Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PipelineError) -> (result: SimulationResult, floors: SimulationResult?) {
    guard let floors = FloorAnalysis(prepared) else {
      let result = try simulate(
        prepared.plan, paths: paths, precision: precision, threads: threads, progress: progress,
        isCancelled: isCancelled)
      return (result, nil)
    }
    let counted = try PipelineError.simulating { () throws(SimulationError) in
      try Simulator(plan: prepared.plan, threads: threads).run(
        paths: paths, precision: precision, beside: floors.plan, progress: progress,
        isCancelled: isCancelled)
    }
    return (counted.result, counted.beside)
  }
}
