import Foundation
import LinearAlgebra
import Models
import Testing

/// One or two years of months: what is said of them rests on how they scatter.
@Suite struct ShortCourseTests {
  /// Fifteen months; the Tết of 2023 lies in January, that of 2024 in February.
  private let months = [
    4.61, 4.42, 4.70, 4.66, 4.71, 4.75, 4.69, 4.72, 4.80, 4.78, 4.85, 5.02, 4.73, 4.50, 4.79,
  ]

  @Test("Middles and errors are those of the same process by matrices and their inverses")
  func golden() throws {
    let forecast = try RestOfYear(months, start: 2023 * 12, periodsPerYear: 12, horizon: 9)
    // By numpy: the covariance of each case solved as a whole, weighted by determinants and squares.
    let means: [Double] = [
      4.753613, 4.789454, 4.818123, 4.766609, 4.786776, 4.846793, 4.826375, 4.881047, 5.015048,
    ]
    for (found, wanted) in zip(forecast.means, means) { #expect(abs(found - wanted) < 2e-4) }
    #expect(forecast.means.count == 9)
    #expect(abs(forecast.covariance[0, 0] / 0.007917 - 1) < 5e-3)
    #expect(abs(forecast.covariance.storage.reduce(0, +) / 0.579368 - 1) < 5e-3)
  }

  /// Noise around one level from a fixed generator, and the year that comes of it.
  private func made(_ number: Int, deviation: Double, months: Int) -> [Double] {
    MadeNormals.values(number, months).map { 5 + deviation * $0 }
  }

  /// The width of an 80% range of the rest of the year, in its logarithm, and whether it held.
  private func look(_ all: [Double], known: Int) throws -> (width: Double, isHeld: Bool) {
    let forecast = try RestOfYear(
      Array(all[..<known]), start: 2023 * 12, periodsPerYear: 12, horizon: all.count - known)
    let levels = forecast.means.map { exp($0) }
    let sum = levels.reduce(0, +)
    var variance = 0.0
    for row in levels.indices {
      for column in levels.indices {
        variance += levels[row] * levels[column] * forecast.covariance[row, column] / (sum * sum)
      }
    }
    // 1.476 is the 90% quantile of a t with five degrees of freedom.
    let width = 1.476 * variance.squareRoot()
    let came = all[known...].reduce(0) { $0 + exp($1) }
    return (width, abs(log(came / sum)) <= width)
  }

  @Test(
    "One December alone that is 2.5 times as large is an accident or the course of the year: the range holds both"
  )
  func oddDecember() throws {
    for number in 0..<6 {
      var months = made(number, deviation: 0.02, months: 24)
      months[11] += log(2.5)
      let (_, isHeld) = try look(months, known: 17)
      #expect(isHeld, "an accident, \(number)")
      months[23] += log(2.5)
      let (width, recurs) = try look(months, known: 17)
      #expect(recurs, "every year, \(number)")
      // Seven months of which one is 2.5 times as large, or not: 0.194 between both.
      #expect(width > 0.09 && width < 0.35)
    }
  }

  @Test(
    "Ranges are as wide as months scatter, and hold",
    arguments: [(12, 0.05), (12, 0.4), (24, 0.05), (24, 0.4)])
  func scatter(before: Int, deviation: Double) throws {
    let looks = try (1...60).map { number in
      try look(made(number, deviation: deviation, months: before + 12), known: before + 4)
    }
    #expect(looks.count { $0.isHeld } >= 42)
    let middle = looks.map(\.width).sorted()[30]
    #expect(middle > 0.4 * deviation && middle < 1.5 * deviation, "\(middle)")
  }

  @Test("Months of a year that is not whole count as others do")
  func earlier() throws {
    let levels = made(2, deviation: 0.2, months: 20).map { exp($0) }
    func forecast(_ from: Int, _ earlier: [Double]) throws -> RestOfYear {
      try RestOfYear(
        values: Array(levels[from...]), isLogarithm: true, start: 2023 * 12 + from - 6,
        periodsPerYear: 12, horizon: 10, earlier: earlier)
    }
    let (beside, whole) = (try forecast(6, Array(levels[..<6])), try forecast(0, []))
    let without = try forecast(6, [])
    for step in 0..<10 {
      #expect(abs(beside.means[step] - whole.means[step]) < 1e-9)
      #expect(abs(beside.covariance[step, step] / whole.covariance[step, step] - 1) < 1e-9)
      #expect(abs(without.means[step] - whole.means[step]) > 1e-4)
    }
  }

  @Test("One odd January does not take the year with it: its level is that of all months")
  func january() throws {
    // By numpy, 30 made years: 28% less (24 to 30); growth on the January before would be 50%.
    for number in 1...5 {
      var all = made(number, deviation: 0.1, months: 13)
      let usual = try RestOfYear(all, start: 2023 * 12, periodsPerYear: 12, horizon: 11)
      all[12] -= 0.7
      let odd = try RestOfYear(all, start: 2023 * 12, periodsPerYear: 12, horizon: 11)
      func sum(_ forecast: RestOfYear) -> Double { forecast.means.reduce(0) { $0 + exp($1) } }
      let ratio = sum(odd) / sum(usual)
      #expect(ratio < 0.78 && ratio > 0.66, "\(ratio)")
      // That it was odd is as likely as that it stays.
      #expect(odd.moves.count == 1 && odd.moves[0].chance == 0.5 && odd.moves[0].size < -0.3)
    }
  }

  @Test("Growth of exactly a tenth in all months of a year goes on", arguments: [2, 3, 5, 7])
  func evenGrowth(years: Int) throws {
    let base = (0..<12).map { 4 + 0.3 * sin(Double($0 * $0)) }
    let all = (0..<12 * years + 8).map { base[$0 % 12] + ($0 < 12 * years ? 0 : log(1.1)) }
    let forecast = try RestOfYear(all, start: 2017 * 12, periodsPerYear: 12, horizon: 4)
    for (step, mean) in forecast.means.enumerated() {
      let growth = 100 * (exp(mean - base[8 + step]) - 1)
      #expect(growth > 8.5 && growth < 10.5, "\(growth)")
    }
  }

  @Test("What never moved is not given noise", arguments: [20, 44])
  func flat(known: Int) throws {
    let forecast = try RestOfYear(
      [Double](repeating: 4.6, count: known), start: 2022 * 12, periodsPerYear: 12, horizon: 4)
    #expect(forecast.covariance[0, 0].squareRoot() < 0.0005)
    #expect(abs(forecast.means[3] - 4.6) < 1e-4)
  }

  @Test("What grew at one pace always is told as sharply as before")
  func evenAlways() throws {
    let all = (0..<68).map { 4 + 0.2 * cos(Double($0 % 12)) + log(1.1) * Double($0 / 12) }
    let forecast = try RestOfYear(all, start: 2018 * 12, periodsPerYear: 12, horizon: 4)
    #expect(forecast.covariance[0, 0].squareRoot() < 0.002)
  }

  @Test(
    "Whole numbers scatter at least as much as counting makes them, as far as they do not say otherwise"
  )
  func counting() throws {
    let whole: [Double] = [20, 25, 16, 22, 15, 24, 20, 17, 26, 18, 22, 15, 24, 20]
    func deviation(_ values: [Double]) throws -> Double {
      try RestOfYear(
        values: values, isLogarithm: true, start: 2023 * 12, periodsPerYear: 12, horizon: 10
      ).covariance[0, 0].squareRoot()
    }
    let (counted, measured) = (try deviation(whole), try deviation(whole.map { $0 + 1e-7 }))
    // By numpy 1.28 without days of Tết.
    #expect(counted > 1.15 * measured && counted < 1.5 * measured, "\(counted) \(measured)")
  }
}
