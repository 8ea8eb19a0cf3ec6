import Models
import Randomness
import TestSupport
import Testing

@Suite("Difference in differences") struct EffectTests {
  private struct Values: Decodable {
    struct Case: Decodable {
      let name: String
      let rows: [[Double]]
      let treated, event: Int
      let estimate, error, p, before: Double
      let interval: [Double]
      let periods: [Int]
      let course, courseErrors, placebos, placeboErrors: [Double]
      let bootstrap, permuted: Double?

      var panel: EffectPanel {
        let units = (rows.map { $0[0] }.max() ?? 0) + 1
        let periods = (rows.map { $0[1] }.max() ?? 0) + 1
        return EffectPanel(
          isTreated: (0..<Int(units)).map { $0 < treated },
          isAfter: (0..<Int(periods)).map { $0 >= event },
          rows: rows.map {
            EffectPanel.Row(unit: Int($0[0]), period: Int($0[1]), value: $0[2], weight: $0[3])
          })
      }
    }

    let tolerance: Double
    let cases: [Case]
  }

  private let values: Values

  init() throws { values = try Golden.load(Values.self, "Models/effect") }

  @Test("Estimates, errors by unit, intervals and p-values equal statsmodels to 1e-6")
  func estimates() throws {
    for item in values.cases {
      let found = try DifferenceInDifferences(item.panel)
      let effect = found.effect
      #expect(abs(effect.value - item.estimate) < values.tolerance, "\(item.name)")
      #expect(abs(effect.error - item.error) < values.tolerance, "\(item.name)")
      #expect(abs((effect.pValue ?? .nan) - item.p) < values.tolerance, "\(item.name)")
      for (probability, end) in zip([0.025, 0.975], item.interval) {
        #expect(abs((effect.quantile(probability) ?? .nan) - end) < 1e-5, "\(item.name)")
      }
    }
  }

  @Test(
    "Estimates by period, the test before the event and placebo dates equal statsmodels to 1e-6")
  func course() throws {
    for item in values.cases {
      let found = try DifferenceInDifferences(item.panel)
      let periods = found.periods.filter { $0.estimate != nil }
      #expect(periods.map(\.period) == item.periods, "\(item.name)")
      for (place, period) in periods.enumerated() {
        let estimate = try #require(period.estimate)
        #expect(abs(estimate.value - item.course[place]) < values.tolerance, "\(item.name)")
        #expect(abs(estimate.error - item.courseErrors[place]) < values.tolerance, "\(item.name)")
      }
      #expect(abs((found.before ?? .nan) - item.before) < values.tolerance, "\(item.name)")
      #expect(found.placebos.count == item.placebos.count)
      for (place, placebo) in found.placebos.enumerated() {
        let estimate = try #require(placebo.estimate)
        #expect(abs(estimate.value - item.placebos[place]) < values.tolerance, "\(item.name)")
        #expect(abs(estimate.error - item.placeboErrors[place]) < values.tolerance, "\(item.name)")
      }
      let large = item.placebos.count { abs($0) >= abs(item.estimate) }
      #expect(found.largePlacebos == large)
    }
  }

  /// A panel of independent normals in which nothing ever happened.
  private func nothing(_ treated: Int, _ others: Int, _ periods: Int, seed: Int) -> EffectPanel {
    let stream = RandomStream(seed: UInt64(seed), stream: 1)
    let units = treated + others
    let rows = (0..<units * periods).map { place in
      EffectPanel.Row(
        unit: place / periods, period: place % periods,
        value: StandardNormal.quantile(stream.uniform(path: 0, index: place)))
    }
    return EffectPanel(
      isTreated: (0..<units).map { $0 < treated },
      isAfter: (0..<periods).map { $0 >= periods - 3 }, rows: rows)
  }

  @Test("Where nothing differed before the event the test says so of one panel in twenty at most")
  func alikeBefore() throws {
    // If one in twenty is refused, more than 38 of 300 are once in ten million times.
    for (treated, others, periods) in [(8, 16, 11), (5, 5, 8), (12, 12, 9)] {
      let refused = try (0..<300).count { seed in
        try DifferenceInDifferences(nothing(treated, others, periods, seed: seed)).before ?? 1
          < 0.05
      }
      #expect(refused <= 38, "\(treated) and \(others): \(refused)")
    }
  }

  @Test(
    "With one unit of a kind there is no test before the event, with one of each no error at all")
  func alone() throws {
    let one = try DifferenceInDifferences(nothing(1, 9, 6, seed: 3))
    #expect(one.before == nil)
    let both = try DifferenceInDifferences(nothing(1, 1, 12, seed: 4))
    #expect(both.effect.error == 0 && both.effect.pValue == nil && both.bootstrap == nil)
    #expect(both.placebos.allSatisfy { $0.estimate?.pValue == nil })
  }

  @Test("All signs and all choices of units give what regression by regression gives")
  func tests() throws {
    let tested = values.cases.filter { $0.bootstrap != nil }
    #expect(tested.count == 2)
    for item in tested {
      let found = try DifferenceInDifferences(item.panel)
      #expect(abs((found.bootstrap ?? .nan) - (item.bootstrap ?? 0)) < 1e-12, "\(item.name)")
      #expect(abs(found.permuted - (item.permuted ?? 0)) < 1e-12 && found.permutations == 35)
      #expect(found.leastBootstrap == 2.0 / 128)
    }
  }

  @Test("What is the same in all units or in all periods of a unit moves nothing")
  func swept() throws {
    let item = try #require(values.cases.first)
    let plain = try DifferenceInDifferences(item.panel)
    let moved = EffectPanel(
      isTreated: item.panel.isTreated, isAfter: item.panel.isAfter,
      rows: item.panel.rows.map {
        EffectPanel.Row(
          unit: $0.unit, period: $0.period,
          value: $0.value + 100 * Double($0.unit) - 7 * Double($0.period * $0.period))
      })
    let found = try DifferenceInDifferences(moved)
    #expect(abs(found.effect.value - plain.effect.value) < 1e-9)
    #expect(abs(found.effect.error - plain.effect.error) < 1e-9)
  }

  @Test("One treated unit has no bootstrap below a half to speak of; missing sides are named")
  func few() throws {
    func panel(_ treated: [Bool], _ after: [Bool]) -> EffectPanel {
      EffectPanel(
        isTreated: treated, isAfter: after,
        rows: treated.indices.flatMap { unit in
          after.indices.map {
            EffectPanel.Row(unit: unit, period: $0, value: Double((unit * 7 + $0 * 5) % 11))
          }
        })
    }
    let after = [false, false, true, true]
    let found = try DifferenceInDifferences(panel([true, false, false, false], after))
    #expect(found.permutations == 4 && found.permuted >= 0.25)
    #expect(throws: DifferenceInDifferences.Obstacle.noTreated) {
      try DifferenceInDifferences(panel([false, false], after))
    }
    #expect(throws: DifferenceInDifferences.Obstacle.noOthers) {
      try DifferenceInDifferences(panel([true, true], after))
    }
    #expect(throws: DifferenceInDifferences.Obstacle.noBefore) {
      try DifferenceInDifferences(panel([true, false], [true, true]))
    }
    #expect(throws: DifferenceInDifferences.Obstacle.noAfter) {
      try DifferenceInDifferences(panel([true, false], [false, false]))
    }
  }
}
