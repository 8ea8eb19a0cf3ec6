internal import Coherence
internal import LinearAlgebra
internal import TimeSeries

/// What the totals of one variant must come to, where some of them follow from others.
///
/// Of totals that hang together (parts and whole, quarters and year, one total twice) only some are solved for. The
/// wanted values are first made to agree: exact ones stay, soft ones give way by their variance, ranges move inside
/// their ends. Equation: nearest `b` with `N b = 0` in the measure `W`, `b ← b − W Nᵀ (N W Nᵀ)⁻¹ N b`, a range that
/// would leave its ends held at the nearer one. Exact ones that agree within their rounding only give way, too: the
/// coarsest written first, parts before their wholes, each inside its own rounding; so their order does not matter.
struct GrowthTargets: Sendable {
  /// Totals that are solved for, by number.
  let solved: [Int]
  /// `N`, one row a total that follows from others.
  private let relations: Matrix
  private let boxes: [Box]

  /// How a total may move.
  private struct Box: Sendable {
    /// The variance it gives way by; 0 for exact ones.
    var variance: Double
    var low, high: Double
    let tolerance: Double

    /// An exact value that may move inside its rounding.
    mutating func yield(by rounding: Double, _ softness: Double) {
      variance = softness * rounding
      low -= rounding
      high += rounding
    }
  }

  /// Looks at the conditions of a variant.
  ///
  /// - Parameters:
  ///   - weights: of leaves and months on each total, by condition.
  ///   - constants: what is fixed of each total.
  ///   - deviations: of the unconditioned totals.
  /// - Throws: `impossible` with the number of a condition that contradicts others beyond what they are granted.
  init(
    _ conditions: [GrowthPlan.Condition], weights: [[Double]], constants: [Double],
    deviations: [Double]
  ) throws(ConditioningError) {
    let ranks = GrowthOrder(conditions)
    let order = ranks.order
    let dependence = LinearDependence(weights, order: order)
    var boxes = conditions.indices.map { number -> Box in
      let (constant, tolerance) = (constants[number], conditions[number].tolerance)
      switch conditions[number].demand {
      case .equal(let value):
        return Box(
          variance: 0, low: value - constant, high: value - constant, tolerance: tolerance)
      case .about(_, let deviation):
        return Box(
          variance: deviation * deviation, low: 0, high: .infinity, tolerance: tolerance)
      case .between(let low, let high):
        // A range has no value of its own: it follows the others before they follow it.
        let size = 10 * deviations[number]
        return Box(
          variance: size * size, low: low - constant, high: high - constant,
          tolerance: tolerance)
      }
    }
    solved = dependence.kept.sorted()
    // Relations of exact values only: as written, or inside their rounding.
    let exact = dependence.relations.filter { relation in
      ([relation.sum] + relation.weights.keys).allSatisfy { boxes[$0].variance == 0 }
    }
    var isApart = false
    for relation in exact {
      guard let miss = Self.miss(of: relation, boxes) else {
        throw .impossible(condition: ranks.whole(of: [relation.sum] + relation.weights.keys))
      }
      isApart = isApart || miss > 0
    }
    if isApart {
      let yielding = Set(exact.flatMap { [$0.sum] + $0.weights.keys })
      for (number, softness) in ranks.softness(of: yielding) {
        boxes[number].yield(by: conditions[number].rounding, softness)
      }
    }
    let rows = dependence.relations.filter { relation in
      ([relation.sum] + relation.weights.keys).contains { boxes[$0].variance > 0 }
    }.map { relation in
      conditions.indices.map { $0 == relation.sum ? 1 : -(relation.weights[$0] ?? 0) }
    }
    self.boxes = boxes
    relations = Matrix(rows: rows.count, columns: conditions.count) { rows[$0][$1] }
  }

  /// Whether some totals that follow from others may move.
  var hasRelations: Bool { relations.rows > 0 }

  /// How far exact values of a relation are from agreeing; `nil` where that is more than they are granted.
  private static func miss(of relation: LinearDependence.Relation, _ boxes: [Box]) -> Double? {
    let sums = relation.weights.keys.sorted()
    let made = sums.reduce(0) { $0 + (relation.weights[$1] ?? 0) * boxes[$1].low }
    let granted = sums.reduce(boxes[relation.sum].tolerance) {
      $0 + abs(relation.weights[$1] ?? 0) * boxes[$1].tolerance
    }
    let (miss, size) = (abs(made - boxes[relation.sum].low), abs(boxes[relation.sum].low))
    guard miss <= granted * (1 + 1e-9) + 1e-9 * size else { return nil }
    return miss > 1e-12 * size ? miss : 0
  }

  /// Makes wanted values agree.
  ///
  /// - Throws: `impossible` with the number of a total that cannot be had with the others.
  func agreeing(_ wanted: [Double]) throws(ConditioningError) -> [Double] {
    guard relations.rows > 0 else { return wanted }
    var fixed: [Int: Double] = [:]
    for _ in 0...wanted.count {
      var start = wanted
      for (number, value) in fixed { start[number] = value }
      let moved = try nearest(start, fixed: Set(fixed.keys))
      let out = moved.indices.max { excess(moved, $0) < excess(moved, $1) } ?? 0
      guard excess(moved, out) > 1e-9 * abs(moved[out]) else { return moved }
      fixed[out] = min(max(moved[out], boxes[out].low), boxes[out].high)
    }
    throw .impossible(condition: relations.rows > 0 ? solved.last ?? 0 : 0)
  }

  /// How far a range lies outside its ends.
  private func excess(_ values: [Double], _ number: Int) -> Double {
    boxes[number].variance > 0
      ? max(boxes[number].low - values[number], values[number] - boxes[number].high) : 0
  }

  private func nearest(
    _ start: [Double], fixed: Set<Int>
  ) throws(ConditioningError) -> [Double] {
    let misses = relations * start
    let scale = start.reduce(0) { max($0, abs($1)) }
    let rows = (0..<relations.rows).filter { row in
      start.indices.contains {
        relations[row, $0] != 0 && boxes[$0].variance > 0 && !fixed.contains($0)
      }
    }
    // What nothing can move any more must agree as it is.
    for row in 0..<relations.rows where !rows.contains(row) {
      let granted = start.indices.reduce(1e-9 * scale) {
        $0 + abs(relations[row, $1]) * boxes[$1].tolerance
      }
      guard abs(misses[row]) <= granted else { throw .impossible(condition: named(row)) }
    }
    guard !rows.isEmpty else { return start }
    func variance(_ number: Int) -> Double {
      fixed.contains(number) ? 0 : boxes[number].variance
    }
    let system = Matrix(rows: rows.count, columns: rows.count) { one, two in
      start.indices.reduce(0) {
        $0 + relations[rows[one], $1] * variance($1) * relations[rows[two], $1]
      }
    }
    guard let factor = try? Cholesky(system) else {
      throw .impossible(condition: named(rows[0]))
    }
    let weights = factor.solve(rows.map { misses[$0] })
    return start.indices.map { number in
      start[number]
        - variance(number)
        * rows.indices.reduce(0) { $0 + relations[rows[$1], number] * weights[$1] }
    }
  }

  /// The total that a relation is about.
  private func named(_ row: Int) -> Int {
    (0..<relations.columns).last { relations[row, $0] == 1 && !solved.contains($0) } ?? 0
  }
}
