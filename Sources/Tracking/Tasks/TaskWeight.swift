internal import Models
internal import RealModule
internal import Simulation

/// How much the record of own tasks weighs beside the regression on them.
///
/// Both tell of tasks, asked on the day these were begun and at half of their time, the chances to be done by the due day
/// and 30 and 90 days behind it. The record is learned from the other four fifths of the tasks; the regression, too, where
/// these are few, else from all: there that is little better, and learning takes longer. With `g` what the logarithm of the
/// chance of what came is higher by in the record, the mean of what one task is asked, `ḡ` its mean over tasks and `n` the
/// tasks that are settled, the record weighs `1/(1 + exp(−n ḡ))`: half where they tell it alike, all but nothing where it is
/// surely worse. In the replay of school works `Φ(Σ g/√Σ (g − ḡ)²)` of 200 tasks left it 7 to 43% in four of five years, and
/// shares done were wrong by 2.85 points, now 2.76 (by the regression alone 2.60).
///
/// In which part a task is hangs on its days alone, so that one more task leaves the parts as they are.
///
/// Source: pseudo-BMA weights, Geisser & Eddy 1979, JASA 74, 153–160; Yao, Vehtari, Simpson & Gelman 2018, Bayesian Analysis
/// 13, 917–1007.
package struct TaskWeight {
  /// Tasks on which they are compared at the most, and the parts.
  private static let (most, parts) = (200, 5)
  /// Tasks of which the regression is learned again without each part, at the most.
  private static let few = 500
  /// Days behind the due day by which chances are compared.
  private static let days = [0, 30, 90]
  /// Chances are no surer than this.
  private static let least = 0.005

  /// The weight of the record, 0 to 1.
  let ofRecord: Double

  init(_ known: [CompletionCase], _ model: CompletionModel, unit: Int, threads: Int) {
    let keys = known.map(Self.key)
    let settled = known.indices.filter {
      known[$0].hasLength && (known[$0].isDone || known[$0].end >= known[$0].due)
    }
    let asked = settled.sorted { (keys[$0], $0) < (keys[$1], $1) }.prefix(Self.most)
    @Sendable func others(_ part: Int) -> [CompletionCase] {
      known.indices.filter { Self.part(keys[$0]) != part }.map { known[$0] }
    }
    let records = parallelMap(Self.parts, threads: threads) { TaskForecasts.record(others($0)) }
    let levels = CompletionModel.levels(of: known)
    let models = parallelMap(Self.parts, threads: threads) { part -> CompletionModel? in
      guard known.count <= Self.few else { return nil }
      return try? CompletionModel(learnedFrom: others(part), levels: levels)
    }
    let gains = parallelMap(asked.count, threads: threads) { place in
      let number = asked[place]
      let part = Self.part(keys[number])
      return Self.gain(known[number], records[part], models[part] ?? model, unit: unit)
    }
    ofRecord = Self.weight(gains, of: settled.count)
  }

  /// The weight of what gains so much on the mean of some tasks of so many; none where nothing is known.
  package static func weight(_ gains: [Double], of tasks: Int) -> Double {
    guard !gains.isEmpty else { return 0 }
    let mean = gains.reduce(0, +) / Double(gains.count)
    return 1 / (1 + Double.exp(-mean * Double(tasks)))
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

  /// What the logarithm of one task's chances is higher by in the record.
  private static func gain(
    _ item: CompletionCase, _ record: TaskRecords, _ model: CompletionModel, unit: Int
  ) -> Double {
    var (gain, questions) = (0.0, 0)
    let variance = TaskShocks.variance(deviation: 0)
    for known in [item.start, item.start + item.allowed / 2] where known < item.end {
      let open = CompletionCase(
        start: item.start, due: item.due, end: known, isDone: false, levels: item.levels)
      let last = item.due + (days.last ?? 0)
      let (own, others) = (
        TaskForecasts.course(of: open, last, model), TaskForecasts.elsewhere(open, last)
      )
      let other = TaskForecasts.course(of: open, last, record, unit: unit)
      let spread = TaskShocks.variance(deviation: own.variance.squareRoot())
      let between = TaskShocks.variance(deviation: other.variance.squareRoot())
      for day in days.map({ item.due + $0 }) where item.isDone || item.end >= day {
        let isDone = item.isDone && item.end <= day
        func score(_ chance: Double) -> Double {
          Double.log(min(max(isDone ? chance : 1 - chance, least), 1 - least))
        }
        let mixed =
          (1 - TaskShocks.outside)
          * CompletionDay.probability(of: own.hazard(on: day), variance: spread)
          + TaskShocks.outside
          * CompletionDay.probability(of: others.hazard(on: day), variance: variance)
        let told = CompletionDay.probability(of: other.hazard(on: day), variance: between)
        gain += score(told) - score(mixed)
        questions += 1
      }
    }
    return gain / Double(max(1, questions))
  }
}
