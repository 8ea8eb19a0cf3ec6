import Models
import Randomness
import TestSupport
import Testing
import TimeSeries

/// The laws of distributions over those that stand for beliefs and forecasts.
@Suite struct BeliefConformanceTests {
  private static let ninety = 1.281_551_565_544_600_4

  private static let distributions: [KnownDistribution] = {
    // α = 1.8 and β = 4.2: mean (10 + 4 · 14 + 30)/6, variance αβ/((α + β)²(α + β + 1)) · 20².
    let pert = PERT(low: 10, likely: 14, high: 30)
    let function = QuantileFunction { 5 + 2 * StandardNormal.quantile($0) }
    let table = ScoreTable(score: { 5 + 2 * $0 })
    var all = [
      KnownDistribution(
        "pert", file: "PERT", mean: 16, variance: 12, density: pert.density,
        quantile: pert.quantile, cumulative: pert.cumulative),
      KnownDistribution(
        "quantile function", file: "QuantileFunction", mean: 5, variance: 4, tolerance: 1e-9,
        quantile: function.value(at:), cumulative: { 1 - function.probability(atLeast: $0) }),
      KnownDistribution(
        "score table", file: "ScoreTable", mean: 5, variance: 4, tolerance: 1e-9,
        quantile: { table.value(at: StandardNormal.quantile($0)) },
        cumulative: { StandardNormal.cumulative(($0 - 5) / 2) }),
    ]
    let points = [(probability: 0.1, value: 5 - 2 * ninety), (0.9, 5 + 2 * ninety)]
    if let stated = try? StatedQuantiles(points, on: .identity) {
      all.append(
        KnownDistribution(
          "stated quantiles", file: "StatedQuantiles", mean: 5, variance: 4, tolerance: 1e-9,
          quantile: stated.quantile, cumulative: { StandardNormal.cumulative(($0 - 5) / 2) }))
    }
    return all
  }()

  @Test("The suite leaves out no distribution of the room")
  func whole() throws {
    let files = try Catalogues.files(declaring: "func quantile(_ p: Double", in: ["Models"])
    #expect(files == ["PERT", "StatedQuantiles"])
    #expect(Set(files).isSubset(of: Self.distributions.map(\.file)))
  }

  @Test("The probability below a quantile is its probability", arguments: distributions)
  func inverse(known: KnownDistribution) {
    #expect(DistributionLaws.quantilesInvert(known) == nil)
  }

  @Test("A density integrates to the probabilities between quantiles", arguments: distributions)
  func density(known: KnownDistribution) {
    #expect(DistributionLaws.densityIntegrates(known) == nil)
  }

  @Test("Moments of drawn values are those in closed form", arguments: distributions)
  func moments(known: KnownDistribution) {
    #expect(DistributionLaws.samplesHaveMoments(known, draws: 10_000) == nil)
  }
}
