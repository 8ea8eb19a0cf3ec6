import Foundation
import LinearAlgebra
import Models
import Testing

@Suite struct SteadyCourseTests {
  /// Numbers near normal ones, the same each time.
  private func noise(_ count: Int) -> [Double] {
    (0..<count).map { place in
      (1...12).reduce(-6.0) { sum, part in
        let wave = sin(Double(place * 12 + part) * 12.9898) * 43758.5453
        return sum + wave - wave.rounded(.down)
      }
    }
  }

  @Test(
    "Months that are noise around a level bring about what years of them brought",
    arguments: [0.1, 0.3])
  func level(deviation: Double) throws {
    let all = noise(60).map { log(100.0) + deviation * $0 }
    let forecast = try RestOfYear(all, start: 2020 * 12, periodsPerYear: 12, horizon: 12)
    let year = forecast.means.reduce(0) { $0 + exp($1) }
    let past = all.reduce(0) { $0 + exp($1) } / 5
    // The noise that is made here has a course of its own, which is kept in part.
    #expect(abs(log(year / past)) < 0.7 * deviation)
    // No month of the year before stands out in the one ahead as it did.
    let before = all.suffix(12).map { $0 - all.suffix(12).reduce(0, +) / 12 }
    let ahead = forecast.means.map { $0 - forecast.means.reduce(0, +) / 12 }
    let kept = zip(before, ahead).reduce(0) { $0 + $1.0 * $1.1 } / before.reduce(0) { $0 + $1 * $1 }
    #expect(kept < 0.6)
  }

  @Test("What moves by a fifth of a percent a month is not given the surprises of trade")
  func calm() throws {
    var (value, all) = (log(110.0), [Double]())
    for step in noise(55) {
      value += 0.0024 + 0.0026 * step
      all.append(value)
    }
    let forecast = try RestOfYear(all, start: 2021 * 12, periodsPerYear: 12, horizon: 5)
    #expect(abs(forecast.means[0] - value) < 0.02)
    #expect(forecast.covariance[0, 0].squareRoot() < 0.015)
  }

  @Test(
    "A level that rose by a third in March and stayed is that of the rest; one odd month is none")
  func shift() throws {
    let months = noise(67).map { log(100.0) + 0.12 * $0 }
    func rest(_ moved: Range<Int>) throws -> Double {
      let all = months.enumerated().map { $1 + (moved.contains($0) ? 0.3 : 0) }
      let forecast = try RestOfYear(all, start: 2020 * 12, periodsPerYear: 12, horizon: 5)
      return forecast.means.reduce(0, +) / 5 - log(100.0)
    }
    let plain = try rest(0..<0)
    #expect(abs(plain) < 0.1)
    #expect(try rest(62..<67) - plain > 0.12)
    #expect(try abs(rest(66..<67) - plain) < 0.1)
  }

  @Test("A hundredth more or less in the newest month tips no outlook")
  func smooth() throws {
    let months = noise(67).map { log(100.0) + 0.04 * $0 }
    let levels = try (0...6).map { step in
      var all = months
      all[66] += 0.01 * Double(step) - 0.82
      let forecast = try RestOfYear(all, start: 2020 * 12, periodsPerYear: 12, horizon: 5)
      return forecast.means.reduce(0, +) / 5
    }
    // With one gain chosen for all the level jumped by a fifth.
    for (one, next) in zip(levels, levels.dropFirst()) { #expect(abs(next - one) < 0.03) }
  }

  @Test("A level that moved two months ago goes on by more than half, upwards and downwards")
  func newShift() throws {
    for size in [0.3, -0.3] {
      let months = noise(67).enumerated().map {
        log(100.0) + 0.06 * $1 + ($0 < 65 ? 0 : size)
      }
      let forecast = try RestOfYear(months, start: 2020 * 12, periodsPerYear: 12, horizon: 5)
      let moved = (forecast.means.reduce(0, +) / 5 - log(100.0)) / size
      #expect(moved > 0.6 && moved < 1.1, "\(moved)")
    }
  }

  @Test(
    "A month that stood off by far counts little; the newest may stay, and leaves that open",
    arguments: [60, 64])
  func odd(month: Int) throws {
    let months = noise(67).map { log(100.0) + 0.12 * $0 }
    func rest(_ odd: Int?, _ size: Double = 0.8) throws -> RestOfYear {
      let all = months.enumerated().map { $1 + ($0 == odd ? size : 0) }
      return try RestOfYear(all, start: 2020 * 12, periodsPerYear: 12, horizon: 5)
    }
    let (plain, moved, newest) = try (rest(nil), rest(month), rest(66, 0.6))
    let difference = zip(plain.means, moved.means).reduce(0) { $0 + $1.1 - $1.0 } / 5
    #expect(abs(difference) < 0.04)
    #expect(newest.covariance == plain.covariance)
    #expect(newest.moves.last.map { $0.chance > 0.2 && $0.size > 0.3 } == true)
  }

  @Test(
    "Months of one percent of noise around a level have the ranges of that noise, years of less")
  func ownNoise() throws {
    let all = noise(60).map { log(100.0) + 0.01 * $0 }
    let forecast = try RestOfYear(all, start: 2020 * 12, periodsPerYear: 12, horizon: 12)
    let month = forecast.covariance[5, 5].squareRoot()
    #expect(month > 0.007 && month < 0.018, "\(month)")
    let year = (forecast.covariance.storage.reduce(0, +) / 144).squareRoot()
    #expect(year < 0.7 * month, "\(year) \(month)")
  }
}
