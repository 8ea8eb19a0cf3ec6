import LinearAlgebra
import Models
import RealModule
import Testing

@Suite("Robust seasonal growth") struct RobustSeasonalGrowthTests {
  private let model = RobustSeasonalGrowth(periodsPerYear: 4)

  /// Levels with a course of the year, steady growth and a little that is not steady.
  private func series(_ count: Int, growth: Double = 0.06, wobble: Double = 0.004) -> [Double] {
    let course = [-0.1, 0, 0.02, 0.08]
    return (0..<count).map { time in
      7 + growth * Double(time) / 4 + course[time % 4] + wobble * Double.sin(Double(3 * time))
    }
  }

  @Test("Steady growth goes on, course of the year and all")
  func steady() throws {
    let values = series(28, wobble: 0)
    let forecast = try model.forecast([Array(values[..<20])], horizon: 8)
    for step in 0..<8 { #expect(abs(forecast.means[0][step] - values[20 + step]) < 1e-12) }
    #expect(abs(forecast.longRun[0] - 0.06) < 1e-12)
  }

  @Test("An innovation moves later values as the responses say")
  func responses() throws {
    let values = series(24)
    let before = try model.forecast([values, series(24, growth: 0.05)], horizon: 7)
    var moved = values
    moved[23] += 1e-7
    let after = try model.forecast([moved, series(24, growth: 0.05)], horizon: 7)
    var fading = model
    fading.lasting = 0
    let responses = fading.responses(horizon: 8)
    for step in 0..<7 {
      let slope = (after.means[0][step] - before.means[0][step]) / 1e-7
      // The medians may move with a single value, by a share of it.
      #expect(abs(slope - responses[step + 1]) < 0.08, "\(step): \(slope)")
    }
    #expect(responses[0] == 1)
    #expect(abs(responses[1] - 0.75 * 0.7) < 1e-15)
    // A tenth of it stays in growth for good: once in the first year, twice in the levels of the second.
    let lasting = model.responses(horizon: 8)
    #expect(lasting[0] == 1)
    for step in 1..<8 {
      let stays = step < 5 ? 0.1 : 0.2
      #expect(abs(lasting[step] - responses[step] - stays) < 1e-12, "\(step)")
    }
  }

  @Test("A collapse is mostly made good a year later, an ordinary slowdown is not")
  func collapse() throws {
    var hit = series(24)
    hit[22] -= 0.3
    hit[23] -= 0.02
    let forecast = try model.forecast([hit, series(24), series(24)], horizon: 4)
    let whole = try model.forecast([series(24), series(24), series(24)], horizon: 4)
    let gap = forecast.means[0][2] - whole.means[0][2]
    #expect(gap > -0.15 && gap < -0.01, "\(gap)")
  }

  @Test("A month that collapsed does not make the same month a year later a surprise")
  func recovery() throws {
    var hit = series(28, wobble: 0)
    hit[21] -= 0.3
    let errors = try model.forecast([hit], horizon: 1).errors[0]
    // Errors begin a year and a value after the first value.
    #expect(abs(errors[21 - 5] + 0.3) < 0.01)
    // Three tenths of a collapse count as permanent, so so much of it returns as a surprise.
    #expect(abs(errors[25 - 5]) < 0.5 * 0.3, "\(errors[25 - 5])")
    // Where nothing of it lasts, years behind the month that made it good go on as if it had not been.
    var forgiving = model
    forgiving.permanent = 0
    let behind = try forgiving.forecast([hit], horizon: 4).means[0]
    let whole = try forgiving.forecast([series(28, wobble: 0)], horizon: 4).means[0]
    #expect(zip(behind, whole).allSatisfy { abs($0 - $1) < 0.02 }, "\(behind) \(whole)")
  }

  @Test("Growth is cut at 3.2 standard deviations, which are 1.4826 median ones")
  func cut() throws {
    // Growth alternates a tenth of a percent around its centre: the median deviation is just that.
    var values = series(24, wobble: 0)
    for time in 4..<24 { values[time] = values[time - 4] + 0.06 + (time % 2 == 0 ? 0.01 : -0.01) }
    func next(_ move: Double) throws -> Double {
      var moved = values
      moved[23] = values[19] + 0.06 + move
      return try model.forecast([moved], horizon: 1).means[0][0]
    }
    // 3.2 · 1.4826 · 0.01 = 0.0474: up to it the next value moves in proportion, then slower.
    let slope = try (next(0.03) - next(0.02)) / 0.01
    let before = try (next(0.047) - next(0.04)) / 0.007
    let after = try (next(0.07) - next(0.06)) / 0.01
    #expect(abs(before - slope) < 1e-6)
    #expect(after < slope - 0.05, "\(slope) \(after)")
  }

  @Test("Shifting the logarithms shifts the forecast and nothing else")
  func shift() throws {
    let one = try model.forecast([series(22)], horizon: 3)
    let two = try model.forecast([series(22).map { $0 + 5 }], horizon: 3)
    for step in 0..<3 { #expect(abs(two.means[0][step] - one.means[0][step] - 5) < 1e-9) }
    #expect(abs(one.surprises[0] - two.surprises[0]) < 1e-12)
  }

  @Test("Part of a year known: a fifth of the forecast comes from the growth to date")
  func toDate() throws {
    var pure = model
    pure.toDateWeight = 0
    let values = series(22, wobble: 0)
    let mixed = try model.forecast([values], horizon: 2)
    let alone = try pure.forecast([values], horizon: 2)
    let now = Double.exp(values[20]) + Double.exp(values[21])
    let before = Double.exp(values[16]) + Double.exp(values[17])
    let rival = values[18] + Double.log(now / before)
    #expect(abs(mixed.means[0][0] - (0.8 * alone.means[0][0] + 0.2 * rival)) < 1e-12)
  }

  @Test("Too short a history and what is no number throw their cases")
  func errors() {
    #expect(throws: ModelError.tooShort(observations: 5, minimum: 6)) {
      try model.forecast([series(5)], horizon: 1)
    }
    #expect(throws: ModelError.outsideScale(value: .infinity)) {
      try model.forecast([series(7) + [.infinity]], horizon: 1)
    }
  }
}
