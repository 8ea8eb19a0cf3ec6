internal import Files
internal import TimeSeries

extension English {
  /// That other figures disagree too.
  private func also(_ more: Int) -> String {
    more > 0 ? " (\(more) more \(more == 1 ? "figure disagrees" : "figures disagree"))" : ""
  }

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
    case .unknownSame(let id): "same_as names \(id), which is no measure and no sector"
    case .sameOfSame(let id, let original):
      "same_as names \(id), which tells the same as \(original) itself: only one of them may name the other"
    case .plansApart(let measure, let period, let value, let parts, let sum):
      "\(value) is planned for \(measure) in \(period), but \(sum) for \(parts.joined(separator: " + ")): each period is held against its own row"
    case .otherDifference(let series, let period, let value, let implied, let more):
      "\(series) is \(value) in \(period); the cumulated figures make it \(implied), and they count"
        + also(more)
    case .otherParts(let series, let period, let value, let implied, let more):
      "\(series) is \(value) in \(period); its parts add up to \(implied), and they count"
        + also(more)
    case .otherOlder(let series, let period, let value, let implied, let more):
      "\(series) is \(value) in \(period); older figures make it \(implied): the newer figure counts, and older ones of its months are adjusted to it"
        + also(more)
    case .otherGrowth(let series, let period, let value, let implied, let more):
      "\(series) is \(value)% in \(period); the levels make it \(implied)%: plans of growth are held against the first, plans of levels against the levels"
        + also(more)
    case .yearWithout(let measure, let year, let last):
      "\(measure) has no figure of \(year), but one of \(last): one of the two years is wrong"
    case .estimateAhead(let series, let period, let value):
      "\(series) is estimated at \(value) for \(period), which is not over: it is neither counted as a result nor used for the outlook"
    case .sameName(let name, let first, let second):
      "\(first) and \(second) are both called \(name): readers cannot tell the two rows apart"
    case .notShared(let measure):
      "\(measure) is no sum of its parts, so its plan cannot be shared out over them"
    case .partWithoutFigures(let part):
      "\(part) has no share to get: give its series, its geo in the measure's series, or a judgement"
    }
  }
}
