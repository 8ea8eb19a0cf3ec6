internal import TimeSeries

extension IndicatorSpecification {
  /// Whether its figures are percentages.
  ///
  /// - Parameter unit: that of the plan's row, for an indicator that names none.
  package func isPercentage(unit: String = "") -> Bool {
    PercentUnit.isNamed(by: self.unit.en.isEmpty ? unit : self.unit.en)
  }

  /// Whether its figures are parts of something in percent, never less than nothing: its unit names what they are percent of, such as the
  /// labour force, or is plain percent and its name is of no change and no balance.
  ///
  /// - Parameter unit: that of its figures, for an indicator that names none.
  package func isPartInPercent(unit: String) -> Bool {
    let own = [self.unit.en, self.unit.vi].filter { !$0.isEmpty }
    let units = (own.isEmpty ? [unit] : own).filter(PercentUnit.isNamed)
    guard !units.isEmpty, !units.contains(where: PercentUnit.isOfChange) else { return false }
    if units.contains(where: { !PercentUnit.isPlain($0) }) { return true }
    return !units.contains(where: PercentUnit.isYearly) && !RateName.mayBeNegative(name)
  }

  /// Whether its figures are rates of change, such as the growth of each year in percent: percentages that may lie
  /// below 0, not parts of a whole. A rate is no level: it neither grows by so much a year nor has a way to a value.
  package func isRate(unit: String = "") -> Bool {
    if isStatedRate { return true }
    guard kind == .level, scale == .identity, isPercentage(unit: unit) else { return false }
    return mayBeNegative
  }

  /// Whether it is growth of each year by what its plan or its name says, however its figures lie.
  package var isStatedRate: Bool {
    kind == .level && scale == .identity && (isGrowthByPlan || isRateByName) && mayBeNegative
  }

  /// Whether its first months, in percent as its years, say what the year changes by.
  package var isToldToDate: Bool {
    isStatedRate
      || kind == .level && scale == .identity && mayBeNegative && RateName.tellsChange(name)
        && isPercentage(unit: "")
  }

  /// Whether what is told of it in the course of a year may be a change since December.
  package var mayCountFromDecember: Bool { RateName.mayCountFromDecember(name) }

  private var mayBeNegative: Bool {
    switch source {
    case .series, .anchor, .proxy: return bounds.lower < 0
    case .judgement, .derived, .notAssessed: return false
    }
  }
}
