import Models
import Testing
import TimeSeries

/// Counts that come and go.
@Suite("Counts that come and go") struct OwnCountTests {
  private static let fires: [Double] = [3, 0, 2, 0, 0, 1, 0, 0]

  /// Mean, chance of no case a year ahead and of at most three eight years ahead, and the correlation of both years: the
  /// recursion written once more in Python 3.11 with `scipy.special.gammaln`, sums of probabilities from 0 on.
  private static let golden:
    [(values: [Double], mean: Double, none: Double, three: Double, together: Double)] = [
      (fires, 0.382218, 0.79160, 0.97575, 0.23036),
      ([9, 7, 5, 3, 2, 1, 0, 0], 0.609065, 0.69296, 0.97261, 0.27583),
      ([0, 0, 12, 0, 0, 9, 0, 0], 2.279936, 0.68121, 0.85317, 0.21035),
      ([2, 1, 0, 3, 2, 1, 2, 0, 1, 4], 1.906772, 0.23616, 0.80620, 0.29156),
      ([1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1], 1.122487, 0.07567, 0.99588, 0.23546),
    ]

  @Test("Mean, chances and correlation are those of discounted levels averaged by evidence")
  func equal() throws {
    for (values, mean, none, three, together) in Self.golden {
      let count = try #require(OwnCount(values, bounds: .none))
      #expect(abs(count.mean(1) - mean) < 1e-4 * mean)
      #expect(abs(count.scoreCorrelation(8, 1) - together) < 1e-4)
      let margins = count.margins([1, 8], bounds: .none)
      // Between their points quantiles are lines in the normal score.
      #expect(abs(margins[0].probability(atMost: 0.5) - none) < 0.002, "\(values)")
      #expect(abs(margins[1].probability(atMost: 3.5) - three) < 0.008, "\(values)")
      #expect(margins.allSatisfy { $0.values[0] == 0 })
    }
  }

  /// Chances of at most so many six years ahead, by the recursion in Python.
  private static let orders: [(values: [Double], most: Double, chance: Double)] = [
    ([3, 0, 5, 2, 4], 5, 0.79049), ([4, 2, 5, 0, 3], 5, 0.86734),
    ([12, 0, 25, 8, 15], 25, 0.82648),
    ([3, 1, 4, 2, 5, 3, 2, 4], 5, 0.81458), ([6, 2, 4, 3, 5, 4], 6, 0.83234),
    ([8, 9, 7, 10, 8, 9, 11, 8, 9, 10, 9], 9, 0.63569),
    ([6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6], 6, 0.84710),
  ]

  @Test(
    "A 0 counts early or late, and small figures that come and go are counts without one, calm or not"
  )
  func order() throws {
    for (values, most, chance) in Self.orders {
      let count = try #require(OwnCount(values, bounds: .none), "\(values)")
      let margin = try #require(count.margins([6], bounds: .none).first)
      #expect(abs(margin.probability(atMost: most + 0.5) - chance) < 0.008, "\(values)")
    }
    let few: [Double] = [7, 9, 4, 8]
    #expect(OwnCount(few, bounds: .none, said: .count) != nil)
    #expect(OwnCount(few, bounds: .none) == nil)
    #expect(OwnCount([6, 2, 4, 3, 5, 4], bounds: .none, said: .growing) == nil)
  }

  @Test(
    "A small count without a 0 goes on as one by whatever way it is asked, not as a path of levels")
  func everyWay() throws {
    let values: [Double] = [3, 1, 4, 2, 5, 3, 2, 4]
    let other = ReferenceClassLibrary.mix(.other)
    #expect(other.name(for: values, bounds: .none) == "own_count")
    let panel = other.forecast(values, bounds: .none, steps: [6]).margins[0]
    let growing = other.with(.growing)
    #expect(growing.name(for: values, bounds: .none) != "own_count")
    for scale in [Scale.count, .identity] {
      let transform = try #require(
        Transform(scale: scale, bounds: Bounds(lower: 0, upper: .infinity)))
      let input = ModelInput(
        times: (2018...2025).map { Double($0) }, values: values,
        errors: Array(repeating: 0.29, count: 8), transform: transform)
      let fitted = try ReferenceClassModel(classes: other).fit(input, at: [2031])
      #expect(fitted.parameters.first?.name == "weight_own_count")
      #expect(fitted.paths.margins.allSatisfy { $0.value(at: 0.9) < 7.5 }, "\(scale)")
    }
    // The mean of the past is 3; levels that grow had a mean of hundreds.
    #expect(panel.value(at: 0.5) < 3.6 && panel.value(at: 0.9) < 7.5)
  }

  @Test("What is in part a count goes on so by whatever way it is asked")
  func inPart() throws {
    let bounds = Bounds(lower: 0, upper: .infinity)
    let swings: [Double] = [-2, 1, 0, 3, -1, 2, -3, 1, 2, -2, -1]
    let values = try #require(
      (5...170).map { mean in swings.map { $0 + Double(mean) } }.first {
        (0.3...0.7).contains(OwnCount($0, bounds: bounds, said: .count)?.weight ?? 0)
      })
    let count = try #require(OwnCount(values, bounds: bounds, said: .count))
    let classes = ReferenceClassLibrary.mix(.other)
    let input = ModelInput(
      times: (2015...2025).map { Double($0) }, values: values,
      transform: try #require(Transform(scale: .count, bounds: bounds)))
    let fitted = try ReferenceClassModel(classes: classes).fit(input, at: [2026, 2031])
    let noise = try #require(CountNoise(values))
    let levels = classes.with(.count).with(noise).forecast(
      noise.values, bounds: bounds, steps: [1, 6]
    ).margins.map { $0.widened(byError: noise.error) }
    let own = count.margins([1, 6], bounds: bounds)
    for (place, margin) in fitted.paths.margins.enumerated() {
      for probability in [0.1, 0.9] {
        let found = margin.value(at: probability)
        let wanted =
          count.weight * own[place].value(at: probability) + (1 - count.weight)
          * levels[place].value(at: probability)
        #expect(abs(found - wanted) < 1e-6)
      }
    }
  }

  @Test("What stands, grows or is large is none, whatever it is called")
  func called() {
    for values: [Double] in [
      [3, 3, 3, 3], [4, 3, 2], [1, 2, 3, 4, 5, 6], [0, 0, 1, 3, 6, 10], [0, 3, 6, 9, 12, 15, 18],
      [220, 190, 240, 205, 215], [24, 25, 26, 26, 27, 28, 29, 30],
    ] {
      #expect(OwnCount(values, bounds: .none, said: .count) == nil, "\(values)")
    }
  }

  @Test("No mean is a threshold")
  func seamless() throws {
    func weight(_ values: [Double], _ said: OwnCount.Said) -> Double {
      OwnCount(values, bounds: .none, said: said)?.weight ?? 0
    }
    let swings: [Double] = [-2, 1, 0, 3, -1, 2, -3, 1, 2, -2, -1]
    let means = (5...170).map { mean in weight(swings.map { $0 + Double(mean) }, .count) }
    let few = (4...12).map { mean in weight(swings.map { $0 + Double(mean) }, .nothing) }
    for (weights, most) in [(means, 0.03), (few, 0.35)] {
      #expect(weights.first == 1 && weights.last == 0, "\(weights)")
      let steps = zip(weights, weights.dropFirst()).map { abs($0 - $1) }
      #expect(steps.allSatisfy { $0 < most }, "\(weights)")
    }
  }

  @Test("One figure moves no range into another, and calm counts have the narrower ones")
  func neighbours() throws {
    let classes = ReferenceClassLibrary.mix(.other).with(.count)
    func range(_ values: [Double]) throws -> ClosedRange<Double> {
      let margin = try #require(
        classes.forecast(values, bounds: Bounds(lower: 0, upper: .infinity), steps: [6]).margins
          .first)
      return margin.value(at: 0.1)...margin.value(at: 0.9)
    }
    var before = try range([2, 3, 1, 4, 2, 3, 2, 5, 4, 6, 5]).upperBound
    for last in 6...10 {
      let upper = try range([2, 3, 1, 4, 2, 3, 2, 5, 4, 6, Double(last)]).upperBound
      #expect(upper < 1.6 * before && upper < 30, "\(last)")
      before = upper
    }
    let calm = try range([8, 9, 7, 10, 8, 9, 11, 8, 9, 10, 9])
    let wild = try range([5, 12, 6, 13, 8, 9, 11, 4, 12, 10, 9])
    #expect(calm.lowerBound > wild.lowerBound && calm.upperBound < wild.upperBound)
    #expect(calm.upperBound < 12)
    let three = try range([4, 6, 5])
    #expect(three.upperBound < 14)
  }

  @Test("A course that stands out of the noise goes on, one way or the other; noise has none")
  func course() throws {
    func record(_ values: [Double]) throws -> Double {
      let count = try #require(OwnCount(values, bounds: .none, said: .count), "\(values)")
      let margin = try #require(count.margins([6], bounds: .none).first)
      return 1 - margin.probability(atMost: (values.last ?? 0) + 0.5)
    }
    let up: [Double] = [10, 9, 13, 11, 14, 12, 17, 15, 19, 18]
    let (risen, fallen) = (try record(up), try record(up.reversed()))
    #expect(risen > 0.75 && fallen < 0.15)
    let (noisy, level) = (
      try record([7, 12, 7, 14, 8, 4, 11, 15, 17, 19]),
      try record([5, 12, 6, 13, 8, 9, 11, 4, 12, 10, 9])
    )
    #expect(noisy > 0.4 && level < 0.45)
  }

  @Test("The mean of the years ahead is near those of the past, and bounds hold")
  func level() throws {
    let count = try #require(OwnCount(Self.fires, bounds: .none))
    let margins = count.margins(Array(1...8), bounds: Bounds(lower: 0, upper: 4))
    #expect(margins[0].value(at: 0.975) < 4.5 && margins[7].value(at: 0.975) <= 4)
    #expect(count.mean(1) < 0.75 && count.mean(8) > 0.3)
    let gap = try #require(OwnCount([3, 0, .nan, 2, 0, 0, 1, .nan, 0, 0], bounds: .none))
    #expect(gap.mean(1) > 0.3 && gap.mean(8) < 0.75)
  }

  @Test("What begins at 0 and grows, large sizes, parts and balances are no such counts")
  func others() {
    for values: [Double] in [
      [0, 0, 3, 8, 15], [1, 0, 2, 3, 5, 8, 12], [120, 0, 130, 140, 150, 0, 160, 170, 180],
      [3, 0, 2.5, 0], [3, 0, -1, 0], [0, 0, 0], [4, 3, 2], [2000, 0, 0, 1500, 0],
    ] {
      #expect(OwnCount(values, bounds: .none) == nil, "\(values)")
    }
    #expect(OwnCount(Self.fires, bounds: Bounds(lower: -9, upper: .infinity)) == nil)
  }

  @Test("A model of a scenario takes a count by itself and says so; a class that is named does not")
  func model() throws {
    let scale = try #require(
      Transform(scale: .count, bounds: Bounds(lower: 0, upper: .infinity)))
    let input = ModelInput(
      times: (2018...2025).map { Double($0) }, values: Self.fires,
      errors: Array(repeating: 0.29, count: 8), transform: scale)
    func fit(_ classes: ReferenceClassMix) throws -> FittedModel {
      try ReferenceClassModel(classes: classes).fit(input, at: [2026, 2033])
    }
    let fitted = try fit(ReferenceClassLibrary.mix(.other))
    #expect(fitted.parameters.first?.name == "weight_own_count")
    let count = try #require(OwnCount(Self.fires, bounds: scale.bounds))
    for (margin, own) in zip(fitted.paths.margins, count.margins([1, 8], bounds: scale.bounds)) {
      #expect(abs(margin.value(at: 0.9) - own.value(at: 0.9)) <= 0.5)
    }
    let named = ReferenceClassMix([(ReferenceClassLibrary.named("general"), 1)])
    #expect(try fit(named).parameters.first?.name == "weight_general")
    #expect(named.name(for: Self.fires, bounds: .none) == "general")
  }
}
