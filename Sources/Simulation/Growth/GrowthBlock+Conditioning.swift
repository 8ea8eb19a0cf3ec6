internal import Coherence
internal import Randomness
internal import TimeSeries

// How drawn paths come to what a variant asks.

extension GrowthBlock {
  /// What every path comes to: by Newton's method along the gains.
  ///
  /// Soft conditions whose draw lies farther than a path comes along its gains: a total by itself is met by moving all
  /// that it is made of alike; of several the draws are halved towards what was asked, until the path meets them.
  func condition(
    _ all: [GrowthPlan.Condition], _ asked: Conditioning, variant: Int, firstPath: UInt64
  ) throws(ConditioningError) {
    let conditions = asked.targets.solved.map { all[$0] }
    let isSoft = all.contains { if case .about = $0.demand { true } else { false } }
    var softness = [Double](repeating: 1, count: Self.lanes)
    for round in 0...(isSoft ? Self.softenings : 0) {
      if round > 0 { readLogarithms() }
      let targets = try solvedTotals(
        all, asked, variant: variant, firstPath: firstPath, softness: softness)
      let missed = reach(
        conditions, asked, targets: targets, mayNarrow: !isSoft || round > 0)
      if missed.isEmpty { return }
      if isSoft && conditions.count == 1 { return }
      for lane in missed { softness[lane] *= 0.5 }
    }
    throw .noConvergence(condition: 0)
  }

  /// How often draws are halved.
  private static let softenings = 12

  /// Newton's method along the gains.
  ///
  /// - Parameter mayNarrow: whether paths that do not come to the totals begin anew, narrower.
  /// - Returns: paths that do not.
  private func reach(
    _ conditions: [GrowthPlan.Condition], _ asked: Conditioning, targets wanted: [Double],
    mayNarrow: Bool
  ) -> [Int] {
    let (gain, size) = (asked.gains, conditions.count)
    var targets = wanted
    var multipliers = [Double](repeating: 0, count: size * Self.lanes)
    var sums = [Double](repeating: 0, count: size * Self.lanes)
    var slopes = [Double](repeating: 0, count: size * size * Self.lanes)
    // Far steps are cut: to 4 deviations, further where those hardly move a level.
    let limits = gain.directions.map { direction in
      max(4, 0.5 / max(1e-12, direction.reduce(0) { max($0, abs($1)) }))
    }
    let relative = widths?.relative(totals: size, distance: gain.distance)
    func evaluate() {
      multipliers.withUnsafeBufferPointer { multipliers in
        guard let base = multipliers.baseAddress else { return }
        move(asked, base, relative)
      }
      measure(conditions, asked, sums: &sums, slopes: &slopes)
    }
    /// How far a path is from a total, as a share of it; no number is no path, either.
    func miss(_ position: Int) -> Double {
      abs(targets[position] - sums[position]) / targets[position]
    }
    for step in 0..<Self.newtonSteps * (relative == nil || !mayNarrow ? 1 : Self.narrowings) {
      evaluate()
      if sums.indices.allSatisfy({ miss($0) <= Self.tolerance }) { return [] }
      if mayNarrow, let relative, step % Self.newtonSteps == Self.newtonSteps - 1 {
        narrow(relative, targets: targets, sums: sums, multipliers: &multipliers)
        continue
      }
      for lane in 0..<Self.lanes {
        Self.step(
          lane: lane, size: size, limits: limits, targets: &targets, sums: sums, slopes: slopes,
          multipliers: &multipliers)
      }
    }
    evaluate()
    let missed = (0..<Self.lanes).filter { lane in
      !stride(from: lane, to: sums.count, by: Self.lanes).allSatisfy {
        miss($0) <= Self.tolerance
      }
    }
    guard size == 1, !missed.isEmpty else { return missed }
    for lane in missed { multipliers[lane] = 0 }
    evaluate()
    moveAlike(conditions[0], asked, lanes: missed) { targets[$0] / sums[$0] }
    return missed
  }

  /// Moves all that a total is made of, and what comes behind it, by one factor.
  private func moveAlike(
    _ condition: GrowthPlan.Condition, _ asked: Conditioning, lanes: [Int],
    by factor: (Int) -> Double
  ) {
    let perQuarter = asked.isMonthly ? 3 : 1
    let first = max(0, condition.months.lowerBound - 3 * plan.firstQuarter)
    let start = asked.isMonthly ? first : first / 3
    for leaf in condition.leaves {
      for place in min(start, perQuarter * quarters)..<perQuarter * quarters {
        let row = (asked.isMonthly ? months : levels).row(leaf * quarters * perQuarter + place)
        for lane in lanes { row[lane] *= factor(lane) }
      }
    }
  }

  /// Levels as the logarithms that were drawn.
  func readLogarithms() {
    for index in 0..<plan.leaves * quarters {
      levels.row(index).update(from: logarithms.row(index), count: Self.lanes)
    }
  }

  /// Begins anew with paths that are so wide that they do not come to the totals: half as wide.
  private func narrow(
    _ relative: UnsafeMutablePointer<Double>, targets: [Double], sums: [Double],
    multipliers: inout [Double]
  ) {
    for position in sums.indices {
      let miss = abs(targets[position] - sums[position]) / targets[position]
      // No number is no path, either.
      guard !(miss <= Self.tolerance) else { continue }
      let lane = position % Self.lanes
      relative[lane] *= 0.5
      for other in stride(from: lane, to: multipliers.count, by: Self.lanes) {
        multipliers[other] = 0
      }
    }
  }

  /// Levels of quarters, or of months, as far along the directions as the multipliers say.
  private func move(
    _ asked: Conditioning, _ multipliers: UnsafePointer<Double>,
    _ relative: UnsafeMutablePointer<Double>?
  ) {
    let (directions, isMonthly) = (asked.gains.directions, asked.isMonthly)
    let rows = isMonthly ? months : levels
    for index in 0..<plan.leaves * quarters * (isMonthly ? 3 : 1) {
      let row = rows.row(index)
      row.update(
        from: logarithms.row(isMonthly ? index / 3 : index), count: Self.lanes)
      if let relative {
        let quarter = isMonthly ? index / 3 : index
        let centre = plan.means[quarter / quarters][quarter % quarters]
        for lane in 0..<Self.lanes { row[lane] = centre + relative[lane] * (row[lane] - centre) }
      }
      for item in directions.indices where directions[item][index] != 0 {
        kernels.add(
          row, multipliers + item * Self.lanes, times: directions[item][index],
          count: Self.lanes)
      }
      kernels.exponential(row, count: Self.lanes)
      guard isMonthly else { continue }
      let share = shares.row(index)
      for lane in 0..<Self.lanes { row[lane] *= share[lane] }
    }
  }

  private func measure(
    _ conditions: [GrowthPlan.Condition], _ asked: Conditioning, sums: inout [Double],
    slopes: inout [Double]
  ) {
    let (size, directions) = (conditions.count, asked.gains.directions)
    sums.withUnsafeMutableBufferPointer { sums in
      slopes.withUnsafeMutableBufferPointer { slopes in
        sums.update(repeating: 0)
        slopes.update(repeating: 0)
        guard let sums = sums.baseAddress, let slopes = slopes.baseAddress else { return }
        for (item, condition) in conditions.enumerated() {
          let sum = sums + item * Self.lanes
          func add(
            _ index: Int, _ row: UnsafeMutablePointer<Double>,
            _ weight: UnsafeMutablePointer<Double>?
          ) {
            var part = row
            if let weight {
              part = scratch.row(6)
              for lane in 0..<Self.lanes { part[lane] = weight[lane] * row[lane] }
            }
            for lane in 0..<Self.lanes { sum[lane] += part[lane] }
            for other in 0..<size {
              let direction = directions[other][index]
              guard direction != 0 else { continue }
              let slope = slopes + (item * size + other) * Self.lanes
              for lane in 0..<Self.lanes { slope[lane] += direction * part[lane] }
            }
          }
          if asked.isMonthly {
            forEachMonth(of: condition) { add($0, months.row($0), nil) }
          } else {
            forEachPart(of: condition) { add($0, levels.row($0), $1) }
          }
        }
      }
    }
  }

  /// One Newton step of one path: solves `J δ = miss` by elimination; steps are cut.
  private static func step(
    lane: Int, size: Int, limits: [Double], targets: inout [Double], sums: [Double],
    slopes: [Double],
    multipliers: inout [Double]
  ) {
    if size == 1 {
      let slope = slopes[lane]
      guard slope > 0 else { return }
      let move = (targets[lane] - sums[lane]) / slope
      multipliers[lane] += min(max(move, -limits[0]), limits[0])
      return
    }
    var system = (0..<size).map { row in
      (0..<size).map { slopes[(row * size + $0) * lanes + lane] }
        + [targets[row * lanes + lane] - sums[row * lanes + lane]]
    }
    for pivot in 0..<size {
      let best = (pivot..<size).max { abs(system[$0][pivot]) < abs(system[$1][pivot]) } ?? pivot
      system.swapAt(pivot, best)
      guard system[pivot][pivot] != 0 else { return }
      for row in 0..<size where row != pivot {
        let share = system[row][pivot] / system[pivot][pivot]
        for column in pivot...size { system[row][column] -= share * system[pivot][column] }
      }
    }
    for row in 0..<size {
      let move = system[row][size] / system[row][row]
      multipliers[row * lanes + lane] += min(max(move, -limits[row]), limits[row])
    }
  }

  /// Deviations below what is asked at which a cut of its normal moves nothing that could be seen.
  private static let farthestCut = 6.0

  /// What each path's simulated part of the totals that are solved for has to come to.
  private func solvedTotals(
    _ conditions: [GrowthPlan.Condition], _ asked: Conditioning, variant: Int, firstPath: UInt64,
    softness: [Double]
  ) throws(ConditioningError) -> [Double] {
    let wanted = wantedTotals(
      conditions, asked.expectations, variant: variant, firstPath: firstPath, softness: softness)
    guard asked.targets.hasRelations else {
      return asked.targets.solved.flatMap {
        wanted[$0 * Self.lanes..<($0 + 1) * Self.lanes]
      }
    }
    var solved = [Double](repeating: 0, count: asked.targets.solved.count * Self.lanes)
    for lane in 0..<Self.lanes {
      let agreed = try asked.targets.agreeing(
        conditions.indices.map { wanted[$0 * Self.lanes + lane] })
      for (place, number) in asked.targets.solved.enumerated() {
        solved[place * Self.lanes + lane] = agreed[number]
      }
    }
    return solved
  }

  /// What each path's simulated part of a total has to come to, each for itself.
  ///
  /// A soft one is a normal cut at a hundredth of what is left: no future undoes what is realised.
  private func wantedTotals(
    _ conditions: [GrowthPlan.Condition], _ expectations: [Expectation], variant: Int,
    firstPath: UInt64, softness: [Double]
  ) -> [Double] {
    let count = plan.leaves * quarters
    for index in 0..<count { kernels.exponential(levels.row(index), count: Self.lanes) }
    return conditions.enumerated().flatMap { item, condition -> [Double] in
      let constant = plan.constant(condition)
      switch condition.demand {
      case .equal(let value):
        return [Double](repeating: value - constant, count: Self.lanes)
      case .about(let value, let deviation):
        let stream = stream(20_000 + 100 * variant + item)
        let (centre, least) = (value - constant, 0.01 * (value - constant))
        let isCut = centre - least < Self.farthestCut * deviation
        return (0..<Self.lanes).map {
          let drawn =
            softness[$0] * deviation * stream.normal(path: firstPath + UInt64($0), step: 0)
          guard isCut else { return max(centre + drawn, least) }
          return TruncatedNormal.sameRank(
            centre + drawn, mean: centre, deviation: deviation, low: least, high: .infinity)
        }
      case .between(let low, let high):
        let expected = expectations[item]
        let sum = scratch.row(0)
        total(of: condition, into: sum)
        // Beside its width a path is a normal one.
        widths?.makeNormal(sum, around: expected.mean)
        return (0..<Self.lanes).map {
          TruncatedNormal.sameRank(
            sum[$0], mean: expected.mean, deviation: expected.deviation, low: low - constant,
            high: high - constant)
        }
      }
    }
  }
}
