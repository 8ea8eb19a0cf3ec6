import Models
import RealModule
import TestSupport
import Testing
import TimeSeries

/// Shares that moved one way, which go on in part at their own pace.
@Suite("Courses of shares in log odds") struct ShareCourseTests {
  private static let scale = Bounds(lower: 0, upper: 100)
  private static let poor = [8.9, 7.6, 6.4, 5.3, 4.6, 4.1, 3.9, 3.1, 2.5]
  private static let insured = [82.1, 84.6, 86.4, 87.9, 89.0, 90.9, 92.0, 93.1, 94.0]

  private struct Cases: Decodable {
    let tolerance: Double
    let levels: [Double]
    let steps: [Int]
    let cases: [Case]

    struct Case: Decodable {
      let name: String
      let lower, upper: Double
      let values: [Double?]
      let clearness, oneWay: Double
      let quantiles, beside: [[Double]]
    }
  }

  private func six(
    _ history: [Double], _ kind: AutomaticChoice.Kind = .share
  ) -> QuantileFunction {
    ReferenceClassLibrary.mix(kind).forecast(history, bounds: Self.scale, steps: [6]).margins[0]
  }

  @Test("The damped drift of log odds is that of numpy and scipy, with gaps and at a bound, too")
  func golden() throws {
    let golden = try Golden.load(Cases.self, "Models/share-course")
    for made in golden.cases {
      let course = try #require(
        ShareCourse(
          made.values.map { $0 ?? .nan }, bounds: Bounds(lower: made.lower, upper: made.upper)),
        "\(made.name)")
      #expect(abs(course.clearness - made.clearness) < golden.tolerance, "\(made.name)")
      #expect(abs(course.oneWay - made.oneWay) < golden.tolerance, "\(made.name)")
      let last = made.values.compactMap { $0 }.last ?? 0
      let other = QuantileFunction(
        values: QuantileFunction.scores.map { last + (made.upper - last) * (0.2 + 0.5 * $0) })
      for (index, step) in golden.steps.enumerated() {
        for (margin, wanted) in [
          (course.margin(step), made.quantiles[index]),
          (course.margin(step, beside: other, share: 0.5), made.beside[index]),
        ] {
          for (level, value) in zip(golden.levels, wanted) {
            #expect(abs(margin.value(at: level) - value) < golden.tolerance, "\(made.name) \(step)")
          }
        }
      }
    }
  }

  @Test("Log odds that went straight on are told from values that did (by numpy)")
  func likeness() throws {
    let odds = (0..<7).map { 100 / (1 + Double.exp(2 - 0.5 * Double($0))) }
    let line = (0..<7).map { 20 + 3 * Double($0) }
    for (history, wanted) in [(odds, 0.998595254734218), (line, 0.020333863903646394)] {
      let course = try #require(ShareCourse(history, bounds: Self.scale))
      #expect(abs(course.likeness - wanted) < 1e-9)
    }
  }

  @Test("A take-up that was logistic goes on so in part, one that went along a line as the class")
  func logistic() {
    func share(_ history: [Double]) -> Double {
      let own = ReferenceClassLibrary.mix(.adoption).forecast(
        history, bounds: Self.scale, steps: [5])
      let alone = ReferenceClassMix([(ReferenceClassLibrary.named("adoption"), 1)]).forecast(
        history, bounds: Self.scale, steps: [5])
      return own.margins[0].value(at: 0.5) - alone.margins[0].value(at: 0.5)
    }
    #expect(share([5, 9, 16, 27, 41]) > 3)
    #expect(abs(share([20, 23, 26, 29, 32, 35, 38])) < 2)
  }

  @Test("What fell, or rose, in each of eight years goes on: no middle back where it came from")
  func goesOn() {
    let (poor, insured) = (six(Self.poor), six(Self.insured))
    #expect(poor.value(at: 0.5) < 1 && poor.probability(atMost: 1) > 0.45)
    #expect(insured.value(at: 0.5) > 96.5 && insured.probability(atLeast: 97) > 0.45)
    // By themselves the classes have 2.0 and 94.3.
    let alone = ReferenceClassMix([(ReferenceClassLibrary.named("shares"), 1)])
      .forecast(Self.poor, bounds: Self.scale, steps: [6]).margins[0]
    #expect(alone.value(at: 0.5) > 1.8 && alone.probability(atMost: 1) < 0.25)
  }

  @Test("One figure moves a chance by degrees, wherever it stands, and noise has no course")
  func fades() throws {
    let turns = [4.6, 4.7, 4.8, 4.9, 5.0, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6]
    let middles = turns.map { turn in
      six(Self.poor.enumerated().map { $0.offset == 4 ? turn : $0.element }).value(at: 0.5)
    }
    for (one, next) in zip(middles, middles.dropFirst()) { #expect(abs(next - one) < 0.35) }
    #expect(middles[10] > middles[0] + 0.5)
    let line = [20, 22, 24, 26, 28, 30, 32, 34.0]
    func chance(_ place: Int, _ value: Double) -> Double {
      var history = line
      history[place] = value
      return six(history).probability(atLeast: 40)
    }
    let whole = chance(7, 34)
    #expect(whole > 0.7 && whole < 0.9)
    for (place, value) in [(7, 33.0), (4, 27.0), (4, 29.0), (0, 19.0)] {
      #expect(abs(chance(place, value) - whole) < 0.28, "\(place)")
    }
    let noise = [30.2, 29.8, 30.4, 29.6, 30.1, 30.3, 29.7, 30.0]
    let course = try #require(ShareCourse(noise, bounds: Self.scale))
    #expect(course.clearness < 0.01 && course.oneWay == 0)
  }

  @Test("However steadily a share went, it may stop: a tenth of what is said lies little above it")
  func stops() {
    let line = [20, 22, 24, 26, 28, 30, 32, 34.0]
    #expect(six(line).value(at: 0.1) < 38)
    #expect(six(line).value(at: 0.05) < 34)
  }

  @Test("Chances fall by degrees up to the bound, where nothing gathers")
  func tail() {
    let near = six([60, 66, 71, 76, 80, 83, 86])
    let chances = [96, 97, 97.4, 97.8, 98.2, 98.6, 99].map { near.probability(atLeast: $0) }
    for (one, next) in zip(chances, chances.dropFirst()) { #expect(one - next < 0.12) }
    #expect(chances[6] > 0.02)
    #expect(six(Self.poor).value(at: 0.1) > 0.02)
  }

  @Test("A course and what it leaves of the width are the mirror of each other, but for the class")
  func mirror() throws {
    let line = [20, 22, 24, 26, 28, 30, 32, 34.0]
    let (up, down) = (six(line), six(line.map { 100 - $0 }))
    #expect(abs(up.probability(atLeast: 40) - down.probability(atMost: 60)) < 0.08)
    #expect(abs(up.value(at: 0.5) + down.value(at: 0.5) - 100) < 2.5)
    let (rise, fall) = (
      try #require(ShareCourse(line, bounds: Self.scale)),
      try #require(ShareCourse(line.map { 100 - $0 }, bounds: Self.scale))
    )
    #expect(abs(rise.margin(6).value(at: 0.9) - 100 + fall.margin(6).value(at: 0.1)) < 1e-9)
  }

  @Test("A pool has the chances of its parts (two normals, by scipy), and one part is itself")
  func pool() {
    let one = QuantileFunction(values: QuantileFunction.scores)
    let other = one.mapped { 5 + 2 * $0 }
    let pooled = QuantileFunction.pooled([(one, 0.5), (other, 0.5)])
    for (probability, value) in [
      (0.001, -2.8845854640186848), (0.025, -1.6491618336930314), (0.25, -0.015234405105336673),
      (0.5, 5.0 / 3), (0.75, 5.0000014370471595), (0.975, 8.289707253902954),
    ] {
      #expect(abs(pooled.value(at: probability) - value) < 1e-7, "\(probability)")
    }
    #expect(QuantileFunction.pooled([(one, 1), (other, 0)]) == one)
    // What a bound had cut counts as it was.
    let cut = other.clamped(to: Bounds(lower: 0, upper: 6))
    #expect(QuantileFunction.pooled([(one, 0.5), (cut, 0.5)]) == pooled)
  }

  @Test("A falling adoption has no middle at exactly 0 before it has been there")
  func notNothing() {
    let (fall, rise) = (six(Self.poor, .adoption), six(Self.poor.map { 100 - $0 }, .adoption))
    #expect(fall.value(at: 0.5) > 0.2 && fall.value(at: 0.1) > 0)
    let alone = ReferenceClassMix([(ReferenceClassLibrary.named("adoption"), 1)])
      .forecast(Self.poor.map { 100 - $0 }, bounds: Self.scale, steps: [6]).margins[0]
    // Values that went straight on, not log odds: the class alone, evened out over near last figures.
    for probability in [0.1, 0.5, 0.9] {
      #expect(abs(rise.value(at: probability) - alone.value(at: probability)) < 1)
    }
  }

  @Test("A take-up that rises fast along log odds goes on, or as take-ups do: neither is ruled out")
  func fast() {
    let history = [0.0, 1, 2, 3, 4].map { 100 / (1 + Double.exp(2 - 0.45 * $0)) }
    let next = 100 / (1 + Double.exp(2 - 0.45 * 5))
    func margin(_ mix: ReferenceClassMix) -> QuantileFunction {
      mix.forecast(history, bounds: Self.scale, steps: [1]).margins[0]
    }
    let alone = margin(ReferenceClassMix([(ReferenceClassLibrary.named("adoption"), 1)]))
    let found = margin(ReferenceClassLibrary.mix(.adoption))
    #expect(found.probability(atLeast: next) > 0.12)
    #expect(found.probability(atLeast: next) > alone.probability(atLeast: next) + 0.05)
    #expect(found.probability(atMost: alone.value(at: 0.5)) > 0.15)
    // Near the bound a take-up that has never been there has its middle below it.
    let water = ReferenceClassLibrary.mix(.adoption).forecast(
      [91.2, 93.5, 95.8, 97.4, 98.6, 99.2, 99.6, 99.8], bounds: Self.scale, steps: [5])
    #expect(water.margins[0].value(at: 0.5) < 99.95)
  }

  @Test("No course: few values, none that moved, and what stood at its end")
  func none() {
    for history in [
      [5, 4.0], [3, 3, 3, 3, 3.0], [97, 98, 99, 100, 100.0], [3, 2, 1, 0, 0.0],
    ] {
      #expect(ShareCourse(history, bounds: Self.scale) == nil, "\(history)")
    }
    #expect(ShareCourse([5, 4, 3, 2, 1.0], bounds: Bounds(lower: 0, upper: .infinity)) == nil)
  }

  @Test("Of three values both kinds keep the other in sight: neither rules out what is usual of it")
  func three() {
    for history in [[30, 26, 22.0], [50, 58, 66.0]] {
      let (share, adoption) = (six(history), six(history, .adoption))
      let alone = ReferenceClassMix([(ReferenceClassLibrary.named("shares"), 1)])
        .forecast(history, bounds: Self.scale, steps: [6]).margins[0]
      let rises = history[2] > history[0]
      func beyond(_ margin: QuantileFunction) -> Double {
        let middle = adoption.value(at: 0.5)
        return rises ? margin.probability(atLeast: middle) : margin.probability(atMost: middle)
      }
      #expect(beyond(share) > beyond(alone) + 0.05 && beyond(share) > 0.1, "\(history)")
      #expect(beyond(share) < 0.45, "\(history)")
    }
  }

  @Test("A fit tells the shares of its parts, which sum to one")
  func told() throws {
    let transform = try #require(Transform(scale: .logit, bounds: Self.scale))
    let input = ModelInput(
      times: (2017...2025).map(Double.init), values: Self.poor, transform: transform)
    let fitted = try ReferenceClassModel(classes: ReferenceClassLibrary.mix(.share))
      .fit(input, at: [2026, 2031])
    let weights = fitted.parameters.filter { $0.name.hasPrefix("weight_") }
    #expect(weights.map(\.name) == ["weight_shares", "weight_own_pace", "weight_adoption"])
    #expect(abs(weights.reduce(0) { $0 + $1.value } - 1) < 1e-12)
    #expect(weights[0].value < 0.5)
  }
}
