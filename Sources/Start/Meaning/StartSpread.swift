internal import Files
internal import TimeSeries

/// Cells of what happened that are merged over the rows or columns of several periods, so that nothing tells whose they are.
struct StartSpread {
  /// Where they stand.
  let places: Set<SourceLocation>

  /// - Parameters:
  ///   - drafts: all series of the table.
  ///   - sheet: the sheet that the table stands in.
  init(_ drafts: [SeriesDraft], _ sheet: SheetTable) {
    var merged: [(place: SourceLocation, range: CellRange)] = []
    for (cell, figure) in drafts.lazy.flatMap(\.cells) where cell.isHistory {
      guard let range = sheet.merge(at: figure.location),
        range.rows.count > 1 || range.columns.count > 1
      else { continue }
      merged.append((figure.location, range))
    }
    guard !merged.isEmpty else {
      places = []
      return
    }
    // Plans may stand beside other periods than their own.
    var rows: [Int: Set<Int>] = [:]
    var columns: [Int: Set<Int>] = [:]
    for (cell, figure) in drafts.lazy.flatMap(\.cells) where cell.isHistory {
      rows[figure.location.line, default: []].insert(figure.period.lastMonth)
      columns[figure.location.column, default: []].insert(figure.period.lastMonth)
    }
    // Rows are of one period each, or columns are.
    let areRows = rows.values.allSatisfy { $0.count == 1 }
    let areColumns = !areRows && columns.values.allSatisfy { $0.count == 1 }
    places = Set(
      merged.lazy.filter { _, range in
        let covered =
          areRows
          ? range.rows.map { rows[$0] ?? [] }
          : areColumns ? range.columns.map { columns[$0] ?? [] } : []
        return covered.reduce(into: Set()) { $0.formUnion($1) }.count > 1
      }.map(\.place))
  }
}

extension Period {
  /// The month in which it ends, which a year shares with its December.
  fileprivate var lastMonth: Int { (ordinal + 1) * frequency.monthsPerPeriod }
}
