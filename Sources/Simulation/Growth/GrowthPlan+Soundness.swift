internal import LinearAlgebra
internal import TimeSeries

// Plans that were read, and whether two ask the same.

extension GrowthPlan {
  /// Whether a plan that was read has the shapes that paths need.
  var isSound: Bool {
    guard (0...4).contains(firstQuarter), (0...4).contains(quartersBehind), !variants.isEmpty else {
      return false
    }
    let square = [factor, firstFactor].allSatisfy {
      $0.rows == leaves && $0.columns == leaves && $0.storage.count == leaves * leaves
        && $0.storage.allSatisfy(\.isFinite)
    }
    let conditions = variants.joined() + thresholds + (besideThresholds ?? []).joined()
    guard degrees.map({ (1...1000).contains($0) }) ?? true,
      tilt?.isSound(cells: leaves * quarters) ?? true
    else { return false }
    return (besideThresholds.map { $0.count == thresholds.count } ?? true)
      && square && responses.count >= quarters
      && means.allSatisfy { $0.count == quarters && $0.allSatisfy(\.isFinite) }
      && [settled, published, shares, shareDeviations, additions].allSatisfy { $0.count == leaves }
      && settled.allSatisfy { $0.count == 3 * firstQuarter }
      && published.allSatisfy { $0.count <= 3 }
      && (shares + shareDeviations).allSatisfy { $0.count == 3 * quarters }
      && additions.allSatisfy { $0.count == 12 }
      && (additionsBehind.isEmpty || additionsBehind.count == leaves)
      && (nodes + conditions.map(\.leaves)).joined().allSatisfy { (0..<leaves).contains($0) }
      && conditions.allSatisfy { $0.months.lowerBound >= 0 && $0.months.upperBound < 12 }
  }

  /// Whether another plan has the same knowledge and forecast, but for the last digits of another machine.
  func knowsNearly(_ other: GrowthPlan) -> Bool {
    func near(_ one: [[Double]], _ two: [[Double]]) -> Bool {
      one.map(\.count) == two.map(\.count)
        && zip(one.joined(), two.joined()).allSatisfy {
          abs($0 - $1) <= Self.nearness * max(1, abs($0), abs($1))
        }
    }
    return firstQuarter == other.firstQuarter && quartersBehind == other.quartersBehind
      && near(means, other.means) && near(settled, other.settled)
      && near(tilt?.readings ?? [], other.tilt?.readings ?? [])
      && near(tilt?.moves ?? [], other.tilt?.moves ?? [])
  }

  /// How far two fits of the same figures may lie apart.
  private static let nearness = 1e-6

  /// Whether variants ask the same as this plan's, but for the last digits of another machine.
  func asksNearly(_ other: [[Condition]]) -> Bool {
    variants.count == other.count
      && zip(variants, other).allSatisfy { own, other in
        own.count == other.count && zip(own, other).allSatisfy { $0.isNearly($1) }
      }
  }
}

extension GrowthPlan.Condition {
  /// How far demands may lie apart and still be one, as a share.
  private static let nearness = 1e-9

  fileprivate func isNearly(_ other: GrowthPlan.Condition) -> Bool {
    func near(_ one: Double, _ two: Double) -> Bool {
      abs(one - two) <= Self.nearness * max(abs(one), abs(two))
    }
    let (own, others) = (demand.numbers, other.demand.numbers)
    return leaves == other.leaves && months == other.months
      && GrowthOrder.rank(demand) == GrowthOrder.rank(other.demand)
      && zip(own, others).allSatisfy { near($0, $1) }
  }
}
