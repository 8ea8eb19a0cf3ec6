import Simulation
import TestSupport
import Testing

@Suite struct InOrderTests {
  @Test("Values come in the order that comparisons give, whatever their signs and sizes")
  func order() {
    var state: UInt64 = 726
    for count in [0, 1, 2, 3, 100, 2048] {
      for kind in 0..<4 {
        let values = (0..<count).map { _ -> Double in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          switch kind {
          case 0: return Double(bitPattern: state & 0xBFFF_FFFF_FFFF_FFFF)
          case 1: return Double(state >> 60) - 8
          case 2: return 1000 + Double(state >> 40) * 1e-9
          default: return state >> 63 == 0 ? -0.0 : Double(state >> 61)
          }
        }
        let sorted = values.sorted()
        #expect(inOrder(values) == sorted, "\(count) of kind \(kind)")
        let ranked = RankedValues(values)
        for rank in stride(from: count - 1, through: 0, by: -7) {
          #expect(ranked[rank] == sorted[rank], "rank \(rank) of \(count) of kind \(kind)")
        }
        #expect(ranked.leastPositive == sorted.first { $0 > 0 })
      }
    }
    #expect(inOrder([.infinity, -1, -.infinity, 0]) == [-.infinity, -1, 0, .infinity])
    #expect(inOrder([-0.0])[0].sign == .plus)
    for value in [-0.0, 7, -3.5, .infinity, -.infinity, .nan] {
      let (values, ranked) = ([value, value, value], RankedValues([value, value, value]))
      for rank in 0..<3 {
        #expect(ranked[rank].bitPattern == inOrder(values)[rank].bitPattern, "\(value)")
      }
    }
    #expect(RankedValues([.nan, 2, 2])[0] == 2 && RankedValues([.nan, 2, 2])[2].isNaN)
  }
}
