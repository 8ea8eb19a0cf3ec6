internal import TimeSeries

/// Levels of one part as they are known on a day, by months and by years.
struct PartLevels {
  /// Levels by the months that they are of, counted from the year 0.
  private var spans: [ClosedRange<Int>: Double] = [:]
  /// Levels of years, those that growth makes of others among them.
  private(set) var years: [Int: Double] = [:]
  /// What is stated for any year.
  let stated: Double?

  /// Years whose levels may stand for those of a year that is not known, the nearest first.
  private static let near = [0, -1, 1, -2, 2]

  init(
    _ part: RegionPart, _ members: [PartFamily.Member], takesWeight: Bool,
    _ observations: ObservationSet, asOf: CalendarDate?
  ) {
    let levels = members.filter {
      switch $0.rule {
      case .sum, .stock: true
      case .growth, .stockGrowth, .points, .weighted, .none: false
      }
    }
    let growth = members.filter {
      switch $0.rule {
      case .growth, .stockGrowth: true
      case .sum, .stock, .points, .weighted, .none: false
      }
    }
    let isStock = members.contains {
      switch $0.rule {
      case .stock, .stockGrowth: true
      case .sum, .growth, .points, .weighted, .none: false
      }
    }
    func rows(_ member: PartFamily.Member, _ frequency: Frequency) -> [Observation] {
      observations.history(
        of: SeriesKey(id: member.id, geo: part.geo, frequency: frequency), asOf: asOf)
    }
    for member in levels {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        for row in rows(member, frequency) where row.value > 0 {
          guard let months = Self.months(row.period, member.rule) else { continue }
          spans[months] = spans[months] ?? row.value
        }
      }
    }
    let own = members.lazy.compactMap { part.weights[SeriesName($0.id)] }.first
    let weight = own ?? (takesWeight ? part.weight : nil)
    stated = part.year == nil ? weight : nil
    for year in Set(spans.keys.map { $0.upperBound / 12 }) {
      years[year] = level(12 * year + (isStock ? 11 : 0)...12 * year + 11)
    }
    if let year = part.year, let weight { years[year] = years[year] ?? weight }
    var changes: [Int: Double] = [:]
    for member in growth {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        for row in rows(member, frequency) where row.value > -100 {
          guard let months = Self.months(row.period, member.rule),
            months.count == 12 || isStock && (months.upperBound + 1).isMultiple(of: 12)
          else { continue }
          changes[row.period.year] = changes[row.period.year] ?? 1 + row.value / 100
        }
      }
    }
    chain(changes)
    // What grew to a level of now came from it a year before.
    for member in growth {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        for row in rows(member, frequency) where row.value > -100 {
          guard let months = Self.months(row.period, member.rule), let now = level(months) else {
            continue
          }
          let before = months.lowerBound - 12...months.upperBound - 12
          spans[before] = level(before) ?? now / (1 + row.value / 100)
        }
      }
    }
  }

  /// Goes on from years whose level is known with growth, backwards and forwards.
  private mutating func chain(_ changes: [Int: Double]) {
    for year in changes.keys.sorted(by: >) {
      if years[year - 1] == nil, let now = years[year], let change = changes[year] {
        years[year - 1] = now / change
      }
    }
    for year in changes.keys.sorted() {
      if years[year] == nil, let before = years[year - 1], let change = changes[year] {
        years[year] = before * change
      }
    }
  }

  /// The months of a period, of a series of single periods or cumulated; `nil` for one that levels do not have.
  static func months(_ period: Period, _ rule: PartFamily.Rule) -> ClosedRange<Int>? {
    guard period.frequency != .span else { return nil }
    let length = period.frequency.monthsPerPeriod
    let last = period.ordinal * length + length - 1
    if isStock(rule) { return last...last }
    return (isToDate(rule) ? 12 * period.year : period.ordinal * length)...last
  }

  private static func isToDate(_ rule: PartFamily.Rule) -> Bool {
    switch rule {
    case .sum(let toDate), .growth(let toDate), .points(let toDate, _): toDate
    case .stock, .stockGrowth, .weighted, .none: false
    }
  }

  private static func isStock(_ rule: PartFamily.Rule) -> Bool {
    switch rule {
    case .stock, .stockGrowth: true
    case .sum, .growth, .points, .weighted, .none: false
    }
  }

  /// The level of some months: published, a sum of quarters or months, or a difference of what is cumulated.
  func level(_ months: ClosedRange<Int>) -> Double? {
    if let level = spans[months] { return level }
    for length in [3, 1] where months.lowerBound.isMultiple(of: length) && months.count > length {
      let parts = stride(from: months.lowerBound, to: months.upperBound, by: length).map {
        spans[$0...$0 + length - 1]
      }
      let known = parts.compactMap { $0 }
      if known.count == parts.count { return known.reduce(0, +) }
    }
    let start = months.lowerBound / 12 * 12
    if months.lowerBound > start, let all = spans[start...months.upperBound],
      let before = spans[start...months.lowerBound - 1], all > before
    {
      return all - before
    }
    return nil
  }

  /// Levels of every part over the months that weigh a figure: the same months for all, or else one year for all.
  static func weights(_ parts: [PartLevels], _ months: ClosedRange<Int>) -> [Double]? {
    let same = parts.compactMap { $0.level(months) }
    if same.count == parts.count { return same }
    let year = months.upperBound / 12
    for step in near {
      let levels = parts.compactMap { $0.years[year + step] ?? $0.stated }
      if levels.count == parts.count { return levels }
    }
    return nil
  }
}
