internal import Files
internal import TimeSeries

/// A share that stands beside levels and is not what they make.
public struct ShareConflict: Sendable, Hashable {
  /// The row.
  public let title: String
  /// The share, as it is written.
  public let stated: String
  /// What the levels make, in the same unit and with as many decimals.
  public let made: String

  /// Shares that differ from those of levels in their year by more than the rounding of both.
  ///
  /// - Parameters:
  ///   - outline: rows of levels, with their whole.
  ///   - year: of the shares.
  static func all(_ outline: SectorOutline, year: Int) -> [ShareConflict] {
    let rows = outline.rows
    let sizes = rows.compactMap { $0.size.flatMap { Double($0) } }
    let parts = rows.indices.filter { rows[$0].parent == outline.top }
    let own = level(rows[outline.top], in: year)
    let sum = parts.compactMap { level(rows[$0], in: year) }
    guard sizes.count > 1, let whole = own ?? (sum.count == parts.count ? sum.reduce(0, +) : nil),
      whole > 0
    else { return [] }
    // Up to 1 all are fractions.
    let unit = sizes.allSatisfy { $0 <= 1 } ? 1.0 : 100
    return rows.compactMap { row in
      guard let size = row.size, let stated = Double(size), let level = level(row, in: year) else {
        return nil
      }
      let decimals = printedDecimals(ArraySlice(size.utf8))
      let made = unit * level / whole
      let allowed = PrintedDecimals.halfStep(decimals) + 0.005 * made
      guard abs(made - stated) > allowed else { return nil }
      return ShareConflict(
        title: row.name, stated: size, made: SectorOutline.fixed(made, max(decimals, 1)))
    }
  }

  /// The level of a year: its own, or of all its quarters or months.
  private static func level(_ row: SectorRow, in year: Int) -> Double? {
    for frequency in [Frequency.annual, .quarterly, .monthly] {
      let values = (1...frequency.periodsPerYear).compactMap { place in
        row.figures[.period(frequency.period(place, of: year))]?.value
      }
      if values.count == frequency.periodsPerYear { return values.reduce(0, +) }
    }
    return nil
  }
}

extension Frequency {
  fileprivate func period(_ place: Int, of year: Int) -> Period {
    switch self {
    case .quarterly: .quarter(place, of: year)
    case .monthly: .month(place, of: year)
    default: .year(year)
    }
  }
}
