internal import Randomness

/// How likely less than a carried level is among the growth paths that the run follows, as a normal score.
///
/// Equation: with the logarithm `x_s` of growth in step `s` on these paths, `s_s = (x_s − μ_s − Σ_{j<s} β_sj s_j) /
/// σ_s`: what is new in the step, of mean 0 and variance 1. A variant is supposed to be met, not news about
/// everything that growth went along with: its paths are measured among themselves, so that only what the sectors
/// carry, and what is derived from it, moves.
///
/// Edge cases: a year that does not vary, as one that a variant fixes, has no score of its own.
/// Randomness consumed: the first paths, as the run draws them.
struct CarriedScore: Sendable {
  /// Paths that are looked at.
  static let paths = 4096

  let centre: Double
  let slopes: [Double]
  let deviation: Double

  /// The score of growth as a ratio, after scores of the steps before.
  ///
  /// - Parameter drawn: what stands for it in a year that does not vary.
  func value(_ ratio: Double, after before: [Double], drawn: Double) -> Double {
    guard deviation > 0 else { return ratio.isNaN ? .nan : drawn }
    guard ratio > 0 else { return ratio.isNaN ? .nan : -CarriedPaths.scoreLimit }
    var rest = PortableMath.log(ratio) - centre
    for (slope, score) in zip(slopes, before) { rest -= slope * score }
    return min(max(rest / deviation, -CarriedPaths.scoreLimit), CarriedPaths.scoreLimit)
  }

  /// The scores of every series and step.
  static func all(
    _ plans: [GrowthPlan], _ conditioning: [[GrowthBlock.Conditioning?]],
    _ series: [CarriedPaths.Series]
  ) -> [[CarriedScore]] {
    let blocks = zip(plans, conditioning).map { GrowthBlock($0, conditioning: $1) }
    let rows = RowBuffer(rows: 1, lanes: GrowthBlock.lanes)
    var seen = series.map { $0.years.map { _ in [Double]() } }
    for first in stride(from: 0, to: paths, by: GrowthBlock.lanes) {
      for block in blocks {
        let variant = block.plan.variants.count - 1
        block.draw(firstPath: UInt64(first), withShares: block.needsMonths(variant: variant))
        try? block.settle(variant: variant, firstPath: UInt64(first))
      }
      for (number, series) in series.enumerated() {
        for (step, year) in series.years.enumerated() {
          let ratios = rows.row(0)
          let block = blocks[year.plan]
          block.fillGrowth(
            of: series.leaves, in: year, variant: block.plan.variants.count - 1, into: ratios)
          for lane in 0..<GrowthBlock.lanes {
            seen[number][step].append(ratios[lane] > 0 ? PortableMath.log(ratios[lane]) : 0)
          }
        }
      }
    }
    return seen.map(steps)
  }

  /// Scores of one series, each after those before it.
  private static func steps(_ logarithms: [[Double]]) -> [CarriedScore] {
    var scores: [[Double]] = []
    return logarithms.map { values in
      let count = Double(values.count)
      let centre = values.reduce(0, +) / count
      var rest = values.map { $0 - centre }
      let slopes = scores.map { score -> Double in
        var sum = 0.0
        for (place, value) in score.enumerated() { sum += value * rest[place] }
        return sum / count
      }
      for (score, slope) in zip(scores, slopes) {
        for place in rest.indices { rest[place] -= slope * score[place] }
      }
      let spread = (rest.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
      // Below the last digits of a level nothing varies.
      let deviation = spread > 1e-12 ? spread : 0
      scores.append(rest.map { deviation > 0 ? $0 / deviation : 0 })
      return CarriedScore(centre: centre, slopes: slopes, deviation: deviation)
    }
  }
}
