internal import Files
internal import Plans
internal import Start

/// Plans that are the mean of years, `bình quân 10%/năm`: growth is chained to an index, of which the mean growth is asked.
extension StartFiles {
  /// Whether a plan is such a mean, and the figures allow to ask for it.
  func isMean(_ goal: StartGoal?, _ series: StartSeries) -> Bool {
    goal?.isYearlyMean == true && !index(of: series).isEmpty
  }

  /// The rates of a series chained, the year before the first as 100; empty where no plan is a mean, where the figures stay in
  /// the table, or a year lacks.
  ///
  /// - Returns: years with digits of four decimals: an index says no more than its rates.
  func index(of series: StartSeries) -> [(year: Int, digits: String)] {
    guard !isInPlace, series.planned?.goal?.isYearlyMean == true, series.guess.reason == .change,
      series.isAssessable, let first = series.history.first,
      zip(series.history, series.history.dropFirst()).allSatisfy({ $0.year + 1 == $1.year }),
      series.history.allSatisfy({ $0.value > -100 })
    else { return [] }
    var level = 100.0
    return [(first.year - 1, "100")]
      + series.history.map { one in
        level *= 1 + one.value / 100
        return (one.year, NumberStyle.plain.fixed(level, decimals: 4))
      }
  }

  /// The index, the rate and its mean as indicators; `nil` where the plan is no mean.
  func means(of series: StartSeries) -> [JSONNode]? {
    guard isMean(series.planned?.goal, series), let last = series.history.last,
      let plan = series.planned, last.year < plan.year
    else { return nil }
    let id = series.indicatorID
    func node(
      _ ending: String, _ unit: String, _ note: String, _ source: (key: String, value: JSONNode)
    ) -> JSONNode {
      .keys([
        "id": .text(id + ending), "name": .text(displayName(series)), "unit": .text(unit),
        source.key: source.value, "note": .text(say(note)),
      ])
    }
    let level = JSONNode.keys([
      "id": .text(id + ".index"), "name": .text(displayName(series)), "unit": .text("index"),
      "kind": .text("level"), "scale": .text("log"), "bounds": .keys(["lower": .number(0)]),
      "series": draft.places.count > 1
        ? .keys(["level": .text(series.id + ".index"), "geo": .text(place(of: series))])
        : .text(series.id + ".index"),
      "note": .text(say("start.made.index")),
    ])
    let growth = JSONNode.keys(["growth": .keys(["of": .text(id + ".index")])])
    let mean = JSONNode.keys([
      "average_growth": .keys([
        "of": .text(id + ".index"), "base": .integer(last.year), "last": .integer(plan.year),
        "mean": .text("geometric"),
      ])
    ])
    return [
      level, node("", series.unit, "start.note.rate", ("derived", growth)),
      node(".mean", "%", "start.note.mean", ("derived", mean)),
    ]
  }
}
