internal import Plans
public import TimeSeries

/// What of a series a year's scenario follows.
extension StartSeries {
  /// Whether it is reported within the year, and a plan of the year or of a part of it stands beside it.
  public var isMeasure: Bool { isFollowed && isMadeKnown }

  /// Whether it would be a measure if somebody said what its parts make of a year.
  var isMeasureOnceAsked: Bool { isFollowed && !isMadeKnown }

  /// The course of its years, where it is taken as a share that is forecast as shares go and moved one way.
  package var oneWay: OneWayCourse? {
    guard isAssessable, guess.kind == .share, guess.scale == .logit, guess.bounds.isClosed else {
      return nil
    }
    return OneWayCourse(Dictionary(history.map { ($0.year, $0.value) }) { $1 })
  }

  /// How often it is reported within the year.
  public var reported: Frequency {
    if frequency != .annual { return frequency }
    return toDate.allSatisfy { $0.period.positionInYear.isMultiple(of: 3) } ? .quarterly : .monthly
  }

  /// Whether single quarters or months are reported, and not only what is cumulated.
  public var hasParts: Bool { frequency != .annual && parts.contains(where: \.status.isHistory) }

  /// What stands behind the id of a figure: its quarters or months have an ending, plans of other periods do not.
  public func ending(of figure: StartFigure) -> String {
    let isOther = !figure.status.isHistory && figure.period.frequency != frequency
    if figure.period.frequency == .annual || isOther { return "" }
    return frequency == .quarterly ? ".quarterly" : ".monthly"
  }

  /// What the plan of a year was before it was revised, the first one first.
  public func plans(before plan: StartYear) -> [StartFigure] {
    earlier.filter { $0.status == .plan && $0.period == .year(plan.year) }.sorted { one, other in
      guard let day = other.vintage else { return false }
      return one.vintage.map { $0 < day } ?? true
    }
  }

  private var parts: [StartFigure] { figures.filter { $0.period.frequency != .annual } }

  /// The years that it is planned for, whole or in parts.
  fileprivate var plannedYears: [Int] {
    yearly.filter { $0.status == .plan }.map(\.year)
      + (parts + toDate + plannedParts).filter { $0.status == .plan }.map(\.period.year)
  }

  /// The year in which its next figure is due; `nil` without figures within years.
  fileprivate var dueYear: Int? {
    (parts + toDate).filter(\.status.isHistory).map { figure in
      let period = figure.period
      let isLast = period.positionInYear == period.frequency.periodsPerYear
      return isLast ? period.year + 1 : period.year
    }.max()
  }

  private var isFollowed: Bool {
    // A range or a mean is a target, but no plan that is followed month by month.
    let isPlanned =
      yearly.contains { $0.status == .plan && isValue($0.goal, of: $0.year) }
      || (parts + toDate + plannedParts).contains { $0.status == .plan }
    // Beside years a few cumulated figures are no report through the year.
    let isCumulated = toDate.count(where: \.status.isHistory) > 2 * history.count
    return isPlanned && (hasParts || isCumulated)
  }

  private var isMadeKnown: Bool {
    frequency == .annual || yearRule != nil || yearReason != nil || !toDate.isEmpty
  }
}

extension StartDraft {
  /// The year that its measures are followed in: the newest planned one that figures have come to, or else the first one
  /// planned; `nil` without measures.
  public var followedYear: Int? {
    let measures = series.filter(\.isMeasure)
    let planned = measures.flatMap(\.plannedYears)
    guard let due = measures.compactMap(\.dueYear).max() else { return planned.max() }
    return planned.filter { $0 <= due }.max() ?? planned.min()
  }
}

extension StartSeries {
  /// Whether changes without a unit are so small throughout, below half a percent, that they may be fractions: 0.055
  /// for 5.5%.
  public var mayBeFractions: Bool {
    guess.reason == .change && unit.isEmpty && frequency == .annual && history.count > 2
      && history.allSatisfy { abs($0.value) < 0.5 }
  }
}
