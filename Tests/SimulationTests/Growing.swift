import Models
import RealModule
import Simulation
import Testing
import TimeSeries

/// A level whose distribution is known in closed form.
enum Growing {
  /// Six steps from 100, each about 5% up on the log scale with independent normal changes.
  static func quantity(
    _ stream: UInt32, deviation: Double = 0.03, degrees: Int = 0
  ) throws -> Quantity {
    let bounds = Bounds(lower: 0, upper: .infinity)
    let logarithm = try #require(Transform(scale: .log, bounds: bounds))
    let steps = 6
    let mean = (1...steps).map { Double.log(100) + 0.05 * Double($0) }
    let factor = (0..<steps).flatMap { column in (column..<steps).map { _ in deviation } }
    return Quantity(
      id: "q\(stream)", stream: stream,
      process: .fitted(
        PathDistribution(
          times: (1...steps).map(Double.init),
          components: [
            PathComponent(weight: 1, mean: mean, factor: factor, degreesOfFreedom: degrees)
          ], link: .transform(logarithm), bounds: bounds)), previous: 100)
  }
}
