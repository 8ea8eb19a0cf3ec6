internal import Attainment
internal import Plans
internal import Simulation
internal import TimeSeries

/// What is said of a requirement, and how fast that is.
extension RequirementSearch {
  var title: LocalizedText {
    if let lever { return lever.title }
    guard let moved, let indicator = prepared.scenario.indicator(moved) else {
      return LocalizedText(en: variable.name, vi: variable.name)
    }
    if !indicator.name.en.isEmpty { return indicator.name }
    if let target, target.indicatorID == moved { return target.name }
    return LocalizedText(en: moved, vi: moved)
  }

  var unit: RequirementResult.Unit {
    if let lever { return .stated(lever.unit) }
    guard let moved, let indicator = prepared.scenario.indicator(moved) else {
      return .stated(LocalizedText(en: "", vi: ""))
    }
    if indicator.kind == .growth { return .pointsOfGrowth }
    let own = unit(of: indicator)
    if PercentUnit.isNamed(by: own.en) { return .pointsAgainstForecast }
    return isWhole ? .once(own) : .perYear(own)
  }

  /// Where the middle of a level or a rate that is moved lies in the target's year.
  func middle(_ level: Double?) -> (value: Double, unit: LocalizedText, year: Int)? {
    guard let level, lever == nil, let indicator = moved.flatMap(prepared.scenario.indicator),
      indicator.kind != .growth
    else { return nil }
    return (level, unit(of: indicator), prepared.setup.years[lastStep])
  }

  /// Its own unit, that of the row where the row is about it, or that of its figures: of what is derived from it a row says
  /// in what that is.
  private func unit(of indicator: IndicatorSpecification) -> LocalizedText {
    if !indicator.unit.en.isEmpty { return indicator.unit }
    let ofRow = target?.indicatorID == indicator.id ? target?.unit ?? "" : ""
    let unit = ofRow.isEmpty ? rates.unitOfFigures(indicator) : ofRow
    return LocalizedText(en: unit, vi: unit)
  }

  /// How fast what is moved changes from its last known value to a level in the target's year.
  func pace(_ level: Double?) -> AskedPace? {
    guard let moved, let level, let indicator = prepared.scenario.indicator(moved) else {
      return nil
    }
    return rates.pace(
      moved, to: level, in: prepared.setup.years[lastStep],
      asksForMore: target?.direction?.asksForLess != true, unit: unit(of: indicator).en)
  }
}
