internal import RealModule

/// The tale that tasks are done around their due days, whatever they were allowed: by a few days before or behind them.
///
/// Days from the due day to the end are taken for logistic around `λ`, with scale `s`, but for a share `q` that is left lying:
/// `F(x) = (1 − q)/(1 + exp(−(x − λ)/s))`. All triples of three grids weigh alike before. A finished task tells its density, one
/// without a day what is done by then, an open one what is left.
///
/// Source: current status data, Sun 2006, The Statistical Analysis of Interval-censored Failure Time Data, ch. 3.
package struct LatenessGuess: Sendable {
  private static let middles: [Double] = [
    -120, -90, -60, -45, -30, -20, -10, 0, 10, 20, 30, 45, 60, 75, 90, 120, 150, 180, 270, 365,
  ]
  private static let scales: [Double] = [4, 8, 16, 32, 64, 128]
  private static let lying: [Double] = [0, 0.1, 0.3]
  /// What days behind the due day may be like.
  static let laws = middles.flatMap { middle in
    scales.flatMap { scale in lying.map { (middle: middle, scale: scale, most: 1 - $0) } }
  }
  /// Days beside the due day in which ends are looked for.
  private static let widest = 20_000

  /// The laws that may be true, and how likely each is; they add up to 1.
  private let found: [(law: Int, chance: Double)]

  /// From how likely each law is; `nil` where none is.
  init?(_ chances: [Double]) {
    let sum = chances.reduce(0, +)
    guard sum > 0 else { return nil }
    let likely = chances.indices.filter { chances[$0] > 1e-4 * sum }
    let kept = likely.reduce(0) { $0 + chances[$1] }
    found = likely.map { ($0, chances[$0] / kept) }
  }

  /// The share that is done so many days behind the due day at the latest.
  private static func share(_ day: Int, _ law: Int) -> Double {
    laws[law].most / (1 + Double.exp(-(Double(day) - laws[law].middle) / laws[law].scale))
  }

  /// How likely what is known of a task is by a law.
  static func likelihood(_ task: UnbegunTask, _ law: Int) -> Double {
    switch task.end {
    case .open(let day): return 1 - share(day - task.due, law)
    case .done(let day):
      let part = share(day - task.due, law)
      return part * (1 - part / laws[law].most) / laws[law].scale
    case .between(let after, let day):
      return max(0, share(day - task.due, law) - (after.map { share($0 - task.due, law) } ?? 0))
    }
  }

  /// The share that is done so many days behind the due day, by all laws.
  func share(_ day: Int) -> Double {
    found.reduce(0) { $0 + $1.chance * Self.share(day, $1.law) }
  }

  /// The day a task was done that is known by a day alone: a place of the distribution of what may be, another for each.
  ///
  /// - Parameter part: the place, 0 to 1.
  func end(of task: UnbegunTask, at part: Double) -> Int {
    guard case .between(let after, let last) = task.end else { return task.last }
    let (first, final) = (after.map { $0 - task.due }, last - task.due)
    let (low, high) = (first.map(share) ?? 0, share(final))
    let wanted = low + part * (high - low)
    var (from, to) = (max(first ?? -Self.widest, -Self.widest), final)
    while to - from > 1 {
      let middle = (from + to) / 2
      if share(middle) < wanted { from = middle } else { to = middle }
    }
    return task.due + to
  }
}
