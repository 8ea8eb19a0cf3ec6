internal import Randomness
internal import TimeSeries

// Totals of levels that stand in a block.

extension GrowthBlock {
  /// Totals of the unconditioned paths, for the share that reaches what a variant asks.
  ///
  /// - Parameter errors: what each total is still moved by, times the deviation that it may lie apart by; `nil` for
  ///   nothing.
  func reached(
    _ conditions: [GrowthPlan.Condition], lanes: Int,
    errors: (stream: RandomStream, firstPath: UInt64)? = nil
  ) -> Int {
    let count = plan.leaves * quarters
    for index in 0..<count {
      levels.row(index).update(from: logarithms.row(index), count: Self.lanes)
      kernels.exponential(levels.row(index), count: Self.lanes)
    }
    var met = [Bool](repeating: true, count: Self.lanes)
    for (number, condition) in conditions.enumerated() {
      let wanted = condition.demand.least
      let constant = plan.constant(condition)
      let sum = scratch.row(0)
      total(of: condition, into: sum)
      // What is settled counts as reached up to rounding of the last digits.
      let least = wanted - constant - 1e-9 * wanted
      if let errors, case .about(_, let deviation) = condition.demand {
        for lane in 0..<Self.lanes {
          let path = errors.firstPath + UInt64(lane)
          sum[lane] += deviation * errors.stream.normal(path: path, step: number)
        }
      }
      for lane in 0..<Self.lanes where sum[lane] < least { met[lane] = false }
    }
    return met[..<lanes].count { $0 }
  }

  /// A total with what is fixed of it, after `settle` without conditions.
  func fillTotal(
    of condition: GrowthPlan.Condition, into sum: UnsafeMutablePointer<Double>
  ) {
    total(of: condition, into: sum)
    let constant = plan.constant(condition)
    for lane in 0..<Self.lanes { sum[lane] += constant }
  }

  /// `Σ w exp(x)` of the levels that stand in `levels`.
  func total(
    of condition: GrowthPlan.Condition, into sum: UnsafeMutablePointer<Double>
  ) {
    sum.update(repeating: 0, count: Self.lanes)
    forEachPart(of: condition) { index, weight in
      let row = levels.row(index)
      if let weight {
        for lane in 0..<Self.lanes { sum[lane] += weight[lane] * row[lane] }
      } else {
        for lane in 0..<Self.lanes { sum[lane] += row[lane] }
      }
    }
  }

  /// Calls with each simulated month of a total.
  func forEachMonth(of condition: GrowthPlan.Condition, _ body: (Int) -> Void) {
    for (leaf, month) in plan.openMonths(condition) { body(3 * leaf * quarters + month) }
  }

  /// Calls with each simulated quarter of a total and the share of it that counts, `nil` for all.
  func forEachPart(
    of condition: GrowthPlan.Condition,
    _ body: (Int, UnsafeMutablePointer<Double>?) -> Void
  ) {
    let isWhole = plan.isWhole(condition)
    for leaf in condition.leaves {
      for quarter in 0..<quarters {
        let start = 3 * (plan.firstQuarter + quarter)
        let months = (start..<start + 3).filter {
          condition.months.contains($0) && plan.fixedMonth(leaf, $0) == nil
        }
        guard !months.isEmpty else { continue }
        if isWhole {
          body(leaf * quarters + quarter, nil)
          continue
        }
        let weight = scratch.row(7)
        weight.update(repeating: 0, count: Self.lanes)
        for month in months {
          let position = 3 * leaf * quarters + month - 3 * plan.firstQuarter
          kernels.add(weight, shares.row(position), times: 1, count: Self.lanes)
        }
        body(leaf * quarters + quarter, weight)
      }
    }
  }
}
