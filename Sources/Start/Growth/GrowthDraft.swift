internal import Files
internal import Plans
public import TimeSeries

/// A table of value added by sector as far as it explains itself: a tree of sectors and their figures.
public struct GrowthDraft: Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The place; `nil` when the file names none.
  public let place: String?
  /// The unit of the figures; empty when the file names none.
  public let unit: String
  /// Whether figures are growth in percent; levels otherwise.
  public let isGrowth: Bool
  /// Whether growth was written as indices with the year before as 100.
  public let isIndex: Bool
  /// The prices that figures are counted at; `nil` where nothing says so.
  public let prices: StartPrices?
  /// How it is known which sector is part of which.
  public let structure: Structure
  /// The sectors, the whole first, parts behind what they are part of.
  public let sectors: [GrowthSector]
  /// The year whose sizes of sectors are stated, where figures are growth alone.
  public let sizeYear: Int
  /// Heads of percentages that stand beside amounts, and are not used.
  public let leftOut: [String]
  /// Heads of columns of growth from January on that were taken beside levels.
  public let grown: [String]
  /// What a reader should look at; `nil` for nothing.
  public let doubt: Doubt?
  /// Shares that do not make the whole; `nil` where they do, and where none are stated.
  public let sizeGap: SizeGap?
  /// Shares that stand beside levels and are not what these make.
  public let shareConflicts: [ShareConflict]

  /// What shares of sectors add up to beside their whole, in the unit in which they are written.
  public struct SizeGap: Sendable {
    /// Their sum, and the whole.
    public let sum, whole: Double
    /// Their decimals.
    public let decimals: Int
  }

  /// What a table says nothing of.
  public enum Doubt: String, Sendable, CaseIterable {
    /// Whether figures, which are small, are levels, as was taken.
    case levels
    /// Whether figures are growth, as was taken by their values alone.
    case growth
    /// Whether growth that is hardly any is told as fractions of one.
    case fractions
  }

  /// How a tree was found.
  public enum Structure: String, Sendable, CaseIterable {
    /// There is one sector alone.
    case alone
    /// A column names what each row is part of.
    case column
    /// Rows are indented, numbered or said to be of what stands above.
    case outline
    /// Rows add up to one of them.
    case sums
    /// One row is named as the whole.
    case name
    /// No row is the whole: it is made of all that are part of nothing.
    case made
  }

  /// The whole.
  public var top: GrowthSector? { sectors.first }

  /// Every period with a figure of what happened, in order.
  private var periods: [Period] {
    sectors.flatMap { $0.figures + $0.toDate + $0.growthToDate }.filter(\.status.isHistory).map(
      \.period
    ).sorted()
  }

  /// The first and last period with a figure.
  public var span: (first: Period, last: Period)? {
    guard let first = periods.first, let last = periods.last else { return nil }
    return (first, last)
  }

  /// The first year that is not over in the figures.
  public var nextYear: Int {
    guard let last = periods.last else { return 0 }
    return last.closesYear ? last.year + 1 : last.year
  }

  /// Growth of the whole over the last year that the figures hold, and the year; `nil` where they hold none.
  ///
  /// Stated growth has its own decimals, two at the most; that of levels one.
  public var lastGrowth: (value: Double, year: Int, decimals: Int)? {
    guard let top else { return nil }
    if top.isMade { return growthOfParts }
    for year in [nextYear - 1, nextYear - 2] {
      if isGrowth {
        if let growth = top.growth(of: year) {
          let stated = top.figures.first { $0.period == .year(year) && $0.status.isHistory }
          let decimals = stated.map { printedDecimals(ArraySlice($0.digits.utf8)) } ?? 1
          return (growth, year, min(max(decimals, 1), 2))
        }
      } else if let now = top.level(of: year), let before = top.level(of: year - 1), before > 0 {
        return (100 * (now / before - 1), year, 1)
      }
    }
    return nil
  }

  /// Growth of a whole that is made of its parts, over the last year that all of them have.
  private var growthOfParts: (value: Double, year: Int, decimals: Int)? {
    let parents = Set(sectors.compactMap(\.parent))
    let leaves = sectors.filter { !parents.contains($0.id) }
    for year in [nextYear - 1, nextYear - 2] {
      let pairs = leaves.compactMap { leaf -> (before: Double, now: Double)? in
        guard isGrowth else {
          return leaf.level(of: year - 1).flatMap { before in
            leaf.level(of: year).map { (before, $0) }
          }
        }
        guard let size = leaf.size.flatMap({ Double($0) }) else { return nil }
        // Sizes are those of one year: they are carried to the year before the one asked for.
        var before = size
        for passed in min(sizeYear, year - 1) + 1..<max(sizeYear, year - 1) + 1 {
          guard let growth = leaf.growth(of: passed) else { return nil }
          before *= sizeYear > year - 1 ? 1 / (1 + growth / 100) : 1 + growth / 100
        }
        return leaf.growth(of: year).map { (before, before * (1 + $0 / 100)) }
      }
      let before = pairs.reduce(0) { $0 + $1.before }
      guard pairs.count == leaves.count, before > 0 else { continue }
      return (100 * (pairs.reduce(0) { $0 + $1.now } / before - 1), year, 1)
    }
    return nil
  }

  /// What the file itself plans for the whole over the next year.
  public var plan: StartFigure? {
    top?.figures.last { $0.status == .plan && $0.period == .year(nextYear) }
  }
}

/// One sector of a table.
public struct GrowthSector: Sendable {
  /// The id, made from the name.
  public let id: String
  /// The id of what it is part of; `nil` for the whole.
  public let parent: String?
  /// The name without numbers and marks in front of it.
  public let title: String
  /// Figures of single years, quarters and months.
  public let figures: [StartFigure]
  /// Figures cumulated from January to the month of their period.
  public let toDate: [StartFigure]
  /// Growth in percent from January to the month of their period, where it stands beside levels.
  public let growthToDate: [StartFigure]
  /// Its size in the year whose sizes are stated, as it is written; `nil` where none is.
  public let size: String?
  /// Whether it is what the rows named leave of what they are part of.
  public let isRest: Bool
  /// Whether it is the whole of what no row is the whole of.
  public let isMade: Bool

  /// The level of a year: stated, or of its quarters or months.
  func level(of year: Int) -> Double? {
    let known = figures.filter { $0.status.isHistory && $0.period.year == year }
    for frequency in [Frequency.annual, .quarterly, .monthly] {
      let rows = known.filter { $0.period.frequency == frequency }
      if rows.count == frequency.periodsPerYear { return rows.reduce(0) { $0 + $1.value } }
    }
    return toDate.first { $0.period == .month(12, of: year) }?.value
  }

  /// Growth of a year: stated, or the mean of its quarters or months.
  func growth(of year: Int) -> Double? {
    level(of: year).map { sum in
      let isYearly = figures.contains { $0.period == .year(year) && $0.status.isHistory }
      let quarters = figures.count { $0.period.frequency == .quarterly && $0.period.year == year }
      return isYearly ? sum : sum / Double(quarters == 4 ? 4 : 12)
    }
  }
}
