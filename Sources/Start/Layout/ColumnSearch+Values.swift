internal import Files
internal import TimeSeries

extension ColumnSearch {
  // MARK: Values

  mutating func valueColumns(
    _ faults: inout FaultCollector
  ) -> (columns: [Int], isNamed: Bool)? {
    if let named = first(.value), hasSeriesColumn || numberColumns.isEmpty {
      let others = hasSeriesColumn ? numberColumns.filter(tellsOfValue) : []
      used.formUnion(others + [named])
      return ((others + [named]).sorted(), true)
    }
    var columns = numberColumns
    if let value = first(.value) { columns.append(value) }
    guard let first = columns.first else {
      faults.note(.layout(.noFigures), at: table.header[0].location, hint: .start(.nameValueColumn))
      return nil
    }
    for column in columns where table.header[column].text.isEmpty {
      faults.note(.layout(.namelessColumn(column + 1)), at: table.header[column].location)
    }
    let others = columns.filter(tellsOfValue)
    let things = columns.filter {
      (StartMeasure.alone(table.header[$0].text) ?? .itself) == .itself
    }
    if !others.isEmpty, things.count == 1, hasSeriesColumn {
      used.formUnion(others + things)
      return ((others + things).sorted(), true)
    }
    if columns.count > 1, hasSeriesColumn, self.first(.geo) == nil {
      faults.note(
        .layout(.severalValueColumns(columns.map { table.header[$0].text })),
        at: table.header[first].location, hint: .start(.nameValueColumn))
      return nil
    }
    used.formUnion(columns)
    return (columns.sorted(), false)
  }

  /// Whether a column holds plans, estimates or sums of what another one holds: `Kế hoạch năm` beside `Thực hiện`.
  func tellsOfValue(_ column: Int) -> Bool {
    tellsPlans && StartMeasure.alone(table.header[column].text)?.isOfPlans == true
  }

  /// Unclaimed columns of which most cells are numbers.
  var numberColumns: [Int] {
    let plans = percentPlans
    return table.header.indices.filter { column in
      guard roles[column] == nil, !used.contains(column) else { return false }
      let filled = table.columns[column].filled
      let header = table.header[column].text
      if header.isEmpty || header.hasPrefix("Unnamed"), isCounter(table.texts(column)) {
        return false
      }
      if isDayOfMonth(column) { return false }
      // What compares with a plan has no signs.
      let isPlan =
        tellsPlans && StartMeasure.speaksOfPlan(header)
        && (StartMeasure.of(header).measure != .comparison || plans.byName[header] != nil)
      return filled > 0 && numbers(in: column, orGoals: isPlan) * 2 >= filled
        && !repeatsPeriod(column)
    }
  }

  /// The names of unclaimed columns that are plans of rates.
  var percentPlans: PercentPlans {
    let figures = table.header.indices.filter { column in
      guard roles[column] == nil, !used.contains(column) else { return false }
      return numbers(in: column, orGoals: true) * 2 >= table.columns[column].filled
    }
    return PercentPlans(figures.map { table.header[$0].text })
  }

  /// Rows of a column that hold a number, or what a plan may say instead.
  private func numbers(in column: Int, orGoals: Bool) -> Int {
    let numbers = table.columns[column].numbers
    guard orGoals, numbers < table.columns[column].filled else { return numbers }
    return numbers
      + table.columns[column].count { SpelledNumber($0) == nil && WrittenGoal($0) != nil }
  }

  /// Whether a column says no more than the one of periods, as codes of years do.
  func repeatsPeriod(_ column: Int) -> Bool {
    table.header.indices.contains { period in
      (roles[period] == .year || roles[period] == .period)
        && table.rows.allSatisfy { $0.plain(column) == $0.plain(period) }
    }
  }

  /// Whether a column names the days of years and months that stand beside it.
  func isDayOfMonth(_ column: Int) -> Bool {
    folded(table.header[column].text) == "day" && roles.values.contains(.year)
      && roles.values.contains(.month)
      && table.columns[column].present.allSatisfy { Int($0).map { (1...31).contains($0) } ?? false }
  }

  /// Whether a column only counts the rows, from 0 or 1.
  func isCounter(_ texts: [String]) -> Bool {
    texts.enumerated().allSatisfy { "\($0.offset)" == $0.element }
      || texts.enumerated().allSatisfy { "\($0.offset + 1)" == $0.element }
  }

  mutating func finish(
    _ layout: StartLayout, _ period: StartColumns.PeriodPlace, values: [Int],
    _ faults: inout FaultCollector
  ) -> StartColumns? {
    var places: [StartRole: Int] = [:]
    let telling = tellingColumn(layout)
    if let telling { used.insert(telling) }
    let names: [StartRole] = layout == .periodsDown ? [] : [.id, .name]
    for role in names + [.unit, .source, .geo, .note, .status] {
      places[role] = first(role)
      if let column = places[role] { used.insert(column) }
    }
    if layout == .long, tellsPlans, let column = first(.vintage),
      PublicationDays(table, column) != nil
    {
      places[.vintage] = column
      used.insert(column)
    }
    let needsName: Bool =
      switch layout {
      case .periodsAcross: true
      case .long: periodsRepeat
      case .yearsDown, .yearsAcross, .periodsDown, .printed: false
      }
    if needsName, places[.name] == nil, places[.id] == nil {
      places[.name] = textColumn
      if let name = places[.name] { used.insert(name) }
    }
    let keys = [StartRole.id, .name, .geo].compactMap { places[$0] } + [telling].compactMap(\.self)
    let groups = groupColumns(besides: keys, period, values, &faults)
    used.formUnion(groups)
    let rest = table.header.indices.filter { !used.contains($0) && table.columns[$0].filled > 0 }
    return StartColumns(
      layout: layout, period: period, values: values, places: places, groups: groups,
      telling: telling, tellsPlans: tellsPlans,
      ignored: rest.filter { roles[$0] != .number }, otherPlans: otherPlans)
  }
}
