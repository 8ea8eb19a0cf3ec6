internal import Models
internal import Randomness
internal import RealModule
internal import Simulation
internal import TimeSeries

/// Completion days of open tasks on joint paths.
///
/// A task's hazard is multiplied by `exp(z)` on each path, with `z` the sum of a shock that all tasks share, one that the
/// tasks of a phase share, one of its unit, as wide as the hazard is uncertain, and its own. It is done by a day when the hazard so
/// multiplied has added up to a unit exponential. Draws are by task, so that an answer on one day meets that of another.
struct TaskPaths {
  /// One open task.
  struct Item: Sendable {
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
  }

  /// What became of one task.
  struct Outcome: Sendable {
    var onTime: UInt64 = 0
    var within90: UInt64 = 0
    /// The first of the dates by which it is done on each path; their number for none.
    var places: [UInt8]
  }

  let seed: UInt64
  let paths: Int
  /// Day numbers, in order, at most 255.
  let dates: [Int]
  /// How likely it is that all tasks are done around their due days.
  let lateChance: Double

  /// Streams of what is drawn: of all tasks, and of each phase, unit and task by its number.
  private enum Drawn: UInt32 {
    case all, phase, unit, task
  }

  func outcomes(_ items: [Item], threads: Int) -> [Outcome] {
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
  func counts(_ outcomes: [Outcome]) -> [(mean: Double, p10: Int, p50: Int, p90: Int)] {
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

extension CompletionCourse {
  /// The variance of the logarithms of hazards about those of the course: what the estimate may be wrong by and what tasks
  /// differ by beside.
  var shockVariance: Double { TaskShocks.variance(deviation: variance.squareRoot()) }

  /// The shocks about its hazards.
  var shocks: CompletionDay.Shocks { CompletionDay.Shocks(variance: shockVariance) }
}

/// Quantiles of the day on which one task is done, its shock integrated out.
enum CompletionDay {
  /// Nodes and weights of Gauss–Hermite quadrature for a standard normal, nine of them.
  ///
  /// Source: Abramowitz & Stegun 1964, table 25.10, scaled by √2 and 1/√π.
  private static let nodes: [(place: Double, weight: Double)] = [
    (-4.51274586339978, 2.23458440077466e-05),
    (-3.20542900285647, 0.00278914132123177),
    (-2.07684797867783, 0.0499164067652178),
    (-1.02325566378913, 0.24409750289494),
    (0.0, 0.406349206349206),
    (1.02325566378913, 0.24409750289494),
    (2.07684797867783, 0.0499164067652178),
    (3.20542900285647, 0.00278914132123177),
    (4.51274586339978, 2.23458440077466e-05),
  ]

  /// Shocks of one variance, by the nodes.
  struct Shocks: Sendable {
    /// What hazards are multiplied by, and how much each weighs.
    private let scales: [(scale: Double, weight: Double)]

    init(variance: Double) {
      let deviation = variance.squareRoot()
      scales = nodes.map { (Double.exp(deviation * $0.place), $0.weight) }
    }

    /// The chance that a task is done by the day on which so much hazard has added up.
    func probability(of hazard: Double) -> Double {
      1 - scales.reduce(0) { $0 + $1.weight * Double.exp(-hazard * $1.scale) }
    }
  }

  /// The chance that a task is done by the day on which so much hazard has added up.
  static func probability(of hazard: Double, variance: Double) -> Double {
    Shocks(variance: variance).probability(of: hazard)
  }

  /// The first days by which a task is done with some probabilities, where some paths follow tasks elsewhere, and some what is done
  /// around due days; `nil` for none.
  static func days(
    _ probabilities: [Double], _ own: CompletionCourse, _ outside: CompletionCourse?,
    late: (course: CompletionCourse?, chance: Double) = (nil, 0), sums: [Double]
  ) -> [Int?] {
    guard outside != nil || late.course != nil else { return sums.map { own.day(of: $0) } }
    let shocks = own.shocks
    func chance(_ day: Int) -> Double {
      func chance(_ course: CompletionCourse) -> Double {
        shocks.probability(of: course.hazard(on: day))
      }
      let own = chance(own)
      let elsewhere = outside.map(chance) ?? own
      let usual = own + TaskShocks.outside * (elsewhere - own)
      return late.course.map { usual + late.chance * (chance($0) - usual) } ?? usual
    }
    guard let first = own.days.first, let last = own.days.last else { return sums.map { _ in nil } }
    return probabilities.map { wanted in
      guard chance(last) >= wanted else { return nil }
      var (low, high) = (first, last)
      while low < high {
        let middle = (low + high) / 2
        if chance(middle) >= wanted { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  /// Logarithms of hazards, a fiftieth apart, and the chance that a task is done by each.
  struct Chances: Sendable {
    fileprivate let points: [(hazard: Double, chance: Double)]

    fileprivate init(variance: Double) {
      let shocks = Shocks(variance: TaskShocks.variance(deviation: variance.squareRoot()))
      points = (0...1150).map {
        let place = -18 + Double($0) / 50
        return (place, shocks.probability(of: Double.exp(place)))
      }
    }
  }

  /// The chances where hazards are wrong by variances from 0 to 1, a twentieth apart.
  private static let chances: [Chances] = (0...20).map { Chances(variance: Double($0) / 20) }

  /// The chances where hazards are wrong by a variance.
  static func chances(variance: Double) -> Chances {
    chances[Int(min(20, max(0, 20 * variance)).rounded())]
  }

  /// The sum of hazard by which a task is done with a probability.
  static func hazard(of probability: Double, _ chances: Chances) -> Double {
    let points = chances.points
    guard probability > points[0].chance else { return max(0, probability) }
    var (low, high) = (0, points.count - 1)
    guard probability < points[high].chance else { return Double.exp(points[high].hazard) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if points[middle].chance <= probability { low = middle } else { high = middle }
    }
    let width = points[high].chance - points[low].chance
    let part = width > 0 ? (probability - points[low].chance) / width : 0
    return Double.exp(points[low].hazard + part * (points[high].hazard - points[low].hazard))
  }

  /// The sum of hazard by which a task is done with a probability.
  static func hazard(of probability: Double, variance: Double) -> Double {
    let deviation = variance.squareRoot()
    let scales = nodes.map { (Double.exp(deviation * $0.place), $0.weight) }
    var (low, high) = (-40.0, 10.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let sum = Double.exp(middle)
      let open = scales.reduce(0) { $0 + $1.1 * Double.exp(-sum * $1.0) }
      if 1 - open < probability { low = middle } else { high = middle }
    }
    return Double.exp(high)
  }
}
