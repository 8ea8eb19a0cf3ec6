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
}
