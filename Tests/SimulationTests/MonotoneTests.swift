import Models
import Randomness
import Simulation
import Testing
import TimeSeries

/// What is declared to rise only never falls below its last known value.
@Suite struct MonotoneTests {
  private static let steps = 4

  private func fitted(
    _ link: Link, mean: Double, deviation: Double, start: PathDistribution.Start,
    offset: ScoreTable? = nil, bounds: Bounds = .none
  ) -> PathDistribution {
    var factor: [Double] = []
    for column in 0..<Self.steps { factor += (column..<Self.steps).map { _ in deviation } }
    var paths = PathDistribution(
      times: (1...Self.steps).map(Double.init),
      components: [
        PathComponent(
          weight: 1, mean: Array(repeating: mean, count: Self.steps), factor: factor,
          degreesOfFreedom: 0, ceiling: 90)
      ], link: link, bounds: bounds)
    paths.isMonotone = true
    paths.start = start
    paths.offset = offset
    return paths
  }

  /// The values of one quantity on some paths, path by path.
  private func paths(
    _ quantity: Quantity, levers: [LeverEffect] = [], shocks: [Shock] = [], bounds: Bounds = .none,
    isWhole: Bool = false
  ) throws -> [[Double]] {
    let plan = SimulationPlan(
      steps: Self.steps, quantities: [quantity],
      goals: (0..<Self.steps).map { Goal(quantity: 0, step: $0, lower: 0, upper: 0) }, groups: [],
      cases: [nil], seed: 8, levers: levers,
      shocks: shocks,
      limits: [AdjustmentLimits(bounds: bounds, isWhole: isWhole, isMonotone: true)])
    var reader = try GoalValueReader(plan: plan, asked: 2000, total: 2000)
    var found: [[Double]] = []
    while let block = reader.next() {
      for path in 0..<block.paths { found.append(block.values.map { $0[path] }) }
    }
    return found
  }

  private func lever(_ channel: EffectChannel, _ size: Double) -> LeverEffect {
    LeverEffect(
      quantity: 0, channel: channel, stream: 3, size: EffectSize(certain: size), departure: 1,
      weights: Array(repeating: 1, count: Self.steps))
  }

  private static let logit =
    Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)) ?? .identity

  @Test("Levels, growth, counts, shares and curves hold their last value, from the first step on")
  func links() throws {
    let count = Transform(scale: .count, bounds: .none) ?? .identity
    let cases: [(Link, Double, Double, Double)] = [
      (.transform(.identity), 66, 66, 3), (.transform(.log), 66, 4.19, 0.2),
      (.transform(count), 66, 4.2, 0.2), (.transform(Self.logit), 66, 0.66, 0.5),
      (.logistic, 66, 1, 0.5), (.gompertz, 66, 1.1, 0.4),
    ]
    for (link, start, mean, deviation) in cases {
      let quantity = Quantity(
        id: "q", stream: 1,
        process: .fitted(
          fitted(
            link, mean: mean, deviation: deviation, start: .init(value: start, image: mean))))
      let found = try paths(quantity)
      #expect(found.allSatisfy { $0[0] >= start }, "\(link)")
      #expect(found.allSatisfy { zip($0, $0.dropFirst()).allSatisfy(<=) }, "\(link)")
      #expect(found.contains { $0[3] > start }, "\(link)")
    }
  }

  @Test("A path of a proxy never falls below where its own offset put it at the last known value")
  func proxy() throws {
    let offset = ScoreTable(score: { 0.5 + 0.8 * $0 })
    let image = 0.66
    let quantity = Quantity(
      id: "q", stream: 1,
      process: .fitted(
        fitted(
          .transform(Self.logit), mean: image, deviation: 0.4,
          start: .init(value: 65.93, image: image), offset: offset,
          bounds: Bounds(lower: 0, upper: 100))))
    var still = fitted(
      .transform(Self.logit), mean: image, deviation: 0,
      start: .init(value: 65.93, image: image), offset: offset,
      bounds: Bounds(lower: 0, upper: 100))
    still.isMonotone = false
    let moving = try paths(quantity)
    let held = try paths(Quantity(id: "q", stream: 1, process: .fitted(still)))
    for (path, floor) in zip(moving, held) {
      #expect(path[0] >= floor[0] - 1e-9 && zip(path, path.dropFirst()).allSatisfy(<=))
    }
    #expect(Set(held.map { $0[0] }).count > 1000)
  }

  @Test("Levers and shocks that pull down, and an opinion mixed in, leave what rises rising")
  func adjusted() throws {
    let bounds = Bounds(lower: 0, upper: 500)
    var quantity = Quantity(
      id: "q", stream: 1,
      process: .fitted(
        fitted(.transform(.log), mean: 4.19, deviation: 0.2, start: .init(value: 66, image: 4.1897))
      ),
      previous: 66)
    let shock = Shock(
      stream: 4, probabilities: [0.3, 0.3, 0.3, 0.3],
      effects: [
        .init(quantity: 0, channel: .level, size: EffectSize(certain: -40), persistence: 0.5)
      ])
    for levers in [[lever(.growth, -30)], [lever(.level, -25)], [lever(.ceiling, -50)]] {
      let found = try paths(quantity, levers: levers, shocks: [shock], bounds: bounds)
      #expect(found.allSatisfy { $0[0] >= 66 && zip($0, $0.dropFirst()).allSatisfy(<=) })
    }
    let belief = ScoreTable(quantile: PERT(low: 70, likely: 80, high: 200).quantile)
    quantity.opinion = Opinion(
      path: JudgedPath(
        times: [1, 2, 3, 4], judgedTime: 2, start: (0, 66), belief: belief, lower: 66, upper: 500,
        resolution: 1), weight: 0.5)
    let mixed = try paths(quantity, bounds: bounds, isWhole: true)
    #expect(mixed.allSatisfy { $0[0] >= 66 && zip($0, $0.dropFirst()).allSatisfy(<=) })
    #expect(mixed.joined().allSatisfy { $0 == $0.rounded() })
  }

  @Test("Behind known steps a path rises from the last of them")
  func known() throws {
    let part = PathDistribution(
      times: [3, 4],
      components: [
        PathComponent(weight: 1, mean: [60, 60], factor: [5, 5, 5], degreesOfFreedom: 0)
      ], link: .transform(.identity), bounds: .none)
    var rising = part
    rising.isMonotone = true
    rising.start = .init(value: 64, image: 64)
    let quantity = Quantity(
      id: "q", stream: 1, process: .fitted(rising), known: [61, 64], previous: 60)
    for levers in [[], [lever(.growth, -10)]] {
      let found = try paths(quantity, levers: levers)
      #expect(found.allSatisfy { $0[0] == 61 && $0[1] == 64 && $0[2] >= 64 && $0[3] >= $0[2] })
    }
  }
}
