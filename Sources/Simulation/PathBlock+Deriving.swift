internal import Randomness

// Quantities that follow from others on the same path.

extension PathBlock {
  func derive(
    _ derivation: Derivation, of quantity: Int, wanted steps: Int,
    into output: UnsafeMutablePointer<Double>
  ) {
    let lanes = lanes
    switch derivation {
    case .ratio(let numerator, let denominator, let factor, let least):
      let (top, bottom) = (row(numerator, 0), row(denominator, 0))
      for index in 0..<(steps * lanes) {
        output[index] = factor * top[index] / max(bottom[index], least)
      }
    case .product(let first, let second, let factor):
      let (one, other) = (row(first, 0), row(second, 0))
      for index in 0..<(steps * lanes) { output[index] = factor * one[index] * other[index] }
    case .fact(let value): output.update(repeating: value, count: steps * lanes)
    case .milestone(let milestone):
      // The first case has what tasks share fitted, those behind it nothing, or all of it.
      let isApart = dependence > 0 && plan.cases[dependence] == nil
      milestones?.values(
        of: quantity, milestone, sharing: dependence == 0 ? .fitted : isApart ? .none : .all,
        steps: steps, into: output)
    case .growth(let source):
      let level = row(source, 0)
      let start = plan.quantities[source].previous ?? .nan
      for lane in 0..<lanes { output[lane] = 100 * rate(of: level[lane], from: start) }
      for index in lanes..<max(lanes, steps * lanes) {
        output[index] = 100 * rate(of: level[index], from: level[index - lanes])
      }
    case .averageGrowth(let source, let base, let lastStep, let years, let isGeometric):
      guard lastStep < steps else { return }
      let target = output + lastStep * lanes
      for lane in 0..<lanes {
        let levels = levels(from: base, through: lastStep, of: source, lane: lane)
        target[lane] = averageGrowth(levels, years: years, isGeometric: isGeometric)
      }
    }
  }

  private func levels(
    from base: Derivation.GrowthBase, through lastStep: Int, of source: Int, lane: Int
  ) -> [Double] {
    switch base {
    case .known(let known): known + (0...lastStep).map { row(source, $0)[lane] }
    case .step(let first): (first...lastStep).map { row(source, $0)[lane] }
    }
  }
}

/// Growth as a share of what it starts from; all is lost where either level is 0 or less.
private func rate(of level: Double, from base: Double) -> Double {
  level > 0 && base > 0 ? level / base - 1 : -1
}

/// Average growth in percent a year along levels from the base to the last year.
private func averageGrowth(_ levels: [Double], years: Int, isGeometric: Bool) -> Double {
  let last = levels[levels.count - 1]
  if isGeometric {
    guard last > 0, levels[0] > 0 else { return -100 }
    let ratio = last / levels[0]
    return 100 * (PortableMath.exp(PortableMath.log(ratio) / Double(years)) - 1)
  }
  var sum = 0.0
  for index in 1..<levels.count { sum += rate(of: levels[index], from: levels[index - 1]) }
  return 100 * sum / Double(years)
}
