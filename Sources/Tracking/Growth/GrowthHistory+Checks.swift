internal import Coherence
internal import Files
internal import Plans
internal import TimeSeries

// What published figures of one thing must agree in.

extension GrowthHistory {
  /// Notes figures that no history can hold: levels at or below 0, growth that leaves nothing.
  static func checkFigures(
    _ data: GrowthData, span: ClosedRange<Int>, faults: inout FaultCollector
  ) {
    let months = 3 * span.lowerBound...3 * span.upperBound + 2
    for node in data.tree.nodes.indices {
      let bad = data.published[node].notPositive.filter {
        $0.period.lastMonth >= months.lowerBound
      }
      if let first = bad.first {
        let value = "\((1e6 * first.value).rounded() / 1e6)"
        let problem: Problem =
          first.isDifference
          ? .figure(
            .cumulatedFalls(
              series: first.series.id, period: first.period.description, value: value))
          : .figure(
            .levelNotPositive(
              series: first.series.id, period: first.period.description, value: value,
              more: bad.count - 1))
        faults.note(
          problem, at: first.series.location, hint: first.isDifference ? nil : .mend(.mergeSector))
      }
      for (measure, row) in data.ownRows(node)
      where measure.isGrowth && row.value <= -100 && row.period.lastMonth >= months.lowerBound {
        let series = data.sectors[node].series[measure]
        faults.note(
          .figure(
            .growthBelowNothing(
              series: row.key.id, period: row.period.description, value: "\(row.value)")),
          at: series?.location ?? data.sectors[node].location)
      }
    }
  }

  /// What readers must know of histories before anything is settled.
  static func notes(
    _ data: GrowthData, span: ClosedRange<Int>, whole: [Bool]
  ) -> [GrowthNote] {
    var notes: [GrowthNote] = []
    for node in data.tree.nodes.indices {
      let sector = data.sectors[node]
      let old = data.published[node].notPositive.filter {
        $0.period.lastMonth < 3 * span.lowerBound
      }
      if let first = old.first, let last = old.last {
        notes.append(
          GrowthNote(
            kind: .historyCut, sector: sector.id, name: first.series.id, first: first.period,
            last: last.period, count: old.count))
      }
      for (measure, series) in sector.series.all {
        let rows = data.history(series, .span)
        guard let first = rows.first, let last = rows.last, measure != .yearContribution else {
          continue
        }
        notes.append(
          GrowthNote(
            kind: .severalYears, sector: sector.id, name: series.id, first: first.period,
            last: last.period, count: rows.count))
      }
    }
    for (leaf, node) in data.leaves.enumerated() where !whole[leaf] {
      let count = span.count { data.published[node].quarters[$0] != nil }
      guard count > 0 else { continue }
      notes.append(GrowthNote(kind: .fewQuarters, sector: data.sectors[node].id, count: count))
    }
    return notes
  }

  /// Notes published parts that do not add to their published total beyond rounding; a part without a
  /// figure of its own is the sum of its parts.
  static func checkParts(
    _ data: GrowthData, span: ClosedRange<Int>, faults: inout FaultCollector
  ) {
    for measure in [SectorSeries.Measure.level, .levelToDate] {
      for frequency in [Frequency.annual, .quarterly, .monthly] {
        var found: [[Period: (value: Double, rounding: Double)]] = data.tree.nodes.map { _ in [:] }
        for node in data.tree.nodes.indices.reversed() {
          let parts = data.tree.children[node]
          var sums: [Period: (value: Double, rounding: Double)] = [:]
          if let first = parts.first {
            for period in found[first].keys {
              let all = parts.compactMap { found[$0][period] }
              guard all.count == parts.count else { continue }
              sums[period] = all.reduce((0, 0)) { ($0.0 + $1.value, $0.1 + $1.rounding) }
            }
          }
          found[node] = sums
          for row in data.rows(node, measure, frequency) {
            found[node][row.period] = (row.value, row.roundingHalfWidth)
            guard let sum = sums[row.period] else { continue }
            let allowed = (sum.rounding + row.roundingHalfWidth) * (1 + 1e-9)
            // What was revised here and not there stops no one: a total gives way to its parts (`spread`).
            let near = max(allowed + 1e-9 * abs(row.value), Self.revised * abs(row.value))
            guard abs(sum.value - row.value) > near else { continue }
            let place = data.sectors[node].series[measure]?.location ?? data.sectors[node].location
            let problem = FigureProblem.partsDoNotAdd(
              sector: data.sectors[node].id, period: row.period.description,
              parts: Self.shortened(sum.value, row.decimals + 1), total: "\(row.value)")
            faults.note(.figure(problem), at: place)
          }
        }
      }
    }
  }

  /// The share of a total by which its parts may miss it as figures of different days do.
  private static let revised = 0.005

  /// The share of a total that the rounding of totals in between may move it by.
  private static let printed = 1e-4

  /// A sum without more digits than its parts have.
  private static func shortened(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<min(decimals, 6) { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }

  /// Published quarters that are not what their published months add to.
  static func monthsThatDoNotAdd(
    _ data: GrowthData, span: ClosedRange<Int>
  ) -> [GrowthDiscrepancy] {
    data.tree.nodes.indices.flatMap { node -> [GrowthDiscrepancy] in
      guard let series = data.sectors[node].series[.level] else { return [] }
      let months = Dictionary(
        data.rows(node, .level, .monthly).map { ($0.period.ordinal, $0) }
      ) { first, _ in first }
      return data.rows(node, .level, .quarterly).compactMap { row in
        let quarter = row.period.ordinal
        let parts = (3 * quarter..<3 * quarter + 3).compactMap { months[$0] }
        guard span.contains(quarter), parts.count == 3 else { return nil }
        let sum = parts.reduce(0) { $0 + $1.value }
        let rounding = parts.reduce(row.roundingHalfWidth) { $0 + $1.roundingHalfWidth }
        guard abs(sum - row.value) > rounding * (1 + 1e-9) else { return nil }
        return GrowthDiscrepancy(
          sector: data.sectors[node].id,
          figure: GrowthFigure(series.id, row.period, .published(row.vintage)),
          published: row.value, implied: sum, rounding: rounding, isSpread: true)
      }
    }
  }

  /// What printing leaves of a total and its parts.
  private static func rounding(_ data: GrowthData, _ node: Int, _ quarter: Int) -> Double {
    data.leavesUnder[node].reduce(data.published[node].roundings[quarter] ?? 0) {
      $0 + (data.published[data.leaves[$1]].roundings[quarter] ?? 0)
    }
  }

  private static func figure(_ data: GrowthData, _ node: Int, _ quarter: Int) -> GrowthFigure {
    GrowthFigure(data.sectors[node].id, .quarter(quarter))
  }

  /// Gives published totals their parts: rounding differences go to the parts by their size. A total that they miss by more
  /// gives way.
  static func spread(
    _ levels: inout [[Double]], _ data: GrowthData, span: ClosedRange<Int>
  ) -> [GrowthDiscrepancy] {
    var found: [GrowthDiscrepancy] = []
    for node in data.tree.nodes.indices.reversed() where !data.tree.children[node].isEmpty {
      for (quarter, published) in data.published[node].quarters.sorted(by: { $0.key < $1.key })
      where span.contains(quarter) {
        let place = quarter - span.lowerBound
        let sum = data.leavesUnder[node].reduce(0) { $0 + levels[$1][place] }
        let gap = published - sum
        guard abs(gap) > 1e-12 * published, sum > 0 else { continue }
        let allowed = rounding(data, node, quarter)
        if abs(gap) > max(allowed, printed * published) {
          var discrepancy = GrowthDiscrepancy(
            sector: data.sectors[node].id, figure: figure(data, node, quarter),
            published: published, implied: sum, rounding: allowed, isSpread: false)
          discrepancy.against = data.tree.children[node].map { figure(data, $0, quarter) }
          found.append(discrepancy)
          continue
        }
        for leaf in data.leavesUnder[node] { levels[leaf][place] *= published / sum }
        guard abs(gap) > 1e-9 * published else { continue }
        found.append(
          GrowthDiscrepancy(
            sector: data.sectors[node].id,
            figure: GrowthFigure(data.sectors[node].id, .quarter(quarter)),
            published: published, implied: sum, rounding: abs(gap), isSpread: true))
      }
    }
    return found
  }
}
