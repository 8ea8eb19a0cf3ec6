internal import Coherence
internal import TimeSeries

extension [GrowthFact] {
  /// Figures that settled levels contradict, each with those that go before it.
  func contradictions(of settled: SettledLevels) -> [GrowthDiscrepancy] {
    let found = indices.compactMap { index in
      self[index].contradiction(settled.levels).map { (index: index, discrepancy: $0) }
    }
    guard !found.isEmpty else { return [] }
    let out = Set(found.map(\.index))
    let standing = settled.taken.filter { !out.contains($0) }.sorted()
    return found.map { index, discrepancy in
      var discrepancy = discrepancy
      discrepancy.against = figures(before: index, among: standing)
      return discrepancy
    }
  }

  /// Figures that were taken and settle what one speaks of: those of its own cells in its period and what stands beside
  /// it in their totals; where there are none, those of its cells in other periods.
  private func figures(before index: Int, among standing: [Int]) -> [GrowthFigure] {
    let (own, period) = (Set(self[index].cells), self[index].figure.period)
    let same = standing.filter { self[$0].figure.period == period }
    let direct = same.filter { !own.isDisjoint(with: self[$0].cells) }
    guard !direct.isEmpty else {
      return standing.filter { !own.isDisjoint(with: self[$0].cells) }.map { self[$0].figure }
    }
    let wider = direct.reduce(into: Set<Int>()) { $0.formUnion(self[$1].cells) }
    let beside = same.filter { !direct.contains($0) && !wider.isDisjoint(with: self[$0].cells) }
    return (direct + beside).map { self[$0].figure }
  }
}

extension GrowthFact {
  /// The unknown levels that it speaks of.
  fileprivate var cells: Dictionary<Int, Double>.Keys { fact.numerator.weights.keys }
}
