import Models
import Testing
import TimeSeries

/// Levels that are not positive.
@Suite("The sign of a level") struct SignSideTests {
  private static let balance = [-310, -250, -120, 40, 160, 90, -60, -180, -20, 110, 240.0]

  private func margins(_ history: [Double], _ bounds: Bounds = .none) -> [QuantileFunction] {
    ReferenceClassLibrary.mix(.other).forecast(history, bounds: bounds, steps: [1, 3, 6]).margins
  }

  @Test(
    "A series with its sign turned has the mirrored forecast",
    arguments: [
      balance, (1...11).map { 10 * Double($0) }, [50, 60, -1, 70, 90, 120, 100, 130, 160],
    ])
  func turned(history: [Double]) {
    let bounds = Bounds(lower: -1e4, upper: .infinity)
    let below = Bounds(lower: -.infinity, upper: 1e4)
    let pairs =
      Array(zip(margins(history), margins(history.map { -$0 })))
      + Array(zip(margins(history, bounds), margins(history.map { -$0 }, below)))
    for (one, other) in pairs {
      for probability in QuantileFunction.probabilities {
        let mirrored = -other.value(at: 1 - probability)
        #expect(
          abs(one.value(at: probability) - mirrored) < 1e-6 * (1 + abs(mirrored)),
          "\(probability): \(one.value(at: probability)), \(mirrored)")
      }
    }
  }

  @Test("A balance that crossed 0 may cross it again")
  func crossing() {
    let margin = margins(Self.balance)[2]
    #expect(margin.probability(atMost: 0) > 0.1)
    #expect(margin.value(at: 0.1) < 0 && margin.value(at: 0.9) > 500)
  }

  @Test("A value hardly below 0 changes hardly anything")
  func continuous() {
    let history = [50, 60, 0, 70, 90, 120, 100, 130, 160.0]
    let (above, below) = (margins(history), margins(history.map { $0 == 0 ? -0.001 : $0 }))
    for (one, other) in zip(above, below) {
      for probability in [0.1, 0.5, 0.9] {
        #expect(abs(one.value(at: probability) - other.value(at: probability)) < 3)
      }
    }
  }
}
