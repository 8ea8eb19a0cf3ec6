internal import Coherence
internal import LinearAlgebra
internal import Plans
internal import RealModule
internal import TimeSeries

/// Values of every period of a measure up to the last that figures speak of.
///
/// Periods whose level is published, or is the difference of two cumulated ones, are known. Of the others the figures
/// tell: cumulated levels, growth, years. They are settled as those of sectors are (`SettledLevels`), before them what the
/// known periods make likely: a course over years, a course of the year that is the same in all years, and noise.
struct MeasureHistory {
  /// The ordinal of the first period, the first of a year.
  let start: Int
  /// The values.
  let values: [Double]
  /// Whether they are compared by their ratios.
  let isLogarithm: Bool
  /// Whether growth says something of them: they are no rates, and never below 0.
  let grows: Bool
  /// Whether none was below 0, and they are no rates.
  let isNeverBelow0: Bool
  private let settled: SettledLevels?
  private let cells: [Int: Int]
  /// Periods that nothing settles, of measures without logarithms.
  private let open: Set<Int>
  /// Periods with figures of their own, where others between them have none.
  private let told: [Int]
  /// What the figures make likely of the periods behind the last, where that was asked for.
  let ahead: Ahead?

  /// Logarithms of periods ahead.
  struct Ahead {
    let means: [Double]
    let covariance: Matrix
  }

  /// The first period that figures tell anything of.
  var first: Int { told.first.map { max(start, $0) } ?? start }

  /// The last period.
  var end: Int { start + values.count - 1 }

  /// The most years behind the present one that are looked at.
  private static let mostYears = 15
  /// A deviation of a logarithm below which a total counts as known.
  static let knownDeviation = 0.0025

  /// - Parameter reach: the ordinal of a period behind the last up to which the same is made of what is ahead.
  init?(_ figures: MeasureFigures, year: Int, reach: Int? = nil) {
    let known = Self.known(figures)
    let isSummed = figures.total == .sum || figures.total == .index || figures.isGrowthAlone
    let isPositive = known.values.allSatisfy { $0 > 0 }
    guard isSummed, isPositive else {
      self.init(figures, interpolating: known, isPositive: isPositive)
      return
    }
    self.init(figures, settling: known, year: year, reach: reach)
  }

  /// A value; `nil` outside.
  subscript(ordinal: Int) -> Double? {
    values.indices.contains(ordinal - start) ? values[ordinal - start] : nil
  }

  /// What some periods come to; `nil` where one lies outside.
  func total(_ ordinals: ClosedRange<Int>, _ total: MeasureSpecification.Total) -> Double? {
    let parts = ordinals.compactMap { self[$0] }
    guard parts.count == ordinals.count, let last = parts.last else { return nil }
    switch total {
    case .sum: return parts.reduce(0, +)
    case .mean, .index: return parts.reduce(0, +) / Double(parts.count)
    case .last: return last
    }
  }

  /// The standard deviation of the logarithm of the sum of some periods, over that of others where these are given.
  func deviation(_ ordinals: ClosedRange<Int>, over base: ClosedRange<Int>? = nil) -> Double {
    guard let settled else {
      return ordinals.contains(where: open.contains)
        || base.map { $0.contains(where: open.contains) } == true ? 1 : 0
    }
    let now = sum(ordinals)
    guard let base else { return settled.deviation(of: now) }
    return settled.deviation(of: now, over: sum(base))
  }

  /// The standard deviation of a weighted sum of periods, in the unit; 0 where nothing settles what is open.
  func spread(_ weights: [Int: Double]) -> Double {
    guard let settled else { return 0 }
    var total = LevelFact.Total()
    for (ordinal, weight) in weights.sorted(by: { $0.key < $1.key }) {
      if let cell = cells[ordinal] {
        total.weights[cell, default: 0] += weight
      } else {
        total.constant += weight * (self[ordinal] ?? 0)
      }
    }
    guard !total.weights.isEmpty else { return 0 }
    let deviation = settled.deviation(of: total)
    return deviation > Self.knownDeviation ? deviation * total.value(settled.levels) : 0
  }

  private func sum(_ ordinals: ClosedRange<Int>) -> LevelFact.Total {
    var total = LevelFact.Total()
    for ordinal in ordinals {
      if let cell = cells[ordinal] {
        total.weights[cell, default: 0] += 1
      } else {
        total.constant += self[ordinal] ?? 0
      }
    }
    return total
  }

  // MARK: Known periods

  private static func known(_ figures: MeasureFigures) -> [Int: Double] {
    let frequency = figures.frequency
    var known: [Int: Double] = [:]
    var roundings: [Int: Double] = [:]
    var sources: [Int: [Observation]] = [:]
    var cumulated: [PeriodOfYear: Observation] = [:]
    for (period, row) in figures.all(.levelToDate) { cumulated[period] = row }
    for (period, row) in cumulated where period.isMade(of: frequency) {
      let before = period.months.upperBound - frequency.monthsPerPeriod
      let ordinal = period.ordinals(frequency).upperBound
      if before == 0 {
        (known[ordinal], roundings[ordinal]) = (row.value, row.roundingHalfWidth)
        sources[ordinal] = [row]
      } else if let earlier = cumulated[.toDate(before, of: period.year)] {
        known[ordinal] = row.value - earlier.value
        roundings[ordinal] = row.roundingHalfWidth + earlier.roundingHalfWidth
        sources[ordinal] = [row, earlier]
      }
    }
    var parts: [Int: [Double]] = [:]
    for (period, row) in figures.all(.level) {
      if period.months.count == frequency.monthsPerPeriod {
        let ordinal = period.ordinals(frequency).lowerBound
        // Where the two contradict each other the newer one counts, else what is cumulated: plans are held against it.
        let told = known[ordinal].map {
          MeasureAgreement.agree(
            row.value, $0, rounding: row.roundingHalfWidth + (roundings[ordinal] ?? 0))
        }
        if told != false || MeasureAgreement.isNewer(row, than: sources[ordinal] ?? []) {
          (known[ordinal], roundings[ordinal]) = (row.value, row.roundingHalfWidth)
          sources[ordinal] = [row]
        }
      } else if figures.total == .last, period.months.count > frequency.monthsPerPeriod {
        // What stands at the end of a year or quarter stands at the end of its last month.
        let last = period.ordinals(frequency).upperBound
        known[last] = known[last] ?? row.value
      } else if period.months.count < frequency.monthsPerPeriod {
        parts[period.ordinals(frequency).lowerBound, default: []].append(row.value)
      }
    }
    for (ordinal, values) in parts where known[ordinal] == nil && values.count == 3 {
      switch figures.total {
      case .sum: known[ordinal] = values.reduce(0, +)
      case .mean, .index: known[ordinal] = values.reduce(0, +) / 3
      case .last: known[ordinal] = values.last
      }
    }
    if figures.isSumOfLevels { adjust(&known, sources, roundings, to: figures) }
    return known
  }

  /// Gives periods the total of a longer one that was published anew since all of them: they keep their proportions.
  private static func adjust(
    _ known: inout [Int: Double], _ sources: [Int: [Observation]], _ roundings: [Int: Double],
    to figures: MeasureFigures
  ) {
    let frequency = figures.frequency
    let longer = (figures.all(.levelToDate) + figures.all(.level)).filter {
      $0.period.months.count > frequency.monthsPerPeriod && $0.period.isMade(of: frequency)
        && $0.row.vintage != nil && $0.row.value > 0
    }
    // The newest has the last word.
    let dated = longer.enumerated().sorted {
      ($0.element.row.vintage ?? .first, $0.offset) < ($1.element.row.vintage ?? .first, $1.offset)
    }
    for (_, whole) in dated {
      let ordinals = whole.period.ordinals(frequency)
      let parts = ordinals.compactMap { known[$0] }
      let older = ordinals.compactMap { sources[$0] }
      let sum = parts.reduce(0, +)
      let rounding = ordinals.reduce(whole.row.roundingHalfWidth) { $0 + (roundings[$1] ?? 0) }
      guard older.count == ordinals.count, parts.count == ordinals.count, sum > 0,
        older.allSatisfy({ MeasureAgreement.isNewer(whole.row, than: $0) }),
        !MeasureAgreement.agree(whole.row.value, sum, rounding: rounding)
      else { continue }
      for ordinal in ordinals { known[ordinal]? *= whole.row.value / sum }
    }
  }

  /// Values of the last periods of years, or of shorter stretches that a year is made of, where nothing but these is known;
  /// `nil` elsewhere.
  ///
  /// - Parameter length: periods of a stretch.
  func yearEnds(_ length: Int) -> [Double]? {
    guard settled == nil, told.count < values.count, told.allSatisfy({ $0 % length == length - 1 }),
      let first = told.first, (end - first).isMultiple(of: length),
      told.count == (end - first) / length + 1
    else { return nil }
    return told.compactMap { self[$0] }
  }

  /// Periods of a part of the year, shorter than it, of which the end is known and nothing else; `nil` elsewhere.
  func part(of year: Int) -> Int? {
    (2..<year).first { year.isMultiple(of: $0) && yearEnds($0) != nil }
  }

  /// Whether values of the ends of years, or of equal parts of them, are all that is known, and there are few of them.
  func fewEnds(periodsPerYear length: Int, fewerThan fewest: Int) -> Bool {
    (2...length).contains { step in
      length.isMultiple(of: step) && yearEnds(step).map { $0.count < fewest } == true
    }
  }

  /// The first period from which on few single ones are not told, no more than a sixth of a year in a row and an eighth of all;
  /// `nil` where that is less than a year and a period.
  ///
  /// What stands at their ends lies between that of the periods beside them.
  func bridged(periodsPerYear year: Int) -> Int? {
    guard settled == nil else { return nil }
    let long = told.indices.dropFirst().last { told[$0] - told[$0 - 1] - 1 > year / 6 }
    guard let start = long.map({ told[$0] }) ?? told.first, end - start >= year else { return nil }
    let missing = open.count { $0 > start }
    return 8 * missing <= end - start + 1 ? max(start, self.start) : nil
  }

  // MARK: Rates and what may be 0

  private init?(_ figures: MeasureFigures, interpolating known: [Int: Double], isPositive: Bool) {
    guard let first = known.keys.min(), let last = known.keys.max() else { return nil }
    let year = figures.frequency.periodsPerYear
    start = first / year * year
    var values: [Double] = []
    var open: Set<Int> = []
    for ordinal in start...last {
      if let value = known[ordinal] {
        values.append(value)
        continue
      }
      open.insert(ordinal)
      let before = (start..<max(start, ordinal)).last { known[$0] != nil }
      let after = (ordinal...last).first { known[$0] != nil } ?? last
      guard let before, let one = known[before], let two = known[after] else {
        values.append(known[after] ?? 0)
        continue
      }
      values.append(one + (two - one) * Double(ordinal - before) / Double(after - before))
    }
    let ordinals = known.keys.sorted()
    told = ordinals
    let january = start
    let ends = ordinals.map { $0 - january + 1 }
    let parts = (2...year).first { length in
      year.isMultiple(of: length) && ends.allSatisfy { $0.isMultiple(of: length) }
        && zip(ends, ends.dropFirst()).allSatisfy { $1 - $0 == length }
    }
    if figures.total == .mean, !open.isEmpty, let parts {
      // A mean of years is one of these figures: each stands for all of its part.
      for ordinal in open where ordinal > ordinals[0] - parts {
        let end = (ordinal / parts + 1) * parts - 1
        guard let value = known[end] else { continue }
        values[ordinal - start] = value
        open.remove(ordinal)
      }
    }
    self.values = values
    self.open = open
    let isRate = figures.unit.contains("%") || figures.specification.bounds.isClosed
    isNeverBelow0 = !isRate && known.values.allSatisfy { $0 >= 0 }
    grows = isNeverBelow0
    isLogarithm = isPositive && grows
    settled = nil
    cells = [:]
    ahead = nil
  }

  // MARK: Levels

  private init?(
    _ figures: MeasureFigures, settling known: [Int: Double], year: Int, reach: Int?
  ) {
    let (frequency, length) = (figures.frequency, figures.frequency.periodsPerYear)
    let told = MeasureFacts(figures).periods.map { $0.ordinals(frequency) }
    let ends = told.map(\.upperBound) + known.keys
    guard let last = ends.max(), let first = (told.map(\.lowerBound) + known.keys).min() else {
      return nil
    }
    let start = max(first / length, year - Self.mostYears) * length
    guard start <= last else { return nil }
    var cells: [Int: Int] = [:]
    var owners: [Int] = []
    for ordinal in start...max(last, reach ?? last) where known[ordinal] == nil {
      cells[ordinal] = owners.count
      owners.append(ordinal)
    }
    self.start = start
    self.cells = cells
    (open, self.told) = ([], [])
    (isLogarithm, grows, isNeverBelow0) = (true, true, true)
    guard !owners.isEmpty else {
      settled = nil
      ahead = nil
      values = (start...last).compactMap { known[$0] }
      return
    }
    let within = known.filter { $0.key >= start }
    let facts = MeasureFacts(figures).all(
      start: start, end: last, known: within, cells: cells, withAnchor: figures.isGrowthAlone)
    guard let prior = MeasurePrior(owners, within, facts, periodsPerYear: length),
      let settled = try? SettledLevels(
        mean: prior.mean, covariance: prior.covariance, facts: facts)
    else { return nil }
    self.settled = settled
    values = (start...last).map { known[$0] ?? settled.levels[cells[$0] ?? 0] }
    let places = last < owners[owners.count - 1] ? (last + 1...owners[owners.count - 1]) : nil
    let found = places.map { $0.compactMap { cells[$0] } } ?? []
    ahead =
      found.isEmpty
      ? nil
      : Ahead(
        means: found.map { Double.log(settled.levels[$0]) },
        covariance: settled.covariance.picking(rows: found, columns: found))
  }
}
