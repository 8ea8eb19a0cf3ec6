internal import FoundationEssentials
internal import LinearAlgebra
internal import Models
package import Simulation

/// What fitting gave to the simulation: the distribution of each quantity and their correlation.
///
/// Stored with a run, so that shards and repeats simulate the same numbers even where another machine's
/// linear algebra would fit others in the last digits.
public struct FittedProcesses: Sendable, Hashable, Codable {
  struct Entry: Sendable, Hashable, Codable {
    let id: String
    let fitted: PathDistribution?
    let judged: JudgedPath?
    let opinion: JudgedPath?
  }

  private let quantities: [Entry]
  private let correlation: [Double]?
  private let carried: CarriedPaths?
  /// What is known of the tasks behind milestones, which stand behind all quantities; `nil` for none.
  private let milestones: [Milestone]?

  package init(_ plan: SimulationPlan) {
    quantities = Self.fitted(plan).map { quantity in
      switch quantity.process {
      case .fitted(let fitted):
        Entry(id: quantity.id, fitted: fitted, judged: nil, opinion: quantity.opinion?.path)
      case .judged(let judged):
        Entry(id: quantity.id, fitted: nil, judged: judged, opinion: nil)
      case .derived: Entry(id: quantity.id, fitted: nil, judged: nil, opinion: nil)
      }
    }
    correlation = plan.cases[0]?.storage
    carried = plan.carried
    let tasks = Self.milestones(plan)
    milestones = tasks.isEmpty ? nil : tasks
  }

  /// The quantities of a plan before its milestones.
  private static func fitted(_ plan: SimulationPlan) -> ArraySlice<Quantity> {
    plan.quantities.prefix { if case .derived(.milestone) = $0.process { false } else { true } }
  }

  private static func milestones(_ plan: SimulationPlan) -> [Milestone] {
    plan.quantities.compactMap {
      if case .derived(.milestone(let milestone)) = $0.process { milestone } else { nil }
    }
  }

  /// Reads what `bytes` gave; `nil` when it is something else.
  public init?(bytes: [UInt8]) {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "nan")
    guard let read = try? decoder.decode(FittedProcesses.self, from: Data(bytes)), read.isSound
    else { return nil }
    self = read
  }

  /// Whether what was read could have been fitted.
  private var isSound: Bool {
    let order = quantities.count
    return quantities.allSatisfy { entry in
      entry.fitted?.isSound ?? true && entry.judged?.isSound ?? true
        && entry.opinion?.isSound ?? true
    } && correlation.map { $0.count == order * order && $0.allSatisfy(\.isFinite) } ?? true
  }

  /// JSON with sorted keys; every number reads back to the same bits.
  public var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "+", negativeInfinity: "-", nan: "nan")
    // Nothing here is of a kind that cannot be encoded.
    guard let data = try? encoder.encode(self) else { return [] }
    return [UInt8](data) + [10]
  }

  /// The plan with these processes in place of its own; `nil` when they are of another scenario.
  package func applied(to plan: SimulationPlan) -> SimulationPlan? {
    let tasks = Self.milestones(plan)
    guard quantities.map(\.id) == Self.fitted(plan).map(\.id),
      milestones?.count ?? 0 == tasks.count,
      (milestones ?? []).allSatisfy({ $0.isSound(steps: plan.steps) }),
      correlation?.count == plan.cases[0]?.storage.count,
      carried?.series.map(\.steps) == plan.carried?.series.map(\.steps)
    else { return nil }
    var applied = plan
    if let carried, let fresh = plan.carried {
      guard let asked = carried.asking(what: fresh) else { return nil }
      applied.carried = asked
    }
    for (index, entry) in quantities.enumerated() {
      let quantity = plan.quantities[index]
      let process: Quantity.Process
      switch (quantity.process, entry.fitted, entry.judged) {
      case (.fitted(let own), let stored?, _) where own.times == stored.times:
        process = .fitted(stored)
      case (.judged(let own), _, let stored?) where own.judgedSteps == stored.judgedSteps:
        process = .judged(stored)
      case (.derived, nil, nil): process = quantity.process
      default: return nil
      }
      var replaced = quantity.following(process)
      replaced.opinion = quantity.opinion.map {
        Opinion(path: entry.opinion ?? $0.path, weight: $0.weight)
      }
      applied.quantities[index] = replaced
    }
    for (offset, milestone) in (milestones ?? []).enumerated() {
      let place = quantities.count + offset
      applied.quantities[place] = plan.quantities[place].following(.derived(.milestone(milestone)))
    }
    if let correlation {
      let order = quantities.count
      applied.cases[0] = Matrix(rows: order, columns: order) {
        correlation[$0 + $1 * order]
      }
    }
    return applied
  }
}
