public import Plans
public import TimeSeries

/// What a run was asked: the plans of its measures, the conditions of its variants.
public struct SaidPlans: Sendable, Hashable {
  /// What is planned of one period of a measure.
  public struct Plan: Sendable, Hashable {
    /// The measure.
    public let id: String
    /// The period.
    public let period: PeriodOfYear
    /// Whether it is growth, percent.
    public let isGrowth: Bool
    /// Which side of it is good.
    public let direction: TargetDirection
    /// The value that decides, or the lower of two.
    public let value: Double
    /// The upper end of a range.
    public let high: Double?

    /// A row of a scorecard; `nil` where nothing is planned, or nothing tells which growth.
    ///
    /// - Parameters:
    ///   - plan: what is planned as a level, or as growth where growth alone is published.
    ///   - growth: of the value on the year before, percent.
    public init?(
      id: String, period: PeriodOfYear, isGrowth: Bool, direction: TargetDirection?, plan: Double?,
      high: Double?, value: Double?, growth: Double?
    ) {
      guard let plan, let direction else { return nil }
      (self.id, self.period, self.isGrowth) = (id, period, isGrowth)
      (self.direction, self.high) = (direction, high)
      guard isGrowth else {
        self.value = plan
        return
      }
      // Growth that is planned stands there as the level that it makes.
      guard let value, let growth, value > 0, growth > -100 else { return nil }
      self.value = (10_000 * (plan / value * (1 + growth / 100) - 1)).rounded() / 100
    }

    /// Whether another plan asks the same; growth to the digits that published figures leave of it.
    func asks(as other: Plan) -> Bool {
      let width = isGrowth ? 0.05 : 1e-9 * max(1, abs(value))
      let ends =
        switch (high, other.high) {
        case (let one?, let two?): abs(one - two) <= width
        case (nil, nil): true
        default: false
        }
      return isGrowth == other.isGrowth && direction == other.direction && ends
        && abs(value - other.value) <= width
    }
  }

  /// Those of measures.
  public var measures: [Plan]
  /// Those of variants.
  public var variants: [String: [GrowthCondition]]

  /// What was asked; nothing by default.
  public init(measures: [Plan] = [], variants: [String: [GrowthCondition]] = [:]) {
    (self.measures, self.variants) = (measures, variants)
  }

  /// What of it is no longer asked so; what nothing is asked of now, or was then, is left out.
  func changed(to now: SaidPlans) -> SaidPlans {
    var found = SaidPlans()
    found.measures = measures.filter { plan in
      now.plan(plan.id, plan.period).map { !plan.asks(as: $0) } ?? false
    }
    for (id, conditions) in variants {
      let others = conditions.filter { condition in
        now.variants[id]?.first { $0.isAbout(condition) }.map { $0.demand != condition.demand }
          ?? false
      }
      if !others.isEmpty { found.variants[id] = others }
    }
    return found
  }

  /// Whether nothing is asked.
  var isEmpty: Bool { measures.isEmpty && variants.isEmpty }

  /// The plan of a period of a measure.
  func plan(_ id: String, _ period: PeriodOfYear) -> Plan? {
    measures.first { $0.id == id && $0.period == period }
  }

  /// Whether a stretch to date is planned by its parts, too.
  private func isOfParts(_ id: String, _ period: PeriodOfYear) -> Bool {
    guard period.isToDate, !period.isWholeYear else { return false }
    let parts = measures.filter {
      $0.id == id && $0.period != period && $0.period.year == period.year
    }.map(\.period.months)
    // The ends of months that planned periods lead to, one behind the other.
    let reached = parts.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: Set([0])) {
      if $0.contains($1.lowerBound - 1) { $0.insert($1.upperBound) }
    }
    return reached.contains(period.months.upperBound)
  }

  /// A demand of a measure with what is said here in its place.
  func replacing(_ demand: MeasureDemand, of measure: String) -> MeasureDemand {
    plan(measure, demand.period).map(demand.asking) ?? demand
  }

  /// A variant with what is said here in place of its own conditions about the same.
  func replacing(_ variant: VariantSpecification) -> VariantSpecification {
    guard let said = variants[variant.id] else { return variant }
    return variant.asking(
      variant.conditions.map { own in
        said.first { $0.isAbout(own) }.map { own.asking($0.demand) } ?? own
      })
  }

  /// Every plan that differs, one that came and one that is gone among them.
  func figures(to now: SaidPlans) -> [GrowthChanges.Figure] {
    let places = (measures + now.measures).map { ($0.id, $0.period) }
    var seen: Set<String> = []
    let ofMeasures = places.filter { seen.insert("\($0.0) \($0.1)").inserted }.compactMap {
      id, period -> GrowthChanges.Figure? in
      let (old, new) = (plan(id, period), now.plan(id, period))
      if let old, let new, old.asks(as: new) { return nil }
      // Of the months to date, which go on, plans of their parts make one each time.
      if old == nil || new == nil, (old == nil ? now : self).isOfParts(id, period) { return nil }
      // Of a range the end that moved.
      let isUpper = old?.value == new?.value
      return GrowthChanges.Figure(
        cause: .plan, series: id, period: period,
        before: old.map { Self.figure(isUpper ? $0.high ?? $0.value : $0.value) },
        after: new.map { Self.figure(isUpper ? $0.high ?? $0.value : $0.value) }, vintage: nil)
    }
    let ofVariants = changed(to: now).variants.sorted { $0.key < $1.key }.flatMap { id, old in
      old.compactMap { old -> GrowthChanges.Figure? in
        guard let new = now.variants[id]?.first(where: { $0.isAbout(old) }),
          let first = PeriodOfYear(old.first), let last = PeriodOfYear(old.last)
        else { return nil }
        let whole =
          first.year == last.year
          ? PeriodOfYear(
            year: last.year, months: first.months.lowerBound...last.months.upperBound) : last
        return GrowthChanges.Figure(
          cause: .plan, series: id, period: whole,
          before: old.demand.leastValue.map(Self.figure),
          after: new.demand.leastValue.map(Self.figure), vintage: nil)
      }
    }
    return ofMeasures + ofVariants
  }

  /// A value with the decimals that it needs.
  fileprivate static func figure(_ value: Double) -> PublishedFigure {
    let scales = [1.0, 10, 100, 1000]
    let decimals = scales.firstIndex {
      abs((value * $0).rounded() / $0 - value) <= 1e-9 * max(1, abs(value))
    }
    return PublishedFigure(value: value, decimals: decimals ?? scales.count)
  }
}

extension Demand {
  /// The value asked for, or the lower end of a range.
  fileprivate var leastValue: Double? {
    switch self {
    case .equal(let value), .about(let value, _): value
    case .between(let low, _): low
    }
  }
}

extension GrowthCondition {
  /// Whether another one asks something of the same sectors and periods.
  fileprivate func isAbout(_ other: GrowthCondition) -> Bool {
    Set(sectors) == Set(other.sectors) && first == other.first && last == other.last
      && isGrowth == other.isGrowth
  }

  /// The same with another demand.
  fileprivate func asking(_ demand: Demand) -> GrowthCondition {
    GrowthCondition(
      sectors: sectors, first: first, last: last, isGrowth: isGrowth, demand: demand,
      rounding: rounding, location: location)
  }
}

extension MeasureDemand {
  /// The demand with another plan of the same period.
  fileprivate func asking(_ plan: SaidPlans.Plan) -> MeasureDemand {
    MeasureDemand(
      period: period, isGrowth: plan.isGrowth, direction: plan.direction,
      low: plan.direction.asksForLess ? nil : plan.value,
      high: plan.direction.asksForMore
        ? nil : plan.high ?? (plan.direction == .range ? high : plan.value),
      decimals: SaidPlans.figure(plan.value).decimals,
      reference: reference, leadAgency: leadAgency, location: location)
  }
}
