internal import Files
internal import TimeSeries

/// Holds the unit that a measure names for readers against that of its levels.
enum MeasureUnits {
  /// A unit that says something else than that of the series is a fault: what is printed is the series' number.
  ///
  /// Names in another language, and more or less exact ones, are not told apart: `tỷ đồng` and `billion VND` agree.
  static func run(
    _ measure: MeasureSpecification, _ growth: GrowthSpecification?,
    _ observations: ObservationSet, faults: inout FaultCollector
  ) {
    let names = [measure.unit?.vi, measure.unit?.en].compactMap(\.self).filter { !$0.isEmpty }
    guard !names.isEmpty else { return }
    for series in levels(measure, growth) {
      guard let unit = observations.unit(id: series.id, geo: series.geo),
        names.allSatisfy({ contradict($0, unit) }), let name = names.first
      else { continue }
      faults.note(
        .measure(
          .otherUnit(measure: measure.id, first: unit, firstSeries: series.id, second: name)),
        at: measure.location)
      return
    }
  }

  /// The series of its levels; none of an index, whose unit says nothing.
  private static func levels(
    _ measure: MeasureSpecification, _ growth: GrowthSpecification?
  ) -> [SeriesReference] {
    switch measure.source {
    case .series(let own):
      own.isIndex || measure.total == .index
        ? [] : [own.level, own.levelToDate].compactMap(\.self)
    case .sector(let id):
      (growth?.sector(id)?.series.all ?? [])
        .filter { [.level, .levelToDate].contains($0.measure) }.map(\.series)
    }
  }

  /// Whether two units cannot be those of one number: one of them is a percentage, or they count in other powers of ten.
  static func contradict(_ one: String, _ other: String) -> Bool {
    guard SeriesName(one) != SeriesName(other), isNamed(one), isNamed(other) else { return false }
    if isPercent(one) != isPercent(other) { return true }
    guard let first = power(one), let second = power(other) else { return false }
    return first != second
  }

  private static func words(_ unit: String) -> [String] {
    folded(unit).split(separator: " ").map(String.init)
  }

  private static func isNamed(_ unit: String) -> Bool {
    unit.contains("%") || !["", "na", "n a", "index", "chi so"].contains(folded(unit))
  }

  private static func isPercent(_ unit: String) -> Bool {
    unit.contains("%") || PhraseSearch.contains(folded(unit), anyOf: PercentUnit.foldedWords)
  }

  /// The power of ten that a unit names first, as in `nghìn tỷ đồng`, `million USD`, `USD million`; `nil` where it names none.
  private static func power(_ unit: String) -> Int? {
    // What stands behind a line is what there is one of: vụ/triệu dân.
    let words = words(String(unit.prefix { $0 != "/" }))
    let powers = words.indices.compactMap { place -> Int? in
      // A share is no billion.
      if words[place] == "ty",
        words.dropFirst(place + 1).first.map(["le", "trong"].contains) == true
      {
        return nil
      }
      return UnitPowers.places[words[place]]
    }
    return powers.isEmpty ? nil : powers.reduce(0, +)
  }
}
