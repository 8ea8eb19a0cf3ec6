internal import Models

/// Runs several plans on the same random numbers and counts, path by path, where they differ.
///
/// Quantities of the same id draw from the same stream, so what the plans have in common cancels.
/// A single goal that the plans treat differently is looked at on every path at several equally
/// likely turns of its most important normal, see `TurnedGoal`: that serves the difference, the chances themselves
/// are counted on the paths, as in a run. Any number of threads gives the same counts.
public struct PairedSimulator: Sendable {
  private let plans: [SimulationPlan]
  private let items: [[[Int]]]
  private let threads: Int

  /// A simulator of two plans or more.
  ///
  /// - Parameter items: what is compared: for each plan the goals that must all be met, none where the plan does not
  ///   have it.
  public init(plans: [SimulationPlan], items: [[[Int]]], threads: Int) {
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

  /// What one thread works with.
  private struct Counts {
    var blocks: [PathBlock] = []
    var counters: [GoalCounter]
    var tally: PairedTally
    /// For each plan the lanes, or their turns, that meet the item.
    var met: [[UInt8]]
  }

  /// For each item the counts of every pair of plans that both have it.
  ///
  /// - Throws: `cancelled`, `numerical`.
  public func run(
    paths: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> [[PairedCount]] {
    let lanes = plans.map(\.lanes).min() ?? 64
    let blocks = (paths + lanes - 1) / lanes
    let (plans, items, pairs) = (plans, items, pairs)
    let selection = try TurnedGoal.chosen(for: items, plans: plans)
    let turned = selection.turned
    let tallies = try sharedWork(0..<blocks, threads: threads) { () throws(SimulationError) in
      var counts = Counts(
        counters: plans.map { GoalCounter(plan: $0) },
        tally: PairedTally(items: items.count, plans: plans.count, pairs: pairs),
        met: [[UInt8]](repeating: Array(repeating: 0, count: lanes), count: plans.count))
      for plan in plans {
        counts.blocks.append(try PathBlock(plan, lanes: lanes, keepsNormals: true))
      }
      return counts
    } work: { (counts, index) throws(SimulationError) in
      if isCancelled() { throw .cancelled }
      let width = min(lanes, paths - index * lanes)
      for number in plans.indices {
        counts.blocks[number].draw(firstPath: UInt64(index * lanes))
        counts.blocks[number].evaluate(dependence: 0)
        counts.counters[number].count(counts.blocks[number], lanes: width, dependence: 0)
      }
      for (item, goals) in items.enumerated() {
        for number in plans.indices {
          if !goals[number].isEmpty {
            counts.tally.add(
              paths: counts.counters[number].flags(goals[number]), item: item, plan: number)
          }
          if let turned = turned[item]?[number], turned.twin < number {
            counts.met[number] = counts.met[turned.twin]
          } else if let turned = turned[item]?[number] {
            counts.blocks[number].countTurns(of: turned, into: &counts.met[number])
          } else {
            counts.counters[number].mark(
              goals[number], lanes: width, into: &counts.met[number])
          }
        }
        counts.tally.add(counts.met, item: item, lanes: width)
      }
    } finish: {
      $0.tally
    }
    return items.indices.map { item in
      pairs.indices.compactMap { pair in
        let (first, second) = pairs[pair]
        guard !items[item][first].isEmpty, !items[item][second].isEmpty else {
          return nil
        }
        return PairedCount(
          first: first, second: second,
          firstMet: tallies.sum { $0.met(item, plan: first) },
          secondMet: tallies.sum { $0.met(item, plan: second) },
          firstHits: tallies.reduce(0) { $0 + $1.hits(item, plan: first) },
          secondHits: tallies.reduce(0) { $0 + $1.hits(item, plan: second) },
          apart: tallies.sum { $0.apart(item, pair: pair) }, paths: UInt64(paths),
          turns: UInt64(turned[item]?[0].turns ?? 1),
          isTouched: selection.twins[item][first] != selection.twins[item][second])
      }
    }
  }
}

extension GoalCounter {
  /// 1 for each lane of the block counted last that meets all of the goals, else 0.
  func mark(_ goals: [Int], lanes: Int, into met: inout [UInt8]) {
    let flags = goals.isEmpty ? 0 : flags(goals)
    for lane in 0..<lanes { met[lane] = UInt8(truncatingIfNeeded: flags >> UInt64(lane) & 1) }
  }
}

extension [PairedTally] {
  fileprivate func sum(_ part: (PairedTally) -> PairedCount.Moments) -> PairedCount.Moments {
    reduce(PairedCount.Moments()) { $0 + part($1) }
  }
}
