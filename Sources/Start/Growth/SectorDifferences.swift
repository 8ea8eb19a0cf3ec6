internal import Files
internal import TimeSeries

extension SectorRow {
  /// Quarters that nobody wrote but that cumulated levels tell: the second one is the first six months without the first
  /// quarter, and so on; with all but one of a year's quarters the year tells the last.
  mutating func takeDifferences() {
    var made: [Int] = []
    let years = Set(figures.keys.map(\.yearNumber)).sorted()
    for year in years {
      for quarter in 1...4 {
        let slot = StartSlot.period(.quarter(quarter, of: year))
        guard figures[slot] == nil, let now = toDate(quarter, of: year) else { continue }
        guard quarter > 1 else {
          figures[slot] = now.with(.quarter(1, of: year))
          made.append((year - 1) * 4 + 1)
          continue
        }
        guard let before = toDate(quarter - 1, of: year) else { continue }
        let decimals = [now, before].map { printedDecimals(ArraySlice($0.digits.utf8)) }.max() ?? 0
        let value = now.value - before.value
        figures[slot] = StartFigure(
          period: .quarter(quarter, of: year), digits: SectorOutline.fixed(value, decimals),
          value: value, status: now.status.weaker(before.status), source: now.source,
          note: "\(year)-\(3 * quarter)M − \(year)-\(3 * quarter - 3)M",
          location: now.location)
        made.append((year - 1) * 4 + quarter)
      }
    }
    dropGaps(made)
  }

  /// Leaves out made quarters that stand apart from the others, for a series of quarters has no gaps; what is cumulated
  /// tells as much.
  private mutating func dropGaps(_ made: [Int]) {
    let written = figures.keys.compactMap { slot -> Int? in
      guard case .period(let period) = slot, period.frequency == .quarterly else { return nil }
      return (period.year - 1) * 4 + period.positionInYear
    }.filter { !made.contains($0) }
    var runs: [ClosedRange<Int>] = []
    for number in (made + written).sorted() {
      if let last = runs.last, number <= last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    guard runs.count > 1 else { return }
    // Those around written quarters, or else the longest run, of equal ones the newest.
    let longest = runs.max { ($0.count, $0.upperBound) < ($1.count, $1.upperBound) }
    let kept = runs.filter { run in
      written.isEmpty ? run == longest : written.contains { run.contains($0) }
    }
    for number in made where !kept.contains(where: { $0.contains(number) }) {
      figures[.period(.quarter((number - 1) % 4 + 1, of: (number - 1) / 4 + 1))] = nil
    }
  }

  /// What came from January to the end of a quarter: as it stands there, or the sum of quarters.
  private func toDate(_ quarter: Int, of year: Int) -> StartFigure? {
    let own = figures[.cumulated(through: 3 * quarter, of: year)]
    if let own, own.status.isHistory { return own }
    let parts = (1...quarter).compactMap { figures[.period(.quarter($0, of: year))] }
    guard parts.count == quarter, parts.allSatisfy(\.status.isHistory), let last = parts.last
    else { return nil }
    let decimals = parts.map { printedDecimals(ArraySlice($0.digits.utf8)) }.max() ?? 0
    let sum = parts.reduce(0) { $0 + $1.value }
    return StartFigure(
      period: last.period, digits: SectorOutline.fixed(sum, decimals), value: sum,
      status: parts.reduce(last.status) { $0.weaker($1.status) }, source: last.source, note: "",
      location: last.location)
  }
}

extension StartSlot {
  /// The year that it lies in.
  fileprivate var yearNumber: Int {
    switch self {
    case .period(let period), .toDate(let period): period.year
    }
  }
}
