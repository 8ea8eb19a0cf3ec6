internal import Coherence
internal import Files
package import Plans
internal import Simulation
internal import TimeSeries

/// A variant with what is known of its conditions already.
package struct AskedVariant {
  let variant: VariantSpecification
  /// Conditions about what is still ahead, with their numbers in the variant and the level of the year before.
  var open: [(number: Int, condition: GrowthPlan.Condition, base: Double)] = []
  /// What each condition came to, in its own measure; `nil` where it is open.
  var outcomes: [Double?] = []
  /// Whether each condition that is over was reached.
  var reached: [Bool] = []

  /// Whether the variant was met, where all that it asks is over; missed as soon as something was not reached.
  var verdict: GrowthVerdict {
    reached.contains(false) ? .missed : open.isEmpty ? .met : .open
  }

  /// That something it asked of a part of the year was not reached while the year goes on; `nil` where nothing was.
  var missedNote: GrowthNote? {
    guard reached.contains(false) else { return nil }
    let over = zip(variant.conditions, outcomes).filter { $0.1 != nil }.map(\.0)
    let missed = zip(over, reached).first { !$0.1 }?.0
    return GrowthNote(
      kind: open.isEmpty ? .variantMissed : .variantPartMissed, name: variant.id,
      title: variant.title,
      first: missed?.first, last: missed?.last)
  }
}

/// Conditions of variants as totals of levels of the year.
package struct GrowthConditions {
  let setup: GrowthSetup
  /// Levels of the twelve months of the year before, by leaf.
  let before: [[Double]]
  /// What is fixed of a month, by leaf and month; `nil` where it is simulated.
  let fixed: (Int, Int) -> Double?

  private var data: GrowthData { setup.data }
  /// Points of growth that a figure may miss what is asked by: half of the second decimal.
  private static let tolerance = 0.005
  /// The most that a condition written with fewer digits is granted.
  private static let mostTolerance = 0.05

  /// The conditions of one variant; what cannot be asked is a fault.
  func translate(
    _ variant: VariantSpecification, faults: inout FaultCollector
  ) -> AskedVariant {
    var asked = AskedVariant(variant: variant)
    func refuse(_ condition: GrowthCondition, _ obstacle: VariantObstacle) {
      faults.note(.growth(.impossibleVariant(variant.id, obstacle)), at: condition.location)
    }
    for (number, condition) in variant.conditions.enumerated() {
      guard condition.first.year == setup.year else {
        refuse(condition, .otherYear(period: "\(condition.first)", year: setup.year))
        continue
      }
      let months = Self.months(condition)
      let leaves = data.leaves(of: condition)
      let base = base(condition)
      var (settled, isOpen) = (0.0, false)
      for leaf in leaves {
        for month in months {
          if let level = fixed(leaf, month) { settled += level } else { isOpen = true }
        }
      }
      if isOpen {
        asked.outcomes.append(nil)
        let demand = Self.demand(condition, base: base)
        guard demand.most > settled else {
          refuse(
            condition,
            .exceeded(condition: condition.formula, growth: Self.growth(settled, base)))
          continue
        }
        asked.open.append(
          (
            number,
            GrowthPlan.Condition(
              leaves: leaves, months: months, demand: demand,
              tolerance: Self.tolerance(condition, base: base),
              rounding: condition.isGrowth ? base * condition.rounding / 100 : condition.rounding,
              coarseness: Self.coarseness(condition)),
            base
          ))
        continue
      }
      let outcome = outcome(condition, settled: settled, base: base)
      asked.outcomes.append(outcome.printed)
      asked.reached.append(outcome.all.contains { isReached(condition, by: $0) })
    }
    return asked
  }

  /// Whether figures that are known contradict what a variant asks of the year.
  func isOvertaken(_ variant: VariantSpecification) -> Bool {
    guard variant.conditions.allSatisfy({ $0.first.year == setup.year }) else { return false }
    var found = FaultCollector()
    _ = translate(variant, faults: &found)
    return !found.found.isEmpty
  }

  /// What a condition came to, in its own measure, and whether it was reached; `nil` while something that it speaks of
  /// is open, and for another year.
  package func result(_ condition: GrowthCondition) -> (value: Double, isReached: Bool)? {
    guard condition.first.year == setup.year else { return nil }
    var settled = 0.0
    for leaf in data.leaves(of: condition) {
      for month in Self.months(condition) {
        guard let level = fixed(leaf, month) else { return nil }
        settled += level
      }
    }
    let outcome = outcome(condition, settled: settled, base: base(condition))
    return (outcome.printed, outcome.all.contains { isReached(condition, by: $0) })
  }

  /// The level of the same months of the year before.
  func base(_ condition: GrowthCondition) -> Double {
    data.leaves(of: condition).reduce(0.0) { sum, leaf in
      Self.months(condition).reduce(sum) { $0 + before[leaf][$1] }
    }
  }

  // MARK: What is over

  /// What a condition came to, in its own measure: as printed, and all readings of it.
  private func outcome(
    _ condition: GrowthCondition, settled: Double, base: Double
  ) -> (printed: Double, all: [Double]) {
    let own = condition.isGrowth ? 100 * (settled / base - 1) : settled
    guard let node = data.node(of: condition) else { return (own, [own]) }
    let published = GrowthPublished(data, node: node)
    let months = Self.months(condition)
    let year = 12 * setup.year
    let figures = published.figures(
      year + months.lowerBound...year + months.upperBound)
    let found = condition.isGrowth ? figures.growth : figures.level
    return found.map { ($0.value, [$0.value, own]) } ?? (own, [own])
  }

  /// Whether a figure is at least what is asked.
  private func isReached(_ condition: GrowthCondition, by value: Double) -> Bool {
    let tolerance = condition.isGrowth ? Self.tolerance : 5e-5 * abs(value)
    return value >= condition.demand.least - tolerance
  }

  // MARK: Totals

  private static func growth(_ level: Double, _ base: Double) -> String {
    let rounded = (10_000 * (level / base - 1)).rounded() / 100
    return "\(rounded >= 0 ? "+" : "")\(rounded)%"
  }

  static func months(_ condition: GrowthCondition) -> ClosedRange<Int> {
    let start = 12 * condition.first.year
    return condition.first.firstMonth - start...condition.last.lastMonth - start
  }

  private static func demand(
    _ condition: GrowthCondition, base: Double
  ) -> Demand {
    condition.isGrowth
      ? condition.demand.mapped({ base * (1 + $0 / 100) }, deviation: base / 100)
      : condition.demand
  }

  /// What totals that follow from each other are granted, as a level: their rounding as written, within bounds.
  private static func tolerance(_ condition: GrowthCondition, base: Double) -> Double {
    guard condition.isGrowth else {
      let size = abs(condition.demand.least)
      return min(max(condition.rounding, 5e-5 * size), 5e-4 * size)
    }
    return base * min(max(condition.rounding, tolerance), mostTolerance) / 100
  }

  /// How coarsely a condition is written: half of its last digit, as a share of what it is about.
  private static func coarseness(_ condition: GrowthCondition) -> Double {
    condition.isGrowth
      ? condition.rounding / 100
      : condition.rounding / max(abs(condition.demand.least), .leastNormalMagnitude)
  }
}

extension GrowthConditions {
  /// The conditions of a year as far as it is known.
  package init(_ setup: GrowthSetup, _ assembly: GrowthAssembly) {
    let settled = 3 * setup.settledQuarters
    self.init(setup: setup, before: assembly.months.map { Array($0.levels[..<12]) }) {
      leaf, month in
      month < settled || assembly.isKnown(month - settled, of: leaf)
        ? assembly.plan.knownMonth(leaf, month) : nil
    }
  }
}
