internal import Attainment
internal import Files
internal import Simulation
internal import Tables
internal import TimeSeries
internal import Tracking

/// A folder with the words and numbers of its language.
struct PageWords {
  let folder: FolderTables
  let say: Catalogue
  let number: NumberStyle
  /// How many folders of its kind stand before it on the page.
  let place: Int

  init(folder: FolderTables, language: Language, place: Int = 0) {
    self.folder = folder
    self.place = place
    say = Catalogue.of(language)
    number = NumberStyle(language)
  }

  func records<Subject>(_ definition: TableDefinition<Subject>) -> [Table.Record] {
    folder.records(definition)
  }

  /// Rows of `attainment.csv` with a chance, milestones that dated tasks speak for left out.
  var assessed: [Table.Record] { rows(areMilestones: false) }

  /// Milestones with a chance, which dated tasks speak for.
  var milestones: [Table.Record] { rows(areMilestones: true) }

  private func rows(areMilestones: Bool) -> [Table.Record] {
    records(AttainmentTable.definition).filter {
      $0[AttainmentTable.probability] != nil && Self.isMilestone($0) == areMilestones
    }
  }

  /// Whether dated tasks speak for a row of `attainment.csv`.
  static func isMilestone(_ row: Table.Record) -> Bool {
    row[AttainmentTable.model] == .completion
  }

  /// What stands under the title: the day of knowledge, borders, a variant that is supposed.
  var facts: [String] {
    let manifest = folder.manifest
    if let event = manifest.event { return [say("page.facts.event", ["date": day(event)])] }
    var facts = days
    if let region = manifest.region, let until = manifest.bordersUntil {
      facts.append(say("summary.borders", ["region": region, "date": day(until)]))
    }
    if let variant = manifest.variantTitle {
      facts.append(say("summary.variant", ["title": variant]))
    }
    return facts
  }

  /// Years that are those of a growth scenario.
  var carried: [String] {
    (folder.manifest.growth ?? []).compactMap { item in
      item.years.map { say.carried(item.name, $0) }
    }
  }

  /// The day of knowledge, or that of each scenario where they differ.
  private var days: [String] {
    func fact(_ date: CalendarDate?) -> String {
      date.map { say("page.facts.day", ["date": day($0)]) } ?? say("page.facts.noday")
    }
    let manifest = folder.manifest
    let questions = manifest.questions ?? []
    guard manifest.asOf == nil, !questions.isEmpty else { return [fact(manifest.asOf)] }
    let dates = questions.map(\.asOf)
    if Set(dates).count == 1 { return [fact(dates[0])] }
    return zip(manifest.scenarios ?? [], dates).map { "\($0): \(fact($1))" }
  }

  /// A day as people write it.
  func day(_ date: CalendarDate) -> String { say.language.writing.text(of: date) }

  /// The paths of the run.
  var paths: String { number.fixed(Double(folder.manifest.paths ?? 0), decimals: 0) }

  /// A probability with the error of the simulation.
  func chance(
    _ row: Table.Record, _ column: Column<Double> = AttainmentTable.probability,
    error: Column<Double> = CommonColumns.error
  ) -> String {
    chance(row[column], error: row[error])
  }

  /// The chance of a target: with the error of the simulation, or in whole percents where the basis is thin; met or
  /// missed where that is known.
  func shownChance(_ row: Table.Record) -> String {
    let chance = row[AttainmentTable.probability]
    if row[CommonColumns.error] == nil, chance == 0 || chance == 1 {
      return say(chance == 1 ? "tracking.met" : "tracking.missed")
    }
    return shownChance(
      row, AttainmentTable.probability, isThin: row[AttainmentTable.basis]?.isThin == true)
  }

  /// The same of any chance, given whether its basis is thin.
  func shownChance(
    _ row: Table.Record, _ column: Column<Double>, error: Column<Double> = CommonColumns.error,
    isThin: Bool
  ) -> String {
    guard isThin else { return chance(row, column, error: error) }
    return row[column].map { number.whole($0) } ?? "–"
  }

  /// What the error of each of some chances is at most, where they are told without it; `nil` where none has one.
  func mostError(_ errors: [Double]) -> String? {
    errors.max().map {
      say("page.error.most", ["error": number.points(($0 * 1000).rounded(.up) / 1000)])
    }
  }

  /// The same of shares of paths.
  func mostError(of shares: [Double], paths: Int?) -> String? {
    guard let paths, paths > 0 else { return nil }
    return mostError(
      shares.filter { (0...1).contains($0) }.map { share in
        EstimatedProbability(
          hits: UInt64((share * Double(paths)).rounded()), paths: UInt64(paths)
        ).standardError
      })
  }

  /// Whether any of a group's targets rests on no series of the region's own.
  func isThin(_ group: NamedGroup, of plan: String) -> Bool {
    records(AttainmentTable.definition).contains { row in
      guard row[CommonColumns.plan] == plan, row[AttainmentTable.probability] != nil,
        row[AttainmentTable.basis]?.isThin == true
      else { return false }
      let isIllustrative = row[AttainmentTable.basis] == .illustrative
      return switch group.kind {
      case .withIllustrative: !Self.isMilestone(row)
      case .tasks: Self.isMilestone(row)
      case .withTasks: !isIllustrative
      case .all, .primary: !isIllustrative && !Self.isMilestone(row)
      case .agency:
        !isIllustrative && !Self.isMilestone(row)
          && group.leads(row[AttainmentTable.agency])
      }
    }
  }

  /// A share of a table as people read it.
  func percent(_ row: Table.Record?, _ column: Column<Double>) -> String {
    number.percent(row?[column] ?? .nan)
  }

  /// A probability with the error of the simulation; a dash where one of them is missing.
  func chance(_ share: Double?, error: Double?) -> String {
    guard let share, let error else { return "–" }
    return say("page.chance", ["p": number.percent(share), "error": number.points(error)])
  }

  /// A number as people read it; a dash where there is none.
  func short(_ value: Double?) -> String { value.map(number.short) ?? "–" }

  /// A number that somebody stated; a dash where there is none.
  func given(_ value: Double?) -> String { value.map(number.given) ?? "–" }

  /// A number of a table as people read it.
  func short(_ row: Table.Record, _ column: Column<Double>) -> String {
    row[column].map { number.short($0, beside: row[AttainmentTable.target]?.finest) } ?? "–"
  }

  /// A unit as people write it; one of a scenario's own stays as it is.
  func unit(_ row: Table.Record) -> String { say.unit(row[CommonColumns.unit]) }

  /// What a row rests on.
  func basis(_ row: Table.Record) -> String {
    row[AttainmentTable.basis].map { say("basis.\($0.code)") } ?? ""
  }

  /// Yes or no.
  func answer(_ answer: Bool?) -> String { answer.map { say("page.real.\($0.code)") } ?? "" }

  /// The 10, 50 and 90% quantiles.
  func range(_ row: Table.Record) -> String {
    [CommonColumns.p10, CommonColumns.p50, CommonColumns.p90].map { short(row, $0) }
      .joined(separator: " – ")
  }

  /// What a row of attainment.csv asks for.
  func wanted(_ row: Table.Record) -> String {
    guard let wanted = row[AttainmentTable.target] else { return "" }
    return wanted.text(row[AttainmentTable.direction], unit: row[CommonColumns.unit], number)
  }

  /// What a row of calibration.csv was measured on.
  func scope(_ row: Table.Record) -> String {
    guard let scope = row[CalibrationTable.scope] else { return "" }
    switch scope {
    case .referenceClass(let id, let sample):
      let key = "class." + Scope.name(of: id, sample)
      guard say.keys.contains(key) else { return scope.code }
      return say("page.calibration.class", ["class": say(key)])
    case .series(let id):
      let projection = records(ProjectionTable.definition).first {
        $0[CommonColumns.indicator] == id
      }
      return projection?[ProjectionTable.name] ?? id
    case .allSeries: return say("page.calibration.own")
    case .year(let quarters):
      return say.year(after: quarters)
    }
  }

  /// How a row of calibration.csv was measured.
  func calibrationSource(_ row: Table.Record) -> String {
    guard let source = row[CalibrationTable.source] else { return "" }
    switch source {
    case .comparableSeries(let files):
      return say("run.source.classes", ["files": files.joined(separator: ", ")])
    case .ownHistory, .ownHistories: return say("run.source.own")
    case .crossValidation, .ownSectors, .lendingSectors: return source.told(say)
    }
  }
}

/// How likely something is, in a word.
enum Likelihood: String, CaseIterable {
  case likely, even, unlikely, rare

  /// The word for a chance: from 66, 33 and 10 in 100 on.
  init(_ chance: Double) {
    let hundredths = (100 * chance).rounded()
    self =
      hundredths >= 66 ? .likely : hundredths >= 33 ? .even : hundredths >= 10 ? .unlikely : .rare
  }

  /// A sign that is told without colour.
  var sign: String {
    switch self {
    case .likely: "●"
    case .even: "◐"
    case .unlikely: "◔"
    case .rare: "○"
    }
  }
}

extension PageWords {
  /// A chance in whole hundredths: more digits than a basis bears would mislead.
  func inHundred(_ chance: Double?) -> String {
    chance.map { say.inHundred($0) } ?? "–"
  }

  /// A chance that may be very small: below one in a thousand it is said so, unless tables round it to that.
  func smallChance(_ chance: Double?) -> String {
    guard let chance, chance < NumberStyle.roundedToTenth else { return inHundred(chance) }
    return say("page.thousand.under")
  }

  /// Whether the chance of a row is a fact: the figure of its year is out.
  func isKnown(_ row: Table.Record) -> Bool {
    let chance = row[AttainmentTable.probability]
    return row[AttainmentTable.model] == nil && (chance == 0 || chance == 1)
      && row[AttainmentTable.basis] == .data
  }

  /// Whether a row's chance is shown: it is no fact, and somebody's figure or judgement stands behind it.
  func isOpen(_ row: Table.Record) -> Bool {
    !isKnown(row) && row[AttainmentTable.basis] != .illustrative
      && row[AttainmentTable.probability] != nil
  }

  /// The word for a row's chance: met or missed where the figure is out.
  func likelihood(_ row: Table.Record) -> String {
    guard let chance = row[AttainmentTable.probability] else { return say("basis.not_assessed") }
    if isKnown(row) { return say(chance == 1 ? "tracking.met" : "tracking.missed") }
    return say("page.likelihood.\(Likelihood(chance).rawValue)")
  }

  /// What a row asks for, in words: `at least 30%`.
  func asked(_ row: Table.Record) -> String {
    guard let wanted = row[AttainmentTable.target] else { return "" }
    let direction = row[AttainmentTable.direction]
    let unit = WantedValue.isPercent(row[CommonColumns.unit]) ? "%" : ""
    let ends = wanted.bounds(direction)
    switch (ends.low, ends.high) {
    case (let low?, let high?) where low == high:
      return say("page.asked.exactly", ["value": number.given(low) + unit])
    case (let low?, let high?):
      return say("page.asked.range", ["low": number.given(low), "high": number.given(high) + unit])
    case (let low?, nil): return say("page.asked.least", ["value": number.given(low) + unit])
    case (nil, let high?): return say("page.asked.most", ["value": number.given(high) + unit])
    case (nil, nil): return ""
    }
  }
}

/// Rows in groups, in the order in which they come.
func grouped<Row, Key: Hashable>(
  _ rows: [Row], by key: (Row) -> Key
) -> [(key: Key, rows: [Row])] {
  var order: [Key] = []
  var members: [Key: [Row]] = [:]
  for row in rows {
    let name = key(row)
    if members[name] == nil { order.append(name) }
    members[name, default: []].append(row)
  }
  return order.map { ($0, members[$0] ?? []) }
}
