internal import Coherence
internal import Plans
internal import Simulation
internal import TimeSeries

/// Conditions of variants as totals of levels of the year.
struct GrowthConditions {
  let data: GrowthData
  let year: Int
  /// Levels of the twelve months of the year before, by leaf.
  let before: [[Double]]
  /// What is fixed of a month, by leaf and month; `nil` where it is simulated.
  let fixed: (Int, Int) -> Double?

  /// A condition that what is realised meets already asks nothing of the rest.
  private static let tolerance = 0.005

  /// The conditions of one variant; what cannot be asked is a fault.
  func translate(
    _ variant: VariantSpecification, faults: inout FaultCollector
  ) -> [GrowthPlan.Condition] {
    variant.conditions.compactMap { condition in
      guard condition.first.year == year else {
        faults.note(
          .impossibleVariant(
            variant.id, reason: "its period \(condition.first) does not lie in \(year)"),
          at: condition.location)
        return nil
      }
      let months = Self.months(condition)
      let leaves = leaves(condition)
      let base = leaves.reduce(0.0) { sum, leaf in
        months.reduce(sum) { $0 + before[leaf][$1] }
      }
      let demand = Self.demand(condition, base: base)
      var settled = 0.0
      var isOpen = false
      for leaf in leaves {
        for month in months {
          if let level = fixed(leaf, month) { settled += level } else { isOpen = true }
        }
      }
      guard isOpen else {
        if !Self.isMet(demand, by: settled, tolerance: base * Self.tolerance / 100) {
          faults.note(
            .impossibleVariant(
              variant.id,
              reason: "\(Self.formula(condition)) is over and came to \(Self.growth(settled, base))"
            ),
            at: condition.location)
        }
        return nil
      }
      if Self.highest(demand) <= settled {
        faults.note(
          .impossibleVariant(
            variant.id,
            reason:
              "what is realised already makes \(Self.growth(settled, base)) of \(Self.formula(condition))"
          ),
          at: condition.location)
        return nil
      }
      return GrowthPlan.Condition(leaves: leaves, months: months, demand: demand)
    }
  }

  func leaves(_ condition: GrowthCondition) -> [Int] {
    let under = condition.sectors.compactMap { data.tree.nodes.firstIndex(of: $0) }
      .flatMap { data.leavesUnder[$0] }
    return Set(under).sorted()
  }

  private static func growth(_ level: Double, _ base: Double) -> String {
    let rounded = (10_000 * (level / base - 1)).rounded() / 100
    return "\(rounded >= 0 ? "+" : "")\(rounded)%"
  }

  static func months(_ condition: GrowthCondition) -> ClosedRange<Int> {
    func range(_ period: Period) -> ClosedRange<Int> {
      let length = 12 / period.frequency.periodsPerYear
      let start = (period.positionInYear - 1) * length
      return start...start + length - 1
    }
    return range(condition.first).lowerBound...range(condition.last).upperBound
  }

  private static func demand(
    _ condition: GrowthCondition, base: Double
  ) -> GrowthPlan.Demand {
    func level(_ value: Double) -> Double {
      condition.isGrowth ? base * (1 + value / 100) : value
    }
    switch condition.demand {
    case .equal(let value): return .equal(level(value))
    case .about(let value, let deviation):
      return .about(
        level(value), deviation: condition.isGrowth ? base * deviation / 100 : deviation)
    case .between(let low, let high): return .between(level(low), level(high))
    }
  }

  private static func isMet(
    _ demand: GrowthPlan.Demand, by level: Double, tolerance: Double
  ) -> Bool {
    switch demand {
    case .equal(let value): abs(level - value) <= tolerance
    case .about(let value, let deviation): abs(level - value) <= 4 * deviation
    case .between(let low, let high): (low - tolerance...high + tolerance).contains(level)
    }
  }

  private static func highest(_ demand: GrowthPlan.Demand) -> Double {
    switch demand {
    case .equal(let value): value
    case .about(let value, _): value
    case .between(_, let high): high
    }
  }

  /// The condition as a formula: `gdp 2025 = +8%`.
  static func formula(_ condition: GrowthCondition) -> String {
    let sectors = condition.sectors.joined(separator: " + ")
    let period =
      condition.first == condition.last
      ? "\(condition.first)" : "\(condition.first)…\(condition.last)"
    func value(_ number: Double) -> String {
      let text = number == number.rounded() ? "\(Int(number))" : "\(number)"
      guard condition.isGrowth else { return text }
      return (number >= 0 ? "+" : "") + text + "%"
    }
    switch condition.demand {
    case .equal(let number): return "\(sectors) \(period) = \(value(number))"
    case .about(let number, let deviation):
      return "\(sectors) \(period) = \(value(number)) ± \(deviation)"
    case .between(let low, let high):
      return "\(sectors) \(period) = \(value(low)) … \(value(high))"
    }
  }
}
