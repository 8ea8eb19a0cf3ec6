internal import Files
internal import TimeSeries

/// Turns the keys of a growth scenario into its specification; faults of meaning are collected.
struct GrowthDecoder {
  /// The region's place, used where a series names none.
  let geo: String

  func decode(_ node: JSONNode, faults: inout FaultCollector) -> GrowthSpecification? {
    guard let sectors = node["sectors"] else {
      for key in ["variants", "stated_levels"] where node[key] != nil {
        faults.note(.json(.missingKey("sectors")), at: node[key]?.location ?? node.location)
      }
      return nil
    }
    let decoded = sectors.elements.compactMap(sector)
    SectorTree.check(decoded, at: sectors.location, faults: &faults)
    let ids = decoded.map(\.id)
    let top = decoded.first { $0.parent == nil }?.id ?? ""
    let parents = Set(decoded.compactMap(\.parent))
    var variants: [VariantSpecification] = []
    for element in node["variants"]?.elements ?? [] {
      guard let variant = variant(element, ids: ids, top: top, faults: &faults) else { continue }
      if let first = variants.first(where: { $0.id == variant.id }) {
        faults.note(
          .growth(.duplicateVariant(variant.id, firstLine: first.location.line)),
          at: variant.location)
      }
      if variant.id == VariantSpecification.forecastID {
        faults.note(
          .value(.conflict(key: "id", .baseline)),
          at: variant.location)
      }
      variants.append(variant)
    }
    let stated = (node["stated_levels"]?.elements ?? []).compactMap { element in
      statedLevel(element, ids: ids, faults: &faults)
    }
    let capacity = (node["levers"]?.elements ?? []).filter {
      $0["kind"]?.string == "new_capacity"
    }
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
      id: id, parent: node["parent"]?.string,
      name: ScenarioDecoder.text(node["name"]) ?? LocalizedText(en: id, vi: id),
      series: series(node["series"]), profile: node["profile"].flatMap(reference),
      indicators: (node["indicators"]?.elements ?? []).compactMap(reference),
      split: node["split"]?.string.flatMap { MonthlySplit(rawValue: $0) } ?? .dentonCholette,
      location: node.location)
  }

  private func reference(_ node: JSONNode) -> SeriesReference? {
    guard let id = node.string ?? node["id"]?.string else { return nil }
    return SeriesReference(id: id, geo: node["geo"]?.string ?? geo, location: node.location)
  }

  private func series(_ node: JSONNode?) -> SectorSeries {
    guard let node else { return SectorSeries(all: []) }
    if let id = node.string {
      let only = SeriesReference(id: id, geo: geo, location: node.location)
      return SectorSeries(all: [(.level, only)])
    }
    let place = node["geo"]?.string ?? geo
    return SectorSeries(
      all: SectorSeries.Measure.allCases.compactMap { measure in
        guard let member = node[measure.rawValue], let id = member.string else { return nil }
        return (measure, SeriesReference(id: id, geo: place, location: member.location))
      })
  }

  private func statedLevel(
    _ node: JSONNode, ids: [String], faults: inout FaultCollector
  ) -> StatedLevel? {
    guard let sector = node["sector"]?.string, let period = node["period"]?.string,
      let period = Period(period), let value = node["value"]?.number,
      let reason = node["reason"]?.string
    else { return nil }
    known(sector, among: ids, at: node["sector"]?.location ?? node.location, faults: &faults)
    return StatedLevel(
      sector: sector, period: period, value: value,
      tolerance: node["tolerance"]?.number ?? rounding(node["value"]), reason: reason,
      location: node.location)
  }

  /// Half of the last digit that a number is written with.
  private func rounding(_ node: JSONNode?) -> Double {
    var rounding = 0.5
    if case .number(_, let text)? = node?.value, let point = text.firstIndex(of: ".") {
      for _ in text[point...].dropFirst().prefix(while: \.isNumber) { rounding /= 10 }
    }
    return rounding
  }

  private func known(
    _ sector: String, among ids: [String], at location: SourceLocation,
    faults: inout FaultCollector
  ) {
    guard !ids.contains(sector) else { return }
    faults.note(
      .growth(.unknownSector(sector)), at: location,
      hint: nearestName(to: sector, among: ids).map(Hint.didYouMean) ?? .allowed(ids))
  }

  // MARK: Variants

  private func variant(
    _ node: JSONNode, ids: [String], top: String, faults: inout FaultCollector
  ) -> VariantSpecification? {
    guard let id = node["id"]?.string else { return nil }
    var conditions: [GrowthCondition] = []
    for element in node["conditions"]?.elements ?? [] {
      if let condition = condition(element, ids: ids, top: top, faults: &faults) {
        conditions.append(condition)
      }
    }
    return VariantSpecification(
      id: id, title: ScenarioDecoder.text(node["title"]) ?? LocalizedText(en: id, vi: id),
      conditions: conditions, location: node.location)
  }

  private func condition(
    _ node: JSONNode, ids: [String], top: String, faults: inout FaultCollector
  ) -> GrowthCondition? {
    guard let period = node["period"]?.string.flatMap({ Period($0) }) else { return nil }
    let named = node["sector"]
    let sectors =
      named?.string.map { [$0] } ?? named.map { $0.elements.compactMap(\.string) } ?? [top]
    for sector in sectors {
      known(sector, among: ids, at: named?.location ?? node.location, faults: &faults)
    }
    var (first, last) = (period, period)
    if let text = node["through"]?.string, let through = Period(text) {
      last = through
      if through.frequency != period.frequency || through < period
        || through.year != period.year || period.frequency == .span
      {
        faults.note(
          .value(.conflict(key: "through", .laterPeriod)),
          at: node["through"]?.location ?? node.location)
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

  private func demand(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> GrowthCondition.Demand? {
    if let number = node.number { return .equal(number) }
    if let value = node["value"]?.number {
      return node["sd"]?.number.map { .about(value, deviation: $0) } ?? .equal(value)
    }
    guard let low = node["low"]?.number, let high = node["high"]?.number, low <= high else {
      faults.note(.value(.conflict(key: "low", .relation("low ≤ high"))), at: node.location)
      return nil
    }
    return low < high ? .between(low, high) : .equal(low)
  }

  private func lever(
    _ node: JSONNode, leaves: [String], faults: inout FaultCollector
  ) -> CapacityLever? {
    for key in ["sector", "from", "per_month", "author"] where node[key] == nil {
      faults.note(.json(.missingKey(key)), at: node.location)
    }
    guard let id = node["id"]?.string, let sector = node["sector"]?.string,
      let from = node["from"]?.string.flatMap({ Period($0) }),
      let perMonth = node["per_month"]?.number, let author = node["author"]?.string
    else { return nil }
    known(
      sector, among: leaves, at: node["sector"]?.location ?? node.location, faults: &faults)
    let until = node["until"]?.string.flatMap { Period($0) }
    for (key, period) in [("from", from), ("until", until ?? from)]
    where period.frequency != .monthly {
      faults.note(
        .value(.conflict(key: key, .month)), at: node[key]?.location ?? node.location,
        hint: .write(.period(.monthly)))
    }
    return CapacityLever(
      id: id, title: ScenarioDecoder.text(node["title"]) ?? LocalizedText(en: id, vi: id),
      sector: sector, from: from, until: until, perMonth: perMonth, author: author,
      location: node.location)
  }
}
