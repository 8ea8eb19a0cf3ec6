internal import Attainment
internal import Files
internal import Pipeline
internal import Tables
internal import TimeSeries

/// A folder with the words and numbers of its language.
struct PageWords {
  let folder: FolderTables
  let say: Catalogue
  let number: NumberStyle

  init(folder: FolderTables, language: Language) {
    self.folder = folder
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

  /// What stands under the title: the day of knowledge, paths and seed, borders.
  var facts: [String] {
    let manifest = folder.manifest
    return say.facts(
      asOf: manifest.asOf, paths: paths, seed: manifest.seed ?? 0, region: manifest.region,
      until: manifest.bordersUntil, variant: manifest.variantTitle)
      + (manifest.growth ?? []).compactMap { item in
        item.years.map { say.carried(item.name, $0) }
      }
  }

  /// The paths of the run.
  var paths: String { number.fixed(Double(folder.manifest.paths ?? 0), decimals: 0) }

  /// A probability with the error of the simulation.
  func chance(
    _ row: Table.Record, _ column: Column<Double> = AttainmentTable.probability,
    error: Column<Double> = CommonColumns.error
  ) -> String {
    chance(row[column], error: row[error])
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

  /// A number of a table as people read it.
  func short(_ row: Table.Record, _ column: Column<Double>) -> String {
    short(row[column])
  }

  /// A unit as people write it; one of a scenario's own stays as it is.
  func unit(_ row: Table.Record) -> String { say.word("unit.", row[CommonColumns.unit]) }

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
      return say("workbook.scope.quarters", ["quarters": say.quarters(quarters)])
    }
  }

  /// How a row of calibration.csv was measured.
  func calibrationSource(_ row: Table.Record) -> String {
    guard let source = row[CalibrationTable.source] else { return "" }
    switch source {
    case .comparableSeries(let files):
      return say("run.source.classes", ["files": files.joined(separator: ", ")])
    case .ownHistory, .ownHistories: return say("run.source.own")
    case .crossValidation, .ownSectors, .lendingSectors: return source.code
    }
  }

  /// A plot of shares between 0 and 1 for a cell.
  static func sharePlot(_ marks: [JSONNode]) -> JSONNode {
    .keys(["type": .text("share"), "marks": .list(marks)])
  }

  /// A share with its error, under a shape.
  static func mark(_ value: Double?, error: Double?, shape: String) -> JSONNode {
    .keys(["v": ChartData.drawn(value), "e": ChartData.drawn(error), "s": .text(shape)])
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
