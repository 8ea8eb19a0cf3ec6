import Testing
import Tracking

@Suite("A driver's own record")
struct BridgeRecordTests {
  /// Quarters whose errors are half of what the driver tells, but for some where it misleads.
  private func replay(misled: Set<Int>, weight: Double = 1) -> GrowthBridge.Replay {
    GrowthBridge.Replay(
      (0..<14).map { place in
        let z = [0.01, -0.02, 0.015, -0.012][place % 4]
        return (quarter: 8000 + place, z: z, e: misled.contains(place) ? -0.5 * z : 0.5 * z)
      }, weight: weight)
  }

  @Test("Its first clear quarter is watched, then it is used")
  func probation() {
    let clear = replay(misled: [])
    #expect(clear.decisions.map { $0.move != nil } == [false, true, true, true, true, true])
    #expect(clear.record > 0)
  }

  @Test("Misled where it was clear first, it is used only after it has gained more than that cost")
  func misled() {
    let spoiled = replay(misled: [8])
    #expect(spoiled.decisions[0].move == nil && spoiled.decisions[1].move == nil)
    #expect(replay(misled: [8, 9, 10, 11, 12, 13]).used == 0)
  }

  @Test("One month of three moves it by a third of what it tells")
  func weight() throws {
    let (whole, month) = (replay(misled: []), replay(misled: [], weight: 1.0 / 3))
    let (three, one) = (
      try #require(whole.decisions[3].move), try #require(month.decisions[3].move)
    )
    #expect(abs(three / one - 3) < 1e-12)
  }
}
