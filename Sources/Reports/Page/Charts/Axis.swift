/// A linear scale from values to a drawing.
struct Axis {
  let values: ClosedRange<Double>
  let from, to: Double

  /// Where a value lies.
  func callAsFunction(_ value: Double) -> Double {
    let width = values.upperBound - values.lowerBound
    return from + (value - values.lowerBound) / (width > 0 ? width : 1) * (to - from)
  }

  /// Round values inside, about as many as asked for.
  ///
  /// Steps are 1, 2 or 5 times a power of ten. Source: Heckbert 1990, Nice numbers for graph labels, Graphics Gems I.
  func ticks(_ count: Int) -> [Double] {
    let width = values.upperBound - values.lowerBound
    guard width > 0, width.isFinite else { return [values.lowerBound] }
    let rough = width / Double(max(1, count))
    var power = 1.0
    while power > rough { power /= 10 }
    while power * 10 <= rough { power *= 10 }
    let step = power * ([1, 2, 5, 10].first { $0 * power >= rough } ?? 10)
    let first = (values.lowerBound / step - 1e-9).rounded(.up)
    let last = (values.upperBound / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 50 else { return [] }
    return (Int(first)...Int(last)).map { Double($0) * step }
  }

  /// How many digits behind the point tell ticks apart.
  static func decimals(of ticks: [Double]) -> Int {
    guard ticks.count > 1 else { return 0 }
    let step = ticks[1] - ticks[0]
    var (decimals, scaled) = (0, step)
    while decimals < 6, abs(scaled - scaled.rounded()) > 1e-6 * abs(scaled) {
      scaled *= 10
      decimals += 1
    }
    return decimals
  }

  /// A range with a little room, never to where no value can be.
  static func room(_ values: [Double], isShare: Bool = false, isLeastZero: Bool = true)
    -> ClosedRange<Double>
  {
    guard let low = values.min(), let high = values.max() else { return 0...1 }
    let gap = 0.06 * (high > low ? high - low : max(abs(high), 1))
    var (lower, upper) = (low - gap, high + gap)
    if isLeastZero && low >= 0 { lower = max(0, lower) }
    if isShare && high <= 100 && high > 80 { upper = min(upper, 102) }
    return lower...upper
  }
}

/// A frame with both axes, in which a chart draws.
struct ChartFrame {
  let width, height: Double
  let x, y: Axis
  let left, right, top, bottom: Double

  /// A frame of a size with room for labels at its right.
  ///
  /// - Parameter isTopSmall: whether small values stand on top, as ranks do.
  init(
    width: Double = 480, height: Double = 250, left: Double = 46, right: Double = 14,
    x: ClosedRange<Double>, y: ClosedRange<Double>, isTopSmall: Bool = false
  ) {
    (self.width, self.height, self.left) = (width, height, left)
    (top, bottom) = (12, height - 24)
    self.right = width - right
    self.x = Axis(values: x, from: left, to: width - right)
    self.y = Axis(
      values: y, from: isTopSmall ? 12 : height - 24, to: isTopSmall ? height - 24 : 12)
  }

  /// Lines of round values with their numbers at the left.
  func levels(_ number: NumberStyle, unit: String = "", ticks given: [Double]? = nil) -> Markup {
    let ticks = given ?? y.ticks(5)
    let decimals = Axis.decimals(of: ticks)
    return .joined(
      ticks.map { tick in
        let large = abs(tick) >= 1e6
        return Drawing.line(left, y(tick), right, y(tick), "level")
          + Drawing.text(
            left - 6, y(tick) + 4,
            (large ? number.short(tick) : number.fixed(tick, decimals: decimals)) + unit, "axis",
            .end)
      })
  }

  /// Years below, the last always among them.
  func years(_ first: Int, _ last: Int) -> Markup {
    let step = max(1, Int((Double(last - first) / ((right - left) / 52)).rounded(.up)))
    return .joined(
      (first...last).filter { (last - $0) % step == 0 }.map { year in
        Drawing.text(x(Double(year)), bottom + 17, "\(year)", "axis", .middle)
      })
  }
}
