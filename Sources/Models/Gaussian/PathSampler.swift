package import Randomness
internal import TimeSeries

/// Draws blocks of paths from a distribution; one sampler per thread.
///
/// What a path draws besides its normals (component, width, offset) is drawn once a block by
/// `prepare` and kept for as many calls of `sample` as there are cases of dependence.
package final class PathSampler {
  let distribution: PathDistribution
  private let cumulative: [Double]
  let degrees: [Int]
  let ceilings: [Double]
  let steps: Int
  let lanes: Int
  let kernels = PathKernels.current
  /// Means, then packed factors, component after component.
  private let means: UnsafeMutablePointer<Double>
  private let factors: UnsafeMutablePointer<Double>
  private let triangle: Int
  /// The only component's triangle; `nil` where paths follow several.
  private let shared: PathKernels.Triangle?
  /// Quantile functions of the steps by normal score, where the link has them.
  let margins: [ScoreTable]
  /// What each lane draws, a row of lanes each: its component, in whole numbers, then what follows.
  let picked: UnsafeMutablePointer<Int>
  private let rows: UnsafeMutablePointer<Double>
  let widths: UnsafeMutablePointer<Double>
  let pathCeilings: UnsafeMutablePointer<Double>
  let shifts: UnsafeMutablePointer<Double>
  /// The score of each path's offset.
  private let offsetScores: UnsafeMutablePointer<Double>
  /// The score of the offset that is in `shifts`, where a turn has moved it.
  let shiftScores: UnsafeMutablePointer<Double>
  /// The median of the offset.
  let offsetMiddle: Double
  /// Whether all besides the normals is held at its middle.
  private(set) var isCertain = false
  /// For each lane the rank that its component was picked by.
  private let ranks: UnsafeMutablePointer<Double>
  /// What else a path may draw: auxiliary uniforms by index, one row of lanes each.
  private let auxiliary: UnsafeMutablePointer<Double>
  private let auxiliaryPairs: Range<Int>
  /// What each path must not fall below where paths only rise and a value is known.
  let floors: UnsafeMutablePointer<Double>
  /// Below which the values of each step near 0; `nil` where nothing holds them above it.
  let positiveEdges: [Double]?
  /// What has come of the first step already.
  let come: KnownPart?

  /// How near to an end a value stands that is printed as the end, as shares mostly are with one decimal.
  private static let printedEdge = 5e-4

  /// A sampler of blocks of so many paths.
  ///
  /// - Parameter other: a sampler of the same distribution, whose tables are shared.
  package init(_ distribution: PathDistribution, lanes: Int, like other: PathSampler? = nil) {
    self.distribution = distribution
    self.lanes = lanes
    steps = distribution.times.count
    auxiliaryPairs = Self.auxiliaryPairs(of: distribution)
    triangle = steps * (steps + 1) / 2
    positiveEdges = distribution.offset == nil ? distribution.positiveEdges : nil
    come = distribution.offset == nil ? distribution.come : nil
    let components = distribution.components
    if let other {
      margins = other.margins
    } else if case .quantiles(let functions, let transform) = distribution.link {
      // Only what an offset is added to needs images; a value that stands comes back to the last bit without.
      let hasOffset = distribution.offset != nil
      margins = functions.enumerated().map { step, function in
        ScoreTable(score: {
          hasOffset
            ? function.image(atScore: $0, on: transform, edge: Self.printedEdge)
            : distribution.positive(function.value(atScore: $0, on: transform), at: step)
        })
      }
    } else {
      margins = []
    }
    var sum = 0.0
    cumulative = components.map { component in
      sum += component.weight
      return sum
    }
    degrees = components.map(\.degreesOfFreedom)
    ceilings = components.map(\.ceiling)
    means = .allocate(capacity: max(1, components.count * steps))
    factors = .allocate(capacity: max(1, components.count * triangle))
    for (index, component) in components.enumerated() {
      (means + index * steps).initialize(from: component.mean, count: steps)
      (factors + index * triangle).initialize(from: component.factor, count: triangle)
    }
    shared = components.count == 1 ? components[0].triangle : nil
    picked = .allocate(capacity: lanes)
    picked.initialize(repeating: 0, count: lanes)
    let count = 7 + 2 * auxiliaryPairs.upperBound
    rows = .allocate(capacity: count * lanes)
    rows.initialize(repeating: 0, count: count * lanes)
    (widths, pathCeilings, shifts) = (rows, rows + lanes, rows + 2 * lanes)
    (offsetScores, shiftScores) = (rows + 3 * lanes, rows + 4 * lanes)
    (ranks, floors, auxiliary) = (rows + 5 * lanes, rows + 6 * lanes, rows + 7 * lanes)
    widths.update(repeating: 1, count: lanes)
    floors.update(repeating: -.infinity, count: lanes)
    offsetMiddle = distribution.offset?.value(at: 0) ?? 0
  }

  deinit {
    picked.deallocate()
    rows.deallocate()
    means.deallocate()
    factors.deallocate()
  }

  /// Draws what the paths of a block need besides their normals.
  ///
  /// - Parameter isCertain: holds all of it at its middle: the likeliest component, no width, no offset
  ///   but the median.
  package func prepare(stream: RandomStream, firstPath: UInt64, isCertain: Bool = false) {
    self.isCertain = isCertain
    if isCertain {
      let likeliest = distribution.components.indices.max {
        distribution.components[$0].weight < distribution.components[$1].weight
      }
      for lane in 0..<lanes {
        picked[lane] = likeliest ?? 0
        widths[lane] = 1
        pathCeilings[lane] = ceilings[picked[lane]]
        offsetScores[lane] = 0
        shiftScores[lane] = 0
        shifts[lane] = distribution.offset?.value(at: 0) ?? 0
      }
      return
    }
    let pairs = auxiliaryPairs
    // What draws nothing stands as it was made.
    if pairs.isEmpty {
      if pathCeilings[0] != ceilings[0] {
        for lane in 0..<lanes { pathCeilings[lane] = ceilings[0] }
      }
      return
    }
    kernels.fillUniforms(
      auxiliary + 2 * pairs.lowerBound * lanes, of: stream, firstPath: firstPath, lanes: lanes,
      firstPair: pairs.lowerBound, pairs: pairs.count)
    if cumulative.count == 1 {
      ranks.update(repeating: 0, count: lanes)
      picked.update(repeating: 0, count: lanes)
      pathCeilings.update(repeating: ceilings[0], count: lanes)
      let degrees = degrees[0]
      for lane in 0..<lanes { widths[lane] = tScale(degrees, lane) }
    } else {
      for lane in 0..<lanes {
        ranks[lane] = uniform(lane, 0)
        let component = pick(ranks[lane])
        picked[lane] = component
        widths[lane] = tScale(degrees[component], lane)
        pathCeilings[lane] = ceilings[component]
      }
    }
    if let offset = distribution.offset { drawOffsets(offset) }
  }

  private func drawOffsets(_ offset: ScoreTable) {
    kernels.normals(
      offsetScores, of: auxiliary + 2 * lanes, turns: auxiliary + 3 * lanes, count: lanes)
    shiftScores.update(from: offsetScores, count: lanes)
    shifts.update(from: offsetScores, count: lanes)
    offset.withValues { $0.look(up: shifts, lanes: lanes, by: kernels) }
  }

  /// Picks the components of the lanes by uniforms.
  package func pick(by uniforms: UnsafeMutableBufferPointer<Double>) {
    isCertain = false
    for lane in 0..<lanes {
      ranks[lane] = uniforms[lane]
      let component = cumulative.count == 1 ? 0 : pick(uniforms[lane])
      picked[lane] = component
      pathCeilings[lane] = ceilings[component]
    }
  }

  /// The rank that the component of a lane was picked by.
  func rank(_ lane: Int) -> Double { ranks[lane] }

  /// Lets a lane follow another component; its width is drawn anew where degrees of freedom differ.
  func follow(_ component: Int, _ lane: Int) {
    let former = picked[lane]
    picked[lane] = component
    pathCeilings[lane] = ceilings[component]
    guard degrees[component] != degrees[former] else { return }
    widths[lane] = tScale(degrees[component], lane)
  }

  /// Sets the widths of the picked components by normal scores.
  ///
  /// - Parameter tables: widths by score, for each number of degrees of freedom above 0.
  package func widen(
    by scores: UnsafeMutableBufferPointer<Double>, tables: [Int: ScoreTable]
  ) {
    for lane in 0..<lanes {
      widths[lane] = tables[degrees[picked[lane]]]?.value(at: scores[lane]) ?? 1
    }
  }

  /// Sets the offsets by normal scores.
  package func shift(
    by scores: UnsafeMutableBufferPointer<Double>, tables: [Int: ScoreTable]
  ) {
    guard let offset = distribution.offset else { return }
    for lane in 0..<lanes {
      offsetScores[lane] = scores[lane]
      shiftScores[lane] = scores[lane]
      shifts[lane] = offset.value(at: scores[lane])
    }
  }

  /// The standard normal behind the offset of a lane; `nil` where there is no offset.
  package func offsetScore(lane: Int) -> Double? {
    distribution.offset == nil ? nil : offsetScores[lane]
  }

  /// Moves the normals behind the offsets by `weight · moves`, from where `prepare` left them.
  package func moveOffsets(_ moves: UnsafePointer<Double>, times weight: Double) {
    guard let offset = distribution.offset else { return }
    for lane in 0..<lanes {
      shiftScores[lane] = offsetScores[lane] + weight * moves[lane]
      shifts[lane] = offset.value(at: shiftScores[lane])
    }
  }

  /// Draws paths from normals laid out as `normals[step * lanes + lane]`, into the same layout.
  ///
  /// - Parameters:
  ///   - normals: standard normals; those of one path may be correlated with other quantities'.
  ///   - wanted: the steps to compute, from the first on; those outside `finished` may be left on the
  ///     modelling scale.
  ///   - finished: the steps whose values are wanted; `nil` means all.
  package func sample(
    normals: UnsafePointer<Double>, wanted: Int, finished: [Int]? = nil,
    into output: UnsafeMutablePointer<Double>
  ) {
    let count = min(wanted, steps)
    guard count > 0 else { return }
    if case .product(let left, let right)? = shared, isPlainGrowth {
      kernels.grow(
        output, normals: normals, widths: widths, mean: distribution.components[0].mean,
        left: left, right: right,
        bounds: (distribution.bounds.lower, distribution.bounds.upper), steps: count,
        lanes: lanes)
      return
    }
    place(normals: normals, count: count, into: output)
    if let finished, !distribution.isMonotone {
      for step in finished where step < count { finish(output + step * lanes, step) }
    } else {
      for step in 0..<count { finish(output + step * lanes, step) }
      keepRising(output, count: count)
    }
  }

  /// Paths on the modelling scale, without their offsets.
  func place(
    normals: UnsafePointer<Double>, count: Int, into output: UnsafeMutablePointer<Double>
  ) {
    if let shared {
      kernels.walk(
        output, normals: normals, widths: widths, mean: distribution.components[0].mean,
        triangle: shared, steps: count, lanes: lanes)
    } else {
      sampleMixture(normals: normals, count: count, into: output)
    }
  }

  /// Lanes follow different components, so each is computed on its own.
  private func sampleMixture(
    normals: UnsafePointer<Double>, count: Int, into output: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * steps) { scratch in
      guard let z = scratch.baseAddress else { return }
      let x = z + steps
      for lane in 0..<lanes {
        let mean = means + picked[lane] * steps
        let factor = factors + picked[lane] * triangle
        let width = widths[lane]
        for step in 0..<count {
          z[step] = width * normals[step * lanes + lane]
          x[step] = mean[step]
        }
        kernels.addTriangular(x, z, packed: factor, order: steps, count: count)
        for step in 0..<count { output[step * lanes + lane] = x[step] }
      }
    }
  }

  /// Whether values are the exponentials of the modelling scale and nothing else is done to them.
  private var isPlainGrowth: Bool {
    guard case .transform(let transform) = distribution.link, transform.scale == .log else {
      return false
    }
    return distribution.offset == nil && !distribution.isMonotone && distribution.resolution == 0
      && come == nil
  }

  /// For each lane of the block sampled last the value before the first step where paths only rise;
  /// `nil` where nothing holds them.
  package var floor: UnsafePointer<Double>? {
    distribution.isMonotone && distribution.start != nil ? UnsafePointer(floors) : nil
  }

  private func pick(_ uniform: Double) -> Int {
    var index = 0
    while index < cumulative.count - 1 && uniform > cumulative[index] { index += 1 }
    return index
  }

  /// `√(ν/χ²)`: turns normals into a multivariate t.
  private func tScale(_ degrees: Int, _ lane: Int) -> Double {
    guard degrees > 0 else { return 1 }
    var product = 1.0
    var chiSquare = 0.0
    for pair in 0..<(degrees / 2) {
      product *= uniform(lane, 4 + pair)
      if product < 1e-200 {
        chiSquare -= 2 * PortableMath.log(product)
        product = 1
      }
    }
    chiSquare -= 2 * PortableMath.log(product)
    if !degrees.isMultiple(of: 2) {
      let normal = auxiliaryNormal(lane, index: Self.oddIndex(degrees))
      chiSquare += normal * normal
    }
    return (Double(degrees) / chiSquare).squareRoot()
  }

  /// The auxiliary uniform of a lane at an index of `auxiliaryPairs`.
  private func uniform(_ lane: Int, _ index: Int) -> Double { auxiliary[index * lanes + lane] }

  /// A normal from two auxiliary uniforms at an even index, by Box–Muller.
  private func auxiliaryNormal(_ lane: Int, index: Int) -> Double {
    let radius = (-2 * PortableMath.log(uniform(lane, index))).squareRoot()
    return radius * PortableMath.cosineAndSine(turns: uniform(lane, index + 1)).cosine
  }

  /// Where the normal of an odd number of degrees of freedom is drawn, behind the uniforms of their pairs.
  private static func oddIndex(_ degrees: Int) -> Int { 4 + (degrees / 2 + 1) / 2 * 2 }

  /// Pairs of auxiliary uniforms that paths may ask for: 0 picks the component, 1 is the offset's, those from 2 on
  /// are the widths'.
  private static func auxiliaryPairs(of distribution: PathDistribution) -> Range<Int> {
    let hasOffset = distribution.offset != nil
    let first = distribution.components.count > 1 ? 0 : hasOffset ? 1 : 2
    var end = hasOffset ? 2 : first == 0 ? 1 : first
    for component in distribution.components where component.degreesOfFreedom > 0 {
      let degrees = component.degreesOfFreedom
      let last = degrees.isMultiple(of: 2) ? 4 + degrees / 2 - 1 : oddIndex(degrees)
      end = max(end, last / 2 + 1)
    }
    return first..<end
  }
}
