internal import Files

/// Columns beside names and places by which rows are told apart.
extension ColumnSearch {
  /// The columns that make series of their own: what a name says is a group, and what is needed so that no cell has
  /// two rows. A column that varies for no reason that can be seen is a fault.
  func groupColumns(
    besides keys: [Int], _ period: StartColumns.PeriodPlace, _ values: [Int],
    _ faults: inout FaultCollector
  ) -> [Int] {
    var keys = keys
    var groups: [Int] = []
    let candidates = table.header.indices.filter { column in
      guard !used.contains(column), !values.contains(column) else { return false }
      switch roles[column] {
      case nil, .code, .group, .other, .geo, .id, .name:
        return table.columns[column].distinct.count > 1
      default: return false
      }
    }
    for column in candidates where roles[column] == .group {
      groups.append(column)
      keys.append(column)
    }
    for column in candidates where roles[column] != .group {
      if isDetermined(column, by: keys) { continue }
      if tellsApart(column, keys, period) {
        groups.append(column)
        keys.append(column)
      } else if roles[column] != .other, mayGroup(column) {
        let texts = table.columns[column].distinct
        faults.note(
          .layout(
            .openGroups(
              column: table.header[column].text, first: texts[0],
              second: texts.count > 1 ? texts[1] : "")),
          at: table.header[column].location, hint: .start(.nameGroupColumn))
      }
    }
    return groups
  }

  /// The column whose cells say what rows tell of the things that another column names: `Kế hoạch`, `Thực hiện`.
  ///
  /// Where each row is a figure, words of how settled it is are a status.
  func tellingColumn(_ layout: StartLayout) -> Int? {
    guard tellsPlans, layout == .periodsAcross || layout == .long else { return nil }
    return table.header.indices.first { column in
      guard !used.contains(column) else { return false }
      switch roles[column] {
      case nil, .status, .group, .name, .other, .value: break
      default: return false
      }
      let texts = table.columns[column]
      guard texts.filled * 2 > table.rows.count else { return false }
      let distinct = Set(texts.present.map { folded($0) })
      guard (2...12).contains(distinct.count) else { return false }
      if layout == .long, texts.present.allSatisfy({ StartStatus.isStatus($0) }) { return false }
      return areTellings(Set(texts.present))
        && table.header.indices.contains { $0 != column && namesThings($0) }
    }
  }

  /// Whether texts tell plans and other things of something: each of them is known, or one says what happened and most are.
  private func areTellings(_ texts: Set<String>) -> Bool {
    let known = texts.map { StartMeasure.alone($0) }
    let measures =
      known.contains(nil) && known.contains(.itself) ? texts.map { StartMeasure.told($0) } : known
    // A word that is not known makes no facts of the plans beside it.
    let unknown = measures.count { $0 == nil }
    return measures.contains { $0?.isOfPlans == true }
      && (unknown == 0 || measures.contains(.itself) && unknown * 2 < measures.count)
  }

  /// Whether a column names what figures are of.
  private func namesThings(_ column: Int) -> Bool {
    guard !used.contains(column) else { return false }
    switch roles[column] {
    case nil, .id, .name, .group, .geo: break
    default: return false
    }
    return table.columns[column].present.contains {
      SpelledNumber($0) == nil && StartMeasure.alone($0) == nil
    }
  }

  /// Whether a column says nothing that the keys do not say: one value each, blanks left out.
  func isDetermined(_ column: Int, by keys: [Int]) -> Bool {
    guard !keys.isEmpty else { return false }
    let texts = table.columns[column]
    let folds = keys.map { table.columns[$0].folds }
    var known: [[Int32]: Int32] = [:]
    return table.rows.indices.allSatisfy { row in
      let value = texts.ofRow[row]
      if texts.distinct[Int(value)].isEmpty { return true }
      return known.updateValue(value, forKey: folds.map { $0[row] }).map { $0 == value } ?? true
    }
  }

  /// Whether two rows have the same keys and period and differ in a column.
  private func tellsApart(
    _ column: Int, _ keys: [Int], _ period: StartColumns.PeriodPlace
  ) -> Bool {
    let periods: [Int] =
      switch period {
      case .column(let column): [column]
      case .parts(let year, let part, _): [year, part]
      case .header: []
      case .years(let column, _), .months(let column, _, _): [column]
      }
    let values = table.columns[column].ofRow
    let folds = (keys + periods).map { table.columns[$0].folds }
    var known: [[Int32]: Int32] = [:]
    for (row, value) in values.enumerated() {
      if let other = known.updateValue(value, forKey: folds.map { $0[row] }), other != value {
        return true
      }
    }
    return false
  }

  /// Whether a column that nothing needs looks as if it named groups: words that come again, neither days nor notes.
  private func mayGroup(_ column: Int) -> Bool {
    let texts = table.columns[column]
    let distinct = texts.presentCount
    guard distinct > 1, distinct < texts.filled, texts.filled * 2 > table.rows.count,
      !texts.present.allSatisfy(Self.answers.contains)
    else { return false }
    return texts.present.allSatisfy {
      SpelledNumber($0) == nil && StartPeriod($0, isCompact: true) == nil && $0.count <= 60
    }
  }

  /// Answers to a question, which are facts and no groups.
  private static let answers: Set<String> = [
    "yes", "no", "Yes", "No", "YES", "NO", "true", "false", "True", "False", "TRUE", "FALSE", "x",
    "X", "có", "không", "Có", "Không", "đạt", "không đạt", "Đạt", "Không đạt", "y", "n", "Y", "N",
  ]
}
