internal import LinearAlgebra
internal import RealModule

/// A short series as one Gaussian process: a level that may walk, a course of the year, growth, days of Tết and
/// noise, of sizes that nobody knows.
///
/// Equation, for logarithms `y_t`, `p` periods a year: `y` has the covariance
/// `σ² (κ + r² min(t, u)/p + b² (t − t̄)(u − t̄)/p² + s² [t ≡ u mod p] + h² x_t x_u + [t = u])`, `κ = 10⁵` for a
/// level of which nothing is known and `x` the share of the holiday. `s`, `r` and `b` are those of a grid, `h = 1.5`.
/// A case of the grid weighs what the series says for it (its likelihood, over a grid of `σ`) times its prior: `σ`,
/// `σ s`, `σ r`, `σ b` are log-normal about 8, 10, 10 and 8%, as usual months, courses, walks and growth of a year
/// are. What is ahead is the mean of the cases' conditional means, its covariance the mean of theirs and of what
/// cases differ by. Of a count `σ²` below what counting alone makes is ten times as unlikely. Weights, `σ` and what
/// cases differ by are those of all but the newest period, so that no better one lowers a chance. What lies two
/// deviations and more from where the newest was expected is as likely odd as a move of all that is ahead
/// (`OpenMove`): the process is not told of it.
///
/// What stands at the end of periods walks farther, with steps that may go on (`CourseNature`).
///
/// Where a period of the first two years stands out, other than January and February, each case has two others beside
/// it: what stands out is of this period alone, or of all that share its place in the year (`Outstanding`), so that
/// ranges hold both as long as one year alone has shown it.
///
/// So a level rests on all months, the course of the year is believed as far as two years of it agree, growth as far
/// as months of it agree, and ranges are as wide as months scatter.
///
/// Shapes: `H` periods ahead; the covariance H × H.
/// Units: logarithms; of other scales such on which a usual year changes by 5%.
/// Edge cases: at least a year and a period. Only the last six years are looked at.
/// Source: Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, 2.2 and 5.4; averages over such sizes:
/// Neal 1997, Monte Carlo implementation of Gaussian process models, University of Toronto 9702. The share of the variance that
/// is the squared scale of a t was chosen on 135 monthly series of Viet Nam cut to one to four years, and made
/// months.
struct ShortCourse {
  /// Middles; of logarithms those of the means of levels.
  let means: [Double]
  /// The squared scale of a t with the degrees of `RestOfYear`.
  let covariance: Matrix
  /// Of the newest far from where it was expected; the means hold what is expected of it.
  let move: OpenMove?

  private static let seasons: [Double] = [0, 0.7, 1.5, 4, 12]
  private static let slopes: [Double] = [0.3, 1.5, 6, 40]
  private static let holiday = 1.5
  private static let diffuse = 1e5
  /// Deviations `σ`, by half an octave.
  private static let noises = (-12..<18).map { 0.002 * Double.pow(2, Double($0) / 2) }
  /// The middles of the log-normal priors and their spreads.
  private static let (usualNoise, noiseSpread) = (0.08, 1.3)
  private static let (usualSeason, usualSlope, spread) = (0.1, 0.08, 1.2)
  /// What a ratio of 0 counts as in its prior.
  private static let leastRatio = 0.1
  private static let belowCounting = 0.1
  /// The most of a variance that lifts the mean of levels over their middle.
  private static let mostLift = 0.5
  private static let years = 6
  /// Evidence below the best so far, as a logarithm, from which on a case weighs nothing.
  private static let leastLog = 40.0
  /// Deviations up to which the newest is believed, and the chance that what is beyond them stays.
  private static let (believed, stays) = (2.0, 0.5)

  /// - Parameters:
  ///   - series: a year and a period at least, from any period of a year on.
  ///   - start: the ordinal of the first.
  ///   - counting: the variance that counting alone makes; 0 of what is no count.
  ///   - nature: what its level may do.
  init(
    _ series: [Double], start: Int, periodsPerYear year: Int, horizon: Int, counting: Double,
    isLogarithm: Bool, nature: CourseNature = .flow
  ) {
    let skipped = max(0, series.count / year - Self.years) * year
    let settled = max(year, series.count - skipped - 1)
    let recent = series[skipped...]
    let centre = Statistics.mean(recent.prefix(settled))
    var work = Work(
      recent.map { $0 - centre }, settled: settled, horizon: horizon, year: year,
      holidays: (0..<recent.count + horizon).map {
        year == 12 ? Self.holiday * HolidayEffect.share(start + skipped + $0) : 0
      })
    let noises = Self.noises.map { noise -> (square: Double, log: Double, prior: Double) in
      let log = Double.log(noise)
      let below = noise * noise < counting ? Double.log(Self.belowCounting) : 0
      return (
        noise * noise, log,
        below + Self.prior(log, usual: Self.usualNoise, spread: Self.noiseSpread)
      )
    }
    // What stands out in a count belongs to it; two years tell the course of the year.
    let outstanding =
      counting > 0 || settled >= 2 * year
      ? nil
      : Outstanding.place(recent.prefix(settled)) {
        // The months of Tết stand out in all years, by more or less as it moves.
        year != 12 || (start + skipped + $0) % 12 > 1
      }
    let open =
      [nil]
      + (outstanding.map {
        [Outstanding(place: $0, recurs: false), Outstanding(place: $0, recurs: true)]
      } ?? [])
    let walks = nature.paces.flatMap { pace -> [Walk] in
      // Of a month, in periods of the series.
      let steps = CourseNature.walk(
        recent.count + horizon, persistence: Double.pow(pace.persistence, 12 / Double(year)))
      return pace.walks.map {
        Walk(size: $0, steps: steps, logChance: pace.logChance, widening: pace.widening)
      }
    }
    var (cases, top) = ([Case](), -Double.infinity)
    for odd in open {
      for season in Self.seasons {
        for walk in walks {
          for slope in Self.slopes {
            let parts = [
              (season, Self.usualSeason), (walk.size, nature.usualWalk), (slope, Self.usualSlope),
            ].map { (log: Double.log(max($0.0, Self.leastRatio)), usual: $0.1) }
            let chance = (odd == nil ? 0 : Outstanding.logChance) + walk.logChance
            let found = work.fit(
              season: season, walk: walk, slope: slope, odd: odd, noises, above: top - Self.leastLog
            ) { noise in
              parts.reduce(chance) {
                $0 + Self.prior($1.log + noise, usual: $1.usual, spread: Self.spread)
              }
            }
            if let found {
              top = max(top, found.evidence)
              cases.append(found)
            }
          }
        }
      }
    }
    let all = cases.reduce(0) { $0 + Double.exp($1.evidence - top) }
    for place in cases.indices {
      cases[place].weight = Double.exp(cases[place].evidence - top) / all
    }
    // What the newest was expected to be.
    let newest = cases.reduce(0) { $0 + $1.weight * $1.newest }
    let ahead = 0..<horizon
    let middles = ahead.map { step in cases.reduce(0) { $0 + $1.weight * $1.usual(step, newest) } }
    var covariance = Matrix(rows: horizon, columns: horizon, repeating: 0)
    for own in cases where own.weight > 1e-4 {
      let off = ahead.map { own.usual($0, newest) - middles[$0] }
      for row in ahead {
        for column in 0...row {
          let value = own.weight * (own.covariance(row, column) + off[row] * off[column])
          covariance[row, column] += value
          if column < row { covariance[column, row] += value }
        }
      }
    }
    for step in ahead where Self.years(seen: recent.count + step, settled, year) < 2 {
      covariance[step, step] *= nature.seenOnce
    }
    let wide = cases.reduce(0) {
      $0 + $1.weight * ($1.spread + ($1.newest - newest) * ($1.newest - newest))
    }
    let bound = Self.believed * max(wide, 0).squareRoot()
    let last = series[series.count - 1] - centre
    let kept = wide > 0 ? min(max(last, newest - bound), newest + bound) : last
    let move =
      kept == last ? nil : OpenMove(chance: Self.stays, size: last - kept, deviation: 0)
    let moved = move?.expected(isLogarithm: isLogarithm) ?? 0
    means = ahead.map { step in
      let mean = centre + cases.reduce(0) { $0 + $1.weight * $1.usual(step, kept) }
      return mean + moved + (isLogarithm ? min(covariance[step, step], Self.mostLift) / 2 : 0)
    }
    self.covariance = nature.share * covariance
    self.move = move
  }

  /// In how many years a period of the year is settled.
  private static func years(seen period: Int, _ settled: Int, _ year: Int) -> Int {
    (settled + year - 1 - period % year) / year
  }

  /// The logarithm of a log-normal density, up to what all have.
  private static func prior(_ log: Double, usual: Double, spread: Double) -> Double {
    let score = (log - Double.log(usual)) / spread
    return -0.5 * score * score
  }
}

extension ShortCourse {
  /// How a level walks over a year, the covariance of a walk by row, and what its pace says.
  private struct Walk {
    let size: Double
    let steps: [Double]
    let logChance, widening: Double
  }

  /// One case of the grid.
  private struct Case {
    /// The logarithm of likelihood and prior, over all `σ`.
    var evidence = 0.0
    var weight = 0.0
    /// What is expected of `σ²`.
    var square = 0.0
    /// What the newest period was expected to be.
    var newest = 0.0
    /// What is expected of the square by which it misses that.
    var spread = 0.0
    /// What is ahead given all but the newest, and by how much that moves it.
    var before: [Double] = []
    var moved: [Double] = []
    /// The factor of the conditional covariance, by row, and what its squares are multiplied by.
    var factor: [Double] = []
    var widening = 1.0

    /// What is ahead where the newest is that.
    func usual(_ step: Int, _ value: Double) -> Double {
      before[step] + moved[step] * (value - newest)
    }

    func covariance(_ row: Int, _ column: Int) -> Double {
      let width = before.count
      return square * widening
        * (0...column).reduce(0) { $0 + factor[row * width + $1] * factor[column * width + $1] }
    }
  }

  /// A factor of the known and the periods ahead, computed anew in the same place for each case.
  private struct Work {
    private let values: [Double]
    private let settled, horizon, year: Int
    private let holidays: [Double]
    private var factor, scores: [Double]

    init(_ values: [Double], settled: Int, horizon: Int, year: Int, holidays: [Double]) {
      self.values = values
      (self.settled, self.horizon, self.year) = (settled, horizon, year)
      self.holidays = holidays
      factor = [Double](repeating: 0, count: holidays.count * holidays.count)
      scores = values
    }

    /// - Returns: `nil` where its evidence is not above a value.
    mutating func fit(
      season: Double, walk: Walk, slope: Double, odd: Outstanding?,
      _ noises: [(square: Double, log: Double, prior: Double)], above least: Double,
      prior: (Double) -> Double
    ) -> Case? {
      let (size, known) = (holidays.count, values.count)
      decompose(0..<known, season * season, walk, slope * slope, odd)
      func told(_ row: Int, _ count: Int) -> Double {
        (0..<count).reduce(0) { $0 + factor[row * size + $1] * scores[$1] }
      }
      for row in 0..<known {
        scores[row] = (values[row] - told(row, row)) / factor[row * size + row]
      }
      let misfit = scores[..<settled].reduce(0) { $0 + $1 * $1 }
      let volume = (0..<settled).reduce(0) { $0 + Double.log(factor[$1 * size + $1]) }
      // Of the level nothing is known, which takes one.
      let degrees = Double(settled - 1)
      let logs = noises.map { noise in
        noise.prior + prior(noise.log) - degrees * noise.log - misfit / (2 * noise.square) - volume
      }
      let top = logs.max() ?? 0
      let shares = logs.map { Double.exp($0 - top) }
      let sum = shares.reduce(0, +)
      let evidence = top + Double.log(sum)
      guard evidence > least else { return nil }
      decompose(known..<size, season * season, walk, slope * slope, odd)
      let last = known - 1
      let ahead = known..<size
      let square = zip(noises, shares).reduce(0) { $0 + $1.0.square * $1.1 } / sum
      let own = factor[last * size + last]
      return Case(
        evidence: evidence, square: square,
        newest: settled < known ? told(last, settled) : values[last],
        spread: settled < known ? square * own * own : 0,
        before: ahead.map { told($0, settled) },
        moved: ahead.map {
          settled < known ? factor[$0 * size + last] / factor[last * size + last] : 0
        },
        factor: ahead.flatMap { row in
          ahead.map { $0 <= row ? factor[row * size + $0] : 0 }
        }, widening: walk.widening)
    }

    /// Rows of the Cholesky factor, one after the other; by hand, so that sums have one order on every machine.
    private mutating func decompose(
      _ rows: Range<Int>, _ season: Double, _ walk: Walk, _ slope: Double, _ odd: Outstanding?
    ) {
      let (size, year, holidays) = (holidays.count, year, holidays)
      let (middle, length) = (Double(values.count) / 2, Double(year))
      let (perPeriod, perSquare) = (walk.size * walk.size / length, slope / (length * length))
      let steps = walk.steps
      factor.withUnsafeMutableBufferPointer { factor in
        for row in rows {
          let from = row * size
          let time = perSquare * (Double(row) - middle)
          for column in 0...row {
            var value = diffuse + time * (Double(column) - middle)
            value += perPeriod * steps[from + column] + holidays[row] * holidays[column]
            if (row - column).isMultiple(of: year) { value += season }
            if row == column { value += 1 }
            if let odd, odd.holds(row, column, year) { value += Outstanding.variance }
            let other = column * size
            for place in 0..<column { value -= factor[from + place] * factor[other + place] }
            factor[from + column] =
              row == column ? value.squareRoot() : value / factor[other + column]
          }
        }
      }
    }
  }
}
