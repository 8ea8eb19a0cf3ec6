internal import TimeSeries

// The value that figures of parts make.

extension PartSums {
  mutating func value(
    _ member: PartFamily.Member, _ period: Period, _ rows: [Observation], _ day: CalendarDate?
  ) throws(Lack) -> (value: Double, note: String) {
    let names = region.parts.map(\.geo)
    let years: Int
    let months: ClosedRange<Int>
    let isPoints: Bool
    switch member.rule {
    case .none: throw .figure(part: 0)
    case .sum, .stock:
      return (rows.reduce(0) { $0 + $1.value }, names.joined(separator: " + "))
    case .growth, .stockGrowth, .weighted:
      (years, isPoints) = (period.years, false)
      let first = 12 * period.firstYear
      months = PartLevels.months(period, member.rule) ?? first...first + 11
    case .points(_, let ofYear):
      (years, isPoints) = (1, true)
      let year = 12 * period.year...12 * period.year + 11
      months = ofYear ? year : PartLevels.months(period, member.rule) ?? year
    }
    var isRate = isPoints
    if case .weighted = member.rule { isRate = true }
    let weights = try weights(months.lowerBound - 12...months.upperBound - 12, isPoints, day)
    let all = weights.reduce(0, +)
    let shares = weights.map { $0 / all }
    let mean = zip(shares, rows).reduce(0) { sum, pair in
      let factor = isRate ? pair.1.value : Self.power(1 + pair.1.value / 100, years)
      return sum + pair.0 * factor
    }
    let parts = rows.indices.map { index in
      "\(names[index]) \(rows[index].value) × \(Self.short(shares[index]))"
    }
    return (
      isRate ? mean : 100 * (Self.root(mean, years) - 1), parts.joined(separator: " + ")
    )
  }

  private mutating func weights(
    _ months: ClosedRange<Int>, _ isPoints: Bool, _ day: CalendarDate?
  ) throws(Lack) -> [Double] {
    let moment = Moment(day: day, isBase: isPoints)
    let levels: [PartLevels]
    if let found = known[moment] {
      levels = found
    } else {
      let (family, observations) = (family, observations)
      levels = region.parts.map { part in
        PartLevels(
          part, family.weighing(points: isPoints), takesWeight: isPoints || family.takesWeight,
          observations, asOf: day)
      }
      known[moment] = levels
    }
    if let weights = PartLevels.weights(levels, months) { return weights }
    let year = months.upperBound / 12
    throw .base(
      part: levels.firstIndex {
        $0.level(months) == nil && $0.years[year] == nil && $0.stated == nil
      }
        ?? 0)
  }

  // MARK: Numbers

  static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  /// The n-th root of a number above 0, by Newton's steps from above.
  static func root(_ number: Double, _ degree: Int) -> Double {
    guard degree > 1, number > 0 else { return number }
    var root = max(1, number)
    for _ in 0..<200 {
      let next = root - (root - number / power(root, degree - 1)) / Double(degree)
      if abs(next - root) <= 1e-15 * root { return next }
      root = next
    }
    return root
  }

  /// Four digits say enough of a share.
  private static func short(_ share: Double) -> String { "\((1e4 * share).rounded() / 1e4)" }
}
