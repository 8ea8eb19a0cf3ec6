internal import Files
public import Plans
public import TimeSeries

/// What a growth command says of its year: the figures that two runs are compared by.
public struct GrowthSnapshot: Sendable, Hashable {
  /// The day whose knowledge counted; `nil` for all that is published.
  public let asOf: CalendarDate?
  /// Growth of the year that is forecast, percent, by sector, in the order of the scenario.
  public let growth: [Said]
  /// Chances of variants or targets, by id, in the order of the scenario.
  public let chances: [Said]

  /// A figure with what it is of.
  public struct Said: Sendable, Hashable {
    /// The sector or the variant.
    public let id: String
    /// The figure.
    public let value: Double

    /// A figure.
    public init(id: String, value: Double) { (self.id, self.value) = (id, value) }
  }

  /// Figures of a run.
  public init(asOf: CalendarDate?, growth: [Said], chances: [Said]) {
    (self.asOf, self.growth, self.chances) = (asOf, growth, chances)
  }

  /// Those of a growth scenario: means of the forecast, chances of variants.
  public init(_ result: GrowthResult) {
    let forecast = result.tables.first ?? []
    self.init(
      asOf: result.asOf,
      growth: zip(result.sectors, forecast).compactMap { sector, table in
        table.annual.last?.growth.map { Said(id: sector.id, value: $0) }
      },
      chances: result.variants.compactMap { variant in
        variant.probability.map { Said(id: variant.id, value: $0) }
      })
  }

  /// Those of a year that is followed, at its last point: medians of what targets speak of, and their chances.
  public init(_ result: GrowthTracking) {
    let last = result.rows.filter { $0.period == result.rows.last?.period }
    var seen: Set<String> = []
    self.init(
      asOf: result.asOf,
      growth: last.compactMap { row in
        guard row.condition.sectors.count == 1, seen.insert(row.condition.sectors[0]).inserted
        else { return nil }
        return Said(id: row.condition.sectors[0], value: row.p50)
      }, chances: last.map { Said(id: $0.target, value: $0.probability) })
  }
}

/// What moved between two runs of a growth command, and why.
///
/// The program runs the present scenario again, one cause at a time: with what was known on the earlier day, then with
/// later figures for the cells that were known then, then with everything. Differences of one run to the next are what
/// the scenario, revisions and new figures did; they add up to the whole move.
public struct GrowthChanges: Sendable {
  /// Why something moved, in the order in which it is looked at.
  public enum Cause: String, Sendable, CaseIterable {
    /// The scenario, the program, or data that came to the files later with an earlier day.
    case scenario
    /// Later figures for cells that were known on the earlier day.
    case revised
    /// Figures for cells that were not.
    case new
    /// All of it, where the causes cannot be told apart.
    case together
  }

  /// What moved.
  public enum Quantity: String, Sendable, CaseIterable {
    /// Growth of a sector in the year, percent.
    case growth
    /// The chance of a variant.
    case chance
  }

  /// One step of one figure.
  public struct Row: Sendable, Hashable {
    /// What moved.
    public let quantity: Quantity
    /// The sector or the variant.
    public let id: String
    /// Why.
    public let cause: Cause
    /// The figure before and after.
    public let before, after: Double

    /// The move, in points.
    public var points: Double { (quantity == .chance ? 100 : 1) * (after - before) }
  }

  /// A figure behind a cause.
  public struct Figure: Sendable, Hashable {
    /// Whether it revises another one or is new.
    public let cause: Cause
    /// The series and its period.
    public let series: String
    /// The period.
    public let period: Period
    /// What it was; `nil` for a new one.
    public let before: PublishedFigure?
    /// What it is.
    public let after: PublishedFigure
    /// When it came out.
    public let vintage: CalendarDate
  }

  /// The scenario.
  public let scenario: String
  /// The year.
  public let year: Int
  /// The days of both runs.
  public let before, after: CalendarDate?
  /// The moves: growth, then chances, cause by cause.
  public let rows: [Row]
  /// Figures of the scenario's own series that came between the two days.
  public let figures: [Figure]

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
    var steps: [(cause: Cause, snapshot: GrowthSnapshot)] = [(.together, now)]
    if let day = earlier.asOf, now.asOf.map({ day <= $0 }) ?? true {
      var old = options
      old.run.asOf = day
      let known = KnownCells(bundle.observations, on: day)
      let revised = bundle.replacing(observations: known.revised)
      do throws(PipelineError) {
        steps = [
          (.scenario, try rerun(bundle, old)), (.revised, try rerun(revised, options)),
          (.new, now),
        ]
      } catch {
        // What cannot be run on the earlier day cannot be told apart.
        guard case .faults = error else { throw error }
      }
    }
    return GrowthChanges(
      scenario: bundle.scenario.name, year: options.year, before: earlier.asOf, after: now.asOf,
      rows: rows(.growth, earlier.growth, steps.map { ($0.cause, $0.snapshot.growth) })
        + rows(.chance, earlier.chances, steps.map { ($0.cause, $0.snapshot.chances) }),
      figures: figures(bundle, earlier.asOf, now.asOf))
  }

  private static func rows(
    _ quantity: Quantity, _ earlier: [GrowthSnapshot.Said],
    _ steps: [(cause: Cause, figures: [GrowthSnapshot.Said])]
  ) -> [Row] {
    func value(_ id: String, _ figures: [GrowthSnapshot.Said]) -> Double? {
      figures.first { $0.id == id }?.value
    }
    return earlier.flatMap { first -> [Row] in
      guard let last = steps.last.flatMap({ value(first.id, $0.figures) }) else { return [] }
      // What some step does not have, such as a variant that was issued later, is one move.
      let all = steps.compactMap { step in value(first.id, step.figures).map { (step.cause, $0) } }
      let path = all.count == steps.count ? all : [(Cause.together, last)]
      var before = first.value
      return path.map { cause, after in
        defer { before = after }
        return Row(quantity: quantity, id: first.id, cause: cause, before: before, after: after)
      }
    }
  }

  /// The figures of the sectors' own series that came between two days.
  private static func figures(
    _ bundle: ScenarioBundle, _ before: CalendarDate?, _ after: CalendarDate?
  ) -> [Figure] {
    guard let before, let growth = bundle.scenario.growth else { return [] }
    let observations = bundle.observations
    var seen: Set<SeriesKey> = []
    let keys = growth.sectors.flatMap { $0.series.all.map(\.series) }.flatMap { series in
      [Frequency.annual, .quarterly, .monthly].map { series.key($0) }
    }.filter { seen.insert($0).inserted }
    return keys.flatMap { key -> [Figure] in
      let old = Dictionary(
        observations.history(of: key, asOf: before).map { ($0.period, $0) }
      ) { first, _ in first }
      return observations.history(of: key, asOf: after).compactMap { row in
        guard let vintage = row.vintage, vintage > before else { return nil }
        let known = old[row.period]
        if let known, known.value == row.value { return nil }
        return Figure(
          cause: known == nil ? .new : .revised, series: key.id, period: row.period,
          before: known.map { PublishedFigure(value: $0.value, decimals: $0.decimals) },
          after: PublishedFigure(value: row.value, decimals: row.decimals), vintage: vintage)
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
      !cells.contains(Cell(series: key, period: row.period(key.frequency)))
    }
  }
}
