import Models
import TestSupport
import Testing
import TimeSeries

/// Regions beside their nation.
@Suite struct NationTests {
  private let region = (0..<10).map { 100 * power(1.08, $0) * (1 + 0.01 * Double($0 * 7 % 3)) }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
  private func power(_ base: Double, _ exponent: Int) -> Double { Self.power(base, exponent) }

  private func middle(_ nation: [Double], bounds: Bounds = .none) -> Double {
    ReferenceClassLibrary.named("regions").forecast(
      region, nation: nation, bounds: bounds, steps: [6]
    ).margins[0].value(at: 0.5)
  }

  @Test("A nation that grows fast lifts the middle of its region, whatever the unit it is told in")
  func lifts() {
    let fast = (0..<10).map { 5000 * power(1.1, $0) }
    let slow = (0..<10).map { 5000 * power(1.01, $0) }
    #expect(middle(fast) > middle(slow) * 1.01)
    #expect(middle(fast) == middle(fast.map { $0 * 1e-3 }))
  }

  @Test("What is not known of a nation counts as nothing known")
  func unknown() {
    let none = middle([])
    for nation in [
      Array(repeating: Double.nan, count: 10), Array(repeating: 0, count: 10), [1, 2, 3],
    ] {
      #expect(middle(nation) == none)
    }
    let gappy = (0..<10).map { $0 % 2 == 0 ? 100 * power(1.09, $0) : .nan }
    #expect(middle(gappy) == none)
  }

  @Test("Classes that know of no nation do not look at one")
  func others() {
    let nation = (0..<10).map { 100 * power(1.1, $0) }
    let growth = ReferenceClassLibrary.named("growth")
    #expect(
      growth.forecast(region, nation: nation, bounds: .none, steps: [1, 6]).margins
        == growth.forecast(region, bounds: .none, steps: [1, 6]).margins)
  }

  @Test("A series' own pace is averaged in by its share, quantile by quantile")
  func ownPace() {
    let table = ReferenceClassLibrary.named("growth")
    func values(_ share: Double) -> [Double] {
      ReferenceClassMix([(table, 1)], ownPace: share).forecast(
        region, bounds: .none, steps: [3]
      ).margins[0].values
    }
    let (none, third, half) = (values(0), values(0.25), values(0.5))
    for index in none.indices {
      let own = none[index] + (half[index] - none[index]) / 0.5
      #expect(abs(third[index] - (0.75 * none[index] + 0.25 * own)) < 1e-9 * abs(own))
    }
    let mixed = ReferenceClassMix(mixes: [
      (ReferenceClassMix([(table, 1)]), 1), (ReferenceClassMix([(table, 1)], ownPace: 0.5), 1),
    ])
    #expect(mixed.ownPace == 0.25)
  }
}
