internal import Coherence
internal import TimeSeries

/// Conditions of one variant that no path meets together.
public struct GrowthContradiction: Sendable, Hashable {
  /// The condition that would have to give way: the whole of several, the coarsest of equals.
  public let condition: Int
  /// Those that it contradicts.
  public let others: [Int]
  /// What they leave it, as a level with all that is fixed of it; infinite without an upper end.
  public let low, high: Double
}

extension GrowthPlan {
  /// The first contradiction among conditions of a variant; `nil` where none shows by sums.
  public func contradiction(ofVariant variant: Int) -> GrowthContradiction? {
    let conditions = variants[variant]
    let order = GrowthOrder(conditions)
    let dependence = LinearDependence(conditions.map(monthWeights), order: order.order)
    for relation in dependence.relations {
      if let found = contradiction(relation, conditions, order) { return found }
    }
    return conditions.indices.lazy.compactMap { partsAbove($0, conditions) }.first
  }

  /// Ends of what a condition asks, with what it is granted.
  private func ends(_ condition: Condition) -> (low: Double, high: Double) {
    switch condition.demand {
    case .equal(let value): (value - condition.tolerance, value + condition.tolerance)
    case .about: (0, .infinity)
    case .between(let low, let high): (low - condition.tolerance, high + condition.tolerance)
    }
  }

  private func contradiction(
    _ relation: LinearDependence.Relation, _ conditions: [Condition], _ order: GrowthOrder
  ) -> GrowthContradiction? {
    var factors = relation.weights.mapValues { -$0 }
    factors[relation.sum] = 1
    let number = order.whole(of: Array(factors.keys))
    guard let own = factors[number], own != 0 else { return nil }
    let others = factors.keys.filter { $0 != number }.sorted()
    var (low, high) = (constant(conditions[number]), constant(conditions[number]))
    for other in others {
      let weight = -(factors[other] ?? 0) / own
      let (least, most) = ends(conditions[other])
      let fixed = constant(conditions[other])
      low += weight * ((weight > 0 ? least : most) - fixed)
      high += weight * ((weight > 0 ? most : least) - fixed)
    }
    let wanted = ends(conditions[number])
    let size = 1e-9 * abs(wanted.low)
    guard wanted.high < low - size || high + size < wanted.low else { return nil }
    return GrowthContradiction(condition: number, others: others, low: low, high: high)
  }

  /// Parts of a total that already make more than it.
  private func partsAbove(_ number: Int, _ conditions: [Condition]) -> GrowthContradiction? {
    let whole = conditions[number]
    let parts = conditions.indices.filter { conditions[$0].isPart(of: whole) }.sorted {
      ends(conditions[$0]).low > ends(conditions[$1]).low
    }
    var (taken, sum) = ([Int](), 0.0)
    for part in parts where ends(conditions[part]).low > 0 {
      let one = conditions[part]
      let isApart = taken.allSatisfy {
        Set(conditions[$0].leaves).isDisjoint(with: one.leaves)
          || !conditions[$0].months.overlaps(one.months)
      }
      guard isApart else { continue }
      taken.append(part)
      sum += ends(one).low
    }
    guard !taken.isEmpty, sum >= ends(whole).high else { return nil }
    return GrowthContradiction(
      condition: number, others: taken.sorted(), low: sum, high: .infinity)
  }
}
