/// How often one item was met in two plans on the same paths.
///
/// On each path an item is met on none to all of its `turns`; one turn is the path itself.
public struct PairedCount: Sendable, Hashable {
  /// Sums over paths of a count between 0 and the turns, and of its square.
  public struct Moments: Sendable, Hashable {
    /// Sums over paths.
    public var sum: UInt64 = 0, squares: UInt64 = 0

    static func + (one: Moments, other: Moments) -> Moments {
      Moments(sum: one.sum + other.sum, squares: one.squares + other.squares)
    }
  }

  /// Positions of the plans.
  public let first, second: Int
  /// How often each plan met it.
  public let firstMet, secondMet: Moments
  /// The paths themselves, without their turns, on which each plan met it: those of a run.
  public let firstHits, secondHits: UInt64
  /// How far the plans lay apart; its sum is over absolute values.
  public let apart: Moments
  /// Paths, and turns of each.
  public let paths, turns: UInt64
  /// Whether the plans differ in what the item depends on.
  public let isTouched: Bool

  /// The second chance minus the first.
  public var difference: Double {
    (Double(secondMet.sum) - Double(firstMet.sum)) / Double(paths * turns)
  }

  /// The standard error of the difference, 0 where the plans do not differ.
  ///
  /// Equation: `√(E[(s − f)²] − d²)/√n` with the shares of turns `f` and `s` on which a path meets the
  /// item; with one turn that is the variance of paired proportions, McNemar 1947, Psychometrika 12,
  /// 153–157.
  public var standardError: Double {
    let count = Double(paths)
    if isTouched && apart.sum == 0 {
      // No path has told the plans apart yet, which does not mean that none will.
      return EstimatedProbability(hits: 0, paths: paths).standardError
    }
    let square = Double(apart.squares) / Double(turns * turns) / count
    return (max(0, square - difference * difference) / count).squareRoot()
  }

  /// The chance in the first plan, as a run of it tells.
  public var firstProbability: EstimatedProbability {
    EstimatedProbability(hits: firstHits, paths: paths)
  }

  /// The chance in the second plan, as a run of it tells.
  public var secondProbability: EstimatedProbability {
    EstimatedProbability(hits: secondHits, paths: paths)
  }

  /// The same chances over all turns, more exact; the difference is theirs.
  public var turned: (first: EstimatedProbability, second: EstimatedProbability) {
    (probability(firstMet), probability(secondMet))
  }

  private func probability(_ met: Moments) -> EstimatedProbability {
    if turns == 1 || met.sum == 0 || met.sum == paths * turns {
      return EstimatedProbability(hits: met.sum / turns, paths: paths)
    }
    return EstimatedProbability(
      sum: Double(met.sum) / Double(turns),
      squares: Double(met.squares) / Double(turns * turns), paths: paths)
  }
}

/// Sums over blocks of paths; whole numbers, so that any order gives the same.
struct PairedTally {
  private let plans: Int
  private let pairs: [(first: Int, second: Int)]
  /// Items by plans.
  private var met: [PairedCount.Moments]
  /// Items by pairs.
  private var apart: [PairedCount.Moments]
  /// Items by plans: the paths themselves.
  private var hits: [UInt64]

  init(items: Int, plans: Int, pairs: [(first: Int, second: Int)]) {
    self.plans = plans
    self.pairs = pairs
    met = Array(repeating: PairedCount.Moments(), count: items * plans)
    apart = Array(repeating: PairedCount.Moments(), count: items * pairs.count)
    hits = Array(repeating: 0, count: items * plans)
  }

  func met(_ item: Int, plan: Int) -> PairedCount.Moments { met[item * plans + plan] }

  func apart(_ item: Int, pair: Int) -> PairedCount.Moments { apart[item * pairs.count + pair] }

  func hits(_ item: Int, plan: Int) -> UInt64 { hits[item * plans + plan] }

  /// Adds the paths of a block that meet an item in a plan, one bit a lane.
  mutating func add(paths flags: UInt64, item: Int, plan: Int) {
    hits[item * plans + plan] += UInt64(flags.nonzeroBitCount)
  }

  /// Adds a block: for each plan and lane the turns that meet the item.
  mutating func add(_ counts: [[UInt8]], item: Int, lanes: Int) {
    func moments(_ count: (Int) -> UInt8) -> PairedCount.Moments {
      var moments = PairedCount.Moments()
      for lane in 0..<lanes {
        let count = UInt64(count(lane))
        moments.sum += count
        moments.squares += count * count
      }
      return moments
    }
    for plan in 0..<plans {
      let index = item * plans + plan
      met[index] = met[index] + moments { counts[plan][$0] }
    }
    for (place, pair) in pairs.enumerated() {
      let (one, two) = (counts[pair.first], counts[pair.second])
      let index = item * pairs.count + place
      apart[index] = apart[index] + moments { max(one[$0], two[$0]) - min(one[$0], two[$0]) }
    }
  }
}
