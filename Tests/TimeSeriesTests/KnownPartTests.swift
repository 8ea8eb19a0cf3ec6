import RealModule
import Testing
import TimeSeries

/// What has come of a year that is under way.
@Suite("Known parts") struct KnownPartTests {
  private let part = KnownPart(once: 50, least: 40, edge: 60)

  private func value(_ value: Double) -> Double { part.value(value) { Double.exp($0) } }

  @Test("Above the edge what came once is added, below it a year stays above what has come")
  func held() {
    #expect(value(100) == 150 && value(60) == 110)
    // 90 + 10 (1 + e^(2 (50 − 60)/20)) = 100 + 10/e.
    #expect(abs(value(50) - (100 + 10 / Double.exp(1))) < 1e-12)
    #expect(value(-1e9) >= 100 && value(-1e9) < 100 + 1e-9)
    let values = stride(from: -50.0, through: 120, by: 0.5).map(value)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    // No kink: slopes on both sides of the edge are alike.
    #expect(abs((value(60) - value(60 - 1e-5)) / 1e-5 - 1) < 1e-4)
  }

  @Test("Unholding is the reverse, and nothing lies below the least")
  func reverse() {
    for place in [100.0, 60, 59, 50, 30] {
      #expect(abs(part.unheld(value(place)) { Double.log($0) } - place) < 1e-9)
    }
    #expect(part.unheld(99) { Double.log($0) } == -.infinity)
  }

  @Test("An edge at the least cuts there, one below it is none; units scale all")
  func edges() {
    let cut = KnownPart(once: 0, least: 40, edge: 30)
    #expect(cut.edge == 40)
    #expect(cut.value(39) { Double.exp($0) } == 40 && cut.value(41) { Double.exp($0) } == 41)
    #expect(part.scaled(by: 2) == KnownPart(once: 100, least: 80, edge: 120) && part.isSound)
    #expect(!KnownPart(once: .nan, least: 1, edge: 2).isSound)
  }

  @Test("A share of the model's value comes on top of what has come, and nothing less than that")
  func shares() {
    // 20 and half of 40; below the edge of 30, 20 + 0.5 · 30/2 (1 + e^{2 (10 − 30)/30}).
    let rest = KnownPart(once: 20, share: 0.5, least: 0, edge: 30)
    func value(_ value: Double) -> Double { rest.value(value) { Double.exp($0) } }
    #expect(value(40) == 40 && rest.floor == 20)
    #expect(abs(value(10) - (20 + 7.5 * (1 + Double.exp(-4.0 / 3)))) < 1e-12)
    #expect(value(-1e9) >= 20)
    for place in [100.0, 31, 29, 10] {
      #expect(abs(rest.unheld(value(place)) { Double.log($0) } - place) < 1e-9)
    }
    #expect(rest.scaled(by: 3) == KnownPart(once: 60, share: 0.5, least: 0, edge: 90))
    #expect(!KnownPart(once: 1, share: 0, least: 0, edge: 2).isSound)
  }

  @Test("The median of an odd and an even number of values, of one and of none")
  func medians() {
    #expect([3.0, 1, 2].median == 2 && [4.0, 1, 3, 2].median == 2.5)
    #expect([7.0].median == 7 && [Double]().median == 0)
    #expect([1.0, 2, 9, 10].medianInOrder == 5.5)
  }
}
