internal import RealModule
internal import TimeSeries

/// A level that is counted from another base now than a run counted it from: another base year, other prices, another
/// unit, or an index that the program made of growth, whose last known year is always 100.
///
/// With `r_t = said_t / now_t` of the years that the run knew and figures still tell, the factor is the median of the
/// newest three `r_t`. It is another base where `log r_t` is nearly the same in all these years and far from zero
/// beside what is left; figures that are revised differ by little, or by less and less the older they are. The newest
/// year, which is revised most, counts only where there are not enough others.
struct BaseChange: Hashable {
  /// What a figure of now is multiplied by to stand on the base of the run.
  let factor: Double
  /// The first and the last year that both have.
  let first, last: Int

  /// Years that must agree before figures of a publisher count as of another base.
  static let leastYears = 3
  /// How far logarithms may lie from their middle, in parts of it: among new prices growth differs, too.
  static let scatter = 0.25
  /// Below this a change is a new base only where it is the same in all years but for rounding.
  static let small = 0.05

  /// - Parameters:
  ///   - said: levels by year as the run knew them.
  ///   - now: levels by year as they are known now.
  ///   - isIndex: whether the levels now are made of growth alone, so that their size says nothing.
  /// - Returns: `nil` where both stand on one base, as far as is known.
  init?(said: [Int: Double], now: [Int: Double], isIndex: Bool) {
    let ratios = said.keys.sorted().compactMap { year -> (year: Int, log: Double)? in
      guard let before = said[year], let after = now[year], before > 0, after > 0 else {
        return nil
      }
      return (year, Double.log(before / after))
    }
    guard let first = ratios.first, let last = ratios.last else { return nil }
    let logs = ratios.map(\.log)
    let factor = logs.suffix(3).median
    if isIndex {
      guard abs(factor) > 1e-9 else { return nil }
    } else {
      let judged = logs.count > Self.leastYears ? Array(logs.dropLast()) : logs
      let middle = judged.median
      let far = judged.map { abs($0 - middle) }.max() ?? 0
      let allowed = abs(middle) < Self.small ? Self.scatter / 5 : Self.scatter
      guard judged.count >= Self.leastYears, abs(middle) > 0.002, far <= allowed * abs(middle)
      else { return nil }
    }
    self.factor = Double.exp(factor)
    (self.first, self.last) = (first.year, last.year)
  }
}
