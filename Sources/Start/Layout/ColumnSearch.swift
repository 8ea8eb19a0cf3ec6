internal import Files
internal import TimeSeries

/// Finds out what each column is for.
struct ColumnSearch {
  let table: StartTable
  var roles: [Int: StartRole] = [:]
  var used: Set<Int> = []
  /// Whether a period stands in more than one row: then something tells the rows apart.
  var periodsRepeat = false
  /// Whether one column that is named after a period is enough where rows have names.
  var takesOnePeriod = false
  /// Whether rows and columns may tell the plans of others.
  var tellsPlans = false
  /// Columns of plans beside which another one counts, or another authority set one.
  var otherPlans: [StartColumns.OtherPlan] = []

  init(_ table: StartTable) {
    self.table = table
    for (index, cell) in table.header.enumerated() {
      if let role = StartRole(cell.text) { roles[index] = role }
    }
    for (column, role) in roles where !bears(column, role) { roles[column] = nil }
    // A column of statuses says so by its cells, whatever its name.
    for column in table.header.indices where roles[column] == nil {
      let texts = table.columns[column]
      if texts.filled > 0, texts.present.allSatisfy({ StartStatus.isStatus($0) }) {
        roles[column] = .status
      }
    }
    settleCodes()
    settleSources()
    settleDays()
  }

  /// Whether what stands in a column may be what its name says: "Nam" is a year and male.
  func bears(_ column: Int, _ role: StartRole) -> Bool {
    let texts = table.columns[column]
    switch role {
    case .year, .quarter, .month:
      let name = table.header[column].text
      let isMale = name.lowercased() == "nam" && !name.contains("ă")
      if isMale, roles.contains(where: { $0.key != column && $0.value == .year }) { return false }
      let periods = texts.count {
        StartPeriod($0, isCompact: true) != nil || StartPart($0, digitsAre: role.frequency) != nil
      }
      return texts.filled == 0 || periods * 2 > texts.filled
    case .geo, .name, .unit:
      // Numbers that never come again are figures.
      return texts.filled == 0 || texts.presentCount < texts.filled
        || table.columns[column].numbers < texts.filled
    case .number:
      // An index is a figure unless it counts the rows.
      let name = folded(table.header[column].text)
      return ["stt", "tt", "so tt", "so thu tu"].contains(name)
        || isCounter(table.texts(column))
    default: return true
    }
  }

  /// A code beside names of places says no more than they do; alone it is an id.
  mutating func settleCodes() {
    for column in table.header.indices where roles[column] == .code {
      let hasPlace = roles.values.contains(.geo)
      let isNumeric = table.columns[column].present.allSatisfy {
        SpelledNumber($0) != nil
      }
      if !hasPlace { roles[column] = roles.values.contains(.id) && !isNumeric ? nil : .id }
    }
  }

  /// Sources of money are what rows are of, where nothing else names them and figures need it: no source of figures
  /// tells rows of one period apart.
  mutating func settleSources() {
    guard let source = first(.source), first(.id) == nil, first(.name) == nil, first(.geo) == nil,
      textColumn == nil
    else { return }
    let texts = table.columns[source]
    let periods = table.header.indices.filter { column in
      switch roles[column] {
      case .period, .year, .quarter, .month: true
      default: false
      }
    }
    func areDistinct(_ columns: [Int]) -> Bool {
      var seen: Set<[String]> = []
      return table.rows.allSatisfy { row in seen.insert(columns.map { row.plain($0) }).inserted }
    }
    guard texts.filled > 1, texts.filled == table.rows.count, areDistinct(periods + [source]),
      periods.isEmpty || !areDistinct(periods)
    else { return }
    roles[source] = .name
  }

  /// Days on which something was reported are the periods where no other column holds any.
  mutating func settleDays() {
    guard !table.header.contains(where: { headerPeriod($0.text) != nil }) else { return }
    let others = table.header.indices.contains { column in
      switch roles[column] {
      case .period, .year, .quarter, .month: true
      case nil: holdsPeriods(column, most: false)
      default: false
      }
    }
    let days = table.header.indices.filter {
      roles[$0] == .vintage && holdsPeriods($0, most: false)
    }
    if !others, days.count == 1 { roles[days[0]] = nil }
  }

  mutating func columns(_ faults: inout FaultCollector) -> StartColumns? {
    let across = withoutOtherStages(
      table.header.enumerated().compactMap { index, cell in
        roles[index] == nil && !used.contains(index)
          ? headerPeriod(cell.text).map { (column: index, period: $0) } : nil
      })
    if !arePlansOfRows(across),
      across.count > 1 || across.count == 1 && takesOnePeriod && isAlone(across[0].column)
    {
      let across = withoutOtherPlans(withFarPlans(across))
      noteLostPeriods(across.map(\.column), &faults)
      used.formUnion(across.map(\.column))
      if let months = monthColumn(across, &faults) {
        used.insert(months.column)
        return finish(
          .yearsAcross, .months(months.column, months.frequency, across),
          values: across.map(\.column), &faults)
      }
      return finish(.periodsAcross, .header(across), values: across.map(\.column), &faults)
    }
    if noteNumberedColumns(&faults) { return nil }
    switch grid(&faults) {
    case .none: break
    case .found(let year, let parts):
      used.formUnion(parts.map(\.column) + [year])
      return finish(
        .yearsDown, .years(year, parts), values: parts.map(\.column), &faults)
    case .faulty: return nil
    }
    let before = faults.found.count
    let period = periodPlace(&faults)
    let values = valueColumns(&faults)
    guard let period, let values, faults.found.count == before else { return nil }
    let isLong = values.isNamed || (values.columns.count == 1 && hasSeriesColumn)
    return finish(isLong ? .long : .periodsDown, period, values: values.columns, &faults)
  }

  /// Whether columns that are named after periods hold plans of those beside rows of periods, `Tháng | Thu | KH năm 2025`.
  func arePlansOfRows(_ across: [(column: Int, period: StartPeriod)]) -> Bool {
    guard !across.isEmpty, across.allSatisfy({ $0.period.status == .plan }),
      let first = table.header.indices.first(where: { !used.contains($0) }),
      first != across[0].column
    else { return false }
    let texts = table.columns[first]
    return texts.filled > 1 && texts.presentCount == texts.filled
      && texts.present.allSatisfy { StartPeriod($0, isCompact: true) != nil }
  }

  /// Whether a column holds numbers beside names of rows, and no other one says of which periods they are.
  func isAlone(_ column: Int) -> Bool {
    let others = table.header.indices.filter { $0 != column && !used.contains($0) }
    return table.columns[column].present.allSatisfy { SpelledNumber($0) != nil }
      && others.contains { first in
        table.columns[first].present.contains { SpelledNumber($0) == nil && StartPeriod($0) == nil }
      }
      && !others.contains { holdsPeriods($0, most: true) || holdsParts($0) && roles[$0] != nil }
  }

  /// The period of a header; a unit in brackets behind it is none of its business.
  func headerPeriod(_ text: String) -> StartPeriod? {
    if StartPeriod.isOfPlan(text) { return nil }
    if let period = plainPeriod(text) ?? (tellsPlans ? PlanHead(text)?.period : nil) {
      return period
    }
    let bare = tellsPlans ? PlanHead.withoutSource(text) : text
    return bare == text ? nil : headerPeriod(bare)
  }

  /// The columns without plans of several years where another one plans the last of them, or it is no longer ahead.
  func withoutOtherStages(
    _ across: [(column: Int, period: StartPeriod)]
  ) -> [(column: Int, period: StartPeriod)] {
    let known = across.filter { $0.period.stage == nil }
    let last = known.compactMap { one -> Int? in
      guard one.period.status?.isHistory ?? true, case .period(let own) = one.period.meaning else {
        return nil
      }
      return own.year
    }.max()
    var seen: Set<StartPeriod.Meaning> = []
    return across.filter { one in
      guard let stage = one.period.stage else { return true }
      return !known.contains { $0.period.meaning == one.period.meaning }
        && last.map { stage.upperBound > $0 } ?? false && seen.insert(one.period.meaning).inserted
    }
  }

  func plainPeriod(_ text: String) -> StartPeriod? {
    if let period = StartPeriod(text) { return period }
    let header = StartHeader(text)
    return StartUnit(header.unit).isAmount ? StartPeriod(header.name) : nil
  }

  /// The columns without plans that an authority set for a year for which another one set one, too, or a plan stands that
  /// names nobody, and without aims beside plans.
  mutating func withoutOtherPlans(
    _ across: [(column: Int, period: StartPeriod)]
  ) -> [(column: Int, period: StartPeriod)] {
    guard tellsPlans else { return across }
    let plans = across.filter { $0.period.status == .plan }.map { column, period in
      let text = table.header[column].text
      let giver = plainPeriod(text) == nil ? PlanHead(text)?.giver ?? "" : ""
      let isAim = Phrase(folded(text)).contains(["phan dau"])
      return (column: column, period: period, giver: giver, isAim: isAim)
    }
    let others = plans.compactMap { plan -> StartColumns.OtherPlan? in
      let beside = plans.filter { $0.period.meaning == plan.period.meaning && !$0.isAim }
      // An aim yields to any plan.
      if plan.isAim { return beside.isEmpty ? nil : (plan.column, .besidePlan) }
      let isBesidePlan = beside.contains { $0.giver.isEmpty && !$0.period.isRevised }
      let givers = Set(beside.map(\.giver)).subtracting([""])
      let isOther = !plan.giver.isEmpty && (isBesidePlan || givers.count > 1)
      return isOther ? (plan.column, .severalPlans) : nil
    }
    let rest = across.filter { column in !others.contains { $0.column == column.column } }
    guard !others.isEmpty, !rest.isEmpty else { return across }
    otherPlans = others
    used.formUnion(others.map(\.column))
    return rest
  }

  func first(_ role: StartRole) -> Int? {
    table.header.indices.first { roles[$0] == role && !used.contains($0) }
  }

  var hasSeriesColumn: Bool {
    first(.id) != nil || first(.name) != nil || (periodsRepeat && textColumn != nil)
  }

  /// The first column of words that nothing else claims.
  var textColumn: Int? {
    table.header.indices.first { column in
      guard roles[column] == nil, !used.contains(column) else { return false }
      // What only says more of a place is no name.
      if let place = table.header.indices.first(where: { roles[$0] == .geo }),
        isDetermined(column, by: [place])
      {
        return false
      }
      let filled = table.columns[column].filled
      return filled > 0 && (filled - table.columns[column].numbers) * 2 > filled
    }
  }

  // MARK: Periods

  mutating func periodPlace(_ faults: inout FaultCollector) -> StartColumns.PeriodPlace? {
    let named = table.header.indices.filter {
      switch roles[$0] {
      case .period, .quarter, .month, .year: holdsPeriods($0, most: true)
      default: false
      }
    }
    let year = named.first { roles[$0] == .year }
    let part = table.header.indices.first {
      roles[$0] == .quarter || roles[$0] == .month || (roles[$0] == .period && holdsParts($0))
    }
    if let year, let part, !named.contains(part) {
      used.formUnion([year, part])
      periodsRepeat = repeats([year, part])
      return .parts(year: year, part: part, roles[part]?.frequency)
    }
    let unnamed = table.header.indices.filter {
      roles[$0] == nil && holdsPeriods($0, most: false)
    }
    let full = named.first { roles[$0] != .year } ?? year
    if let column = full ?? (unnamed.count == 1 ? unnamed[0] : nil) {
      used.insert(column)
      periodsRepeat = repeats([column])
      return .column(column)
    }
    if unnamed.isEmpty, let cell = fiscalPart {
      faults.note(.start(.fiscalPart(cell.text)), at: cell.location, hint: .write(.anyPeriod))
      return nil
    }
    faults.note(
      unnamed.isEmpty
        ? .layout(.noPeriods)
        : .layout(.severalPeriodColumns(unnamed.map { table.header[$0].text })),
      at: table.header[unnamed.first ?? 0].location, hint: .start(.namePeriodColumn))
    return nil
  }

  func repeats(_ columns: [Int]) -> Bool {
    var seen: Set<[Int32]> = []
    let texts = columns.map { table.columns[$0] }
    let folds = columns.map { table.columns[$0].folds }
    let areParts = texts.map { column in column.distinct.map { StartPart(folded($0)) != nil } }
    return !table.rows.indices.allSatisfy { row in
      // Months below a year that stands once repeat without being the same.
      let isPart = columns.indices.allSatisfy { areParts[$0][Int(texts[$0].ofRow[row])] }
      return isPart || seen.insert(folds.map { $0[row] }).inserted
    }
  }

  /// Whether every cell of a column, or most of them, names a period.
  func holdsPeriods(_ column: Int, most: Bool) -> Bool {
    let texts = table.columns[column]
    guard most else {
      return texts.filled > 0 && texts.present.allSatisfy { StartPeriod($0) != nil }
    }
    let periods = texts.count { StartPeriod($0, isCompact: true) != nil }
    let parts = texts.count { StartPart($0) != nil }
    return periods > 0 && (periods + parts) * 2 > texts.filled
  }

  /// Whether most cells of a column name quarters or months without a year.
  func holdsParts(_ column: Int) -> Bool {
    let texts = table.columns[column]
    return texts.count { StartPart($0) != nil } * 2 > texts.filled
  }
}
