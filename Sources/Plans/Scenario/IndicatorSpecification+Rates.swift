internal import TimeSeries

/// What a unit says: whether figures are percentages.
public enum PercentUnit {
  /// Whether a unit, as a scenario or a plan names it, is percent.
  public static func isNamed(by unit: String) -> Bool {
    ["percent", "%"].contains(where: unit.hasPrefix)
  }
}

extension IndicatorSpecification {
  /// Whether its figures are percentages.
  ///
  /// - Parameter unit: that of the plan's row, for an indicator that names none.
  package func isPercentage(unit: String = "") -> Bool {
    PercentUnit.isNamed(by: self.unit.en.isEmpty ? unit : self.unit.en)
  }

  /// Whether its figures are rates of change, such as the growth of each year in percent: percentages that may lie
  /// below 0, not parts of a whole. A rate is no level: it neither grows by so much a year nor has a way to a value.
  package func isRate(unit: String = "") -> Bool {
    guard kind == .level, scale == .identity, isPercentage(unit: unit) else { return false }
    switch source {
    case .series, .anchor, .proxy: return bounds.lower < 0
    case .judgement, .derived, .notAssessed: return false
    }
  }
}
