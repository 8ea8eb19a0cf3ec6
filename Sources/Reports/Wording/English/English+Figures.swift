internal import Files
internal import TimeSeries

// What is wrong with series, figures, plans, scenarios and sectors.

extension English {
  func sentence(_ problem: SeriesProblem) -> String {
    switch problem {
    case .mixedUnits(let series, let first, let second, let place):
      "\(series) is in \"\(second)\" here and in \"\(first)\" in \(place.row)"
    case .mixedPriceBases(let series, let first, let second, let place):
      "\(series) has the price basis \"\(second)\" here and \"\(first)\" in \(place.row)"
    case .conflictingCell(let cell, let first, let second, let place):
      "\(cell) is \(second) here and \(first) in \(place.row), with the same status and vintage"
    case .unknown(let series): "no file holds the series \(series)"
    case .withoutHistory(let series, let asOf):
      "the series \(series) has no published figure that counts on \(asOf)"
    case .withoutYear(let series):
      "the figures of \(series) make no whole year; a forecast by years needs one"
    case .missingPeriod(let series, let first, let last):
      first == last
        ? "\(series) has no figure for \(first), but has figures before and after it"
        : "\(series) has no figures from \(first) to \(last), but has figures before and after them"
    case .otherSpelling(let text, let first, let place):
      "\"\(text)\" is read as \"\(first)\"" + (place.map { " in \($0.row)" } ?? "")
        + ": they differ only in capitals"
    case .nearName(let name, let near): "nothing uses \(name); did you mean \(near)?"
    case .unused(let series, let rows):
      "nothing uses \(series) (\(rows == 1 ? "1 row" : "\(rows) rows"))"
    case .manyUnused(let count, let all):
      "\(count) of \(all) series in the data files are not used by this scenario"
    case .givesNothing(let series, let key, let needed):
      "\(series) adds nothing to the history: \"\(key)\" takes figures of the frequency \(list(needed.map(\.rawValue)))"
    case .onlyForGrowth(let key, let kind):
      "\"\(key)\" is not read: an indicator of the kind \(kind) is described by its level alone"
    case .levelOrGrowth(let series, let indicator):
      "\(series) is in percent: as \(indicator) is of the kind growth, it may be a level that grows or growth itself"
    case .growthOfLevel(let row, let indicator):
      "the row \(row) asks for growth in percent, and \(indicator) is a level"
    case .averageWithoutYears(let row, let indicator):
      "the row \(row) asks for average growth, and nothing says over which years: \(indicator) has a figure for each year"
    case .unheardNation(let series, let others, let obstacle):
      unheardNation(series, others, obstacle)
    case .emptyBaseRate(let series, let doubt): emptyBaseRate(series, doubt)
    case .unusualOffset(let series, let doubt, let groups): unusualOffset(series, doubt, groups)
    case .noneInPanel:
      "no series here has the id of one of the panel, nor the id * that stands for all"
    }
  }

  func sentence(_ problem: FigureProblem) -> String {
    switch problem {
    case .outside(let series, let period, let value, let allowed):
      "\(series) is \(value) in \(period), outside its bounds: \(words(allowed))"
    case .noGrowthFrom(let series, let period, let value):
      "\(series) is \(value) in \(period): there is no growth to or from 0 and below"
    case .startsAtZero(let series, let last):
      "\(series) is 0 until \(last): its growth is read from the next figure on"
    case .growthBelowAll(let series, let period, let value):
      "\(series) is \(value) in \(period): nothing that grows falls by 100% or more"
    case .contributionsBelowAll(let series, let year, let value):
      "the contributions with \(series) add up to \(value) in \(year): nothing that grows falls by 100% or more"
    case .publishedBefore(let series, let period, let vintage):
      "\(series) for \(period) was published by \(vintage), before \(period) began"
    case .settledBeforeEnd(let series, let period, let status, let vintage):
      "\(series) for \(period) is marked \(status) as of \(vintage), before \(period) was over"
    case .withoutVintage(let series, let rows, let asOf):
      rows == 1
        ? "1 row of \(series) has no vintage and does not count on \(asOf)"
        : "\(rows) rows of \(series) have no vintage and do not count on \(asOf)"
    case .toDateWithoutBase(let series, let period):
      "\(series) for \(period) is not used: the year before is not published"
    case .toDateFromDecember(let series, let period):
      "\(series) for \(period) is not used: it may count from December; the same months of a year that is over would tell"
    case .toDateStands(let series, let period):
      "\(series) for \(period) is not used: it is as large as the years are, as what stands in that month, not as what has come since January"
    case .toDateMayStand(let series, let period, let percent):
      "\(series) for \(period) is taken for a sum from January on; with a chance of \(percent)% it is what stands in that month and says nothing of the year: a name or unit that says which of both would tell"
    case .endForYear(let series, let year, let monthly):
      "of \(series) no year is published, and \(year) counts as what stands in its last \(monthly ? "month" : "quarter"): if \(monthly ? "months" : "quarters") add up to the year, a name that says so or the figures of years would tell"
    case .partsUnused(let series, let year, let count, let monthly):
      "\(count) \(monthly ? "month" : "quarter")\(count == 1 ? "" : "s") of \(year) of \(series) \(count == 1 ? "is" : "are") not used: only what adds up over the year is told by its parts"
    case .partsOfOtherSize(let series, let year, let count, let monthly, let times):
      "\(count) \(monthly ? "month" : "quarter")\(count == 1 ? "" : "s") of \(year) of \(series) \(count == 1 ? "leads" : "lead") to \(times) times the year before and \(count == 1 ? "is" : "are") not used: are they in the unit of the years?"
    case .partsDiffer(let series, let period, let value, let monthly, let sum, let used):
      "\(series) is \(value) for \(period), its \(monthly ? "months" : "quarters") add up to \(sum): \(used) is used"
    case .toDateFalls(let series, let period, let value, let earlier, let before):
      "\(series) is \(value) from January to \(period) and \(before) to \(earlier): sums from January on do not fall"
    case .partsLikeSums(let series, let year, let count, let monthly):
      "the \(count) \(monthly ? "months" : "quarters") of \(year) of \(series) rise as sums from January on do, and are not used as single \(monthly ? "months" : "quarters"): are they cumulated?"
    case .newestNotPositive(let series, let period, let value):
      "\(series) is \(value) in \(period), the newest figure, and above 0 before: is it known already?"
    case .onceOnly(let series, let period, let value, let usual):
      "\(series) is \(value) in \(period), those beside it lead to around \(usual): what lies between counts once, the rest of the year goes on as the others; is it right?"
    case .unjoinedYears(let series, let years):
      "the figures of \(series) for \(list(years.map(String.init))) are not used: nothing joins those years to the later ones"
    case .negativeMonth(let series, let period, let value):
      "\(series) is \(value) in \(period): a month below 0 is kept, but says nothing about the course of the year"
    case .levelNotPositive(let series, let period, let value, let more):
      "\(series) is \(value) in \(period)"
        + (more > 0 ? " and at or below 0 \(more == 1 ? "once" : "\(more) times") more" : "")
        + ": the level of a sector must be above 0"
    case .cumulatedFalls(let series, let period, let value):
      "\(series) implies \(value) for \(period): cumulated figures must rise"
    case .growthBelowNothing(let series, let period, let value):
      "\(series) is \(value)% in \(period): growth of -100% or less leaves nothing"
    case .partsDoNotAdd(let sector, let period, let parts, let total):
      "the parts of \(sector) add up to \(parts) in \(period); its published total is \(total)"
    case .partsUnknown(let sector):
      "no period has figures of all rows beside \(sector), so that nothing shows which rows are its parts"
    case .farSize(let series, let period, let value, let beside):
      "\(series) is \(value) in \(period), the figures beside it are around \(beside): is it in another unit, or is a decimal mark missing?"
    case .farFromOtherYears(let series, let period, let value, let usual):
      "\(series) is \(value) in \(period), the same part of other years leads to around \(usual): is it in another unit, or is a decimal mark missing?"
    case .otherUnit(let series, let from, let through, let value, let before):
      "\(series) is around \(value) from \(from) to \(through), and around \(before) before: has its unit changed?"
    }
  }

  func sentence(_ problem: PlanProblem) -> String {
    switch problem {
    case .duplicateReference(let reference, let line):
      "the row \(reference) is already defined on line \(line)"
    case .unknownReference(let reference): "there is no row \(reference) in this plan"
    case .severalRows(let reference): "several plans have a row \(reference)"
    case .targetWithoutValue(let direction, let column): "\(direction) needs \"\(column)\""
    case .targetValueUnused(let direction, let column, let value):
      "\(direction) does not look at \(column): \(value) is passed over; a target between two values is a range"
    case .targetRangeReversed(let low, let high): "\(low) and \(high) do not make a target"
    case .severalPlans(let first, let second):
      "the plan \(second) appears in the file of the plan \(first)"
    case .doubledPlan(let plan, let file): "the plan \(plan) was already read from \(file)"
    case .noneIssued(let plan, let day): "no row of the plan \(plan) had been issued by \(day)"
    }
  }

  func sentence(_ problem: ScenarioProblem) -> String {
    switch problem {
    case .circularBase(let chain): "the scenario inherits from itself: \(arrow(chain))"
    case .inheritedFromElsewhere(let keys, let region, let from):
      "\(list(keys)) of \(from) would be taken over for \(region)"
    case .duplicateIndicator(let id, let line):
      "the indicator \(id) is already defined on line \(line)"
    case .unknownIndicator(let id): "there is no indicator \(id) in this scenario"
    case .circularDerivation(let chain): "the indicator is derived from itself: \(arrow(chain))"
    case .deepDerivation(let levels, let allowed):
      "the indicator is derived through \(levels) others, one behind the other; at most \(allowed) may be"
    case .unknownModel(let id): "there is no model \(id)"
    case .unsuitableModel(let model, let obstacle):
      "the model \(model) cannot be used: \(words(obstacle))"
    case .duplicateLever(let id, let line): "\(id) is already defined on line \(line)"
    case .unknownLever(let id): "there is no lever \(id) in this scenario"
    case .derivedLever(let lever, let id):
      "\(lever) moves nothing: \(id) is computed from other indicators; move what it rests on"
    }
  }

  func sentence(_ problem: GrowthProblem) -> String {
    switch problem {
    case .sectorLoop(let chain): "a sector is part of itself: \(arrow(chain))"
    case .sectorTops(let tops):
      tops.isEmpty
        ? "no sector is the top: every one has a parent"
        : "several sectors have no parent: \(list(tops))"
    case .duplicateSector(let id, let line): "the sector \(id) is already defined on line \(line)"
    case .unknownSector(let id): "there is no sector \(id)"
    case .onlyPart(let id, let part):
      "\(part) is the only part of \(id): a sector has no parts or several"
    case .sectorWithoutHistory(let sector, let asOf):
      "what is published of \(sector) by \(asOf) does not carry a forecast by quarter"
    case .duplicateVariant(let id, let line): "the variant \(id) is already defined on line \(line)"
    case .unknownVariant(let id): "there is no variant \(id) in this scenario"
    case .impossibleVariant(let id, let obstacle):
      "the variant \(id) is impossible: \(words(obstacle))"
    case .noYearlyCondition(let year):
      "no variant asks anything of \(year) as a whole, of its first months or of a single quarter, so there is nothing to follow"
    case .yearOutOfReach(let year, .from(let first)):
      "the year \(year) cannot be asked for; possible: from \(first)"
    case .yearOutOfReach(let year, .notBefore(let day, let first)):
      "nothing was known by \(day) that tells of \(year)"
        + (first.map { "; the first figure came out on \($0)" } ?? "")
    case .yearOutOfReach(let year, .upTo(let last)):
      "the year \(year) cannot be asked for; possible: up to \(last), the year behind the newest that has begun"
    }
  }

  private func words(_ obstacle: VariantObstacle) -> String {
    switch obstacle {
    case .otherYear(let period, let year): return "its period \(period) does not lie in \(year)"
    case .exceeded(let condition, let growth):
      return "what is realised already makes \(growth) of \(condition)"
    case .contradicted(let condition, let others, let room):
      let left =
        switch room {
        case .exactly(let value): value
        case .between(let low, let high): "\(low) to \(high)"
        case .moreThan(let low): "more than \(low)"
        }
      return "\(condition) contradicts \(list(others)), which "
        + "\(others.count == 1 ? "leaves" : "leave") it \(left)"
    case .unmet(let condition, let others):
      return "no path meets \(condition)"
        + (others.isEmpty ? "" : " together with \(list(others))")
    }
  }
}
