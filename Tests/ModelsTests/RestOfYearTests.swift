import Foundation
import LinearAlgebra
import Models
import Testing

@Suite struct RestOfYearTests {
  /// Months with a course of the year that grow at one pace.
  private func series(_ months: Int, growth: Double) -> [Double] {
    (0..<months).map { 4 + log(1 + growth) * Double($0) / 12 + 0.1 * sin(Double($0 % 12)) }
  }

  @Test("What grew at one pace goes on at it, whatever month of the year", arguments: [3, 7, 11])
  func steady(known: Int) throws {
    let all = series(60, growth: 0.09)
    let forecast = try RestOfYear(
      Array(all[..<(48 + known)]), start: 2020 * 12, periodsPerYear: 12, horizon: 12 - known)
    for (mean, value) in zip(forecast.means, all[(48 + known)...]) {
      #expect(abs(mean - value) < 1e-9)
    }
  }

  @Test("A quarterly series with a slump of one year comes back to where it was going")
  func slump() throws {
    var all = (0..<40).map { 5 + 0.02 * Double($0) }
    for quarter in 28..<30 { all[quarter] -= 0.3 }
    let forecast = try RestOfYear(all, start: 4 * 2015, periodsPerYear: 4, horizon: 4)
    for (step, mean) in forecast.means.enumerated() {
      #expect(abs(mean - (5 + 0.02 * Double(40 + step))) < 0.04)
    }
  }

  @Test(
    "The variance of the whole rest lies between independent months and one surprise that lasts")
  func covariance() throws {
    let noise = (0..<96).map { 0.05 * sin(Double($0 * $0 % 97)) }
    let all = zip(series(96, growth: 0.08), noise).map(+)
    let forecast = try RestOfYear(all, start: 2016 * 12, periodsPerYear: 12, horizon: 9)
    let first = forecast.covariance[0, 0]
    let mean = forecast.covariance.storage.reduce(0, +) / 81
    #expect(mean >= first / 9 * 0.999 && mean <= first * 1.001)
    #expect((try? Cholesky(forecast.covariance)) != nil)
    #expect(forecast.cases > 40)
  }

  @Test("Values that may be below 0 are forecast as they are")
  func values() throws {
    let all = (0..<60).map { 2 * Double($0) / 12 - 3 + sin(Double($0 % 12)) }
    let forecast = try RestOfYear(
      values: Array(all[..<54]), isLogarithm: false, start: 2019 * 12, periodsPerYear: 12,
      horizon: 6)
    for (mean, value) in zip(forecast.means, all[54...]) { #expect(abs(mean - value) < 0.02) }
  }

  @Test("A year and nothing of the next is too short")
  func short() {
    #expect(throws: ModelError.self) {
      try RestOfYear(series(12, growth: 0.05), start: 0, periodsPerYear: 12, horizon: 12)
    }
  }

  @Test("What months lose by Tết is found, and none is found where nothing is lost")
  func holiday() {
    let start = 2012 * 12
    let plain = series(96, growth: 0.07)
    #expect(abs(HolidayEffect(plain, start: start).coefficient) < 0.02)
    // Tết 2012 fell on 23 January, 2013 on 10 February, 2014 on 31 January, and so on.
    let january = [1.0, 0, 2.0 / 7, 0, 0, 5.0 / 7, 0, 0]
    let lost = plain.enumerated().map { month, value in
      month % 12 == 0
        ? value - 0.3 * january[month / 12]
        : month % 12 == 1 ? value - 0.3 * (1 - january[month / 12]) : value
    }
    let found = HolidayEffect(lost, start: start).coefficient
    #expect(found < -0.2 && found > -0.32)
  }

  @Test("The course of past years moves a forecast of the rest by its share of the way, by hand")
  func course() {
    // Two years of quarters whose rest is 3.2 and 2.8 times the first one; 1.5 has come, 3 is forecast.
    func logs(_ values: [Double]) -> [Double] { values.map { log($0) } }
    let past = logs([1, 1, 1.1, 1.1, 2, 1.8, 1.8, 2])
    let course = YearCourse(periodsPerYear: 4)
    let rest = logs([1, 1, 1])
    let told = log(1.5) + (log(3.2) + log(2.8)) / 2
    let moved = course.move(past + [log(1.5)], rest: rest[...])
    #expect(abs(moved - 0.6 * 2 / 3 * (told - log(3))) < 1e-12)
    // A year that has not begun has no course, nor has a forecast that ends before it does.
    #expect(course.move(past, rest: [][...]) == 0)
    #expect(course.move(past + [log(1.5)], rest: rest[..<2]) == 0)
    // Of the first month a third counts, of the third all of it.
    let months = (0..<24).map { log(1 + 0.01 * Double($0)) }
    func share(_ known: Int) -> Double {
      let now = (0..<known).map { _ in 0.3 }
      let ahead = [Double](repeating: 0.1, count: 12 - known)
      func sum(_ values: ArraySlice<Double>) -> Double { log(values.reduce(0) { $0 + exp($1) }) }
      let ratios = [0, 12].map {
        sum(months[$0 + known..<$0 + 12]) - sum(months[$0..<$0 + known])
      }
      let way = sum(now[...]) + (ratios[0] + ratios[1]) / 2 - sum(ahead[...])
      return YearCourse(periodsPerYear: 12).move(months + now, rest: ahead[...]) / way
    }
    #expect(abs(share(1) - 0.4 / 3) < 1e-12 && abs(share(3) - 0.4) < 1e-12)
    #expect(abs(share(9) - 0.4) < 1e-12)
  }

  @Test("One odd autumn of the year before is not taken for the course of all years")
  func oddAutumn() throws {
    var all = series(84, growth: 0.08)
    for month in 69..<72 { all[month] += 0.25 }
    let known = 75
    let forecast = try RestOfYear(
      Array(all[..<known]), start: 2018 * 12, periodsPerYear: 12, horizon: 9)
    func sum(_ values: [Double]) -> Double { values.reduce(0) { $0 + exp($1) } }
    let came = sum(Array(all[known...]))
    let error = abs(log(sum(forecast.means) / came))
    // What the growth of the year to date makes of it.
    let rate = sum(Array(all[72..<75])) / sum(Array(all[60..<63]))
    let rival = abs(log(rate * sum(Array(all[63..<72])) / came))
    #expect(error < 0.6 * rival, "\(error) \(rival)")
  }
}
