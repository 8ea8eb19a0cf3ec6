public import Plans
public import TimeSeries

/// What readers must know of how a growth scenario's figures were used: a fact, worded by reports.
public struct GrowthNote: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A monthly series has too few months to show a course of the year.
    case indicatorTooShort = "indicator_too_short"
    /// A monthly series never has a figure above 0 in some month of the year.
    case indicatorWithoutCourse = "indicator_without_course"
    /// Months of a series are 0 or below and were left out of its course.
    case indicatorMonthsLeftOut = "indicator_months_left_out"
    /// Quarters are split by the sector's own published months, not by the series named.
    case ownMonthsUsed = "own_months_used"
    /// The wanted way to split quarters gave months that are 0 or below; proportions were kept instead.
    case splitGaveWay = "split_gave_way"
    /// A profile has gaps, figures at or below 0, or too few quarters.
    case profileNotUsed = "profile_not_used"
    /// The history begins after a level at or below 0.
    case historyCut = "history_cut"
    /// Nothing was ever published of a sector: its figures are shared out of what the whole leaves.
    case sectorWithoutFigure = "sector_without_figure"
    /// A sector has few published quarters: its course and spread lean on what is usual.
    case fewQuarters = "few_quarters"
    /// Nothing settles a sector's level of the year before: growth on it is assumed.
    case baseAssumed = "base_assumed"
    /// Mean and median of the forecast of the year's growth part.
    case meanApart = "mean_apart"
    /// Figures of several years together are not used.
    case severalYears = "several_years"
    /// Quarters are over on the day, and no figure of them is published by then: they are foretold.
    case quarterUnpublished = "quarter_unpublished"
    /// A variant asks nothing of the whole year, so it is not tracked.
    case variantNotTracked = "variant_not_tracked"
    /// The chance of a variant that is followed is that of several conditions together.
    case variantTogether = "variant_together"
    /// Months of a measure tell of the quarter that has begun: by how much smaller errors were with it in the past,
    /// percent, and what it moves the quarter by, points.
    case driverTaken = "driver_taken"
    /// Months of a measure would not have made past errors at least 12% smaller, or not clearly: by how much, percent.
    case driverLeft = "driver_left"
    /// A measure and its sector share too few quarters to judge by.
    case driverUnjudged = "driver_unjudged"
    /// Months of a measure would have made past errors smaller, but cost more than they gained when they were used.
    case driverSpent = "driver_spent"
    /// What the rule that takes and leaves a measure's months would have made of past errors of quarters, percent of
    /// those without: of all quarters, and of those in which it would have used them.
    case driverReplayed = "driver_replayed"
    /// The rule would not have used a measure's months in any past quarter.
    case driverUnused = "driver_unused"
    /// What the rule would have made of past errors of the year, percent of those without: of all quarters, and of those
    /// in which it would have used the measure's months.
    case driverYear = "driver_year"
    /// A variant was issued after the day, so nothing is asked of it.
    case variantNotIssued = "variant_not_issued"
    /// Figures have overtaken what a variant asks, so it is left out.
    case variantOvertaken = "variant_overtaken"
    /// All that a variant asks is over while the year goes on, and something was not reached: it is the forecast now.
    case variantMissed = "variant_missed"
    /// Something that a variant asked of a part of the year was not reached; the rest of what it asks stands.
    case variantPartMissed = "variant_part_missed"
    /// Variants ask of another year than that of the day, so it is spoken of.
    case yearOfVariants = "year_of_variants"
    /// At that point of the year too little was known for a forecast.
    case pointWithoutHistory = "point_without_history"
    /// No past year has two whole ones before it, so that none was forecast again.
    case noPastYears = "no_past_years"
    /// A measure's year has no growth, or too few past ones are known, so that none was forecast again.
    case measureUntried = "measure_untried"
    /// What is planned of the parts of a period adds up to something else than what is planned of it.
    case plansApart = "plans_apart"
  }

  /// What happened.
  public let kind: Kind
  /// The id of the sector; empty where none is concerned.
  public var sector = ""
  /// The series, or the variant; empty where none is concerned.
  public var name = ""
  /// The title of the variant, or the name of the measure.
  public var title: LocalizedText?
  /// The first and the last period concerned.
  public var first, last: Period?
  /// How many figures or periods are concerned.
  public var count: Int?
  /// In how many of them something was used.
  public var used: Int?
  /// Figures of growth that the note tells, percent.
  public var growth: [Double] = []
}

extension GrowthNote {
  /// Whether it tells of a measure whose months may tell of a quarter.
  public var isOfDriver: Bool {
    switch kind {
    case .driverTaken, .driverLeft, .driverUnjudged, .driverSpent, .driverReplayed, .driverUnused,
      .driverYear:
      true
    default: false
    }
  }
}

extension GrowthNote {
  /// That a variant that is followed asks several things together; `nil` where it asks one.
  init?(together variant: VariantSpecification, year: Int) {
    let asked = variant.conditions.filter { $0.first.year == year }
    guard asked.count > 1 else { return nil }
    self.init(
      kind: .variantTogether, name: variant.id, title: variant.title, count: asked.count)
  }
}

extension [GrowthNote] {
  /// Each note once.
  func uniqued() -> [GrowthNote] {
    var seen: Set<GrowthNote> = []
    return filter { seen.insert($0).inserted }
  }
}
