internal import Plans
public import TimeSeries

/// What a growth command says of its year: the figures that two runs are compared by.
public struct GrowthSnapshot: Sendable, Hashable {
  /// The day whose knowledge counted; `nil` for all that is published.
  public let asOf: CalendarDate?
  /// Growth of the year that is forecast, percent, by sector, in the order of the scenario.
  public let growth: [Said]
  /// What a year comes to where growth says nothing of it, such as a rate, in its unit, by measure.
  public let values: [Said]
  /// Chances of variants, targets or measures, by id, in the order of the scenario.
  public let chances: [Said]
  /// Published months or quarters of measures.
  public let figures: [Said]

  /// A figure with what it is of.
  public struct Said: Sendable, Hashable {
    /// The sector, the variant or the measure.
    public let id: String
    /// The period; `nil` for the whole year.
    public let period: PeriodOfYear?
    /// The figure.
    public let value: Double

    /// A figure.
    public init(id: String, period: PeriodOfYear? = nil, value: Double) {
      (self.id, self.period, self.value) = (id, period?.isWholeYear == true ? nil : period, value)
    }
  }

  /// Figures of a run.
  public init(
    asOf: CalendarDate?, growth: [Said], values: [Said] = [], chances: [Said],
    figures: [Said] = []
  ) {
    (self.asOf, self.growth, self.values) = (asOf, growth, values)
    (self.chances, self.figures) = (chances, figures)
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

  /// The shortest periods of one measure of which something is published.
  public static func single(_ rows: [(id: String, period: PeriodOfYear, value: Double?)]) -> [Said]
  {
    let shortest = rows.map(\.period.months.count).min()
    return rows.compactMap { id, period, value in
      period.months.count == shortest ? value.map { Said(id: id, period: period, value: $0) } : nil
    }
  }

  /// Those of a scorecard: what the year of each measure comes to, and the chance of whatever is planned.
  public init(_ result: Scorecard) {
    let years = result.measures.compactMap { measure in measure.whole.map { (measure, $0) } }
    self.init(
      asOf: result.asOf,
      growth: years.compactMap { measure, row in
        row.onYearBefore.map { Said(id: measure.id, value: $0) }
      },
      values: years.compactMap { measure, row in
        row.onYearBefore == nil ? row.value.map { Said(id: measure.id, value: $0) } : nil
      },
      chances: result.measures.flatMap { measure in
        measure.rows.compactMap { row in
          row.probability.map { Said(id: measure.id, period: row.period, value: $0) }
        }
      },
      figures: result.measures.flatMap { measure in
        Self.single(
          measure.rows.map { row in
            let isPublished = row.status != .outlook && !row.isMade
            return (measure.id, row.period, isPublished ? row.value : nil)
          })
      })
  }
}
