import Models
import Testing
import TimeSeries

/// Shares that fall, in classes of shares that rise.
@Suite("Shares that fall") struct FallingShareTests {
  private static let scale = Bounds(lower: 0, upper: 100)
  private static let poor = [4.2, 3.1, 2.2, 1.4, 0.9, 0.5, 0.3, 0.2]

  private func margins(_ history: [Double], _ kind: AutomaticChoice.Kind = .adoption)
    -> [QuantileFunction]
  {
    ReferenceClassLibrary.mix(kind).forecast(history, bounds: Self.scale, steps: [1, 3, 6]).margins
  }

  @Test("A share that falls towards 0 is the mirror of what is left, and does not rise again")
  func mirror() {
    // The class by itself: beside it the own pace has its say.
    let alone = ReferenceClassMix([(ReferenceClassLibrary.named("adoption"), 1)])
    func margins(_ history: [Double]) -> [QuantileFunction] {
      alone.forecast(history, bounds: Self.scale, steps: [1, 3, 6]).margins
    }
    let (falling, rising) = (margins(Self.poor), margins(Self.poor.map { 100 - $0 }))
    for (one, other) in zip(falling, rising) {
      for probability in [0.025, 0.25, 0.5, 0.9, 0.975] {
        let mirrored = 100 - other.value(at: 1 - probability)
        #expect(abs(one.value(at: probability) - mirrored) < 1e-9)
      }
    }
    #expect(falling[2].value(at: 0.5) < 0.5)
    #expect(falling[2].value(at: 0.9) < 1.5)
  }

  @Test("A share that falls from high up is turned by degrees: no step at the middle of the scale")
  func degrees() {
    let fall = [90, 85, 80, 74, 68, 64, 60.0]
    #expect(margins(fall)[2].value(at: 0.5) < 60)
    for (above, below) in [([54, 50.2], [54, 49.8]), ([54, 50.001], [54, 49.999])] {
      let (one, other) = (margins([90, 80, 70, 62] + above), margins([90, 80, 70, 62] + below))
      #expect(abs(one[2].value(at: 0.5) - other[2].value(at: 0.5)) < 3)
    }
    #expect(margins([99.9, 99.7, 99.6, 99.4])[2].value(at: 0.5) > 98)
  }

  @Test("A share that never fell has no falling middle, a mirror of one no rising one")
  func steady() {
    let water = [91.2, 93.5, 95.8, 97.4, 98.6, 99.2, 99.6, 99.8]
    func middles(_ history: [Double]) -> [Double] {
      ReferenceClassLibrary.mix(.adoption)
        .forecast(history, bounds: Self.scale, steps: Array(1...8)).margins.map {
          $0.value(at: 0.5)
        }
    }
    let rising = [99.8] + middles(water)
    #expect(zip(rising, rising.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 }, "\(rising)")
    let falling = [0.2] + middles(water.map { 100 - $0 })
    #expect(zip(falling, falling.dropFirst()).allSatisfy { $0 >= $1 - 1e-9 }, "\(falling)")
    // Told of one year alone it is the same year.
    let alone = margins(water)[2].value(at: 0.5)
    #expect(abs(alone - rising[6]) < 1e-9)
  }

  /// A class is told evened out over near last figures, so that nothing of it is kept to the digit.
  @Test("What is near its bound and what goes up and down keep the class's own say, evened out")
  func others() {
    let table = ReferenceClassLibrary.named("adoption")
    for history in [
      [80, 84, 83, 89, 91.0], [30, 29, 31, 28, 31, 29.0], [0.2, 0.2, 0.2],
    ] {
      let own = table.forecast(history, bounds: Self.scale, steps: [1, 3, 6]).margins
      for (one, other) in zip(margins(history), own) {
        let spread = other.value(at: 0.9) - other.value(at: 0.1)
        for probability in [0.1, 0.5, 0.9] {
          let apart = abs(one.value(at: probability) - other.value(at: probability))
          #expect(apart <= 0.15 * spread, "\(history) \(probability)")
        }
      }
    }
  }

  @Test("Classes of shares that fall as often as they rise are not turned")
  func shares() {
    let noise = [4.2, 3.1, 4.4, 3.6, 4.1, 3.0, 3.9, 3.4]
    let own = ReferenceClassLibrary.named("shares")
      .forecast(noise, bounds: Self.scale, steps: [1, 3, 6]).margins
    for (one, other) in zip(margins(noise, .share), own) {
      for probability in [0.1, 0.5, 0.9] {
        let spread = other.value(at: 0.9) - other.value(at: 0.1)
        #expect(
          abs(one.value(at: probability) - other.value(at: probability)) < 0.15 * spread)
      }
    }
  }
}
