internal import TimeSeries

/// A period of a table, and how settled its figures are where its name says so.
///
/// Codes are periods mostly. Where offices number them, as PX-Web does for some, labels say what they are, and of the
/// newest that they are not settled: `Sơ bộ 2023`, `2024 (estimate)`.
struct StatisticsTime {
  /// The period as it is written.
  let text: String
  /// What the words beside it say; `nil` where there are none.
  var status: ObservationStatus?

  /// A period as it is written.
  init(text: String) { self.text = text }

  /// What a category of a dimension of time names; `nil` where neither code nor label is a period.
  init?(_ category: StatisticsTable.Category) {
    for text in [category.code, category.label] where StatisticsPeriod.isPeriod(text) {
      self.text = text
      return
    }
    let words = category.label.split { " ()*".contains($0) }
    let periods = words.filter { StatisticsPeriod.isPeriod(String($0)) }
    guard periods.count == 1, let period = periods.first else { return nil }
    let others = words.filter { $0 != period }.joined(separator: " ")
    let status = StatisticsFlags.status(others, words: nil)
    // Words that say nothing of it would be lost.
    guard others.isEmpty || status != .final else { return nil }
    text = String(period)
    self.status = others.isEmpty ? nil : status
  }
}
