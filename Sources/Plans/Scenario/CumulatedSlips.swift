internal import TimeSeries

/// Finds sums from January on that were typed wrong: what is too much in one month is missing in the next.
///
/// Equation: `s = d/(d + d')` is the share that a month, the difference `d` to the sum before it, has in itself and the
/// next one, `d'`. A sum is a slip where its share is `least` and more off the median of the other years, and `times` as
/// far as shares of the series are off theirs in the middle; of neighbours the one that is farthest off. It is expected
/// where that median puts it between the sums beside it.
///
/// Edge cases: three years of a month and the next one at least; the newest sum has none behind it and is not looked at.
struct CumulatedSlips {
  private static let (least, times) = (0.3, 6.0)
  private static let fewestYears = 3

  private struct Cell {
    let place: Int
    let year: Int
    let part: Int
    let share: Double
    let before: Double
    let both: Double
  }

  private var cells: [Cell] = []

  /// - Parameter rows: sums of one series and frequency, in order of their periods.
  init(_ rows: [Observation]) {
    guard rows.count > 2 else { return }
    for place in 0..<rows.count - 1 {
      let (row, next) = (rows[place], rows[place + 1])
      let part = row.period.positionInYear
      let isFirst = part == 1
      let before = isFirst || place == 0 ? nil : rows[place - 1]
      guard next.period.year == row.period.year, next.period.positionInYear == part + 1,
        isFirst
          || before?.period.year == row.period.year
            && before?.period.positionInYear == part - 1
      else { continue }
      let start = before?.value ?? 0
      let both = next.value - start
      guard both > 0 else { continue }
      cells.append(
        Cell(
          place: place, year: row.period.year, part: part, share: (row.value - start) / both,
          before: start, both: both))
    }
  }

  /// The slips, each with what is expected of it.
  var found: [(place: Int, expected: Double)] {
    let off = cells.map { cell -> Double? in
      let others = cells.filter { $0.part == cell.part && $0.year != cell.year }.map(\.share)
      return others.count + 1 < Self.fewestYears ? nil : cell.share - others.median
    }
    let usual = off.compactMap { $0.map(abs) }
    guard !usual.isEmpty else { return [] }
    let limit = max(Self.least, Self.times * usual.median)
    return cells.indices.compactMap { index in
      guard let own = off[index], abs(own) >= limit else { return nil }
      let cell = cells[index]
      let isFarthest = cells.indices.allSatisfy { other in
        abs(cells[other].place - cell.place) != 1 || abs(off[other] ?? 0) < abs(own)
      }
      return isFarthest ? (cell.place, cell.before + (cell.share - own) * cell.both) : nil
    }
  }
}
