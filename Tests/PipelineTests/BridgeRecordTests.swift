import Testing

@testable import Pipeline

@Suite("A driver's own record")
struct BridgeRecordTests {
  /// Quarters whose errors are half of what the driver tells, but for some where it misleads.
  private func replay(misled: Set<Int>) -> GrowthBridge.Replay {
    GrowthBridge.Replay(
      (0..<14).map { place in
        let z = [0.01, -0.02, 0.015, -0.012][place % 4]
        return (quarter: 8000 + place, z: z, e: misled.contains(place) ? -0.5 * z : 0.5 * z)
      })
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
}
