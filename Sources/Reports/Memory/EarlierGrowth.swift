internal import Files
internal import Plans
internal import Tables
internal import TimeSeries
public import Tracking

extension GrowthSnapshot {
  /// What a folder of `monthly`, `track` or `scorecard` says of its year; `nil` for other folders and another year.
  public init?(_ tables: FolderTables, year: Int) {
    guard tables.manifest.year == year else { return nil }
    switch tables.command {
    case "monthly":
      self.init(
        asOf: tables.manifest.asOf,
        growth: tables.records(GrowthFiguresTable.annual).compactMap { row in
          guard row[GrowthColumns.variant] == VariantSpecification.forecastID,
            let cell = GrowthCell(row), cell.period == .year(year)
          else { return nil }
          return cell.growth.map { Said(id: row[GrowthColumns.sector], value: $0) }
        },
        chances: tables.records(VariantsTable.definition).compactMap { row in
          row[VariantsTable.probability].map { Said(id: row[GrowthColumns.variant], value: $0) }
        },
        figures: [
          GrowthFiguresTable.annual, GrowthFiguresTable.quarterly, GrowthFiguresTable.monthly,
        ].flatMap { tables.records($0) }.flatMap { row -> [Said] in
          guard row[GrowthColumns.variant] == VariantSpecification.forecastID,
            let cell = GrowthCell(row)
          else { return [] }
          return Self.published(row[GrowthColumns.sector], cell)
        }
          + tables.records(PastQuartersTable.definition).flatMap { row in
            row[GrowthColumns.period].map {
              Self.published(
                row[GrowthColumns.sector], $0, growth: row[PastQuartersTable.published])
            } ?? []
          },
        plans: SaidPlans(
          variants: ConditionsTable.conditions(tables.records(ConditionsTable.definition))))
    case "track":
      let rows = tables.records(TrackingTable.definition)
      let last = rows.compactMap { $0[TrackingTable.period] }.max()
      let asked = ConditionsTable.conditions(tables.records(ConditionsTable.definition))
      let newest = rows.filter { $0[TrackingTable.period] == last }
      var seen: Set<String> = []
      self.init(
        asOf: tables.manifest.asOf,
        growth: newest.compactMap { row in
          guard let names = asked[row[TrackingTable.target]]?.first?.sectors, names.count == 1,
            let middle = row[GrowthColumns.outlookP50], seen.insert(names[0]).inserted
          else { return nil }
          return Said(id: names[0], value: middle)
        },
        chances: newest.compactMap { row in
          row[TrackingTable.probability].map { Said(id: row[TrackingTable.target], value: $0) }
        },
        figures: tables.records(ContributionsTable.definition).flatMap { row -> [Said] in
          guard let period = row[GrowthColumns.period],
            row[GrowthColumns.toDateStatus] == .actual
          else { return [] }
          return Self.settled(
            row[GrowthColumns.sector], to: period, growth: row[ContributionsTable.growthToDate])
        }, plans: SaidPlans(variants: asked))
    case "scorecard":
      let rows = tables.records(ScorecardTable.definition)
      let years = rows.filter { $0[ScorecardTable.period]?.isWholeYear == true }
      self.init(
        asOf: tables.manifest.asOf,
        growth: years.compactMap { row in
          row[ScorecardTable.onYear].map { Said(id: row[ScorecardTable.measure], value: $0) }
        },
        values: years.compactMap { row in
          guard row[ScorecardTable.onYear] == nil else { return nil }
          return row[ScorecardTable.value].map { Said(id: row[ScorecardTable.measure], value: $0) }
        },
        chances: rows.compactMap { row in
          row[ScorecardTable.probability].map {
            Said(id: row[ScorecardTable.measure], period: row[ScorecardTable.period], value: $0)
          }
        },
        // What is called an estimate may be made of other figures.
        figures: grouped(rows) { $0[ScorecardTable.measure] }.flatMap { group in
          Self.single(
            group.rows.compactMap { row -> (id: String, period: PeriodOfYear, value: Double?)? in
              guard let period = row[ScorecardTable.period] else { return nil }
              let isActual = row[ScorecardTable.status] == .actual
              return (group.key, period, isActual ? row[ScorecardTable.value] : nil)
            })
        },
        plans: SaidPlans(
          measures: rows.compactMap { row in
            row[ScorecardTable.period].flatMap { period in
              SaidPlans.Plan(
                id: row[ScorecardTable.measure], period: period,
                isGrowth: row[ScorecardTable.isOfGrowth] ?? false,
                direction: TargetDirection(rawValue: row[ScorecardTable.direction]),
                plan: row[ScorecardTable.plan], high: row[ScorecardTable.planHigh],
                value: row[ScorecardTable.value], growth: row[ScorecardTable.onYear])
            }
          }))
    default: return nil
    }
  }
}
