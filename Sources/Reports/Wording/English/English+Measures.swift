internal import Files
internal import TimeSeries

extension English {
  func sentence(_ problem: MeasureProblem) -> String {
    switch problem {
    case .duplicate(let id, let line): "the measure \(id) is already defined on line \(line)"
    case .none: "the scenario names no measures, and no sector whose year could be followed"
    case .otherUnit(let measure, let first, let series, let second):
      "\(measure) is counted in two units: \(first) in \(series), \(second) here"
    case .noSuchPeriod(let measure, let period, let frequency):
      "\(measure) is reported by \(frequency == .monthly ? "month" : frequency == .quarterly ? "quarter" : "year"), so nothing can be asked of \(period)"
    case .plannedTwice(let measure, let period, let first):
      "\(period) of \(measure) is planned twice: \(first) counts"
    case .notCumulated(let measure):
      "\(measure) is no sum of its periods, so nothing of it is cumulated"
    case .unknownPlanned(let id, let rows):
      "no measure, sector or indicator is called \(id): \(rows == 1 ? "1 row of the plan asks" : "\(rows) rows of the plan ask") nothing of anything"
    case .notShared(let measure):
      "\(measure) is no sum of its parts, so its plan cannot be shared out over them"
    case .partWithoutFigures(let part):
      "\(part) has no share to get: give its series, its geo in the measure's series, or a judgement"
    }
  }
}
