internal import LinearAlgebra
internal import RealModule

/// When tasks are done: a hazard in relative time with shrunk effects of what they are grouped by, learned from their own
/// past (`CompletionDesign`, `PenalisedPoisson`).
public struct CompletionModel: Sendable {
  private let design: CompletionDesign
  private let coefficients: [Double]
  private let covariance: Matrix

  /// Tasks that a model is learned from at the most; of more, every second, third, … counts.
  public static let largest = 20_000
  /// What the logarithm of the hazard within 90 days behind the due day is raised by for a task that is not yet due.
  ///
  /// A file of works that are still somewhere under way leaves out those that ended in time, so that its past looks
  /// slower there than it was: 0.13 and 0.21 on two halves of the places of seven years of school works.
  static let behind = 0.17
  /// Levels of a factor that have effects of their own at the most.
  public static let mostLevels = 400
  /// Tasks that a level with an effect of its own has at the least.
  public static let fewestTasks = 4

  /// Learns from finished and open tasks.
  ///
  /// - Parameters:
  ///   - cases: at least one of them done; levels of a factor are numbered from 0.
  ///   - levels: how many each factor has; those of the cases by default.
  ///   - threads: of which nothing depends but the time it takes.
  /// - Throws: `tooFewCases`; `numerical`.
  public init(
    learnedFrom cases: [CompletionCase], levels: [Int]? = nil, threads: Int = 1
  ) throws(ModelError) {
    let step = (cases.count + Self.largest - 1) / Self.largest
    let used = step > 1 ? stride(from: 0, to: cases.count, by: step).map { cases[$0] } : cases
    guard used.contains(where: \.isDone) else { throw .tooFewCases(found: 0, minimum: 1) }
    var rows: [(item: Int, stretch: CompletionStretch)] = []
    for (place, item) in used.enumerated() {
      CompletionClock.dated.stretches(of: item, from: item.start, to: item.end) {
        rows.append((place, $0))
      }
    }
    let last = rows.lazy.map(\.stretch.year).max() ?? 0
    let first = rows.lazy.map(\.stretch.year).min() ?? 0
    let design = CompletionDesign(
      // Of all cases: a level that none of those learned from has is asked for, too.
      levels: levels ?? Self.levels(of: cases),
      years: (max(first, last - 12) + 1)...max(max(first, last - 12) + 1, last),
      hasProgress: used.contains { $0.progress != nil })
    var regression = PenalisedPoisson(blocks: design.blocks, threads: threads)
    var entries: [(column: Int, value: Double)] = []
    for (place, row) in rows.enumerated() {
      let item = used[row.item]
      design.entries(of: item, in: row.stretch, into: &entries)
      let isLast = place + 1 == rows.count || rows[place + 1].item != row.item
      regression.append(
        entries, exposure: Double(row.stretch.days), events: isLast && item.isDone ? 1 : 0)
    }
    let fit = try regression.fit()
    self.design = design
    (coefficients, covariance) = (fit.coefficients, fit.covariance)
  }

  /// How many levels each factor has.
  public static func levels(of cases: [CompletionCase]) -> [Int] {
    let factors = cases.lazy.map(\.levels.count).max() ?? 0
    return (0..<factors).map { factor in
      var count = 0
      for place in cases.indices {
        for case let level? in cases[place].levels[factor] { count = max(count, level + 1) }
      }
      return count
    }
  }

  /// How the hazard of an open task adds up from the last day that is known of it.
  ///
  /// - Parameters:
  ///   - item: the task; its levels are those that the model was learned with.
  ///   - last: the day number of the end.
  ///   - shown: the day until which the hazard is what its variance is asked of.
  public func course(of item: CompletionCase, to last: Int, shown: Int) -> CompletionCourse {
    var days = [item.end]
    var sums = [0.0]
    var sum = 0.0
    var entries: [(column: Int, value: Double)] = []
    var mean: [Int: Double] = [:]
    CompletionClock.dated.stretches(of: item, from: item.end, to: max(last, item.end)) { stretch in
      design.entries(of: item, in: stretch, into: &entries)
      let score = entries.reduce(0) { $0 + $1.value * coefficients[$1.column] }
      let isBehind = item.due > item.end && CompletionClock.stage(stretch.bin) == 2
      let added =
        Double(stretch.days) * Double.exp(min(max(score, -40), 12) + (isBehind ? Self.behind : 0))
      if stretch.from < shown || mean.isEmpty {
        for entry in entries { mean[entry.column, default: 0] += added * entry.value }
      }
      sum += added
      days.append(stretch.to)
      sums.append(sum)
    }
    return CompletionCourse(days: days, hazard: sums, variance: variance(mean))
  }

  /// The variance of a score that is a mean of rows, each weighted by its hazard.
  private func variance(_ sums: [Int: Double]) -> Double {
    // Every row has a 1 in the first column.
    guard let weight = sums[0], weight > 0 else { return 0 }
    let entries = sums.sorted { $0.key < $1.key }
    var variance = 0.0
    for (column, value) in entries {
      for (other, second) in entries { variance += value * second * covariance[column, other] }
    }
    return min(4, max(0, variance / (weight * weight)))
  }
}
