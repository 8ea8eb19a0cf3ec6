internal import Dispatch
internal import Synchronization

/// Something whose chance is compared between plans: goals that must all be met, in each plan.
public struct PairedItem: Sendable, Hashable {
  /// Positions of the goals in each plan; empty where the plan does not have it.
  public let goals: [[Int]]

  /// An item.
  public init(goals: [[Int]]) { self.goals = goals }
}

/// Runs several plans on the same random numbers and counts, path by path, where they differ.
///
/// Quantities of the same id draw from the same stream, so what the plans have in common cancels.
/// A single goal that the plans treat differently is looked at on every path at several equally
/// likely turns of its most important normal, see `TurnedGoal`. Any number of threads gives the
/// same counts.
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
    var tallies: [PairedTally] = []
    var failure: SimulationError?
  }

  /// For each item the counts of every pair of plans that both have it.
  ///
  /// - Throws: `cancelled`, `numerical`.
  public func run(
    paths: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(SimulationError) -> [[PairedCount]] {
    let lanes = plans.map(\.lanes).min() ?? 64
    let blocks = (paths + lanes - 1) / lanes
    let next = Atomic(0)
    let shared = Mutex(Shared())
    let (plans, items, pairs) = (plans, items, pairs)
    let selection = try TurnedGoal.chosen(for: items, plans: plans)
    let turned = selection.turned
    DispatchQueue.concurrentPerform(iterations: min(threads, max(1, blocks))) { _ in
      do throws(SimulationError) {
        var paired: [PathBlock] = []
        for plan in plans {
          paired.append(try PathBlock(plan, lanes: lanes, keepsNormals: true))
        }
        var counters = plans.map { GoalCounter(plan: $0) }
        var tally = PairedTally(items: items.count, plans: plans.count, pairs: pairs)
        var met = [[UInt8]](repeating: Array(repeating: 0, count: lanes), count: plans.count)
        while true {
          let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard index < blocks else { break }
          if isCancelled() { throw .cancelled }
          let width = min(lanes, paths - index * lanes)
          for number in plans.indices {
            paired[number].draw(firstPath: UInt64(index * lanes))
            paired[number].evaluate(dependence: 0)
            counters[number].count(paired[number], lanes: width, dependence: 0)
          }
          for (item, goals) in items.enumerated() {
            for number in plans.indices {
              if let turned = turned[item]?[number], turned.twin < number {
                met[number] = met[turned.twin]
              } else if let turned = turned[item]?[number] {
                paired[number].countTurns(of: turned, into: &met[number])
              } else {
                counters[number].mark(goals.goals[number], lanes: width, into: &met[number])
              }
            }
            tally.add(met, item: item, lanes: width)
          }
        }
        let counted = tally
        shared.withLock { $0.tallies.append(counted) }
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
        return PairedCount(
          first: first, second: second,
          firstMet: finished.tallies.sum { $0.met(item, plan: first) },
          secondMet: finished.tallies.sum { $0.met(item, plan: second) },
          apart: finished.tallies.sum { $0.apart(item, pair: pair) }, paths: UInt64(paths),
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
