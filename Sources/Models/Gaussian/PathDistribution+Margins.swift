internal import Randomness
internal import RealModule
internal import TimeSeries

extension PathDistribution {
  /// The distribution of each step alone, from the closed form of the mixture.
  ///
  /// Offsets, rising paths and rounding are not part of it.
  public var margins: [QuantileFunction] { times.indices.map(margin) }

  private func margin(_ step: Int) -> QuantileFunction {
    if case .quantiles(let functions, let transform) = link {
      // One component, whose centre and width a condition may have moved.
      let (centre, width) = (components[0].mean[step], components[0].scales[step].squareRoot())
      return QuantileFunction { probability in
        let score = centre + width * StandardNormal.quantile(probability)
        return positive(functions[step].value(atScore: score, on: transform), at: step)
      }.clamped(to: bounds)
    }
    let centres = components.map { $0.mean[step] }
    let widths = components.map { $0.scales[step].squareRoot() }
    if components.count == 1 {
      let degrees = components[0].degreesOfFreedom
      return QuantileFunction { probability in
        let score =
          degrees == 0
          ? StandardNormal.quantile(probability)
          : StudentT.quantile(probability, degrees: Double(degrees))
        return positive(published(centres[0] + widths[0] * score, components[0].ceiling), at: step)
      }.clamped(to: bounds)
    }
    if case .transform = link {
      let low = zip(centres, widths).map { $0 - 1e4 * $1 }.min() ?? 0
      let high = zip(centres, widths).map { $0 + 1e4 * $1 }.max() ?? 0
      return QuantileFunction { probability in
        let image = Self.root(from: low, to: high) { image in
          mixture { (image - centres[$0]) / max(widths[$0], 1e-300) } < probability
        }
        return positive(published(image, 0), at: step)
      }.clamped(to: bounds)
    }
    // Ceilings differ between components, so the mixture is inverted in the unit of the quantity.
    let top = components.map(\.ceiling).max() ?? 0
    return QuantileFunction { probability in
      bounds.clamp(
        Self.root(from: 0, to: top) { value in
          mixture { index in
            guard let image = link.shape?.image(value, ceiling: components[index].ceiling) else {
              return value <= 0 ? -.infinity : .infinity
            }
            return (image - centres[index]) / max(widths[index], 1e-300)
          } < probability
        })
    }
  }

  /// Where a condition that holds at first stops to hold, by bisection.
  private static func root(from start: Double, to end: Double, _ holds: (Double) -> Bool) -> Double
  {
    var (low, high) = (start, end)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if holds(middle) { low = middle } else { high = middle }
    }
    return high
  }

  /// The distribution function of the mixture at the standardised values of its components.
  private func mixture(_ score: (Int) -> Double) -> Double {
    var sum = 0.0
    for (index, component) in components.enumerated() {
      let score = score(index)
      let below =
        component.degreesOfFreedom == 0
        ? StandardNormal.cumulative(score)
        : StudentT.cumulative(score, degrees: Double(component.degreesOfFreedom))
      sum += component.weight * below
    }
    return sum
  }

  /// From the modelling scale of a component to the unit.
  private func published(_ image: Double, _ ceiling: Double) -> Double {
    switch link {
    case .transform(let transform), .quantiles(_, let transform): Self.unit(image, transform)
    case .logistic: ceiling / (1 + Double.exp(-image))
    case .gompertz: ceiling * Double.exp(-Double.exp(-image))
    }
  }

  /// From a scale to the unit; on the scale of the unit itself values may lie beyond the bounds.
  private static func unit(_ image: Double, _ transform: Transform) -> Double {
    transform.scale == .identity ? image : transform.backward(image)
  }
}
