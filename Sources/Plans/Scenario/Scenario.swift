public import Files
public import TimeSeries

/// What a planner asks: a region, data, plans, and how each indicator is to be assessed.
public struct Scenario: Sendable {
  /// The years that can be asked for.
  public static let allowedYears = 1900...2999

  /// The name, also of the run folder.
  public let name: String
  /// The title.
  public let title: LocalizedText
  /// The region.
  public let region: Region
  /// Who hands in what is made of it; `nil` where the scenario does not say.
  public let office: Office?
  /// The day whose knowledge counts; `nil` means everything that the files hold.
  public let asOf: CalendarDate?
  /// The last year that is simulated.
  public let horizon: Int
  /// The indicators, in file order.
  public internal(set) var indicators: [IndicatorSpecification]
  /// The rule that fills what is not assessed; `nil` leaves it so.
  public let placeholder: PlaceholderRule?
  /// Assumptions about dependence.
  public let dependence: DependenceSpecification
  /// Paths, seed, precision.
  public let simulation: SimulationSpecification
  /// Levers with effects on indicators.
  public let levers: [LeverSpecification]
  /// Shocks.
  public let shocks: [ShockSpecification]
  /// Shares that no year may undercut.
  public let floors: [FloorSpecification]
  /// Growth of comparable regions.
  public let baseRates: [BaseRateSpecification]
  /// Older series that go before newer ones.
  public let splices: [SpliceSpecification]
  /// The growth scenario by sector and month; `nil` when none is asked for.
  public let growth: GrowthSpecification?
  /// Numbers of the year's scenario beside the sectors.
  public internal(set) var measures: [MeasureSpecification]
  /// References of the targets that readers see first, `REF` or `PLAN/REF`.
  public let headline: [String]
  /// Every scenario file that was read, this one first, its bases behind it.
  public let files: [String]
  /// The scenario with its bases merged in.
  public let resolved: JSONNode

  /// The indicator of an id.
  public func indicator(_ id: String) -> IndicatorSpecification? {
    indicators.first { $0.id == id }
  }
}

/// A region, in the borders that the data describe.
public struct Region: Sendable, Hashable {
  /// The name in the observation files.
  public let geo: String
  /// The name for readers.
  public let name: LocalizedText
  /// The last day of these borders; `nil` when they stand.
  public let until: CalendarDate?
  /// The former regions that it is made of; empty where it is none of others.
  public let parts: [RegionPart]
}

/// The office that hands in papers, and who signs for it.
public struct Office: Sendable, Hashable {
  /// Its name, as it stands at the head of papers.
  public let name: LocalizedText
  /// The function of who signs; `nil` for papers that nobody signs.
  public let signatory: LocalizedText?

  /// An office.
  public init(name: LocalizedText, signatory: LocalizedText?) {
    (self.name, self.signatory) = (name, signatory)
  }
}

extension SeriesSelection {
  /// Keys of series that only a quantity that grows has.
  static let growthKeys = [
    "level_to_date", "growth", "growth_to_date", "growth_average", "contributions",
  ]

  /// What a series whose id ends so holds is cumulated from January.
  static let cumulatedEnd = ".ytd"

  /// Whether a series is cumulated by its name.
  static func isCumulated(_ id: String) -> Bool {
    SeriesName(id).key.hasSuffix(cumulatedEnd)
  }

  /// The unit of its levels, which those that are cumulated may be all that is known of; `nil` where there is none.
  public func unit(in observations: ObservationSet) -> String? {
    [level, levelToDate].lazy.compactMap(\.self).compactMap {
      observations.unit(id: $0.id, geo: $0.geo)
    }.first
  }

  /// With the cumulated series that stand beside those named, under the same id and `.ytd` and in the same unit,
  /// where the scenario names none.
  public func withCumulated(from observations: ObservationSet) -> SeriesSelection {
    let named = all.map { SeriesName($0.id) }
    func beside(_ series: SeriesReference?) -> SeriesReference? {
      guard let series, !Self.isCumulated(series.id) else { return nil }
      let id = series.id + Self.cumulatedEnd
      let unit = observations.unit(id: id, geo: series.geo)
      guard !named.contains(SeriesName(id)), let unit,
        SeriesName.key(of: unit)
          == SeriesName.key(of: observations.unit(id: series.id, geo: series.geo) ?? unit)
      else { return nil }
      return SeriesReference(id: id, geo: series.geo, location: series.location)
    }
    var selection = self
    selection.levelToDate = levelToDate ?? beside(level)
    selection.growthToDate = growthToDate ?? beside(growth)
    return selection
  }
}

extension SeriesReference {
  /// The series of the levels that a series cumulated by its name belongs to; `nil` for one with another name.
  var withoutCumulatedEnd: SeriesReference? {
    guard SeriesSelection.isCumulated(id) else { return nil }
    let end = SeriesSelection.cumulatedEnd.count
    return SeriesReference(id: String(id.dropLast(end)), geo: geo, location: location)
  }
}

/// One mechanical rule for indicators that nobody has figures for.
public struct PlaceholderRule: Sendable {
  /// The start as a share of the target.
  public let start: Double
  /// The low value as a share of the target.
  public let low: Double
  /// The likely value as a share of the target.
  public let likely: Double
  /// The high value as a share of the target.
  public let high: Double
  /// Targets due from this year on are filled.
  public let dueFrom: Int
  /// Who is named as author.
  public let author: String
}

/// Assumptions about dependence.
public struct DependenceSpecification: Sendable {
  /// The correlation of the row `high` in the joint table.
  public let high: Double
  /// By how much correlations of pairs differ from what is usual among comparable ones.
  public let deviation: Double
}

/// Paths, seed, precision.
public struct SimulationSpecification: Sendable {
  /// How many paths.
  public let paths: Int
  /// The seed.
  public let seed: UInt64
  /// The largest Monte Carlo error wanted; `nil` runs the paths given.
  public let precision: Double?
}
