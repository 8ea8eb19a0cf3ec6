internal import Plans
internal import TimeSeries
internal import Tracking

/// Finds what came of statements, from figures that are known on a day.
struct OutcomeSearch {
  /// What was found.
  enum Answer {
    /// It came about, or not.
    case known(Outcome)
    /// The run could have known it on its own day.
    case knownBefore
    /// Nothing decides it yet.
    case open
    /// The scenario no longer has what it is about.
    case gone
  }

  private let bundles: [String: ScenarioBundle]
  private let runs: [SaidRun]
  private let tasks: SaidTasks
  private let asOf: CalendarDate?
  private var figures: [Day: KnownFigures] = [:]
  private var growth: [Day: KnownGrowth?] = [:]

  private struct Day: Hashable {
    let scenario: String
    let asOf: CalendarDate?
    var year = 0
  }

  /// - Parameters:
  ///   - bundles: scenarios by path, without a day of their own.
  ///   - asOf: the day whose knowledge counts; `nil` for all that is published.
  init(_ bundles: [String: ScenarioBundle], runs: [SaidRun], asOf: CalendarDate?) {
    (self.bundles, self.runs, self.asOf) = (bundles, runs, asOf)
    tasks = SaidTasks(runs, asOf: asOf)
  }

  /// Whether later runs follow tasks, but not the one that a statement is of.
  func isLost(_ statement: Statement) -> Bool {
    guard case .task(let said) = statement.subject, let day = statement.asOf else { return false }
    return tasks.isLost(said, after: day)
  }

  /// What came of a statement of a run.
  mutating func answer(_ statement: Statement, of run: SaidRun) -> Answer {
    if statement.wasDecided { return .knownBefore }
    if case .task(let said) = statement.subject { return task(said, statement) }
    if case .row(let key) = statement.subject { return row(key, statement) }
    if case .measure(_, _, _, _, _, _, _, let key) = statement.subject {
      let told = row(key, statement)
      guard let path = run.scenario, let bundle = bundles[path] else { return told }
      let found = measure(statement, key, bundle)
      // Later folders say themselves what came of it, and figures which one it was and since when; else these decide.
      switch (told, found) {
      case (.open, _): return found
      case (.known(let own), .known(let figure)) where own.happened == figure.happened: return found
      default: return told
      }
    }
    guard let path = run.scenario, let bundle = bundles[path] else { return .gone }
    switch statement.subject {
    case .target(let plan, let reference, let direction, let low, let high, let year):
      let now = figures(bundle, path, asOf)
      guard let row = now.row(plan: plan, reference: reference) else { return .gone }
      return indicator(row.indicatorID, year, statement, bundle, of: run, path) { value in
        now.meets(
          value, row, KnownFigures.Asked(direction: direction, low: low, high: high))
      }
    case .indicator(let id, let period):
      guard bundle.scenario.indicator(id) != nil, let range = statement.range else { return .gone }
      guard period.frequency == .annual else { return .open }
      return indicator(id, period.year, statement, bundle, of: run, path) { range.contains($0) }
    case .conditions(let asked, let year):
      return conditions(asked, year, statement, bundle, path)
    case .variant(let id, let year):
      guard let asked = bundle.scenario.growth?.variants.first(where: { $0.id == id }) else {
        return .gone
      }
      return conditions(asked.conditions, year, statement, bundle, path)
    case .sector(let id, let period, let year):
      guard bundle.scenario.growth?.sector(id) != nil, let range = statement.range else {
        return .gone
      }
      guard let known = growth(bundle, path, year, asOf),
        let value = known.growth(of: id, in: period)
      else { return .open }
      return decided(
        statement, happened: range.contains(value), value: value,
        known.days(of: [id], through: period), Self.quantity(bundle, [], .year(year)))
    case .measure, .task, .row: return .open
    }
  }

  /// What figures say of a measure.
  private func measure(
    _ statement: Statement, _ key: String, _ bundle: ScenarioBundle
  ) -> Answer {
    guard
      let known = KnownMeasure(statement.subject, bundle),
      let now = known.verdict(asOf: asOf)
    else { return .open }
    if let day = statement.asOf, known.verdict(asOf: day) != nil { return .knownBefore }
    let days = known.days(asOf: asOf)
    return .known(
      Outcome(
        happened: now.isMet, value: now.value, published: days.first, vintage: days.newest,
        quantity: key))
  }

  /// What an outcome is called. Ranges of sectors share their region's year: in one year all of them move together.
  private static func quantity(
    _ bundle: ScenarioBundle, _ names: [String], _ period: Period
  ) -> String {
    let series = names.isEmpty ? [] : [names.joined(separator: "+")]
    return ([bundle.scenario.region.geo] + series + ["\(period)"]).joined(separator: " ")
  }

  private mutating func indicator(
    _ id: String, _ year: Int, _ statement: Statement, _ bundle: ScenarioBundle,
    of run: SaidRun, _ path: String, isMet: (Double) -> Bool?
  ) -> Answer {
    let now = figures(bundle, path, asOf)
    guard let published = now.value(of: id, in: year) else { return .open }
    let factor = now.baseChange(of: id, from: run.known[id] ?? [:])?.factor
    let value = published * (factor ?? 1)
    guard let happened = isMet(value) else { return .gone }
    if statement.asOf != nil,
      figures(bundle, path, statement.asOf).value(of: id, in: year) != nil
    {
      return .knownBefore
    }
    let days = now.days(of: id, in: year)
    return .known(
      Outcome(
        happened: happened, value: value, published: days.first, vintage: days.newest,
        quantity: Self.quantity(bundle, [id], .year(year))
      ).chained(by: factor))
  }

  private mutating func conditions(
    _ asked: [GrowthCondition], _ year: Int, _ statement: Statement, _ bundle: ScenarioBundle,
    _ path: String
  ) -> Answer {
    let sectors = Set(asked.flatMap(\.sectors)).sorted()
    guard sectors.allSatisfy({ bundle.scenario.growth?.sector($0) != nil }) else { return .gone }
    guard let known = growth(bundle, path, year, asOf), let result = known.reached(asked),
      let last = asked.map(\.last).max()
    else { return .open }
    // What asks something of the last quarter or month comes true or not with the year.
    let period = last.closesYear ? .year(last.year) : last
    return decided(
      statement, happened: result.all, value: result.value,
      known.days(of: sectors, through: last), Self.quantity(bundle, sectors, period))
  }

  private func decided(
    _ statement: Statement, happened: Bool, value: Double?, _ days: PublicationDays,
    _ quantity: String
  ) -> Answer {
    if let said = statement.asOf, let first = days.first, first <= said { return .knownBefore }
    return .known(
      Outcome(
        happened: happened, value: value, published: days.first, vintage: days.newest,
        quantity: quantity))
  }

  /// What a later run's own table says of a row.
  private func row(_ key: String, _ statement: Statement) -> Answer {
    let told = runs.compactMap { run -> (day: CalendarDate, happened: Bool)? in
      guard let day = run.asOf, asOf.map({ day <= $0 }) ?? true else { return nil }
      return run.verdicts[key].map { (day, $0) }
    }.sorted { $0.day < $1.day }
    guard let first = told.first, let newest = told.last else { return .open }
    if let said = statement.asOf, first.day <= said { return .knownBefore }
    return .known(
      Outcome(
        happened: newest.happened, value: nil, published: first.day, vintage: newest.day,
        quantity: key))
  }

  /// What later runs' tables say of a task.
  private func task(_ said: SaidTask, _ statement: Statement) -> Answer {
    let told = tasks.verdicts(of: said)
    guard let first = told.first, let newest = told.last else { return .open }
    if let day = statement.asOf, first.day <= day { return .knownBefore }
    return .known(
      Outcome(
        happened: newest.happened, value: nil, published: first.day, vintage: newest.day,
        // Whether it was done by one day is not whether it was done by another.
        quantity: newest.task.due == said.due ? newest.task.key : newest.task.key + " " + said.due))
  }

  // MARK: What is known on a day

  private mutating func figures(
    _ bundle: ScenarioBundle, _ path: String, _ asOf: CalendarDate?
  ) -> KnownFigures {
    let day = Day(scenario: path, asOf: asOf)
    if let found = figures[day] { return found }
    let made = KnownFigures(bundle, asOf: asOf)
    figures[day] = made
    return made
  }

  private mutating func growth(
    _ bundle: ScenarioBundle, _ path: String, _ year: Int, _ asOf: CalendarDate?
  ) -> KnownGrowth? {
    let day = Day(scenario: path, asOf: asOf, year: year)
    if let found = growth[day] { return found }
    let made = KnownGrowth(bundle, year: year, asOf: asOf)
    growth[day] = .some(made)
    return made
  }
}
