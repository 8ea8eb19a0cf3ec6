internal import Randomness

// Totals of the year and of the one behind it, for whoever needs no more.

extension GrowthBlock {
  /// Whether the totals of years under a variant need the months of quarters.
  func needsMonths(variant: Int) -> Bool {
    plan.published.contains { !$0.isEmpty } || areMonthsMoved(variant)
      || !plan.variants[variant].allSatisfy(plan.isWhole)
  }

  /// Growth of the total of some leaves in a carried year, as a ratio, after `settle`.
  func fillGrowth(
    of leaves: [Int], in year: CarriedPaths.Year, variant: Int,
    into ratio: UnsafeMutablePointer<Double>
  ) {
    guard year.isBehind else {
      fillYear(of: leaves, variant: variant, into: ratio)
      for lane in 0..<Self.lanes { ratio[lane] /= year.base }
      return
    }
    let before = scratch.row(0)
    fillYear(of: leaves, variant: variant, into: before)
    fillYearBehind(of: leaves, variant: variant, into: ratio)
    for lane in 0..<Self.lanes { ratio[lane] /= before[lane] }
  }

  /// The total of some leaves in the plan's year, after `settle`.
  private func fillYear(
    of leaves: [Int], variant: Int, into total: UnsafeMutablePointer<Double>
  ) {
    var fixed = 0.0
    for leaf in leaves {
      for month in 0..<12 {
        fixed += plan.additions[leaf][month] + (plan.fixedMonth(leaf, month) ?? 0)
      }
    }
    total.update(repeating: fixed, count: Self.lanes)
    for leaf in leaves {
      for quarter in 0..<max(0, 4 - plan.firstQuarter) {
        add(leaf, quarter, variant, to: total)
      }
    }
  }

  /// The total of some leaves in the year behind the plan's, after `settle`.
  private func fillYearBehind(
    of leaves: [Int], variant: Int, into total: UnsafeMutablePointer<Double>
  ) {
    let added = leaves.reduce(0) {
      $0 + (plan.additionsBehind.isEmpty ? 0 : plan.additionsBehind[$1])
    }
    total.update(repeating: added, count: Self.lanes)
    for leaf in leaves {
      for quarter in (4 - plan.firstQuarter)..<quarters {
        add(leaf, quarter, variant, to: total)
      }
    }
  }

  /// Adds what is simulated of one quarter of a leaf.
  private func add(
    _ leaf: Int, _ quarter: Int, _ variant: Int, to total: UnsafeMutablePointer<Double>
  ) {
    let level = levels.row(leaf * quarters + quarter)
    let first = 3 * (plan.firstQuarter + quarter)
    let open = (first..<first + 3).filter { $0 > 11 || plan.fixedMonth(leaf, $0) == nil }
    if open.count == 3 && !areMonthsMoved(variant) {
      kernels.add(total, level, times: 1, count: Self.lanes)
      return
    }
    for month in open {
      addMonth(
        leaf, month - 3 * plan.firstQuarter, areMonthsMoved: areMonthsMoved(variant), to: total)
    }
  }
}
