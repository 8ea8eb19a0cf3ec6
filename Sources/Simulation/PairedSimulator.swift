internal import Dispatch
internal import Synchronization

/// Something whose chance is compared between plans: goals that must all be met, in each plan.
public struct PairedItem: Sendable, Hashable {
  /// Positions of the goals in each plan; empty where the plan does not have it.
  public let goals: [[Int]]

  /// An item.
  public init(goals: [[Int]]) { self.goals = goals }
}

/// How often one item was met in two plans on the same paths.
public struct PairedCount: Sendable, Hashable {
  /// Positions of the plans.
  public let first, second: Int
  /// Paths on which only the first, only the second, and both meet it.
  public let onlyFirst, onlySecond, both: UInt64
  /// Paths.
  public let paths: UInt64

  /// The second chance minus the first.
  public var difference: Double {
    (Double(onlySecond) - Double(onlyFirst)) / Double(paths)
  }

  /// The standard error of the difference: `√((b + c)/n − d²)/√n`, 0 when no path tells the plans apart.
  ///
  /// Source: the variance of paired proportions, McNemar 1947, Psychometrika 12, 153–157.
  public var standardError: Double {
    let count = Double(paths)
    let apart = Double(onlyFirst + onlySecond) / count
    let variance = max(0, apart - difference * difference)
    return (variance / count).squareRoot()
  }

  /// The chance in the first plan.
  public var firstProbability: EstimatedProbability {
    EstimatedProbability(hits: onlyFirst + both, paths: paths)
  }

  /// The chance in the second plan.
  public var secondProbability: EstimatedProbability {
    EstimatedProbability(hits: onlySecond + both, paths: paths)
  }
}

/// Runs several plans on the same random numbers and counts, path by path, where they differ.
///
/// Quantities of the same id draw from the same stream, so what the plans have in common cancels.
/// Any number of threads gives the same counts.
public struct PairedSimulator: Sendable {
  private let plans: [SimulationPlan]
  private let items: [PairedItem]
  private let threads: Int

  /// A simulator of two plans or more.
  public init(plans: [SimulationPlan], items: [PairedItem], threads: Int) {
    precondition(plans.count >= 2, "one plan has no other to compare with")
    precondition(threads >= 1, "\(threads) threads do no work")
    self.plans = plans
    self.items = items
    self.threads = threads
  }

  private var pairs: [(first: Int, second: Int)] {
    plans.indices.flatMap { first in
      plans.indices.dropFirst(first + 1).map { (first, $0) }
    }
  }

  private struct Shared {
    var counts: [[UInt64]] = []
    var failure: SimulationError?
  }

  /// For each item the counts of every pair of plans that both have it.
  ///
  /// - Throws: `cancelled`, `numerical`.
  public func run(
    paths: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> [[PairedCount]] {
    let lanes = PathBlock.lanes
    let blocks = (paths + lanes - 1) / lanes
    let next = Atomic(0)
    let shared = Mutex(Shared())
    let (plans, items, pairs) = (plans, items, pairs)
    DispatchQueue.concurrentPerform(iterations: min(threads, max(1, blocks))) { _ in
      do throws(SimulationError) {
        var paired: [PathBlock] = []
        for plan in plans { paired.append(try PathBlock(plan)) }
        var counters = plans.map { GoalCounter(plan: $0) }
        var counts = [UInt64](repeating: 0, count: items.count * pairs.count * 3)
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < blocks else { break }
          if isCancelled() { throw .cancelled }
          let width = min(lanes, paths - index * lanes)
          var met = [[UInt64]](repeating: [], count: plans.count)
          for number in plans.indices {
            paired[number].draw(firstPath: UInt64(index * lanes))
            paired[number].evaluate(dependence: 0)
            counters[number].count(paired[number], lanes: width, dependence: 0)
            met[number] = items.map { item in
              Self.bits(item.goals[number], counters[number], width: width)
            }
          }
          Self.tally(met, items: items, pairs: pairs, into: &counts)
        }
        let counted = counts
        shared.withLock { $0.counts.append(counted) }
      } catch {
        shared.withLock { $0.failure = error }
      }
    }
    let finished = shared.withLock { $0 }
    if let failure = finished.failure { throw failure }
    return items.indices.map { item in
      pairs.indices.compactMap { pair in
        let (first, second) = pairs[pair]
        guard !items[item].goals[first].isEmpty, !items[item].goals[second].isEmpty else {
          return nil
        }
        func sum(_ part: Int) -> UInt64 {
          finished.counts.reduce(0) { $0 + $1[(item * pairs.count + pair) * 3 + part] }
        }
        return PairedCount(
          first: first, second: second, onlyFirst: sum(0), onlySecond: sum(1), both: sum(2),
          paths: UInt64(paths))
      }
    }
  }

  /// One bit a lane: whether all goals are met.
  private static func bits(_ goals: [Int], _ counter: GoalCounter, width: Int) -> UInt64 {
    guard !goals.isEmpty else { return 0 }
    var bits: UInt64 = 0
    for lane in 0..<width where goals.allSatisfy({ counter.flag($0, lane: lane) }) {
      bits |= 1 << UInt64(lane)
    }
    return bits
  }

  private static func tally(
    _ met: [[UInt64]], items: [PairedItem], pairs: [(first: Int, second: Int)],
    into counts: inout [UInt64]
  ) {
    for item in items.indices {
      for (number, pair) in pairs.enumerated() {
        let (one, two) = (met[pair.first][item], met[pair.second][item])
        let base = (item * pairs.count + number) * 3
        counts[base] += UInt64((one & ~two).nonzeroBitCount)
        counts[base + 1] += UInt64((two & ~one).nonzeroBitCount)
        counts[base + 2] += UInt64((one & two).nonzeroBitCount)
      }
    }
  }
}
