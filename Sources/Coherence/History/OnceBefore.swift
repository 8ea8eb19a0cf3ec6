internal import RealModule
internal import TimeSeries

/// Parts of the year before the one under way that came once only, as far as they are likely to.
///
/// Equations: a part of that year is compared with the same part of the year before it or, where that is not known, of
/// the year under way, else with the others of its own year by months. With `d` its logarithm beside the middle of
/// these comparisons and `s` their robust scale, the odds that it came once only are
///
///     ε/(1 − ε) · N(d; 0, s² + 1.5²)/t(d/s) · T((ln((W − x)/V) − g)/τ)/T((ln(W/V) − g)/τ)
///
/// `ε` 3 of 100, `t` and `T` Student's densities with three and four degrees, `x` what it is above (or below) its
/// likes, `W` the year, `V` the one before it, `g` and `τ` how years grew until then: a season that comes every year
/// makes no year leap. What is above its likes is taken off in proportion to the probability, part after part from the
/// farthest on.
///
/// Edge cases: without `V` seasons are not told from what came once, and nothing is looked at. Parts of 0 or less are
/// left, and so are years of fewer than four parts.
/// Source: as `LevelTales`; the factors are assumed.
struct OnceBefore {
  /// The year with its parts as they count, and its whole.
  private(set) var parts: YearOfParts
  private(set) var whole: Double
  /// Parts that came once only in all likelihood, and what their likes lead to.
  private(set) var odd: [(span: YearOfParts.Span, usual: Double)] = []
  /// What is taken off or not, of each part: the variance of what it counts.
  private(set) var open: [(span: YearOfParts.Span, variance: Double)] = []

  private static let (fewest, least, likely) = (4, 0.02, 0.9)
  /// The least scale of parts beside others of their year, which have seasons, and beside those of other years.
  private static let (seasonal, compared) = (0.25, 0.1)

  /// - Parameter year: the year, over, with parts and a whole.
  init?(_ year: Int, parts all: [Int: YearOfParts], wholes: [Int: Double]) {
    guard let last = all[year], let whole = wholes[year], whole > 0 else { return nil }
    (parts, self.whole) = (last, whole)
    guard let before = wholes[year - 1], before > 0 else { return }
    let growth = YearlyGrowth(wholes, through: year - 1)
    var spans = last.pieces
    if let end = spans.last?.to, end < 12, let rest = last.with(whole: whole).sum(from: end, to: 12)
    {
      spans.append(YearOfParts.Span(from: end, to: 12, value: rest))
    }
    guard spans.count >= Self.fewest, spans.allSatisfy({ $0.value > 0 }) else { return }
    let likes = Self.likes(
      spans, [all[year - 1]?.with(whole: before), all[year + 1]].compactMap(\.self))
    func fit(_ whole: Double) -> Double {
      guard whole > 0 else { return -.infinity }
      let gap = (Double.log(whole / before) - growth.mean) / growth.deviation
      return -2.5 * Double.log(onePlus: gap * gap / 4)
    }
    var isChanged = false
    let order = spans.indices.sorted {
      abs(Double.log(spans[$0].value / likes[$0].usual))
        > abs(Double.log(spans[$1].value / likes[$1].usual))
    }
    for place in order {
      let (usual, scale) = likes[place]
      let span = spans[place]
      let gap = Double.log(span.value / usual)
      let excess = span.value - usual
      let wide = scale * scale + LevelTales.oddWidth * LevelTales.oddWidth
      let ofOdd = -gap * gap / (2 * wide) - Double.log(2 * Double.pi * wide) / 2
      // Student's density with three degrees: 2/(π √3) (1 + x²/3)^−2.
      let ofUsual =
        Double.log(0.36755 / scale) - 2 * Double.log(onePlus: gap * gap / (3 * scale * scale))
      let odds =
        Double.log(LevelTales.oddShare / (1 - LevelTales.oddShare)) + ofOdd - ofUsual
        + fit(self.whole - excess) - fit(self.whole)
      let probability = 1 / (1 + Double.exp(-odds))
      guard probability > Self.least else { continue }
      isChanged = true
      self.whole -= probability * excess
      spans[place] = YearOfParts.Span(
        from: span.from, to: span.to, value: span.value - probability * excess)
      open.append((span, probability * (1 - probability) * excess * excess))
      if probability > Self.likely { odd.append((span, usual)) }
    }
    if isChanged { parts = YearOfParts(spans) }
  }

  /// What other parts lead to for each, and how far such comparisons mostly lie apart.
  private static func likes(
    _ spans: [YearOfParts.Span], _ others: [YearOfParts]
  ) -> [(usual: Double, scale: Double)] {
    let logs = spans.map { Double.log($0.value / Double($0.months)) }
    let middle = logs.median
    let seasons = max(seasonal, 1.4826 * logs.map { abs($0 - middle) }.median)
    var found = spans.map { (usual: Double($0.months) * Double.exp(middle), scale: seasons) }
    for other in others.reversed() {
      let changes = spans.indices.compactMap {
        place -> (place: Int, size: Double, there: Double)? in
        let span = spans[place]
        guard let there = other.sum(from: span.from, to: span.to), there > 0 else { return nil }
        return (place, Double.log(span.value / there), there)
      }
      guard changes.count >= fewest else { continue }
      let middle = changes.map(\.size).median
      let scale = max(compared, 1.4826 * changes.map { abs($0.size - middle) }.median)
      for change in changes {
        found[change.place] = (change.there * Double.exp(middle), scale)
      }
    }
    return found
  }
}
