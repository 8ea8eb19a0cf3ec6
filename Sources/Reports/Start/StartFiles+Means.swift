internal import Files
internal import Plans
internal import Start

/// Plans that are the mean of years, `bình quân 10%/năm`: growth is chained to an index, of which the mean growth is asked.
extension StartFiles {
  /// The years of which the newest plan is the mean, and the figures allow to ask for it; `nil` where it is none.
  func meanYears(of series: StartSeries) -> ClosedRange<Int>? {
    guard !isInPlace, let plan = series.planned,
      case .mean(let years) = series.asked(by: plan.goal, of: plan.year)
    else { return nil }
    return years
  }

  /// The years over which the newest plan asks how much a level grows on average; `nil` where it does not.
  func growthYears(of series: StartSeries) -> ClosedRange<Int>? {
    guard let plan = series.planned,
      case .growth(let years) = series.asked(by: plan.goal, of: plan.year)
    else { return nil }
    return years
  }

  /// What the mean of years is called, so that it is not taken for the last of them.
  func meanName(_ series: StartSeries, _ years: ClosedRange<Int>, _ say: Catalogue) -> String {
    let title = displayName(series)
    let ends = ["first": "\(years.lowerBound)", "last": "\(years.upperBound)", "title": title]
    let isGrowth = growthYears(of: series) == years
    return say(
      "start.name." + (isGrowth ? "growth" : series.namesMeanOfYears ? "named" : "mean"), ends)
  }

  /// The rates of a series chained, the year before the first as 100; empty where no plan is a mean, where the figures stay in
  /// the table, or a year lacks.
  ///
  /// - Returns: years with digits of four decimals: an index says no more than its rates.
  func index(of series: StartSeries) -> [(year: Int, digits: String)] {
    guard meanYears(of: series) != nil, let first = series.history.first else { return [] }
    var level = 100.0
    return [(first.year - 1, "100")]
      + series.history.map { one in
        level *= 1 + one.value / 100
        return (one.year, NumberStyle.plain.fixed(level, decimals: 4))
      }
  }

  /// The index, the rate and its mean as indicators; `nil` where the plan is no mean.
  func means(of series: StartSeries) -> [JSONNode]? {
    guard let years = meanYears(of: series) else { return nil }
    let id = series.indicatorID
    let level = JSONNode.keys([
      "id": .text(id + ".index"), "name": .text(displayName(series)), "unit": .text("index"),
      "kind": .text("level"), "scale": .text("log"), "bounds": .keys(["lower": .number(0)]),
      "series": draft.places.count > 1
        ? .keys(["level": .text(series.id + ".index"), "geo": .text(place(of: series))])
        : .text(series.id + ".index"),
      "note": .text(say("start.made.index")),
    ])
    let growth = JSONNode.keys(["growth": .keys(["of": .text(id + ".index")])])
    let rate = JSONNode.keys([
      "id": .text(id), "name": .text(displayName(series)), "unit": .text(series.unit),
      "derived": growth, "note": .text(say("start.note.rate")),
    ])
    return [level, rate, mean(of: id + ".index", series, years)]
  }

  /// The mean growth of a level as an indicator beside it; `nil` where no plan asks for it.
  func growth(of series: StartSeries) -> JSONNode? {
    growthYears(of: series).map { mean(of: series.indicatorID, series, $0) }
  }

  /// The mean growth of a level over years, percent a year, as an indicator.
  private func mean(
    of level: String, _ series: StartSeries, _ years: ClosedRange<Int>
  ) -> JSONNode {
    .keys([
      "id": .text(series.indicatorID + ".mean"), "name": .text(meanName(series, years, say)),
      "unit": .text("%"),
      "derived": .keys([
        "average_growth": .keys([
          "of": .text(level), "base": .integer(years.lowerBound - 1),
          "last": .integer(years.upperBound), "mean": .text("geometric"),
        ])
      ]),
      "note": .text(say("start.note.mean")),
    ])
  }
}
