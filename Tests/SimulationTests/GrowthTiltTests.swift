import Foundation
import LinearAlgebra
import RealModule
import Simulation
import TestSupport
import Testing

/// Paths whose yearly growth spreads otherwise than quarters alone make it.
@Suite struct GrowthTiltTests {
  private static let quarters = 6
  /// The total of the second year over that of the first, at the means.
  private let readings: [[Double]] = [
    [0.2, 0.2, 0, 0, 0, 0, 0.3, 0.3, 0, 0, 0, 0],
    [-0.2, -0.2, 0.1, 0.1, 0.1, 0.1, -0.3, -0.3, 0.15, 0.15, 0.15, 0.15],
  ]
  private let moves: [[Double]] = [
    [0, 0, 0.3, 0.3, 0.3, 0.3, 0, 0, 0.2, 0.2, 0.2, 0.2],
    [0, 0, 0.8, 0.8, 0.8, 0.8, 0, 0, 0.5, 0.5, 0.5, 0.5],
  ]

  private func plan(tilted: Bool) -> GrowthPlan {
    let count = 3 * Self.quarters
    var plan = GrowthPlan(
      means: [300.0, 450].map { level in
        Array(repeating: Double.log(level), count: Self.quarters)
      }, factor: Matrix(rows: 2, columns: 2, columnMajor: [0.03, 0.01, 0, 0.02]),
      responses: [1, 0.7, 0.5, 0.4, 0.5, 0.4], firstQuarter: 2,
      settled: [Array(repeating: 100, count: 6), Array(repeating: 150, count: 6)],
      published: [[], []],
      shares: Array(repeating: Array(repeating: 1.0 / 3, count: count), count: 2),
      shareDeviations: Array(repeating: Array(repeating: 0.02, count: count), count: 2),
      additions: Array(repeating: Array(repeating: 0, count: 12), count: 2), nodes: [[0, 1]],
      variants: [[]], seed: 8)
    plan.quartersBehind = 4
    plan.degrees = 5
    if tilted { plan.tilt = GrowthTilt(readings: readings, moves: moves) }
    return plan
  }

  @Test(
    "The covariance is that of (I + B Aᵀ) times the surprises, and sums are read off before it alike"
  )
  func covariance() {
    let free = plan(tilted: false).covariance
    let cells = free.rows
    let turn = Matrix(rows: cells, columns: cells) { row, column in
      (row == column ? 1 : 0)
        + (0..<2).reduce(0.0) { $0 + moves[$1][row] * readings[$1][column] }
    }
    let wanted = turn * free * turn.transposed
    let found = plan(tilted: true).covariance
    for (one, two) in zip(found.storage, wanted.storage) { #expect(abs(one - two) < 1e-15) }
    let weights = (0..<cells).map { Double(($0 * 7) % 5) - 1.5 }
    let untilted = GrowthTilt(readings: readings, moves: moves).untilted(weights)
    #expect(
      abs(dot(untilted, free * untilted) / dot(weights, wanted * weights) - 1) < 1e-12)
  }

  @Test("Paths of the year's own quarters stay as they were to the last bit")
  func firstYear() throws {
    let free = try GrowthSimulator(plan: plan(tilted: false), threads: 1).run(paths: 2000)
    let tilted = try GrowthSimulator(plan: plan(tilted: true), threads: 1).run(paths: 2000)
    #expect(free.variants[0].p10 == tilted.variants[0].p10)
    #expect(free.variants[0].means == tilted.variants[0].means)
  }

  @Test("A stored plan keeps its tilt; one of another shape, or of no numbers, is refused")
  func stored() throws {
    let plan = plan(tilted: true)
    let series = CarriedPaths.Series(
      quantity: 0, first: 0, years: [CarriedPaths.Year(plan: 0, isBehind: false, base: 2000)],
      leaves: [0, 1], start: 100)
    let paths = try CarriedPaths(plans: [plan], series: [series])
    let bytes = try JSONEncoder().encode(paths)
    #expect(try JSONDecoder().decode(CarriedPaths.self, from: bytes) == paths)
    let text = String(decoding: bytes, as: UTF8.self)
    for wrong in [#""readings":[[0,"#, #""readings":[["#] {
      // One cell too many; a reading too few.
      let short = #""readings":[[0],["#
      let other = text.replacing(
        #""readings":[["#, with: wrong.hasSuffix(",") ? wrong : short)
      #expect(other != text)
      #expect(throws: (any Error).self) {
        try JSONDecoder().decode(CarriedPaths.self, from: Data(other.utf8))
      }
    }
    // Another tilt is another forecast: fits of one do not serve the other.
    let free = try CarriedPaths(plans: [self.plan(tilted: false)], series: [series])
    #expect(paths.asking(what: free) == nil)
  }
}
