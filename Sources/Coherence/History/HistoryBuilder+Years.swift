internal import TimeSeries

/// Years of what does not add up, such as shares, rates, indices and prices, and their months or quarters.
///
/// Where years are published they go on by themselves: a month of a take-up or of inflation behind years was taken for a
/// step as long as a year's, and the course of years was lost (made take-ups: 80% ranges of three years ahead held 64 to 72%
/// with months of the year under way, 96% without; error of inflation 2.4 and 0.8 points). A year that nobody published is
/// the mean of its parts or the last of them as the published years beside tell; where they tell neither it stays open.
extension HistoryBuilder {
  /// How the parts of a year make it.
  private enum Rule {
    case mean, last

    func year(of parts: [Observation]) -> Double {
      switch self {
      case .mean: parts.reduce(0) { $0 + $1.value } / Double(parts.count)
      case .last: parts[parts.count - 1].value
      }
    }
  }

  /// So many published years go on by themselves; parts stand beside fewer.
  private static let fewestYears = 3
  /// How many times nearer to the published years one rule must come than the other.
  private static let clearly = 2.0

  /// Whether published years of a level are its history, without its parts.
  ///
  /// Years that ended before the last one have given way to figures at other times, which are all that is known since.
  func goesByYears(_ level: (id: String, geo: String)?) -> Bool {
    if addsUp(level) { return true }
    let years = rows(level, .annual)
    guard years.count >= Self.fewestYears, let published = years.last?.period.year else {
      return false
    }
    let last = max(published, completed(level).last?.period.year ?? published)
    return parts(of: level, after: last).allSatisfy { $0.period.year == last + 1 }
  }

  /// How many times years move that what stands within them may move by, and go on as it does.
  private static let season = 3.0

  /// The ends of years of what no year is published of, where what stands within them moves much more than years do, as a
  /// rate that begins anew in January: they go on by themselves. `nil` where figures go on from one to the next.
  func seasonalEnds(_ rows: [Observation]) -> [Observation]? {
    func step(_ rows: [Observation]) -> Double {
      zip(rows, rows.dropFirst()).map { abs($1.value - $0.value) }.median
    }
    let ends = rows.filter(\.period.closesYear)
    guard ends.count >= Self.fewestYears, ends.count < rows.count,
      rows.allSatisfy({ $0.key.frequency != .annual }), step(rows) > Self.season * step(ends)
    else { return nil }
    return ends
  }

  /// Years that are not published and that complete parts tell, oldest first.
  func completed(_ level: (id: String, geo: String)?) -> [HistoryPoint] {
    let published = Dictionary(rows(level, .annual).map { ($0.period.year, $0.value) }) { $1 }
    guard !addsUp(level) else { return [] }
    var points: [Int: HistoryPoint] = [:]
    for frequency in [Frequency.monthly, .quarterly] {
      let whole = Dictionary(grouping: rows(level, frequency), by: \.period.year)
        .filter { $0.value.count == frequency.periodsPerYear }
      guard let rule = rule(of: whole, published) else { continue }
      for (year, parts) in whole where published[year] == nil {
        let error = parts.map { max($0.error, $0.roundingHalfWidth / 3.0.squareRoot()) }.max() ?? 0
        points[year] = HistoryPoint(
          period: .year(year), value: rule.year(of: parts), measurementError: error,
          origin: .derived(from: [
            .periods(series: parts[0].key.id, year: year, count: parts.count)
          ]))
      }
    }
    return points.values.sorted { $0.period < $1.period }
  }

  private func rule(of whole: [Int: [Observation]], _ published: [Int: Double]) -> Rule? {
    func miss(_ rule: Rule) -> Double {
      whole.reduce(0) { sum, year in
        sum + (published[year.key].map { abs($0 - rule.year(of: year.value)) } ?? 0)
      }
    }
    let (mean, last) = (miss(.mean), miss(.last))
    if mean * Self.clearly < last { return .mean }
    return last * Self.clearly < mean ? .last : nil
  }

  /// Months and quarters of years behind the last one of a history, which it was not made of.
  func parts(of level: (id: String, geo: String)?, after year: Int) -> [Observation] {
    [Frequency.quarterly, .monthly].flatMap { rows(level, $0) }.filter { $0.period.year > year }
  }
}
