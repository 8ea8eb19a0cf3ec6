internal import Files
internal import TimeSeries

/// Turns one checked indicator into its specification.
struct IndicatorDecoder {
  /// The region's place, used where a series names none.
  let geo: String

  func decode(_ node: JSONNode, faults: inout FaultCollector) -> IndicatorSpecification? {
    let kind: IndicatorKind = node.choice("kind") ?? .level
    guard let id = node["id"]?.string, let source = source(node, kind, faults: &faults) else {
      return nil
    }
    let scale: Scale = node.choice("scale") ?? Self.scale(of: kind)
    let bounds = bounds(node["bounds"], kind: kind, faults: &faults)
    if (scale == .logit || scale == .rank) && !bounds.isClosed {
      faults.noteConflict("bounds", .bothBounds(scale: scale.rawValue), at: node.location)
      return nil
    }
    return IndicatorSpecification(
      id: id, name: node.text("name", orElse: ""), unit: node.text("unit", orElse: ""),
      definition: node.text("definition"), kind: kind, scale: scale, bounds: bounds,
      isMonotone: node["monotone"]?.bool ?? false, resolution: node["resolution"]?.number,
      source: source, model: model(node), longRun: longRun(node["long_run"]),
      nation: nation(node["nation"], kind, faults: &faults), prior: prior(node, faults: &faults),
      breaks: node.list("breaks").compactMap { $0.string.flatMap { Period($0) } },
      remark: node.text("remark"), location: node.location)
  }

  /// The scale that follows from the kind.
  static func scale(of kind: IndicatorKind) -> Scale {
    switch kind {
    case .growth: .log
    case .share, .adoption: .logit
    case .rank: .rank
    case .count: .count
    case .level: .identity
    }
  }

  private func bounds(
    _ node: JSONNode?, kind: IndicatorKind, faults: inout FaultCollector
  ) -> Bounds {
    let standard: (Double, Double) =
      switch kind {
      case .share, .adoption: (0, 100)
      case .rank: (1, .infinity)
      case .count, .growth: (0, .infinity)
      case .level: (-.infinity, .infinity)
      }
    let lower = node?["lower"]?.number ?? standard.0
    let upper = node?["upper"]?.number ?? standard.1
    guard lower < upper else {
      if let node { faults.noteConflict("bounds", .relation("lower < upper"), at: node.location) }
      return .none
    }
    return Bounds(lower: lower, upper: upper)
  }

  private func source(
    _ node: JSONNode, _ kind: IndicatorKind, faults: inout FaultCollector
  ) -> IndicatorSource? {
    if let series = node["series"] {
      return selection(series, kind, faults: &faults).map(IndicatorSource.series)
    }
    if let anchor = node["anchor"], let series = anchor["series"]?.series(at: geo) {
      return .anchor(
        AnchorSpecification(
          series: series, loan: loan(anchor, faults: &faults) ?? .pace([], share: nil)))
    }
    if let proxy = node["proxy"] { return self.proxy(proxy, kind, faults: &faults) }
    if let judgement = node["judgement"] {
      return self.judgement(judgement, faults: &faults).map(IndicatorSource.judgement)
    }
    if let derived = node["derived"] {
      return self.derived(derived, faults: &faults).map(IndicatorSource.derived)
    }
    return node.text("not_assessed").map(IndicatorSource.notAssessed)
  }

  private func selection(
    _ node: JSONNode, _ kind: IndicatorKind, faults: inout FaultCollector
  ) -> SeriesSelection? {
    let place = node["geo"]?.string ?? geo
    func series(_ member: JSONNode?) -> SeriesReference? {
      member?.string == nil ? nil : member?.series(at: place)
    }
    if node["id"] != nil && node["level"] != nil {
      faults.note(.json(.moreThanOneOf(keys: ["id", "level"])), at: node.location)
    }
    var level = series(node.string != nil ? node : node["level"] ?? node["id"])
    var levelToDate = series(node["level_to_date"])
    if kind.mayAddUp, let cumulated = level, SeriesSelection.isCumulated(cumulated.id) {
      // By its name the series is cumulated, under whichever key it stands.
      levelToDate = levelToDate ?? cumulated
      level = nil
    }
    let parts = node.list("contributions")
    noteTwice(parts, in: "contributions", faults: &faults)
    let selection = SeriesSelection(
      level: level, levelToDate: levelToDate, growth: series(node["growth"]),
      growthToDate: series(node["growth_to_date"]),
      growthAverage: series(node["growth_average"]), contributions: parts.compactMap(series))
    guard kind == .growth else {
      return ofOneValue(selection, node, kind, faults: &faults)
    }
    if level == nil && levelToDate == nil && selection.growth == nil {
      faults.note(.json(.noneOf(keys: ["level", "level_to_date", "growth"])), at: node.location)
      return nil
    }
    return selection
  }

  private func nation(
    _ node: JSONNode?, _ kind: IndicatorKind, faults: inout FaultCollector
  ) -> SeriesSelection? {
    guard let node else { return nil }
    guard kind == .growth else {
      faults.warn(
        .series(.onlyForGrowth(key: "nation", kind: kind.rawValue)), at: node.location)
      return nil
    }
    return selection(node, kind, faults: &faults)
  }

  /// What does not grow is told by its level alone, and what may add up by what is cumulated of it as well: other series are
  /// never passed over without a word.
  private func ofOneValue(
    _ selection: SeriesSelection, _ node: JSONNode, _ kind: IndicatorKind,
    faults: inout FaultCollector
  ) -> SeriesSelection? {
    for key in SeriesSelection.growthKeys
    where node[key] != nil && !(key == "level_to_date" && kind.mayAddUp) {
      faults.warn(
        .series(.onlyForGrowth(key: key, kind: kind.rawValue)), at: node.place(of: key))
    }
    guard selection.level != nil || selection.levelToDate != nil && kind.mayAddUp else {
      faults.note(.json(.noneOf(keys: ["level"])), at: node.location)
      return nil
    }
    var selection = selection
    // Its level is what stands, or would stand, beside what is cumulated.
    selection.level = selection.level ?? selection.levelToDate?.withoutCumulatedEnd
    if !kind.mayAddUp { selection.levelToDate = nil }
    return selection
  }

  /// Notes series that stand twice in a list, where each counts once more.
  private func noteTwice(_ list: [JSONNode], in key: String, faults: inout FaultCollector) {
    var lines: [SeriesName: Int] = [:]
    for element in list {
      guard let series = element.series(at: geo) else { continue }
      let name = SeriesName("\(series.id) \u{0}\(series.geo)")
      if let line = lines[name] {
        faults.note(
          .value(.doubledEntry(series.id, list: key, firstLine: line)), at: element.location,
          hint: .listOnce)
      }
      lines[name] = lines[name] ?? element.location.line
    }
  }

  private func loan(_ node: JSONNode, faults: inout FaultCollector) -> Loan? {
    func series(_ key: String) -> [SeriesReference] {
      noteTwice(node.list(key), in: key, faults: &faults)
      return node.list(key).compactMap { $0.series(at: geo) }
    }
    let (pace, walk) = (series("pace"), series("walk"))
    if node["pace"] != nil { return .pace(pace, share: node["pace_share"]?.number) }
    return node["walk"].map { _ in .walk(walk) }
  }

  private func proxy(
    _ node: JSONNode, _ kind: IndicatorKind, faults: inout FaultCollector
  ) -> IndicatorSource? {
    guard let seriesNode = node["series"],
      let series = selection(seriesNode, kind, faults: &faults), let offset = node["offset"]
    else { return nil }
    let specification: OffsetSpecification
    if let points = quantiles(offset["quantiles"]) {
      checkIncreasing(points, at: offset, faults: &faults)
      guard let period = offset["period"]?.string.flatMap({ Period($0) }) else {
        faults.note(.json(.missingKey("period")), at: offset.location, hint: .schema("scenario"))
        return nil
      }
      specification = .level(quantiles: points, period: period, location: offset.location)
    } else {
      specification = .normal(
        centre: offset["centre"]?.number ?? 0, standardDeviation: offset["sd"]?.number ?? 0)
    }
    return .proxy(
      ProxySpecification(
        series: series, offset: specification, drift: offset["drift"]?.number,
        offsetLocation: offset.location, loan: loan(node, faults: &faults)))
  }

  private func derived(_ node: JSONNode, faults: inout FaultCollector) -> DerivedSpecification? {
    if let average = node["average_growth"], let of = average["of"]?.string,
      let base = average["base"]?.integer, let last = average["last"]?.integer
    {
      if base >= last {
        faults.noteConflict("base", .relation("base < last"), at: average.location)
      }
      return .averageGrowth(
        of: of, base: base, last: last, mean: average.choice("mean") ?? .geometric)
    }
    if let of = node["growth"]?["of"]?.string { return .growth(of: of) }
    if let ratio = node["ratio"], let numerator = ratio["numerator"]?.string,
      let denominator = ratio["denominator"]?.string
    {
      return .ratio(
        numerator: numerator, denominator: denominator, factor: ratio["factor"]?.number ?? 1)
    }
    if let product = node["product"], let first = product["first"]?.string,
      let second = product["second"]?.string
    {
      return .product(first: first, second: second, factor: product["factor"]?.number ?? 1)
    }
    return nil
  }

  private func model(_ node: JSONNode) -> ModelChoice {
    guard let model = node["model"] else {
      return ModelChoice(id: "auto", parameters: [], location: node.location)
    }
    let parameters = model.members.compactMap { member in
      member.node.number.map {
        (name: member.key, value: $0, location: member.location)
      }
    }
    return ModelChoice(
      id: model.string ?? model["id"]?.string ?? "auto", parameters: parameters,
      location: model.location)
  }

  private func longRun(_ node: JSONNode?) -> LongRunSpecification? {
    guard let node, let series = node["series"]?.series(at: geo), let sd = node["sd"]?.number
    else { return nil }
    return LongRunSpecification(series: series, standardDeviation: sd)
  }
}
