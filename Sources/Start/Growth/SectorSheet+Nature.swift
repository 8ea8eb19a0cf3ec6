internal import TimeSeries

/// What values alone tell of a table that names no unit, and what its reader should look at.
extension SectorSheet {
  /// Levels of an economy hardly ever grow by rates that differ by more than this from year to year, in standard
  /// deviation.
  private static let mostScatter = 0.15
  /// From here on growth of a year in percent is too small to be meant: a fraction stands in its place.
  private static let leastPercent = 0.5

  /// Whether small figures of one or two rows vary as growth does and not as levels.
  ///
  /// From year to year they go up and down by more than an economy, and fall at least once by a twentieth, or what is
  /// cumulated to a month is no part of its year but about as large: `12/m` times figure over year is nearer to
  /// `12/m` than to 1, in logarithms, over all such figures.
  var variesAsGrowth: Bool {
    var (changes, mean, squares) = (0.0, 0.0, 0.0)
    var (standing, cumulated, falls) = (0, 0, 0)
    for row in rows {
      for (slot, figure) in row.figures where figure.status.isHistory {
        switch slot {
        case .period(let period) where period.frequency == .annual:
          guard let before = row.figures[.period(.year(period.year - 1))], before.value > 0 else {
            continue
          }
          let change = figure.value / before.value - 1
          changes += 1
          if change < -0.05 { falls += 1 }
          mean += change
          squares += change * change
        case .toDate(let period) where period.positionInYear <= 9:
          let years = [period.year, period.year - 1].lazy
          guard let whole = years.compactMap({ row.figures[.period(.year($0))] }).first,
            whole.value > 0
          else { continue }
          let times = 12 / Double(period.positionInYear)
          let ratio = times * figure.value / whole.value
          if ratio * ratio > times { standing += 1 } else { cumulated += 1 }
        default: continue
        }
      }
    }
    if standing + cumulated > 0 { return standing > cumulated }
    guard changes > 2, falls > 0 else { return false }
    let variance = (squares - mean * mean / changes) / (changes - 1)
    return variance > Self.mostScatter * Self.mostScatter
  }

  /// What a reader should look at, as the table says nothing of it; `nil` for nothing.
  func doubt(isGrowth: Bool) -> GrowthDraft.Doubt? {
    let values = rows.flatMap { $0.figures.values.map(\.value) }
    guard values.count > 2 else { return nil }
    if isGrowth, values.allSatisfy({ abs($0) < Self.leastPercent }) { return .fractions }
    // A unit in each name, or sizes beside growth, say what figures are.
    let isSaid = rows.allSatisfy { row in
      row.size != nil || StartUnit(StartHeader(row.name).unit).isAmount
    }
    guard unit.isEmpty, !isSaid else { return nil }
    if !isGrowth { return values.allSatisfy { abs($0) < 40 } ? .levels : nil }
    return isGrowthByWords ? nil : .growth
  }
}
