internal import Models
internal import Randomness
internal import Synchronization

/// How the paths of a plan are drawn.
public enum Sampling: String, Sendable, Hashable, CaseIterable {
  /// Independent paths.
  case random
  /// Paths whose most important normals are scrambled Sobol' points, in independent replicates.
  case sobol
}

/// Which normals of a plan are Sobol' points, and which dimension each of them has.
///
/// A target depends on one or two directions of its sources' normals far more than on all others. These
/// directions, and what a path draws besides (component, width, offset), take the coordinates of the
/// points; the rest stays random. The replicates have scramblings of their own, so their means
/// are independent and their spread is the error.
/// Source: L'Ecuyer 2018, in: Monte Carlo and Quasi-Monte Carlo Methods 2016, 29–67.
struct QuasiPoints: Sendable {
  /// Independent replicates.
  static let replicates = 16

  /// What the points decide about one quantity.
  struct Part: Sendable {
    /// Orthogonal directions of length 1 over the steps, those of the first goals first.
    let directions: [[Double]]
    /// The first of the dimensions: the directions, then component, width and offset.
    let dimension: Int
    /// Roots of ν over χ² by normal score, for each component's degrees of freedom.
    let widths: [Int: ScoreTable]
  }

  /// For each quantity; `nil` where all is random.
  let parts: [Part?]
  /// Points of each replicate, a power of 2.
  let points: Int
  private let sequence: SobolSequence
  private let seed: UInt64

  /// The paths that are simulated where so many are asked for: replicates of a power of 2.
  static func paths(for wanted: Int) -> Int {
    var points = 256
    while points * replicates < wanted { points *= 2 }
    return points * replicates
  }

  init(_ plan: SimulationPlan, paths: Int) throws(SimulationError) {
    points = paths / Self.replicates
    seed = plan.seed
    let directions = try Self.directions(of: plan)
    var next = 0
    parts = plan.quantities.enumerated().map { index, quantity -> Part? in
      guard !directions[index].isEmpty else { return nil }
      let first = next
      next += directions[index].count
      var widths: [Int: ScoreTable] = [:]
      if case .fitted(let paths) = quantity.process {
        next += 3
        for degrees in Set(paths.components.map(\.degreesOfFreedom)) where degrees > 0 {
          widths[degrees] = WidthTables.table(degrees: degrees)
        }
      }
      return Part(directions: directions[index], dimension: first, widths: widths)
    }
    sequence = SobolSequence(dimensions: next)
  }

  /// Fills a coordinate of the points of a block.
  func fill(_ uniforms: UnsafeMutableBufferPointer<Double>, dimension: Int, firstPath: UInt64) {
    let (replicate, point) = (firstPath / UInt64(points), firstPath % UInt64(points))
    let words = Philox.words(
      counter: SIMD4(UInt32(dimension), UInt32(replicate), 0x50B0, 0xFFFF_FFFF),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed &>> 32)))
    sequence.fill(
      uniforms, dimension: dimension, first: UInt32(truncatingIfNeeded: point),
      scramble: words.x)
  }

  /// At most this many directions of one quantity.
  private static let directionsOfOne = 3

  /// For each quantity the directions that its goals depend on, by covariances on a few random paths.
  private static func directions(
    of plan: SimulationPlan
  ) throws(SimulationError) -> [[[Double]]] {
    let pilot = try GoalPilot(plan, blocks: 4096 / plan.lanes, isMixed: false)
    var found = plan.quantities.map { _ in [[Double]]() }
    // First what goals depend on of their own, then what reaches them through dependence.
    for (index, isOwn) in [true, false].flatMap({ own in plan.goals.indices.map { ($0, own) } }) {
      let ranks = pilot.ranks(ofGoal: index)
      let sources = plan.sources(ofQuantity: plan.goals[index].quantity)
      for source in plan.quantities.indices
      where sources.contains(source) == isOwn {
        var direction = pilot.covariances(of: source, with: ranks).steps
        for other in found[source] {
          let share = zip(direction, other).reduce(0) { $0 + $1.0 * $1.1 }
          direction = zip(direction, other).map { $0 - share * $1 }
        }
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // Ranks have a deviation of 0.29; below a tenth of that it is hardly more than chance.
        guard length > 0.03, found[source].count < directionsOfOne else { continue }
        found[source].append(direction.map { $0 / length })
      }
    }
    return found
  }
}

/// Roots of ν over χ² by normal score, made once for each number of degrees of freedom.
private enum WidthTables {
  private static let made = Mutex<[Int: ScoreTable]>([:])

  static func table(degrees: Int) -> ScoreTable {
    if let table = made.withLock({ $0[degrees] }) { return table }
    let freedom = Double(degrees)
    // Scores rise, so each value of χ² is a good start for the next.
    var near: Double?
    let table = ScoreTable(quantile: { probability in
      let value = ChiSquare.quantile(1 - probability, degrees: freedom, near: near)
      near = value
      return (freedom / value).squareRoot()
    })
    made.withLock { $0[degrees] = table }
    return table
  }
}

extension PathBlock {
  /// Puts the points of a block in the place of what was drawn at random.
  func place(_ points: QuasiPoints, firstPath: UInt64) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * lanes) { scratch in
      let uniforms = UnsafeMutableBufferPointer(rebasing: scratch[..<lanes])
      let moves = UnsafeMutableBufferPointer(rebasing: scratch[lanes...])
      for (quantity, part) in points.parts.enumerated() {
        guard let part else { continue }
        for (number, direction) in part.directions.enumerated() {
          points.fill(uniforms, dimension: part.dimension + number, firstPath: firstPath)
          for lane in 0..<lanes { moves[lane] = StandardNormal.portableQuantile(uniforms[lane]) }
          for (step, weight) in direction.enumerated() {
            let row = drawn(quantity, step)
            for lane in 0..<lanes { moves[lane] -= weight * row[lane] }
          }
          for (step, weight) in direction.enumerated() {
            let row = drawn(quantity, step)
            for lane in 0..<lanes { row[lane] += weight * moves[lane] }
          }
        }
        place(points, part, of: quantity, firstPath: firstPath, uniforms)
      }
    }
  }
}
