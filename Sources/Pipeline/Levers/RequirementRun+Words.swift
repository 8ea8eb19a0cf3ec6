internal import Attainment
internal import Models
internal import Plans
internal import RealModule
internal import Simulation
internal import TimeSeries

/// What is said of a requirement, and how often the past was as fast.
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
    return isWhole ? .stated(own) : .perYear(own)
  }

  var assembled: AssembledIndicator? {
    moved.flatMap { id in prepared.indicators.first { $0.specification.id == id } }
  }

  /// Growth a year from the last realised year to the target's.
  func averageGrowth(_ level: Double?) -> Double? {
    guard let moved, prepared.scenario.indicator(moved)?.kind == .growth, let level,
      let assembled, let last = assembled.realised.keys.max(), let start = assembled.realised[last]
    else { return nil }
    let years = prepared.setup.years[lastStep] - last
    guard years > 0, level > 0, start > 0 else { return nil }
    return 100 * (Double.pow(level / start, 1 / Double(years)) - 1)
  }

  /// How often series of the same kind changed so fast, from the last realised year to the target's; over the
  /// longest time that the class knows when that is shorter.
  func baseRate(_ level: Double?) -> RequirementResult.BaseRate? {
    guard let moved, let level, let indicator = prepared.scenario.indicator(moved), let assembled,
      let (time, start) = assembled.last, assembled.basis != .proxy
    else { return nil }
    let last = Int(time.rounded(.up)) - 1
    let years = prepared.setup.years[lastStep] - last
    guard years > 0 else { return nil }
    let change: (Int) -> Double
    let name: String
    switch indicator.kind {
    case .growth where level > 0 && start > 0:
      name = indicator.nation == nil ? "growth" : "regions"
      change = { Double.pow(level / start, Double($0) / Double(years)) - 1 }
    case .share, .adoption:
      guard indicator.bounds.isClosed else { return nil }
      name = indicator.kind == .share ? "shares" : "adoption"
      let size = indicator.bounds.upper - indicator.bounds.lower
      change = { (level - start) / size * Double($0) / Double(years) }
    default: return nil
    }
    let table = ReferenceClassLibrary.named(name)
    let steps = min(years, table.horizon)
    return RequirementResult.BaseRate(
      referenceClass: name, cases: table.histories,
      years: steps, frequency: table.frequency(ofChange: change(steps), over: steps))
  }

  /// The share of past years that grew at least so much.
  func frequency(_ growth: Double) -> Double? {
    guard let realised = assembled?.realised else { return nil }
    let rates = realised.keys.sorted().compactMap { year -> Double? in
      guard let now = realised[year], let before = realised[year - 1] else { return nil }
      return 100 * (now / before - 1)
    }
    guard rates.count >= 3 else { return nil }
    return Double(rates.count { $0 >= growth }) / Double(rates.count)
  }
}
