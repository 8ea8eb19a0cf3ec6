internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// The outside view of the whole of a growth scenario: what comparable series did after such years.
///
/// It is told the yearly growth that a run of the scenario is told: what the quarters of the sectors settle, else what the
/// indicator that names the whole, or the whole itself, publishes by year; with the nation where the indicator has one.
struct GrowthOutside {
  /// Logarithms of yearly levels, one year after the other, the last of them that before the first open one.
  private let logarithms: [Int: Double]
  private let model: ReferenceClassModel

  /// From the figures of a scenario.
  ///
  /// - Parameter open: the first year of which a quarter is open.
  init(_ scenario: Scenario, _ history: GrowthHistory, before open: Int) {
    let (data, whole) = (history.data, history.data.sectors[0])
    let indicator = scenario.indicators.first {
      $0.prior == nil && whole.series.tells($0) == false
    }
    let builder = HistoryBuilder(observations: data.observations, asOf: data.knowledge.day)
    func own(_ selection: SeriesSelection) -> BuiltHistory? {
      builder.build(selection.withCumulated(from: data.observations), isFlow: true)
    }
    let built =
      indicator?.selection.map { own($0) } ?? builder.build(HistoryRequest(whole.series))
    var levels: [Int: Double] = [:]
    for point in built?.history.realised ?? [] where point.period.closesYear {
      levels[point.period.year] = point.value
    }
    let published = levels
    let years = Self.wholeYears(history, before: open)
    func growth(_ year: Int) -> Double? {
      let now = PeriodRange.quarters(of: year)
      var own: Double?
      if years.contains(year), years.contains(year - 1) {
        own = Double.log(history.total(0, now) / history.total(0, now.yearBefore))
        if history.isGrowthSettled(0, now) { return own }
      }
      guard let level = published[year], let before = published[year - 1], level > 0, before > 0
      else { return own }
      return Double.log(level / before)
    }
    var logarithms = [open - 1: years.contains(open - 1) ? 0.0 : .nan]
    if years.isEmpty, published[open - 1] != nil { logarithms[open - 1] = 0 }
    var year = open - 1
    while let last = logarithms[year], let step = growth(year), step.isFinite, last.isFinite {
      logarithms[year - 1] = last - step
      year -= 1
    }
    self.logarithms = logarithms.filter { $0.value.isFinite }
    guard let nation = indicator?.nation else {
      model = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.growth))
      return
    }
    let points = own(nation)?.history.realised ?? []
    model = ReferenceClassModel(
      classes: ReferenceClassLibrary.regions,
      nation: points.map { (time: $0.period.end, value: $0.value) })
  }

  /// Whole years of a history that are over before one begins.
  private static func wholeYears(_ history: GrowthHistory, before open: Int) -> Range<Int> {
    let first = (history.span.lowerBound + 3) / 4
    return first..<max(first, min(open, (history.span.upperBound + 1) / 4))
  }

  /// Growth of the known years, one after the other.
  var growth: [Double] {
    let years = logarithms.keys.sorted()
    return zip(years, years.dropFirst()).map { (logarithms[$1] ?? 0) - (logarithms[$0] ?? 0) }
  }

  /// The view of so many years; `nil` where too little is known, or nothing grows as levels do.
  func view(years count: Int) -> OutsideView? {
    let years = logarithms.keys.sorted()
    guard years.count > 1 else { return nil }
    return model.outsideView(
      after: years.map { 100 * Double.exp(logarithms[$0] ?? 0) }, in: years, count: count)
  }
}

extension HistoryRequest {
  /// What a sector publishes by year.
  fileprivate init(_ series: SectorSeries) {
    func pair(_ measure: SectorSeries.Measure) -> (id: String, geo: String)? {
      series[measure].map { ($0.id, $0.geo) }
    }
    self.init(
      isFlow: true, level: pair(.level), levelToDate: pair(.levelToDate), growth: pair(.growth),
      growthToDate: pair(.growthToDate))
  }
}
