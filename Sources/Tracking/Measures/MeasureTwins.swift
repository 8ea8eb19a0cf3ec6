internal import Plans
internal import Simulation
internal import TimeSeries

/// Measures that tell once more what another one or a sector tells: what is ahead of them is what is ahead of that one,
/// so that one plan of one thing has one chance.
///
/// Equation: with the levels `b` and `b'` of the same months of the year before, a level `x` of the one is a level
/// `x b' / b` of the other, and growth of the one is growth of the other.
///
/// Edge cases: without either level of the year before a measure keeps its own outlook; so it does where one of both is
/// told already.
struct MeasureTwins {
  private let entries: [ScorecardRun.Entry]
  private let sectors: SectorScenario?
  /// By measure the one that it tells once more.
  private let originals: [Int: Int]

  init(_ entries: [ScorecardRun.Entry], _ sectors: SectorScenario?) {
    self.entries = entries
    self.sectors = sectors
    originals = Dictionary(
      uniqueKeysWithValues: entries.indices.compactMap { number in
        entries.firstIndex { Self.isNamed($0, by: entries[number]) }.map { (number, $0) }
      })
  }

  /// The measure that another tells once more; `nil` where it stands for itself.
  func original(of number: Int) -> ScorecardRun.Entry? { originals[number].map { entries[$0] } }

  /// What the outlook of one that tells another once more rests on.
  func basis(_ number: Int) -> MeasureBasis? {
    original(of: number).flatMap { $0.node != nil ? .sector : $0.state?.basis }
  }

  /// Whether a measure is the one that another tells once more.
  private static func isNamed(_ other: ScorecardRun.Entry, by entry: ScorecardRun.Entry) -> Bool {
    guard let same = entry.measure.sameAs, other.measure.id != entry.measure.id else {
      return false
    }
    if case .sector(same) = other.measure.source { return true }
    return other.measure.id == same
  }

  /// Whether what is planned of a period is counted with the measure that this one tells once more.
  func isRepeated(_ number: Int, _ period: PeriodOfYear) -> Bool {
    original(of: number)?.demands.contains { $0.period == period } ?? false
  }

  /// What a demand asks of the paths of the measure that is told once more; `nil` where its own paths decide.
  func goal(
    _ number: Int, _ demand: MeasureDemand, _ places: [Int: Int]
  ) -> MeasurePlan.Goal? {
    guard let place = originals[number], entries[number].state != nil,
      // A quarter tells nothing of one of its months.
      entries[place].state.map({ demand.period.isMade(of: $0.figures.frequency) }) ?? true,
      let growth = growth(demand, entries[number])
    else { return nil }
    return ScorecardSimulation.goal(entries[place], growth, place: places[place], sectors)
  }

  /// A demand as growth on the year before.
  private func growth(_ demand: MeasureDemand, _ entry: ScorecardRun.Entry) -> MeasureDemand? {
    if demand.isGrowth || entry.state?.figures.isGrowthAlone == true {
      return MeasureDemand(
        period: demand.period, isGrowth: true, direction: demand.direction, low: demand.low,
        high: demand.high, decimals: demand.decimals, reference: demand.reference)
    }
    guard let base = base(entry, demand.period) else { return nil }
    func growth(_ level: Double?) -> Double? { level.map { 100 * ($0 / base - 1) } }
    return MeasureDemand(
      period: demand.period, isGrowth: true, direction: demand.direction,
      low: growth(demand.low), high: growth(demand.high), decimals: demand.decimals,
      reference: demand.reference)
  }

  /// What is ahead of a measure as the one that it tells once more has it, of the stretches of which that says something.
  ///
  /// - Parameters:
  ///   - stretches: those that are ahead of the measure itself.
  ///   - paths: what paths of another measure came to.
  func ahead(
    _ number: Int, _ stretches: some Sequence<PeriodOfYear>,
    _ paths: (Int) -> [PeriodOfYear: MeasurePaths.Summary]
  ) -> [PeriodOfYear: MeasurePaths.Summary] {
    guard let place = originals[number] else { return [:] }
    let other = entries[place]
    let own = other.node == nil ? paths(place) : [:]
    var found: [PeriodOfYear: MeasurePaths.Summary] = [:]
    for period in stretches {
      guard let base = base(entries[number], period), let otherBase = self.base(other, period),
        let summary = other.node.flatMap({ sectors?.ahead($0, period) }) ?? own[period]
      else { continue }
      found[period] = summary.scaled(by: base / otherBase)
    }
    return found
  }

  /// The level of the same months of the year before, where it is known and above 0.
  private func base(_ entry: ScorecardRun.Entry, _ period: PeriodOfYear) -> Double? {
    let base = entry.node.flatMap { sectors?.base($0, period) } ?? entry.state?.base(period)
    return base.flatMap { $0 > 0 ? $0 : nil }
  }
}

extension MeasurePaths.Summary {
  /// The summary of what is a multiple of it.
  func scaled(by factor: Double) -> MeasurePaths.Summary {
    MeasurePaths.Summary(
      mean: factor * mean, p10: factor * p10, p50: factor * p50, p90: factor * p90)
  }
}
