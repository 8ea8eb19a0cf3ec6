internal import RealModule
package import TimeSeries

/// A year of an amount from some of its months, such as what a budget took in.
///
/// Equations. What has come, `C`, is known. The rest of the year is `ρ U e^η`: `U` the year as years usually are, at
/// the level that the model of the years, conditioned on what the parts say of it (`YearTales`), expects; `ρ = 1 − f`
/// the share of a usual year that is still to come, `f = e^{l̄}` with the mean `l̄` of the logarithms of the shares
/// `l_i` that the same months had in `N` years before. So what came beyond its likes comes on top, and takes nothing
/// from the rest. The parts say what `LevelTales` makes of their changes; where the months `k_t` are as usual the level
/// of a tale has the variance `B (12 − k)/12 · k/k_t`, and `η` has `B k/12`, with
///
///     B = V/(1 − f)²,   V = (ν v + Σ (l_i − l̄)²) / (ν + N − 1) · (1 + 1/N),
///     v = σ² (1 − f)² · 12 / (k (12 − k)) · A · max(1, k/(12 f))
///
/// `σ²` the variance of months' logarithms around the course of the year: of 2.5 degrees around a typical 0.1² and how
/// rough the months of years before are, from changes of years before on the same months of theirs, and by how this
/// year's agree. `A` is what neighbours that are alike make of it (`Likeness`).
///
/// Without a year before share and variance are those of other amounts (`AmountShares`), moved by what other first
/// months made of years before: the share is what is open, and the rest is the year less what has come. Three tales are
/// told: it is as usual, the level has moved, or it came once only.
///
/// Parts of the year before that came once only (`OnceBefore`) count as their likes. Months of years before that are
/// lacking follow from the others and the year; where they do not, the months that are known of both years count. Parts
/// of every length do (`YearOfParts`). Where amounts may fall, months of 0 or less among them, the sum of all parts is
/// one part, and what has come is no floor.
///
/// Edge cases: whole numbers below a thousand vary at least as counts do, by one over their mean. Months that sum to 0
/// or less tell nothing. Months that make less of a year than their number would vary by the more, as what is
/// proportional to its variance does: a January of 0.4% of the year tells hardly anything.
///
/// Source: variance of a share of independent parts by the delta method, those of the months in proportion to their
/// sizes; pooled variances: Gelman, Carlin, Stern, Dunson, Vehtari & Rubin 2013, Bayesian Data Analysis, 3rd edition,
/// section 3.2. The typical sizes are assumed.
package struct AmountToDate {
  /// The year's expected amount: the middle of its distribution.
  package let amount: Double
  /// Standard deviation of its logarithm.
  package let deviation: Double
  /// Months behind it.
  package let months: Int
  /// Years before whose shares are known.
  package let cases: Int
  /// How many times last year's level the parts lead to.
  package let times: Double
  /// What has come of it already; `nil` where amounts may fall.
  package let come: KnownPart?
  /// What the parts say of the year that `come` makes the amount of; `nil` where amounts may fall.
  package let tales: YearTales?
  /// Parts that stand far beyond their likes, and what these lead to.
  package let odd: [(span: YearOfParts.Span, usual: Double)]
  /// The chance that what has come is what stands at that time instead, where that is worth telling.
  package let standing: Double?
  /// What came once only of the year before, and its parts.
  package let before: (usual: Double, odd: [(span: YearOfParts.Span, usual: Double)])

  /// A typical deviation of months, with its weight beside that of their own roughness, and what both together count
  /// as.
  private static let (typicalNoise, typicalWeight, noiseDegrees) = (0.1, 0.7, 2.5)
  private static let (roughShare, monthlyWeight, quarterlyWeight) = (0.8, 2.0, 0.7)
  /// Degrees from which on more months tell no more: months that follow one another are alike.
  private static let mostDegrees = 5.0
  /// Years before that count, the last ones.
  private static let window = 6
  private static let countLimit = 1000.0
  /// So likely a part is odd that is told to be, and at least so far, in logarithms, from its likes.
  private static let (oddness, farness) = (0.95, 0.4)

  /// A year from its months; `nil` where they tell nothing.
  ///
  /// - Parameters:
  ///   - parts: what is known of years, in the unit of the years.
  ///   - wholes: amounts of years that are over.
  ///   - periods: how many parts a year has whose changes tell how much months vary, 12 or 4.
  ///   - canFall: whether months may take away what has come.
  ///   - standing: the chance that what is summed up is what stands at that time, where no year before tells it.
  package init?(
    of year: Int, parts told: [Int: YearOfParts], wholes published: [Int: Double],
    periods: Int = 12, canFall: Bool = false, standing: Double = 0
  ) {
    var (parts, wholes) = (told, published)
    let once = canFall ? nil : OnceBefore(year - 1, parts: told, wholes: published)
    if let once { (parts[year - 1], wholes[year - 1]) = (once.parts, once.whole) }
    guard let now = parts[year], let before = wholes[year - 1], before > 0,
      now.sum(from: 0, to: 12) == nil
    else { return nil }
    self.before = (before, once?.odd ?? [])
    let blocks = now.blocks
    let come = blocks.reduce(0) { $0 + $1.value }
    guard come > 0 else { return nil }
    months = blocks.reduce(0) { $0 + $1.months }
    let past = parts.filter { $0.key < year && wholes[$0.key] ?? 0 > 0 }
      .sorted { $0.key < $1.key }.suffix(Self.window)
      .map { ($0.value.with(whole: wholes[$0.key]), wholes[$0.key] ?? 0) }
    let pieces = now.pieces
    let known = Self.common(blocks, pieces, past.map(\.0))
    let shares = past.compactMap { Self.share(of: known, $0.0, $0.1) }
    cases = shares.count
    let growth = YearlyGrowth(wholes, through: year - 1)
    guard !shares.isEmpty else {
      let others = AmountShares.ofYear(months: months, beside: Self.others(blocks, past))
      let alone = AmountAlone(
        come: come, share: others, before: before, growth: growth, standing: standing,
        gone: Double(blocks.last?.to ?? 0) / 12)
      self.standing = standing < AmountAlone.leastTold ? nil : standing
      (odd, times) = ([], alone.times)
      (amount, deviation) = (alone.amount, alone.deviation)
      (tales, self.come) = canFall ? (nil, nil) : (alone.tales, alone.come)
      return
    }
    self.standing = nil
    let count = Double(known.reduce(0) { $0 + $1.months })
    let sum = known.reduce(0) { $0 + $1.value }
    let number = Double(shares.count)
    let mean = shares.reduce(0, +) / number
    let scatter = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let isCount =
      before <= Self.countLimit
      && parts.values.allSatisfy { $0.spans.allSatisfy { $0.value.rounded() == $0.value } }
    let first = min(Double.exp(mean), 1 - 1e-9)
    let rest = 1 - first
    // What is small beside its months varies by more, as sums of few cases do.
    let small = max(1, count / 12 / first)
    let noise = Self.noise(parts, wholes, through: canFall ? year : year - 1, periods: periods)
    let likeness = Likeness.factor(
      noise.correlation, of: Int((count * Double(periods) / 12).rounded()), of: periods)
    // The variance of how the first months compare with the rest of their year.
    func between(_ month: Double) -> Double {
      let own = max(month, isCount ? count / sum : 0) * small
      let ofMonths = own * 12 / (count * (12 - count)) * likeness
      let pooled =
        (noise.degrees * ofMonths + scatter / (rest * rest)) / (noise.degrees + number - 1)
      return max(pooled * (1 + 1 / number), 1e-10)
    }
    if canFall {
      // Of what may fall the sum is all that is told.
      let month = noise.variance * noise.degrees / max(1, noise.degrees - 2)
      (odd, tales, self.come) = ([], nil, nil)
      (amount, times) = (sum / first, sum / first / before)
      deviation = rest * between(month).squareRoot()
      return
    }
    let level = Self.level(
      known, pieces, past, first: first, before: before, isCount: isCount, growth: growth,
      noise: (noise.variance, noise.degrees))
    odd = zip(level.spans, level.found.odd).compactMap { span, chance in
      let usual = span.usual * Double.exp(level.middle)
      return chance > Self.oddness && abs(Double.log(span.part.value / usual)) > Self.farness
        ? (span.part, usual) : nil
    }
    // Whether parts of last year's rest came once only is open as well.
    let openRest = (once?.open ?? []).reduce(0) { sum, part in
      known.contains { $0.from < part.span.to && part.span.from < $0.to }
        ? sum : sum + part.variance / (rest * before * rest * before)
    }
    let tales = YearTales(
      level.found.tales.map { tale in
        let wide = between(tale.month)
        let error =
          tale.months > 0
          ? wide * (12 - count) / 12 * max(1, count / tale.months) : tale.variance
        return YearTales.Tale(
          weight: tale.weight, level: tale.level + Double.log(before), error: error.squareRoot(),
          noise: (wide * count / 12 + Double.log(onePlus: openRest)).squareRoot(),
          isMoved: tale.isMoved)
      })
    let seen = tales.seen(beside: (growth.mean + Double.log(before), growth.deviation))
    let usual = Double.exp(seen.mean)
    // Months that no year before knows are part of the rest.
    let other = come - sum
    let spread = (seen.deviation * seen.deviation + seen.noise * seen.noise).squareRoot()
    let least = max(0, other) / rest
    let edge = least + min(before, usual) * min(0.5, Double.exp(-3 * spread))
    let held = KnownPart(once: sum, share: rest, least: least, edge: edge)
    amount = held.value(usual) { Double.exp($0) }
    deviation = spread * (amount - come) / amount
    times = usual / before
    (self.come, self.tales) = (held, tales)
  }

  /// What the parts say of the level beside last year's, with their likes in a year at that level.
  private static func level(
    _ known: [YearOfParts.Span], _ pieces: [YearOfParts.Span], _ past: [(YearOfParts, Double)],
    first: Double, before: Double, isCount: Bool, growth: YearlyGrowth,
    noise: (variance: Double, degrees: Double)
  ) -> (
    found: LevelTales, spans: [(part: YearOfParts.Span, usual: Double)], middle: Double
  ) {
    let inside = pieces.filter { piece in
      known.contains { $0.from <= piece.from && piece.to <= $0.to }
    }
    func usual(_ spans: [YearOfParts.Span]) -> [(part: YearOfParts.Span, usual: Double)]? {
      let found = spans.compactMap { span -> (part: YearOfParts.Span, usual: Double)? in
        let shares = past.compactMap { share(of: [span], $0.0, $0.1) }
        guard span.value > 0, !shares.isEmpty else { return nil }
        let mean = shares.reduce(0, +) / Double(shares.count)
        return (span, before * Double.exp(mean))
      }
      return found.count == spans.count && !found.isEmpty ? found : nil
    }
    let isWhole =
      inside.reduce(0) { $0 + $1.months } == known.reduce(0) { $0 + $1.months }
    let total = known.reduce(0) { $0 + $1.value }
    let all = YearOfParts.Span(from: 0, to: known.reduce(0) { $0 + $1.months }, value: total)
    var spans = (isWhole ? usual(inside) : nil) ?? [(all, before * first)]
    // Together they make the share of all of them.
    let sum = spans.reduce(0) { $0 + $1.usual }
    spans = spans.map { ($0.part, $0.usual / sum * before * first) }
    let number = Double(max(1, past.count))
    let found = LevelTales(
      spans.map { span, usual in
        let length = Double(span.months)
        return LevelTales.Part(
          change: Double.log(span.value / usual), months: length,
          breadth: (1 + 1 / number) * max(1, length / 12 * before / usual),
          extra: isCount ? 1 / usual + 1 / max(usual, span.value) : 0)
      }, growth: (growth.mean, growth.deviation), noise: noise)
    let likely = found.tales.max { $0.weight < $1.weight }
    return (found, spans, likely?.level ?? 0)
  }

  /// The months that count: all of them where a year before knows as much, else most that one of them knows, too.
  private static func common(
    _ blocks: [YearOfParts.Span], _ pieces: [YearOfParts.Span], _ past: [YearOfParts]
  ) -> [YearOfParts.Span] {
    func knows(_ year: YearOfParts, _ span: YearOfParts.Span) -> Bool {
      year.sum(from: span.from, to: span.to) != nil
    }
    if past.contains(where: { year in blocks.allSatisfy { knows(year, $0) } }) { return blocks }
    func length(_ spans: [YearOfParts.Span]) -> Int { spans.reduce(0) { $0 + $1.months } }
    let both = past.map { year in
      // Sums that are known of both years, though not their parts.
      let found = blocks.flatMap { block -> [YearOfParts.Span] in
        knows(year, block)
          ? [block]
          : pieces.filter { block.from <= $0.from && $0.to <= block.to && knows(year, $0) }
      }
      return found
    }
    return both.reduce([]) { length($1) >= length($0) ? $1 : $0 }
  }

  /// Shares of other first months of years before, the nearest of each; none beside months with gaps.
  private static func others(
    _ blocks: [YearOfParts.Span], _ past: [(YearOfParts, Double)]
  ) -> [(months: Int, logarithm: Double)] {
    guard blocks.count == 1, blocks[0].from == 0 else { return [] }
    let nearest = (1...11).sorted { abs($0 - blocks[0].to) < abs($1 - blocks[0].to) }
    return past.compactMap { year, whole in
      nearest.lazy.compactMap { end -> (months: Int, logarithm: Double)? in
        guard let sum = year.sum(from: 0, to: end), sum > 0, sum < whole else { return nil }
        return (end, Double.log(sum / whole))
      }.first
    }
  }

  /// The logarithm of the share of months in a year.
  private static func share(
    of spans: [YearOfParts.Span], _ year: YearOfParts, _ whole: Double
  ) -> Double? {
    guard !spans.isEmpty else { return nil }
    var first = 0.0
    for span in spans {
      guard let own = year.sum(from: span.from, to: span.to) else { return nil }
      first += own
    }
    return first > 0 && first <= whole * 1.0001 ? min(0, Double.log(first / whole)) : nil
  }

  /// The scale of the variance of a month's logarithm around the course of the year, its degrees of freedom, and how alike
  /// neighbours are; changes that lie far from those of their year count as if they lay at three robust deviations.
  private static func noise(
    _ parts: [Int: YearOfParts], _ wholes: [Int: Double], through year: Int, periods: Int
  ) -> (variance: Double, degrees: Double, correlation: Double) {
    // Parts longer than months vary less.
    let length = 12 / periods
    var (squares, degrees) = (0.0, 0.0)
    var likeness = Likeness()
    for now in parts.keys.sorted().suffix(window + 1) where now <= year {
      guard let own = parts[now]?.with(whole: wholes[now]),
        let before = parts[now - 1]?.with(whole: wholes[now - 1])
      else { continue }
      let changes = stride(from: 0, to: 12, by: length).compactMap { from -> Double? in
        guard let here = own.sum(from: from, to: from + length), here > 0,
          let there = before.sum(from: from, to: from + length), there > 0
        else { return nil }
        return Double.log(here / there)
      }
      guard changes.count > 1 else { continue }
      let middle = changes.median
      let limit = max(0.05, 3 * 1.4826 * changes.map { abs($0 - middle) }.median)
      let near = changes.map { min(max($0, middle - limit), middle + limit) }
      let mean = near.reduce(0, +) / Double(near.count)
      squares += near.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
      degrees += Double(near.count - 1)
      likeness.add(near.map { $0 - mean })
    }
    var typical = typicalWeight * typicalNoise * typicalNoise
    var weight = typicalWeight
    if let rough = roughness(parts, wholes, through: year, length) {
      let own = periods == 12 ? monthlyWeight : quarterlyWeight
      weight += own
      typical += own * roughShare * roughShare * Double(length) * rough
    }
    let all = noiseDegrees * typical / weight + Double(length) * squares
    return (
      all / (noiseDegrees + degrees), min(mostDegrees, noiseDegrees + degrees),
      likeness.correlation
    )
  }

  /// The variance of parts around straight lines through their neighbours, in logarithms: of robust scale over the
  /// years before, `(1.4826 · median |x_{j−1} − 2 x_j + x_{j+1}|)²/6`; seasons that leap from part to part are in it.
  private static func roughness(
    _ parts: [Int: YearOfParts], _ wholes: [Int: Double], through year: Int, _ length: Int
  ) -> Double? {
    var bends: [Double] = []
    for (own, told) in parts where own <= year {
      let known = told.with(whole: wholes[own])
      let logs = stride(from: 0, to: 12, by: length).map { from -> Double? in
        guard let value = known.sum(from: from, to: from + length), value > 0 else { return nil }
        return Double.log(value)
      }
      for place in logs.indices.dropFirst().dropLast() {
        guard let before = logs[place - 1], let here = logs[place], let after = logs[place + 1]
        else { continue }
        bends.append(abs(before - 2 * here + after))
      }
    }
    guard bends.count > 1 else { return nil }
    let scale = 1.4826 * bends.median
    return scale * scale / 6
  }
}
