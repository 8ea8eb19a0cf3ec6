internal import RealModule
package import TimeSeries

/// Which of two classes the shares of a panel go by, one by one: that of take-ups or that of shares that wander.
///
/// Equations: the evidence that a history is one of a take-up is `e = k (2 o − 1.3 log(1.05 − o) + 0.8 r − 4.3)`, `o` the net change over
/// the sum of all changes, as sizes; `r`, at most 1.5 to either side, the logarithm of how much more the class of shares than that of take-up
/// lost on the last two values, seen from those before them (losses of nine quantiles in hundredths of the width, 0.02 added to each);
/// `k` of `n` changes, so that a single one tells nothing: `t = min(1, (n − 1)/5)` where `e` is above 0, as few values go one way by chance
/// (two changes of shares in 61 of 100 cases, of take-ups in 95), `min(1, n − 1)` where it is below: what turns back is hardly ever a take-up.
/// With the share `s` of take-ups in the panel its class has the weight `1/(1 + exp(−(1 + t) (e + log(s/(1 − s)))))`, up to 0.03 none and
/// from 0.97 on all.
///
/// The share is where it is the mean of what the series beside it say, `s = (3 + Σ 1/(1 + exp(−e_i − log(s/(1 − s)))))/(n + 6)`, between
/// 0.04 and 0.96, so that a handful of neighbours decides nothing: what stands beside a series says much of what is doubtful, and never
/// outweighs what the series itself shows clearly.
///
/// The numbers were fitted to take-ups and shares of countries (1,299 histories), by classes that had learned from other countries, and to drawn
/// courses, walks and noise.
///
/// Source: shares of two kinds from evidence on each case: Saerens, Latinne & Decaestecker 2002, Neural Computation 14, 21–41.
package struct ShareKinds: Sendable {
  /// The share of take-ups among the series of the panel.
  package let share: Double

  /// `2`, `1.3`, `0.8` and `4.3` above, and what keeps a course that never turned finite.
  private static let (ofCourse, ofEnd, ofPast, usual) = (2.0, 1.3, 0.8, 4.3)
  private static let slack = 0.05
  private static let largestRatio = 1.5
  private static let leastLoss = 0.02
  private static let wholeChanges = 5.0
  private static let usualSeries = 6.0
  private static let (leastShare, leastWeight) = (0.04, 0.03)
  private static let rounds = 100

  /// The share that the evidence on each of some series tells.
  package init(_ evidence: [Double]) {
    var share = 0.5
    for _ in 0..<Self.rounds {
      let odds = Double.log(share / (1 - share))
      share =
        evidence.reduce(Self.usualSeries / 2) { $0 + Self.chance($1 + odds) }
        / (Double(evidence.count) + Self.usualSeries)
    }
    self.share = min(max(share, Self.leastShare), 1 - Self.leastShare)
  }

  /// The weight of the class of take-up for a series with some evidence, 0 to 1.
  ///
  /// - Parameter told: how much its changes tell, `t`.
  package func weight(_ evidence: Double, told: Double = 1) -> Double {
    let weight = Self.chance((1 + told) * (evidence + Double.log(share / (1 - share))))
    return weight <= Self.leastWeight ? 0 : weight >= 1 - Self.leastWeight ? 1 : weight
  }

  private static func chance(_ logOdds: Double) -> Double { 1 / (1 + Double.exp(-logOdds)) }

  /// The evidence on a history.
  ///
  /// - Parameter ratio: `r`, asked for only where it may decide: of a share that is not known, or turns the weight.
  func evidence(_ history: [Double], ratio: () -> Double) -> Double {
    let (low, high) = (
      Self.evidence(history, -Self.largestRatio), Self.evidence(history, Self.largestRatio)
    )
    let told = Self.told(history)
    if weight(low, told: told) == weight(high, told: told) { return (low + high) / 2 }
    return Self.evidence(history, ratio())
  }

  /// The evidence on a history of which a ratio of past losses is known.
  package static func evidence(_ history: [Double], _ ratio: Double) -> Double {
    let known = history.filter(\.isFinite)
    let changes = zip(known.dropFirst(), known).map { $0 - $1 }
    let moves = changes.reduce(0) { $0 + abs($1) }
    guard moves > 0 else { return 0 }
    let course = abs(changes.reduce(0, +)) / moves
    let evidence =
      ofCourse * course - ofEnd * Double.log(1 + slack - course)
      + ofPast * min(max(ratio, -largestRatio), largestRatio) - usual
    return evidence * (evidence > 0 ? told(history) : min(1, Double(changes.count - 1)))
  }

  /// `t` of a history.
  package static func told(_ history: [Double]) -> Double {
    min(1, max(0, Double(history.count(where: \.isFinite) - 2)) / wholeChanges)
  }

  /// `r` of a history; 0 where too few values lie before the last two.
  static func ratio(
    _ history: [Double], bounds: Bounds, takeUp: ReferenceClass, others: ReferenceClass
  ) -> Double {
    let (past, came) = (Array(history.dropLast(2)), history.suffix(2))
    guard past.count(where: \.isFinite) >= 3, past.last?.isFinite == true, bounds.isClosed else {
      return 0
    }
    let unit = (bounds.upper - bounds.lower) / 100
    func loss(_ table: ReferenceClass) -> Double {
      let margins = table.towardsEnd(past, nation: [], bounds: bounds, steps: [1, 2]).margins
      let losses = zip(margins, came).filter { $0.1.isFinite }.map { margin, value in
        levels.reduce(0) { sum, level in
          let distance = value - margin.value(at: level)
          return sum + 2 * max(level * distance, (level - 1) * distance)
        } / Double(levels.count) / unit
      }
      return losses.reduce(0, +) / Double(max(1, losses.count)) + leastLoss
    }
    return Double.log(loss(others) / loss(takeUp))
  }

  private static let levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]
}

extension ReferenceClassMix {
  /// Classes of which each share of a panel goes by one, or by both as far as it may be either.
  package struct OfKinds: Sendable {
    let takeUp, others: ReferenceClass
    let kinds: ShareKinds

    /// The kinds of a sample of histories; `nil` for what are not two classes of shares of which one is of take-up.
    ///
    /// - Parameter evidence: maps an evidence over the histories.
    package init?(
      _ candidates: [ReferenceClassMix],
      evidence: (@escaping @Sendable ([Double], Bounds) -> Double) -> [Double]
    ) {
      let tables = candidates.flatMap { $0.classes.map(\.table) }
      guard tables.count == 2, tables.allSatisfy({ $0.recipe == .share }),
        let takeUp = tables.first(where: \.isOfRisingShares),
        let others = tables.first(where: { !$0.isOfRisingShares })
      else { return nil }
      (self.takeUp, self.others) = (takeUp, others)
      kinds = ShareKinds(
        evidence { history, bounds in
          ShareKinds.evidence(
            history,
            ShareKinds.ratio(history, bounds: bounds, takeUp: takeUp, others: others))
        })
    }

    /// The weight of the class of take-up for a history.
    package func weight(of history: [Double], bounds: Bounds) -> Double {
      kinds.weight(
        kinds.evidence(history) {
          ShareKinds.ratio(history, bounds: bounds, takeUp: takeUp, others: others)
        }, told: ShareKinds.told(history))
    }

    /// The classes with weights.
    package func classes(takeUp weight: Double) -> [(table: ReferenceClass, weight: Double)] {
      [(takeUp, weight), (others, 1 - weight)].filter { $0.1 > 0 }
    }
  }

  /// These classes in the proportion in which a history is one of theirs; as they are where a panel has but one kind.
  package func told(by history: [Double], bounds: Bounds) -> ReferenceClassMix {
    guard let ofKinds, bounds.isClosed else { return self }
    return ReferenceClassMix(
      ofKinds.classes(takeUp: ofKinds.weight(of: history, bounds: bounds)), rates: rates)
  }
}
