package import TimeSeries

extension SeriesSelection {
  /// A selection of one series of levels.
  package init(levels series: SeriesReference) {
    self.init(
      level: series, levelToDate: nil, growth: nil, growthToDate: nil, growthAverage: nil,
      contributions: [])
  }
}

extension IndicatorSpecification {
  /// An indicator of a plan that rests on a judgement.
  package init(
    target: Target, bounds: Bounds, resolution: Double?, judgement: JudgementSpecification,
    remark: LocalizedText?
  ) {
    self.init(
      id: target.indicatorID, name: target.name,
      unit: LocalizedText(en: target.unit, vi: target.unit), definition: nil, kind: .level,
      scale: .identity, bounds: bounds, isMonotone: false, resolution: resolution,
      source: .judgement(judgement),
      model: ModelChoice(id: "auto", parameters: [], location: target.location), longRun: nil,
      prior: nil,
      breaks: [], remark: remark, location: target.location)
  }
}

extension JudgementSpecification {
  /// A judgement of low, likely and high.
  package init(
    year: Int, low: Double, likely: Double, high: Double, start: (year: Int, value: Double)?,
    author: String
  ) {
    self.init(
      year: year, belief: .range(low: low, likely: likely, high: high), start: start,
      author: author, date: nil, decimals: nil)
  }
}

extension JudgementSpecification {
  /// The same judgement on a path that starts somewhere.
  package func starting(at start: (year: Int, value: Double)) -> JudgementSpecification {
    JudgementSpecification(
      year: year, belief: belief, start: start, author: author, date: date, decimals: decimals)
  }
}
