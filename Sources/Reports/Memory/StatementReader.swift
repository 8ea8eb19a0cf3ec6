internal import Files
internal import Plans
internal import Tables
internal import TimeSeries
public import Tracking

/// Reads what a run folder said about what was still ahead.
public struct StatementReader {
  /// Commands whose folders hold statements.
  public static let commands =
    ["run", "merge", "sweep", "monthly", "track"] + VerdictTable.all.map(\.command)

  /// Whether statements of a command are scored without a scenario, so that what it read may be another file.
  public static func isAlone(_ command: String) -> Bool {
    VerdictTable.all.contains { $0.command == command && !$0.needsScenario }
  }

  private let name: String
  private let scenario: String?
  private let tables: FolderTables
  private let asOf: CalendarDate?

  /// - Parameters:
  ///   - name: what the folder is called.
  ///   - scenario: the path of its scenario as it stands now.
  ///   - tables: what it holds.
  public init(name: String, scenario: String?, tables: FolderTables) {
    (self.name, self.scenario, self.tables) = (name, scenario, tables)
    asOf = tables.manifest.asOf
  }

  /// Whether a run assumed something that is no forecast: a variant that is met, levers of its own.
  public static func isSupposed(_ tables: FolderTables) -> Bool {
    tables.manifest.variant != nil || !tables.manifest.settings.isEmpty
  }

  /// The folder with its statements.
  public var run: SaidRun {
    let year = tables.manifest.year
    var statements = targets + projections
    if let year {
      statements += variants(year) + growth(year) + tracking(year)
    }
    var verdicts: [String: Bool] = [:]
    var tasks: [SaidTask: SaidEnd] = [:]
    for table in VerdictTable.all {
      let (said, told, known) = table.read(tables, run: name, asOf: asOf)
      statements += said
      tasks.merge(known) { _, last in last }
      verdicts.merge(told) { _, last in last }
    }
    return SaidRun(
      name: name, scenario: scenario, statements: statements, verdicts: verdicts, tasks: tasks,
      asOf: asOf, inputs: Set((tables.manifest.inputs ?? []).map(\.sha256)), known: known)
  }

  private func chance(
    _ kind: Statement.Kind, _ reference: String, _ period: String, _ probability: Double,
    _ subject: Statement.Subject, wasDecided: Bool, on day: CalendarDate?
  ) -> Statement {
    Statement(
      run: name, asOf: day, kind: kind, reference: reference, period: period,
      probability: probability, subject: subject, wasDecided: wasDecided)
  }

  private func range(
    _ kind: Statement.Kind, _ reference: String, _ period: Period, _ low: Double?, _ high: Double?,
    _ subject: Statement.Subject
  ) -> Statement? {
    guard let low, let high, low <= high else { return nil }
    return Statement(
      run: name, asOf: asOf, kind: kind, reference: reference, period: period.description,
      range: low...high, subject: subject)
  }

  // MARK: Runs of plans

  private var targets: [Statement] {
    tables.records(AttainmentTable.definition).compactMap { row in
      guard let probability = row[AttainmentTable.probability],
        let direction = row[AttainmentTable.direction], let year = row[AttainmentTable.year],
        let asked = row[AttainmentTable.target],
        // What dated tasks speak for is judged by the tasks themselves.
        !PageWords.isMilestone(row)
      else { return nil }
      let (plan, reference) = (row[CommonColumns.plan], row[CommonColumns.reference])
      let ends = asked.bounds(direction)
      // A year whose figure was out has no model, and one answer.
      let wasDecided =
        row[AttainmentTable.model] == nil && (probability == 0 || probability == 1)
      return chance(
        .target, "\(plan)/\(reference)", "\(year)", probability,
        .target(
          plan: plan, reference: reference, direction: direction, low: ends.low, high: ends.high,
          year: year),
        wasDecided: wasDecided, on: asOf)
    }
  }

  /// What the run knew of whole years.
  private var known: [String: [Int: Double]] {
    var found: [String: [Int: Double]] = [:]
    for row in tables.records(ProjectionTable.definition) {
      guard row[ProjectionTable.kind] == .actual, let period = row[CommonColumns.period],
        period.frequency == .annual, let value = row[ProjectionTable.mean]
      else { continue }
      found[row[CommonColumns.indicator], default: [:]][period.year] = value
    }
    return found
  }

  private var projections: [Statement] {
    let quantiles = ProjectionTable.quantiles
    func column(_ probability: Double) -> Column<Double>? {
      quantiles.first { $0.probability == probability }?.column
    }
    guard let low = column(0.1), let high = column(0.9) else { return [] }
    return tables.records(ProjectionTable.definition).compactMap { row in
      guard row[ProjectionTable.kind] == .projection, let period = row[CommonColumns.period] else {
        return nil
      }
      let id = row[CommonColumns.indicator]
      return range(.projection, id, period, row[low], row[high], .indicator(id, period))
    }
  }

  // MARK: Growth

  private var conditions: [String: [GrowthCondition]] {
    ConditionsTable.conditions(tables.records(ConditionsTable.definition))
  }

  private func isDecided(_ verdict: GrowthVerdict?, _ probability: Double, _ error: Double?)
    -> Bool
  {
    if let verdict, verdict != .open { return true }
    return error == nil && (probability == 0 || probability == 1)
  }

  private func variants(_ year: Int) -> [Statement] {
    let asked = conditions
    return tables.records(VariantsTable.definition).compactMap { row in
      let id = row[GrowthColumns.variant]
      guard let probability = row[VariantsTable.probability] else { return nil }
      return chance(
        .variant, id, "\(year)", probability,
        asked[id].map { .conditions($0, year: year) } ?? .variant(id, year: year),
        wasDecided: isDecided(
          row[VariantsTable.verdict], probability, row[VariantsTable.error]),
        on: asOf)
    }
  }

  private func growth(_ year: Int) -> [Statement] {
    [GrowthFiguresTable.annual, GrowthFiguresTable.quarterly, GrowthFiguresTable.monthly].flatMap {
      definition in
      tables.records(definition).compactMap { row in
        guard row[GrowthColumns.variant] == VariantSpecification.forecastID,
          let cell = GrowthCell(row), cell.status == .scenario
        else { return nil }
        let id = row[GrowthColumns.sector]
        return range(
          .growth, id, cell.period, cell.growthP10, cell.growthP90,
          .sector(id, cell.period, year: year))
      }
    }
  }

  private func tracking(_ year: Int) -> [Statement] {
    let (rows, asked) = (tables.records(TrackingTable.definition), conditions)
    let last = rows.compactMap { $0[TrackingTable.period] }.max()
    var sectors: Set<String> = []
    return rows.flatMap { row -> [Statement] in
      guard let period = row[TrackingTable.period],
        let probability = row[TrackingTable.probability]
      else { return [] }
      let (id, isLast) = (row[TrackingTable.target], period == last)
      let decided = isDecided(
        row[TrackingTable.verdict], probability, row[TrackingTable.error])
      var found = [
        chance(
          isLast ? .tracking : .replay, id, "\(year)", probability,
          asked[id].map { .conditions($0, year: year) } ?? .variant(id, year: year),
          wasDecided: decided, on: isLast ? asOf : period.lastDay)
      ]
      if isLast, !decided, let names = asked[id]?.first?.sectors, names.count == 1,
        sectors.insert(names[0]).inserted,
        let outlook = range(
          .outlook, names[0], .year(year), row[GrowthColumns.outlookP10],
          row[GrowthColumns.outlookP90], .sector(names[0], .year(year), year: year))
      {
        found.append(outlook)
      }
      return found
    }
  }
}
