internal import Randomness

/// Paths that lead from a start to a value that somebody judges.
///
/// The judged value is `Q(Φ(u))` with one score `u` for the whole path; between the start and the
/// judged period the path is a straight line, behind the judged period nothing is said. The score is the mean
/// of the path's step normals up to the judged period times the root of their number, so that a
/// correlation of steps is one of judgements too.
public struct JudgedPath: Sendable, Hashable, Codable {
  /// Values over scores.
  public let belief: ScoreTable
  /// Steps up to and with the judged period.
  public let judgedSteps: Int
  /// For each step up to the judged one the share of the way from the start, 0 to 1.
  public let shares: [Double]
  /// The value at the start; without a start every share is 1.
  public let start: Double
  /// The steps that the judgement speaks of.
  public let definedSteps: Range<Int>
  /// No path leaves these.
  public let lower: Double
  /// No path leaves these.
  public let upper: Double
  /// Paths are rounded to multiples of this; 0 leaves them.
  public let resolution: Double

  /// Paths over steps that end at `times`.
  ///
  /// - Parameters:
  ///   - times: ends of the steps, in years.
  ///   - judgedTime: the end of the judged period.
  ///   - start: time and value of the start, if there is one.
  ///   - belief: values over scores.
  ///   - lower: no path goes below it; the start where paths only rise.
  ///   - upper: no path goes above it.
  ///   - resolution: the step in which the figure is published; 0 for none.
  public init(
    times: [Double], judgedTime: Double, start: (time: Double, value: Double)?,
    belief: ScoreTable, lower: Double, upper: Double, resolution: Double
  ) {
    self.belief = belief
    let count = max(1, times.count { $0 <= judgedTime + 1e-9 })
    judgedSteps = count
    self.start = start?.value ?? 0
    definedSteps = (start == nil ? count - 1 : 0)..<count
    shares = times.prefix(count).map { time in
      guard let start else { return 1 }
      return min(1, max(0, (time - start.time) / (judgedTime - start.time)))
    }
    self.lower = lower
    self.upper = upper
    self.resolution = resolution
  }

  /// Draws paths from normals laid out as `normals[step * lanes + lane]`, into the same layout,
  /// in place if need be.
  ///
  /// - Parameter wanted: the steps whose values are wanted; `nil` for all.
  package func sample(
    normals: UnsafePointer<Double>, lanes: Int, wanted: [Int]? = nil,
    into output: UnsafeMutablePointer<Double>
  ) {
    let scale = 1 / Double(judgedSteps).squareRoot()
    withUnsafeTemporaryAllocation(of: Double.self, capacity: lanes) { scratch in
      guard let judged = scratch.baseAddress else { return }
      let kernels = PathKernels.current
      judged.initialize(from: normals, count: lanes)
      for step in 1..<max(1, judgedSteps) {
        kernels.add(judged, normals + step * lanes, times: 1, count: lanes)
      }
      kernels.scale(judged, judged, by: scale, count: lanes)
      belief.withValues { $0.look(up: judged, lanes: lanes, by: kernels) }
      for (step, share) in shares.enumerated() where wanted?.contains(step) ?? true {
        let row = output + step * lanes
        kernels.lead(row, to: judged, from: start, share: share, count: lanes)
        kernels.publish(
          row, resolution: resolution, lower: lower, upper: upper, count: lanes)
      }
    }
  }
}
