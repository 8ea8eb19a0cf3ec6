internal import Randomness

/// The largest score that is tabulated.
private let limit = 8.0
/// Points of the table in a unit of score.
private let perUnit = 64.0

/// A quantile function tabulated over normal scores: `value(z) = Q(Φ(z))`.
///
/// A score is read off by straight lines between 1,025 points from −8 to 8; the error is below
/// `Q″/32768`.
public struct ScoreTable: Sendable, Hashable, Codable {
  /// The values at −8, −8 + 1⁄64, …, 8.
  public let values: [Double]

  static let points = Int(2 * limit * perUnit)

  /// Tabulates a quantile function of probabilities strictly between 0 and 1.
  public init(quantile: (Double) -> Double) {
    self.init(score: { score in
      let low = StandardNormal.cumulative(score)
      return quantile(min(max(low, 1e-15), 1 - 1e-15))
    })
  }

  /// Tabulates a function of the score itself.
  public init(score function: (Double) -> Double) {
    values = (0...Self.points).map { function(-limit + Double($0) / perUnit) }
  }

  /// The table of `offset + factor · value`.
  public func scaled(by factor: Double, offset: Double) -> ScoreTable {
    ScoreTable(values: values.map { offset + factor * $0 })
  }

  private init(values: [Double]) { self.values = values }

  /// The value at a score; scores beyond 8 are taken as 8.
  public func value(at score: Double) -> Double { withValues { $0.value(at: score) } }

  /// A view of the table for hot loops.
  struct View {
    fileprivate let values: UnsafePointer<Double>

    @inline(__always)
    func value(at score: Double) -> Double {
      let position = (min(max(-limit, score), limit) + limit) * perUnit
      let index = min(Int(position), 2 * Int(limit * perUnit) - 1)
      let share = position - Double(index)
      return values[index] + (values[index + 1] - values[index]) * share
    }
  }

  /// Runs a loop on the table.
  func withValues<Result>(_ body: (View) -> Result) -> Result {
    values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an empty score table") }
      return body(View(values: base))
    }
  }
}
