import Models
import RealModule
import TestSupport
import Testing

@Suite("Growth within a year") struct SeasonalGrowthMixtureTests {
  private struct Case: Decodable, Sendable {
    let name: String
    let logarithms: [[Double]]
    let within: [[Double]]
    let weight: Double
    let means: [[Double]]
    let surprises: [Double]
    let longRun: [Double]
    let responses: [Double]
  }
  private struct Cases: Decodable { let cases: [Case] }

  private func cases() throws -> [Case] {
    try Golden.load(Cases.self, "Models/within-year").cases
  }

  private func near(_ one: [Double], _ two: [Double], _ tolerance: Double) -> Bool {
    one.count == two.count && zip(one, two).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test("Forecasts, weight, scales and responses are those of an independent calculation")
  func golden() throws {
    for item in try cases() {
      let forecast = try SeasonalGrowthMixture(periodsPerYear: 4).forecast(
        item.logarithms, horizon: item.means[0].count)
      #expect(abs(forecast.stepShare - item.weight) < 1e-9, "\(item.name)")
      for (own, golden) in zip(forecast.means, item.means) {
        #expect(near(own, golden, 1e-9), "\(item.name): \(own) \(golden)")
      }
      #expect(near(forecast.longRun, item.longRun, 1e-9), "\(item.name)")
      #expect(near(forecast.responses, item.responses, 1e-9), "\(item.name)")
      // The likelihood that scales maximise is searched to a few digits.
      for (own, golden) in zip(forecast.surprises, item.surprises) {
        #expect(abs(own / golden - 1) < 1e-4, "\(item.name): \(own) \(golden)")
      }
    }
  }

  @Test("The term within a year is what it is by an independent calculation, and adds to nothing")
  func within() throws {
    for item in try cases() {
      for (series, golden) in zip(item.logarithms, item.within) {
        let terms = GrowthWithinYear(series, periodsPerYear: 4).terms
        #expect(near(terms, golden, 1e-12), "\(item.name): \(terms) \(golden)")
        #expect(abs(terms.reduce(0, +)) < 1e-12)
      }
    }
    let rising = try #require(cases().first { $0.name == "raw, rising within years" })
    #expect(rising.within.allSatisfy { $0[3] > 0.004 && $0[0] < -0.004 })
  }

  @Test("Series adjusted for the season go from quarter to quarter, raw ones from year to year")
  func weights() throws {
    for item in try cases() {
      let forecast = try SeasonalGrowthMixture(periodsPerYear: 4).forecast(
        item.logarithms, horizon: 1)
      if item.name == "adjusted" {
        #expect(forecast.stepShare > 0.7)
      } else {
        #expect(forecast.stepShare < 0.05, "\(item.name): \(forecast.stepShare)")
      }
    }
  }

  @Test("Growth that rises within every year is no news in a year that does the same")
  func rises() throws {
    let rise = [-0.01, -0.004, 0.004, 0.01]
    let course = [-0.2, 0, 0.05, 0.15]
    let values = (0..<24).map { time -> Double in
      let year = Double(time / 4)
      return 5 + course[time % 4] + (0.06 + rise[time % 4]) * year
    }
    let model = RobustSeasonalGrowth(periodsPerYear: 4)
    // Without the term the next quarter of a year that began 1% slower would be thought to be so, too.
    for known in 1...3 {
      let forecast = try model.forecast([Array(values[..<(20 + known)])], horizon: 4 - known)
      for step in 0..<4 - known {
        #expect(abs(forecast.means[0][step] - values[20 + known + step]) < 0.002)
      }
    }
    // A year that has not begun has no place to rise from.
    let ahead = try model.forecast([Array(values[..<20])], horizon: 1).means[0][0]
    #expect(ahead > values[20] + 0.004)
  }

  @Test("One odd quarter hardly widens the scale, which is that of a Student's t")
  func scale() {
    let errors = (1...20).map { place -> Double in
      (place.isMultiple(of: 2) ? 0.001 : -0.001) * Double(place)
    }
    let calm = SeasonalGrowthForecast.squaredScale(errors)
    let odd = SeasonalGrowthForecast.squaredScale([0.05] + errors)
    let ends = SeasonalGrowthForecast.squaredScale(errors + [0.05])
    #expect(odd > calm && odd < 1.2 * calm, "\(odd) \(calm)")
    // The last quarter counts most.
    #expect(ends > odd && ends < 2 * calm, "\(ends) \(calm)")
    // Figures that nearly always go on to the last digit, and jump now and then.
    let rare = [Double](repeating: 1e-6, count: 12) + [0.03, 1e-6, 1e-6]
    #expect(SeasonalGrowthForecast.squaredScale(rare) > 0.1 * 0.03 * 0.03 / 15)
    #expect(SeasonalGrowthForecast.squaredScale([]) == 0)
    #expect(SeasonalGrowthForecast.squaredScale([0, 0, 0]) == 0)
  }

  @Test("What never moved stays where it is")
  func constant() throws {
    let forecast = try SeasonalGrowthMixture(periodsPerYear: 4).forecast(
      [[Double](repeating: 3, count: 12)], horizon: 4)
    #expect(forecast.means[0].allSatisfy { $0 == 3 })
    #expect(forecast.surprises[0] > 0)
  }
}
