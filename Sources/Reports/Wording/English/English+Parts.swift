internal import Files

// What is wrong with regions made of others, and with series that are joined.

extension English {
  func sentence(_ problem: PartsProblem) -> String {
    switch problem {
    case .partOfItself(let region): "the region \(region) is a part of itself"
    case .unknownPart(let part): "no file holds a figure of the part \(part)"
    case .missing(let series, let part, let period):
      "\(series) cannot be made of its parts: \(part) publishes nothing for \(period)"
    case .leftOut(let series, let part, let period, let periods):
      "\(series) is not made for \(periods > 1 ? "\(periods) periods, the first \(period)" : period): \(part) publishes none"
    case .unlike(let series, let part, let period, let written, let first, let firstPart):
      "the parts of \(series) do not add: \(part) has \"\(written)\" in \(period), \(firstPart) has \"\(first)\""
    case .withoutBase(let series, let part, let period):
      "the parts of \(series) have no weights: no level of \(part) in the year before \(period) is known"
    case .baseMissing(let series, let part, let period, let periods):
      "\(series) is not made for \(periods > 1 ? "\(periods) periods, the first \(period)" : period): no level of \(part) in the year before is known"
    case .notMadeOfParts(let series, let kind):
      "\(series) is a \(kind), which parts neither add nor weigh up to: give the figures of the region itself"
    case .percentages(let series):
      "\(series) holds percentages, which do not add: name it as growth, or name a series of levels"
    case .apart(let series, let old): "\(series) and \(old) have no period in common"
    case .noRatio(let series, let old, let period):
      "\(series) and \(old) are not both above 0 in \(period): no ratio joins them"
    case .ontoItself(let series): "\(series) is joined to itself"
    }
  }
}
