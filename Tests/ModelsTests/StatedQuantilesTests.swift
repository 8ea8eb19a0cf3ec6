import Foundation
import Models
import Randomness
import RealModule
import TestSupport
import Testing
import TimeSeries

@Suite struct StatedQuantilesTests {
  typealias Point = (probability: Double, value: Double)

  private static let share =
    Transform(
      scale: .logit, bounds: Bounds(lower: 0, upper: 100)) ?? .identity
  private static let count = Transform(scale: .count, bounds: .none) ?? .identity

  /// Points that were stated somewhere, mild and wild, with the scale they belong to.
  private static let cases: [(points: [Point], transform: Transform)] = [
    ([(0.1, 12), (0.5, 20), (0.9, 41)], .identity),
    ([(0.1, 10), (0.5, 70), (0.9, 80)], share), ([(0.1, 3), (0.5, 4), (0.9, 60)], .log),
    ([(0.25, -8), (0.75, 2)], .identity),
    ([(0.01, 1), (0.5, 2), (0.51, 40), (0.99, 41)], .log),
    ([(0.02, 5), (0.1, 5.1), (0.3, 30), (0.5, 31), (0.7, 32), (0.9, 90), (0.98, 91)], share),
    ([(0.1, 0), (0.5, 60), (0.9, 100)], share), ([(0.1, 0), (0.4, 3), (0.9, 250)], count),
    ([(0.000_01, 1), (0.999_99, 2)], .identity),
    ([(0.5, 1), (0.500_1, 2), (0.500_2, 3)], .identity),
  ]

  @Test("Every stated point is met, by the function, by its table and by the paths of a judgement")
  func met() throws {
    for (points, transform) in Self.cases {
      let stated = try StatedQuantiles(points, on: transform)
      for (p, value) in points {
        let size = max(1, abs(value))
        #expect(abs(stated.quantile(p) - value) <= 1e-9 * size, "\(points)")
        let score = StandardNormal.quantile(p)
        #expect(abs(stated.table.value(at: score) - value) <= 1e-9 * size, "\(points)")
      }
    }
  }

  @Test("Between and beyond the points the function never falls, nor does its table")
  func rises() throws {
    for (points, transform) in Self.cases {
      let stated = try StatedQuantiles(points, on: transform)
      var last = (-Double.infinity, -Double.infinity)
      for step in -5120...5120 {
        let score = Double(step) / 640
        let now = (stated.value(atScore: score), stated.table.value(at: score))
        #expect(now.0 >= last.0 && now.1 >= last.1, "\(points) at \(score)")
        last = now
      }
    }
  }

  @Test("A share stays between its bounds, a logarithm above 0, a point at a bound cuts there")
  func scales() throws {
    let wide = try StatedQuantiles([(0.1, 10), (0.5, 70), (0.9, 80)], on: Self.share)
    #expect(wide.value(atScore: -8) >= 0 && wide.value(atScore: 8) <= 100)
    #expect(wide.value(atScore: -3) > 0 && wide.value(atScore: 3) < 100)
    let money = try StatedQuantiles([(0.1, 5), (0.5, 7), (0.9, 20)], on: .log)
    #expect(money.value(atScore: -8) > 0)
    // A bound has no log odds: the points are joined in percent, and go on behind the bound.
    let reached = try StatedQuantiles([(0.1, 20), (0.5, 60), (0.9, 100)], on: Self.share)
    #expect(reached.value(atScore: 1.2) < 100 && reached.value(atScore: 1.4) > 100)
  }

  @Test("Two points are a normal on the scale: mean, deviation and far quantiles in closed form")
  func twoPoints() throws {
    let z = StandardNormal.quantile(0.9)
    for (transform, back) in [
      (Transform.identity, { (x: Double) in x }), (.log, { Double.exp($0) }),
      (Self.share, { 100 / (1 + Double.exp(-$0)) }),
    ] {
      let points: [Point] = [(0.1, back(0.4 - 0.3 * z)), (0.9, back(0.4 + 0.3 * z))]
      let stated = try StatedQuantiles(points, on: transform)
      for score in [-6.0, -2, 0, 0.7, 5] {
        let exact = back(0.4 + 0.3 * score)
        #expect(abs(stated.value(atScore: score) - exact) < 1e-9 * max(1, abs(exact)))
      }
    }
  }

  @Test(
    "Slopes are harmonic means of the secants, weighted: the cubic at a quarter, worked out by hand"
  )
  func slopes() throws {
    // Scores −1, 0, 2 with values 0, 1, 5: secants 1 and 2, widths 1 and 2.
    // Slope in the middle: (5 + 4)/(5/1 + 4/2) = 9/7; at the ends the secants themselves.
    let points: [Point] = [-1.0, 0, 2].map { StandardNormal.cumulative($0) }.enumerated().map {
      ($1, [0.0, 1, 5][$0])
    }
    let stated = try StatedQuantiles(points, on: .identity)
    // At −½: h₀₀·0 + h₁₀·1 + h₀₁·1 + h₁₁·9/7 with ⅛, ½, −⅛.
    let left = 0.125 * 1 + 0.5 - 0.125 * 9 / 7
    #expect(abs(stated.value(atScore: -0.5) - left) < 1e-12)
    // At 1: ½·1 + ⅛·2·9/7 + ½·5 − ⅛·2·2.
    let right = 0.5 + 0.25 * 9 / 7 + 2.5 - 0.5
    #expect(abs(stated.value(atScore: 1) - right) < 1e-12)
    #expect(abs(stated.value(atScore: -3) - -2) < 1e-12)
    #expect(abs(stated.value(atScore: 4) - 9) < 1e-12)
  }

  @Test("Equal neighbours are a point mass; all alike are certain")
  func mass() throws {
    let stated = try StatedQuantiles([(0.2, 5), (0.6, 30), (0.9, 30)], on: .identity)
    let table = stated.table
    func share(atMost value: Double) -> Double {
      let count = 200_000
      return Double(
        (0..<count).count { path in
          table.value(at: StandardNormal.quantile((Double(path) + 0.5) / Double(count))) <= value
        }) / Double(count)
    }
    #expect(abs(share(atMost: 5) - 0.2) < 1e-4)
    #expect(abs(share(atMost: 29.999_999) - 0.6) < 1e-4)
    // The last secant is flat, and so is the tail.
    #expect(share(atMost: 30) == 1)
    let certain = try StatedQuantiles([(0.1, 4), (0.9, 4)], on: .log)
    #expect(certain.value(atScore: -7) == 4 && certain.value(atScore: 7) == 4)
  }

  @Test("Fewer than two points, other orders and impossible probabilities are refused")
  func refused() {
    let wrong: [[Point]] = [
      [], [(0.5, 1)], [(0.1, 2), (0.9, 1)], [(0.5, 1), (0.5, 2)], [(0.9, 1), (0.1, 2)],
      [(0, 1), (0.5, 2)], [(0.5, 1), (1, 2)], [(0.1, .nan), (0.9, 2)],
    ]
    for points in wrong {
      #expect(throws: ModelError.infeasibleQuantiles) {
        _ = try StatedQuantiles(points, on: .identity)
      }
    }
  }

  @Test("A table with points of its own is scaled, stored and read with them")
  func stored() throws {
    let table = try StatedQuantiles([(0.1, 1), (0.501, 2), (0.9, 30)], on: .log).table
    let score = StandardNormal.quantile(0.501)
    let scaled = table.scaled(by: 2, offset: 3)
    #expect(abs(scaled.value(at: score) - 7) < 1e-12 && table.isSound)
    let bytes = try JSONEncoder().encode(table)
    #expect(try JSONDecoder().decode(ScoreTable.self, from: bytes) == table)
  }
}
