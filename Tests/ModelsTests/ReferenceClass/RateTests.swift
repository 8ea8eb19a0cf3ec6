import Models
import Testing
import TimeSeries

/// Rates, such as growth in per cent, forecast by themselves.
@Suite("Rates by themselves") struct RateTests {
  private static let own = ReferenceClassMix(
    [(ReferenceClassLibrary.named("general"), 1)], rates: .own)
  private static let seeing = ReferenceClassLibrary.mix(.other)
  /// Growth of a province.
  private static let growth = [7.9, 10.4, 6.1, 9.3, 3.2, 11.8, 8.5, 5.7]

  private func margins(
    _ history: [Double], steps: [Int] = [1, 3, 6], bounds: Bounds = .none
  ) -> [QuantileFunction] {
    Self.own.forecast(history, bounds: bounds, steps: steps).margins
  }

  @Test("Middle and spread of a rate are those worked out by hand")
  func closedForm() {
    // Mean 8, mean of the last three 22/3; three years ahead half of 0.8² of the difference is left: 8 − 0.32 · 2/3.
    // Spread: four times (0.7 · 8)² and half of 4 + 16 + 9 + 4, over 5 + 3; times 0.7 + 3/20 + 1/5; t 2.776445.
    let margin = margins([8, 10, 6, 9, 7], steps: [3])[0]
    let middle = 8 - 0.32 * 2 / 3
    let half = 2.776445 * ((125.44 + 16.5) / 8 * 1.05).squareRoot()
    #expect(abs(margin.value(at: 0.5) - middle) < 1e-9)
    #expect(abs(margin.value(at: 0.975) - middle - half) < 1e-5)
    #expect(abs(margin.value(at: 0.025) - middle + half) < 1e-5)
  }

  @Test("One year far beyond all others counts as one fifteen deviations off")
  func farYear() {
    // Of 6.5, 7, 500, 7.4, 6.8 and 7.2 the median is 7.1, the deviations' 0.3, at least 0.355: 7.1 + 15 · 0.355 = 12.425.
    let far = margins([6.5, 7, 500, 7.4, 6.8, 7.2], steps: [1, 4])
    let counted = margins([6.5, 7, 12.425, 7.4, 6.8, 7.2], steps: [1, 4])
    let low = margins([6.5, 7, -500, 7.4, 6.8, 7.2], steps: [1])[0]
    #expect(low.value(at: 0.5) > 5)
    for (one, other) in zip(far, counted) {
      #expect(zip(one.values, other.values).allSatisfy { abs($0 - $1) < 1e-9 })
    }
    #expect((6...10).contains(far[0].value(at: 0.5)))
  }

  @Test("In per cent large rates vary less than their size: middle and spread worked out by hand")
  func percent() {
    // As above, but three years ahead three times (1.5 + 0.35 · 8)², over 4 + 3, and a variance of 0.8 + 3/10 + 1/10.
    let said = Self.own.with(.percentage).forecast([8, 10, 6, 9, 7], bounds: .none, steps: [3])
    let middle = 8 - 0.32 * 2 / 3
    let half = 2.776445 * ((3 * 4.3 * 4.3 + 16.5) / 7 * 1.2).squareRoot()
    #expect(abs(said.margins[0].value(at: 0.5) - middle) < 1e-9)
    #expect(abs(said.margins[0].value(at: 0.975) - middle - half) < 1e-5)
    let shared = 0.1 + 0.5 / 11
    let expected = shared / ((0.8 + shared) * (0.9 + shared)).squareRoot()
    #expect(abs(Self.own.with(.percentage).scoreCorrelation(1, 2) - expected) < 1e-12)
  }

  @Test(
    "An index with the year before as 100 is forecast as what it is beyond 100, and stands on it again"
  )
  func origin() throws {
    func fit(_ values: [Double], _ model: ReferenceClassModel) throws -> [[Double]] {
      let times = values.indices.map { Double(2015 + $0) }
      let transform = try #require(Transform(scale: .identity, bounds: .none))
      let fitted = try model.fit(
        ModelInput(times: times, values: values, transform: transform), at: [2023, 2025])
      guard case .quantiles(let margins, _) = fitted.paths.link else { return [] }
      return margins.map(\.values)
    }
    let classes = Self.seeing.with(.named).with(.percentage)
    let plain = try fit(Self.growth, ReferenceClassModel(classes: classes))
    let index = try fit(
      Self.growth.map { 100 + $0 }, ReferenceClassModel(classes: classes, origin: 100))
    #expect(plain.count == 2)
    for (one, other) in zip(plain.joined(), index.joined()) {
      #expect(abs(one + 100 - other) < 1e-9)
    }
    // Counted from 0 it would be as open as a rate of 108%.
    let raw = try fit(Self.growth.map { 100 + $0 }, ReferenceClassModel(classes: classes))
    let last = raw[1].count - 3
    #expect(raw[1][last] - raw[1][2] > 1.5 * (index[1][last] - index[1][2]))
  }

  @Test("What its name calls a rate is one by itself, even a line; indices around 100 are none")
  func called() {
    let line = (0..<10).map { 2.6 + 7.5 / 9 * Double($0) }
    let named = Self.seeing.with(.named).with(.percentage)
    #expect(Self.seeing.with(.expected).suited(to: line, bounds: .none).rates != .own)
    for history in [line, [6.9, 8.2, 9], [7, 7.5, 8.2, 9]] {
      #expect(named.suited(to: history, bounds: .none).name == ReferenceClassMix.ownRate)
    }
    #expect(named.suited(to: [106.9, 108.2, 109], bounds: .none).rates != .own)
    // It keeps that it is in per cent.
    #expect(
      named.suited(to: line, bounds: .none).forecast(line, bounds: .none, steps: [1]).margins
        == Self.own.with(.percentage).forecast(line, bounds: .none, steps: [1]).margins)
  }

  @Test(
    "One value is a history; years that are not known, and those before the last fifteen, say nothing"
  )
  func edges() {
    #expect(abs(margins([6])[0].value(at: 0.5) - 6) < 1e-12)
    #expect(margins([6]).allSatisfy { $0.values.allSatisfy(\.isFinite) })
    #expect(margins([8, .nan, 10, 6]) == margins([8, 10, 6]))
    let long = [900, -700] + Self.growth + Self.growth.dropLast()
    #expect(margins(long) == margins(Array(long.dropFirst(2))))
  }

  @Test("A rate is forecast alike in per cent and as a share, and inside its bounds")
  func units() {
    for (one, other) in zip(margins(Self.growth), margins(Self.growth.map { $0 / 128 })) {
      #expect(one.values == other.values.map { $0 * 128 })
    }
    let cut = margins(Self.growth, bounds: Bounds(lower: 2, upper: 12))
    #expect(cut.allSatisfy { $0.values.allSatisfy((2...12).contains) })
  }

  @Test("Growth that never was negative is a rate, what is as rough and large is not")
  func positive() {
    let growth = [7.2, 8.1, 6.4, 7.9, 6.8, 8.4, 7.1, 8.8, 6.6, 7.5, 8.2, 6.9]
    #expect(RateLikeness(growth).isSeen)
    #expect(!RateLikeness(growth.map { 200 * $0 }).isSeen)
    let levels = growth.reduce(into: [10.0]) { $0.append(($0.last ?? 0) * (1 + $1 / 100)) }
    #expect(!RateLikeness(levels).isSeen)
  }

  @Test("Years share that the mean is not known: correlated, the less the further apart")
  func correlation() {
    #expect(Self.own.scoreCorrelation(2, 2) == 1)
    #expect(Self.own.scoreCorrelation(1, 4) == Self.own.scoreCorrelation(4, 1))
    let far = (2...6).map { Self.own.scoreCorrelation(1, $0) }
    #expect(zip(far, far.dropFirst()).allSatisfy { $0 > $1 && $1 > 0 } && far[0] < 0.5)
    // 1/20 + 1/11 is shared by the first two years, 0.7 a year is its own.
    let shared = 0.05 + 1.0 / 11
    let expected = shared / ((0.7 + shared) * (0.75 + shared)).squareRoot()
    #expect(abs(Self.own.scoreCorrelation(1, 2) - expected) < 1e-12)
  }

  @Test(
    "A history that comes back to a mean far from steadily is a rate",
    arguments: [growth, [3, -1, 4, 2, -2, 5], growth.map { $0 / 100 }])
  func seen(history: [Double]) {
    #expect(Self.seeing.suited(to: history, bounds: .none).name == ReferenceClassMix.ownRate)
  }

  @Test(
    "Levels, counts, what stands, short histories and what wanders below 0 are none",
    arguments: [
      [100, 108, 113, 125, 131, 146, 155], [3, 8, 2, 7, 4, 9, 1], [5.5, 5.5, 5.5, 5.5, 5.5],
      [7.5, 2.5, 9.5], [-8, -6, -5, -2, 1, 3, 6, 8], [100.5, 99.5, 101.5, 98.5, 100.5, 102.5],
    ])
  func others(history: [Double]) {
    #expect(Self.seeing.suited(to: history, bounds: .none).name == Self.seeing.name)
  }

  @Test(
    "One to three values of which one is negative are no level, but a rate by itself",
    arguments: [[-2.5], [-2.1, 5.4], [2.5, -1, 3.1], [6.5, .nan, -0.5]])
  func fewSigned(history: [Double]) {
    #expect(Self.seeing.suited(to: history, bounds: .none).name == ReferenceClassMix.ownRate)
    let atLeastZero = Bounds(lower: 0, upper: .infinity)
    #expect(Self.seeing.suited(to: history, bounds: atLeastZero).rates != .own)
  }

  @Test("A series is said to be a rate by the name of the model")
  func named() throws {
    let model = try #require(
      try ModelCatalog.model(id: "reference_class:own_rate", parameters: [:]))
    let input = ModelInput(times: [2023, 2024], values: [6.1, 5.8], transform: .identity)
    let told = try model.fit(input, at: [2025, 2027]).paths.margins
    for (margin, wanted) in zip(told, margins([6.1, 5.8], steps: [1, 3])) {
      #expect(abs(margin.value(at: 0.9) - wanted.value(at: 0.9)) < 1e-6)
    }
    #expect(ModelCatalog.ids.contains("reference_class:own_rate"))
    #expect(try ModelCatalog.model(id: "reference_class:own_rate+growth", parameters: [:]) == nil)
  }

  @Test(
    "Bounds that a rate cannot have, and classes that were named, leave the series to the classes")
  func stated() {
    for bounds in [Bounds(lower: 0, upper: .infinity), Bounds(lower: -50, upper: 50)] {
      #expect(Self.seeing.suited(to: Self.growth, bounds: bounds).name != ReferenceClassMix.ownRate)
    }
    let far = Bounds(lower: -1e9, upper: 1e9)
    #expect(Self.seeing.suited(to: Self.growth, bounds: far).name == ReferenceClassMix.ownRate)
    let named = ReferenceClassMix([(ReferenceClassLibrary.named("general"), 1)])
    #expect(named.suited(to: Self.growth, bounds: .none).name == "general")
  }

  @Test("A model of a scenario takes a rate by itself, and says so")
  func model() throws {
    let input = ModelInput(
      times: (2015...2022).map { Double($0) }, values: Self.growth, transform: .identity)
    let fitted = try ReferenceClassModel(classes: Self.seeing).fit(input, at: [2023, 2025])
    #expect(fitted.parameters.first?.name == "weight_own_rate")
    let told = fitted.paths.margins
    for (margin, expected) in zip(told, margins(Self.growth, steps: [1, 3])) {
      #expect(abs(margin.value(at: 0.9) - expected.value(at: 0.9)) < 1e-9)
    }
  }

  @Test("A level with one figure that leaps is no rate, whatever its unit; a rate with one is")
  func spikes() {
    let level = [106.2, 113.8, 119.8, 123.9, 129.7, 133.7, 142.3, 157.3, 164.5]
    for place in level.indices {
      for times in [2.0, 5, 20] {
        for unit in [1e-3, 0.01, 0.1, 1, 1e4] {
          var history = level.map { $0 * unit }
          history[place] *= times
          #expect(!RateLikeness(history).isSeen, "\(place), \(times), \(unit)")
        }
      }
    }
    #expect(RateLikeness(Self.growth).isSeen)
    #expect(RateLikeness(Self.growth + [24.5, 8.2, 6.6]).isSeen)
  }
}
