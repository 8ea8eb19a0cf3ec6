import TestSupport
import Testing
import TimeSeries

@Suite struct TransformTests {
  @Test("Forward and back give the value, for every scale", arguments: Scale.allCases)
  func roundTrip(scale: Scale) throws {
    let transform = try #require(Transform(scale: scale, bounds: Bounds(lower: 1, upper: 63)))
    var draws = Draws(seed: 21)
    for _ in 0..<500 {
      let isWhole = scale == .rank || scale == .count
      let value = isWhole ? Double(draws.integer(1...63)) : draws.uniform(1.01, 62.99)
      let image = try #require(transform.forward(value))
      #expect(abs(transform.backward(image) - value) < 1e-9 * max(1, abs(value)))
    }
  }

  @Test("No image leads outside the bounds", arguments: [Scale.logit, .rank])
  func bounded(scale: Scale) throws {
    let bounds = Bounds(lower: 1, upper: 63)
    let transform = try #require(Transform(scale: scale, bounds: bounds))
    for image in [-1e300, -800, -40, 0, 40, 800, 1e300] as [Double] {
      #expect(bounds.contains(transform.backward(image)))
    }
  }

  @Test("The slope is the derivative", arguments: Scale.allCases)
  func slope(scale: Scale) throws {
    let transform = try #require(Transform(scale: scale, bounds: Bounds(lower: 0, upper: 100)))
    for value in [3.0, 20, 50, 88] {
      let step = 1e-5
      let above = try #require(transform.forward(value + step))
      let below = try #require(transform.forward(value - step))
      let numeric = (above - below) / (2 * step)
      #expect(abs(numeric / transform.slope(at: value) - 1) < 1e-6)
    }
  }

  @Test("A share at its bound has no image; a logit without two bounds does not exist")
  func edges() throws {
    let logit = try #require(Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)))
    #expect(logit.forward(0) == nil && logit.forward(100) == nil && logit.forward(-1) == nil)
    #expect(Transform.log.forward(0) == nil && Transform.log.forward(-5) == nil)
    #expect(Transform(scale: .logit, bounds: Bounds(lower: 0, upper: .infinity)) == nil)
  }

  @Test("A share at its bound stands inside by its rounding error, or a thousandth of the scale")
  func insideBounds() throws {
    let share = try #require(Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)))
    #expect(share.inside(100, by: 0.05) == 99.95 && share.inside(0, by: 0.05) == 0.05)
    #expect(share.inside(0, by: 0) == 0.1 && share.inside(100, by: 60) == 99.9)
    #expect(share.inside(42, by: 5) == 42)
    #expect(share.forward(0, insideBy: 0.05) == share.forward(0.05))
    #expect(share.forward(101, insideBy: 0.05) == nil)
  }

  @Test("A 0 on logarithms was printed for less than half of its last digit")
  func zero() {
    #expect(Transform.log.inside(0, by: 0.5) == 0.5 && Transform.log.inside(3, by: 0.5) == 3)
    #expect(Transform.log.forward(0, insideBy: 1) == 0)
    #expect(Transform.log.forward(0, insideBy: 0) == nil)
    #expect(Transform.log.forward(-1, insideBy: 1) == nil)
  }
}
