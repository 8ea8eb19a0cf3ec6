internal import Randomness
internal import RealModule
internal import TimeSeries

// Paths whose first steps are told by somebody else, and that go on from them.

extension PathSampler {
  /// Takes the values of the first steps from elsewhere, and finds the normals that the paths go on from.
  ///
  /// Equation, for component `c` with centre `m`, factor `L`, `ν` degrees of freedom and images `y`:
  /// `u_s = (y_s − m_s − Σ_{j<s} L_sj u_j) / L_ss`, `d² = Σ u²`. Components are picked with their weight times the
  /// density of `y`; the width is `√((ν + d²) / (χ²_ν + Σ n²))` with the normals `n` that were drawn for these
  /// steps; the normals become `u` over it.
  ///
  /// Edge cases: `u` is cut to ±`limit`; a value that has no place on a component's scale has the
  /// place of the end that it lies beyond.
  /// Source: Ding 2016, American Statistician 70, 293–295.
  ///
  /// - Parameters:
  ///   - values: `[step][lane]`.
  ///   - normals: those that were drawn for the steps; replaced.
  package func carry(
    _ values: UnsafePointer<Double>, steps count: Int, limit: Double,
    normals: UnsafeMutablePointer<Double>
  ) {
    let components = distribution.components
    let isPlain = components.count == 1 && degrees[0] == 0
    let densities = isPlain ? [] : components.map { StepDensity($0, steps: count) }
    var places = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: components.count)
    var weights = [Double](repeating: 0, count: components.count)
    for lane in 0..<lanes {
      for index in components.indices { weights[index] = isPlain ? 0 : densities[index].logWeight }
      for step in 0..<count {
        let value = values[step * lanes + lane]
        for index in components.indices {
          places[index][step] = place(
            value, step, component: index, before: places[index], limit: limit)
        }
        if isPlain { continue }
        for index in components.indices {
          weights[index] +=
            densities[index].logDensity(places[index], step)
            + logSlope(value, component: index)
        }
      }
      let chosen = isPlain || isCertain ? picked[lane] : pick(lane, byLogarithms: weights)
      let width = widen(lane, chosen, places[chosen], normals)
      for step in 0..<count { normals[step * lanes + lane] = places[chosen][step] / width }
    }
  }

  /// Puts told values in the place of the first steps and lets the later ones go on from the last of them.
  ///
  /// Equation: where the sampled value `x` of the last told step is not what was told, `v`, later ones become
  /// `y v / x` on logarithms, else `y + v − x`, inside the bounds.
  package func keepCarried(
    _ values: UnsafePointer<Double>, steps count: Int, wanted: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    let told = min(count, wanted)
    guard told > 0 else { return }
    let (last, bounds) = (told - 1, distribution.bounds)
    for lane in 0..<lanes where told == count {
      let (told, found) = (values[last * lanes + lane], output[last * lanes + lane])
      guard abs(told - found) > 1e-9 * abs(told) else { continue }
      for step in count..<max(count, min(wanted, steps)) {
        let value = output[step * lanes + lane]
        let moved = isPositive && found > 0 ? value * (told / found) : value + (told - found)
        output[step * lanes + lane] = min(max(positive(moved, step), bounds.lower), bounds.upper)
      }
    }
    output.update(from: values, count: told * lanes)
    for step in 0..<told { publish(output + step * lanes) }
  }

  /// Whether growth is what goes on from step to step.
  var isPositive: Bool {
    let scale = distribution.link.transform?.scale
    return scale == .log || scale == .count
  }

  /// How far a value lies from what a component expects after the steps before, in its scale.
  func place(
    _ value: Double, _ step: Int, component index: Int, before: [Double], limit: Double
  ) -> Double {
    let component = distribution.components[index]
    var start = 0
    var rest = component.mean[step]
    for column in 0..<step {
      rest += component.factor[start + step - column] * before[column]
      start += steps - column
    }
    let scale = component.factor[start]
    let image = image(value, step, ceiling: ceilings[index])
    guard scale > 0, !image.isNaN else { return value.isNaN ? .nan : 0 }
    return min(max((image - rest) / scale, -limit), limit)
  }

  /// A value on the modelling scale; infinite beyond its ends.
  private func image(_ value: Double, _ step: Int, ceiling: Double) -> Double {
    switch distribution.link {
    case .quantiles: margins[step].withValues { $0.score(of: value) }
    case .transform(let transform): Self.image(unheld(value, step), transform)
    case .logistic:
      value <= 0
        ? -.infinity : value >= ceiling ? .infinity : PortableMath.log(value / (ceiling - value))
    case .gompertz:
      value <= 0
        ? -.infinity
        : value >= ceiling ? .infinity : -PortableMath.log(-PortableMath.log(value / ceiling))
    }
  }

  private static func image(_ value: Double, _ transform: Transform) -> Double {
    let (lower, upper) = (transform.bounds.lower, transform.bounds.upper)
    func odds(_ below: Double, _ above: Double) -> Double {
      below <= 0 ? -.infinity : above <= 0 ? .infinity : PortableMath.log(below / above)
    }
    switch transform.scale {
    case .identity: return value
    case .log: return value > 0 ? PortableMath.log(value) : -.infinity
    case .count: return value > -1 ? PortableMath.log(1 + value) : -.infinity
    case .logit: return odds(value - lower, upper - value)
    case .rank: return odds(value - lower + 0.5, upper - value + 0.5)
    }
  }

  /// What the density of a component's images misses of that of values where components differ in their scale.
  private func logSlope(_ value: Double, component index: Int) -> Double {
    let ceiling = ceilings[index]
    switch distribution.link {
    case .transform, .quantiles: return 0
    case .logistic:
      guard value > 0, value < ceiling else { return -.infinity }
      return PortableMath.log(ceiling / (value * (ceiling - value)))
    case .gompertz:
      guard value > 0, value < ceiling else { return -.infinity }
      return -PortableMath.log(value * -PortableMath.log(value / ceiling))
    }
  }

  private func pick(_ lane: Int, byLogarithms weights: [Double]) -> Int {
    let largest = weights.max() ?? 0
    guard largest.isFinite else { return picked[lane] }
    let sizes = weights.map { PortableMath.exp(max(-700, $0 - largest)) }
    let uniform = rank(lane) * sizes.reduce(0, +)
    var (index, sum) = (0, sizes[0])
    while index < sizes.count - 1 && uniform > sum {
      index += 1
      sum += sizes[index]
    }
    follow(index, lane)
    return index
  }

  /// The width of a path that goes on from what was seen.
  private func widen(
    _ lane: Int, _ component: Int, _ places: [Double], _ normals: UnsafePointer<Double>
  ) -> Double {
    guard degrees[component] > 0, !isCertain else { return widths[lane] }
    let freedom = Double(degrees[component])
    var chiSquare = freedom / (widths[lane] * widths[lane])
    var distance = freedom
    for (step, place) in places.enumerated() {
      chiSquare += normals[step * lanes + lane] * normals[step * lanes + lane]
      distance += place * place
    }
    widths[lane] = (distance / chiSquare).squareRoot()
    return widths[lane]
  }
}

/// The density of a component at its first steps, each given those before.
private struct StepDensity {
  let logWeight: Double
  private let freedom: Double
  /// Logarithms of what stands before the kernel of each step.
  private let constants: [Double]

  init(_ component: PathComponent, steps count: Int) {
    logWeight = component.weight > 0 ? Double.log(component.weight) : -.infinity
    freedom = Double(component.degreesOfFreedom)
    var start = 0
    constants = (0..<count).map { [freedom] step in
      let scale = component.factor[start]
      start += component.mean.count - step
      let normal = -Double.log(max(scale, 1e-300))
      guard freedom > 0 else { return normal }
      let own = freedom + Double(step)
      return normal + Double.logGamma((own + 1) / 2) - Double.logGamma(own / 2)
        - 0.5 * Double.log(own / 2)
    }
  }

  /// The squared scale of a step of a t, given those before, and its degrees of freedom.
  private func width(_ places: [Double], _ step: Int) -> (square: Double, freedom: Double) {
    var distance = freedom
    for place in places[..<step] { distance += place * place }
    let own = freedom + Double(step)
    return (distance / own, own)
  }

  func logDensity(_ places: [Double], _ step: Int) -> Double {
    let square = places[step] * places[step]
    guard freedom > 0 else { return constants[step] - 0.5 * square }
    let (width, own) = width(places, step)
    return constants[step] - 0.5 * PortableMath.log(width)
      - 0.5 * (own + 1) * PortableMath.log(1 + square / (width * own))
  }
}
