internal import TimeSeries

extension IndicatorSpecification {
  /// Whether its figures are percentages.
  ///
  /// - Parameter unit: that of the plan's row, for an indicator that names none.
  package func isPercentage(unit: String = "") -> Bool {
    PercentUnit.isNamed(by: self.unit.en.isEmpty ? unit : self.unit.en)
  }

  /// Whether its unit names what its figures are percent of, such as the labour force, and it is no change.
  package var isPercentOfSomething: Bool {
    [unit.en, unit.vi].contains {
      PercentUnit.isNamed(by: $0) && !PercentUnit.isPlain($0) && !PercentUnit.isOfChange($0)
    }
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

  private var mayBeNegative: Bool {
    switch source {
    case .series, .anchor, .proxy: return bounds.lower < 0
    case .judgement, .derived, .notAssessed: return false
    }
  }
}
