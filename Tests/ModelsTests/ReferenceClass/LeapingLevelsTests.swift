import Foundation
import Models
import Testing
import TimeSeries

/// Histories of levels with a change that is hardly one of a level.
@Suite("Histories of levels that leap") struct LeapingLevelsTests {
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

  @Test("Histories of nine values and more are cut alike, and what begins at nothing is left")
  func long() {
    let rest = [9.5, 9.6, 9.9, 10.4, 10.2, 10.8, 11.1, 11.5, 11.2]
    expectAlike([0.1] + rest, [9.5 / Self.factor] + rest)
    let first = 9.5 / Self.factor
    expectAlike([0.001, 0.1] + rest, [first / Self.factor, first] + rest)
    let nothing = [0, 0.1, 9.5]
    for mix in Self.mixes {
      #expect(margins(mix, nothing) != margins(mix, [0, 9.5 / Self.factor, 9.5]), "\(mix.name)")
    }
  }

  @Test("A part that began near nothing nine years ago stays within what a reader believes")
  func longLeap() {
    let history = [0.003, 0.2, 1, 0.3, 0.6, 0.5, 7.5, 6, 4.5]
    let margins = margins(Self.mixes[0], history)
    #expect((4.5 / 4...4.5 * 4).contains(margins[1].value(at: 0.5)))
    // It was 34,000 where the first changes were believed.
    #expect(margins[1].value(at: 0.9) < 100 * 4.5)
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
