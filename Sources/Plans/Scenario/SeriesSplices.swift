public import Files
public import TimeSeries

/// An older series that goes before a newer one of another price base or definition.
public struct SpliceSpecification: Sendable {
  /// The newer series, whose level counts.
  public let series: SeriesReference
  /// The older one, brought to that level for the periods before.
  public let from: SeriesReference
  /// The only period where they are joined; `nil` for all that both have.
  public let at: Period?
  /// Where it is named.
  public let location: SourceLocation
}

/// Reads splices, and brings older series to the level of newer ones.
///
/// Over the periods that both have, levels are joined by the ratio of their sums, rates by their mean difference. What
/// the ratios or differences of single periods spread by is the splice's error together with the rounding of both, which is
/// independent of it: squares add. Every figure from it carries that error.
enum SeriesSplices {
  static var field: Field {
    .optional(
      "splices",
      .array(
        .object([
          .required("series", .string(), "Series that goes on with another."),
          .optional("geo", .string(), "Its place; the region by default."),
          .required("from", ScenarioShape.reference, "The older series."),
          .optional(
            "at", ScenarioShape.period, "Where they are joined; all common periods by default."),
        ])),
      "Older series of another price base or definition, brought to the level of a newer one for earlier periods."
    )
  }

  static func decode(
    _ list: [JSONNode], geo: String, faults: inout FaultCollector
  ) -> [SpliceSpecification] {
    list.compactMap { node in
      guard let id = node["series"]?.string, let from = node["from"]?.series(at: geo) else {
        return nil
      }
      let series = SeriesReference(
        id: id, geo: node["geo"]?.string ?? geo, location: node.place(of: "series"))
      if (SeriesName(id), SeriesName(series.geo)) == (SeriesName(from.id), SeriesName(from.geo)) {
        faults.note(.parts(.ontoItself(series.title)), at: from.location)
        return nil
      }
      return SpliceSpecification(
        series: series, from: from, at: node["at"]?.string.flatMap { Period($0) },
        location: node.location)
    }
  }

  /// Whether a series holds rates, which differ by points and not by a factor.
  static func isRate(
    _ splice: SpliceSpecification, _ scenario: Scenario, _ observations: ObservationSet
  ) -> Bool {
    let name = SeriesName(splice.series.id)
    for use in SeriesUse.all(of: scenario, in: observations) where SeriesName(use.series.id) == name
    {
      switch use.role {
      case .level, .levelToDate, .sector(.level), .sector(.levelToDate): return false
      case .sector(nil), .value: break
      case .growth, .contribution, .sector: return true
      }
    }
    return observations.unit(id: splice.series.id, geo: splice.series.geo)?.contains("%") ?? false
  }

  /// How an older series becomes the newer one.
  struct Join {
    let isRate: Bool
    /// The factor, or the difference.
    let shift: Double
    /// Its error: a share of the factor, or points.
    let error: Double
    /// How many periods it rests on.
    let periods: Int

    func apply(_ value: Double) -> Double { isRate ? value + shift : value * shift }

    /// The standard error of a figure that it gives.
    func error(of value: Double) -> Double { isRate ? error : abs(value) * error }
  }

  /// Figures of the older series as ones of the newer, for periods before its first.
  static func rows(
    _ splice: SpliceSpecification, isRate: Bool, _ observations: ObservationSet,
    asOf: CalendarDate?, faults: inout FaultCollector
  ) -> [RegionParts.Made] {
    var pairs: [(new: Observation, old: Observation)] = []
    var starts: [Frequency: Period] = [:]
    let frequencies = [Frequency.annual, .quarterly, .monthly]
    for frequency in frequencies {
      let new = observations.history(of: splice.series.key(frequency), asOf: asOf)
      let old = Dictionary(
        observations.history(of: splice.from.key(frequency), asOf: asOf).map { ($0.period, $0) }
      ) { first, _ in first }
      starts[frequency] = new.first?.period
      for row in new {
        guard let other = old[row.period], isInside(row.period, splice.at) else { continue }
        pairs.append((row, other))
      }
    }
    guard !pairs.isEmpty else {
      // A series without any figure is a fault of its own.
      if !starts.isEmpty || observations.keys(id: splice.from.id).isEmpty {
        faults.note(
          .parts(.apart(series: splice.series.title, old: splice.from.title)), at: splice.location)
      }
      return []
    }
    if !isRate, let bad = pairs.first(where: { $0.new.value <= 0 || $0.old.value <= 0 }) {
      faults.note(
        .parts(
          .noRatio(
            series: splice.series.title, old: splice.from.title,
            period: bad.new.period.description)), at: splice.location)
      return []
    }
    return frequencies.flatMap { frequency in
      // Of one frequency where both have it, else of all together.
      let own = pairs.filter { $0.new.period.frequency == frequency }
      return rows(
        splice, frequency, join(own.isEmpty ? pairs : own, isRate: isRate),
        known: joined(own.isEmpty ? pairs : own), before: starts, pairs[0].new, observations)
    }
  }

  private static func isInside(_ period: Period, _ at: Period?) -> Bool {
    guard let at else { return true }
    return period.firstDay >= at.firstDay && period.lastDay <= at.lastDay
  }

  /// The factor or difference over common periods.
  static func join(_ pairs: [(new: Observation, old: Observation)], isRate: Bool) -> Join {
    let count = Double(pairs.count)
    // The variance of a figure's rounding and of what it may be off by beside, over the square of a unit.
    func variance(_ row: Observation, _ unit: Double = 1) -> Double {
      let rounding = row.roundingHalfWidth * row.roundingHalfWidth / 3
      return (rounding + row.error * row.error) / (unit * unit)
    }
    let shift: Double
    let single: [Double]
    let rounding: Double
    if isRate {
      single = pairs.map { $0.new.value - $0.old.value }
      shift = single.reduce(0, +) / count
      rounding = pairs.map { variance($0.new) + variance($0.old) }.max() ?? 0
    } else {
      let old = pairs.reduce(0) { $0 + $1.old.value }
      shift = pairs.reduce(0) { $0 + $1.new.value } / old
      single = pairs.map { $0.new.value / $0.old.value / shift }
      rounding =
        pairs.map { variance($0.new, $0.new.value) + variance($0.old, $0.old.value) }.max() ?? 0
    }
    let centre = isRate ? shift : 1
    let squares = single.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let spread = count > 1 ? squares / (count - 1) : 0
    return Join(
      isRate: isRate, shift: shift, error: (spread + rounding).squareRoot(), periods: pairs.count)
  }

  /// The day from which on the two can be joined; `nil` where nobody knows it.
  private static func joined(
    _ pairs: [(new: Observation, old: Observation)]
  ) -> CalendarDate? {
    pairs.compactMap { pair -> CalendarDate? in
      guard let new = pair.new.vintage, let old = pair.old.vintage else { return nil }
      return max(new, old)
    }.min()
  }

  private static func rows(
    _ splice: SpliceSpecification, _ frequency: Frequency, _ join: Join, known: CalendarDate?,
    before starts: [Frequency: Period], _ like: Observation, _ observations: ObservationSet
  ) -> [RegionParts.Made] {
    let start = starts[frequency]?.firstDay ?? starts.values.map(\.firstDay).min()
    let old = observations[splice.from.key(frequency)].filter { row in
      row.status.isHistory && (start.map { row.period.lastDay < $0 } ?? false)
    }
    var newest: [Cell: Observation] = [:]
    for row in old {
      let day = known.flatMap { known in row.vintage.map { max($0, known) } }
      let cell = Cell(period: row.period, day: day)
      if let other = newest[cell]?.vintage, let own = row.vintage, own <= other { continue }
      newest[cell] = row
    }
    let note = note(splice, join)
    return newest.sorted { ($0.key.period, $0.key.place) < ($1.key.period, $1.key.place) }
      .map { cell, row in
        let value = join.apply(row.value)
        let (decimals, rest) = printed(
          join.isRate ? row.roundingHalfWidth : row.roundingHalfWidth * join.shift)
        let error = join.error(of: value)
        let own = join.isRate ? row.error : row.error * join.shift
        return RegionParts.Made(
          observation: Observation(
            key: splice.series.key(frequency), period: row.period, value: value,
            decimals: decimals, unit: like.unit, priceBasis: like.priceBasis,
            status: row.status.weaker(.secondary), vintage: cell.day,
            source: MadeFigure.splice.rawValue, note: note,
            error: (error * error + own * own + rest * rest).squareRoot()), like: row)
      }
  }

  private struct Cell: Hashable {
    let period: Period
    let day: CalendarDate?

    /// Days in order; none goes first.
    var place: Int { day.map { ($0.year * 12 + $0.month) * 31 + $0.day } ?? 0 }
  }

  /// The digits whose rounding is as large as an error, and what is larger than any.
  private static func printed(_ half: Double) -> (decimals: Int, rest: Double) {
    var decimals = 0
    while decimals < PrintedDecimals.most, PrintedDecimals.halfStep(decimals + 1) >= half {
      decimals += 1
    }
    return (decimals, half > 0.5 ? half / 3.0.squareRoot() : 0)
  }

  /// The factor and its error, for readers: `grdp.1994 × 2.413 ± 0.4% (3)`.
  private static func note(_ splice: SpliceSpecification, _ join: Join) -> String {
    func short(_ number: Double) -> String {
      let scale = abs(number) < 10 ? 1e5 : 1e2
      return "\((scale * number).rounded() / scale)"
    }
    let from = splice.from.geo == splice.series.geo ? splice.from.id : splice.from.title
    let shift = join.isRate ? "+ \(short(join.shift))" : "× \(short(join.shift))"
    let error = join.isRate ? short(join.error) : "\(short(100 * join.error))%"
    return "\(from) \(shift) ± \(error) (n = \(join.periods))"
  }
}
