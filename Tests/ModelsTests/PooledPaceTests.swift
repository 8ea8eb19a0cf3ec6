import Models
import Randomness
import RealModule
import Testing
import TimeSeries

/// Few values of its own, the rest from pools of comparable series and a little from named ones.
@Suite struct PooledPaceTests {
  private static let share =
    Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)) ?? .identity
  private static let log = Transform(scale: .log, bounds: .none) ?? .identity
  private static let series: [(times: [Double], values: [Double])] = [
    ([2020, 2021, 2022], [10, 14, 20]), ([2020, 2022], [50, 62]), ([2021, 2022, 2023], [5, 8, 9]),
  ]

  private static func input(_ values: [Double], _ transform: Transform) -> ModelInput {
    ModelInput(
      times: values.indices.map { 2025 - Double(values.count - 1 - $0) }, values: values,
      errors: values.map { _ in 0 }, transform: transform)
  }

  /// Those that the link holds, where it holds any.
  private static func quantiles(_ fitted: FittedModel) throws -> [[Double]] {
    if case .quantiles(let functions, _) = fitted.paths.link { return functions.map(\.values) }
    return fitted.paths.margins.map(\.values)
  }

  @Test(
    "The average of class and named pace, of which the named one has the less the more values there are",
    arguments: [
      (share, AutomaticChoice.Kind.adoption, [30.0], 0.15),
      (share, .share, [28, 30], 0.075), (log, .growth, [30.0], 0.6),
      (log, .growth, [26, 28, 30], 0.2),
    ])
  func average(
    transform: Transform, kind: AutomaticChoice.Kind, values: [Double], weight: Double
  ) throws {
    let input = Self.input(values, transform)
    let times = [2026.0, 2028, 2030]
    let classes = ReferenceClassModel(classes: ReferenceClassLibrary.mix(kind))
    let named = try BorrowedPace(series: Self.series, transform: transform)
    let fitted = try PooledPace(classes: classes, named: named).fit(input, at: times)
    let (one, two) = try (
      Self.quantiles(classes.fit(input, at: times)), Self.quantiles(named.fit(input, at: times))
    )
    let found = try Self.quantiles(fitted)
    for step in times.indices {
      let places = QuantileFunction.probabilities.indices.filter {
        (0.03...0.97).contains(QuantileFunction.probabilities[$0])
      }
      for place in places {
        func average(_ place: Int) -> Double {
          (1 - weight) * one[step][place] + weight * two[step][place]
        }
        let middle = average(found[step].count / 2)
        // Levels are drawn nearer to their median, on logarithms.
        let expected =
          kind == .growth
          ? middle * Double.pow(average(place) / middle, 0.8) : average(place)
        #expect(abs(found[step][place] - expected) < 1e-9 * max(1, abs(expected)))
      }
      // Few paces say nothing of far tails, which those of a t have.
      let last = QuantileFunction.probabilities.count - 1
      #expect(found[step][last] < (1 - weight) * one[step][last] + weight * two[step][last])
    }
    #expect(fitted.modelID == "pooled_pace")
    let own = try #require(fitted.parameters.first { $0.name == "weight_named" })
    #expect(abs(own.value - weight) < 1e-12)
    let weights = fitted.parameters.filter { $0.name.hasPrefix("weight_") }.map(\.value)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-9)
  }

  @Test("A stated share counts as it says: 0 is the pool alone")
  func stated() throws {
    let named = try BorrowedPace(series: Self.series, transform: Self.share)
    let classes = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.adoption))
    let input = Self.input([30], Self.share)
    let pool = try Self.quantiles(classes.fit(input, at: [2030]))
    let none = try Self.quantiles(
      PooledPace(classes: classes, named: named, share: 0).fit(input, at: [2030]))
    let half = try Self.quantiles(
      PooledPace(classes: classes, named: named, share: 0.5).fit(input, at: [2030]))
    #expect(none == pool && half != pool)
  }

  @Test("Near its ceiling nothing falls to nothing, as the named paces alone would have it")
  func ceiling() throws {
    let wild: [(times: [Double], values: [Double])] = [
      ([2023, 2024], [18, 46]), ([2024, 2025], [17, 18.5]), ([2021, 2024], [28, 51]),
    ]
    let named = try BorrowedPace(series: wild, transform: Self.share)
    let classes = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.adoption))
    let input = Self.input([89], Self.share)
    let alone = try #require(Self.quantiles(named.fit(input, at: [2030])).first)
    let pooled = try #require(
      Self.quantiles(PooledPace(classes: classes, named: named).fit(input, at: [2030])).first)
    let tenth = try #require(QuantileFunction.probabilities.firstIndex(of: 0.1))
    #expect(alone[tenth] < 70 && pooled[tenth] > alone[tenth] + 5)
  }
}

/// How series moved that stood somewhere, and how regions stay apart from their nation.
@Suite struct ComparablePoolsTests {
  private let pools = ComparablePools.shipped

  @Test("An offset drifts the farther the longer, from nothing on, without a step between years")
  func drift() throws {
    for kind in [AutomaticChoice.Kind.share, .adoption, .growth] {
      let offsets = try #require(pools.offsets(of: kind))
      #expect(offsets.drift(after: 0) == 0 && offsets.drift(after: -1) == 0)
      let years = stride(from: 0.25, through: 30, by: 0.25).map { offsets.drift(after: $0) }
      #expect(zip(years, years.dropFirst()).allSatisfy { $0 <= $1 && $1 - $0 < 0.15 })
      #expect(abs(offsets.drift(after: 40) / offsets.drift(after: 10) - 2) < 1e-9)
      #expect(
        abs(offsets.drift(after: 2.5) - (offsets.drift(after: 2) + offsets.drift(after: 3)) / 2)
          < 1e-12)
    }
    #expect(pools.offsets(of: .rank) == nil && pools.offsets(of: .other) == nil)
  }

  @Test("A move is compared with series that stood where this one stands, in its own unit")
  func moves() throws {
    let percent = Bounds(lower: 0, upper: 100)
    let high = try #require(pools.move(from: 89, bounds: percent, of: .adoption))
    #expect(high.lower <= 89 && 89 < high.upper)
    let index = try #require(
      pools.move(from: 0.89, bounds: Bounds(lower: 0, upper: 1), of: .adoption))
    #expect(index.lower == high.lower && index.cases == high.cases)
    // The more is asked for, and the less time there is, the fewer did it.
    let shares = [0.0, 1, 3, 6, 12].map { high.share(ofChange: $0, over: 5, atLeast: true) }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 >= $1 } && shares[0] > 0.5)
    #expect(
      high.share(ofChange: 3, over: 2, atLeast: true)
        < high.share(ofChange: 3, over: 8, atLeast: true))
    #expect(shares[4] < 0.03)
    let low = try #require(pools.move(from: 25, bounds: percent, of: .adoption))
    #expect(low.share(ofChange: 12, over: 5, atLeast: true) > 0.2)
    #expect(pools.move(from: 5, bounds: .none, of: .adoption) == nil)
    #expect(pools.move(from: 5, bounds: percent, of: .growth) == nil)
    #expect(pools.move(from: 101, bounds: percent, of: .share) == nil)
  }
}

/// Offsets that do not stay as they were.
@Suite struct OffsetDriftTests {
  private static let paths = 40_000

  private func simulated(_ offset: ScoreTable, drift: [Double]?, _ transform: Transform = .identity)
    -> [[Double]]
  {
    var distribution = PathDistribution(
      times: [2026, 2027, 2030],
      components: [
        PathComponent(
          weight: 1, mean: [0, 0, 0], factor: Array(repeating: 0, count: 6), degreesOfFreedom: 0)
      ], link: .transform(transform), bounds: .none)
    distribution.offset = offset
    distribution.offsetDrift = drift
    return distribution.simulate(paths: Self.paths, stream: RandomStream(seed: 5, stream: 1))
  }

  @Test("Variances of a normal offset and of its drift add up, year by year")
  func variances() {
    let paths = simulated(ScoreTable(score: { 0.5 + 0.3 * $0 }), drift: [0, 0.4, 1.2])
    for (step, variance) in [0.09, 0.25, 1.53].enumerated() {
      let values = paths.map { $0[step] - 0.5 }
      let mean = values.reduce(0, +) / Double(values.count)
      let found = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
      // A normal's: bands of a false alarm in ten million.
      #expect(abs(mean) < 5.4 * (variance / Double(Self.paths)).squareRoot())
      #expect(abs(found / variance - 1) < 5.4 * (2 / Double(Self.paths)).squareRoot())
    }
  }

  @Test("A drift leaves the median and the side of every path; without one nothing changes")
  func middle() {
    let skewed = ScoreTable(score: { $0 < 0 ? 0.2 * $0 : 0.9 * $0 })
    let (still, moved) = (
      simulated(skewed, drift: nil), simulated(skewed, drift: [0.1, 0.2, 0.3])
    )
    #expect(simulated(skewed, drift: [0, 0, 0]) == still)
    for (one, two) in zip(still, moved) {
      for step in one.indices {
        #expect((one[step] < 0) == (two[step] < 0) && abs(two[step]) >= abs(one[step]))
      }
    }
  }
}
