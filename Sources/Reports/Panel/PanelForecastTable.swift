internal import Pipeline
internal import TimeSeries

/// What is forecast of a panel of few series, for the terminal: medians and 80% ranges, one line a series and period.
struct PanelForecastTable {
  /// Series beyond which nothing is printed.
  static let mostSeries = 5
  /// Lines beyond which only the first and last period of each series are.
  static let mostLines = 20

  private let say: Catalogue
  private let style: NumberStyle

  init(_ language: Language) {
    (say, style) = (Catalogue.of(language), NumberStyle(language))
  }

  /// The lines of the table; none for many series, and where none has an answer.
  func lines(
    _ forecasts: [SeriesForecast], spelling: PeriodSpelling, width: Int
  ) -> [String] {
    let told = forecasts.filter { !$0.margins.isEmpty }
    guard !told.isEmpty, forecasts.count <= Self.mostSeries else { return [] }
    let isLong = told.reduce(0) { $0 + $1.margins.count } > Self.mostLines
    var table = TextTable([
      (say("panel.forecast.series"), .flexible), (say("panel.forecast.period"), .left),
      (say("panel.forecast.median"), .right), (say("panel.forecast.range"), .right),
    ])
    for forecast in told {
      let steps = Array(forecast.margins.indices)
      let shown = isLong ? Array(Set([steps[0], steps[steps.count - 1]])).sorted() : steps
      let values = shown.map { step in [0.5, 0.1, 0.9].map { forecast.quantile($0, of: step) } }
      let decimals = Self.decimals(values, resolution: forecast.resolution)
      for (step, value) in zip(shown, values) {
        let text = value.map { style.fixed($0, decimals: decimals) }
        table.append([
          forecast.id, spelling.text(forecast.periods[step]), text[0], "\(text[1]) – \(text[2])",
        ])
      }
    }
    return table.lines(width: width) + [""]
  }

  /// Decimals that show two digits of the narrowest range, where none is open three of the figures; six at the most, and no more
  /// than the figures of the series are printed with, where that is known.
  private static func decimals(_ values: [[Double]], resolution: Double) -> Int {
    let widths = values.map { $0[2] - $0[1] }.filter { $0 > 0 && $0.isFinite }
    let size = widths.min() ?? (values.map { abs($0[0]) }.max() ?? 0) / 10
    func places(_ number: Double, _ least: Double) -> Int {
      var (places, moved) = (0, number)
      while moved < least, places < 6 {
        places += 1
        moved *= 10
      }
      return places
    }
    guard size > 0, size.isFinite else { return 0 }
    return min(places(size, 10), resolution > 0 ? places(resolution, 1 - 1e-9) : 6)
  }
}
