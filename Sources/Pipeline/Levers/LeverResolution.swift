internal import Files
internal import Models
internal import Plans
internal import Randomness
internal import Simulation
internal import TimeSeries

/// Levers and shocks of a scenario as effects on the quantities of its simulation.
struct LeverResolution {
  let setup: SimulationSetup
  /// Values that take the place of the levers' own; `growth.ID` adds points to the growth, or units a
  /// year to the level, of one indicator.
  let settings: [String: Double]

  /// The first step that was not over on the day: nothing is moved before it.
  private var presentStep: Int { setup.years.firstIndex(of: setup.present) ?? 0 }

  /// What the extra growth of an indicator is called.
  static let extraPrefix = "growth."

  /// The indicator whose extra growth a variable is; `nil` for another variable.
  static func grown(_ variable: String) -> String? {
    guard variable.hasPrefix(extraPrefix) else { return nil }
    return String(variable.dropFirst(extraPrefix.count))
  }

  /// Notes settings that name nothing or lie outside a lever's range.
  func check(faults: inout FaultCollector) {
    let scenario = setup.scenario
    func note(_ problem: ScenarioProblem, hint: Hint?) {
      faults.note(.scenario(problem), at: scenario.resolved.location, hint: hint)
    }
    for (id, value) in settings.sorted(by: { $0.key < $1.key }) {
      if let indicator = Self.grown(id) {
        if let source = source(of: indicator) {
          note(.derivedLever(id, of: indicator), hint: .didYouMean(Self.extraPrefix + source))
          continue
        }
        guard setup.positions[indicator] == nil else { continue }
        let known = setup.positions.keys.sorted()
        // Most leave the first part of an id away.
        let near =
          known.first { $0.hasSuffix("." + indicator) } ?? nearestName(to: indicator, among: known)
        note(.unknownIndicator(indicator), hint: near.map(Hint.didYouMean) ?? .allowed(known))
        continue
      }
      guard let lever = scenario.levers.first(where: { $0.id == id }) else {
        let known = scenario.levers.map(\.id)
        note(
          .unknownLever(id),
          hint: nearestName(to: id, among: known).map(Hint.didYouMean)
            ?? (known.isEmpty ? nil : .allowed(known)))
        continue
      }
      if !lever.range.contains(value) {
        faults.note(
          .value(
            .outOfRange(
              key: id, value: .written("\(value)"),
              allowed: AllowedRange(lever.range.lowerBound, lever.range.upperBound))),
          at: lever.location)
      }
    }
  }

  /// What a derived indicator rests on in the end: the first thing that moves by itself; `nil` for what is not
  /// derived.
  private func source(of id: String) -> String? {
    guard case .derived(let derived)? = setup.scenario.indicator(id)?.source,
      let first = derived.sources.first
    else { return nil }
    return source(of: first) ?? first
  }

  /// Effects of levers away from their baselines.
  var levers: [LeverEffect] {
    var effects: [LeverEffect] = []
    for lever in setup.scenario.levers {
      let value = settings[lever.id] ?? lever.value
      guard value != lever.baseline else { continue }
      for (number, effect) in lever.effects.enumerated() {
        guard let quantity = setup.positions[effect.indicator],
          let channel = EffectChannel(rawValue: effect.channel)
        else { continue }
        effects.append(
          LeverEffect(
            quantity: quantity, channel: channel,
            stream: SimulationSetup.stream(of: "lever:\(lever.id)/\(number)"),
            size: Self.size(effect.size), departure: value - lever.baseline,
            weights: weights(effect)))
      }
    }
    for (id, value) in settings.sorted(by: { $0.key < $1.key }) where value != 0 {
      guard let indicator = Self.grown(id), let quantity = setup.positions[indicator] else {
        continue
      }
      effects.append(extra(indicator, quantity, value))
    }
    return effects
  }

  /// The same points of growth, units a year, or places, in every simulated year.
  private func extra(_ id: String, _ quantity: Int, _ value: Double) -> LeverEffect {
    let grows = setup.scenario.indicator(id)?.kind == .growth
    let known = max(setup.quantities[quantity].known.count, presentStep)
    // Ranks and counts move by whole steps once; a change a year would be rounded away.
    let isWhole = setup.scenario.indicator(id)?.isWhole ?? false
    return LeverEffect(
      quantity: quantity, channel: grows ? .growth : .level, stream: 0,
      size: EffectSize(certain: 1), departure: value,
      weights: setup.years.indices.map { step in
        step < known ? 0 : grows || isWhole ? 1 : Double(step - known + 1)
      })
  }

  private func weights(_ effect: LeverSpecification.Effect) -> [Double] {
    let end = effect.end ?? setup.years.last ?? effect.start
    return setup.years.map { year in
      if year < setup.present { return 0 }
      switch effect.course {
      case .step: return year >= effect.start ? 1 : 0
      case .pulse: return (effect.start...max(effect.start, end)).contains(year) ? 1 : 0
      case .ramp:
        guard year >= effect.start else { return 0 }
        return min(1, Double(year - effect.start + 1) / Double(max(1, end - effect.start + 1)))
      }
    }
  }

  /// The shocks.
  var shocks: [Shock] {
    setup.scenario.shocks.compactMap { shock in
      let effects = shock.effects.compactMap { effect -> Shock.Effect? in
        guard let quantity = setup.positions[effect.indicator],
          let channel = EffectChannel(rawValue: effect.channel)
        else { return nil }
        return Shock.Effect(
          quantity: quantity, channel: channel, size: Self.size(effect.size),
          persistence: effect.persistence)
      }
      let probabilities = setup.years.map { year in
        year >= setup.present && (shock.years.isEmpty || shock.years.contains(year))
          ? shock.probability : 0
      }
      guard !effects.isEmpty, probabilities.contains(where: { $0 > 0 }) else { return nil }
      return Shock(
        stream: SimulationSetup.stream(of: "shock:\(shock.id)"), probabilities: probabilities,
        effects: effects)
    }
  }

  /// What adjusted values keep to.
  var limits: [AdjustmentLimits] {
    setup.quantities.map { quantity in
      let specification = setup.indicator(quantity.id)?.specification
      return AdjustmentLimits(
        bounds: Self.bounds(of: quantity, specification), isWhole: specification?.isWhole ?? false,
        resolution: specification?.resolution ?? 0,
        isMonotone: specification?.isMonotone ?? false)
    }
  }

  /// What is judged to rise only does not fall below its start, and neither do levers push it there.
  private static func bounds(
    of quantity: Quantity, _ specification: IndicatorSpecification?
  ) -> Bounds {
    let bounds = specification?.bounds ?? .none
    guard specification?.isMonotone ?? false, case .judged(let path) = quantity.process,
      path.lower > bounds.lower, path.lower < bounds.upper
    else { return bounds }
    return Bounds(lower: path.lower, upper: bounds.upper)
  }

  private static func size(_ size: SizeSpecification) -> EffectSize {
    switch size {
    case .certain(let value): return EffectSize(certain: value)
    case .measured(let size):
      return EffectSize {
        size.estimate + size.error * StudentT.quantile($0, degrees: Double(size.degrees))
      }
    case .range(let low, let likely, let high):
      let distribution = PERT(low: low, likely: likely, high: high)
      return distribution.isCertain
        ? EffectSize(certain: low) : EffectSize(quantile: distribution.quantile)
    }
  }
}
