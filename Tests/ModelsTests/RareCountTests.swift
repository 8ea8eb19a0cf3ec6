import Foundation
import Models
import Randomness
import Testing

@Suite struct RareCountTests {
  /// Projects a month, 0.9 on average, as one every 10 months brings three.
  private let months = (0..<60).map { Double([0, 1, 0, 2, 1, 0, 3, 1, 0, 1][$0 % 10]) }

  @Test(
    "The chance of none is that of a negative binomial with mean and variance of the past, by hand")
  func none() throws {
    let count = try #require(RareCount(months, periodsPerYear: 12))
    #expect(abs(count.mean - 0.9) < 0.05)
    let chance = StandardNormal.cumulative(count.thresholds[0])
    // 0.9 on average, their mean square distance 0.89: Poisson, a little wider for a mean that is known from 35 months.
    #expect(abs(chance - exp(-0.9)) < 0.03)
    #expect(count.correlation > 0.01 && count.correlation < 0.05)
    #expect(zip(count.thresholds, count.thresholds.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("Counts in lots are wider than a Poisson of their mean")
  func lots() throws {
    let lots = months.map { 4 * $0 }
    let count = try #require(RareCount(lots, periodsPerYear: 12))
    #expect(abs(count.mean - 3.6) < 0.2)
    let chance = StandardNormal.cumulative(count.thresholds[0])
    #expect(chance > 0.15 && chance < 0.5)
  }

  @Test("What grows, falls, or comes in some months alone has a course, which one mean would lose")
  func courses() {
    let growing = (0..<60).map { Double($0 / 8 + $0 % 2) }
    let decembers = (0..<60).map { $0 % 12 == 11 ? 20.0 : Double($0 % 2) }
    for series in [growing, growing.reversed(), decembers] {
      #expect(RareCount(series, periodsPerYear: 12) == nil)
    }
  }

  @Test("A small count with a course is whole round it, and wider than it is large where that came")
  func course() throws {
    let grown = (0..<60).map {
      (1.5 + 0.12 * Double($0) + [0.4, -0.4, 1.4, -1.4][$0 % 4]).rounded()
    }
    let forecast = try RestOfYear(
      values: grown, isLogarithm: false, start: 2020 * 12, periodsPerYear: 12, horizon: 12)
    let ahead = try #require(
      CountAhead(forecast, of: grown, isLogarithm: false, periodsPerYear: 12))
    #expect(zip(ahead.means, forecast.means).allSatisfy { abs($0 - $1) < 0.01 })
    // The chances of 1, 2, … add up to the mean.
    for (mean, thresholds) in zip(ahead.means, ahead.thresholds) {
      let sum = thresholds.reduce(0) { $0 + 1 - StandardNormal.cumulative($1) }
      #expect(abs(sum - mean) < 0.05 * mean)
    }
    let large = grown.map { 10 * $0 }
    #expect(CountAhead(forecast, of: large, isLogarithm: false, periodsPerYear: 12) == nil)
    let amounts = grown.map { $0 + 0.5 }
    #expect(CountAhead(forecast, of: amounts, isLogarithm: false, periodsPerYear: 12) == nil)
  }

  @Test("Amounts, balances, zeros alone and counts that were 0 long ago are none")
  func others() {
    #expect(RareCount(months.map { $0 + 0.5 }, periodsPerYear: 12) == nil)
    #expect(RareCount(months.map { $0 - 1 }, periodsPerYear: 12) == nil)
    #expect(RareCount(months.map { _ in 0 }, periodsPerYear: 12) == nil)
    #expect(RareCount([0, 0] + months.map { $0 + 1 }, periodsPerYear: 12) == nil)
  }
}
