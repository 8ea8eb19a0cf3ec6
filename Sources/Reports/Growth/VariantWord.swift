package import Tracking

/// How a variant lies beside the forecast, in a word that never says something else than the chance beside it.
package struct VariantWord {
  /// The share of paths that reach all of what is asked, 0–1.
  package let probability: Double
  /// The share of futures nearer to the forecast, 0–100.
  package let percentile: Double
  /// To which side it lies.
  package let stance: GrowthStance
  /// How many conditions it has.
  package let conditions: Int
  /// Whether one of them is a range.
  package let hasRange: Bool

  /// A word.
  package init(
    probability: Double, percentile: Double, stance: GrowthStance, conditions: Int = 1,
    hasRange: Bool = false
  ) {
    self.probability = probability
    self.percentile = percentile
    self.stance = stance
    self.conditions = conditions
    self.hasRange = hasRange
  }

  /// How far from the forecast.
  private enum Size: Int, Comparable {
    case near, plausible, bold, far, beyond

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// What lies beyond so small a share of futures on one side.
    init(tail: Double) {
      self =
        switch tail {
        case ..<0.005: .beyond
        case ..<0.025: .far
        case ..<0.1: .bold
        case ..<0.25: .plausible
        default: .near
        }
    }
  }

  /// The word: of what lies above by the chance, of what lies below by what is left of it; of what lies on both sides by
  /// its distance or the chance, whichever says more.
  package func text(_ say: Catalogue) -> String {
    let above = Size(tail: probability)
    switch stance {
    case .above:
      let word = word(above, say)
      return conditions > 1 && above > .near
        ? say(
          conditions == 2 ? "growth.word.joint.two" : "growth.word.joint",
          ["word": word, "count": "\(conditions)"]) : word
    case .below, .inside:
      // Nothing of it is high by itself, all of it at once is.
      guard above == .near || conditions == 1 else { return say("growth.word.together") }
      let below = Size(tail: 1 - probability)
      if stance == .below { return word(below, say) }
      return below == .near ? word(.near, say) : say("growth.word.inside")
    case .mixed:
      return word(max(above, Size(tail: (1 - percentile / 100) / 2)), say)
    }
  }

  /// What the chance does not count; empty where it counts all.
  package func remark(_ say: Catalogue) -> String {
    hasRange ? " " + say("growth.plausibility.range") : ""
  }

  private func word(_ size: Size, _ say: Catalogue) -> String {
    size == .near ? say("growth.word.near") : say("growth.word.\(stance.rawValue).\(size)")
  }
}
