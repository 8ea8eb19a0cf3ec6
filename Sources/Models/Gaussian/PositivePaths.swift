internal import Randomness
internal import RealModule
internal import TimeSeries

// Paths of a series that was positive throughout stay above 0.

extension PathDistribution {
  /// The same paths above 0, each value by the rule of `PositiveSeries`.
  ///
  /// Quantiles of a step that reach 0 are held from the edge on, as those of a panel's series are; of a step that does
  /// not reach it only what lies below its outermost quantile is, so that ordinary steps keep their quantiles.
  ///
  /// Edge cases: scales that never come to 0, or that round, are left as they are; an offset moves a path wherever it likes.
  public func keptPositive(from edge: Double) -> PathDistribution {
    var result = self
    switch link {
    case .quantiles(let functions, let transform)
    where transform.scale == .identity || transform.scale == .log:
      let kept = functions.map { $0.keptPositive(from: edge) }
      result.link = .quantiles(kept, transform)
      if transform.scale == .identity {
        result.positiveEdges = kept.map { max($0.values[0], .leastNormalMagnitude) }
      }
    case .transform(let transform) where transform.scale == .identity:
      result.positiveEdges = margins.map { margin in
        let lowest = margin.values[0]
        return lowest > 0 ? min(lowest, edge) : edge
      }
    default: return self
    }
    return result
  }

  /// A value of a step, above 0 where paths are held there, the first with what has come of it.
  func positive(_ value: Double, at step: Int) -> Double {
    guard offset == nil else { return value }
    var value = value
    if let edge = positiveEdges?[step], value < edge {
      value = QuantileFunction.held(value, from: edge)
    }
    guard step == 0, let come else { return value }
    return come.value(value) { Double.exp($0) }
  }
}

extension PathSampler {
  /// Holds the values of a step above 0.
  func keepPositive(_ row: UnsafeMutablePointer<Double>, _ step: Int) {
    guard positiveEdges != nil || (come != nil && step == 0) else { return }
    for lane in 0..<lanes { row[lane] = positive(row[lane], step) }
  }

  /// A value of a step, above 0 where paths are held there, the first with what has come of it.
  func positive(_ value: Double, _ step: Int) -> Double {
    var value = value
    if let edge = positiveEdges?[step], value < edge {
      value = edge * PortableMath.exp(max(value / edge - 1, PositiveSeries.leastExponent))
    }
    guard step == 0, let come else { return value }
    return come.value(value) { PortableMath.exp($0) }
  }

  /// The reverse, of values above 0.
  func unheld(_ value: Double, _ step: Int) -> Double {
    var value = value
    if step == 0, let come { value = come.unheld(value) { PortableMath.log($0) } }
    guard let edge = positiveEdges?[step], value < edge else { return value }
    return value > 0 ? edge * (1 + PortableMath.log(value / edge)) : -.infinity
  }
}
