internal import LinearAlgebra
internal import Randomness

/// Tests of no effect that turn or exchange whole units, from sums by unit alone.
///
/// With `D̃` the treatment once effects of units and periods are taken out, `ũ` what is left of the figures when there is
/// no effect and `Z` the swept columns of periods, signs `w_g` give `β* = Σ w_g D̃_g'ũ_g / Σ D̃_g'D̃_g` and the scores
/// `D̃_g'e*_g = w_g D̃_g'ũ_g − D̃_g'Z_g γ* − β* D̃_g'D̃_g` with `γ* = (Z'Z)⁻¹ Σ w_h Z_h'ũ_h`.
struct ClusterTests {
  let bootstrap: Double?
  /// The smallest p-value that the signs can give.
  let least: Double
  let permuted: Double
  let permutations: Int

  /// Units up to which all signs are looked at; of choices of treated units at most so many.
  private static let (allSigns, draws, allChoices) = (11, 1999, 5000)

  init(
    _ panel: EffectPanel, _ estimate: Double, _ error: Double, seed: UInt64
  ) throws(LinearAlgebraError) {
    let swept = SweptPanel(panel)
    let periods = Matrix(
      rows: swept.count, columns: swept.periods.count,
      columnMajor: swept.periods.flatMap(\.self))
    let sums = UnitSums(panel, swept, try ClearedOfPeriods(periods))
    (bootstrap, least) = Self.bootstrap(sums, estimate, error, seed)
    (permuted, permutations) = Self.permuted(panel, sums, estimate, seed)
  }

  // MARK: Signs

  private static func bootstrap(
    _ sums: UnitSums, _ estimate: Double, _ error: Double, _ seed: UInt64
  ) -> (p: Double?, least: Double) {
    let units = sums.count
    guard units > 2, error > 0 else { return (nil, 1) }
    let isWhole = units <= allSigns
    let number = isWhole ? 1 << units : draws
    let stream = RandomStream(seed: seed, stream: 0x5749_4C44)
    let wanted = abs(sums.tValue([Double](repeating: 1, count: units)))
    var reached = 0
    for draw in 0..<number {
      let signs = (0..<units).map { unit -> Double in
        let isUp =
          isWhole
          ? draw >> unit & 1 == 0 : stream.uniform(path: UInt64(draw), index: unit) < 0.5
        return isUp ? 1 : -1
      }
      // All signs up is what was found; ties with it count.
      if abs(sums.tValue(signs)) >= wanted * (1 - 1e-9) { reached += 1 }
    }
    let share =
      isWhole ? Double(reached) / Double(number) : Double(reached + 1) / Double(number + 1)
    return (share, isWhole ? 2 / Double(number) : 1 / Double(number + 1))
  }

  // MARK: Choices

  private static func permuted(
    _ panel: EffectPanel, _ sums: UnitSums, _ estimate: Double, _ seed: UInt64
  ) -> (share: Double, number: Int) {
    let chosen = sums.units.count { panel.isTreated[$0] }
    var reached = 0
    var number = 0
    func look(_ members: [Int]) {
      guard let value = sums.estimate(treating: members) else { return }
      number += 1
      if abs(value) >= abs(estimate) * (1 - 1e-9) { reached += 1 }
    }
    if choices(chosen, of: sums.count) <= allChoices {
      var members = Array(0..<chosen)
      repeat { look(members) } while next(&members, of: sums.count)
      return (number > 0 ? Double(reached) / Double(number) : 1, number)
    }
    let stream = RandomStream(seed: seed, stream: 0x5045_524D)
    for draw in 0..<draws {
      let keys = (0..<sums.count).map { stream.uniform(path: UInt64(draw), index: $0) }
      let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      look(Array(order.prefix(chosen)))
    }
    return (Double(reached + 1) / Double(number + 1), number)
  }

  /// How many choices there are, as far as they are few.
  private static func choices(_ chosen: Int, of all: Int) -> Int {
    var number = 1
    for place in 0..<min(chosen, all - chosen) {
      number = number * (all - place) / (place + 1)
      if number > allChoices { return .max }
    }
    return number
  }

  /// The next choice in order; false behind the last.
  private static func next(_ members: inout [Int], of all: Int) -> Bool {
    var place = members.count - 1
    while place >= 0, members[place] == all - members.count + place { place -= 1 }
    guard place >= 0 else { return false }
    members[place] += 1
    for later in (place + 1)..<max(place + 1, members.count) {
      members[later] = members[later - 1] + 1
    }
    return true
  }
}

/// Columns from which those of periods are taken out.
struct ClearedOfPeriods {
  let periods: Matrix
  /// `(Z'Z)⁻¹`; empty with one period.
  let inverse: Matrix

  init(_ periods: Matrix) throws(LinearAlgebraError) {
    self.periods = periods
    inverse =
      periods.columns == 0
      ? periods
      : try LeastSquares(
        design: periods, response: [Double](repeating: 0, count: periods.rows)
      ).unscaledCovariance
  }

  /// `Z'x` of some rows.
  func products(_ column: [Double], _ rows: [Int]) -> [Double] {
    (0..<periods.columns).map { period in
      rows.reduce(0) { $0 + periods[$1, period] * column[$1] }
    }
  }

  /// `(Z'Z)⁻¹ b`.
  func solved(_ products: [Double]) -> [Double] {
    products.indices.map { one in
      products.indices.reduce(0) { $0 + inverse[one, $1] * products[$1] }
    }
  }

  /// What is left of a column.
  func left(of column: [Double]) -> [Double] {
    let slope = solved(products(column, Array(column.indices)))
    return column.indices.map { row in
      slope.indices.reduce(column[row]) { $0 - periods[row, $1] * slope[$1] }
    }
  }
}

/// Sums by unit from which estimates follow for any signs and any choice of treated units.
struct UnitSums {
  let units: [Int]
  var count: Int { units.count }
  private let cleared: ClearedOfPeriods
  /// `D̃_g'ũ_g`, `D̃_g'D̃_g`, `Z_g'ũ_g`, `Z_g'D̃_g`.
  private let scores, squares: [Double]
  private let periodScores, periodTreatment: [[Double]]
  /// Of being after the event, swept within each unit: with the figures without periods, with itself, with periods.
  private let afterFigures, afterSquares: [Double]
  private let afterPeriods: [[Double]]

  init(_ panel: EffectPanel, _ swept: SweptPanel, _ cleared: ClearedOfPeriods) {
    self.cleared = cleared
    units = swept.units
    let after = swept.swept(panel.rows.map { panel.isAfter[$0.period] ? 1 : 0 })
    let treatment = cleared.left(
      of: swept.swept(
        panel.rows.map { panel.isTreated[$0.unit] && panel.isAfter[$0.period] ? 1 : 0 }))
    let figures = cleared.left(of: swept.values)
    func sums(_ one: [Double], _ other: [Double]) -> [Double] {
      swept.clusters.map { $0.reduce(0) { $0 + one[$1] * other[$1] } }
    }
    scores = sums(treatment, figures)
    squares = sums(treatment, treatment)
    periodScores = swept.clusters.map { cleared.products(figures, $0) }
    periodTreatment = swept.clusters.map { cleared.products(treatment, $0) }
    afterFigures = sums(after, figures)
    afterSquares = sums(after, after)
    afterPeriods = swept.clusters.map { cleared.products(after, $0) }
  }

  /// `β*` over the root of the sum of squared scores, which is its t-value but for a factor that is the same for all signs.
  func tValue(_ signs: [Double]) -> Double {
    let all = squares.reduce(0, +)
    let slope = zip(signs, scores).reduce(0) { $0 + $1.0 * $1.1 } / all
    var products = [Double](repeating: 0, count: periodScores.first?.count ?? 0)
    for (sign, own) in zip(signs, periodScores) {
      for place in products.indices { products[place] += sign * own[place] }
    }
    let gamma = cleared.solved(products)
    var variance = 0.0
    for unit in signs.indices {
      var score = signs[unit] * scores[unit] - slope * squares[unit]
      for place in gamma.indices { score -= periodTreatment[unit][place] * gamma[place] }
      variance += score * score
    }
    return variance > 0 ? slope * all / variance.squareRoot() : slope == 0 ? 0 : .infinity
  }

  /// The estimate with other units treated, by their places; `nil` where it is not told.
  func estimate(treating members: [Int]) -> Double? {
    var (top, bottom) = (0.0, 0.0)
    var periods = [Double](repeating: 0, count: afterPeriods.first?.count ?? 0)
    for unit in members {
      top += afterFigures[unit]
      bottom += afterSquares[unit]
      for place in periods.indices { periods[place] += afterPeriods[unit][place] }
    }
    let solved = cleared.solved(periods)
    let left = bottom - zip(periods, solved).reduce(0) { $0 + $1.0 * $1.1 }
    return left > 1e-9 * max(bottom, 1e-300) ? top / left : nil
  }
}
