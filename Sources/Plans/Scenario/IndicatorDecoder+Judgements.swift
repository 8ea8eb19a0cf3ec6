internal import Files
internal import TimeSeries

/// What people judge: single figures, quantiles, beliefs beside data.
extension IndicatorDecoder {
  func quantiles(_ node: JSONNode?) -> [QuantilePoint]? {
    node.map { node in
      node.elements.compactMap { element in
        guard let p = element["probability"]?.number, let value = element["value"]?.number else {
          return nil
        }
        return QuantilePoint(probability: p, value: value)
      }
    }
  }

  func checkIncreasing(
    _ points: [QuantilePoint], at node: JSONNode, faults: inout FaultCollector
  ) {
    let steps = zip(points, points.dropFirst())
    if !steps.allSatisfy({ $0.probability < $1.probability && $0.value <= $1.value }) {
      faults.noteConflict("quantiles", .quantileOrder, at: node.location)
    }
  }

  func judgement(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> JudgementSpecification? {
    guard let year = node["year"]?.integer, let author = node["author"]?.string else { return nil }
    let belief: JudgementSpecification.Belief
    if let points = quantiles(node["quantiles"]) {
      checkIncreasing(points, at: node, faults: &faults)
      belief = .quantiles(points)
    } else {
      guard let low = node["low"]?.number, let likely = node["likely"]?.number,
        let high = node["high"]?.number
      else {
        for key in ["low", "likely", "high"] where node[key] == nil {
          faults.note(.json(.missingKey(key)), at: node.location, hint: .schema("scenario"))
        }
        return nil
      }
      if !(low <= likely && likely <= high) {
        faults.noteConflict("judgement", .relation("low ≤ likely ≤ high"), at: node.location)
        return nil
      }
      belief = .range(low: low, likely: likely, high: high)
    }
    var start: (year: Int, value: Double)?
    if let year = node["start"]?["year"]?.integer, let value = node["start"]?["value"]?.number {
      start = (year, value)
    }
    if let start, start.year >= year {
      faults.noteConflict("start", .startBeforeJudged, at: node.location)
    }
    return JudgementSpecification(
      year: year, belief: belief, start: start, author: author,
      date: node["date"]?.string.flatMap { CalendarDate($0) }, decimals: decimals(node))
  }

  /// The most decimals among the values of a belief.
  func decimals(_ node: JSONNode) -> Int? {
    let stated = ["low", "likely", "high"].compactMap { node[$0]?.decimals }
    let points = node.list("quantiles").compactMap { $0["value"]?.decimals }
    return (stated + points).max()
  }

  func prior(
    _ node: JSONNode, faults: inout FaultCollector
  ) -> (judgement: JudgementSpecification, weight: Double)? {
    guard let prior = node["prior"], let weight = prior["weight"]?.number,
      let judgement = judgement(prior, faults: &faults)
    else { return nil }
    if node["series"] == nil && node["anchor"] == nil && node["proxy"] == nil {
      faults.noteConflict("prior", .priorAlone, at: prior.location)
    }
    return (judgement, weight)
  }
}
