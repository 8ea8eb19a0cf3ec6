internal import Randomness

// Quantities that follow from others on the same path.

extension PathBlock {
  /// Derives the values of a quantity at some steps.
  func derive(
    _ derivation: Derivation, of quantity: Int, at steps: [Int],
    into output: UnsafeMutablePointer<Double>
  ) {
    let lanes = lanes
    switch derivation {
    case .ratio(let numerator, let denominator, let factor, let least):
      for step in steps {
        let (top, bottom) = (row(numerator, step), row(denominator, step))
        let target = output + step * lanes
        for lane in 0..<lanes { target[lane] = factor * top[lane] / max(bottom[lane], least) }
      }
    case .product(let first, let second, let factor):
      for step in steps {
        let (one, other) = (row(first, step), row(second, step))
        let target = output + step * lanes
        for lane in 0..<lanes { target[lane] = factor * one[lane] * other[lane] }
      }
    case .fact(let value):
      for step in steps { (output + step * lanes).update(repeating: value, count: lanes) }
    case .milestone(let milestone):
      // The first case has what tasks share fitted, those behind it nothing, or all of it.
      let isApart = dependence > 0 && plan.cases[dependence] == nil
      milestones?.values(
        of: quantity, whole: milestone.whole,
        sharing: dependence == 0 ? .fitted : isApart ? .none : .all, steps: steps, into: output)
    case .growth(let source):
      let start = plan.quantities[source].previous ?? .nan
      for step in steps {
        let (level, target) = (row(source, step), output + step * lanes)
        guard step > 0 else {
          for lane in 0..<lanes { target[lane] = 100 * rate(of: level[lane], from: start) }
          continue
        }
        let before = row(source, step - 1)
        for lane in 0..<lanes { target[lane] = 100 * rate(of: level[lane], from: before[lane]) }
      }
    case .averageGrowth(let source, let base, let lastStep, let years, let isGeometric):
      guard steps.contains(lastStep) else { return }
      averageGrowth(
        of: source, from: base, through: lastStep, years: Double(years), isGeometric: isGeometric,
        into: output + lastStep * lanes)
    }
  }

  /// Average growth in percent a year along levels from the base to the last year.
  private func averageGrowth(
    of source: Int, from base: Derivation.GrowthBase, through lastStep: Int, years: Double,
    isGeometric: Bool, into target: UnsafeMutablePointer<Double>
  ) {
    let (known, first): ([Double], Int) =
      switch base {
      case .known(let known): (known, 0)
      case .step(let first): ([], first)
      }
    let last = row(source, lastStep)
    if isGeometric {
      let (start, step) = (known.first, row(source, first))
      for lane in 0..<lanes { target[lane] = last[lane] / (start ?? step[lane]) }
      kernels.logarithm(target, count: lanes)
      for lane in 0..<lanes { target[lane] = target[lane] / years }
      kernels.exponential(target, count: lanes)
      for lane in 0..<lanes {
        let isLost = !(last[lane] > 0 && start ?? step[lane] > 0)
        target[lane] = isLost ? -100 : 100 * (target[lane] - 1)
      }
      return
    }
    for lane in 0..<lanes {
      var sum = 0.0
      var before = known.first
      for level in known.dropFirst() {
        sum += rate(of: level, from: before ?? level)
        before = level
      }
      for step in first...lastStep {
        let level = row(source, step)[lane]
        if let before { sum += rate(of: level, from: before) }
        before = level
      }
      target[lane] = 100 * sum / years
    }
  }
}

/// Growth as a share of what it starts from; all is lost where either level is 0 or less.
private func rate(of level: Double, from base: Double) -> Double {
  level > 0 && base > 0 ? level / base - 1 : -1
}
