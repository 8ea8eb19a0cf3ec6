internal import RealModule
internal import TimeSeries

/// Which conditions of a variant give way to which, whatever their order in the file.
///
/// Exact values go before soft ones, these before ranges; then what is written finer before what is written
/// coarser, a whole before its parts.
struct GrowthOrder {
  /// The conditions by precedence.
  let order: [Int]
  private let conditions: [GrowthPlan.Condition]
  /// How many conditions lie inside one another below each.
  private let heights: [Int]

  /// By how much less a condition yields than those that yield before it.
  private static let step = 1e-4

  init(_ conditions: [GrowthPlan.Condition]) {
    self.conditions = conditions
    let heights = Self.heights(conditions)
    self.heights = heights
    func key(_ number: Int) -> [Double] {
      let condition = conditions[number]
      var key = [Self.rank(condition.demand), condition.coarseness, Double(-heights[number])]
      key += [condition.months.lowerBound, condition.months.upperBound].map { Double($0) }
      key += condition.leaves.map { Double($0) }
      return key + [-1] + condition.demand.numbers
    }
    let keys = conditions.indices.map(key)
    order = conditions.indices.sorted { one, two in
      keys[one] == keys[two] ? one < two : keys[one].lexicographicallyPrecedes(keys[two])
    }
  }

  /// How readily each of some conditions yields: those written coarsest most, wholes less than their parts.
  func softness(of numbers: Set<Int>) -> [(number: Int, softness: Double)] {
    func tier(_ number: Int) -> [Double] {
      [-conditions[number].coarseness, Double(heights[number])]
    }
    let tiers = Set(numbers.map(tier)).sorted { $0.lexicographicallyPrecedes($1) }
    // Far below what any soft condition or range yields by.
    let largest = numbers.reduce(0) { max($0, conditions[$1].rounding) }
    return numbers.sorted().map { number in
      let place = min(tiers.firstIndex(of: tier(number)) ?? 0, 3)
      return (number, 1e-4 * largest * Double.pow(Self.step, place))
    }
  }

  /// The condition of some that is the whole of others, or the one written coarsest.
  func whole(of numbers: [Int]) -> Int {
    numbers.max {
      (Double(heights[$0]), conditions[$0].coarseness, Double($0)) < (
        Double(heights[$1]), conditions[$1].coarseness, Double($1)
      )
    } ?? 0
  }

  private static func heights(_ conditions: [GrowthPlan.Condition]) -> [Int] {
    var heights = conditions.map { _ in 0 }
    // A chain is no longer than there are conditions.
    for _ in conditions.indices {
      for whole in conditions.indices {
        for part in conditions.indices where conditions[part].isPart(of: conditions[whole]) {
          heights[whole] = max(heights[whole], heights[part] + 1)
        }
      }
    }
    return heights
  }

  static func rank(_ demand: Demand) -> Double {
    switch demand {
    case .equal: 0
    case .about: 1
    case .between: 2
    }
  }
}
