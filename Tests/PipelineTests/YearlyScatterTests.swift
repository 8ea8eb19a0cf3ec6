import Foundation
import Testing
import Tracking

/// How much growth of years varied beside the usual.
@Suite struct YearlyScatterTests {
  private let usual = 0.03 * (44.0 / 16).squareRoot()
  private let growth = [9.68, 10.96, 9.78, 8.42, 7.66].map { log(1 + $0 / 100) }

  @Test("The ratio is that of an independent calculation")
  func ratio() {
    // By numpy.
    #expect(abs(YearlyScatter(growth, usual: usual).ratio - 0.3188541055060802) < 1e-12)
  }

  @Test("One growth tells nothing, equal ones not all, and more tell more")
  func few() {
    #expect(YearlyScatter([], usual: usual).ratio == 1)
    #expect(YearlyScatter([0.08], usual: usual).ratio == 1)
    let equal = YearlyScatter([0.08, 0.08, 0.08, 0.08], usual: usual).ratio
    #expect(equal > 0.05 && equal < 0.15)
    let ratios = (2...5).map { YearlyScatter(Array(growth.prefix($0)), usual: usual).ratio }
    #expect(ratios[0] > ratios[1] && ratios[0] < 1)
    #expect(YearlyScatter([0.02, 0.3, -0.2, 0.25], usual: usual).ratio > 1)
  }
}
