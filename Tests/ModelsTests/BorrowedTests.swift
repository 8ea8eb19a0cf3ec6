import Models
import Testing
import TimeSeries

/// One value of its own, the rest from series whose paces and changes are worked out by hand.
@Suite struct BorrowedTests {
  // Paces 1, 2 and 6: mean 3, variance 7. Surprises around them: −1, 1; 0; 1, −1.
  private let series: [(times: [Double], values: [Double])] = [
    ([0, 1, 2], [0, 0, 2]), ([0, 2], [5, 9]), ([0, 1, 2], [1, 8, 13]),
  ]
  private let input = ModelInput(
    times: [10], values: [40], errors: [0.5], transform: .identity)

  @Test("A borrowed pace: the spread of paces is that of one more, the walk grows with time")
  func pace() throws {
    let borrowed = try BorrowedPace(series: series, transform: .identity)
    #expect(borrowed.paces == [1, 2, 6])
    // Sum of squares 4 on 1 + 0 + 1 degrees of freedom.
    #expect(abs(borrowed.walkVariance - 2) < 1e-12)
    let fitted = try borrowed.fit(input, at: [11, 14])
    let component = fitted.paths.components[0]
    #expect(component.mean == [43, 52] && component.degreesOfFreedom == 2)
    // Var b (1 + 1/3) h k + w min(h, k) + error².
    let spread = 7 * 4.0 / 3
    let factor = component.factor
    #expect(abs(factor[0] * factor[0] - (spread + 2 + 0.25)) < 1e-9)
    #expect(abs(factor[0] * factor[1] - (4 * spread + 2 + 0.25)) < 1e-9)
    let last = factor[1] * factor[1] + factor[2] * factor[2]
    #expect(abs(last - (16 * spread + 8 + 0.25)) < 1e-9)
  }

  @Test("A borrowed walk: changes over several years count as many, the last value stays the mean")
  func walk() throws {
    let borrowed = try BorrowedWalk(series: series, transform: .identity)
    // 0, 4, 16/2, 49, 25 over five changes.
    #expect(borrowed.changes == 5 && abs(borrowed.variance - 86.0 / 5) < 1e-12)
    let component = try borrowed.fit(input, at: [11, 14]).paths.components[0]
    #expect(component.mean == [40, 40] && component.degreesOfFreedom == 5)
    let factor = component.factor
    #expect(abs(factor[0] * factor[0] - (17.2 + 0.25)) < 1e-9)
    let last = factor[1] * factor[1] + factor[2] * factor[2]
    #expect(abs(last - (4 * 17.2 + 0.25)) < 1e-9)
  }

  @Test("A share of one value, or none, lends no pace; no change lends no walk")
  func nothing() {
    #expect(throws: ModelError.noPace) {
      try BorrowedPace(series: [([0, 1], [1, 2]), ([0], [3])], transform: .identity)
    }
    #expect(throws: ModelError.noPace) {
      try BorrowedWalk(series: [([0], [3])], transform: .identity)
    }
  }
}
