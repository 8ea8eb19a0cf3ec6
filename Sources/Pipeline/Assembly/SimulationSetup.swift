internal import LinearAlgebra
internal import Models
internal import Plans
internal import Randomness
internal import Simulation
internal import TimeSeries

/// Puts assembled indicators, targets and dependence together into a plan of simulation.
struct SimulationSetup {
  let indicators: [AssembledIndicator]
  let years: [Int]
  let scenario: Scenario

  /// Positions of indicators in the simulation, by id.
  private(set) var positions: [String: Int] = [:]
  private(set) var quantities: [Quantity] = []

  init(
    indicators: [AssembledIndicator], years: [Int], scenario: Scenario,
    faults: inout FaultCollector
  ) {
    self.indicators = indicators
    self.years = years
    self.scenario = scenario
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
  }

  private mutating func append(
    _ indicator: AssembledIndicator, process: Quantity.Process? = nil
  ) {
    guard let process = process ?? indicator.process else { return }
    let specification = indicator.specification
    let bounds = specification.bounds
    let isWhole = specification.scale == .rank || specification.scale == .count
    let wholeNumbers =
      isWhole && bounds.isClosed && bounds.upper - bounds.lower <= 2000
        && abs(bounds.lower) < 1e15
      ? Int(bounds.lower)...Int(bounds.upper) : nil
    positions[specification.id] = quantities.count
    var quantity = Quantity(
      id: specification.id, stream: Self.stream(of: specification.id), process: process,
      known: indicator.known, previous: years.first.flatMap { indicator.realised[$0 - 1] },
      isSmallerBetter: indicator.isSmallerBetter, wholeNumbers: wholeNumbers)
    quantity.opinion = indicator.opinion
    quantities.append(quantity)
  }

  /// A stream that depends on the id alone, so that scenarios share their randomness.
  ///
  /// FNV-1a, 32 bits: Fowler, Noll & Vo 1991.
  static func stream(of id: String) -> UInt32 {
    id.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  private func derivation(
    _ indicator: AssembledIndicator, faults: inout FaultCollector
  ) -> Derivation? {
    guard case .derived(let derived) = indicator.specification.source else { return nil }
    switch derived {
    case .growth(let of): return positions[of].map { .growth(of: $0) }
    case .ratio(let numerator, let denominator, let factor):
      guard let first = positions[numerator], let second = positions[denominator] else {
        return nil
      }
      return .ratio(numerator: first, denominator: second, factor: factor)
    case .product(let first, let second, let factor):
      guard let first = positions[first], let second = positions[second] else { return nil }
      return .product(first: first, second: second, factor: factor)
    case .averageGrowth(let of, let base, let last, let mean):
      guard let position = positions[of], let lastStep = years.firstIndex(of: last) else {
        return nil
      }
      guard let growthBase = growthBase(of: of, base: base) else {
        faults.note(
          .valueNotAllowed(key: "base", reason: "\(of) has no value in \(base)"),
          at: indicator.specification.location)
        return nil
      }
      return .averageGrowth(
        of: position, base: growthBase, lastStep: lastStep, years: last - base,
        isGeometric: mean == .geometric)
    }
  }

  private func growthBase(of id: String, base: Int) -> Derivation.GrowthBase? {
    if let step = years.firstIndex(of: base) { return .step(step) }
    guard let first = years.first,
      let source = indicators.first(where: { $0.specification.id == id }),
      source.realised[base] != nil
    else { return nil }
    return .known((base..<first).compactMap { source.realised[$0] })
  }

  /// The simulated years in which an indicator has values, as positions.
  func definedSteps(of position: Int) -> Range<Int> {
    SimulationPlan(
      steps: years.count, quantities: quantities, goals: [], groups: [],
      cases: [DependenceCase(name: "", correlation: nil)], seed: 0
    ).definedSteps(of: position)
  }

  /// The correlation of residuals of whole years, oriented so that good is up.
  func correlation() throws(PipelineError) -> ShrunkCorrelation {
    let residuals = quantities.map { quantity -> [Int: Double] in
      guard let indicator = indicators.first(where: { $0.specification.id == quantity.id }) else {
        return [:]
      }
      let sign = quantity.isSmallerBetter ? -1.0 : 1.0
      let yearly = indicator.residuals.filter { $0.time == $0.time.rounded() }
      return Dictionary(yearly.map { (Int($0.time), sign * $0.value) }) { first, _ in first }
    }
    do {
      return try ShrunkCorrelation(
        residuals: residuals, priorDeviation: scenario.dependence.priorDeviation)
    } catch {
      throw .numerical(error)
    }
  }
}
