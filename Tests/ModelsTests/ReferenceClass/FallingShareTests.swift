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

  @Test("What rises, what falls from high up and what goes up and down keep the class's own say")
  func others() {
    let table = ReferenceClassLibrary.named("adoption")
    for history in [
      [1, 2, 4, 7, 11.0], [99, 98, 96, 95.0], [30, 29, 31, 28, 31, 29.0], [0.2, 0.2, 0.2],
    ] {
      let own = table.forecast(history, bounds: Self.scale, steps: [1, 3, 6]).margins
      #expect(margins(history) == own)
    }
  }

  @Test("Classes of shares that fall as often as they rise are not turned")
  func shares() {
    let own = ReferenceClassLibrary.named("shares")
      .forecast(Self.poor, bounds: Self.scale, steps: [1, 3, 6]).margins
    #expect(margins(Self.poor, .share) == own)
  }
}
