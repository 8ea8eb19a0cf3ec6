// The plan of one quantity alone.

extension SimulationPlan {
  /// Positions of a quantity and of all that it is derived from.
  func sources(ofQuantity quantity: Int) -> [Int] {
    var wanted: Set<Int> = [quantity]
    for position in stride(from: quantity, through: 0, by: -1) where wanted.contains(position) {
      if case .derived(let derivation) = quantities[position].process {
        wanted.formUnion(derivation.sources)
      }
    }
    return wanted.sorted()
  }

  /// Where a quantity stands in the plan reduced to another; `nil` when it is left out.
  public func positionInReduced(_ position: Int, keeping quantity: Int) -> Int? {
    sources(ofQuantity: quantity).firstIndex(of: position)
  }

  /// How many quantities with normals of their own stand behind one; above 1 dependence matters to it.
  public func randomSources(of quantity: Int) -> Int {
    sources(ofQuantity: quantity).count { !quantities[$0].isDerived }
  }

  /// The plan of one quantity with what it is derived from, and its goals; without dependence.
  ///
  /// The paths are those of the whole plan where quantities are independent.
  public func reduced(to quantity: Int) -> SimulationPlan {
    let kept = sources(ofQuantity: quantity)
    let places = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let goals = goals.filter { places[$0.quantity] != nil }
    var plan = SimulationPlan(
      steps: steps, quantities: kept.map { quantities[$0].moved(places) },
      goals: goals.map {
        Goal(
          quantity: places[$0.quantity] ?? 0, step: $0.step, lower: $0.lower, upper: $0.upper)
      }, groups: [GoalGroup(name: "all", goals: Array(goals.indices))],
      cases: [DependenceCase(name: "independent", correlation: nil)], seed: seed,
      levers: levers.compactMap { effect in
        places[effect.quantity].map { effect.moved(to: $0) }
      },
      shocks: shocks.map { shock in
        Shock(
          stream: shock.stream, probabilities: shock.probabilities,
          effects: shock.effects.compactMap { effect in
            places[effect.quantity].map {
              Shock.Effect(
                quantity: $0, channel: effect.channel, size: effect.size,
                persistence: effect.persistence)
            }
          })
      }, limits: kept.map { limits[$0] })
    plan.carried = carried?.moved(places)
    return plan
  }
}

extension LeverEffect {
  /// The same effect on a quantity at another place.
  func moved(to place: Int) -> LeverEffect {
    LeverEffect(
      quantity: place, channel: channel, stream: stream, size: size, departure: departure,
      weights: weights)
  }
}

extension Quantity {
  /// The same quantity where those it is derived from stand elsewhere.
  func moved(_ places: [Int: Int]) -> Quantity {
    guard case .derived(let derivation) = process else { return self }
    return following(.derived(derivation.moved(places)))
  }
}

extension Derivation {
  /// The same derivation from other places.
  func moved(_ places: [Int: Int]) -> Derivation {
    func place(_ position: Int) -> Int { places[position] ?? position }
    switch self {
    case .averageGrowth(let of, let base, let lastStep, let years, let isGeometric):
      return .averageGrowth(
        of: place(of), base: base, lastStep: lastStep, years: years, isGeometric: isGeometric)
    case .growth(let of): return .growth(of: place(of))
    case .ratio(let numerator, let denominator, let factor, let least):
      return .ratio(
        numerator: place(numerator), denominator: place(denominator), factor: factor, least: least)
    case .product(let first, let second, let factor):
      return .product(first: place(first), second: place(second), factor: factor)
    case .fact: return self
    }
  }
}
