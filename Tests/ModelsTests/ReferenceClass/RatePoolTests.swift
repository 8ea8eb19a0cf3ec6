import Models
import Testing
import TimeSeries

/// Rates drawn to those beside them.
@Suite("Pools of rates") struct RatePoolTests {
  private static let own = ReferenceClassMix(
    [(ReferenceClassLibrary.named("general"), 1)], rates: .own)
  private static let rates: [[Double]] = [
    [3, 5, 4, 6, 2, 4], [7, 9, 8, 6, 10, 8], [1, 2, 0, 3, 1, 2], [5, 5.5, 6, 4.5, 5, 7],
    [2, 6, 4, 8, 3, 7],
  ]

  private static func pool(_ rates: [[Double]]) -> RatePool? {
    RatePool(rates.compactMap { RatePool.Member($0) })
  }

  private func middle(_ history: [Double], _ pool: RatePool?) -> Double {
    Self.own.with(pool).forecast(history, bounds: .none, steps: [1]).margins[0].value(at: 0.5)
  }

  @Test("Middles a year ahead are those worked out apart, equation by equation")
  func middles() {
    let pool = Self.pool(Self.rates)
    for (history, expected) in zip(
      Self.rates,
      [
        4.057807669909903, 7.358468757148706, 1.862222067318339, 5.440926017896323,
        5.426577888609882,
      ])
    {
      #expect(abs(middle(history, pool) - expected) < 1e-9)
    }
  }

  @Test("Rates that are unlike stay nearly as they are, those that are alike come together")
  func unlike() {
    let far = Self.rates.enumerated().map { place, values in
      values.map { $0 + 200 * Double(place) }
    }
    for history in far {
      let (alone, beside) = (middle(history, nil), middle(history, Self.pool(far)))
      #expect(abs(alone - beside) < 0.01 * 200)
    }
    let alike = (0..<6).map { number in
      [4.0, 7, 3, 8, 2, 6].map { $0 + 0.01 * Double(number) }
    }
    let pool = Self.pool(alike)
    let spread = middle(alike[5], pool) - middle(alike[0], pool)
    // Of six means that differ less than they can be known three parts in five of the difference go.
    #expect(abs(spread - 0.05 * (1 - 0.6)) < 1e-9)
  }

  @Test(
    "Three rates say nothing of how rates differ, and one that never moved says nothing of others")
  func few() {
    #expect(Self.pool(Array(Self.rates.prefix(3))) == nil)
    #expect(Self.pool(Self.rates.prefix(3) + [[5, 5, 5, 5]]) == nil)
    #expect(RatePool.Member([5, .nan]) == nil)
  }

  @Test("Another unit changes nothing but the unit")
  func unit() {
    let scaled = Self.rates.map { $0.map { $0 * 1024 } }
    for (history, other) in zip(Self.rates, scaled) {
      let expected = 1024 * middle(history, Self.pool(Self.rates))
      #expect(abs(middle(other, Self.pool(scaled)) - expected) < 1e-9 * 1024)
    }
  }
}
