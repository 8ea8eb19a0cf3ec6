internal import LinearAlgebra
internal import RealModule

/// Months that stand far off what was before them and what came after, such as one order or one closed port.
///
/// Equation, with `d_t` the logarithms of the last six years without the course of the year and the drift of `SteadyCourse`, `b_t`
/// and `a_t` the medians of up to six months before and behind a month, `σ` the robust scale of `d` around medians of seven:
/// `o_t` is what lies nearer of `d_t − b_t` and `d_t − a_t`, 0 where they have different signs, and a share
/// `(|o_t|/σ − 3)/2`, cut to 0–1, of it is odd. Of January and February only what the other does not gain is odd, as the days of
/// Tết move between them. Course, medians and scale are those of the series without its odd months, found by three rounds.
/// Of the newest month nobody knows whether it stays: it counts as others do (`LevelShift` tells what is open of it), and course,
/// drift and scale are those of what was before it.
///
/// Units: logarithms.
/// Edge cases: up to two years, what never varies, and what varies by a fifth or more (`σ`): none; at most 1 is odd.
/// Source: additive outliers: Chen & Liu 1993, JASA 88, 284–297; that the newest cannot be told from a
/// level that moved: Ledolter 1989, International Journal of Forecasting 5, 231–240.
struct OddMonths {
  /// What is odd, by period of the series.
  let values: [Double]

  private static let (years, rounds) = (6, 3)
  /// Months to each side, and those to each side that the scale is taken from.
  private static let (near, around) = (6, 3)
  /// In `σ`: from where on a month is odd, and over how much more wholly.
  private static let (least, ramp) = (3.0, 2.0)
  private static let smallestScale = 1e-6
  /// Where months vary by so much nothing is odd, and the most that is, in logarithms.
  private static let (wildest, most) = (0.2, 1.0)

  init(_ series: [Double], periodsPerYear year: Int) {
    guard series.count > 2 * year else {
      values = series.map { _ in 0 }
      return
    }
    let recent = Array(series.suffix(Self.years * year))
    let first = series.count - recent.count
    var odd = recent.map { _ in 0.0 }
    for _ in 0..<Self.rounds {
      let view = View(recent, odd, first, year)
      guard view.scale > Self.smallestScale, view.scale < Self.wildest else {
        odd = odd.map { _ in 0 }
        break
      }
      let found = view.odd
      // What is found again is found in each round to come.
      guard found != odd else { break }
      odd = found
    }
    values = [Double](repeating: 0, count: first) + odd
  }

  /// A series without its course and drift, with what is known to be odd of it.
  private struct View {
    let bare, clean: [Double]
    let scale: Double
    let first, year: Int

    init(_ recent: [Double], _ odd: [Double], _ first: Int, _ year: Int) {
      let (course, drift) = SteadyCourse(periodsPerYear: year).parts(
        zip(recent, odd).dropLast().map { $0 - $1 }, first)
      let bare = recent.enumerated().map {
        $1 - course[(first + $0) % year] - drift * Double($0)
      }
      let clean = zip(bare, odd).map { $0 - $1 }
      let (past, around) = (Array(clean.dropLast()), OddMonths.around)
      scale =
        1.4826
        * Statistics.median(
          past.indices.map { abs(past[$0] - Self.middle(past, $0 - around..<$0 + around + 1)) })
      (self.bare, self.clean, self.first, self.year) = (bare, clean, first, year)
    }

    /// The median of values that lie side by side: of a few, thousands of times, so that none is allocated.
    private static func middle(_ values: [Double], _ range: Range<Int>) -> Double {
      let range = range.clamped(to: values.indices)
      guard !range.isEmpty else { return 0 }
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: range.count) { sorted in
        for (count, place) in range.enumerated() {
          var free = count
          while free > 0, sorted[free - 1] > values[place] {
            sorted[free] = sorted[free - 1]
            free -= 1
          }
          sorted[free] = values[place]
        }
        let half = range.count / 2
        return range.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
      }
    }

    /// Medians of the months before one, and from one on.
    private func before(_ place: Int) -> Double {
      Self.middle(clean, max(0, place - near)..<max(1, place))
    }

    private func after(_ place: Int) -> Double { Self.middle(clean, place..<place + near) }

    private var near: Int { max(2, OddMonths.near * year / 12) }

    /// How much of what a month is off is odd.
    private func share(_ off: Double) -> Double {
      min(max((abs(off) / scale - OddMonths.least) / OddMonths.ramp, 0), 1)
    }

    /// What is odd, of all months but the first and the newest.
    var odd: [Double] {
      bare.indices.map { place in
        guard place >= 3, place + 1 < bare.count, !isOpen(place) else { return 0 }
        let before = before(place)
        // What is near to the months before it is not odd, whatever comes after.
        guard share(bare[place] - before) > 0 else { return 0 }
        let one = off(place, before)
        let other = off(place, after(place + 1))
        guard one * other > 0 else { return 0 }
        let nearer = abs(one) < abs(other) ? one : other
        return share(nearer) * min(max(nearer, -OddMonths.most), OddMonths.most)
      }
    }

    /// Whether it is a January whose February is the newest: whether that gains what it lost is not asked, as a better
    /// February would make the January count.
    private func isOpen(_ place: Int) -> Bool {
      year == 12 && (first + place) % year == 0 && place + 2 == bare.count
    }

    private func off(_ place: Int, _ level: Double) -> Double {
      bare[place] - level - moved(place, level)
    }

    /// What January or February has of the other.
    private func moved(_ place: Int, _ level: Double) -> Double {
      let month = (first + place) % year
      guard year == 12, month < 2 else { return 0 }
      let (own, other) = (bare[place] - level, bare[month == 0 ? place + 1 : place - 1] - level)
      guard own * other < 0 else { return 0 }
      return own > 0 ? min(own, -other) : max(own, -other)
    }
  }
}
