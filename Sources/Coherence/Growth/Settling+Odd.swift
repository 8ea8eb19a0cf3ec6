internal import LinearAlgebra
internal import RealModule

/// Figures that stand alone against all others, whatever their place in the order of precedence: a slip of the pen must
/// not bend the figures around it.
extension Settling {
  /// Standard deviations from what all others tell of a figure from which on it is taken for a slip.
  private static let slip = 6.0
  /// What is nearly as odd as the oddest figure may be the slip as well.
  private static let nearly = 0.8
  /// By so many standard deviations less odd the rest is without another figure that goes in place of the last one.
  private static let odder = 1.5
  /// So many figures at least tell which one is odd.
  private static let fewest = 4

  /// Leaves out of the order figures that stand alone against all others, at most so many.
  ///
  /// Where figures cannot be met together the slip is looked for around the prior, and counts where it is far from what
  /// the others are met at.
  ///
  /// - Returns: The point at which the others are met loosely together.
  /// - Throws: `noConvergence`.
  mutating func leaveOdd(atMost: Int) throws(ConditioningError) -> [Double] {
    let all = order
    var near = try? solve(order, from: mean, looseness: Self.looseness)
    for _ in 0..<atMost {
      guard let place = odd(around: near?.state ?? mean) else { break }
      order.remove(at: place)
      near = try? solve(order, from: mean, looseness: Self.looseness)
    }
    let met =
      if let near { near } else {
        try together(order, from: mean, looseness: Self.looseness).solved
      }
    guard order.count < all.count else { return met.state }
    let levels = met.state.map { Double.exp($0) }
    order = all.filter { order.contains($0) || !isFar($0, met, levels) }
    return met.state
  }

  /// Whether a figure lies far from what others are met at.
  private func isFar(_ index: Int, _ met: Solution, _ levels: [Double]) -> Bool {
    let fact = facts[index]
    let gradient = fact.gradient(levels)
    let reach = Self.product(met.covariance, gradient)
    let loose = Self.looseness * fact.size
    let variance = gradient.reduce(fact.noise + loose * loose) { $0 + $1.slope * reach[$1.cell] }
    let miss = fact.value - fact.implied(levels)
    return miss * miss > Self.slip * Self.slip * max(0, variance)
  }

  /// The place in the order of the figure that stands alone; `nil` where none does.
  ///
  /// Of those that are nearly as odd the last in the order goes, unless the rest is less odd by far without another one: what
  /// it would make of a quarter counts beside what is thought of quarters.
  private func odd(around: [Double]) -> Int? {
    let sizes = oddness(around: around)
    guard let most = sizes.max(), most.isFinite, most > Self.slip else { return nil }
    let near = sizes.indices.filter { sizes[$0] >= Self.nearly * most }
    guard near.count > 1 else { return near[0] }
    var best: (place: Int, most: Double)?
    for place in near.reversed() {
      var left = self
      left.order.remove(at: place)
      let met = try? left.solve(left.order, from: mean, looseness: Self.looseness)
      let rest = left.oddness(around: met?.state ?? around).max() ?? 0
      // What goes before in the order stands, unless it makes the others odder by far.
      if best.map({ rest < $0.most - Self.odder }) ?? true { best = (place, rest) }
    }
    return best?.place
  }

  /// How many standard deviations each figure in the order lies from what all others tell of it; empty where they are too
  /// few.
  ///
  /// With `K = JΣJᵀ + R` the covariance of what figures say, loosely met, and `m` their misses around the prior, the
  /// others miss figure `i` by `wᵢ / (K⁻¹)ᵢᵢ`, `w = K⁻¹ m`, with the variance `1 / (K⁻¹)ᵢᵢ`: its standardised miss is
  /// `wᵢ / √(K⁻¹)ᵢᵢ`. Where one figure is wrong and the others agree, its own is the largest.
  ///
  /// Source: data snooping: Baarda 1968, A testing procedure for use in geodetic networks, Netherlands Geodetic Commission,
  /// Publications on Geodesy 2(5); leaving one out of a Gaussian: Sundararajan & Keerthi 2001, Neural Computation 13,
  /// 1103–1118.
  private func oddness(around: [Double]) -> [Double] {
    guard order.count >= Self.fewest,
      let lines = try? lines(order, at: around, looseness: Self.looseness)
    else { return [] }
    let whitened = lines.factor.whiten(.identity(order.count))
    return order.indices.map { place in
      var square = 0.0
      for row in 0..<whitened.rows { square += whitened[row, place] * whitened[row, place] }
      return abs(lines.weights[place]) / max(square, 1e-300).squareRoot()
    }
  }
}
