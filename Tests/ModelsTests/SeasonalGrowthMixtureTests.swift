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

  /// Made quarters: uniform numbers of a linear congruence, twelve of them a normal one.
  private struct Made {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }

    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }

    static let course = [-0.1, 0, 0.02, 0.08]

    /// Steps that stay, and a course of the year.
    static func walk(_ seed: UInt64, _ count: Int = 40) -> [Double] {
      var made = Made(seed: seed)
      var level = 5.0
      return (0..<count).map { time in
        level += 0.0175 + 0.015 * made.normal()
        return level + course[time % 4]
      }
    }

    /// Growth over a year that only varies: the course of the year wanders.
    static func wandering(_ seed: UInt64, _ count: Int = 40) -> [Double] {
      var made = Made(seed: seed)
      var values = course.map { 5 + $0 }
      while values.count < count {
        values.append(values[values.count - 4] + 0.07 + 0.02 * made.normal())
      }
      return values
    }
  }

  private func learning(_ learns: Bool = true) -> SeasonalGrowthMixture {
    var model = SeasonalGrowthMixture(periodsPerYear: 4)
    model.learnsCourse = learns
    return model
  }

  @Test(
    "80% ranges of a year's rest hold about 80% of walks with seasons, which are forecast nearer")
  func walks() throws {
    // What 80% of a Student's t with five degrees of freedom lie within.
    let outer = 1.4758840488244815
    for known in [36, 38] {
      var held = 0
      var (learned, plain) = (0.0, 0.0)
      for seed in 1...200 {
        let values = Made.walk(UInt64(seed))
        func miss(_ learns: Bool) throws -> (error: Double, scale: Double) {
          let forecast = try learning(learns).forecast(
            [Array(values[..<known])], horizon: 40 - known)
          let error = zip(values[known...], forecast.means[0]).reduce(0) { $0 + $1.0 - $1.1 }
          var (reach, squares) = (0.0, 0.0)
          for response in forecast.responses {
            reach += response
            squares += reach * reach
          }
          return (error, forecast.surprises[0] * squares.squareRoot())
        }
        let (one, two) = (try miss(true), try miss(false))
        held += abs(one.error) <= outer * one.scale ? 1 : 0
        learned += one.error * one.error
        plain += two.error * two.error
      }
      #expect((148...172).contains(held), "\(held) of 200 after \(known)")
      #expect(learned < 0.9 * plain, "\(learned) \(plain)")
    }
  }

  @Test("Walks with seasons go from quarter to quarter, a course of the year that wanders does not")
  func courses() throws {
    func share(_ make: (UInt64, Int) -> [Double]) throws -> Double {
      try (1...40).reduce(0.0) {
        try $0 + learning().forecast([make(UInt64($1), 40)], horizon: 1).stepShare / 40
      }
    }
    let (walks, wandering) = (try share(Made.walk), try share(Made.wandering))
    #expect(walks > 0.3 && wandering < 0.1, "\(walks) \(wandering)")
  }

  @Test("The course of steps is found where it is clear, and is nothing where chance makes as much")
  func stepCourse() throws {
    let steps = (0..<20).map { time -> Double in
      0.02 + Made.course[(time + 1) % 4] - Made.course[time % 4]
    }
    let found = try #require(StepCourse(growth: steps, known: 20, periodsPerYear: 4)).terms
    #expect(near(found, [-0.18, 0.1, 0.02, 0.06], 1e-12), "\(found)")
    let values = Made.walk(3)
    let chance = zip(values.dropFirst(), values).enumerated().map { time, pair in
      pair.0 - pair.1 - Made.course[(time + 1) % 4] + Made.course[time % 4]
    }
    let none = try #require(StepCourse(growth: chance, known: 39, periodsPerYear: 4)).terms
    #expect(none.allSatisfy { $0 == 0 }, "\(none)")
    #expect(StepCourse(growth: steps, known: 11, periodsPerYear: 4) == nil)
  }

  @Test("What surprises leave behind makes the errors of a year as wide as they were")
  func lasting() {
    // Forty origins, ten years: errors of a year that add to four times those of a step, to ten and to none.
    func lasting(_ shape: [Double]) -> LastingSurprise {
      let errors = (0..<40).map { origin in
        shape.map { origin.isMultiple(of: 2) ? $0 : -$0 }
      }
      return LastingSurprise(
        errorsAhead: [errors], responses: [1, 0.5, 0.5, 0.5], periodsPerYear: 4)
    }
    let wide = lasting([1, 1, 1, 1])
    let reach = [1, 1.5, 2, 2.5]
    let made = reach.enumerated().reduce(0.0) { sum, step in
      let one = step.element + Double(step.offset) * wide.added
      return sum + one * one
    }
    let usual = reach.reduce(0) { $0 + $1 * $1 }
    #expect(abs(made - (10 * 16 * 1.2 + 4 * usual) / 14) < 1e-6, "\(wide.added)")
    #expect(lasting([1, -1, 1, -1]).added == -0.3)
    #expect(lasting([1, 2, 3, 4]).added == 0.5)
    let responses = wide.applied(to: [1, 1, 1, 1, 1, 1], share: 0.5, periodsPerYear: 4)
    let half = wide.added / 2
    let expected = [1, 1 + half, 1 + half, 1 + half, 1 + half, 1 + 2 * half]
    #expect(near(responses, expected, 1e-12), "\(responses)")
    #expect(LastingSurprise(errorsAhead: [[]], responses: [1], periodsPerYear: 4).added == 0)
  }
}
