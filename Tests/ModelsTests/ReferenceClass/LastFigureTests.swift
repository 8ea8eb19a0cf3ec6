import Models
import Testing
import TimeSeries

/// Chances of shares as their last figure moves.
@Suite("Forecasts that move evenly with the last figure") struct LastFigureTests {
  private static let scale = Bounds(lower: 0, upper: 100)
  /// Histories without their last figure, and from where to where it goes in steps of the size of one of their changes over four.
  private static let courses: [(history: [Double], last: ClosedRange<Double>, step: Double)] = [
    ([40, 41.5, 43, 44.5, 46], 44.5...50, 0.375), ([5, 9, 16, 27], 27...54, 1.8),
    ([30, 31, 32, 33, 34], 33...37, 0.25), ([70, 68, 66, 64], 58...66, 0.5),
    ([12, 15, 19, 24, 30], 26...46, 1.1), ([20, 21, 23, 24, 26, 27], 26...30, 0.35),
    ([80, 84, 87, 90, 92], 90...96, 0.75), ([50, 52, 49, 51, 50], 46...54, 0.5),
  ]

  /// Before, 0.64 for half of such a step; where figures go along an exact line a take-up still is all too sure.
  @Test(
    "A quarter of a usual change in the last figure moves chances by degrees, and next to none back",
    arguments: [(AutomaticChoice.Kind.share, 0.2), (.adoption, 0.5)])
  func even(_ kind: AutomaticChoice.Kind, _ most: Double) {
    let classes = ReferenceClassLibrary.mix(kind)
    for (history, range, step) in Self.courses {
      let lasts = Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
      let margins = lasts.map {
        classes.forecast(history + [$0], bounds: Self.scale, steps: [5]).margins[0]
      }
      let middle = margins[margins.count / 2]
      for target in [0.2, 0.4, 0.6, 0.8].map({ middle.value(at: $0) }) {
        let chances = margins.map { $0.probability(atLeast: target) }
        for (one, next) in zip(chances, chances.dropFirst()) {
          #expect(abs(next - one) < most, "\(history) \(target): \(chances)")
          #expect(next - one > -0.02, "\(history) \(target): \(chances)")
        }
      }
    }
  }
}
