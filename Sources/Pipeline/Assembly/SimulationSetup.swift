internal import Attainment
internal import Files
internal import LinearAlgebra
internal import Models
internal import Plans
internal import Randomness
internal import Simulation
internal import TimeSeries
internal import Tracking

/// Puts assembled indicators, targets and dependence together into a plan of simulation.
struct SimulationSetup {
  let indicators: [AssembledIndicator]
  let years: [Int]
  /// The first of the simulated years that was not over on the day.
  let present: Int
  let scenario: Scenario

  /// Positions of indicators in the simulation, by id.
  private(set) var positions: [String: Int] = [:]
  private(set) var quantities: [Quantity] = []
  /// Why a derived indicator has no values, by id; none where only what it needs is missing.
  private(set) var reasons: [String: NotAssessed] = [:]

  /// The most decimals that a target of an indicator is printed with, by id.
  private(set) var targetDecimals: [String: Int] = [:]
  /// The values that targets of an indicator name, by id.
  private(set) var targetLimits: [String: [Double]] = [:]

  /// Positions of values that are known, for targets of years that are over.
  private var facts: [Fact: Int] = [:]

  /// A year of an indicator.
  private struct Fact: Hashable {
    let indicator: String
    let year: Int
  }

  init(
    indicators: [AssembledIndicator], years: [Int], present: Int, scenario: Scenario,
    targets: [Target], faults: inout FaultCollector
  ) {
    self.indicators = indicators
    self.years = years
    self.present = present
    self.scenario = scenario
    for target in targets {
      targetDecimals[target.indicatorID] = max(
        target.decimals, targetDecimals[target.indicatorID] ?? 0)
      targetLimits[target.indicatorID, default: []] += [target.low, target.high].compactMap { $0 }
    }
    for indicator in indicators where indicator.process != nil { append(indicator) }
    // Derived ones follow once what they need is there; what is left needs something unassessed.
    var waiting = indicators.filter { $0.basis == .derived }
    var isProgressing = true
    while isProgressing {
      isProgressing = false
      for (index, indicator) in waiting.enumerated().reversed() {
        if let derivation = derivation(indicator, faults: &faults) {
          append(indicator, process: .derived(derivation))
          waiting.remove(at: index)
          isProgressing = true
        }
      }
    }
    state(targets)
  }

  /// Adds what is known of the years of targets, behind all that is simulated.
  private mutating func state(_ targets: [Target]) {
    let known = KnownValues(indicators)
    for target in targets where target.hasValue {
      guard let year = target.year else { continue }
      let fact = Fact(indicator: target.indicatorID, year: year)
      guard facts[fact] == nil, let value = known.value(of: fact.indicator, in: year) else {
        continue
      }
      facts[fact] = quantities.count
      quantities.append(
        Quantity(
          id: "\(fact.indicator) \(year)", stream: 0, process: .derived(.fact(value)),
          isSmallerBetter: target.direction?.asksForLess == true))
    }
  }

  /// What an indicator was assembled to.
  func indicator(_ id: String) -> AssembledIndicator? {
    indicators.first { $0.specification.id == id }
  }

  /// Whether the value of an indicator in a year is known.
  func isFact(_ id: String, in year: Int) -> Bool {
    facts[Fact(indicator: id, year: year)] != nil
  }

  /// Whether the value of an indicator in any target's year is known.
  func hasFacts(_ id: String) -> Bool { facts.keys.contains { $0.indicator == id } }

  /// Where the values of an indicator in a year stand; `nil` where there are none.
  func place(of id: String, in year: Int) -> (quantity: Int, step: Int)? {
    if let fact = facts[Fact(indicator: id, year: year)] { return (fact, 0) }
    guard let step = years.firstIndex(of: year), let position = positions[id],
      definedSteps(of: position).contains(step)
    else { return nil }
    return (position, step)
  }

  private mutating func append(
    _ indicator: AssembledIndicator, process: Quantity.Process? = nil
  ) {
    guard let process = process ?? indicator.process else { return }
    let specification = indicator.specification
    let bounds = specification.bounds
    let wholeNumbers =
      specification.isWhole && bounds.isClosed && bounds.upper - bounds.lower <= 2000
        && abs(bounds.lower) < 1e15
      ? Int(bounds.lower)...Int(bounds.upper) : nil
    positions[specification.id] = quantities.count
    var quantity = Quantity(
      id: specification.id, stream: Self.stream(of: specification.id), process: process,
      known: indicator.known, previous: years.first.flatMap { indicator.realised[$0 - 1] },
      isSmallerBetter: indicator.isSmallerBetter, wholeNumbers: wholeNumbers,
      step: indicator.basis == .derived ? 0 : specification.step)
    quantity.opinion = indicator.opinion
    quantities.append(quantity)
  }

  /// A stream that depends on the id alone, so that scenarios share their randomness.
  static func stream(of id: String) -> UInt32 { NameHash.short(id) }

  private mutating func derivation(
    _ indicator: AssembledIndicator, faults: inout FaultCollector
  ) -> Derivation? {
    guard case .derived(let derived) = indicator.specification.source else { return nil }
    switch derived {
    case .growth(let of):
      guard let position = positions[of] else { return nil }
      if let last = self.indicator(of)?.last?.value, last <= 0 {
        return refuse(indicator, .noGrowth(from: last, of: of))
      }
      return .growth(of: position)
    case .ratio(let numerator, let denominator, let factor):
      guard let first = positions[numerator], let second = positions[denominator] else {
        return nil
      }
      let size = size(of: denominator)
      if let size, size <= 0 { return refuse(indicator, .noRatio(to: size, of: denominator)) }
      return .ratio(
        numerator: first, denominator: second, factor: factor,
        least: (size ?? 1) * Self.leastShare)
    case .product(let first, let second, let factor):
      guard let first = positions[first], let second = positions[second] else { return nil }
      return .product(first: first, second: second, factor: factor)
    case .averageGrowth(let of, let base, let last, let mean):
      guard let position = positions[of], let lastStep = years.firstIndex(of: last) else {
        return nil
      }
      guard let growthBase = growthBase(of: of, base: base) else {
        faults.note(
          .value(.conflict(key: "base", .noValue(of: of, year: base))),
          at: indicator.specification.location)
        return nil
      }
      if case .known(let levels) = growthBase, let level = levels.first, level <= 0 {
        return refuse(indicator, .noGrowth(from: level, of: of))
      }
      if mean == .arithmetic, let gap = gap(of: of, from: base, through: last) {
        faults.note(
          .value(
            .conflict(
              key: "mean", .noValueForMean(of: of, year: gap))),
          at: indicator.specification.location)
        return nil
      }
      return .averageGrowth(
        of: position, base: growthBase, lastStep: lastStep, years: last - base,
        isGeometric: mean == .geometric)
    }
  }

  /// The least that a denominator is taken for, as a share of its usual size.
  private static let leastShare = 1e-3

  /// What an indicator usually is: its last known value, or the middle of what is judged; `nil` where neither is
  /// there, and of what may lie on either side of 0.
  private func size(of id: String) -> Double? {
    guard let indicator = self.indicator(id) else { return nil }
    if case .derived(let derived) = indicator.specification.source {
      switch derived {
      case .growth, .averageGrowth: return nil
      case .product(let first, let second, let factor):
        guard let one = size(of: first), let other = size(of: second) else { return nil }
        return one * other * factor
      case .ratio(let numerator, let denominator, let factor):
        guard let one = size(of: numerator), let other = size(of: denominator), other > 0 else {
          return nil
        }
        return one / other * factor
      }
    }
    if let last = indicator.last?.value { return last }
    if case .judged(let path)? = indicator.process { return path.belief.median }
    return nil
  }

  private mutating func refuse(
    _ indicator: AssembledIndicator, _ reason: NotAssessed
  ) -> Derivation? {
    reasons[indicator.specification.id] = reason
    return nil
  }

  private func growthBase(of id: String, base: Int) -> Derivation.GrowthBase? {
    let source = self.indicator(id)
    if let step = years.firstIndex(of: base), let position = positions[id],
      definedSteps(of: position).contains(step)
    {
      return .step(step)
    }
    guard let first = years.first, let source, let level = source.realised[base] else {
      return nil
    }
    return .known(base < first ? (base..<first).compactMap { source.realised[$0] } : [level])
  }

  /// The first year between a base and a last year that has no value; `nil` where all have one.
  private func gap(of id: String, from base: Int, through last: Int) -> Int? {
    let realised = self.indicator(id)?.realised ?? [:]
    let defined = positions[id].map { definedSteps(of: $0) } ?? 0..<0
    return (base...last).first { year in
      realised[year] == nil && !(years.firstIndex(of: year).map(defined.contains) ?? false)
    }
  }

  /// The simulated years in which an indicator has values, as positions.
  func definedSteps(of position: Int) -> Range<Int> {
    SimulationPlan(
      steps: years.count, quantities: quantities, goals: [], groups: [],
      cases: [nil], seed: 0
    ).definedSteps(of: position)
  }

  /// The correlations of the quantities, oriented so that good is up, from residuals of whole years.
  func correlation() throws(PipelineError) -> ShrunkCorrelation {
    let residuals = quantities.map { quantity -> [Int: Double]? in
      if case .derived = quantity.process { return nil }
      guard let indicator = self.indicator(quantity.id) else { return [:] }
      let sign = quantity.isSmallerBetter ? -1.0 : 1.0
      let yearly = indicator.residuals.filter { $0.time == $0.time.rounded() }
      return Dictionary(yearly.map { (Int($0.time), sign * $0.value) }) { first, _ in first }
    }
    let grows = quantities.map { indicator($0.id)?.specification.scale == .log }
    do throws(LinearAlgebraError) {
      return try ShrunkCorrelation(
        residuals: residuals, deviation: scenario.dependence.deviation
      ) { grows[$0] && grows[$1] ? UsualCorrelation.levels : UsualCorrelation.others }
    } catch {
      throw .numerical(error)
    }
  }
}

/// How errors of yearly forecasts of indicators of one place go together, good with good, one to
/// five years ahead. Measured by `Scripts/learn-dependence`.
enum UsualCorrelation {
  /// Growing levels, such as sectors of one region: with it the number of targets met spreads 0.93
  /// times as far as stated over regions of four countries; with 0.1, near the mean product of scores,
  /// 0.88, with 0.05 0.99.
  static let levels = 0.07
  /// Other indicators, such as the take-up of services and output.
  static let others = 0.05
}
