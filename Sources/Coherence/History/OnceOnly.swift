internal import Randomness
internal import RealModule
internal import TimeSeries

/// Months of a year under way that stand far beyond their likes, as a building that is paid at once or a figure that was
/// typed wrongly does.
///
/// Equation, with `c_j` the logarithm of a month on the same one a year before, `m` the median of all of them and `s` how much
/// such changes vary: beyond `L_j = t s_j` from `m` a month counts as `m ± max(0, 2 L_j − |c_j − m|)` in place of `c_j`, as its
/// likes from twice that limit on, and what lies between both came once only. `s² = 2 (4 · 0.1² + Q)/(4 + d)`, `Q` and `d` half the
/// squares and the degrees of years before, and of this one's `n` months `0.37 (n − 1)` degrees of the robust scale
/// `1.4826 · median |c_j − m|`, which is as good as so many; `t` the quantile of Student's t of `4 + d` degrees that one in ten
/// thousand lies beyond; `s_j² = s²/l` of parts of `l` months, and of whole numbers below a thousand a year
/// `s²/l + 1/a_j + 1/b_j` with what the month was a year before and would be.
///
/// Edge cases: fewer than four months that two years know show nothing to be odd; months of 0 or less are left.
/// Source: the three-part function of Hampel without its flat part (Hampel, Ronchetti, Rousseeuw & Stahel 1986, Robust Statistics,
/// section 2.6), so that nothing leaps at the limit; efficiency of the median deviation: Rousseeuw & Croux 1993, JASA 88,
/// 1273–1283. Of made years with one year before, 4 to 11 months known and normal months of standard deviation 0.1, 0.3, 0.5
/// and 0.8, 0.0, 0.2, 2.5 and 4.2% have such a month; with three years before none of 0.3, of t with three degrees 3.8%.
struct OnceOnly {
  /// The year with those months as they count.
  let usual: YearOfParts
  /// What came once only, below 0 where months are far below their likes.
  let excess: Double
  /// The months, and what their likes lead to.
  let odd: [(span: YearOfParts.Span, usual: Double)]

  /// How rarely a usual month is beyond the limit, how many months show one, and how good the median deviation is.
  private static let (rarity, fewest, efficiency) = (1e-4, 4, 0.37)
  private static let (typical, degrees) = (0.1, 4.0)
  private static let countLimit = 1000.0

  /// `nil` where no month stands out.
  init?(of year: Int, parts: [Int: YearOfParts], wholes: [Int: Double]) {
    guard let now = parts[year], let last = parts[year - 1]?.with(whole: wholes[year - 1]) else {
      return nil
    }
    let pieces = now.pieces
    let changes = Self.changes(pieces, last)
    guard changes.count >= Self.fewest else { return nil }
    let median = changes.map(\.size).median
    let robust = 1.4826 * changes.map { abs($0.size - median) }.median
    var squares = Self.degrees * Self.typical * Self.typical
    let own = Self.efficiency * Double(changes.count - 1)
    squares += own * robust * robust / 2
    var degrees = Self.degrees + own
    for earlier in parts.keys where earlier < year {
      guard let own = parts[earlier]?.with(whole: wholes[earlier]),
        let before = parts[earlier - 1]?.with(whole: wholes[earlier - 1])
      else { continue }
      let past = Self.changes(own.months, before).map(\.size)
      guard past.count > 1 else { continue }
      let mean = past.reduce(0, +) / Double(past.count)
      squares += past.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2
      degrees += Double(past.count - 1)
    }
    // Of the change of two months both vary.
    let variance = 2 * squares / degrees
    let limit = StudentT.quantile(1 - Self.rarity / 2, degrees: degrees)
    let isCount =
      (wholes[year - 1] ?? 0) <= Self.countLimit
      && parts.values.allSatisfy { $0.spans.allSatisfy { $0.value.rounded() == $0.value } }
    var (spans, excess, odd) = (pieces, 0.0, [(span: YearOfParts.Span, usual: Double)]())
    for change in changes {
      let span = pieces[change.place]
      let expected = change.before * Double.exp(median)
      let own =
        variance / Double(span.months) + (isCount ? 1 / change.before + 1 / expected : 0)
      let (reach, distance) = (limit * own.squareRoot(), abs(change.size - median))
      guard distance > reach else { continue }
      let left = max(0, 2 * reach - distance)
      let held = expected * Double.exp(change.size > median ? left : -left)
      spans[change.place] = YearOfParts.Span(from: span.from, to: span.to, value: held)
      excess += span.value - held
      odd.append((span, expected))
    }
    guard !odd.isEmpty else { return nil }
    (usual, self.excess, self.odd) = (YearOfParts(spans), excess, odd)
  }

  /// How parts of a year changed on the same ones of another, in logarithms, where both are above 0.
  private static func changes(
    _ pieces: [YearOfParts.Span], _ before: YearOfParts
  ) -> [(place: Int, size: Double, before: Double)] {
    pieces.indices.compactMap { place in
      let span = pieces[place]
      guard span.value > 0, let there = before.sum(from: span.from, to: span.to), there > 0 else {
        return nil
      }
      return (place, Double.log(span.value / there), there)
    }
  }
}

extension YearOfParts {
  /// Single months that are known.
  var months: [Span] {
    (0..<12).compactMap { from in
      sum(from: from, to: from + 1).map { Span(from: from, to: from + 1, value: $0) }
    }
  }
}
