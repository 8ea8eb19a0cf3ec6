import Foundation
import LinearAlgebra
import Models
import Randomness
import Testing

/// Everything else equal, a better newest figure never lowers the chance of a plan of at least something, nor the middle of the year.
@Suite struct NewestMonthTests {
  /// Numbers near normal ones, the same each time.
  private func noise(_ count: Int, _ seed: Double) -> [Double] {
    (0..<count).map { place in
      (1...12).reduce(-6.0) { sum, part in
        let wave = sin(Double(place * 12 + part) * 12.9898 + seed) * 43758.5453
        return sum + wave - wave.rounded(.down)
      }
    }
  }

  private func series(_ kind: String, _ count: Int) -> [Double] {
    let noise = noise(count, 0.7)
    var level = 5.0
    return noise.enumerated().map { place, own in
      switch kind {
      case "walk":
        level += 0.05 * own
        return level
      case "trend and season":
        return 5 + 0.006 * Double(place) + 0.2 * sin(Double(place % 12)) + 0.05 * own
      case "moved a month ago": return 5 + 0.08 * own + (place > count - 3 ? -0.4 : 0)
      case "moved months ago": return 5 + 0.08 * own + (place > count - 6 ? 0.4 : 0)
      case "odd before": return 5 + 0.06 * own + (place == count - 2 ? -0.6 : 0)
      default: return 5 + 0.1 * own
      }
    }
  }

  /// The chance that a year reaches a level, with the errors of its rest as those of its sum, by each case of what is open.
  private func chance(_ forecast: RestOfYear, _ known: Double, _ plan: Double) -> Double {
    let levels = forecast.means.map { exp($0) }
    let sum = levels.reduce(0, +)
    let variance = levels.indices.reduce(0.0) { total, row in
      levels.indices.reduce(total) {
        $0 + levels[row] * levels[$1] * forecast.covariance[row, $1]
      }
    }
    var cases = [(1.0, 0.0, variance / (sum * sum))]
    var expected = 0.0
    for move in forecast.moves {
      let lift = exp(move.size + move.deviation * move.deviation / 2) - 1
      expected += log(1 + move.chance * lift)
      cases = cases.flatMap {
        [
          ($0.0 * (1 - move.chance), $0.1, $0.2),
          ($0.0 * move.chance, $0.1 + move.size, $0.2 + move.deviation * move.deviation),
        ]
      }
    }
    return cases.reduce(0) {
      let distance = plan > known ? log((plan - known) / sum) + expected - $1.1 : -.infinity
      return $0 + $1.0 * StudentT.cumulative(-distance / $1.2.squareRoot(), degrees: 5)
    }
  }

  @Test(
    "A better newest month lowers no chance of a sum and no middle, a worse one raises none",
    arguments: [
      "noise", "walk", "trend and season", "moved a month ago", "moved months ago", "odd before",
    ], [2, 3, 8])
  func monotone(kind: String, months: Int) throws {
    try expectLaw(of: series(kind, 60 + months))
  }

  @Test(
    "The same of short histories, of those whose forecasts are mixed with that of long ones, too",
    arguments: [
      "noise", "walk", "trend and season", "moved a month ago", "moved months ago", "odd before",
    ], [14, 20, 29, 40])
  func short(kind: String, count: Int) throws { try expectLaw(of: series(kind, count)) }

  private func expectLaw(of series: [Double]) throws {
    var all = series
    let months = all.count % 12
    let centre = all[all.count - 1]
    let plans = [0.8, 0.9, 1, 1.1, 1.2, 1.4].map { 12 * exp(5.0) * $0 }
    var (best, middle) = (plans.map { _ in 0.0 }, 0.0)
    for step in -16...16 {
      all[all.count - 1] = centre + 0.1 * Double(step)
      let forecast = try RestOfYear(
        all, start: 2020 * 12, periodsPerYear: 12, horizon: 12 - months)
      let known = all.suffix(months).reduce(0) { $0 + exp($1) }
      let year = known + forecast.means.reduce(0) { $0 + exp($1) }
      #expect(year > middle * (1 - 1e-9), "\(step)")
      middle = max(middle, year)
      for (place, plan) in plans.enumerated() {
        let own = chance(forecast, known, plan)
        #expect(own > best[place] - 0.003, "\(step) \(plan) \(best[place]) \(own)")
        best[place] = max(best[place], own)
      }
    }
    // It does move.
    #expect(best[2] > 0.5)
  }

  @Test(
    "What stands at the ends of months obeys the same, on either scale", arguments: [true, false])
  func stock(isLogarithm: Bool) throws {
    let logarithms = series("trend and season", 66)
    var (best, plan) = (0.0, Double?.none)
    for step in [0] + Array(-12...12) {
      var values = logarithms.map { exp($0) - (isLogarithm ? 0 : 150) }
      values[65] = exp(logarithms[65] + 0.1 * Double(step)) - (isLogarithm ? 0 : 150)
      let forecast = try RestOfYear(
        values: values, isLogarithm: isLogarithm, start: 2020 * 12, periodsPerYear: 12, horizon: 6,
        isStock: true)
      let middle = forecast.means[5]
      guard let asked = plan else {
        plan = middle
        continue
      }
      let own = StudentT.cumulative(
        (middle - asked) / forecast.covariance[5, 5].squareRoot(), degrees: 5)
      #expect(own > best - 1e-9, "\(step) \(best) \(own)")
      best = max(best, own)
    }
    #expect(best > 0.55)
  }

  @Test("A month that is far off stays in one case of four: the middle moves by part of it")
  func partly() throws {
    let months = series("noise", 66)
    var moved = months
    moved[65] = 5 - 0.8
    let (plain, low) = try (
      RestOfYear(months, start: 2020 * 12, periodsPerYear: 12, horizon: 6),
      RestOfYear(moved, start: 2020 * 12, periodsPerYear: 12, horizon: 6)
    )
    let newest = try #require(low.moves.last)
    #expect(abs(newest.chance - 0.25) < 0.01)
    #expect(newest.size < -0.4)
    let share = zip(low.means, plain.means).reduce(0) { $0 + $1.0 - $1.1 } / 6 / -0.8
    #expect(share > 0.1 && share < 0.4, "\(share)")
    // What is not open is as wide as before.
    #expect(low.covariance == plain.covariance)
  }

  @Test("What open moves add to the mean of levels, by hand")
  func expected() {
    let move = OpenMove(chance: 0.25, size: log(2), deviation: 0)
    #expect(abs(move.expected(isLogarithm: true) - log(1.25)) < 1e-12)
    #expect(abs(move.expected(isLogarithm: false) - 0.25 * log(2)) < 1e-12)
  }

  @Test("A level that surely moved has done so with a chance of one, not of a last digit more")
  func sure() throws {
    let values: [Double] = [
      100, 100, 104, 108, 92, 94, 105, 108, 96, 97, 106, 99, 96, 106, 96, 98,
      102, 101, 93, 92, 106, 104, 106, 101, 105, 97, 99, 105, 94, 97, 94, 99,
      108, 94, 98, 98, 107, 95, 100, 96, 92, 104, 93, 96, 100, 100, 93, 108,
      104, 108, 93, 154, 146, 151, 157, 146, 154, 144, 147, 158, 149, 150, 146, 143,
      149,
    ]
    for count in 51...values.count {
      for isLogarithm in [true, false] {
        let forecast = try RestOfYear(
          values: Array(values[..<count]), isLogarithm: isLogarithm, start: 2020 * 12,
          periodsPerYear: 12, horizon: 12 - count % 12)
        #expect(forecast.moves.allSatisfy { $0.chance <= 1 }, "\(count)")
        // From about 100 to about 150: two months later it is seen.
        let middle = forecast.means[0]
        #expect(count < 54 || (isLogarithm ? exp(middle) : middle) > 120, "\(count) \(middle)")
      }
    }
  }
}
