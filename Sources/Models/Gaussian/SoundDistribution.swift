internal import TimeSeries

// What is read from files is checked as what is made is: counts that fit, numbers that are some.

extension PathDistribution {
  /// Whether there are components, and all of their numbers are finite.
  public var isFinite: Bool {
    !components.isEmpty
      && components.allSatisfy { component in
        component.weight.isFinite && component.ceiling.isFinite
          && component.mean.allSatisfy(\.isFinite) && component.factor.allSatisfy(\.isFinite)
          && component.scales.allSatisfy(\.isFinite)
      }
  }

  /// Whether a distribution that was read could have been made.
  public var isSound: Bool {
    let steps = times.count
    let components = components.allSatisfy { component in
      component.mean.count == steps && component.factor.count == steps * (steps + 1) / 2
        && component.weight >= 0 && (0...1_000_000).contains(component.degreesOfFreedom)
    }
    let isLinked =
      switch link {
      case .quantiles(let functions, let transform):
        functions.count == steps && functions.allSatisfy(\.isSound) && transform.isSound
          && self.components.count == 1
      case .transform(let transform): transform.isSound
      case .logistic, .gompertz: true
      }
    return components && isFinite && isLinked && bounds.lower < bounds.upper
      && resolution.isFinite && resolution >= 0 && offset?.isSound ?? true
      && offsetDrift.map { $0.count == steps && $0.allSatisfy { $0.isFinite && $0 >= 0 } } ?? true
      && positiveEdges.map { $0.count == steps && $0.allSatisfy { $0.isFinite && $0 > 0 } } ?? true
      && (come?.isSound ?? true) && times.allSatisfy(\.isFinite) && (start?.value.isFinite ?? true)
      && (start?.image.isFinite ?? true)
  }
}

extension QuantileFunction {
  /// Whether a function that was read has a value for each probability, never decreasing.
  public var isSound: Bool {
    values.count == Self.probabilities.count && values.allSatisfy(\.isFinite)
      && zip(values, values.dropFirst()).allSatisfy(<=)
      && unclamped.count == values.count && unclamped.allSatisfy(\.isFinite)
      && zip(unclamped, unclamped.dropFirst()).allSatisfy(<=)
  }
}

extension JudgedPath {
  /// Whether a judgement that was read could have been made.
  public var isSound: Bool {
    belief.isSound && judgedSteps >= 1 && shares.count <= judgedSteps && start.isFinite
      && shares.allSatisfy { (0...1).contains($0) } && lower < upper && resolution.isFinite
      && resolution >= 0 && definedSteps.lowerBound >= 0
      && definedSteps.upperBound == judgedSteps
  }
}

extension Transform {
  /// Whether a map that was read has the bounds that its scale needs.
  var isSound: Bool {
    bounds.lower < bounds.upper && (scale != .logit && scale != .rank || bounds.isClosed)
  }
}
