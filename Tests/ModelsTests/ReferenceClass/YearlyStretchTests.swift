import Models
import TestSupport
import Testing
import TimeSeries

/// What a reference class is told of a history, and what it makes of little.
@Suite struct YearlyStretchTests {
  private func percent() throws -> Transform {
    try #require(Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)))
  }

  private func margins(_ input: ModelInput, at times: [Double]) throws -> [QuantileFunction] {
    try ReferenceClassModel(classes: ReferenceClassLibrary.mix(.adoption)).forecast(
      input, at: times
    ).paths.margins
  }

  @Test("Months are read off at whole years before the last one: the months between change nothing")
  func months() throws {
    let yearly = ModelInput(
      times: [2022.5, 2023.5, 2024.5], values: [20, 31, 40], transform: try percent(),
      periodsPerYear: 12)
    let monthly = ModelInput(
      times: [2022.5, 2022.75, 2023.5, 2024.25, 2024.5], values: [20, 29, 31, 33, 40],
      transform: try percent(), periodsPerYear: 12)
    let times = [2025.0, 2026, 2027]
    #expect(try margins(yearly, at: times) == margins(monthly, at: times))
    #expect(ReferenceClassModel.evidence(monthly) == (3, false))
  }

  @Test("A value beside a whole year is moved along the line to its neighbour")
  func interpolated() throws {
    // Log odds on one line: wherever the earlier value is read, the line gives the same one.
    let transform = try percent()
    func value(_ time: Double) -> Double { transform.backward(0.4 * (time - 2023)) }
    let even = [2021.0, 2022, 2023, 2024]
    let odd = [2021.0, 2021.8, 2023.3, 2024]
    let first = ModelInput(
      times: even, values: even.map(value), transform: transform, periodsPerYear: 12)
    let second = ModelInput(
      times: odd, values: odd.map(value), transform: transform, periodsPerYear: 12)
    for (one, other) in zip(try margins(first, at: [2026]), try margins(second, at: [2026])) {
      for (a, b) in zip(one.values, other.values) { #expect(abs(a - b) < 1e-6) }
    }
  }

  @Test("A change of definition becomes a change like the others, upwards or downwards")
  func breaks() throws {
    let smooth = [30.0, 33, 36, 39, 42]
    let times = (0..<5).map { 2020 + Double($0) }
    let plain = ModelInput(times: times, values: smooth, transform: .identity)
    func wide(_ shift: Double) throws -> [QuantileFunction] {
      let moved = smooth.enumerated().map { $0.offset < 3 ? $0.element + shift : $0.element }
      return try ReferenceClassModel(classes: ReferenceClassLibrary.mix(.other)).forecast(
        ModelInput(times: times, values: moved, transform: .identity, breaks: [2022.5]),
        at: [2025, 2027]
      ).paths.margins
    }
    let wanted = try ReferenceClassModel(classes: ReferenceClassLibrary.mix(.other)).forecast(
      plain, at: [2025, 2027]
    ).paths.margins
    for shift in [-12.0, 20] {
      for (made, whole) in zip(try wide(shift), wanted) {
        for (a, b) in zip(made.values, whole.values) { #expect(abs(a - b) < 1e-6, "\(shift)") }
      }
    }
  }

  @Test("Half a year ahead the middle goes about half the way, and the range between root and line")
  func halfYear() throws {
    let values = [100.0, 106, 113, 119, 127]
    let times = (0..<5).map { 2020 + Double($0) }
    let input = ModelInput(times: times, values: values, transform: .identity)
    let model = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.other))
    let margins = try model.forecast(input, at: [2024.5, 2025]).paths.margins
    let middle = margins.map { $0.value(at: 0.5) }
    // A pace that fades goes a little more than half of the way in the first half.
    #expect((0.49...0.53).contains((middle[0] - 127) / (middle[1] - 127)))
    let widths = margins.map { $0.value(at: 0.9) - $0.value(at: 0.1) }
    #expect((0.5...0.5.squareRoot()).contains(widths[0] / widths[1]))
  }

  @Test(
    "Half a year ahead a share has half of the way and, as a walk has, the root of half of the range"
  )
  func halfYearOfShares() throws {
    let input = ModelInput(
      times: (0..<5).map { 2020 + Double($0) }, values: [40, 43, 41, 46, 44],
      transform: try percent())
    let margins = try ReferenceClassModel(classes: ReferenceClassLibrary.mix(.share)).forecast(
      input, at: [2024.5, 2025]
    ).paths.margins
    let (half, whole) = (margins[0], margins[1])
    let (near, far) = (half.value(at: 0.5), whole.value(at: 0.5))
    #expect(abs(near - 44 - 0.5 * (far - 44)) < 1e-9)
    for probability in [0.1, 0.9] {
      let wanted = 0.5.squareRoot() * (whole.value(at: probability) - far)
      #expect(abs(half.value(at: probability) - near - wanted) < 1e-9)
    }
  }

  @Test("A gap of ten years begins anew, one of nine does not")
  func longGap() {
    func evidence(_ gap: Int) -> (values: Int, hasGaps: Bool) {
      let times = [2000.0, 2001, 2002, 2003 + Double(gap), 2004 + Double(gap)]
      return ReferenceClassModel.evidence(
        ModelInput(times: times, values: [1, 2, 3, 4, 5], transform: .identity))
    }
    #expect(evidence(10) == (2, false))
    #expect(evidence(9) == (5, true))
  }

  @Test("Few changes are drawn towards a typical one: a still pair of years is no certainty")
  func unit() throws {
    let table = ReferenceClassLibrary.named("growth")
    let calm = table.forecast([100, 100.01, 100.02], bounds: .none, steps: [1]).margins[0]
    // Twelve changes as small say that it is calm, two do not.
    let long = (0...12).map { 100 + 0.01 * Double($0) }
    let sure = table.forecast(long, bounds: .none, steps: [1]).margins[0]
    func width(_ margin: QuantileFunction) -> Double {
      margin.value(at: 0.9) - margin.value(at: 0.1)
    }
    #expect(width(calm) > 2 && width(sure) < 0.7 * width(calm))
    // The typical change counts as one of them.
    #expect(abs(GappedValues.unit([0.01, -0.03], typical: 0.08) - 0.04) < 1e-15)
    #expect(GappedValues.unit([], typical: 0.08) == 0.08)
  }

  @Test("What never moved stays with the counted chance, elsewhere go those that moved")
  func standing() throws {
    let table = ReferenceClassLibrary.named("shares")
    let bounds = Bounds(lower: 0, upper: 100)
    func stays(_ value: Double, _ count: Int, _ step: Int) -> Double {
      let margin = table.forecast(
        Array(repeating: value, count: count), bounds: bounds, steps: [step]
      ).margins[0]
      return QuantileFunction.probabilities.filter { margin.value(at: $0) == value }.count
        > 1 ? margin.probability(atLeast: value) + margin.probability(atMost: value) - 1 : 0
    }
    // Ten that all stand are no proof: half of one of eleven.
    let counts = Standing.Counts(moved: [[0, 2]], cases: [[10, 9]])
    #expect(abs(counts.share(for: 2, step: 1) - 0.5 / 11) < 1e-15)
    #expect(abs(counts.share(for: 9, step: 2) - 0.25) < 1e-15)
    #expect(abs(counts.share(for: 2, step: 4) - (1 - 0.75 * 0.75)) < 1e-15)
    // Fewer that have left farther ahead are a smaller crowd, not a way back: (½ + 4 + ½ + 1)/(11 + 6).
    let fewer = Standing.Counts(moved: [[1, 4, 1]], cases: [[20, 10, 5]])
    #expect(abs(fewer.share(for: 2, step: 1) - 1.5 / 21) < 1e-15)
    #expect(abs(fewer.share(for: 2, step: 2) - 6.0 / 17) < 1e-15)
    #expect(abs(fewer.share(for: 2, step: 3) - 6.0 / 17) < 1e-15)
    // The longer it has stood the surer; farther ahead less sure; at a bound surer than inside.
    #expect(stays(62, 8, 1) > stays(62, 3, 1) && stays(62, 3, 1) > stays(62, 2, 1))
    #expect(stays(62, 4, 1) > stays(62, 4, 5) && stays(62, 8, 30) < stays(62, 8, 5))
    #expect(stays(100, 3, 1) > 0.95 && stays(100, 3, 1) > stays(62, 3, 1))
    let end = table.forecast([100, 100, 100], bounds: bounds, steps: [3]).margins[0]
    #expect(end.values.allSatisfy { $0 <= 100 } && end.values[0] < 100)
    let start = table.forecast([0, 0, 0], bounds: bounds, steps: [3]).margins[0]
    #expect(start.values.allSatisfy { $0 >= 0 } && (start.values.last ?? 0) > 0)
  }

  @Test("A level that stood goes up as often as down, a bound at it keeps it on one side")
  func standingLevels() {
    let mix = ReferenceClassLibrary.mix(.other)
    func margin(_ value: Double, _ count: Int = 11, _ bounds: Bounds = .none) -> QuantileFunction {
      mix.forecast(Array(repeating: value, count: count), bounds: bounds, steps: [6]).margins[0]
    }
    for value in [500, 12, -500.0] {
      let stood = margin(value)
      #expect(abs(stood.value(at: 0.5) / value - 1) < 1e-9)
      for probability in [0.9, 0.95, 0.975, 0.99] {
        let (low, high) = (stood.value(at: 1 - probability), stood.value(at: probability))
        // As far in logarithms, but for the hundredth that the class itself says.
        #expect(abs(low * high / (value * value) - 1) < 0.05, "\(value) at \(probability)")
        #expect(abs(high / value) < 2.5 && abs(low / value) < 2.5)
      }
      let (more, less) = (
        stood.probability(atLeast: value + 1), stood.probability(atMost: value - 1)
      )
      #expect(more > 0.02 && abs(more / less - 1) < 0.3)
    }
    // An eighth moves in six years: a sixteenth to either side, or all of it away from a bound.
    let floor = margin(500, 11, Bounds(lower: 500, upper: .infinity))
    #expect(abs(floor.value(at: 0.85) - 500) < 0.1 && floor.value(at: 0.9) > 501)
    #expect(floor.values[0] >= 500)
    let both = margin(500)
    #expect(both.value(at: 0.05) < 499 && abs(both.value(at: 0.1) - 500) < 0.1)
    #expect(abs(both.value(at: 0.9) - 500) < 0.1 && both.value(at: 0.95) > 501)
    let shares = ReferenceClassLibrary.mix(.share)
    let scale = Bounds(lower: 0, upper: 100)
    let (low, high) = (
      shares.forecast(Array(repeating: 30, count: 11), bounds: scale, steps: [6]).margins[0],
      shares.forecast(Array(repeating: 70, count: 11), bounds: scale, steps: [6]).margins[0]
    )
    #expect(abs(low.value(at: 0.99) + high.value(at: 0.01) - 100) < 0.05)
  }

  @Test("Months that stood for seven years move in a year as years do that stood as long")
  func standingMonths() {
    let table = ReferenceClassLibrary.named("monthly")
    let year = table.forecast(Array(repeating: 7, count: 84), bounds: .none, steps: [12]).margins[0]
    // Of 21 years that had stood for seven two moved; 84 months are six years and eleven months.
    // With the years behind that, of which as few had moved, they are fewer than one in ten.
    #expect(year.value(at: 0.025) < 7 && year.value(at: 0.05) == 7)
    #expect(year.value(at: 0.95) == 7 && year.value(at: 0.975) > 7)
    #expect(year.value(at: 0.975) < 9 && year.value(at: 0.025) > 5)
  }

  @Test(
    "A share that came to its end and stayed goes on as one that was always there, on either end")
  func cameToEnd() {
    let scale = Bounds(lower: 0, upper: 100)
    let access = [99.2, 99.5, 99.8] + Array(repeating: 100, count: 8)
    for kind in [AutomaticChoice.Kind.share, .adoption] {
      func margin(_ history: [Double]) -> QuantileFunction {
        ReferenceClassLibrary.mix(kind).forecast(history, bounds: scale, steps: [6]).margins[0]
      }
      let (came, left) = (margin(access), margin(access.map { 100 - $0 }))
      #expect(came.probability(atLeast: 99.95) > 0.95 && came.value(at: 0.1) > 99.9)
      #expect(left.probability(atMost: 0.05) > 0.95 && left.value(at: 0.9) < 0.1)
      // One value at the end is none that stayed.
      #expect(
        margin(Array(access.prefix(4))).probability(atLeast: 99.95)
          < came.probability(atLeast: 99.95) - 0.02)
      let stood = margin(Array(repeating: 100, count: 8))
      #expect(abs(came.value(at: 0.01) - stood.value(at: 0.01)) < 1)
    }
  }
}
