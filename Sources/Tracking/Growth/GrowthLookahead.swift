internal import Coherence
internal import LinearAlgebra
internal import Models
internal import RealModule
internal import Simulation
internal import TimeSeries

/// The forecast of quarters ahead that a plan is made of: what months of the open quarter say, and the outside view
/// beside it.
struct GrowthLookahead {
  /// The forecast; `nil` when nothing is ahead.
  private(set) var outlook: GrowthOutlook?
  /// Twenty-four months of each leaf.
  private(set) var months: [GrowthMonths]
  /// The lower triangle of the first quarter's covariance where months tell of it.
  private(set) var firstFactor: Matrix?
  /// Months of the quarter that has begun, by leaf, the same on every path; `nil` for one that is simulated.
  private(set) var begun: [[Double?]]
  /// Deviations of shares of the quarter that has begun, by leaf.
  private(set) var spread: [[Double]?]
  /// Figures about months that others contradict.
  private(set) var discrepancies: [GrowthDiscrepancy] = []
  /// Measures that may tell of the quarter that has begun.
  private(set) var bridges: [GrowthBridge] = []

  /// - Parameter behind: quarters behind the year that are forecast with it.
  init(_ setup: GrowthSetup, quartersBehind behind: Int) throws(PipelineError) {
    let settled = setup.settledQuarters
    let ahead = 4 - settled + behind
    outlook = ahead > 0 ? try setup.outlook(quartersBehind: behind) : nil
    months = Self.split(setup, outlook)
    begun = months.map { _ in [] }
    spread = months.map { _ in nil }
    guard let before = outlook else { return }
    if settled < 4 {
      let open = GrowthOpenQuarter(setup, before, months)
      outlook = open.outlook
      firstFactor = open.factor
      begun = open.months
      spread = months.indices.map { begun[$0].isEmpty ? nil : open.deviations($0) }
      discrepancies = open.discrepancies
      bridges = GrowthBridge.all(setup, before)
      // Months of a sector's own say more than those of a driver.
      if open.factor == nil { drive(setup) }
    }
    pool(setup)
    if firstFactor != nil { months = Self.split(setup, outlook) }
  }

  /// Lets drivers tell of the quarter that has begun, the best one of each sector.
  private mutating func drive(_ setup: GrowthSetup) {
    guard var own = outlook else { return }
    var covariance = own.covariance
    let taken = bridges.filter(\.isTaken).sorted { ($0.ratio ?? 2) < ($1.ratio ?? 2) }
    var seen: Set<Int> = []
    for bridge in taken where seen.insert(bridge.node).inserted {
      (own, covariance) = bridge.apply(
        to: own, first: covariance, leaves: setup.data.leavesUnder[bridge.node])
    }
    guard !seen.isEmpty, let lower = (try? Cholesky(covariance))?.lower else { return }
    (outlook, firstFactor) = (own, lower)
  }

  /// Puts the outside view beside the forecast, or what an earlier open year has made of it.
  private mutating func pool(_ setup: GrowthSetup) {
    guard let own = outlook else { return }
    let years = years(setup, quarters: own.means.first?.count ?? 0)
    let surprises = own.quarterSurprises(first: firstFactor)
    guard setup.continued != nil || years.count > GrowthPooling.yearsOfQuarters,
      let growth = years.growth(own.means, surprises)
    else { return }
    if let continued = setup.continued {
      outlook = own.moved(years, surprises, to: growth.means, lower: [[continued.scale]])
      return
    }
    let outside = setup.outside
    if let view = outside.view(years: years.count) {
      let pooled = GrowthPooling(
        quarters: growth.means, scales: growth.lower, view: view,
        restlessness: GrowthPooling.restlessness(outside.growth, view: view))
      outlook = own.moved(years, surprises, to: pooled.means, lower: pooled.lower)
    }
  }

  /// The years ahead, the first of them with what is known of it.
  private func years(_ setup: GrowthSetup, quarters: Int) -> GrowthYears {
    let settled = setup.settledQuarters
    var (known, before) = (0.0, 0.0)
    var open = months.map { _ in [Double](repeating: 1, count: quarters) }
    for (leaf, month) in months.enumerated() {
      before += month.levels[..<12].reduce(0, +)
      known += month.levels[12..<12 + 3 * settled].reduce(0, +)
      let start = 12 + 3 * settled
      guard begun[leaf].contains(where: { $0 != nil }) else { continue }
      // What is left of the quarter that has begun.
      let all = month.levels[start..<start + 3].reduce(0, +)
      var rest = all
      for (place, level) in begun[leaf].enumerated() where level != nil {
        known += level ?? 0
        rest -= month.levels[start + place]
      }
      open[leaf][0] = max(0, rest / all)
    }
    return GrowthYears(
      leaves: months.count, quarters: quarters, inYear: 4 - settled, known: known, before: before,
      open: open)
  }

  /// The growth of the last of the years ahead, as paths spread around it: the scale.
  func scaleOfLastYear(_ setup: GrowthSetup) -> Double? {
    guard let outlook else { return nil }
    let years = years(setup, quarters: outlook.means.first?.count ?? 0)
    return years.scaleOfLast(
      outlook.means, outlook.quarterSurprises(first: firstFactor), outlook.tilt)
  }

  /// Months of every leaf, from quarters known and the mean path of those ahead.
  private static func split(_ setup: GrowthSetup, _ outlook: GrowthOutlook?) -> [GrowthMonths] {
    let (history, next) = (setup.history, 4 * setup.year + setup.settledQuarters)
    return setup.data.leaves.indices.map { leaf in
      var quarters: [Int: Double] = [:]
      for quarter in history.span where quarter < next {
        quarters[quarter] = history.levels[leaf][quarter - history.span.lowerBound]
      }
      for (ahead, mean) in (outlook?.means[leaf] ?? []).enumerated()
      where next + ahead < 4 * setup.year + 4 {
        quarters[next + ahead] = Double.exp(mean)
      }
      return GrowthMonths(
        setup.data, leaf: leaf, year: setup.year, quarters: quarters, next: next,
        indicators: history.indicators[leaf])
    }
  }
}
