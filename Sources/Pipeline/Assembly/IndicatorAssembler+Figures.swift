internal import Coherence
internal import Files
internal import Models
internal import Plans
internal import TimeSeries
internal import Tracking

/// What is published of an indicator itself, and figures that a history cannot be made of as they stand.
extension IndicatorAssembler {
  /// Takes over what is published of an indicator itself.
  func realise(_ indicator: inout AssembledIndicator, _ history: BuiltHistory) {
    indicator.history = history
    indicator.last = history.history.last.map { ($0.period.end, $0.value) }
    for point in history.history.realised where point.period.closesYear {
      indicator.realised[point.period.year] = point.value
    }
    let end = indicator.last?.time ?? 0
    // A year that nobody published is left open, one with a later figure behind it, too.
    indicator.known = years.prefix { Double($0 + 1) <= end + 1e-9 }.map {
      indicator.realised[$0] ?? .nan
    }
  }

  /// The first year of which neither a value nor a later one is published; `nil` for what has no figures.
  func firstOpenYear(_ specification: IndicatorSpecification) -> Int? {
    guard let selection = specification.selection else { return nil }
    var faults = FaultCollector()
    let isFlow = specification.kind == .growth
    return history(
      selection, isFlow: isFlow, isSum: specification.isSum, faults: &faults)?.history.last.map {
        Int(($0.period.end + 1e-9).rounded(.down))
      }
  }

  /// Years of which a selection has any figure that counts.
  func years(of selection: SeriesSelection) -> Int {
    var years: Set<Int> = []
    for series in selection.all {
      for frequency in Frequency.allCases {
        let rows = observations.history(of: series.key(frequency), asOf: asOf)
        years.formUnion(rows.map(\.period.year))
      }
    }
    return years.count
  }

  /// Years of which the newest figure is provisional and of a day before their end, with that day; none of which another
  /// of the indicator's own series has a later one.
  func estimatedYears(_ specification: IndicatorSpecification) -> [Int: CalendarDate] {
    var early: [Int: CalendarDate] = [:]
    var settled: Set<Int> = []
    for series in specification.selection?.all ?? [] {
      for figure in observations.history(of: series.key(.annual), asOf: asOf) {
        let year = figure.period.year
        if figure.status.isProvisional, let day = figure.vintage, day.year <= year {
          early[year] = max(early[year] ?? day, day)
        } else {
          settled.insert(year)
        }
      }
    }
    return early.filter { !settled.contains($0.key) }
  }

  /// The points of a history that can be told on logarithms.
  ///
  /// Zeros before the first other value say when something began; they are left out. A later 0 was printed for
  /// something below half of its last digit, which its error says. On other scales all points stay as they are.
  static func fromFirstNumber(_ points: [HistoryPoint], scale: Scale) -> [HistoryPoint] {
    guard scale == .log, let first = points.firstIndex(where: { $0.value != 0 }) else {
      return points
    }
    let least = points.map(\.value).filter { $0 > 0 }.min() ?? 1
    return points[first...].map { point in
      guard point.value == 0 else { return point }
      let half = point.measurementError * 3.0.squareRoot()
      let edge = half > 0 && half < least ? half : least / 2
      return HistoryPoint(
        period: point.period, value: 0, measurementError: edge / 3.0.squareRoot(),
        origin: point.origin, come: point.come, tales: point.tales, usual: point.usual)
    }
  }
}
