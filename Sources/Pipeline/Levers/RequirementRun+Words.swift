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
    var own = indicator.unit
    if own.en.isEmpty, let target { own = LocalizedText(en: target.unit, vi: target.unit) }
    if own.en.hasPrefix("percent") { return .pointsAgainstForecast }
    return isWhole ? .once(own) : .perYear(own)
  }

  /// How fast what is moved changes from its last known value to a level in the target's year.
  func pace(_ level: Double?) -> AskedPace? {
    guard let moved, let level else { return nil }
    return rates.pace(
      moved, to: level, in: prepared.setup.years[lastStep],
      asksForMore: target?.direction?.asksForLess != true, unit: target?.unit ?? "")
  }
}
