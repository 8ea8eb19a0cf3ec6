import Foundation
import Testing
import Tracking

/// How much growth of years varied beside the usual.
@Suite struct YearlyScatterTests {
  private let usual = 0.03 * (44.0 / 16).squareRoot()
  private let growth = [9.68, 10.96, 9.78, 8.42, 7.66].map { log(1 + $0 / 100) }

  private func ratio(_ growth: [Double], isBegun: Bool = false) -> Double {
    YearlyScatter(growth, usual: usual, isBegun: isBegun).ratio
  }

  @Test("The ratio is that of an independent calculation")
  func numbers() {
    // By numpy.
    #expect(abs(ratio(growth) - 0.3188541055060802) < 1e-12)
    #expect(abs(ratio(growth, isBegun: true) - 0.38576842481230517) < 1e-12)
    let scatter = YearlyScatter(growth, usual: usual, isBegun: false)
    #expect(abs(scatter.leastVariance - 0.00030195378357630507) < 1e-14)
    #expect(YearlyScatter([0.08], usual: usual, isBegun: false).leastVariance == 0)
  }

  @Test("One growth tells nothing, equal ones not all, and more tell more")
  func few() {
    #expect(ratio([]) == 1)
    #expect(ratio([0.08], isBegun: true) == 1)
    let equal = ratio([0.08, 0.08, 0.08, 0.08])
    #expect(equal > 0.05 && equal < 0.15)
    let ratios = (2...5).map { ratio(Array(growth.prefix($0))) }
    #expect(ratios[0] > ratios[1] && ratios[0] < 1)
    #expect(ratio([0.02, 0.3, -0.2, 0.25], isBegun: true) > 1)
  }
}
