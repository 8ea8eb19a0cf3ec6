internal import LinearAlgebra

/// Errors of two forecasts of the same values, made alike for the weight of their mixture.
///
/// Errors are cut at four of their own robust scales and told in the unit of the smaller one.
struct CutErrors {
  /// The first error, and by how much it lies above the second.
  let pairs: [(own: Double, difference: Double)]

  /// Where errors are cut, in their own scales.
  private static let cut = 4.0

  init(_ one: [Double], _ two: [Double]) {
    let scales = [one, two].map { 1.4826 * Statistics.median($0.map(abs)) }
    let unit = (scales.min() ?? 0) + 1e-9
    func cut(_ value: Double, _ scale: Double) -> Double {
      min(max(value, -Self.cut * scale), Self.cut * scale) / unit
    }
    pairs = zip(one, two).map { one, two in
      let own = cut(one, scales[0])
      return (own, own - cut(two, scales[1]))
    }
  }
}
