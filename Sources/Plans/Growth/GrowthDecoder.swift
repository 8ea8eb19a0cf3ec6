internal import Files
internal import TimeSeries

/// Turns the keys of a growth scenario into its specification; faults of meaning are collected.
struct GrowthDecoder {
  /// The region's place, used where a series names none.
  let geo: String

  func decode(_ node: JSONNode, faults: inout FaultCollector) -> GrowthSpecification? {
    guard let sectors = node["sectors"] else {
      for key in ["variants", "stated_levels"] where node[key] != nil {
        faults.note(
          .json(.missingKey("sectors")), at: node.place(of: key), hint: .schema("scenario"))
      }
      return nil
    }
    let decoded = sectors.elements.compactMap(sector)
    SectorTree.check(decoded, at: sectors.location, faults: &faults)
    let ids = decoded.map(\.id)
    let top = decoded.first { $0.parent == nil }?.id ?? ""
    let parents = Set(decoded.compactMap(\.parent))
    let variants = ScenarioDecoder.distinct(
      node.list("variants"), faults: &faults, { .growth(.duplicateVariant($0, firstLine: $1)) }
    ) { element, faults in
      variant(element, ids: ids, top: top, faults: &faults)
    }
    for variant in variants where variant.id == VariantSpecification.forecastID {
      faults.noteConflict("id", .baseline, at: variant.location)
    }
    let stated = node.list("stated_levels").compactMap { element in
      statedLevel(element, ids: ids, faults: &faults)
    }
    let capacity = node.list("levers").filter { $0["kind"]?.string == "new_capacity" }
    let levers = capacity.compactMap { element in
      lever(element, leaves: ids.filter { !parents.contains($0) }, faults: &faults)
    }
    return GrowthSpecification(
      sectors: decoded, statedLevels: stated, variants: variants, levers: levers)
  }

  // MARK: Sectors

  private func sector(_ node: JSONNode) -> SectorSpecification? {
    guard let id = node["id"]?.string else { return nil }
    return SectorSpecification(
      id: id, parent: node["parent"]?.string, name: node.text("name", orElse: id),
      series: series(node["series"]), profile: node["profile"]?.series(at: geo),
      indicators: node.list("indicators").compactMap { $0.series(at: geo) },
      current: node["current"]?.series(at: geo), split: node.choice("split") ?? .dentonCholette,
      location: node.location)
  }

  private func series(_ node: JSONNode?) -> SectorSeries {
    guard let node else { return SectorSeries(all: []) }
    if node.string != nil, let only = node.series(at: geo) {
      return SectorSeries(all: [(.level, only)])
    }
    let place = node["geo"]?.string ?? geo
    return SectorSeries(
      all: SectorSeries.Measure.allCases.compactMap { measure in
        node[measure.rawValue]?.series(at: place).map { (measure, $0) }
      })
  }

  private func statedLevel(
    _ node: JSONNode, ids: [String], faults: inout FaultCollector
  ) -> StatedLevel? {
    guard let sector = node["sector"]?.string, let period = node["period"]?.string,
      let period = Period(period), let value = node["value"]?.number,
      let reason = node["reason"]?.string
    else { return nil }
    known(sector, among: ids, at: node.place(of: "sector"), faults: &faults)
    return StatedLevel(
      sector: sector, period: period, value: value,
      tolerance: node["tolerance"]?.number ?? rounding(node["value"]), reason: reason,
      location: node.location)
  }

  /// Half of the last digit that a number is written with.
  private func rounding(_ node: JSONNode?) -> Double {
    guard case .number(_, let text)? = node?.value else { return 0.5 }
    return PrintedDecimals.halfStep(printedDecimals(ArraySlice(text.utf8)))
  }

  private func known(
    _ sector: String, among ids: [String], at location: SourceLocation,
    faults: inout FaultCollector
  ) {
    guard !ids.contains(sector) else { return }
    faults.note(
      .growth(.unknownSector(sector)), at: location,
      hint: faults.nearest(to: sector, among: ids) ?? .allowed(ids))
  }

  // MARK: Variants

  private func variant(
    _ node: JSONNode, ids: [String], top: String, faults: inout FaultCollector
  ) -> VariantSpecification? {
    guard let id = node["id"]?.string else { return nil }
    return VariantSpecification(
      id: id, title: node.text("title", orElse: id),
      conditions: node.list("conditions").compactMap {
        condition($0, ids: ids, top: top, faults: &faults)
      }, issued: node["issued"]?.string.flatMap { CalendarDate($0) }, location: node.location)
  }

  private func condition(
    _ node: JSONNode, ids: [String], top: String, faults: inout FaultCollector
  ) -> GrowthCondition? {
    guard let text = node["period"]?.string, let stretch = stretch(text) else { return nil }
    let named = node["sector"]
    let sectors =
      named?.string.map { [$0] } ?? named.map { $0.elements.compactMap(\.string) } ?? [top]
    for sector in sectors {
      known(sector, among: ids, at: node.place(of: "sector"), faults: &faults)
    }
    var (first, last) = stretch
    let period = last
    if let text = node["through"]?.string, let through = Period(text) {
      last = through
      if first != period || through.frequency != period.frequency || through < period
        || through.year != period.year || period.frequency == .span
      {
        faults.noteConflict("through", .laterPeriod, at: node.place(of: "through"))
        return nil
      }
    }
    if node["to_date"]?.bool == true {
      first = period.advanced(by: 1 - period.positionInYear)
    }
    let isGrowth = node["growth"] != nil
    let asked = node["growth"] ?? node["level"]
    guard let asked, let demand = demand(asked, faults: &faults) else {
      return nil
    }
    return GrowthCondition(
      sectors: sectors, first: first, last: last, isGrowth: isGrowth, demand: demand,
      rounding: rounding(asked["value"] ?? asked["low"] ?? asked), location: node.location)
  }

  /// The first and the last period of what is written: the same twice, but for the first months of a year together.
  private func stretch(_ text: String) -> (first: Period, last: Period)? {
    if let period = Period(text) { return (period, period) }
    guard let cumulated = CumulatedPeriod(utf8: ArraySlice(text.utf8)) else { return nil }
    if cumulated.months == 12 { return (.year(cumulated.year), .year(cumulated.year)) }
    let end = cumulated.end(.quarterly) ?? cumulated.end(.monthly)
    return end.map { ($0.advanced(by: 1 - $0.positionInYear), $0) }
  }

  private func demand(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> Demand? {
    if let number = node.number { return .equal(number) }
    if let value = node["value"]?.number {
      return node["sd"]?.number.map { .about(value, deviation: $0) } ?? .equal(value)
    }
    guard let low = node["low"]?.number, let high = node["high"]?.number, low <= high else {
      faults.noteConflict("low", .relation("low ≤ high"), at: node.location)
      return nil
    }
    return low < high ? .between(low, high) : .equal(low)
  }

  private func lever(
    _ node: JSONNode, leaves: [String], faults: inout FaultCollector
  ) -> CapacityLever? {
    for key in ["sector", "from", "per_month", "author"] where node[key] == nil {
      faults.note(.json(.missingKey(key)), at: node.location, hint: .schema("scenario"))
    }
    guard let id = node["id"]?.string, let sector = node["sector"]?.string,
      let from = node["from"]?.string.flatMap({ Period($0) }),
      let perMonth = node["per_month"]?.number, let author = node["author"]?.string
    else { return nil }
    known(sector, among: leaves, at: node.place(of: "sector"), faults: &faults)
    let until = node["until"]?.string.flatMap { Period($0) }
    for (key, period) in [("from", from), ("until", until ?? from)]
    where period.frequency != .monthly {
      faults.noteConflict(
        key, .month, at: node.place(of: key), hint: .write(.period(.monthly)))
    }
    return CapacityLever(
      id: id, title: node.text("title", orElse: id), sector: sector, from: from, until: until,
      perMonth: perMonth, author: author, location: node.location)
  }
}
