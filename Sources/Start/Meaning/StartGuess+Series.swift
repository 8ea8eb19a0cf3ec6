internal import Files
internal import Plans
internal import TimeSeries

extension StartGuess {
  /// Guesses from what is seen: the name, the unit, the values.
  ///
  /// - Parameters:
  ///   - parts: quarters and months, of which one below 0 says that a year may be, too.
  ///   - planned: what is planned; without a unit, plans above 100 are of no share.
  init(
    title: String, unit: String, years: [StartYear], parts: [StartFigure], planned: [Double] = []
  ) {
    let values = years.isEmpty ? parts.map(\.value) : years.map(\.value)
    let words = StartWords(title)
    let isWhole = values.allSatisfy { $0 == $0.rounded() }
    let plan = unit.isEmpty ? planned.max() ?? 0 : 0
    let most = max(values.max() ?? 0, plan > 100 ? plan : -.infinity)
    let isBalance =
      words.contains(anyOf: StartWords.balances) || parts.contains { $0.value < 0 }
    let least = isBalance ? -.infinity : values.min() ?? 0
    let isRank =
      isWhole && least >= 1
      && (words.contains(anyOf: StartWords.ranks)
        || StartWords(unit).contains(anyOf: StartWords.ranks))
      && !words.contains(anyOf: StartWords.items)
    let changed = Self.changed(title, words, unit: unit, isRank: isRank, values)
    var reason =
      changed
      ?? Self.reason(
        words, unit: unit, least: least, most: most, isWhole: isWhole, isRank: isRank)
    let isCounted =
      StartUnit(unit).isCounted || unit.isEmpty && StartUnit.isCounted(title: title)
    if reason == .positive, isWhole, isCounted,
      CountScatter.explains(years.map { ($0.year, $0.value) })
    {
      reason = .scatteredCount
    }
    resolution = Self.resolution(reason, years, isCounted: isWhole && isCounted)
    self.reason = reason
    let form = Self.form(reason)
    kind = form.kind
    scale = form.scale
    bounds = form.bounds
    if isRank {
      (direction, directionReason) = (.atMost, .rank)
    } else if words.contains(anyOf: StartWords.unwanted),
      !words.contains(anyOf: StartWords.remedies), !Self.isOfFall(title, unit: unit, values)
    {
      (direction, directionReason) = (.atMost, .unwanted)
    } else {
      (direction, directionReason) = (.atLeast, .usual)
    }
  }

  /// Whether figures tell by how much something falls: `Giảm phát thải (%)`, 2.1 to 9.9; what falls under such a name is the
  /// level itself, `Giảm tỷ lệ hộ nghèo`, 5.2 to 3.1, unless it is in points.
  private static func isOfFall(_ title: String, unit: String, _ values: [Double]) -> Bool {
    guard folded(title).hasPrefix("giam ") else { return false }
    let isOfPoints = (folded(title) + " " + folded(unit)).contains("diem")
    guard let first = values.first, let last = values.last else { return isOfPoints }
    return isOfPoints || last > first
  }

  /// Whole ranks and counts; a share at its end is met there only if paths are rounded as printed.
  private static func resolution(
    _ reason: Reason, _ years: [StartYear], isCounted: Bool
  ) -> Double? {
    switch reason {
    case .rank, .count, .scatteredCount: return 1
    case .positive where isCounted: return 1
    case .shareAtBound, .fractionAtBound, .nonNegative:
      let decimals = years.map { printedDecimals(ArraySlice($0.digits.utf8)) }.max() ?? 0
      return decimals > 9 ? nil : (0..<decimals).reduce(1.0) { step, _ in step / 10 }
    default: return nil
    }
  }

  /// What figures are that tell how something changed, without a word that says so: an index with the period before
  /// as 100, an amount in
  /// percent; `nil` for any others.
  private static func changed(
    _ title: String, _ words: StartWords, unit: String, isRank: Bool, _ values: [Double]
  ) -> Reason? {
    guard !isRank else { return nil }
    if ChangeIndex.isOne([title], units: unit.isEmpty ? [] : [unit], values: values) {
      return .changeIndex
    }
    let isOfAmount =
      PercentUnit.isPlain(unit) && words.told == nil && RateName.isAmount(StartHeader(title).name)
    return isOfAmount ? .change : nil
  }

  private static func reason(
    _ words: StartWords, unit: String, least: Double, most: Double, isWhole: Bool, isRank: Bool
  ) -> Reason {
    if isRank { return .rank }
    // basic_water_pct names its unit itself.
    // A rate of growth is one in percent, whatever names no unit.
    let isNamed =
      unit.isEmpty
      && (words.contains(anyOf: StartWords.percents)
        || words.contains(anyOf: StartWords.growthRates) && most < 100)
    let kind = StartUnit(isNamed ? "%" : unit)
    // Consumer prices in percent are told by how they rose, unless as an index.
    let isMoved =
      kind.isPercent
      && (words.contains(anyOf: StartWords.moved)
        || most < 50 && words.contains(anyOf: StartWords.consumerPrices))
    if kind.isPoints || isMoved, words.contains(anyOf: StartWords.contributions) {
      return .contribution
    }
    if kind.isPoints || isMoved { return .change }
    // Figures between 0 and 1 are fractions where words say no more than what is done or reached.
    let areFractions =
      !isWhole && least >= 0 && most <= 1
      && (kind.isFraction || (unit.isEmpty && words.contains(anyOf: StartWords.fractions)))
    if areFractions || isPart(words, kind, unit) {
      // Whole numbers up to 1 may be percent as well as fractions: the wider end.
      if !kind.isPercent && !kind.isPerHundred, most <= 1, least >= 0, !isWhole {
        return least > 0 && most < 1 ? .fraction : .fractionAtBound
      }
      if least > 0 && most < 100 { return .share }
      if least >= 0 && most <= 100 { return .shareAtBound }
    }
    if kind.isPercent && least > 0 { return .ratio }
    if least > 0 {
      let isOutput =
        words.contains(anyOf: StartWords.output)
        && words.contains(anyOf: StartWords.constantPrices)
      return isOutput && !words.contains(anyOf: StartWords.ratios)
        ? .output : .positive
    }
    if least == 0 { return isWhole ? .count : .nonNegative }
    return .anySign
  }

  /// Whether figures are parts of a whole that they cannot pass.
  private static func isPart(_ words: StartWords, _ kind: StartUnit, _ unit: String) -> Bool {
    if words.contains(anyOf: StartWords.changes) { return false }
    let isOpen =
      words.contains(anyOf: StartWords.openRatios)
      && !words.contains(anyOf: StartWords.planned)
      || words.told == .quantity
      || words.told == .whole && words.contains(anyOf: StartWords.openToWhole)
    if kind.isPercent {
      if kind.namesWhole { return !words.contains(anyOf: StartWords.contracts) }
      return !(isOpen || kind.namesBase) || words.contains(anyOf: StartWords.parts)
    }
    // Per 100 people counts subscriptions as well as users.
    if kind.isPerHundred { return words.contains(anyOf: StartWords.users) }
    return unit.isEmpty && words.contains(anyOf: StartWords.shares) && !isOpen
  }

  private static func form(_ reason: Reason) -> (kind: IndicatorKind, scale: Scale, bounds: Bounds)
  {
    switch reason {
    case .rank: (.rank, .identity, Bounds(lower: 1, upper: .infinity))
    case .share: (.share, .logit, Bounds(lower: 0, upper: 100))
    case .fraction: (.share, .logit, Bounds(lower: 0, upper: 1))
    case .shareAtBound: (.level, .identity, Bounds(lower: 0, upper: 100))
    case .fractionAtBound: (.level, .identity, Bounds(lower: 0, upper: 1))
    case .ratio: (.level, .log, Bounds(lower: 0, upper: .infinity))
    case .change, .changeIndex, .anySign, .contribution: (.level, .identity, .none)
    case .output: (.growth, .log, Bounds(lower: 0, upper: .infinity))
    case .positive: (.level, .log, Bounds(lower: 0, upper: .infinity))
    case .count, .scatteredCount: (.count, .count, Bounds(lower: 0, upper: .infinity))
    case .nonNegative: (.level, .identity, Bounds(lower: 0, upper: .infinity))
    }
  }
}
