internal import TimeSeries

/// A series that a scenario names, and what it is taken for.
struct SeriesUse {
  /// What its figures have to be.
  enum Role {
    /// A level that grows, or what is compared with one.
    case level, levelToDate
    /// Growth in percent, by the key under which it is named.
    case growth(key: String)
    /// A part of growth, in points.
    case contribution
    /// A value on a scale with bounds.
    case value(Scale, Bounds)
    /// A figure of a sector, or what is cumulated of an amount; by what it says, where it is told.
    case sector(SectorSeries.Measure?)
  }

  let series: SeriesReference
  let role: Role
  /// Whether it lends an indicator its pace, and no figure.
  var isLent = false
  /// Whether a measure takes its figures for cumulated ones.
  var isCumulated = false

  /// Whether figures sum up over their period, so that none is settled before the period is over.
  var isOfWholePeriods: Bool {
    if case .value = role { false } else { true }
  }

  /// Every series that a scenario takes figures from, in its order.
  static func all(of scenario: Scenario, in observations: ObservationSet) -> [SeriesUse] {
    var uses = scenario.indicators.flatMap { all(of: $0, in: observations) }
    for sector in scenario.growth?.sectors ?? [] {
      uses += sector.series.all.map { SeriesUse(series: $0.series, role: .sector($0.measure)) }
      let current = [sector.current, sector.current?.cumulatedTwin].compactMap { $0 }
      let lent = sector.indicators + [sector.profile].compactMap { $0 } + current
      uses += lent.map { SeriesUse(series: $0, role: .sector(nil)) }
    }
    for measure in scenario.measures {
      var named = [measure.plan].compactMap(\.self)
      if case .series(let own) = measure.source { named.append(own) }
      named += (measure.allocation?.parts ?? []).compactMap(\.series)
      let figures = named.flatMap(\.all)
      uses += figures.map {
        SeriesUse(series: $0.series, role: .sector(nil), isCumulated: $0.figure == .levelToDate)
      }
      uses += figures.compactMap(\.series.cumulatedTwin).map {
        SeriesUse(series: $0, role: .sector(nil), isCumulated: true)
      }
    }
    return uses
  }

  /// Every series that an indicator takes figures from.
  static func all(
    of indicator: IndicatorSpecification, in observations: ObservationSet
  ) -> [SeriesUse] {
    let level: Role =
      indicator.kind == .growth ? .level : .value(indicator.scale, indicator.bounds)
    let isRate = indicator.isToldToDate
    func taken(from selection: SeriesSelection) -> [SeriesUse] {
      let uses = all(of: selection, level: level, in: observations, isSum: indicator.isSum)
      return isRate ? uses + toDate(of: selection, in: observations) : uses
    }
    let own =
      switch indicator.source {
      case .series(let selection): taken(from: selection)
      case .anchor(let anchor):
        [SeriesUse(series: anchor.series, role: level)]
          + anchor.loan.series.map { SeriesUse(series: $0, role: level, isLent: true) }
      case .proxy(let proxy):
        taken(from: proxy.series)
          + (proxy.loan?.series ?? []).map {
            SeriesUse(series: $0, role: level, isLent: true)
          }
      case .judgement, .derived, .notAssessed: [SeriesUse]()
      }
    var lent = indicator.longRun.map { [SeriesUse(series: $0.series, role: .level)] } ?? []
    lent += indicator.nation.map { all(of: $0, level: .level, in: observations) } ?? []
    for place in lent.indices { lent[place].isLent = true }
    return own + lent
  }

  /// What is told to date of yearly changes.
  private static func toDate(
    of selection: SeriesSelection, in observations: ObservationSet
  ) -> [SeriesUse] {
    let toDate = selection.withCumulated(from: observations).levelToDate
    return toDate.map { [SeriesUse(series: $0, role: .growth(key: "growth_to_date"))] } ?? []
  }

  private static func all(
    of selection: SeriesSelection, level: Role, in observations: ObservationSet,
    isSum: Bool? = nil
  ) -> [SeriesUse] {
    func use(_ series: SeriesReference?, _ role: Role) -> [SeriesUse] {
      series.map { [SeriesUse(series: $0, role: role)] } ?? []
    }
    let selection = selection.withCumulated(from: observations)
    // Where nothing grows the level alone tells the history, and of amounts their parts that are cumulated.
    guard case .level = level else {
      let own = use(selection.level, level)
      guard let toDate = selection.levelToDate else { return own }
      let years = selection.level ?? toDate
      let isAmount = observations.cumulatesAmount(
        level: (years.id, years.geo), toDate: (toDate.id, toDate.geo), asOf: nil, isSum: isSum)
      // What is cumulated may be all that is known.
      if selection.level == nil || observations.frequencies(id: years.id, geo: years.geo).isEmpty {
        return use(toDate, isAmount ? .sector(.levelToDate) : level)
      }
      return isAmount ? own + use(toDate, .sector(.levelToDate)) : own
    }
    return use(selection.level, level) + use(selection.levelToDate, .levelToDate)
      + use(selection.growth, .growth(key: "growth"))
      + use(selection.growthToDate, .growth(key: "growth_to_date"))
      + use(selection.growthAverage, .growth(key: "growth_average"))
      + selection.contributions.map { SeriesUse(series: $0, role: .contribution) }
  }
}
