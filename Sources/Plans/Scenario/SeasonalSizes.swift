internal import TimeSeries

/// Finds months and quarters of quite another size than the same part of other years, where the course of a year hides them from
/// those beside them: a June of a tenth among beaches' Junes.
///
/// Equation: another year `y'` leads to `v(y', p) s(y, y')`, `s` the
/// median of `v(y, q)/v(y', q)` over the other parts `q` that both years have. A figure is far where it is `FigureSizes.slip` times
/// off what every other year leads to, and `FigureSizes.farther` times farther off than all but one of the other figures of its part and of its year are off
/// what is expected of them without it.
///
/// Edge cases: three years of a part at least; none is far where something is not above 0.
struct SeasonalSizes {
  /// Years of a part, and parts that two years share, at least.
  private static let (fewestYears, fewestShared) = (3, 3)

  private let rows: [Observation]
  /// Values by year and by part of the year; NaN where there is none.
  private var cells: [[Double]] = []
  private var places: [(year: Int, part: Int)] = []

  /// - Parameter rows: figures of one series and frequency, in order of their periods.
  init(_ rows: [Observation]) {
    self.rows = rows
    guard let first = rows.first, let last = rows.last, first.period.frequency != .annual else {
      return
    }
    let parts = first.period.frequency.periodsPerYear
    let years = last.period.year - first.period.year + 1
    cells = Array(repeating: Array(repeating: .nan, count: parts), count: years)
    for row in rows {
      let place = (row.period.year - first.period.year, row.period.positionInYear - 1)
      places.append(place)
      cells[place.0][place.1] = row.value
    }
  }

  /// The figures that are far, each with what is expected of it.
  var found: [(place: Int, expected: Double)] {
    guard cells.count >= Self.fewestYears, rows.allSatisfy({ $0.value > 0 }),
      places.contains(where: { isApart($0) })
    else { return [] }
    return places.indices.compactMap { place in
      guard isApart(places[place]) else { return nil }
      let likely = likely(places[place])
      // Off every other year, so that one slip does not speak against the years beside it.
      let off = likely.map { FigureSizes.times(rows[place].value, $0) }.min() ?? 1
      guard off >= FigureSizes.slip, let most = most(beside: places[place]) else { return nil }
      return off >= FigureSizes.farther * most ? (place, likely.median) : nil
    }
  }

  private typealias Place = (year: Int, part: Int)

  /// Whether a figure is off that of the year before or behind it: few are, so that this is asked first.
  private func isApart(_ place: Place) -> Bool {
    for year in [place.year - 1, place.year + 1] where cells.indices.contains(year) {
      let other = cells[year][place.part]
      if other > 0, FigureSizes.times(cells[place.year][place.part], other) >= FigureSizes.farther {
        return true
      }
    }
    return false
  }

  /// What each of the other years leads to; empty where fewer than two have the part.
  ///
  /// - Parameter left: a figure that is left out.
  private func likely(_ place: Place, without left: Place? = nil) -> [Double] {
    var likely: [Double] = []
    for year in cells.indices where year != place.year && cells[year][place.part] > 0 {
      if let left, left.year == year, left.part == place.part { continue }
      guard let size = size(of: place.year, beside: year, without: [place, left]) else { continue }
      likely.append(cells[year][place.part] * size)
    }
    return likely.count + 1 < Self.fewestYears ? [] : likely
  }

  /// How large a year is beside another one, by the medians of the parts that both have.
  private func size(of year: Int, beside other: Int, without left: [Place?]) -> Double? {
    var ratios: [Double] = []
    for part in cells[year].indices where cells[year][part] > 0 && cells[other][part] > 0 {
      let isLeft = left.contains {
        $0.map { $0.part == part && ($0.year == year || $0.year == other) } ?? false
      }
      if !isLeft { ratios.append(cells[year][part] / cells[other][part]) }
    }
    return ratios.count < Self.fewestShared ? nil : ratios.median
  }

  /// How far the other figures of its part and of its year are off what is expected of them without it, at most, one left aside.
  private func most(beside place: Place) -> Double? {
    let others = places.filter {
      ($0.year == place.year) != ($0.part == place.part)
    }
    let off = others.compactMap { other -> Double? in
      let likely = likely(other, without: place)
      return likely.isEmpty
        ? nil : FigureSizes.times(cells[other.year][other.part], likely.median)
    }
    guard off.count >= Self.fewestShared + 1 else { return nil }
    return off.sorted()[off.count - 2]
  }
}
