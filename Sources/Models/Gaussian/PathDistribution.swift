public import LinearAlgebra
public import Randomness
public import TimeSeries

/// How a path on the modelling scale becomes a path in the unit of the quantity.
public enum Link: Sendable, Hashable, Codable {
  /// By a transform.
  case transform(Transform)
  /// `y = c / (1 + e⁻ˣ)` with the ceiling `c` of the component.
  case logistic
  /// `y = c · exp(−e⁻ˣ)` with the ceiling `c` of the component.
  case gompertz
  /// Step by step through a quantile function in the unit of the quantity; between its points straight lines join
  /// values, beyond them their images under the transform, on which offsets are added.
  case quantiles([QuantileFunction], Transform)
}

/// One Gaussian or t component of a path distribution on the modelling scale.
public struct PathComponent: Sendable, Hashable, Codable {
  /// Its share.
  public var weight: Double
  /// The centre, one value a step.
  public let mean: [Double]
  /// The lower triangular factor of the scale matrix, column after column from the diagonal down.
  public let factor: [Double]
  /// Degrees of freedom; 0 means normal.
  public let degreesOfFreedom: Int
  /// The ceiling of a logistic or Gompertz path; 0 elsewhere.
  public let ceiling: Double

  /// A component.
  public init(
    weight: Double, mean: [Double], factor: [Double], degreesOfFreedom: Int, ceiling: Double = 0
  ) {
    let steps = mean.count
    precondition(
      factor.count == steps * (steps + 1) / 2,
      "\(factor.count) entries do not fill a triangle of order \(steps)")
    self.weight = weight
    self.mean = mean
    self.factor = factor
    self.degreesOfFreedom = degreesOfFreedom
    self.ceiling = ceiling
  }

  /// A component from a scale matrix, which may be singular to rounding.
  ///
  /// - Throws: `notPositiveDefinite` when it is not a covariance even to rounding; `notFinite`.
  public init(
    weight: Double, mean: [Double], covariance: Matrix, degreesOfFreedom: Double,
    ceiling: Double = 0
  ) throws(LinearAlgebraError) {
    let steps = mean.count
    guard mean.allSatisfy(\.isFinite), weight.isFinite, degreesOfFreedom.isFinite else {
      throw .notFinite
    }
    let largest = covariance.diagonal.max() ?? 0
    var regular = covariance
    guard largest != 0 else {
      // Nothing varies.
      self.init(
        weight: weight, mean: mean, factor: Array(repeating: 0, count: steps * (steps + 1) / 2),
        degreesOfFreedom: 0, ceiling: ceiling)
      return
    }
    for step in 0..<steps { regular[step, step] += max(largest * 1e-12, 1e-300) }
    let lower = try Cholesky(regular).lower
    var packed: [Double] = []
    for column in 0..<steps {
      for row in column..<steps { packed.append(lower[row, column]) }
    }
    // Beyond some 200 degrees of freedom the t and the normal differ by less than is measurable.
    let degrees = degreesOfFreedom > 200 ? 0 : max(1, Int(degreesOfFreedom.rounded()))
    self.init(
      weight: weight, mean: mean, factor: packed, degreesOfFreedom: degrees, ceiling: ceiling)
  }

  /// An entry of the factor.
  func entry(_ row: Int, _ column: Int) -> Double {
    factor[column * mean.count - column * (column - 1) / 2 + row - column]
  }

  /// The factor as the kernels take it: a product where every row is a multiple of the one above, as in
  /// random walks and first-order autoregressions.
  var triangle: PathKernels.Triangle {
    let steps = mean.count
    let rows = (0..<steps).flatMap { row in (0...row).map { entry(row, $0) } }
    var left = [1.0]
    var right: [Double] = []
    for row in 0..<steps {
      let start = row * (row + 1) / 2
      if row > 0 {
        let before = rows[start - row]
        guard before != 0 else { return .full(rows: rows) }
        left.append(left[row - 1] * rows[start] / before)
      }
      guard abs(left[row]) > 1e-100 else { return .full(rows: rows) }
      right.append(rows[start + row] / left[row])
      for column in 0...row
      where abs(left[row] * right[column] - rows[start + column]) > 1e-13
        * abs(rows[start + column])
      {
        return .full(rows: rows)
      }
    }
    return .product(left: left, right: right)
  }

  /// Scale-matrix entries on the diagonal.
  var scales: [Double] {
    let steps = mean.count
    return (0..<steps).map { row in
      var sum = 0.0
      var start = 0
      for column in 0...row {
        let entry = factor[start + row - column]
        sum += entry * entry
        start += steps - column
      }
      return sum
    }
  }
}

/// A distribution over future paths: a mixture of Gaussian or t components, seen through a link.
///
/// A path takes one normal a step, in time order, so that two quantities whose normals are
/// correlated step by step move together. Which component a path follows and how wide a t is come
/// from auxiliary draws of the same stream.
public struct PathDistribution: Sendable, Hashable, Codable {
  /// Ends of the future periods, in years.
  public let times: [Double]
  /// The components; weights sum to one.
  public let components: [PathComponent]
  /// From the modelling scale to the unit.
  public internal(set) var link: Link
  /// Added to every step of a path on the modelling scale; `nil` adds nothing.
  public var offset: ScoreTable?
  /// By how much the offset has changed up to each step: standard deviations on the modelling scale that widen it around
  /// its median, `m + √((o − m)² + (d z)²)` on the side of its score `z`; `nil` where it stays.
  public var offsetDrift: [Double]?
  /// No path leaves these.
  public var bounds: Bounds
  /// Whether paths only rise.
  public var isMonotone = false
  /// The last known value, below which no rising path falls; `nil` where none is known.
  public var start: Start?
  /// Paths are rounded to multiples of this; 0 leaves them.
  public var resolution = 0.0
  /// The correlation of the growth of two steps where these are the whole years after the last value, one by one, each
  /// with the quantiles of so many years' growth; `nil` where steps are something else.
  public var growthCorrelation: Double?
  /// One value a step, above 0: what lies below nears 0 and never reaches it (`PositiveSeries`); `nil` where paths are
  /// not held above 0, or are by their scale.
  public internal(set) var positiveEdges: [Double]?
  /// What has come of the first step already; `nil` where nothing is known of it, and unused beside an offset.
  public var come: KnownPart?

  /// A known value before the first step.
  public struct Start: Sendable, Hashable, Codable {
    /// In the unit of the series that is forecast.
    public let value: Double
    /// On the modelling scale, where an offset is added; unused where the link is a curve.
    public let image: Double

    /// A value on both scales.
    public init(value: Double, image: Double) {
      self.value = value
      self.image = image
    }
  }

  /// A distribution; weights are normalised, and components lighter than a 10⁻⁴ or of no finite weight
  /// are dropped.
  public init(times: [Double], components: [PathComponent], link: Link, bounds: Bounds) {
    precondition(
      components.allSatisfy { $0.mean.count == times.count },
      "components do not have \(times.count) steps")
    self.times = times
    self.link = link
    self.bounds = bounds
    let weighty = components.filter(\.weight.isFinite)
    let total = weighty.reduce(0) { $0 + $1.weight }
    let kept = weighty.filter { $0.weight >= 1e-4 * total }
    let keptTotal = kept.reduce(0) { $0 + $1.weight }
    self.components = kept.map {
      var component = $0
      component.weight /= keptTotal
      return component
    }
  }

  /// Future paths, one row a path.
  public func simulate(paths count: Int, stream: RandomStream) -> [[Double]] {
    let lanes = 64
    let steps = times.count
    let room = (steps + 1) / 2 * 2 * lanes
    let sampler = PathSampler(self, lanes: lanes)
    var paths: [[Double]] = []
    paths.reserveCapacity(count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * room) { buffer in
      guard let normals = buffer.baseAddress else { return }
      let output = normals + room
      for first in stride(from: 0, to: count, by: lanes) {
        let width = min(lanes, count - first)
        PathKernels.current.fillNormals(
          normals, of: stream, firstPath: UInt64(first), lanes: lanes, steps: steps)
        sampler.prepare(stream: stream, firstPath: UInt64(first))
        sampler.sample(normals: normals, wanted: steps, into: output)
        for lane in 0..<width { paths.append((0..<steps).map { output[$0 * lanes + lane] }) }
      }
    }
    return paths
  }

  /// Mean and standard deviation on the modelling scale at one step, offset left out.
  public func momentsOnScale(step: Int) -> (mean: Double, standardDeviation: Double) {
    let mean = components.reduce(0) { $0 + $1.weight * $1.mean[step] }
    let variance = components.reduce(0) { sum, component in
      let spread = component.scales[step]
      let degrees = Double(component.degreesOfFreedom)
      let inflated =
        component.degreesOfFreedom == 0
        ? spread : (degrees > 2 ? spread * degrees / (degrees - 2) : .infinity)
      let distance = component.mean[step] - mean
      return sum + component.weight * (inflated + distance * distance)
    }
    return (mean, variance.squareRoot())
  }
}
