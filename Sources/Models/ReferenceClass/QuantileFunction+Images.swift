internal import RealModule
internal import TimeSeries

/// Quantile functions in the unit of a quantity, seen from its modelling scale.
extension QuantileFunction {
  /// The value at a normal score: between the outermost points as `value(atScore:)` has it, beyond them on a
  /// straight line of images.
  func value(atScore score: Double, on transform: Transform) -> Double {
    if isInside(score) { return value(atScore: score) }
    let image = image(atScore: score, on: transform)
    return transform.scale == .identity ? image : transform.backward(image)
  }

  /// Scores of what is so far off that only the figure itself counts.
  private static let farthest = 200.0

  /// The normal score of a value, the inverse of `value(atScore:on:)`: beyond the outermost points on a straight line of images.
  func score(of value: Double, on transform: Transform) -> Double {
    let score = score(of: value)
    guard !isInside(score), transform.scale != .identity else { return score }
    let (scores, last) = (Self.scores, Self.scores.count - 1)
    let (near, far) = score < scores[0] ? (0, 1) : (last, last - 1)
    let outer = image(of: values[near], transform, 1e-9)
    let width = image(of: values[far], transform, 1e-9) - outer
    guard width != 0, let own = transform.forward(value) else { return score }
    let found = scores[near] + (own - outer) / width * (scores[far] - scores[near])
    return min(max(found, -Self.farthest), Self.farthest)
  }

  /// The image of the value at a normal score.
  ///
  /// - Parameter edge: how near to an end of log odds a value is seen, as a share of the distance from the other; what is
  ///   added to the images moves what stands at an end the less the nearer it is seen.
  func image(
    atScore score: Double, on transform: Transform, edge: Double = 1e-9
  ) -> Double {
    let scores = Self.scores
    let last = scores.count - 1
    if isInside(score) { return image(of: value(atScore: score), transform, edge) }
    let (near, far) = score < scores[0] ? (0, 1) : (last, last - 1)
    let outer = image(of: values[near], transform, edge)
    let inner = image(of: values[far], transform, edge)
    return outer + (score - scores[near]) / (scores[far] - scores[near]) * (inner - outer)
  }

  private func isInside(_ score: Double) -> Bool {
    score >= Self.scores[0] && score <= Self.scores[Self.scores.count - 1]
  }

  /// The image of a value; at the edge of the scale, where there is none, that of a value just inside.
  private func image(of value: Double, _ transform: Transform, _ edge: Double) -> Double {
    let bounds = transform.bounds
    guard transform.scale == .logit || transform.scale == .rank else {
      if let image = transform.forward(value) { return image }
      let smallest = values.first { $0 > 0 }.map { $0 * 1e-6 } ?? 1e-12
      return transform.forward(smallest) ?? value
    }
    let low = max(value - bounds.lower, (bounds.upper - value) * edge)
    let high = max(bounds.upper - value, (value - bounds.lower) * edge)
    let inside = bounds.lower + (bounds.upper - bounds.lower) * (low / (low + high))
    return transform.forward(bounds.clamp(inside)) ?? Double.log(low / high)
  }
}
