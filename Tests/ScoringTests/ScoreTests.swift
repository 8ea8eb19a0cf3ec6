import Scoring
import TestSupport
import Testing

@Suite struct ScoreTests {
  private struct Golden_: Decodable {
    let observations: [Double]
    let members: [Double]
    let mean: Double
    let deviation: Double
    let crpsNormal: [Double]
    let crpsEnsemble: [Double]
    let interval: [Double]
    let pinball: [Double]
    let brier: [Double]
  }

  @Test("Scores equal scoringrules to 1e-12")
  func golden() throws {
    let golden = try Golden.load(Golden_.self, "Scoring/scores")
    for (index, value) in golden.observations.enumerated() {
      let normal = CRPS.normal(value: value, mean: golden.mean, deviation: golden.deviation)
      #expect(abs(normal - golden.crpsNormal[index]) < 1e-12)
      let ensemble = CRPS.ensemble(value: value, members: golden.members)
      #expect(abs(ensemble - golden.crpsEnsemble[index]) < 1e-12)
      let interval = IntervalScore.score(value: value, lower: -0.9, upper: 1.1, level: 0.95)
      #expect(abs(interval - golden.interval[index]) < 1e-10)
      let pinball = PinballLoss.loss(value: value, quantile: 0.2, probability: 0.9)
      #expect(abs(pinball - golden.pinball[index]) < 1e-12)
    }
    for ((happened, probability), expected) in zip(
      [(true, 0.7), (false, 0.7), (false, 0.05)], golden.brier)
    {
      let score = BrierScore.score(probability: probability, happened: happened)
      #expect(abs(score - expected) < 1e-12)
    }
  }

  @Test(
    "Stated right, the calibration error is that of chance; stated wrong, it is many times that")
  func reliability() {
    var draws = Draws(seed: 23)
    let cases = (0..<2000).map { _ -> (probability: Double, happened: Bool) in
      let probability = draws.uniform(0, 1)
      return (probability, draws.uniform(0, 1) < probability)
    }
    let right = Reliability(cases)
    #expect(right.errorRatio < 1.8)
    #expect(right.bins.count == 10 && right.bins.map(\.cases).reduce(0, +) == 2000)
    let wrong = Reliability(cases.map { (0.5 + ($0.probability - 0.5) * 0.2, $0.happened) })
    #expect(wrong.errorRatio > 4)
  }

  @Test("The error of a mean of two groups is that of two values: their distance over two")
  func twoGroups() {
    var panel = PanelScore()
    let quantiles = Array(repeating: 0.0, count: PanelScore.probabilities.count)
    for (group, value) in [("a", 1.0), ("b", 4)] {
      panel.add(
        group: group, quantiles: [quantiles], outcomes: [value], transforms: [0.5], scale: 1)
    }
    let estimate = panel.meanAbsoluteScaledError
    #expect(abs(estimate.value - 2.5) < 1e-15 && abs(estimate.error - 1.5) < 1e-15)
  }

  @Test("Errors of means know their groups: copies of one series add nothing")
  func clusters() {
    var once = PanelScore()
    var tenfold = PanelScore()
    var draws = Draws(seed: 24)
    for index in 0..<30 {
      let value = draws.normal()
      let quantiles = [[-2, -1.6, -1.3, -0.7, 0, 0.7, 1.3, 1.6, 2.0]]
      for copy in 0..<10 {
        tenfold.add(
          group: "\(index)", quantiles: quantiles, outcomes: [value], transforms: [0.5], scale: 1)
        if copy == 0 {
          once.add(
            group: "\(index)", quantiles: quantiles, outcomes: [value], transforms: [0.5],
            scale: 1)
        }
      }
    }
    let (one, ten) = (once.scaledQuantileLoss, tenfold.scaledQuantileLoss)
    #expect(abs(one.value - ten.value) < 1e-12 && abs(one.error - ten.error) < 1e-12)
  }

  @Test("The scale is the in-sample seasonal error; outcomes not known are left out")
  func scale() {
    #expect(ScaledError.scale(history: [1, 3, 2, 6], season: 1) == 7.0 / 3)
    #expect(ScaledError.scale(history: [1, 3, 2, 6, 5, 7], season: 4) == 4)
    #expect(ScaledError.scale(history: [4], season: 1) == 0)
    var score = PanelScore()
    let row = [-2, -1.6, -1.3, -0.7, 0, 0.7, 1.3, 1.6, 2.0]
    score.add(
      group: "a", quantiles: [row, row], outcomes: [.nan, 1], transforms: [0, 0.8], scale: 2)
    #expect(score.outcomes == 1 && score.meanAbsoluteScaledError.value == 0.5)
  }
}
