import Models
import Testing
import Tracking

/// The growth of years as quarters and the outside view tell it together.
@Suite struct GrowthPoolingTests {
  private let quarters = [0.10, 0.09, 0.085]
  private let scales = [[0.01], [0.008, 0.015], [0.007, 0.009, 0.016]]
  private let view = OutsideView(
    middles: [0.07, 0.065, 0.064], spreads: [0.03, 0.035, 0.036], correlation: 0.25)

  /// The weight of the view where quarters are certain: (1.2 − 0.3 √1.2)/(2.2 − 0.6 √1.2).
  private static let least = 0.5648200333

  private func covariance(_ pooling: GrowthPooling, _ one: Int, _ two: Int) -> Double {
    (0...min(one, two)).reduce(0) { $0 + pooling.lower[one][$1] * pooling.lower[two][$1] }
  }

  @Test("Means and covariances are those of an independent calculation")
  func golden() {
    // NumPy: conditional moments from covariances, the weight by search on a grid.
    let pooling = GrowthPooling(quarters: quarters, scales: scales, view: view)
    for (found, wanted) in zip(pooling.means, [0.1, 0.078650143125, 0.072730028625]) {
      #expect(abs(found - wanted) < 1e-8)
    }
    let covariances = [
      [0.0001],
      [4.432902125e-05, 0.000548303409310756],
      [2.88658042500e-05, 0.0001185264861121512, 0.0007080727504479888],
    ]
    for one in 0..<3 {
      for two in 0...one {
        let found = covariance(pooling, one, two)
        #expect(abs(found / covariances[one][two] - 1) < 1e-5, "\(one) \(two) \(found)")
      }
    }
  }

  @Test("The year of the next quarter is told by quarters alone, whatever lies behind it")
  func firstYear() {
    for count in 1...3 {
      let pooling = GrowthPooling(
        quarters: Array(quarters[..<count]), scales: Array(scales[..<count]), view: view)
      #expect(pooling.means[0] == quarters[0] && pooling.lower[0] == scales[0])
      #expect(pooling.means.count == count)
    }
  }

  @Test(
    "The second year lies between both, nearer to the view the less quarters know, never nearer to quarters",
    arguments: [0.0001, 0.005, 0.02])
  func between(scale: Double) {
    let pooling = GrowthPooling(
      quarters: [0.07, 0.10], scales: [[0.01], [0, scale]], view: view)
    let share = (0.10 - pooling.means[1]) / (0.10 - 0.065)
    #expect(share >= Self.least - 1e-9 && share <= 1 + 1e-9, "\(share)")
    let wider = GrowthPooling(
      quarters: [0.07, 0.10], scales: [[0.01], [0, 2 * scale]], view: view)
    #expect(wider.means[1] < pooling.means[1])
    // No wider than the view, which knows of no quarters.
    #expect(pooling.lower[1][1] <= 0.03 / 1.1516 && wider.lower[1][1] > pooling.lower[1][1])
  }

  @Test(
    "The calmer an economy was, the more its quarters tell of the second year, up to five and a half tenths"
  )
  func restlessness() {
    let quarters = [0.07, 0.07]
    let certain = [[0.001], [0, 0.001]]
    func share(_ growth: [Double]) -> Double {
      let pooling = GrowthPooling(
        quarters: quarters, scales: certain, view: view,
        restlessness: GrowthPooling.restlessness(growth, view: view))
      let told = 0.065 + 0.25 * (0.07 - 0.07)
      return (0.07 - pooling.means[1]) / (0.07 - told)
    }
    // Changes of 1, 2, 1, 3, 1 and 12 points: a median of 1.5, the scale of the view 0.03/1.1516.
    let growth = [0.06, 0.07, 0.05, 0.06, 0.03, 0.04, -0.08]
    let ratio = 1.482602218505602 * 0.015 * 1.1516384424 / 0.03
    let found = GrowthPooling.restlessness(growth, view: view)
    #expect(abs(found - (6 * ratio * ratio + 2) / 8) < 1e-8)
    #expect(GrowthPooling.restlessness([0.05], view: view) == 1)
    #expect(GrowthPooling.restlessness([0.05, 0.3, -0.2, 0.2], view: view) == 1)
    let steady = Array(repeating: 0.07, count: 21)
    #expect(abs(share(steady) - 0.45) < 1e-6)
    #expect(share(steady) < share(growth) && share(growth) < share([0.05]))
    // One crisis among calm years moves little.
    let calm = [0.06, 0.065, 0.07, 0.068, 0.062, 0.066, 0.07]
    let shaken = calm.dropLast() + [0.01, 0.07]
    #expect(share(Array(shaken)) < share(calm) + 0.05)
  }

  @Test("Where quarters know hardly anything the view alone tells the second year")
  func vague() {
    let pooling = GrowthPooling(quarters: [0.07, 0.10], scales: [[0.01], [0, 0.1]], view: view)
    #expect(abs(pooling.means[1] - 0.065) < 1e-12)
    #expect(abs(pooling.lower[1][1] - 0.03 / 1.1516384424) < 1e-9)
  }

  @Test("Behind restless quarters no year is surer than the one before it")
  func restless() {
    let wide = [[0.08], [0.01, 0.08], [0.01, 0.01, 0.08]]
    let pooling = GrowthPooling(quarters: quarters, scales: wide, view: view)
    let widths = (0..<3).map { covariance(pooling, $0, $0) }
    #expect(widths[1] > widths[0] - 1e-12 && widths[2] > widths[1] - 1e-12, "\(widths)")
  }

  @Test(
    "Exactly steady quarters leave the view more than half a say, and widths never shrink behind them"
  )
  func steady() {
    let steady = [0.07, 0.07, 0.07, 0.07]
    let certain = (0..<4).map { row in (0...row).map { $0 == row ? 1e-6 : 0 } }
    let view = OutsideView(
      middles: [0.06, 0.058, 0.056, 0.055], spreads: [0.03, 0.035, 0.036, 0.037],
      correlation: 0.25)
    let pooling = GrowthPooling(quarters: steady, scales: certain, view: view)
    let told = 0.058 + 0.25 * (0.07 - 0.06)
    #expect(abs(pooling.means[1] - (0.07 + Self.least * (told - 0.07))) < 1e-6)
    let widths = (0..<4).map { covariance(pooling, $0, $0) }
    for (one, two) in zip(widths, widths.dropFirst()) { #expect(two > one) }
    // The way to the view's own pace is not longer at any later step.
    let steps = zip(pooling.means, pooling.means.dropFirst()).map { $0 - $1 }
    #expect(steps.allSatisfy { $0 > 0 } && steps[2] < steps[1], "\(steps)")
  }
}
