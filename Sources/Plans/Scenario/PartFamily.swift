internal import Files
internal import TimeSeries

/// Series of a region that describe one quantity, and how its parts make them.
struct PartFamily {
  /// How figures of parts make one of the whole.
  enum Rule {
    /// Levels add, of single periods or from January on.
    case sum(toDate: Bool)
    /// Growth in percent is weighted by the base of the year before; of several years by the one before the first.
    case growth(toDate: Bool)
    /// Stocks add, of one end of a period; their growth is weighted by those of a year before.
    case stock, stockGrowth
    /// Indices and rates are weighted by stated bases alone.
    case weighted
    /// Points of growth are weighted by the base of the whole that they are parts of.
    case points(toDate: Bool, ofYear: Bool)
    /// Nothing makes it: a share, a rank.
    case none(kind: String)
  }

  /// A series and how it is made.
  struct Member {
    let id: String
    let rule: Rule
    let location: SourceLocation
    /// Whether the scenario names it, not only one beside it.
    let isNamed: Bool
  }

  /// All of them.
  private(set) var members: [Member] = []
  /// Those that no family before it makes.
  private(set) var made: [Member] = []
  /// Whether a weight of the region as a whole may stand for levels.
  let takesWeight: Bool
  /// Series that tell the level of the whole by which points of growth are weighted.
  private(set) var base: [Member] = []

  private init(takesWeight: Bool) { self.takesWeight = takesWeight }

  /// Series by which growth, or points of growth, are weighted.
  func weighing(points isPoints: Bool) -> [Member] { isPoints ? base : members }

  private mutating func add(_ series: SeriesReference?, _ rule: Rule) {
    guard let series else { return }
    func take(_ id: String, _ rule: Rule, isNamed: Bool) {
      guard !members.contains(where: { SeriesName($0.id) == SeriesName(id) }) else { return }
      members.append(
        Member(id: id, rule: rule, location: series.location, isNamed: isNamed))
    }
    let isCumulated = SeriesSelection.isCumulated(series.id)
    switch rule {
    case .sum(let toDate):
      take(series.id, .sum(toDate: toDate || isCumulated), isNamed: true)
      if !toDate, !isCumulated {
        take(series.id + SeriesSelection.cumulatedEnd, .sum(toDate: true), isNamed: false)
      }
    case .growth(let toDate):
      take(series.id, .growth(toDate: toDate || isCumulated), isNamed: true)
      if !toDate, !isCumulated {
        take(series.id + SeriesSelection.cumulatedEnd, .growth(toDate: true), isNamed: false)
      }
    case .weighted:
      take(series.id, rule, isNamed: true)
      if !isCumulated {
        take(series.id + SeriesSelection.cumulatedEnd, rule, isNamed: false)
      }
    default: take(series.id, rule, isNamed: true)
    }
  }

  /// All families of a scenario whose series are the region's own.
  static func all(of scenario: Scenario) -> [PartFamily] {
    let geo = SeriesName(scenario.region.geo)
    func own(_ series: SeriesReference?) -> SeriesReference? {
      series.flatMap { SeriesName($0.geo) == geo ? $0 : nil }
    }
    var families: [PartFamily] = []
    for sector in (scenario.growth?.sectors ?? []).sorted(by: {
      $0.parent == nil && $1.parent != nil
    }) {
      var family = PartFamily(takesWeight: sector.parent == nil)
      for (measure, series) in sector.series.all { family.add(own(series), rule(measure)) }
      for series in [sector.profile, sector.current].compactMap({ $0 }) + sector.indicators {
        family.add(own(series), .sum(toDate: false))
      }
      family.base = (families.first ?? family).members
      families.append(family)
    }
    for indicator in scenario.indicators {
      for selection in selections(of: indicator) {
        families.append(of(selection, indicator.kind, own))
      }
    }
    families += scenario.measures.map { of($0, own) }
    for splice in scenario.splices {
      var family = PartFamily(takesWeight: true)
      family.add(own(splice.from), .sum(toDate: false))
      families.append(family)
    }
    return merged(families.filter { !$0.members.isEmpty })
  }

  /// A series that several families name is made once, by the first of them.
  private static func merged(_ families: [PartFamily]) -> [PartFamily] {
    var seen: Set<SeriesName> = []
    return families.map { family in
      var family = family
      family.made = family.members.filter { seen.insert(SeriesName($0.id)).inserted }
      return family
    }
  }

  private static func rule(_ measure: SectorSeries.Measure) -> Rule {
    switch measure {
    case .level: .sum(toDate: false)
    case .levelToDate: .sum(toDate: true)
    case .growth: .growth(toDate: false)
    case .growthToDate: .growth(toDate: true)
    case .contribution: .points(toDate: false, ofYear: false)
    case .contributionToDate: .points(toDate: true, ofYear: false)
    case .yearContribution: .points(toDate: false, ofYear: true)
    }
  }

  /// The series of a measure and those of what is planned of it.
  ///
  /// A number for the region as a whole says nothing of how large a single measure is: only one for its series does.
  private static func of(
    _ measure: MeasureSpecification, _ own: (SeriesReference?) -> SeriesReference?
  ) -> PartFamily {
    var family = PartFamily(takesWeight: false)
    var all = [measure.plan].compactMap(\.self)
    var isIndex = false
    if case .series(let series) = measure.source {
      all.insert(series, at: 0)
      isIndex = series.isIndex
    }
    for (figure, series) in all.flatMap(\.all) {
      family.add(own(series), rule(figure, measure.total, isIndex: isIndex))
    }
    return family
  }

  private static func rule(
    _ figure: MeasureSeries.Figure, _ total: MeasureSpecification.Total?, isIndex: Bool
  ) -> Rule {
    let isRate = isIndex || total == .mean || total == .index
    return switch figure {
    case .level, .levelToDate:
      isRate ? .weighted : total == .last ? .stock : .sum(toDate: figure.isToDate)
    case .growth, .growthToDate:
      total == .last ? .stockGrowth : .growth(toDate: figure.isToDate)
    }
  }

  private static func selections(of indicator: IndicatorSpecification) -> [SeriesSelection] {
    switch indicator.source {
    case .series(let selection): [selection]
    case .anchor(let anchor):
      ([anchor.series] + anchor.loan.series).map { SeriesSelection(levels: $0) }
    case .proxy(let proxy):
      [proxy.series] + (proxy.loan?.series ?? []).map { SeriesSelection(levels: $0) }
    case .judgement, .derived, .notAssessed: []
    }
  }

  private static func of(
    _ selection: SeriesSelection, _ kind: IndicatorKind,
    _ own: (SeriesReference?) -> SeriesReference?
  ) -> PartFamily {
    var family = PartFamily(takesWeight: true)
    switch kind {
    case .growth:
      family.add(own(selection.level), .sum(toDate: false))
      family.add(own(selection.levelToDate), .sum(toDate: true))
      family.add(own(selection.growth), .growth(toDate: false))
      family.add(own(selection.growthToDate), .growth(toDate: true))
      family.add(own(selection.growthAverage), .growth(toDate: false))
      for series in selection.contributions {
        family.add(own(series), .points(toDate: false, ofYear: false))
      }
      family.base = family.members
    case .count: family.add(own(selection.level), .sum(toDate: false))
    case .level, .share, .adoption, .rank:
      family.add(own(selection.level), .none(kind: kind.rawValue))
    }
    return family
  }
}
