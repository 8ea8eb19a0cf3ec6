package import Models
internal import Randomness
internal import RealModule

/// Completion days of open tasks on joint paths.
///
/// A task's hazard is multiplied by `exp(z)` on each path, with `z` the sum of a shock that all tasks share, one that the
/// tasks of a phase share, one of its unit, as wide as the hazard is uncertain, and its own. It is done by a day when the hazard so
/// multiplied has added up to a unit exponential. Draws are by task, so that an answer on one day meets that of another.
package struct TaskPaths {
  /// One open task.
  package struct Item: Sendable {
    /// Its place among all tasks, that of its phase and of its unit.
    let number, phase, unit: Int
    let course: CompletionCourse
    /// How it goes on the paths that follow tasks elsewhere; `nil` where none do.
    let outside: CompletionCourse?
    /// How it goes on the paths on which all tasks are done around their due days, with the variances of `course`; `nil` where none
    /// are.
    let late: CompletionCourse?
    /// The day numbers that chances are asked of.
    let due: Int

    package init(
      number: Int, phase: Int, unit: Int, course: CompletionCourse, outside: CompletionCourse?,
      late: CompletionCourse?, due: Int
    ) {
      (self.number, self.phase, self.unit, self.due) = (number, phase, unit, due)
      (self.course, self.outside, self.late) = (course, outside, late)
    }
  }

  /// What became of one task.
  package struct Outcome: Sendable {
    package var onTime: UInt64 = 0
    package var within90: UInt64 = 0
    /// The first of the dates by which it is done on each path; their number for none.
    package var places: [UInt8]
  }

  private let seed: UInt64
  /// Paths counted.
  package let paths: Int
  /// Day numbers, in order, at most 255.
  package let dates: [Int]
  private let lateChance: Double

  /// - Parameters:
  ///   - dates: day numbers by which tasks are counted, in order, at most 255.
  ///   - lateChance: how likely it is that all tasks are done around their due days.
  package init(seed: UInt64, paths: Int, dates: [Int], lateChance: Double) {
    (self.seed, self.paths, self.dates, self.lateChance) = (seed, paths, dates, lateChance)
  }

  /// Streams of what is drawn: of all tasks, and of each phase, unit and task by its number.
  private enum Drawn: UInt32 {
    case all, phase, unit, task
  }

  /// What becomes of each on all paths.
  package func outcomes(_ items: [Item], threads: Int) -> [Outcome] {
    let all = normals(.all, 0, steps: 2)
    let common = Array(all[..<lanes])
    let limit = StandardNormal.portableQuantile(min(max(lateChance, 1e-12), 1 - 1e-12))
    let late = (0..<paths).map { lateChance > 0 && all[lanes + $0] < limit }
    var shocks: [Int: [Double]] = [:]
    for item in items where shocks[item.phase] == nil {
      shocks[item.phase] = zip(common, normals(.phase, item.phase, steps: 1)).map {
        TaskShocks.common * $0 + TaskShocks.phase * $1
      }
    }
    let (shared, units) = (shocks, units(items, threads: threads))
    return parallelMap(items.count, threads: threads) { place in
      outcome(
        items[place], shared[items[place].phase] ?? [], common, units[items[place].unit], late)
    }
  }

  /// Units whose normals are kept at the most.
  private static let mostUnits = 1000

  /// The normals of units that several items have.
  private func units(_ items: [Item], threads: Int) -> [Int: [Double]] {
    var counts: [Int: Int] = [:]
    for item in items where item.course.variance > item.course.common {
      counts[item.unit, default: 0] += 1
    }
    let kept = counts.filter { $0.value > 1 }.keys.sorted().prefix(Self.mostUnits)
    let drawn = parallelMap(kept.count, threads: threads) { normals(.unit, kept[$0], steps: 1) }
    return Dictionary(uniqueKeysWithValues: zip(kept, drawn))
  }

  /// Paths in whole blocks of the kernels.
  private var lanes: Int { (paths + 31) / 32 * 32 }

  /// Standard normals, `lanes` a step, with room for an even number of steps.
  private func normals(_ drawn: Drawn, _ number: Int, steps: Int) -> [Double] {
    let stream = UInt32(truncatingIfNeeded: 4 * number) | drawn.rawValue
    return [Double](unsafeUninitializedCapacity: (steps + 1) / 2 * 2 * lanes) { buffer, count in
      count = (steps + 1) / 2 * 2 * lanes
      guard let start = buffer.baseAddress else { return }
      PathKernels.current.fillNormals(
        start, of: RandomStream(seed: seed, stream: stream), firstPath: 0, lanes: lanes,
        steps: steps)
    }
  }

  /// What one task needs on each path: a unit exponential times `exp(−shock)`.
  ///
  /// Half the sum of squares of two independent normals is a unit exponential: Box & Muller 1958, Annals of Mathematical
  /// Statistics 29, 610–611. The third normal is the task's own shock; the fourth says which course it follows.
  private func needed(
    _ item: Item, _ shocks: [Double], _ common: [Double], _ unit: [Double]?
  ) -> (sums: [Double], draws: [Double]) {
    let draws = normals(.task, item.number, steps: 4)
    let deviation = (item.course.variance - item.course.common).squareRoot()
    let units = deviation > 0 ? unit ?? normals(.unit, item.unit, steps: 1) : []
    // What all estimates are wrong by together widens what all tasks share.
    let wider = TaskShocks.common(item.course.common) - TaskShocks.common
    var scales = [Double](repeating: 0, count: lanes)
    for path in 0..<paths {
      let shock = shocks[path] + wider * common[path] + TaskShocks.own * draws[2 * lanes + path]
      scales[path] = deviation > 0 ? -shock - deviation * units[path] : -shock
    }
    scales.withUnsafeMutableBufferPointer {
      guard let start = $0.baseAddress else { return }
      PathKernels.current.exponential(start, count: lanes)
    }
    for path in 0..<paths {
      let (one, two) = (draws[path], draws[lanes + path])
      scales[path] *= 0.5 * (one * one + two * two)
    }
    return (scales, draws)
  }

  private func outcome(
    _ item: Item, _ shocks: [Double], _ common: [Double], _ unit: [Double]?, _ late: [Bool]
  ) -> Outcome {
    func sums(_ course: CompletionCourse) -> [Double] {
      (dates + [item.due, item.due + 90]).map { course.hazard(on: $0) }
    }
    // Its own sums, behind them those of tasks elsewhere and those of what is done around due days.
    let own = sums(item.course)
    let sums = own + (item.outside.map(sums) ?? own) + (item.late.map(sums) ?? [])
    let isLate = item.late != nil
    let limit = StandardNormal.portableQuantile(TaskShocks.outside)
    let (needed, draws) = needed(item, shocks, common, unit)
    var outcome = Outcome(places: [UInt8](repeating: UInt8(dates.count), count: paths))
    let follows = 3 * lanes
    sums.withUnsafeBufferPointer { sums in
      outcome.places.withUnsafeMutableBufferPointer { places in
        for path in 0..<paths {
          let sum = needed[path]
          let first =
            isLate && late[path] ? 2 * own.count : draws[follows + path] < limit ? own.count : 0
          let due = first + dates.count
          if sum <= sums[due] { outcome.onTime += 1 }
          if sum <= sums[due + 1] { outcome.within90 += 1 }
          // The first of the dates with so much, without a branch that hangs on the path.
          var (low, left) = (first, dates.count)
          while left > 1 {
            let half = left / 2
            low += sums[low + half - 1] < sum ? half : 0
            left -= half
          }
          if left == 1, sums[low] < sum { low += 1 }
          places[path] = UInt8(low - first)
        }
      }
    }
    return outcome
  }

  /// How many of some tasks are done by each date: the mean over paths and quantiles.
  package func counts(_ outcomes: [Outcome]) -> [(mean: Double, p10: Int, p50: Int, p90: Int)] {
    var sums = [Int32](repeating: 0, count: paths * dates.count)
    for outcome in outcomes {
      for path in 0..<paths where Int(outcome.places[path]) < dates.count {
        sums[Int(outcome.places[path]) * paths + path] += 1
      }
    }
    var found: [(mean: Double, p10: Int, p50: Int, p90: Int)] = []
    var running = [Int32](repeating: 0, count: paths)
    for date in dates.indices {
      var frequency = [Int](repeating: 0, count: outcomes.count + 1)
      var total = 0
      for path in 0..<paths {
        running[path] += sums[date * paths + path]
        frequency[Int(running[path])] += 1
        total += Int(running[path])
      }
      func quantile(_ share: Double) -> Int {
        let wanted = share * Double(paths)
        var seen = 0
        for (count, number) in frequency.enumerated() {
          seen += number
          if Double(seen) >= wanted { return count }
        }
        return outcomes.count
      }
      found.append((Double(total) / Double(paths), quantile(0.1), quantile(0.5), quantile(0.9)))
    }
    return found
  }
}
