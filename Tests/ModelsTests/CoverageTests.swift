import Models
import Randomness
import RealModule
import TestSupport
import Testing
import TimeSeries

/// Coverage of a model's own intervals on simulated data of its own kind.
@Suite struct CoverageTests {
  /// The share of made series whose value at each horizon lies inside the central interval.
  private func coverage(
    series: Int, level: Double, horizons: Int, fit: ([Double]) throws -> FittedModel,
    make: (inout Draws) -> (past: [Double], future: [Double])
  ) throws -> [Double] {
    var inside = [Int](repeating: 0, count: horizons)
    for index in 0..<series {
      var draws = Draws(seed: UInt64(1000 + index))
      let (past, future) = make(&draws)
      let paths = try fit(past).simulate(
        paths: 999, stream: RandomStream(seed: 77, stream: UInt32(index)))
      for horizon in 0..<horizons {
        let values = paths.map { $0[horizon] }.sorted()
        let tail = Int(((1 - level) / 2 * 1000).rounded())
        if values[tail - 1] <= future[horizon] && future[horizon] <= values[999 - tail] {
          inside[horizon] += 1
        }
      }
    }
    return inside.map { Double($0) / Double(series) }
  }

  /// Bands: Monte Carlo over the series, plus what averaging over a grid may give away.
  private func check(_ shares: [Double], level: Double, series: Int, slack: Double) {
    for share in shares {
      #expect(
        abs(share - level) < MonteCarlo.band(probability: level, draws: series) + slack,
        "\(shares)")
    }
  }

  @Test(
    "A line with AR(1) errors: 80% and 95% intervals hold what they say", arguments: [0.8, 0.95])
  func line(level: Double) throws {
    let series = 600
    let shares = try coverage(series: series, level: level, horizons: 3) { past in
      let times = past.indices.map { 2000 + Double($0) }
      let input = ModelInput(times: times, values: past, transform: .log)
      return try LogLinearTrend().fit(
        input, at: (1...3).map { 2000 + Double(past.count - 1 + $0) })
    } make: { draws in
      let slope = draws.uniform(0, 0.1)
      let phi = draws.uniform(0, 0.95)
      var error = 0.02 / (1 - phi * phi).squareRoot() * draws.normal()
      let values = (0..<15).map { time -> Double in
        if time > 0 { error = phi * error + 0.02 * draws.normal() }
        return Double.exp(4 + slope * Double(time) + error)
      }
      return (Array(values.prefix(12)), Array(values.suffix(3)))
    }
    check(shares, level: level, series: series, slack: 0.02)
  }

  @Test("Damped drift: 80% and 95% intervals hold what they say", arguments: [0.8, 0.95])
  func drift(level: Double) throws {
    let series = 600
    let shares = try coverage(series: series, level: level, horizons: 3) { past in
      let times = past.indices.map { 2000 + Double($0) }
      let input = ModelInput(times: times, values: past, transform: .log)
      return try DampedDrift().fit(
        input, at: (1...3).map { 2000 + Double(past.count - 1 + $0) })
    } make: { draws in
      let mean = draws.uniform(0, 0.1)
      let phi = [0.3, 0.5, 0.7, 0.85, 0.95][draws.integer(0...4)]
      let share = [0, 0.2, 0.4, 0.7][draws.integer(0...3)]
      let deviation = 0.03
      var slow = (share).squareRoot() * deviation * draws.normal()
      var level = 4.0
      let values = (0..<15).map { time -> Double in
        if time > 0 {
          slow = phi * slow + (share * (1 - phi * phi)).squareRoot() * deviation * draws.normal()
          level += mean + slow + (1 - share).squareRoot() * deviation * draws.normal()
        }
        return Double.exp(level)
      }
      return (Array(values.prefix(12)), Array(values.suffix(3)))
    }
    check(shares, level: level, series: series, slack: 0.02)
  }

  @Test("Local linear trend: 80% and 95% intervals hold what they say", arguments: [0.8, 0.95])
  func trend(level: Double) throws {
    let series = 400
    let shares = try coverage(series: series, level: level, horizons: 2) { past in
      let times = past.indices.map { 2000 + Double($0) }
      let input = ModelInput(times: times, values: past, transform: .identity)
      return try LocalLinearTrend().fit(
        input, at: (1...2).map { 2000 + Double(past.count - 1 + $0) })
    } make: { draws in
      let levelRatio = [0, 0.1, 0.5, 2, 10, 100][draws.integer(0...5)]
      let slopeRatio = [0, 0.001, 0.01, 0.1, 1][draws.integer(0...4)]
      var level = 0.0
      var slope = draws.normal()
      // The value to hold is the signal: the model forecasts the level, not the next noise.
      var observed: [Double] = []
      var signal: [Double] = []
      for _ in 0..<27 {
        signal.append(level)
        observed.append(level + draws.normal())
        level += slope + levelRatio.squareRoot() * draws.normal()
        slope += slopeRatio.squareRoot() * draws.normal()
      }
      return (Array(observed.prefix(25)), Array(signal.suffix(2)))
    }
    check(shares, level: level, series: series, slack: 0.02)
  }
}
