import Testing
import Tracking

@Suite struct ClusteredShareTests {
  @Test("Two years that agree by accident leave the error of independent cases, not 0")
  func agreeing() {
    let year = [true, true, true, true, false]
    #expect(abs(ClusteredShare.error([year, year]) - (0.16 / 10).squareRoot()) < 1e-12)
  }

  @Test("Cases of one year that move together count as one")
  func together() {
    let years = [[Bool](repeating: true, count: 5), [Bool](repeating: false, count: 5)]
    #expect(abs(ClusteredShare.error(years) - 0.5) < 1e-12)
    #expect(ClusteredShare.error([years[0], years[0]]) > 0.1)
  }
}
