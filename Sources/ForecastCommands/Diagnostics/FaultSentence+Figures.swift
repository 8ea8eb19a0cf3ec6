package import Files
internal import Plans

/// Names that are read as others, lists, and figures that cannot be what they are taken for.
extension FaultSentence {
  /// What may be slips, as people read them: of many of one kind in one file the first ones and their number.
  package static func warnings(_ slips: [Fault]) -> String {
    let kinds = Dictionary(grouping: slips.indices) { index in
      slips[index].location.file + "\u{0}" + slips[index].problem.code
    }
    let shown = 3
    var lines: [String] = []
    for (index, slip) in slips.enumerated() {
      let kind = kinds[slip.location.file + "\u{0}" + slip.problem.code] ?? []
      guard let number = kind.firstIndex(of: index) else { continue }
      if kind.count <= shown + 1 || number < shown {
        lines.append(text(slip, word: "warning: "))
      } else if number == shown {
        lines.append(
          "\(slip.location.file): warning: \(kind.count - shown) more like this "
            + "[\(slip.problem.code)]")
      }
    }
    return lines.joined(separator: "\n")
  }

  static func figureSentence(_ problem: Problem) -> String? {
    switch problem {
    case .figureOutside(let series, let period, let value, let allowed):
      "\(series) is \(value) in \(period), outside its bounds: \(allowed)"
    case .noGrowthFrom(let series, let period, let value):
      "\(series) is \(value) in \(period): there is no growth to or from 0 and below"
    case .startsAtZero(let series, let last):
      "\(series) is 0 until \(last): its growth is read from the next figure on"
    case .growthBelowAll(let series, let period, let value):
      "\(series) is \(value) in \(period): nothing that grows falls by 100% or more"
    case .publishedBefore(let series, let period, let vintage):
      "\(series) for \(period) was published by \(vintage), before \(period) began"
    case .settledBeforeEnd(let series, let period, let status, let vintage):
      "\(series) for \(period) is said to be \(status) by \(vintage), before \(period) was over"
    case .withoutVintage(let series, let rows, let asOf):
      rows == 1
        ? "1 row of \(series) has no vintage and does not count on \(asOf)"
        : "\(rows) rows of \(series) have no vintage and do not count on \(asOf)"
    case .givesNothing(let series, let key, let needed):
      "\(series) adds nothing to the history: \"\(key)\" takes figures of the frequency \(needed)"
    case .onlyForGrowth(let key, let kind):
      "\"\(key)\" is not read: an indicator of kind \(kind) is told by its level alone"
    case .toDateWithoutBase(let series, let period):
      "\(series) for \(period) is not used: the year before is not published"
    case .noYearlyCondition(let year):
      "no variant asks anything of the whole year \(year), so there is nothing to follow"
    case .negativeMonth(let series, let period, let value):
      "\(series) is \(value) in \(period): a month below 0 stands, and tells nothing of the course of the year"
    case .unjoinedYears(let series, let years):
      "\(series) is not used of \(years.map(String.init).joined(separator: ", ")): nothing joins "
        + "those years to the later ones"
    default: nameSentence(problem)
    }
  }

  private static func nameSentence(_ problem: Problem) -> String? {
    switch problem {
    case .otherSpelling(let text, let first, let place):
      "\"\(text)\" is read as \"\(first)\"" + (place.map { " in \($0.file):\($0.line)" } ?? "")
        + ": they differ in capitals alone"
    case .nearName(let name, let near): "nothing uses \(name); did you mean \(near)?"
    case .doubledEntry(let name, let list, let line):
      "\(name) stands in \"\(list)\" already, in line \(line)"
    case .doubledPlan(let plan, let file): "the plan \(plan) was read from \(file) already"
    case .severalRows(let reference): "several plans have a row \(reference)"
    case .unusedSeries(let series, let rows):
      "nothing uses \(series) (\(rowCount(rows)))"
    case .manyUnusedSeries(let count, let all):
      "\(count) of \(all) series of the data files are used by nothing in this scenario"
    default: nil
    }
  }

  private static func rowCount(_ rows: Int) -> String { rows == 1 ? "1 row" : "\(rows) rows" }

  static func figureSentence(_ hint: Hint) -> String? {
    switch hint {
    case .kindLevel: "say \"kind\": \"level\" of what may be 0 or below, or correct the figure"
    case .sayEstimate:
      "correct the vintage or the period, or give the row the status estimate or forecast"
    case .giveVintage: "write the day of publication under vintage, or run without as_of"
    case .widenBounds: "correct the figure, or widen \"bounds\""
    case .listOnce: "list it once"
    case .addLevel(let sector):
      "give the level of \(sector) in one year or quarter at least, as a row or under stated_levels; growth alone has no size"
    case .askYear(let year):
      "give a variant a condition with \"period\": \"\(year)\", or follow another --year"
    default: nil
    }
  }
}
