/// A scoring rule over a family of forecasts of one outcome.
public struct ScoringRule: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  /// The type that holds it.
  public let type: String
  /// The score of a forecast of the family, by its parameter, when the outcome comes.
  let score: @Sendable (_ forecast: Double, _ outcome: Double) -> Double
  /// Outcomes of equal probability.
  let outcomes: [Double]
  /// The parameter of the true forecast.
  let truth: Double
  /// Parameters of others, by their distance from the truth in either direction.
  let others: [Double]

  /// A rule.
  public init(
    _ name: String, type: String, outcomes: [Double], truth: Double, others: [Double],
    score: @escaping @Sendable (_ forecast: Double, _ outcome: Double) -> Double
  ) {
    description = name
    self.type = type
    self.score = score
    self.outcomes = outcomes
    self.truth = truth
    self.others = others
  }
}

/// The laws that every scoring rule obeys; nil when one holds, else what went wrong.
public enum ScoreLaws {
  private static func expected(_ rule: ScoringRule, _ forecast: Double) -> Double {
    rule.outcomes.reduce(0) { $0 + rule.score(forecast, $1) } / Double(rule.outcomes.count)
  }

  /// The expected score is least at the truth, over outcomes that stand for the whole distribution: no draws, no band.
  public static func isProper(_ rule: ScoringRule) -> String? {
    let least = expected(rule, rule.truth)
    for other in rule.others {
      let score = expected(rule, other)
      if score <= least { return "\(other) scores \(score), the truth \(rule.truth) \(least)" }
    }
    return nil
  }

  /// A score of a quantity, as its mean over equal shares, is not a number nowhere and never below its least value.
  public static func isFinite(_ rule: ScoringRule) -> String? {
    for forecast in [rule.truth] + rule.others {
      for outcome in rule.outcomes where !rule.score(forecast, outcome).isFinite {
        return "\(forecast) scores \(rule.score(forecast, outcome)) on \(outcome)"
      }
    }
    return nil
  }
}

/// A score of an ensemble beside its closed form.
public struct EnsembleScore: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  let score: @Sendable (_ value: Double, _ members: [Double]) -> Double
  /// The closed form for a standard normal forecast.
  let closed: @Sendable (_ value: Double) -> Double

  /// A score.
  public init(
    _ name: String, closed: @escaping @Sendable (_ value: Double) -> Double,
    score: @escaping @Sendable (_ value: Double, _ members: [Double]) -> Double
  ) {
    description = name
    self.closed = closed
    self.score = score
  }
}

extension ScoreLaws {
  /// Members that are all alike give the absolute error.
  public static func degenerateIsAbsoluteError(_ score: EnsembleScore) -> String? {
    for (value, member) in [(2.0, 5.0), (5, 2), (-3, -3), (0, 0.25)] {
      let seen = score.score(value, [Double](repeating: member, count: 4))
      if abs(seen - abs(value - member)) > 1e-14 { return "\(value) beside \(member): \(seen)" }
    }
    return nil
  }

  /// The order of the members says nothing.
  public static func orderSaysNothing(_ score: EnsembleScore) -> String? {
    let members = [1.0, 2, -4, 0.5, 2.5]
    let first = score.score(0.3, members)
    for shift in 1..<members.count {
      let turned = Array(members[shift...] + members[..<shift])
      if score.score(0.3, turned) != first { return "\(turned)" }
    }
    return score.score(0.3, members.reversed()) == first ? nil : "reversed"
  }

  /// On the quantiles of the forecast the score is its closed form, the nearer the more of them there are.
  public static func tendsToClosedForm(
    _ score: EnsembleScore, quantile: (Double) -> Double
  ) -> String? {
    for value in [-2.0, 0, 0.7, 3] {
      var last = Double.infinity
      for count in [10, 100, 1000] {
        let members = (0..<count).map { quantile((Double($0) + 0.5) / Double(count)) }
        let distance = abs(score.score(value, members) - score.closed(value))
        if distance > last / 3 { return "\(value): \(distance) with \(count), \(last) before" }
        last = distance
      }
    }
    return nil
  }
}
