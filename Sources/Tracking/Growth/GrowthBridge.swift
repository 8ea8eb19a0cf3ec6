internal import Coherence
internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// What months of a driver tell of the quarter that has begun, before the sector's own figures are out.
///
/// Equation, for the `k` months of quarter `t` that are known of the driver: `z_t = log D_t(k)/D_{t−4}(k) −
/// log D_{t−1}/D_{t−5}`, its growth over these months beyond that of the quarter before; `e_t` the error of the sector's own
/// forecast of the quarter. `e_t = β z_t + …`, `β = Σ z e / (Σ z² + λ)`, both cut at three robust scales, `λ` two mean
/// squares of `z`. The driver is used where the mean absolute error of quarters that `β` was not fitted to is at least
/// 12% smaller with it, the mean gain is at least as large as its standard error, and the same rule, decided anew in each
/// past quarter by the quarters before it, has gained more than it cost: the first clear quarter is only watched. Then the
/// sector's surprise is `w β z`, `w = k/3` the share of the quarter that is known, with what is left of its variance,
/// `1 − R²`, `R²` by the same quarters; leaves and later quarters follow as they do any surprise. (Without `w` one month of
/// Viet Nam's manufacturing and water supply, 2020–2024, raised the error of the quarter by 3 and 6%; with it no driver
/// raises it by more than 2%.)
///
/// Units: logarithms.
/// Edge cases: fewer than eight quarters with both: not used. Sectors of which months of their own are published do without.
/// Source: bridge equations: Baffigi, Golinelli & Parigi 2004, International Journal of Forecasting 20, 447–460; leaving one
/// out: Allen 1974, Technometrics 16, 125–127; one standard error: Breiman, Friedman, Olshen & Stone 1984, Classification
/// and Regression Trees, 3.4.3; a rule judged by its own record: Dawid 1984, JRSS A 147, 278–292.
package struct GrowthBridge {
  /// The sector's place in the tree.
  let node: Int
  /// The measure.
  let measure: String
  /// Its months that are known of the quarter that has begun.
  let months: Int
  /// The first and the last quarter that it was judged by, and how many there are.
  let first, last: Int?
  let cases: Int
  /// Mean absolute error with `β z` over that without; `nil` for too few cases.
  let ratio: Double?
  /// The same with `w β z`.
  let ratioWeighted: Double?
  /// What it moves the logarithm of the sector's quarter by.
  let move: Double
  /// `R²`.
  let share: Double
  /// What the rule would have done in the past.
  let replay: Replay

  private static let fewest = 8
  private static let mostRatio = 0.88
  private static let cut = 3.0
  private static let ridge = 2.0
  private static let mostShare = 0.8

  /// Whether it is used.
  var isTaken: Bool { isClear && replay.record > 0 }

  /// Whether its gain is large enough, and not by chance.
  private let isClear: Bool

  /// The drivers of a scenario that know months of the quarter after the settled ones.
  static func all(_ setup: GrowthSetup, _ outlook: GrowthOutlook) -> [GrowthBridge] {
    let quarter = 4 * setup.year + setup.settledQuarters
    return setup.scenario.measures.compactMap { measure in
      guard let drives = measure.drives,
        let node = setup.data.tree.nodes.firstIndex(of: drives),
        let figures = MeasureFigures(measure, setup.data.observations, setup.data.knowledge),
        figures.frequency == .monthly, figures.total != .last,
        let history = MeasureHistory(figures, year: setup.year), history.isLogarithm
      else { return nil }
      let known = min(3, history.end - 3 * quarter + 1)
      guard known > 0 else { return nil }
      return GrowthBridge(
        measure.id, node: node, quarter: quarter, months: known, history, outlook.errors[node])
    }
  }

  private init(
    _ measure: String, node: Int, quarter: Int, months: Int, _ history: MeasureHistory,
    _ errors: [Double]
  ) {
    (self.measure, self.node, self.months) = (measure, node, months)
    func growth(_ start: Int, _ count: Int) -> Double? {
      let now = 3 * start...3 * start + count - 1
      let before = now.lowerBound - 12...now.upperBound - 12
      guard before.lowerBound >= history.start, now.upperBound <= history.end,
        history.deviation(now, over: before) <= MeasureHistory.knownDeviation,
        let one = history.total(now, .sum), let two = history.total(before, .sum)
      else { return nil }
      return Double.log(one / two)
    }
    func signal(_ quarter: Int) -> Double? {
      guard let now = growth(quarter, months), let before = growth(quarter - 1, 3) else {
        return nil
      }
      return now - before
    }
    var pairs: [(quarter: Int, z: Double, e: Double)] = []
    for (back, error) in errors.reversed().enumerated() {
      if let z = signal(quarter - 1 - back) { pairs.append((quarter - 1 - back, z, error)) }
    }
    cases = pairs.count
    (first, last) = (pairs.last?.quarter, pairs.first?.quarter)
    guard let now = signal(quarter), pairs.count >= Self.fewest else {
      (ratio, ratioWeighted, move, share, isClear) = (nil, nil, 0, 0, false)
      replay = Replay([], weight: 1)
      return
    }
    let weight = Double(months) / 3
    let judged = Judgement(pairs.map(\.z), pairs.map(\.e), weight)
    (ratio, ratioWeighted) = (judged.ratio, judged.ratioWeighted)
    isClear = judged.isClear
    move = judged.move(now)
    share = judged.share
    replay = Replay(pairs.reversed(), weight: weight)
  }

  /// What quarters with both say of a driver.
  private struct Judgement {
    let ratio, ratioWeighted: Double?
    let share: Double
    /// Whether the gain is large enough, and at least as large as its standard error.
    let isClear: Bool
    /// With the weight.
    private let slope: Double
    private let largest: Double

    init(_ z: [Double], _ e: [Double], _ weight: Double) {
      func cut(_ values: [Double]) -> [Double] {
        let scale = values.map(abs).sorted()[values.count / 2] * 1.4826
        return values.map { min(max($0, -GrowthBridge.cut * scale), GrowthBridge.cut * scale) }
      }
      let (z, e) = (cut(z), cut(e))
      let squares = z.reduce(0) { $0 + $1 * $1 }
      let products = zip(z, e).reduce(0) { $0 + $1.0 * $1.1 }
      let prior = GrowthBridge.ridge * squares / Double(z.count)
      var (with, weighted, without, left, all, gains) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      for place in z.indices {
        let slope =
          (products - z[place] * e[place]) / max(1e-300, squares - z[place] * z[place] + prior)
        let rest = e[place] - slope * z[place]
        let used = e[place] - weight * slope * z[place]
        with += abs(rest)
        weighted += abs(used)
        without += abs(e[place])
        gains += (abs(e[place]) - abs(rest)) * (abs(e[place]) - abs(rest))
        left += used * used
        all += e[place] * e[place]
      }
      ratio = without > 0 ? with / without : nil
      ratioWeighted = without > 0 ? weighted / without : nil
      // The mean of n gains is its standard error or more: S² ≥ (n Σ g² − S²)/(n − 1).
      let (gain, count) = (without - with, Double(z.count))
      isClear =
        (ratio ?? 2) <= GrowthBridge.mostRatio && gain > 0
        && gain * gain * (count - 1) >= count * gains - gain * gain
      largest = z.map(abs).max() ?? 0
      slope = weight * products / max(1e-300, squares + prior)
      share = all > 0 ? min(max(0, 1 - left / all), GrowthBridge.mostShare) : 0
    }

    func move(_ signal: Double) -> Double { slope * min(max(signal, -largest), largest) }
  }

  /// The rule itself in the past: in each quarter it is decided anew by the quarters before it alone.
  package struct Replay {
    /// What was decided of one quarter.
    package struct Decision {
      let quarter: Int
      /// What the driver moves the quarter by; `nil` where it is not used.
      package let move: Double?
      /// The error of the quarter without it, a logarithm.
      let error: Double
    }

    package let decisions: [Decision]
    /// What clear quarters gained, used or not: a driver is on probation until it has gained something, and again when it
    /// has cost more.
    package let record: Double

    /// - Parameters:
    ///   - pairs: quarters with signals and errors, in order.
    ///   - weight: how much of what the months tell is used.
    package init(_ pairs: [(quarter: Int, z: Double, e: Double)], weight: Double) {
      var decisions: [Decision] = []
      var record = 0.0
      for place in min(GrowthBridge.fewest, pairs.count)..<pairs.count {
        let (before, now) = (pairs[..<place], pairs[place])
        let judged = Judgement(before.map(\.z), before.map(\.e), weight)
        let move = judged.move(now.z)
        let isUsed = judged.isClear && record > 0
        decisions.append(
          Decision(quarter: now.quarter, move: isUsed ? move : nil, error: now.e))
        if judged.isClear { record += abs(now.e) - abs(now.e - move) }
      }
      (self.decisions, self.record) = (decisions, record)
    }

    /// In how many quarters it was used.
    package var used: Int { decisions.count { $0.move != nil } }

    /// Mean absolute error with the rule over that without any driver; `nil` for none.
    ///
    /// - Parameter isUsed: whether only quarters count in which it was used.
    func ratio(whereUsed isUsed: Bool) -> Double? {
      let counted = decisions.filter { !isUsed || $0.move != nil }
      let without = counted.reduce(0) { $0 + abs($1.error) }
      let with = counted.reduce(0) { $0 + abs($1.error - ($1.move ?? 0)) }
      return without > 0 ? with / without : nil
    }
  }

  /// The forecast that knows of it, and the lower triangle of the first quarter's covariance.
  func apply(
    to outlook: GrowthOutlook, first covariance: Matrix, leaves: [Int]
  ) -> (outlook: GrowthOutlook, covariance: Matrix) {
    Self.moved(outlook, by: move, share: share, first: covariance, leaves: leaves)
  }

  private static func moved(
    _ outlook: GrowthOutlook, by move: Double, share: Double = 0, first covariance: Matrix,
    leaves: [Int]
  ) -> (outlook: GrowthOutlook, covariance: Matrix) {
    let levels = leaves.map { Double.exp(outlook.means[$0][0]) }
    let whole = levels.reduce(0, +)
    var weights = [Double](repeating: 0, count: outlook.means.count)
    for (leaf, level) in zip(leaves, levels) { weights[leaf] = level / whole }
    let reach = covariance * weights
    let variance = dot(weights, reach)
    guard variance > 0 else { return (outlook, covariance) }
    var moved = outlook
    for leaf in moved.means.indices {
      for (step, response) in outlook.responses.enumerated() {
        moved.means[leaf][step] += response * reach[leaf] / variance * move
      }
    }
    let narrower = Matrix(rows: weights.count, columns: weights.count) {
      covariance[$0, $1] - share * reach[$0] * reach[$1] / variance
    }
    return (moved, narrower)
  }
}

extension GrowthBridge {
  /// What readers are told of drivers: whether each is used, and what the rule would have done in the past.
  static func notes(_ bridges: [GrowthBridge], _ setup: GrowthSetup) -> [GrowthNote] {
    var outlooks: [Int: GrowthOutlook?] = [:]
    return bridges.flatMap { $0.notes(setup, &outlooks) }
  }

  private func notes(
    _ setup: GrowthSetup, _ outlooks: inout [Int: GrowthOutlook?]
  ) -> [GrowthNote] {
    let sector = setup.data.tree.nodes[node]
    let title = setup.scenario.measureNames[measure]
    let kind: GrowthNote.Kind =
      isTaken
      ? .driverTaken : ratio == nil ? .driverUnjudged : isClear ? .driverSpent : .driverLeft
    let smaller = (isTaken ? ratioWeighted : ratio).map { 100 * (1 - $0) } ?? 0
    let own = GrowthNote(
      kind: kind, sector: sector, name: measure, title: title, first: first.map(Period.quarter),
      last: last.map(Period.quarter), count: cases,
      growth: isTaken ? [smaller, 100 * (Double.exp(move) - 1)] : [smaller])
    guard let ratio = replay.ratio(whereUsed: false) else { return [own] }
    func past(_ kind: GrowthNote.Kind, _ count: Int, _ used: Int, _ ratios: [Double])
      -> GrowthNote
    {
      GrowthNote(
        kind: kind, sector: sector, name: measure, title: title, count: count, used: used,
        growth: ratios.map { 100 * $0 })
    }
    guard let used = replay.ratio(whereUsed: true) else {
      return [own, past(.driverUnused, replay.decisions.count, 0, [])]
    }
    var notes = [own, past(.driverReplayed, replay.decisions.count, replay.used, [ratio, used])]
    if let years = YearReplay(self, setup, &outlooks) {
      notes.append(past(.driverYear, years.cases, years.used, [years.ratio, years.ratioUsed]))
    }
    return notes
  }

  /// What the rule would have made of the outlook of the sector's year, in each quarter as of its own months.
  struct YearReplay {
    /// Quarters of years that are over, and those in which the driver was used.
    let cases, used: Int
    /// Mean absolute error of the year's growth over that without, of all these quarters and of those.
    let ratio, ratioUsed: Double

    /// - Parameter outlooks: forecasts of what was ahead of each quarter, made from the quarters before it; kept for the
    ///   next driver.
    /// - Returns: `nil` where no year is over in which it was used.
    init?(
      _ bridge: GrowthBridge, _ setup: GrowthSetup, _ outlooks: inout [Int: GrowthOutlook?]
    ) {
      let history = setup.history
      let (start, leaves) = (history.span.lowerBound, setup.data.leavesUnder[bridge.node])
      func level(_ leaf: Int, _ quarter: Int) -> Double { history.levels[leaf][quarter - start] }
      func total(_ quarters: Range<Int>) -> Double {
        leaves.reduce(0) { sum, leaf in quarters.reduce(sum) { $0 + level(leaf, $1) } }
      }
      var (all, taken) = ([(with: Double, without: Double)](), [(with: Double, without: Double)]())
      for decision in bridge.replay.decisions {
        let (quarter, first) = (decision.quarter, decision.quarter / 4 * 4)
        guard first - 4 >= start, first + 3 - start < history.levels[0].count else { continue }
        if outlooks[quarter] == nil {
          outlooks[quarter] = .some(
            GrowthOutlook(
              setup.data.tree, levels: history.levels.map { Array($0[..<(quarter - start)]) },
              horizon: first + 4 - quarter))
        }
        guard let outlook = outlooks[quarter] ?? nil else { continue }
        let (known, before) = (total(first..<quarter), total(first - 4..<first))
        let outcome = total(first..<first + 4)
        func error(_ outlook: GrowthOutlook) -> Double {
          let ahead = leaves.reduce(0.0) { sum, leaf in
            outlook.means[leaf].reduce(sum) { $0 + Double.exp($1) }
          }
          return abs(known + ahead - outcome) / before
        }
        let without = error(outlook)
        let moved = decision.move.map {
          GrowthBridge.moved(outlook, by: $0, first: outlook.covariance, leaves: leaves).outlook
        }
        let pair = (moved.map(error) ?? without, without)
        all.append(pair)
        if moved != nil { taken.append(pair) }
      }
      func ratio(_ pairs: [(with: Double, without: Double)]) -> Double? {
        let without = pairs.reduce(0) { $0 + $1.without }
        return without > 0 ? pairs.reduce(0) { $0 + $1.with } / without : nil
      }
      guard let whole = ratio(all), let part = ratio(taken) else { return nil }
      (cases, used, self.ratio, ratioUsed) = (all.count, taken.count, whole, part)
    }
  }
}
