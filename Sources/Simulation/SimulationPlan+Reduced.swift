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
      }, groups: [Array(goals.indices)],
      cases: [nil], seed: seed,
      levers: levers.compactMap { $0.moved(places) }, shocks: shocks.map { $0.moved(places) },
      limits: kept.map { limits[$0] })
    plan.carried = carried?.moved(places)
    return plan
  }
}

/// What acts on one quantity.
private protocol Effecting {
  var quantity: Int { get set }
}

extension Effecting {
  /// The same effect where quantities stand elsewhere; `nil` where its own is left out.
  fileprivate func moved(_ places: [Int: Int]) -> Self? {
    guard let place = places[quantity] else { return nil }
    var other = self
    other.quantity = place
    return other
  }
}

extension LeverEffect: Effecting {}

extension Shock.Effect: Effecting {}

extension Shock {
  /// The same shock where quantities stand elsewhere.
  fileprivate func moved(_ places: [Int: Int]) -> Shock {
    var other = self
    other.effects = effects.compactMap { $0.moved(places) }
    return other
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
    case .fact, .milestone: return self
    }
  }
}
