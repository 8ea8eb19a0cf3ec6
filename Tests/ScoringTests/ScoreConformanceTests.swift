import Randomness
import Scoring
import TestSupport
import Testing

/// The laws of scores over all rules of the room.
@Suite struct ScoreConformanceTests {
  /// Outcomes that stand for a standard normal one, each as likely as another.
  private static let normal = (0..<2000).map { StandardNormal.quantile((Double($0) + 0.5) / 2000) }
  private static let levels = (1...9).map { Double($0) / 10 }

  private static func quantiles(_ centre: Double, _ deviation: Double) -> [Double] {
    levels.map { centre + deviation * StandardNormal.quantile($0) }
  }

  private static let rules: [ScoringRule] = [
    ScoringRule(
      "Brier", type: "BrierScore", outcomes: (0..<1000).map { $0 < 300 ? 1 : 0 }, truth: 0.3,
      others: [0, 0.25, 0.29, 0.31, 0.35, 1],
      score: { BrierScore.score(probability: $0, happened: $1 == 1) }),
    ScoringRule(
      "CRPS, its centre", type: "CRPS", outcomes: normal, truth: 0,
      others: [-1, -0.1, 0.1, 1],
      score: { CRPS.normal(value: $1, mean: $0, deviation: 1) }),
    ScoringRule(
      "CRPS, its width", type: "CRPS", outcomes: normal, truth: 1, others: [0.1, 0.9, 1.1, 3],
      score: { CRPS.normal(value: $1, mean: 0, deviation: $0) }),
    ScoringRule(
      "CRPS of an ensemble", type: "CRPS", outcomes: normal, truth: 0,
      others: [-0.5, -0.1, 0.1, 0.5],
      score: { CRPS.ensemble(value: $1, members: quantiles($0, 1)) }),
    ScoringRule(
      "interval score", type: "IntervalScore", outcomes: normal,
      truth: StandardNormal.quantile(0.9), others: [0.9, 1.2, 1.4, 2],
      score: { IntervalScore.score(value: $1, lower: -$0, upper: $0, level: 0.8) }),
    ScoringRule(
      "pinball loss", type: "PinballLoss", outcomes: normal, truth: StandardNormal.quantile(0.7),
      others: [-1, 0.4, 0.6, 2],
      score: { PinballLoss.loss(value: $1, quantile: $0, probability: 0.7) }),
    ScoringRule(
      "mean pinball loss", type: "PinballLoss", outcomes: normal, truth: 1,
      others: [0.1, 0.9, 1.1, 2],
      score: { PinballLoss.mean(value: $1, quantiles: quantiles(0, $0), probabilities: levels) }),
    ScoringRule(
      "scaled error", type: "ScaledError", outcomes: normal, truth: 0, others: [-1, -0.1, 0.1, 1],
      score: { ScaledError.error(value: $1, median: $0, scale: 2) }),
  ]

  private static let ensembles: [EnsembleScore] = [
    EnsembleScore(
      "CRPS", closed: { CRPS.normal(value: $0, mean: 0, deviation: 1) },
      score: { CRPS.ensemble(value: $0, members: $1) }),
    // Twice the mean loss of the quantiles that members stand for tends to the CRPS.
    EnsembleScore(
      "mean pinball loss", closed: { CRPS.normal(value: $0, mean: 0, deviation: 1) },
      score: { value, members in
        let sorted = members.sorted()
        let levels = sorted.indices.map { (Double($0) + 0.5) / Double(sorted.count) }
        return PinballLoss.mean(value: value, quantiles: sorted, probabilities: levels)
      }),
  ]

  @Test("The suite leaves out no rule of the room")
  func whole() throws {
    #expect(try Catalogues.rules(in: "Scoring") == Set(Self.rules.map(\.type)).sorted())
  }

  @Test("The expected score is least at the truth", arguments: rules)
  func proper(rule: ScoringRule) {
    #expect(ScoreLaws.isProper(rule) == nil)
    #expect(ScoreLaws.isFinite(rule) == nil)
  }

  @Test("A degenerate ensemble gives the absolute error", arguments: ensembles)
  func degenerate(score: EnsembleScore) {
    #expect(ScoreLaws.degenerateIsAbsoluteError(score) == nil)
  }

  @Test("The order of an ensemble says nothing", arguments: ensembles)
  func order(score: EnsembleScore) {
    #expect(ScoreLaws.orderSaysNothing(score) == nil)
  }

  @Test("The sample form tends to the closed form", arguments: ensembles)
  func closedForm(score: EnsembleScore) {
    #expect(ScoreLaws.tendsToClosedForm(score, quantile: StandardNormal.quantile) == nil)
  }
}
