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
  /// Published figures of sectors and measures.
  public let figures: [Said]
  /// What was asked.
  public let plans: SaidPlans

  /// What is published of a period.
  public enum Measure: Sendable, CaseIterable {
    case level, growth
  }

  /// A figure with what it is of.
  public struct Said: Sendable, Hashable {
    /// The sector, the variant or the measure.
    public let id: String
    /// The period; `nil` for the whole year.
    public let period: PeriodOfYear?
    /// The figure.
    public let value: Double
    /// What it measures, of a published one.
    public var measure = Measure.level
    /// Digits after the point, of a published one; `nil` where nobody says.
    public var decimals: Int?

    /// A figure.
    public init(id: String, period: PeriodOfYear? = nil, value: Double) {
      (self.id, self.period, self.value) = (id, period?.isWholeYear == true ? nil : period, value)
    }

    /// A published figure.
    public init(id: String, of period: PeriodOfYear, _ measure: Measure, _ figure: PublishedFigure)
    {
      (self.id, self.period, self.value) = (id, period, figure.value)
      (self.measure, decimals) = (measure, figure.decimals)
    }
  }

  /// Figures of a run.
  public init(
    asOf: CalendarDate?, growth: [Said], values: [Said] = [], chances: [Said],
    figures: [Said] = [], plans: SaidPlans = SaidPlans()
  ) {
    (self.asOf, self.growth, self.values) = (asOf, growth, values)
    (self.chances, self.figures, self.plans) = (chances, figures, plans)
  }

  /// What is published of a cell of a sector.
  public static func published(_ id: String, _ cell: GrowthCell) -> [Said] {
    guard let own = PeriodOfYear(cell.period) else { return [] }
    let toDate = PeriodOfYear.toDate(own.months.upperBound, of: own.year)
    return [
      cell.published.level.map { Said(id: id, of: own, .level, $0) },
      cell.published.growth.map { Said(id: id, of: own, .growth, $0) },
      cell.published.growthToDate.map { Said(id: id, of: toDate, .growth, $0) },
    ].compactMap(\.self)
  }

  /// What is published of a quarter that is long over.
  public static func published(
    _ id: String, _ period: Period, growth: PublishedFigure?
  ) -> [Said] {
    [
      PeriodOfYear(period).flatMap { period in growth.map { Said(id: id, of: period, .growth, $0) }
      }
    ]
    .compactMap(\.self)
  }

  /// Growth of a sector from January to the end of a quarter that figures settle; what a year that is followed tells.
  public static func settled(_ id: String, to period: Period, growth: Double?) -> [Said] {
    guard let growth, let months = PeriodOfYear(period)?.months else { return [] }
    let rounded = PublishedFigure(value: (growth * 100).rounded() / 100, decimals: 2)
    return [Said(id: id, of: .toDate(months.upperBound, of: period.year), .growth, rounded)]
  }

  /// Those of a growth scenario: means of the forecast, chances of variants.
  public init(_ result: GrowthResult) {
    let forecast = result.tables.first ?? []
    let ahead: [Said] = zip(result.sectors, forecast).flatMap { sector, table in
      (table.annual + table.quarterly + table.monthly).flatMap { Self.published(sector.id, $0) }
    }
    let past: [Said] = result.pastQuarters.flatMap {
      Self.published($0.sector.id, $0.period, growth: $0.published)
    }
    self.init(
      asOf: result.asOf,
      growth: zip(result.sectors, forecast).compactMap { sector, table in
        table.annual.last?.growth.map { Said(id: sector.id, value: $0) }
      },
      chances: result.variants.compactMap { variant in
        variant.probability.map { Said(id: variant.id, value: $0) }
      },
      figures: ahead + past,
      plans: SaidPlans(
        variants: Dictionary(result.variants.map { ($0.id, $0.conditions) }) { first, _ in first }))
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
      }, chances: last.map { Said(id: $0.target, value: $0.probability) },
      figures: result.contributions.filter { !$0.isEstimate }.flatMap {
        Self.settled(result.sectors[$0.sector].id, to: $0.period, growth: $0.growthToDate)
      },
      plans: SaidPlans(
        variants: Dictionary(last.map { ($0.target, [$0.condition]) }) { first, _ in first }))
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
      },
      plans: SaidPlans(
        measures: result.measures.flatMap { measure in
          measure.rows.compactMap { row in
            SaidPlans.Plan(
              id: measure.id, period: row.period, isGrowth: row.isPlanOfGrowth,
              direction: row.direction, plan: row.plan, high: row.planHigh, value: row.value,
              growth: row.onYearBefore)
          }
        }))
  }
}
