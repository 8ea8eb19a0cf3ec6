internal import Models
internal import Randomness
internal import RealModule

/// What is known of when a task was done whose begin no cell tells.
package struct UnbegunTask: Sendable, Hashable {
  /// What is known of its end, by day numbers.
  package enum End: Sendable, Hashable {
    case open(through: Int)
    case done(on: Int)
    /// Done by a day; where it is known, open at the end of another.
    case between(after: Int?, by: Int)
  }

  /// Day numbers: when it is due, and by when it was known, so that it was given by then.
  let due, listed: Int
  let end: End

  package init(due: Int, listed: Int, end: End) {
    (self.due, self.listed, self.end) = (due, listed, end)
  }

  /// The last day that is known of it.
  var last: Int {
    switch end {
    case .open(let day), .done(let day), .between(_, let day): day
    }
  }

  var isDone: Bool { if case .open = end { false } else { true } }
  var isDated: Bool { if case .done = end { true } else { false } }
}

/// Begins of tasks that no cell tells, from due days and ends alone.
///
/// Tasks that were given together have one begin (or one within a month), whatever they were allowed; of those given one by one the time
/// allowed is alike. Days beside due days tell neither: of tasks given together those done so far are the short
/// ones. So the time to the end over the time allowed is taken for lognormal, `log r ~ N(μ, σ²)`, and three tales are weighed by their
/// likelihood, all of it over grids: one begin `B` of all; times allowed around a median `M`; half of each. A fourth knows no time
/// allowed: ends lie around due days (`LatenessGuess`). A finished task tells its density, an open one what is left, one that was reported as done without a day what is done by then. `μ ~ N(0, 0.45²)`; the tales
/// and their grids weigh alike before. A begin is the mean, by logarithm of the time allowed, of what may be true; an end without a
/// day is a place of its distribution, another for each task.
///
/// Edge cases: `nil` where nothing is done; what is known by fewer ends weighs less, `m/(m + 5)` with `m` of them.
/// Source: current status and censored data, Sun 2006, The Statistical Analysis of Interval-censored Failure Time Data, ch. 1–2.
package struct BeginGuess: Sendable {
  /// What forecasts by these begins weigh beside those by days.
  package let weight: Double
  /// How likely the tales are that begins are guessed by.
  package let likelihood: Double
  /// Where days tell of ends, how likely it is that these lie around due days; known by few ends the less.
  package let lateness: Double
  /// The begin of each task, and its end where it is done; day numbers.
  package let days: [(begin: Int, end: Int)]
  /// Where no days tell how late tasks are: how likely it is that they are done around their due days, whatever they were
  /// allowed, and the end of each where it is done, were that so.
  package let late: (chance: Double, ends: [Int])?

  private static let means = (0..<10).map { -0.9 + 0.2 * Double($0) }
  private static let deviations = [0.2, 0.35, 0.5, 0.75]
  /// What `log r` may be like.
  private static let laws = means.flatMap { mean in deviations.map { (mean: mean, deviation: $0) } }
  private static let meanDeviation = 0.45
  /// Days from the one begin to the first day that is known, and over how many begins spread.
  private static let gaps = [0, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730]
  private static let spreads = [[0], [0, 10, 20, 30]]
  /// Times allowed in days, and their medians; the logarithm deviates by 0.7.
  private static let lengths = [
    10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 365, 450, 545, 730, 900, 1095, 1460, 2190,
  ]
  private static let medians = [45, 90, 180, 360, 720]
  private static let lengthDeviation = 0.7
  /// Tasks that tales are compared by at the most, in parts of which each is summed alone.
  private static let (most, parts) = (400, 8)
  /// Tales with laws that begins are the mean of, at the most.
  private static let mostCells = 30
  /// No end is less likely than this, whatever the tale.
  private static let least = 1e-9
  /// What weighs less does not speak.
  package static let leastWeight = 0.01
  /// Ends that weigh as much as what is known without them.
  private static let few = 5.0

  /// One begin of all, times allowed, or half of each.
  private enum Tale {
    case together(Int), apart(Int), mixed(Int, Int)
  }

  private static let tales: [Tale] =
    medians.indices.map { .apart($0) }
    + starts.indices.flatMap { start in
      [.together(start)] + medians.indices.map { .mixed(start, $0) }
    }

  /// Days before the first that is known at which tasks that were given together may have been begun.
  private static let starts: [[Int]] = gaps.flatMap { gap in
    spreads.map { $0.map { gap - $0 } }
  }

  /// What each time allowed weighs, by the medians.
  private static let shares: [[Double]] = {
    let places = lengths.map { Double.log(Double($0)) }
    return medians.map { median in
      let weights = places.indices.map { place -> Double in
        let (low, high) = (max(0, place - 1), min(places.count - 1, place + 1))
        let far = (places[place] - Double.log(Double(median))) / lengthDeviation
        return Double.exp(-far * far / 2) * (places[high] - places[low]) / Double(high - low)
      }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
  }()

  /// Guesses the begins of tasks, in an order that does not hang on that of rows.
  package init?(_ tasks: [UnbegunTask], threads: Int) {
    let ends = tasks.count(where: \.isDone)
    guard ends > 0 else { return nil }
    let first = tasks.reduce(Int.max) { min($0, $1.last, $1.due) } - 1
    let posterior = Self.posterior(tasks, first: first, threads: threads)
    // Where no days tell how late tasks are, every tale may.
    let isAlone = 2 * tasks.count(where: \.isDated) < ends
    let kept = posterior.cells.filter { cell in
      if case .apart = Self.tales[cell.tale] { isAlone } else { true }
    }
    let mass = (1 - posterior.late.chance) * kept.reduce(0) { $0 + $1.chance }
    likelihood = isAlone ? 1 : mass
    weight = likelihood * Double(ends) / (Double(ends) + Self.few)
    lateness = isAlone ? 0 : posterior.late.chance * Double(ends) / (Double(ends) + Self.few)
    guard isAlone || weight + lateness >= Self.leastWeight else { return nil }
    let cells = kept.sorted { ($1.chance, $0.tale, $0.law) < ($0.chance, $1.tale, $1.law) }
      .prefix(Self.mostCells)
    let distinct = Array(Set(tasks))
    let found = parallelMap(distinct.count, threads: threads) { place in
      Self.allowed(distinct[place], cells, first: first)
    }
    let allowed = Dictionary(uniqueKeysWithValues: zip(distinct, found))
    let sum = cells.reduce(0) { $0 + $1.chance }
    func mean(_ value: ((mean: Double, deviation: Double)) -> Double) -> Double {
      cells.reduce(0) { $0 + $1.chance * value(Self.laws[$1.law]) } / sum
    }
    let law = (mean: mean(\.mean), deviation: mean(\.deviation))
    let lateness = isAlone ? LatenessGuess(posterior.late.laws) : nil
    late = lateness.map { law in
      (posterior.late.chance, tasks.enumerated().map { law.end(of: $1, at: Self.part($0)) })
    }
    days = tasks.enumerated().map { number, task in
      let last = task.isDone ? min(task.last - 1, task.due - 1) : min(task.listed, task.due - 1)
      let begin = min(task.due - Int((allowed[task] ?? 60).rounded()), last)
      return (begin, Self.end(of: task, from: begin, law, number))
    }
  }

  /// Places from 0 to 1, spread evenly whatever their number.
  private static func part(_ number: Int) -> Double {
    let golden = Double(number) * 0.618_033_988_749_895 + 0.5
    return golden - golden.rounded(.down)
  }

  /// The end of a task; of one whose day is not told a place of the distribution of what may be.
  private static func end(
    of task: UnbegunTask, from begin: Int, _ law: (mean: Double, deviation: Double), _ number: Int
  ) -> Int {
    guard case .between(let after, let last) = task.end else { return task.last }
    func place(_ day: Int) -> Double {
      let ratio = max(Double(day - begin), 0.5) / Double(task.due - begin)
      return StandardNormal.cumulative((Double.log(ratio) - law.mean) / law.deviation)
    }
    let part = part(number)
    let (low, high) = (after.map { $0 > begin ? place($0) : 0 } ?? 0, place(last))
    let wanted = min(max(low + part * (high - low), 1e-9), 1 - 1e-9)
    let ratio = Double.exp(law.mean + law.deviation * StandardNormal.portableQuantile(wanted))
    let day = begin + Int((ratio * Double(task.due - begin)).rounded())
    return min(max(day, max(begin, after ?? begin) + 1), last)
  }

  /// A tale with a law, and how likely both are.
  private struct Cell: Sendable {
    let tale, law: Int
    let chance: Double
  }

  /// How likely each of three tales is with each law, and the fourth beside them with each of its own.
  private static func posterior(
    _ tasks: [UnbegunTask], first: Int, threads: Int
  ) -> (cells: [Cell], late: (chance: Double, laws: [Double])) {
    let step = (tasks.count + most - 1) / most
    let asked = stride(from: 0, to: tasks.count, by: step).map { tasks[$0] }
    let all = tales.count * laws.count
    let sums = parallelMap(parts, threads: threads) { part in
      var sums = [Double](repeating: 0, count: all + LatenessGuess.laws.count)
      for place in stride(from: part, to: asked.count, by: parts) {
        add(asked[place], first: first, to: &sums)
      }
      return sums
    }
    let fourth = 0.25
    let unlike = Double.log(
      laws.reduce(0) { sum, law in
        let far = law.mean / meanDeviation
        return sum + Double.exp(-far * far / 2)
      })
    let logarithms = (0..<(all + LatenessGuess.laws.count)).map { place -> Double in
      let told = sums.reduce(0) { $0 + $1[place] }
      guard place < all else {
        return Double.log(fourth / Double(LatenessGuess.laws.count)) + told
      }
      let far = laws[place % laws.count].mean / meanDeviation
      let prior =
        switch tales[place / laws.count] {
        case .apart: fourth / Double(medians.count)
        case .together: fourth / Double(starts.count)
        case .mixed: fourth / Double(starts.count * medians.count)
        }
      return Double.log(prior) - far * far / 2 - unlike + told
    }
    func shared(_ places: Range<Int>) -> (logarithm: Double, chances: [Double]) {
      let best = places.reduce(-.infinity) { max($0, logarithms[$1]) }
      let weights = places.map { Double.exp(logarithms[$0] - best) }
      let sum = weights.reduce(0, +)
      return (best + Double.log(sum), weights.map { $0 / sum })
    }
    let (own, late) = (shared(0..<all), shared(all..<logarithms.count))
    let cells = own.chances.enumerated().map {
      Cell(tale: $0 / laws.count, law: $0 % laws.count, chance: $1)
    }
    return (cells, (1 / (1 + Double.exp(own.logarithm - late.logarithm)), late.chances))
  }

  /// Adds the logarithms of what a task is likely by.
  private static func add(_ task: UnbegunTask, first: Int, to sums: inout [Double]) {
    let byLength = lengths.map { likelihood(task, from: task.due - $0) }
    let apart = medians.indices.map { mean(byLength, allowed(task, $0)) }
    let together = starts.map { start in
      let begins = listed(task, first, start)
      return mean(begins.map { likelihood(task, from: $0) }, begins.map { _ in 1 })
    }
    for (tale, kind) in tales.enumerated() {
      for law in laws.indices {
        let value =
          switch kind {
          case .apart(let median): apart[median][law]
          case .together(let start): together[start][law]
          case .mixed(let start, let median): 0.5 * (together[start][law] + apart[median][law])
          }
        sums[tale * laws.count + law] += Double.log(value + least)
      }
    }
    for law in LatenessGuess.laws.indices {
      sums[tales.count * laws.count + law] += Double.log(
        LatenessGuess.likelihood(task, law) + least)
    }
  }

  /// The begins of tasks given together by which one that is known by a day may have been.
  private static func listed(_ task: UnbegunTask, _ first: Int, _ start: [Int]) -> [Int] {
    start.lazy.map { first - $0 }.filter { $0 <= task.listed }
  }

  /// What times allowed weigh of a task that was given by the day it was known; the longest where none may be.
  private static func allowed(_ task: UnbegunTask, _ median: Int) -> [Double] {
    let weights = zip(lengths, shares[median]).map { task.due - $0 <= task.listed ? $1 : 0 }
    return weights.contains { $0 > 0 }
      ? weights : lengths.indices.map { $0 == lengths.count - 1 ? 1 : 0 }
  }

  /// The mean of likelihoods by law.
  private static func mean(_ parts: [[Double]], _ weights: [Double]) -> [Double] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return laws.map { _ in 0 } }
    return laws.indices.map { law in
      zip(parts, weights).reduce(0) { $0 + $1.0[law] * $1.1 } / sum
    }
  }

  /// How likely what is known of a task is by each law, had it been begun on a day.
  private static func likelihood(_ task: UnbegunTask, from begin: Int) -> [Double] {
    laws.indices.map { likelihood(task, from: begin, $0) }
  }

  private static func likelihood(_ task: UnbegunTask, from begin: Int, _ law: Int) -> Double {
    guard begin < task.due, begin < task.last || !task.isDone && begin <= task.last else {
      return 0
    }
    let (mean, deviation) = laws[law]
    func far(_ day: Int) -> Double {
      let ratio = max(Double(day - begin), 0.5) / Double(task.due - begin)
      return (Double.log(ratio) - mean) / deviation
    }
    switch task.end {
    case .open(let day): return StandardNormal.cumulative(-far(day))
    case .done(let day):
      return StandardNormal.density(far(day)) / (deviation * max(Double(day - begin), 0.5))
    case .between(let after, let day):
      let low = after.map { $0 > begin ? StandardNormal.cumulative(far($0)) : 0 } ?? 0
      return max(0, StandardNormal.cumulative(far(day)) - low)
    }
  }

  /// The time allowed to a task, in days: the mean by logarithm over tales and laws, and over the begins of each.
  private static func allowed(
    _ task: UnbegunTask, _ cells: ArraySlice<Cell>, first: Int
  ) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for cell in cells {
      var (own, likely) = (0.0, 0.0)
      func add(_ begin: Int, _ share: Double) {
        guard share > 0, begin < task.due else { return }
        let value = share * likelihood(task, from: begin, cell.law)
        own += value * Double.log(Double(task.due - begin))
        likely += value
      }
      func together(_ start: Int, _ share: Double) {
        let begins = listed(task, first, starts[start])
        for begin in begins { add(begin, share / Double(begins.count)) }
      }
      func apart(_ median: Int, _ share: Double) {
        let weights = allowed(task, median)
        let sum = weights.reduce(0, +)
        for (length, own) in zip(lengths, weights) { add(task.due - length, share * own / sum) }
      }
      switch tales[cell.tale] {
      case .together(let start): together(start, 1)
      case .apart(let median): apart(median, 1)
      case .mixed(let start, let median):
        together(start, 0.5)
        apart(median, 0.5)
      }
      guard likely > 0 else { continue }
      sum += cell.chance * own / likely
      weight += cell.chance
    }
    return weight > 0 ? Double.exp(sum / weight) : 60
  }
}
