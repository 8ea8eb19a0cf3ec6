import Foundation
import LinearAlgebra
import Models
import Randomness
import Testing

/// What stands at the end of periods: how far it goes on, walks or comes back.
@Suite struct CourseNatureTests {
  private func stock(_ logarithms: [Double], _ horizon: Int) throws -> RestOfYear {
    try RestOfYear(
      values: logarithms.map { exp($0) }, isLogarithm: true, start: 2021 * 12, periodsPerYear: 12,
      horizon: horizon, isStock: true)
  }

  @Test("Quarters of a stock are forecast as the same process by matrices and their inverses is")
  func golden() throws {
    let quarters = [5.00, 5.03, 5.01, 5.08, 5.12, 5.16, 5.13, 5.21, 5.27, 5.30]
    let forecast = try RestOfYear(
      values: quarters.map { exp($0) }, isLogarithm: true, start: 2023 * 4, periodsPerYear: 4,
      horizon: 2, isStock: true)
    // By numpy: walks by sums of matrices of powers, cases of a weight above 1e-4 in the errors.
    #expect(abs(forecast.means[0] - 5.280864) < 2e-4)
    #expect(abs(forecast.means[1] - 5.344017) < 2e-4)
    #expect(abs(forecast.covariance[0, 0] / 0.00104216 - 1) < 5e-3)
    #expect(abs(forecast.covariance[1, 0] / 0.00084711 - 1) < 5e-3)
    #expect(abs(forecast.covariance[1, 1] / 0.00182666 - 1) < 5e-3)
  }

  @Test(
    "Ranges of the end of the year hold walks, and growth that goes on, of 18, 24, 48 and 54 months",
    arguments: [(18, 0.0), (24, 0.0), (48, 0.0), (18, 0.6), (48, 0.6), (48, 0.9), (54, 0.9)])
  func ranges(months: Int, persistence: Double) throws {
    let horizon = 12 - (months - 1) % 12 - 1 + (months % 12 == 0 ? 12 : 0)
    let size = persistence > 0.8 ? 0.002 : persistence > 0 ? 0.01 : 0.08
    var held = 0
    for number in 1...80 {
      var (level, growth) = (6.0, 0.0)
      let all = MadeNormals.values(number, months + horizon).map { step in
        growth = persistence * growth + size * step
        level += growth
        return level
      }
      let forecast = try stock(Array(all[..<months]), horizon)
      let square = forecast.covariance[horizon - 1, horizon - 1]
      // Means are those of levels; 1.476 is the 90% quantile of a t with five degrees of freedom.
      let off = all[all.count - 1] - forecast.means[horizon - 1] + square / (2 * 0.7)
      if abs(off) <= 1.476 * square.squareRoot() { held += 1 }
    }
    // Four fifths, with two standard errors of eighty and what few months leave open.
    #expect((56...75).contains(held), "\(held) of 80")
  }

  @Test("What only varies about a level comes back to it")
  func level() throws {
    let all = MadeNormals.values(5, 41).map { 6 + 0.08 * $0 } + [6.12]
    let forecast = try stock(all, 7)
    // The newest lies at 6.12, where a walk would go on.
    let middle = forecast.means.reduce(0, +) / Double(forecast.means.count)
    #expect(abs(middle - 6) < 0.05, "\(forecast.means)")
  }

  @Test("Past forecasts kept from other lengths of a series change no digit")
  func memory() throws {
    let noise = MadeNormals.values(9, 120)
    let series = noise.enumerated().map { 5 + 0.004 * Double($0) + 0.1 * $1 }
    let other = noise.map { 4 - 0.2 * $0 }
    let memory = RestOfYear.Memory()
    for (values, known) in [(series, 108), (series, 113), (series, 109), (other, 111)] {
      func forecast(_ memory: RestOfYear.Memory) throws -> RestOfYear {
        try RestOfYear(
          values: values[..<known].map { exp($0) }, isLogarithm: true, start: 2015 * 12,
          periodsPerYear: 12, horizon: 120 - known, memory: memory)
      }
      #expect(try forecast(memory) == forecast(RestOfYear.Memory()))
    }
  }
}
