import Models
import Testing
import TimeSeries

/// Which class each share of a panel goes by.
@Suite("Kinds of shares in a panel") struct ShareKindsTests {
  @Test("Evidence of course, end and past is that of Python; a single change tells nothing")
  func evidence() {
    let cases: [(history: [Double], ratio: Double, wanted: Double)] = [
      ([10, 12, 11, 15], 0.5, -1.0524853042595521), ([5, 9, 16, 27, 41], 2, 1.6766711733721127),
      ([30.2, 29.8, 30.4, 29.6, 30.1], -0.4, -4.541494212244894),
      ([5, 9, 16], 0.3, 0.3668903911240376), ([5, 9], 1, 0), ([5, 5, 5], 1, 0),
      ([30, 26, 22], 0, 0.31889039112403755), ([50, 53, 51], 0, -3.6887253916528926),
    ]
    for (history, ratio, wanted) in cases {
      #expect(abs(ShareKinds.evidence(history, ratio) - wanted) < 1e-9, "\(history)")
    }
  }

  @Test("The share of a panel is the mean of what its series say, and never quite none or all")
  func share() {
    #expect(ShareKinds([]).share == 0.5)
    #expect(abs(ShareKinds([3, 3, -3, -2, 0.5]).share - 0.5213453918532998) < 1e-6)
    #expect(ShareKinds(Array(repeating: 5, count: 400)).share == 0.96)
    #expect(ShareKinds(Array(repeating: -5, count: 400)).share == 0.04)
  }

  @Test("What a series shows clearly outweighs any panel, what is doubtful goes with it")
  func weight() {
    let (takeUps, others) = (
      ShareKinds(Array(repeating: 4, count: 400)), ShareKinds(Array(repeating: -4, count: 400))
    )
    #expect(takeUps.weight(0) > 0.97 && others.weight(0) < 0.03)
    #expect(takeUps.weight(-5) < 0.05 && others.weight(5) > 0.95)
    let weights = stride(from: -8.0, through: 8, by: 0.25).map { takeUps.weight($0) }
    for (one, next) in zip(weights, weights.dropFirst()) {
      #expect(one <= next && next - one < 0.13)
    }
  }

  @Test("Three values that went one way may be either, whatever a handful of series beside them is")
  func few() {
    let few = ShareKinds.evidence([30, 26, 22], 0)
    func weight(_ beside: [Double]) -> Double {
      ShareKinds([few] + beside).weight(few, told: ShareKinds.told([30, 26, 22]))
    }
    let walks = weight(Array(repeating: -3, count: 8))
    let takeUps = weight(Array(repeating: 1.3, count: 8))
    #expect(walks > 0.15 && walks < weight([]) && weight([]) < takeUps && takeUps < 0.9)
    #expect((0.5...0.7).contains(weight([])))
    // Hundreds of neighbours do tell.
    #expect(weight(Array(repeating: -3, count: 400)) < 0.1)
  }

  @Test("Noise beside take-ups is forecast as it is alone, and as often each way")
  func beside() throws {
    let scale = Bounds(lower: 0, upper: 100)
    let noise = [42.1, 39.6, 43.0, 40.2, 41.7, 38.9, 42.6, 40.4]
    func kinds(_ histories: [[Double]]) throws -> ReferenceClassMix {
      let candidates = ReferenceClassLibrary.candidates(frequency: .annual, bounds: scale)
      let kinds = try #require(
        ReferenceClassMix.OfKinds(candidates) { evidence in histories.map { evidence($0, scale) } })
      return candidates[0].with(kinds)
    }
    let takeUps = (0..<40).map { place -> [Double] in
      let (start, pace) = (10 + Double(place % 7), 4 + Double(place % 5))
      return (0..<8).map { start + pace * Double($0) }
    }
    let (mixed, alone) = (try kinds(takeUps + [noise]), try kinds([noise]))
    func width(_ classes: ReferenceClassMix) -> Double {
      let margin = classes.told(by: noise, bounds: scale)
        .forecast(noise, bounds: scale, steps: [5]).margins[0]
      return margin.value(at: 0.9) - margin.value(at: 0.1)
    }
    #expect(abs(width(mixed) / width(alone) - 1) < 0.1)
    // Nearly all of it, at least.
    #expect(mixed.told(by: noise, bounds: scale).name.hasPrefix("shares"))
    #expect(mixed.told(by: takeUps[3], bounds: scale).name == "adoption")
    #expect(ReferenceClassMix.OfKinds([candidates()]) { _ in [] } == nil)
  }

  private func candidates() -> ReferenceClassMix {
    ReferenceClassLibrary.candidates(frequency: .annual, bounds: .none)[0]
  }
}
