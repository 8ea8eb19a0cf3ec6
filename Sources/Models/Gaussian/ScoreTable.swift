internal import Randomness

/// The largest score that is tabulated.
private let limit = 8.0
/// Points of the table in a unit of score.
private let perUnit = 64.0

/// A quantile function tabulated over normal scores: `value(z) = Q(Φ(z))`.
///
/// A score is read off by straight lines between 1,025 points from −8 to 8; the error is below
/// `Q″/32768`. Points of its own that a function must pass are knots of the lines, too.
public struct ScoreTable: Sendable, Hashable, Codable {
  /// A point between two points of the table.
  struct Knot: Sendable, Hashable, Codable {
    /// The cell of the table that it lies in.
    let cell: Int
    /// Its place in the cell, strictly between 0 and 1.
    let share: Double
    /// The value there.
    let value: Double
  }

  /// The values at −8, −8 + 1⁄64, …, 8.
  public let values: [Double]
  /// Points between those, in their order; `nil` for none.
  let knots: [Knot]?

  static let points = Int(2 * limit * perUnit)

  /// Tabulates a quantile function of probabilities strictly between 0 and 1.
  public init(quantile: (Double) -> Double) {
    self.init(score: { score in
      let low = StandardNormal.cumulative(score)
      return quantile(min(max(low, 1e-15), 1 - 1e-15))
    })
  }

  /// Tabulates a function of the score itself; where it never falls, exact at some points of it, in increasing order.
  public init(
    score function: (Double) -> Double, through points: [(score: Double, value: Double)] = []
  ) {
    var values = (0...Self.points).map { function(-limit + Double($0) / perUnit) }
    var knots: [Knot] = []
    for point in points where abs(point.score) < limit {
      let position = (point.score + limit) * perUnit
      let cell = Int(position)
      let share = position - Double(cell)
      if share > 0 {
        knots.append(Knot(cell: cell, share: share, value: point.value))
      } else {
        values[cell] = point.value
      }
    }
    self.init(values: values, knots: knots.isEmpty ? nil : knots)
  }

  /// A table that has one value at every score.
  public init(certain value: Double) { self.init(score: { _ in value }) }

  /// The table of `offset + factor · value`.
  public func scaled(by factor: Double, offset: Double) -> ScoreTable {
    ScoreTable(
      values: values.map { offset + factor * $0 },
      knots: knots?.map {
        Knot(cell: $0.cell, share: $0.share, value: offset + factor * $0.value)
      })
  }

  private init(values: [Double], knots: [Knot]?) {
    self.values = values
    self.knots = knots
  }

  /// Whether a table that was read has all of its points.
  public var isSound: Bool {
    values.count == Self.points + 1 && values.allSatisfy(\.isFinite)
      && (knots ?? []).allSatisfy {
        (0..<Self.points).contains($0.cell) && $0.share > 0 && $0.share < 1 && $0.value.isFinite
      }
  }

  /// The value at a score; scores beyond 8 are taken as 8.
  public func value(at score: Double) -> Double { withValues { $0.value(at: score) } }

  /// A view of the table for hot loops.
  struct View {
    fileprivate let values: UnsafePointer<Double>
    fileprivate let knots: UnsafeBufferPointer<Knot>

    /// Puts the values in the place of a row of scores.
    func look(up row: UnsafeMutablePointer<Double>, lanes: Int, by kernels: PathKernels) {
      guard !knots.isEmpty else {
        return kernels.lookUp(row, in: values, limit: limit, perUnit: perUnit, count: lanes)
      }
      // Few scores lie in a cell with a knot, of which each is read off again.
      withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes) { room in
        guard let scores = room.baseAddress else { return }
        scores.initialize(from: row, count: lanes)
        kernels.lookUp(row, in: values, limit: limit, perUnit: perUnit, count: lanes)
        for knot in knots {
          let start = Double(knot.cell) / perUnit - limit
          for first in stride(from: 0, to: lanes, by: 64) {
            var near = kernels.within(
              scores + first, lanes: min(64, lanes - first), lower: start - 1e-9,
              upper: start + 1 / perUnit + 1e-9)
            while near != 0 {
              let lane = first + near.trailingZeroBitCount
              row[lane] = value(at: scores[lane])
              near &= near - 1
            }
          }
        }
      }
    }

    @inline(__always)
    func value(at score: Double) -> Double {
      let position = (min(max(-limit, score), limit) + limit) * perUnit
      let index = min(Int(position), 2 * Int(limit * perUnit) - 1)
      let share = position - Double(index)
      if !knots.isEmpty { return value(in: index, at: share) }
      return values[index] + (values[index + 1] - values[index]) * share
    }

    /// The score at which a table that never falls has a value: the middle one where it has it at several, the
    /// last where it never has.
    func score(of value: Double) -> Double {
      let last = ScoreTable.points
      guard !value.isNaN else { return .nan }
      /// The first point of the table at which a test holds; one behind the last where it never does.
      func first(_ holds: (Double) -> Bool) -> Int {
        var (low, high) = (0, last + 1)
        while low < high {
          let middle = (low + high) / 2
          if holds(values[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
      }
      /// The score between a point and the one before it.
      func place(_ point: Int) -> Double {
        if point == 0 { return -limit }
        if point > last { return limit }
        let (below, above) = (values[point - 1], values[point])
        let share = above > below ? (value - below) / (above - below) : 1
        return -limit + (Double(point - 1) + min(max(share, 0), 1)) / perUnit
      }
      let reached = first { $0 >= value }
      let passed = first { $0 > value }
      if passed <= reached { return place(reached) }
      return (place(reached) + place(passed)) / 2
    }

    /// The value in a cell that knots may divide.
    private func value(in cell: Int, at share: Double) -> Double {
      var (start, low) = (0.0, values[cell])
      var (end, high) = (1.0, values[cell + 1])
      for knot in knots where knot.cell == cell {
        guard knot.share <= share else {
          (end, high) = (knot.share, knot.value)
          break
        }
        (start, low) = (knot.share, knot.value)
      }
      return low + (high - low) * ((share - start) / (end - start))
    }
  }

  /// Runs a loop on the table.
  func withValues<Result>(_ body: (View) -> Result) -> Result {
    values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an empty score table") }
      return (knots ?? []).withUnsafeBufferPointer { body(View(values: base, knots: $0)) }
    }
  }
}
