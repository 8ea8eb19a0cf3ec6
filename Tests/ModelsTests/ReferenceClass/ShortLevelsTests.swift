import Foundation
import Models
import Testing
import TimeSeries

/// Short histories of levels with a change that no few values make believable.
@Suite("Short histories of levels") struct ShortLevelsTests {
  private static let mixes = [
    ReferenceClassLibrary.mix(.other),
    ReferenceClassMix([(ReferenceClassLibrary.named("growth"), 1)]),
    ReferenceClassMix([(ReferenceClassLibrary.named("general"), 1)]),
  ]
  /// The largest factor of a year.
  private static let factor = exp(1.5)

  private func margins(_ mix: ReferenceClassMix, _ history: [Double]) -> [QuantileFunction] {
    mix.forecast(history, bounds: .none, steps: [1, 5]).margins
  }

  private func expectAlike(_ history: [Double], _ other: [Double]) {
    for mix in Self.mixes {
      for (one, two) in zip(margins(mix, history), margins(mix, other)) {
        for (x, y) in zip(one.values, two.values) {
          #expect(abs(x - y) <= 1e-6 * abs(y), "\(mix.name) \(history)")
        }
      }
    }
  }

  @Test(
    "A factor beyond e^1.5 in a year counts as that factor, up or down, and the last value stays")
  func cut() {
    expectAlike([0.1, 9.5], [9.5 / Self.factor, 9.5])
    expectAlike([9.5, 0.1], [0.1 * Self.factor, 0.1])
  }

  @Test("Values before it move by its factor, so that their own changes stay")
  func moved() {
    expectAlike([0.08, 0.1, 9.5, 11.4], [7.6 / Self.factor, 9.5 / Self.factor, 9.5, 11.4])
    expectAlike([2, 0.01, 4], [4, 4 / Self.factor, 4])
  }

  @Test("Over years without a value as much is believed for each of them")
  func gap() {
    let twoYears = Self.factor * Self.factor
    expectAlike([0.1, .nan, 9.5, 10.4], [9.5 / twoYears, .nan, 9.5, 10.4])
    // Not only as much as for one of them.
    for mix in Self.mixes {
      #expect(
        margins(mix, [9.5 / twoYears, .nan, 9.5, 10.4])
          != margins(mix, [9.5 / Self.factor, .nan, 9.5, 10.4]), "\(mix.name)")
    }
  }

  @Test("What nine values show is believed, and so is what begins at nothing")
  func left() {
    let long = [0.1, 9.5, 9.6, 9.9, 10.4, 10.2, 10.8, 11.1, 11.5]
    let cutLong = [9.5 / Self.factor] + long.dropFirst()
    let nothing = [0, 0.1, 9.5]
    for mix in Self.mixes {
      #expect(margins(mix, long) != margins(mix, cutLong), "\(mix.name)")
      #expect(margins(mix, nothing) != margins(mix, [0, 9.5 / Self.factor, 9.5]), "\(mix.name)")
    }
  }

  @Test(
    "Two or three values of which one is a hundred times another go on within sight of the last",
    arguments: [[0.1, 9.5], [0.1, 0.2, 9.5], [100, 9_500]])
  func withinSight(history: [Double]) {
    let last = history[history.count - 1]
    for margin in margins(Self.mixes[0], history) {
      #expect((last / 10...last * 10).contains(margin.value(at: 0.5)))
      #expect(margin.value(at: 0.9) < 1_000 * last && margin.value(at: 0.1) > -10 * last)
    }
  }
}
