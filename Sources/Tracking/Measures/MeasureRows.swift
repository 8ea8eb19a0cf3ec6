internal import Plans
internal import RealModule
package import Simulation
package import TimeSeries

/// The rows of one measure from its figures and its paths.
package struct MeasureRows {
  let state: MeasureState
  /// What paths came to, by stretch; empty where nothing is ahead or said.
  let ahead: [PeriodOfYear: MeasurePaths.Summary]
  /// Chances of demands that are open, by period.
  let chances: [PeriodOfYear: EstimatedProbability]

  /// From its parts.
  package init(
    state: MeasureState, ahead: [PeriodOfYear: MeasurePaths.Summary],
    chances: [PeriodOfYear: EstimatedProbability]
  ) {
    self.state = state
    self.ahead = ahead
    self.chances = chances
  }

  /// The deviation of the logarithm below which a figure is a sum or a difference of published levels.
  private static let exact = 1e-9
  /// Deviations within which of a limit nothing is decided.
  private static let sure = 3.0
  /// With two decimals computed growth is held against a plan, where no growth is published.
  private static let hundredfold = 100.0
  /// The deviation of the logarithm above which nothing is said of a period that is over.
  private static let mostOpen = 0.03

  private var figures: MeasureFigures { state.figures }

  /// What a period came to.
  private struct Value {
    let status: Scorecard.Status
    let level: Double?
    var p10, p90: Double?
    var isMedian = false
    var contradicted: Double?
    /// Whether nothing is published of it.
    var isMade = false
  }

  package func row(_ period: PeriodOfYear) -> Scorecard.Row {
    let demand = state.demands.first { $0.period == period }
    let expected = state.expectedBase(period)
    let base = state.base(period) ?? expected?.level
    let toDate = PeriodOfYear.toDate(period.months.upperBound, of: period.year)
    let (own, whole) = (value(period), value(toDate))
    let growth = growth(period, own, base)
    let isGrowth = figures.isGrowthAlone
    func shown(_ level: Double?) -> Double? {
      guard isGrowth else { return level }
      return level.flatMap { level in base.map { 100 * (level / $0 - 1) } }
    }
    let isTold = state.isTold(period)
    var plan: Double?
    var verdict: GrowthVerdict?
    var (rest, amount): (RestEnds, RestEnds) = (.none, .none)
    if let demand {
      plan =
        demand.isGrowth ? base.map { $0 * (1 + demand.value / 100) } : demand.value
      // Of a rate no growth is told, but a plan of it is held against it.
      let came = growth ?? Self.growth(own.level, over: base)
      verdict = self.verdict(demand, own, came, openness: isTold ? openness(period) : nil)
      rest = required(demand, base)
      amount = self.amount(demand, base)
    }
    let cumulates = figures.total != .last && !isGrowth
    let shownValue = isGrowth ? growth : own.level
    let error = verdict == .open ? chances[period]?.standardError : nil
    let wholeGrowth =
      figures.total == .last
      ? nil
      : self.growth(toDate, whole, state.base(toDate) ?? state.expectedBase(toDate)?.level)
    return Scorecard.Row(
      period: period, status: own.status, plan: plan, isPlanOfGrowth: demand?.isGrowth ?? false,
      reference: demand?.reference ?? "", value: shownValue, p10: shown(own.p10),
      p90: shown(own.p90), onPeriodBefore: onPeriodBefore(period, own), onYearBefore: growth,
      toDate: cumulates ? whole.level : nil, toDateOnYearBefore: wholeGrowth,
      percentOfPlan: isGrowth ? nil : demand?.percent(shownValue, over: base),
      probability: probability(period, verdict), probabilityError: error,
      requiredRest: rest.value, requiredRestHigh: rest.high, requiredAmount: amount.value,
      requiredAmountHigh: amount.high, verdict: verdict, direction: demand?.direction,
      planHigh: demand?.planHigh(over: base), isMedian: own.isMedian,
      contradicted: isGrowth ? nil : own.contradicted, isMade: own.isMade,
      lack: expected != nil && demand != nil && (demand?.isGrowth == true || isGrowth)
        ? .baseAhead : lack(period, own, verdict, isOfGrowth: demand?.isGrowth == true))
  }

  /// Why what is planned of a period is not assessed, or its range is wider; `nil` where nothing is missing, or the basis says it.
  private func lack(
    _ period: PeriodOfYear, _ own: Value, _ verdict: GrowthVerdict?, isOfGrowth: Bool
  ) -> Scorecard.Row.Lack? {
    if let missing = missingBefore(period) { return .figuresBefore(missing) }
    guard let history = state.history, state.isTold(period) || ahead[period] != nil else {
      return nil
    }
    let isOpen = verdict == .open && (state.isTold(period) || chances[period] == nil)
    if isOpen, isOfGrowth, own.level != nil, state.base(period) == nil { return .base }
    guard state.isTold(period) ? isOpen : state.openness(period) > 0 else { return nil }
    let told = history.end - state.length * state.year + 1
    let missing = figures.without(period, through: told * figures.frequency.monthsPerPeriod)
    if !missing.isEmpty { return .figures(missing) }
    return state.isTold(period) ? .unsettled : nil
  }

  /// Periods of the year before that are ahead in this one and not published, where the same months of both are known;
  /// `nil` where that is not why nothing is said of the year.
  private func missingBefore(_ period: PeriodOfYear) -> [PeriodOfYear]? {
    guard period.isWholeYear, state.basis == .baseOpen, let history = state.history else {
      return nil
    }
    let last = (history.end - state.length * state.year + 1) * figures.frequency.monthsPerPeriod
    guard (1..<12).contains(last), state.base(.toDate(last, of: state.year)) != nil else {
      return nil
    }
    let missing = figures.without(period.yearBefore, through: 12).filter {
      $0.months.upperBound > last
    }
    return missing.isEmpty ? nil : missing
  }

  private func probability(_ period: PeriodOfYear, _ verdict: GrowthVerdict?) -> Double? {
    switch verdict {
    case .met: 1
    case .missed: 0
    case .open: chances[period]?.value
    case nil: nil
    }
  }

  /// What a period came to: as published, as settled, or as paths make it.
  private func value(_ period: PeriodOfYear) -> Value {
    let published = figures.published(period, isGrowth: false)
    guard state.isTold(period), let history = state.history else {
      guard let ahead = ahead[period] else { return Value(status: .outlook, level: nil) }
      return Value(
        status: .outlook, level: middle(ahead), p10: ahead.p10, p90: ahead.p90,
        isMedian: isSkewed)
    }
    let ordinals = period.ordinals(figures.frequency)
    let settled = history.total(ordinals, figures.total)
    if let published {
      if let settled, contradicts(period, published, settled) {
        return Value(status: parts(period), level: settled, contradicted: published.value)
      }
      return Value(
        status: published.status == .estimate ? .estimate : .actual, level: published.value)
    }
    let ownGrowth = figures.published(period, isGrowth: true)
    if figures.isGrowthAlone, let ownGrowth {
      return Value(status: ownGrowth.status == .estimate ? .estimate : .actual, level: settled)
    }
    let base = figures.isGrowthAlone ? state.telling(period.yearBefore) : nil
    let deviation = history.deviation(state.telling(period), over: base)
    // A sum or difference of published figures is as good as they are, unless others contradict them.
    if let settled, let made = made(period) {
      let isExact = deviation <= Self.exact
      return Value(
        status: made.isEstimate ? .estimate : .actual, level: isExact ? settled : made.value)
    }
    // What figures leave open by more than a few hundredths nobody has published, and nobody has estimated.
    guard deviation <= Self.mostOpen else {
      return Value(status: .estimate, level: nil, isMade: true)
    }
    let isKnown = !figures.isGrowthAlone && deviation <= Self.exact
    return Value(status: isKnown ? parts(period) : .estimate, level: settled, isMade: !isKnown)
  }

  /// What published levels make of a period, where nothing contradicts them.
  private func made(
    _ period: PeriodOfYear
  ) -> (value: Double, rounding: Double, isEstimate: Bool)? {
    guard let made = figures.made(period),
      let settled = state.history?.total(period.ordinals(figures.frequency), figures.total),
      MeasureAgreement.agree(made.value, settled, rounding: made.rounding)
    else { return nil }
    return made
  }

  /// Whether what the parts of a period add up to, or cumulated figures leave for it, is not what was published of it.
  ///
  /// Every row then takes what they make, as the outlook does: else a quarter would be held against other figures than
  /// the half-year that it is part of, and than the quarter of the year before.
  private func contradicts(
    _ period: PeriodOfYear, _ published: Observation, _ settled: Double
  ) -> Bool {
    guard figures.isSumOfLevels, let history = state.history else { return false }
    let open = history.deviation(state.telling(period))
    // What is not known to the digit contradicts nothing that lies within what is open of it.
    guard open <= MeasureHistory.knownDeviation else { return false }
    let rounding =
      published.roundingHalfWidth + figures.rounding(period, of: published)
      + (open > Self.exact ? Self.sure * open * abs(settled) : 0)
    return !MeasureAgreement.agree(published.value, settled, rounding: rounding)
  }

  /// What the sum of published periods is: an estimate where one of them is.
  private func parts(_ period: PeriodOfYear) -> Scorecard.Status {
    let length = figures.frequency.monthsPerPeriod
    let isEstimated = stride(
      from: period.months.lowerBound, through: period.months.upperBound, by: length
    ).contains { first in
      let part = PeriodOfYear(year: period.year, months: first...first + length - 1)
      return figures.published(part, isGrowth: false)?.status == .estimate
    }
    return isEstimated ? .estimate : .actual
  }

  /// Growth on the year before: as published where the period is over.
  private func growth(_ period: PeriodOfYear, _ value: Value, _ base: Double?) -> Double? {
    if state.isTold(period), let row = figures.published(period, isGrowth: true) {
      return row.value
    }
    return state.history?.grows == true ? Self.growth(value.level, over: base) : nil
  }

  private static func growth(_ level: Double?, over base: Double?) -> Double? {
    guard let level, let base, base > 0 else { return nil }
    return 100 * (level / base - 1)
  }

  /// Growth on the period before, of single months and quarters.
  private func onPeriodBefore(_ period: PeriodOfYear, _ value: Value) -> Double? {
    let length = period.months.count
    guard length == 1 || length == 3, period.months.upperBound.isMultiple(of: length),
      let level = value.level, !figures.isGrowthAlone, let history = state.history,
      history.grows
    else { return nil }
    let first = period.months.lowerBound
    let before =
      first > length
      ? PeriodOfYear(year: period.year, months: first - length...first - 1)
      : PeriodOfYear(year: period.year - 1, months: 13 - length...12)
    let ordinals = before.ordinals(figures.frequency)
    let earlier =
      state.isTold(before)
      ? (history.deviation(ordinals) <= MeasureHistory.knownDeviation
        ? history.total(ordinals, figures.total) : nil)
      : ahead[before].map(middle)
    return earlier.flatMap { $0 > 0 ? 100 * (level / $0 - 1) : nil }
  }

  /// How open what a period came to is, as the deviation of its logarithm; `nil` where figures do not settle it, so that it
  /// cannot be held against a plan.
  private func openness(_ period: PeriodOfYear) -> Double? {
    let isGrowth = figures.isGrowthAlone
    if figures.published(period, isGrowth: isGrowth) != nil || made(period) != nil {
      return 0
    }
    guard let history = state.history else { return nil }
    let base = isGrowth ? state.telling(period.yearBefore) : nil
    let deviation = history.deviation(state.telling(period), over: base)
    return deviation <= MeasureHistory.knownDeviation ? deviation : nil
  }

  private func verdict(
    _ demand: MeasureDemand, _ value: Value, _ growth: Double?, openness: Double?
  ) -> GrowthVerdict {
    let isOfGrowth = demand.isGrowth || figures.isGrowthAlone
    guard let openness, let value = isOfGrowth ? growth : value.level else { return .open }
    // Growth that nobody published is what an office would print.
    let isPrinted = isOfGrowth && figures.published(demand.period, isGrowth: true) == nil
    let came = isPrinted ? (value * Self.hundredfold).rounded() / Self.hundredfold : value
    // Too near to a limit for what is not known of it, and not the limit itself.
    let margin =
      Self.sure * (openness > Self.exact ? openness : 0) * abs(isOfGrowth ? 100 + value : value)
    let distances = [demand.interval.lowerBound, demand.interval.upperBound].map { abs($0 - came) }
    if distances.contains(where: { $0 < margin && $0 > 1e-9 }) { return .open }
    return demand.isMet(by: came) ? .met : .missed
  }

  /// Growth that what is left of a period needs, percent: at least, at the most, or within two ends.
  private func required(_ demand: MeasureDemand, _ base: Double?) -> RestEnds {
    demand.rest { required($0, demand, base) }
  }

  private func required(_ end: Double, _ demand: MeasureDemand, _ base: Double?) -> Double? {
    guard let history = state.history, history.grows, !state.isTold(demand.period) else {
      return nil
    }
    let ordinals = demand.period.ordinals(figures.frequency)
    let rest = max(ordinals.lowerBound, history.end + 1)...ordinals.upperBound
    let isOfGrowth = demand.isGrowth || figures.isGrowthAlone
    // Where nothing has come yet all of it needs what is planned.
    if isOfGrowth, rest == ordinals { return end }
    guard var asked = isOfGrowth ? base.map({ $0 * (1 + end / 100) }) : end else { return nil }
    if figures.total == .last {
      guard let before = history[ordinals.upperBound - state.length], before > 0 else { return nil }
      return 100 * (asked / before - 1)
    }
    if figures.total != .sum { asked *= Double(ordinals.count) }
    let known =
      ordinals.lowerBound < rest.lowerBound
      ? (history.total(ordinals.lowerBound...rest.lowerBound - 1, .sum) ?? .nan) : 0
    guard let before = before(rest, history), before > 0 else { return nil }
    let growth = 100 * ((asked - known) / before - 1)
    // Where all of it is there already nothing is needed.
    return growth.isFinite && growth > -100 ? growth : nil
  }

  /// What the periods a year before some others came to; those of them that are ahead, too, as they are expected.
  private func before(_ rest: ClosedRange<Int>, _ history: MeasureHistory) -> Double? {
    let earlier = rest.lowerBound - state.length...rest.upperBound - state.length
    let told = earlier.lowerBound...min(earlier.upperBound, history.end)
    guard earlier.lowerBound <= history.end, let sum = history.total(told, .sum),
      figures.isGrowthAlone || history.deviation(told) <= 0.01
    else { return nil }
    guard told != earlier else { return sum }
    let steps = 0..<earlier.upperBound - history.end
    guard let outlook = state.outlook, steps.upperBound < outlook.means.count else { return nil }
    return steps.reduce(sum) { $0 + max(0, outlook.level($1, history)) }
  }

  /// What is left of a level to bring, or still allowed, in the unit; none where the period is over, or no sum.
  private func amount(_ demand: MeasureDemand, _ base: Double?) -> RestEnds {
    guard figures.total == .sum, !figures.isGrowthAlone, !state.isTold(demand.period),
      let history = state.history
    else { return .none }
    let ordinals = demand.period.ordinals(figures.frequency)
    let told = min(history.end, ordinals.upperBound)
    var known = 0.0
    if told >= ordinals.lowerBound {
      guard let sum = history.total(ordinals.lowerBound...told, .sum),
        history.deviation(ordinals.lowerBound...told) <= MeasureHistory.knownDeviation
      else { return .none }
      known = sum
    }
    return demand.amount(known: known, over: base, isNeverBelow0: history.isNeverBelow0)
  }
}

extension MeasureRows {
  /// Whether medians stand for the futures of the measure: one rule for all its periods, that of the longest.
  private var isSkewed: Bool {
    ahead.max { ($0.key.months.count, $1.key) < ($1.key.months.count, $0.key) }?.value.isSkewed
      ?? false
  }

  /// What stands for the futures of a period: their mean, or their median where that would mislead.
  private func middle(_ ahead: MeasurePaths.Summary) -> Double { isSkewed ? ahead.p50 : ahead.mean }
}

extension MeasurePaths.Summary {
  /// Whether few futures far out make a mean that hardly any future is near: it lies outside four fifths of them, or half
  /// as far again from 0 as their middle, and not only because a tenth of them is cut at 0.
  var isSkewed: Bool {
    mean < p10 || mean > p90 || abs(mean) > 1.5 * abs(p50) && p50 != 0 && p10 != 0
  }
}
