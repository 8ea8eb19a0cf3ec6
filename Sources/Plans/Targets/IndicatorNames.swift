internal import Files
internal import TimeSeries

/// Finds the indicators of a scenario by the names that plans give them.
struct IndicatorNames {
  private let ids: [String]
  private let byName: [SeriesName: String]

  init(_ scenario: Scenario) {
    ids = scenario.indicators.map(\.id) + scenario.measures.map(\.id)
    byName = Dictionary(ids.map { (SeriesName($0), $0) }) { first, _ in first }
  }

  /// The plan with the scenario's own spelling of its indicators; what may be a slip is warned of.
  func read(_ plan: Plan, faults: inout FaultCollector) -> Plan {
    let named = Set(plan.targets.map { SeriesName($0.indicatorID) })
    // A plan names what a scenario leaves out; near to what it names itself it means something else.
    let others = ids.filter { !named.contains(SeriesName($0)) }.map { ($0, NameShape($0)) }
    let targets = plan.targets.map { target -> Target in
      let name = SeriesName(target.indicatorID)
      if let id = byName[name] {
        if id == target.indicatorID { return target }
        if id != SeriesName.seen(target.indicatorID) {
          faults.warn(
            .series(.otherSpelling(target.indicatorID, first: id, firstAt: nil)),
            at: target.location)
        }
        var named = target
        named.indicatorID = id
        return named
      }
      guard target.hasValue, !others.isEmpty else { return target }
      let shape = NameShape(target.indicatorID)
      if let (near, _) = others.first(where: { shape.isSlip(of: $0.1) }) {
        faults.warn(.series(.nearName(target.indicatorID, near: near)), at: target.location)
      }
      return target
    }
    return Plan(id: plan.id, targets: targets, file: plan.file)
  }
}
