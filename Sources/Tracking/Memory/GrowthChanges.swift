internal import Files
public import Plans
public import TimeSeries

/// What moved between two runs of a command about a year, and why.
///
/// The program runs the present scenario again, one cause at a time: with what was known on the earlier day, then with
/// later figures for the cells that were known then, then with everything; where plans changed, first with those of the
/// earlier run. Differences of one run to the next are what the scenario, plans, revisions and new figures did; they add
/// up to the whole move.
public struct GrowthChanges: Sendable {
  /// Why something moved, in the order in which it is looked at.
  public enum Cause: String, Sendable, CaseIterable {
    /// The scenario, the program, or data that came to the files later with an earlier day.
    case scenario
    /// What measures and variants are asked for.
    case plan
    /// Later figures for cells that were known on the earlier day.
    case revised
    /// Figures for cells that were not.
    case new
    /// Of figures alone: what was known then and is no longer there.
    case withdrawn
    /// All of it, where the causes cannot be told apart.
    case together
  }

  /// What moved.
  public enum Quantity: String, Sendable, CaseIterable {
    /// Growth of a sector in the year, percent.
    case growth
    /// What the year of a measure comes to, in its unit, where growth says nothing of it.
    case value
    /// The chance of a variant, a target or a measure.
    case chance
  }

  /// One step of one figure.
  public struct Row: Sendable, Hashable {
    /// What moved.
    public let quantity: Quantity
    /// The sector, the variant or the measure.
    public let id: String
    /// What it is about.
    public let period: PeriodOfYear
    /// Why.
    public let cause: Cause
    /// The figure before and after.
    public let before, after: Double

    /// The move: in points, of a value in its unit.
    public var points: Double { (quantity == .chance ? 100 : 1) * (after - before) }
  }

  /// A figure behind a cause.
  public struct Figure: Sendable, Hashable {
    /// Whether it is a plan that changed, revises another figure, is new or is gone.
    public let cause: Cause
    /// The series; the sector or measure where the tables of both runs tell it; of a plan the measure or variant.
    public let series: String
    /// The period.
    public let period: PeriodOfYear
    /// What it was; `nil` for a new one.
    public let before: PublishedFigure?
    /// What it is; `nil` for one that is gone.
    public let after: PublishedFigure?
    /// When it came out; `nil` where nobody says.
    public let vintage: CalendarDate?
    /// The sector, measure or variant that it is of, for readers; `nil` where nothing has a name.
    public var name: LocalizedText?
    /// Whether it is growth of that.
    public var isGrowth = false
    /// Whether it speaks of all months from January on.
    public var isToDate = false
  }

  /// The scenario.
  public let scenario: String
  /// The year.
  public let year: Int
  /// The days of both runs.
  public let before, after: CalendarDate?
  /// The moves: growth, then chances, cause by cause.
  public let rows: [Row]
  /// Plans that changed, and figures of the scenario's own series that came between the two days.
  public let figures: [Figure]
  /// The names of sectors and measures by id.
  public let names: [String: LocalizedText]
  /// The titles of variants by id.
  public let variants: [String: LocalizedText]

  /// Compares a run with an earlier one.
  ///
  /// - Parameters:
  ///   - bundle: the present scenario.
  ///   - options: those of the present run.
  ///   - earlier: what the earlier run said.
  ///   - now: what the present one says.
  ///   - rerun: the command on other knowledge.
  /// - Throws: `cancelled`, and whatever else is no fault of an input.
  public static func compare(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, from earlier: GrowthSnapshot,
    to now: GrowthSnapshot,
    rerun: (ScenarioBundle, GrowthOptions) throws(PipelineError) -> GrowthSnapshot
  ) throws(PipelineError) -> GrowthChanges {
    let steps = try steps(bundle, options, from: earlier, to: now, rerun: rerun)
    let names = names(bundle.scenario)
    let variants = Dictionary(
      (bundle.scenario.growth?.variants ?? []).map { ($0.id, $0.title) }
    ) { first, _ in first }
    let figures =
      earlier.plans.figures(to: now.plans) + figures(bundle, earlier, now.asOf)
      + undated(bundle, earlier, now)
    return GrowthChanges(
      scenario: bundle.scenario.name, year: options.year, before: earlier.asOf, after: now.asOf,
      rows: rows(
        .growth, options.year, earlier.growth, steps.map { ($0.cause, $0.snapshot.growth) })
        + rows(.value, options.year, earlier.values, steps.map { ($0.cause, $0.snapshot.values) })
        + rows(
          .chance, options.year, earlier.chances, steps.map { ($0.cause, $0.snapshot.chances) }),
      figures: figures.map { figure in
        var figure = figure
        figure.name = figure.name ?? names[figure.series] ?? variants[figure.series]
        return figure
      }, names: names, variants: variants)
  }

  private static func names(_ scenario: Scenario) -> [String: LocalizedText] {
    scenario.measureNames.merging(
      (scenario.growth?.sectors ?? []).map { ($0.id, $0.name) }
    ) { measure, _ in measure }
  }

  /// By series what it is of: the first sector or measure that names it, and what it says of that.
  private static func owners(
    _ scenario: Scenario
  ) -> [SeriesKey: (name: LocalizedText, isGrowth: Bool, isToDate: Bool)] {
    var found: [SeriesKey: (name: LocalizedText, isGrowth: Bool, isToDate: Bool)] = [:]
    func add(_ series: SeriesReference, _ name: LocalizedText, isGrowth: Bool, isToDate: Bool) {
      for frequency in [Frequency.annual, .quarterly, .monthly]
      where found[series.key(frequency)] == nil {
        found[series.key(frequency)] = (name, isGrowth, isToDate)
      }
    }
    for sector in scenario.growth?.sectors ?? [] {
      for (measure, series) in sector.series.all {
        add(
          series, sector.name, isGrowth: [.growth, .growthToDate].contains(measure),
          isToDate: [.levelToDate, .growthToDate, .contributionToDate].contains(measure))
      }
    }
    for measure in scenario.measures {
      guard case .series(let own) = measure.source else { continue }
      for (figure, series) in own.all {
        add(series, measure.name, isGrowth: figure.isGrowth, isToDate: figure.isToDate)
        if let twin = series.cumulatedTwin {
          add(twin, measure.name, isGrowth: figure.isGrowth, isToDate: true)
        }
      }
    }
    return found
  }

  private typealias Step = (cause: Cause, snapshot: GrowthSnapshot)

  /// The present scenario on what was known then, one cause more at a time; one step of all figures where that cannot
  /// be. Plans that changed are a step of their own either way.
  private static func steps(
    _ bundle: ScenarioBundle, _ options: GrowthOptions, from earlier: GrowthSnapshot,
    to now: GrowthSnapshot,
    rerun: (ScenarioBundle, GrowthOptions) throws(PipelineError) -> GrowthSnapshot
  ) throws(PipelineError) -> [Step] {
    let plans = earlier.plans.changed(to: now.plans)
    if let day = earlier.asOf, now.asOf.map({ day <= $0 }) ?? true {
      var old = options
      old.run.asOf = day
      // What is asked is of the scenario, on whatever day it was laid down.
      old.plansAsOf = options.plansAsOf ?? now.asOf ?? Period.year(9999).lastDay
      let known = KnownCells(bundle.observations, on: day)
      do throws(PipelineError) {
        var steps: [Step] = []
        if !plans.isEmpty {
          var unplanned = old
          unplanned.earlierPlans = plans
          steps.append((.scenario, try rerun(bundle, unplanned)))
        }
        steps.append((plans.isEmpty ? .scenario : .plan, try rerun(bundle, old)))
        let revised = bundle.replacing(observations: known.revised)
        return steps + [(.revised, try rerun(revised, options)), (.new, now)]
      } catch {
        // What cannot be run on the earlier day cannot be told apart.
        guard case .faults = error else { throw error }
      }
    }
    guard !plans.isEmpty else { return [(.together, now)] }
    var unplanned = options
    unplanned.earlierPlans = plans
    do throws(PipelineError) {
      return [(.together, try rerun(bundle, unplanned)), (.plan, now)]
    } catch {
      guard case .faults = error else { throw error }
      return [(.together, now)]
    }
  }

  /// Whether days of publication say nothing of figures: there are none, or, by them, nothing was known on a day on which
  /// a run told of it. Such days are those of a file that was handed in again, with all that stood there before.
  private static func saysNoDay(_ rows: [Observation], on day: CalendarDate?) -> Bool {
    rows.allSatisfy { row in
      row.vintage.map { vintage in day.map { vintage > $0 } ?? false } ?? true
    }
  }

  /// The rows of series, without plans.
  private static func rows(_ series: [SeriesReference], _ bundle: ScenarioBundle) -> [Observation] {
    series.flatMap { series in
      [Frequency.annual, .quarterly, .monthly].flatMap { bundle.observations[series.key($0)] }
    }.filter { $0.status != .plan }
  }

  /// What became of the published periods of sectors and measures, as the tables of both runs tell it: of series whose
  /// days of publication say nothing all that differs, of others what is gone.
  private static func undated(
    _ bundle: ScenarioBundle, _ earlier: GrowthSnapshot, _ now: GrowthSnapshot
  ) -> [Figure] {
    // Less may be known on an earlier day.
    guard now.asOf.map({ day in earlier.asOf.map { $0 <= day } ?? false }) ?? true else {
      return []
    }
    return ownSeries(bundle.scenario).flatMap { id, series -> [Figure] in
      let before = earlier.figures.filter { $0.id == id }
      guard !before.isEmpty else { return [] }
      let rows = rows(series, bundle)
      let isUndated = saysNoDay(rows, on: earlier.asOf)
      let decimals = rows.map(\.decimals).max() ?? 0
      let after = now.figures.filter { $0.id == id }
      // Where shorter periods came, longer ones are no longer listed, which takes nothing back.
      func shortest(_ figures: [GrowthSnapshot.Said]) -> Int {
        figures.compactMap(\.period?.months.count).min() ?? 12
      }
      let isFiner = shortest(after) < shortest(before)
      return Set((before + after).compactMap(\.period)).sorted().compactMap { period in
        let (old, new) = (
          before.filter { $0.period == period }, after.filter { $0.period == period }
        )
        // Of levels and growth of one period the first that differs tells it.
        for measure in GrowthSnapshot.Measure.allCases {
          let (was, now) = (
            old.first { $0.measure == measure }, new.first { $0.measure == measure }
          )
          let isSame = was.flatMap { was in
            now.map { abs($0.value - was.value) <= 1e-9 * abs(was.value) }
          }
          guard was != nil || now != nil, isSame != true, isUndated || new.isEmpty,
            now != nil || !isFiner
          else { continue }
          func figure(_ said: GrowthSnapshot.Said?) -> PublishedFigure? {
            said.map { PublishedFigure(value: $0.value, decimals: $0.decimals ?? decimals) }
          }
          return Figure(
            cause: now == nil ? .withdrawn : was == nil ? .new : .revised, series: id,
            period: period, before: figure(was), after: figure(now), vintage: nil)
        }
        return nil
      }
    }
  }

  /// The series of each sector and measure, by its id; a measure that is a sector has those of the sector.
  private static func ownSeries(_ scenario: Scenario) -> [(id: String, series: [SeriesReference])] {
    let sectors = (scenario.growth?.sectors ?? []).map { ($0.id, $0.series.all.map(\.series)) }
    let measures = scenario.measures.map { measure -> (String, [SeriesReference]) in
      switch measure.source {
      case .series(let own):
        let named = own.all.map(\.series)
        return (measure.id, named + named.compactMap(\.cumulatedTwin))
      case .sector(let id): return (measure.id, sectors.first { $0.0 == id }?.1 ?? [])
      }
    }
    var order: [String] = []
    var found: [String: [SeriesReference]] = [:]
    for (id, series) in sectors + measures {
      if found[id] == nil { order.append(id) }
      found[id, default: []] += series
    }
    return order.map { ($0, found[$0] ?? []) }
  }

  private static func rows(
    _ quantity: Quantity, _ year: Int, _ earlier: [GrowthSnapshot.Said],
    _ steps: [(cause: Cause, figures: [GrowthSnapshot.Said])]
  ) -> [Row] {
    func value(_ like: GrowthSnapshot.Said, _ figures: [GrowthSnapshot.Said]) -> Double? {
      figures.first { $0.id == like.id && $0.period == like.period }?.value
    }
    return earlier.flatMap { first -> [Row] in
      guard let last = steps.last.flatMap({ value(first, $0.figures) }) else { return [] }
      // What some step does not have, such as a variant that was issued later, is one move.
      let all = steps.compactMap { step in value(first, step.figures).map { (step.cause, $0) } }
      let path = all.count == steps.count ? all : [(Cause.together, last)]
      // A quarter that was decided and stays so is no news.
      let isSettled = first.value == 0 || first.value == 1
      if first.period != nil, isSettled, path.allSatisfy({ $0.1 == first.value }) { return [] }
      var before = first.value
      return path.map { cause, after in
        defer { before = after }
        return Row(
          quantity: quantity, id: first.id, period: first.period ?? .toDate(12, of: year),
          cause: cause, before: before, after: after)
      }
    }
  }

  /// The figures of the sectors' and measures' own series that came between two days; none that the earlier run told
  /// with the same value, whatever day they bear by now.
  private static func figures(
    _ bundle: ScenarioBundle, _ earlier: GrowthSnapshot, _ after: CalendarDate?
  ) -> [Figure] {
    guard let before = earlier.asOf else { return [] }
    let told = Dictionary(grouping: earlier.figures, by: \.id)
    let observations = bundle.observations
    let owners = owners(bundle.scenario)
    var seen: Set<SeriesKey> = []
    let own = ownSeries(bundle.scenario).filter { id, series in
      told[id] == nil || !saysNoDay(rows(series, bundle), on: before)
    }
    let keys = own.flatMap { id, series in
      series.flatMap { series in
        [Frequency.annual, .quarterly, .monthly].map { (id: id, key: series.key($0)) }
      }
    }.filter { seen.insert($0.key).inserted }
    return keys.flatMap { id, key -> [Figure] in
      let old = Dictionary(
        observations.history(of: key, asOf: before).map { ($0.period, $0) }
      ) { first, _ in first }
      return observations.history(of: key, asOf: after).compactMap { row in
        guard let vintage = row.vintage, vintage > before, let period = PeriodOfYear(row.period)
        else { return nil }
        let known = old[row.period]
        if let known, known.value == row.value { return nil }
        let isTold = told[id]?.contains {
          $0.period == period && abs($0.value - row.value) <= 1e-9 * abs(row.value)
        }
        if known == nil, isTold == true { return nil }
        let owner = owners[key]
        return Figure(
          cause: known == nil ? .new : .revised, series: key.id, period: period,
          before: known.map { PublishedFigure(value: $0.value, decimals: $0.decimals) },
          after: PublishedFigure(value: row.value, decimals: row.decimals), vintage: vintage,
          name: owner?.name, isGrowth: owner?.isGrowth ?? false, isToDate: owner?.isToDate ?? false)
      }
    }
  }
}

/// The cells of which something was known on a day.
private struct KnownCells {
  private struct Cell: Hashable {
    let series: SeriesKey
    let period: Period
  }

  private let observations: ObservationSet
  private let cells: Set<Cell>

  init(_ observations: ObservationSet, on day: CalendarDate) {
    self.observations = observations
    var cells: Set<Cell> = []
    for key in observations.keys {
      for row in observations.history(of: key, asOf: day) {
        cells.insert(Cell(series: key, period: row.period))
      }
    }
    self.cells = cells
  }

  /// The figures with those set aside that speak of other cells.
  var revised: ObservationSet {
    observations.settingAside { key, row in
      row.status != .plan
        && !cells.contains(Cell(series: key, period: row.period(key.frequency)))
    }
  }
}
