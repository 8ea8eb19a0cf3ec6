import Models
import RealModule
import Testing

@Suite("Differences between groups") struct GroupDifferenceTests {
  private func difference(_ met: [Int], of cases: Int, mean: Double = 0.5) -> GroupDifference? {
    GroupDifference(met.map { .init(met: $0, cases: cases, mean: mean) })
  }

  @Test(
    "Of two groups all of one met it and none of the other: the least weight, and its likelihood")
  func apart() throws {
    let found = try #require(difference([40, 0], of: 40))
    // A uniform share has all or none of n cases once in n + 1 times.
    let gain = -2 * Double.log(41) - 80 * Double.log(0.5)
    #expect(found.weight == 2 && abs(found.gain - gain) < 1e-9)
  }

  @Test(
    "Groups that differ less than by chance are alike; the more they differ, the less all weigh")
  func alike() throws {
    let even = try #require(difference([Int](repeating: 10, count: 10), of: 20))
    #expect(even.weight == 1024 && even.gain < 0)
    // Values of the formula by Python's lgamma.
    for (met, weight, gain) in [
      ([8, 12, 10, 16, 4], 8.0, 2.8728142962155943),
      (
        [Int](
          [[8, 12, 10, 14, 6], [8, 12, 10, 14, 6], [8, 12, 10, 14, 6], [8, 12, 10, 14, 6]].joined()),
        32, 1.3806145138714214
      ),
    ] {
      let found = try #require(difference(met, of: 20))
      #expect(abs(found.weight - weight) < 1e-9 && abs(found.gain - gain) < 1e-6)
    }
  }

  @Test("Where all cases meet it, or none, nothing is known of how groups differ")
  func settled() {
    #expect(difference([20, 20], of: 20) == nil && difference([0, 0], of: 20) == nil)
    #expect(GroupDifference([]) == nil)
  }
}
