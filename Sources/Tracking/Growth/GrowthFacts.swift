internal import Coherence
internal import Plans
internal import RealModule
internal import TimeSeries

/// A published figure as a fact about levels, with what a reader is told of it.
struct GrowthFact {
  let fact: LevelFact
  let figure: GrowthFigure
  /// How far it may lie from what levels imply without contradicting them, beyond its own rounding: the rounding
  /// of published levels, and what is not known of months.
  let allowance: Double

  /// The figure as one that gives way to what others imply.
  func discrepancy(implied: Double) -> GrowthDiscrepancy {
    GrowthDiscrepancy(
      sector: fact.sector, figure: figure, published: fact.value * fact.displayFactor,
      implied: implied * fact.displayFactor, rounding: fact.rounding * fact.displayFactor,
      isSpread: false)
  }

  /// The same where levels contradict it; `nil` where it may lie so far from them.
  func contradiction(_ levels: [Double]) -> GrowthDiscrepancy? {
    let implied = fact.implied(levels)
    let allowed = fact.rounding * (1 + 1e-6) + allowance + 1e-9 * abs(fact.value)
    // After a level of 0 nothing is implied.
    guard implied.isFinite, abs(implied - fact.value) > allowed else { return nil }
    return discrepancy(implied: implied)
  }
}

/// Published figures as facts about cells of leaves and quarters.
struct GrowthFacts {
  let data: GrowthData
  /// Quarters that cells may lie in, by ordinal.
  let span: ClosedRange<Int>
  /// Known levels, by leaf and quarter.
  let known: [[Int: Double]]
  /// Numbers of unknown cells, by leaf and quarter.
  let cells: [[Int: Int]]
  /// Root mean square of past revisions of growth, as a share.
  let revision: Double
  /// The course of each leaf inside its quarters.
  let indicators: [GrowthIndicators]

  /// A sum of levels, with its errors.
  struct Sum {
    var total = LevelFact.Total()
    /// The rounding of published levels in it.
    var rounding = 0.0
    /// Squares of what is not known of parts of quarters: weight and relative deviation, by cell or known.
    var known = 0.0
    var open: [(cell: Int, weight: Double)] = []

    /// Its standard deviation, given levels of the cells.
    func deviation(_ levels: [Double]) -> Double {
      open.reduce(known) { sum, part in
        let size = part.weight * (part.cell < levels.count ? levels[part.cell] : 0)
        return sum + size * size
      }.squareRoot()
    }

    /// Its value, given levels of the cells.
    func value(_ levels: [Double]) -> Double {
      levels.isEmpty ? total.constant : total.value(levels)
    }
  }

  /// The total of a node over quarters; `nil` outside the span.
  func total(_ node: Int, _ quarters: ClosedRange<Int>) -> LevelFact.Total? {
    sum(node, 3 * quarters.lowerBound...3 * quarters.upperBound + 2)?.total
  }

  /// The sum of a node over months, by ordinal; `nil` outside the span.
  func sum(_ node: Int, _ months: ClosedRange<Int>) -> Sum? {
    let quarters = months.lowerBound / 3...months.upperBound / 3
    guard span.contains(quarters.lowerBound), span.contains(quarters.upperBound) else {
      return nil
    }
    var sum = Sum()
    for leaf in data.leavesUnder[node] {
      var quarter = quarters.lowerBound
      while quarter <= quarters.upperBound {
        let part = months.clamped(to: 3 * quarter...3 * quarter + 2)
        guard add(leaf, quarter, part, to: &sum) else { return nil }
        quarter += 1
      }
    }
    return sum
  }

  /// Adds months of one quarter of a leaf.
  private func add(
    _ leaf: Int, _ quarter: Int, _ months: ClosedRange<Int>, to sum: inout Sum
  ) -> Bool {
    let node = data.leaves[leaf]
    let isWhole = months.count == 3
    if let level = known[leaf][quarter] {
      if isWhole {
        sum.total.constant += level
        sum.rounding += data.published[node].roundings[quarter] ?? 0
        return true
      }
      let published = months.compactMap { data.published[node].months[$0] }
      if published.count == months.count {
        sum.total.constant += published.reduce(0, +)
        return true
      }
      let (share, deviation) = share(leaf, quarter, months)
      sum.total.constant += share * level
      sum.known += (share * level * deviation) * (share * level * deviation)
      return true
    }
    guard let cell = cells[leaf][quarter] else { return false }
    let (share, deviation) = isWhole ? (1, 0) : share(leaf, quarter, months)
    sum.total.weights[cell, default: 0] += share
    if deviation > 0 { sum.open.append((cell, share * deviation)) }
    return true
  }

  /// What some months are of their quarter, and the deviation of its logarithm.
  private func share(
    _ leaf: Int, _ quarter: Int, _ months: ClosedRange<Int>
  ) -> (share: Double, deviation: Double) {
    let shares = indicators[leaf].shares(ofQuarter: quarter)
    let places = months.lowerBound - 3 * quarter..<months.upperBound - 3 * quarter + 1
    return (
      shares[places].reduce(0, +),
      GrowthIndicators.deviation(shares, months: places, of: indicators[leaf].deviation)
    )
  }

  /// The figures in their order of precedence, the newest first among equals.
  ///
  /// - Parameter levels: what is thought of the cells, for errors of months; empty when that is not known yet.
  func all(_ levels: [Double] = []) -> [GrowthFact] {
    var facts: [(fact: GrowthFact, vintage: CalendarDate?)] = []
    let newest = newestByQuarter()
    let touched = newestOfTop()
    for node in data.tree.nodes.indices {
      for (measure, row) in data.ownRows(node) {
        guard !isSuperseded(node, measure, row, newest) else { continue }
        if let fact = fact(node, measure, row, touched, levels) {
          facts.append((fact, row.vintage))
        }
      }
    }
    let stated = data.specification.statedLevels.compactMap { statedFact($0) ?? carriedFact($0) }
    let dated = facts.enumerated().sorted {
      let (left, right) = ($0.element.vintage, $1.element.vintage)
      switch (left, right) {
      case (let a?, let b?) where a != b: return a > b
      case (.some, nil): return true
      case (nil, .some): return false
      default: return $0.offset < $1.offset
      }
    }
    return dated.map(\.element.fact) + stated
  }

  private func statedFact(_ level: StatedLevel) -> GrowthFact? {
    guard let node = data.tree.nodes.firstIndex(of: level.sector),
      let months = GrowthData.months(of: level.period, .level), let sum = sum(node, months)
    else { return nil }
    // What is only stated is never exact, and yields to what is published.
    let fact = LevelFact(
      numerator: sum.total, value: level.value,
      rounding: max(level.tolerance, 1e-6 * level.value), revision: 1e-9 * level.value,
      rank: .level, sector: level.sector)
    let figure = GrowthFigure(level.sector, level.period, .stated(reason: level.reason))
    return GrowthFact(fact: fact, figure: figure, allowance: sum.rounding)
  }

  private func fact(
    _ node: Int, _ measure: SectorSeries.Measure, _ row: Observation,
    _ newestOfTop: [Int: CalendarDate], _ levels: [Double]
  ) -> GrowthFact? {
    guard let months = GrowthData.months(of: row.period, measure),
      let now = sum(node, months)
    else { return nil }
    let figure = GrowthFigure(row.key.id, row.period, .published(row.vintage))
    let sector = data.tree.nodes[node]
    guard !measure.isLevel else {
      let open = now.deviation(levels)
      let noise = (open * open + row.error * row.error).squareRoot()
      let fact = LevelFact(
        numerator: now.total, value: row.value, rounding: row.roundingHalfWidth,
        revision: noise, rank: .level, sector: sector)
      return GrowthFact(fact: fact, figure: figure, allowance: now.rounding + 4 * noise)
    }
    let earlier = months.lowerBound - 12...months.upperBound - 12
    let base = measure.base(earlier)
    guard let before = sum(node, earlier), let below = sum(base.isOfWhole ? 0 : node, base.months)
    else { return nil }
    // A contribution is revised in the measure of its size: growth near 5% stands behind most.
    let error =
      !isOvertaken(node, row, months, newestOfTop)
      ? 0 : measure.isGrowth ? revision : revision * abs(row.value) / 5
    let rank = rank(node, measure, row)
    let size = below.value(levels)
    let (noiseNow, noiseBefore) = (now.deviation(levels), before.deviation(levels))
    let noise =
      size > 0 ? (noiseNow * noiseNow + noiseBefore * noiseBefore).squareRoot() / size : 0
    let fact = LevelFact(
      numerator: now.total.minus(before.total), denominator: below.total, value: row.value / 100,
      rounding: row.roundingHalfWidth / 100,
      revision: noise > 0 ? (error * error + noise * noise).squareRoot() : error,
      isOvertaken: error > 0 && noise == 0, rank: rank, sector: sector,
      displayFactor: 100)
    let ends =
      max(now.rounding, printedRounding(node, months))
      + max(before.rounding, printedRounding(node, earlier))
      + abs(row.value) / 100 * below.rounding
    let printed = size > 0 ? ends / size : 0
    return GrowthFact(fact: fact, figure: figure, allowance: printed + 4 * noise)
  }

  /// The rounding that levels of just these months were printed with, of the sector or of its parts.
  private func printedRounding(_ node: Int, _ months: ClosedRange<Int>) -> Double {
    func own(_ node: Int) -> Double {
      data.ownRows(node).lazy.filter {
        $0.measure.isLevel && GrowthData.months(of: $0.row.period, $0.measure) == months
      }.map(\.row.roundingHalfWidth).first ?? 0
    }
    let whole = own(node)
    return whole > 0
      ? whole : data.leavesUnder[node].reduce(0) { $0 + own(data.leaves[$1]) }
  }

  private func rank(
    _ node: Int, _ measure: SectorSeries.Measure, _ row: Observation
  ) -> LevelFact.Rank {
    guard node == 0, measure.isGrowth else { return .parts }
    let isYear = row.period.frequency == .annual || measure == .growthToDate
    return isYear ? .yearGrowth : .periodGrowth
  }
}

extension LevelFact.Total {
  /// The difference of two totals.
  func minus(_ other: LevelFact.Total) -> LevelFact.Total {
    var result = self
    result.constant -= other.constant
    for (cell, weight) in other.weights { result.weights[cell, default: 0] -= weight }
    return result
  }
}
