internal import Models
internal import RealModule
internal import Simulation

/// How much each way to forecast weighs beside the others: the class, records of own tasks, the regression on them.
///
/// All tell of tasks, asked on the day these were begun and at half of their time, the chances to be done by the due day
/// and 30 and 90 days behind it. They are learned from the other four fifths of the tasks; the regression, too, where
/// these are few, else from all: there that is little better, and learning takes longer. With `ḡ` the mean over tasks of the mean
/// logarithm of the chance of what came, and `n` the tasks that are settled, a way weighs as `ω exp(n ḡ)`. `ω` is what
/// it weighs where all tell alike, so that nothing jumps as tasks are finished: with `m` of them done, `(10/m)³` for the class, `1` for
/// a record, and for the regression `((m − 10)/20)²` from 10 to 30 and 1 from there on.
///
/// In which part a task is hangs on its days alone, so that one more task leaves the parts as they are.
///
/// Source: pseudo-BMA weights, Geisser & Eddy 1979, JASA 74, 153–160; Yao, Vehtari, Simpson & Gelman 2018, Bayesian Analysis
/// 13, 917–1007.
package struct TaskWeight {
  /// Tasks on which they are compared at the most, and the parts.
  private static let (most, parts) = (1000, 5)
  /// Tasks of which the regression is learned again without each part, at the most.
  private static let few = 500
  /// Days behind the due day by which chances are compared.
  private static let days = [0, 30, 90]
  /// Chances are no surer than this.
  private static let least = 0.005
  /// What weighs less does not speak.
  private static let smallest = 0.01
  /// Finished tasks with which the class and a record weigh alike, and those from which on a regression does.
  package static let (alike, full) = (10, 30)

  /// A way to forecast.
  package enum Way: Sendable, Hashable {
    case reference, record, relative, regression
  }

  /// What each way weighs where all tell alike.
  package static func prior(_ way: Way, completions: Int) -> Double {
    let done = Double(completions)
    switch way {
    case .reference:
      let ratio = Double(alike) / done
      return ratio * ratio * ratio
    case .record, .relative: return 1
    case .regression:
      let part = (done - Double(alike)) / Double(full - alike)
      return part <= 0 ? 0 : min(1, part * part)
    }
  }

  /// The weights of ways of which each is learned from some tasks, in the order of the ways; they add up to 1, and what is
  /// below a hundredth is 0.
  ///
  /// - Parameters:
  ///   - keys: numbers by which tasks are parted; of their days by default.
  ///   - trust: the part of what tasks tell that counts.
  ///   - whole: the ways, learned from all.
  ///   - learn: learns them from some tasks.
  static func weights(
    _ known: [CompletionCase], keys: [UInt64]? = nil, trust: Double = 1, _ whole: [TaskExpert],
    unit: Int, threads: Int,
    learn: @escaping @Sendable ([CompletionCase], TaskExpert) -> TaskExpert?
  ) -> [Double] {
    let keys = keys ?? known.map(Self.key)
    let completions = known.count(where: \.isDone)
    let settled = known.indices.filter {
      known[$0].hasLength && (known[$0].isDone || known[$0].end >= known[$0].due)
    }
    let asked = settled.sorted { (keys[$0], $0) < (keys[$1], $1) }.prefix(Self.most)
    @Sendable func others(_ part: Int) -> [CompletionCase] {
      known.indices.filter { Self.part(keys[$0]) != part }.map { known[$0] }
    }
    let isFew = known.count <= Self.few
    let jobs = whole.count * Self.parts
    let learned = parallelMap(jobs, threads: threads) { job -> TaskExpert in
      let (way, part) = (whole[job / Self.parts], job % Self.parts)
      return way.kind != .regression || isFew ? learn(others(part), way) ?? way : way
    }
    let scores = parallelMap(asked.count, threads: threads) { place -> [Double] in
      let number = asked[place]
      let part = Self.part(keys[number])
      return whole.indices.map { way in
        Self.score(known[number], learned[way * Self.parts + part], unit: unit)
      }
    }
    return Self.weights(
      scores, of: trust * Double(settled.count),
      priors: whole.map { prior($0.kind, completions: completions) })
  }

  /// The weights of ways that tell some of so many tasks so well; by what they weigh before where nothing is known.
  package static func weights(
    _ scores: [[Double]], of tasks: Double, priors: [Double]
  ) -> [Double] {
    let gains = priors.indices.map { way -> Double in
      guard !scores.isEmpty else { return 0 }
      let mean = scores.reduce(0) { $0 + $1[way] } / Double(scores.count)
      return mean * tasks
    }
    let best = zip(gains, priors).filter { $0.1 > 0 }.map(\.0).max() ?? 0
    func shared(_ weights: [Double]) -> [Double] {
      let sum = weights.reduce(0, +)
      return sum > 0 ? weights.map { $0 / sum } : weights
    }
    let weights = shared(zip(gains, priors).map { $1 * Double.exp(min(0, $0 - best)) })
    return shared(weights.map { $0 < smallest ? 0 : $0 })
  }

  private static func part(_ key: UInt64) -> Int { Int(key % UInt64(parts)) }

  /// A number of the days of a task, scattered: SplitMix64, Steele, Lea & Flood 2014, OOPSLA, 453–472.
  private static func key(_ item: CompletionCase) -> UInt64 {
    [item.start, item.due, item.end].reduce(0) { key, day in
      var mixed = (key ^ UInt64(bitPattern: Int64(day))) &+ 0x9E37_79B9_7F4A_7C15
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  /// The mean logarithm of one task's chances of what came.
  private static func score(_ item: CompletionCase, _ way: TaskExpert, unit: Int) -> Double {
    var (sum, questions) = (0.0, 0)
    for known in [item.start, item.start + item.allowed / 2] where known < item.end {
      let open = CompletionCase(
        start: item.start, due: item.due, end: known, isDone: false, levels: item.levels)
      let chance = way.chances(of: open, to: item.due + (days.last ?? 0), unit: unit)
      for day in days.map({ item.due + $0 }) where item.isDone || item.end >= day {
        let isDone = item.isDone && item.end <= day
        let told = chance(day)
        sum += Double.log(min(max(isDone ? told : 1 - told, least), 1 - least))
        questions += 1
      }
    }
    return sum / Double(max(1, questions))
  }
}
