public import LinearAlgebra
internal import RealModule

/// A monthly or quarterly series up to the end of its year: means, errors, their covariance.
///
/// Equation: half of `RobustSeasonalGrowth` (`φ = 0.85`, `α = 0.45`, cut at 2.5, a share of 0.3 from the year to date)
/// and half of `RecentGrowth`: the first is moved by half of the difference of the growth of what both forecast
/// together. Months are rid of the `HolidayEffect` before, and given it again behind.
/// In a year that has begun the whole rest is then moved by a share of the way to what the year to date makes of it by the
/// course of past years (`YearCourse`).
/// Errors ahead `e_h = s ε_h + u_h`, `u_h = ρ u_{h−1} + σ η_h`: a month's own surprise, and one that lasts (`ρ = 0.9`). With
/// `V_1` the squared scale of past one-step errors and `V_H` that of the growth of all `H` periods together, both of
/// forecasts made with what was known then (t with five degrees of freedom, `SeasonalGrowthForecast.squaredScale`),
/// `s² + σ² = V_1` and `s²/H + σ² f_H = V_H`. Where what is ahead holds no January and no February only errors of such
/// stretches and months count, as Tết makes those two larger. `V_H` is shrunk to 0.75² V_1 as by three independent
/// stretches, 0.7 of that ratio being what a level with the gain `α` of the `SteadyCourse` makes of it,
/// `Σ_{i<H} (1 + α i)²/H²`; `V_1` to the usual surprise as by eight errors, both made larger by what the number of errors asks.
/// What a level has moved by of late (`LevelShift`) is taken off before and given back behind, too; what was odd in single
/// months (`OddMonths`) is taken off alone.
///
/// Shapes: `H` periods ahead; the covariance H × H.
/// Units: logarithms; of a series that has none the values themselves.
/// Edge cases: fewer than a year and a period: `tooShort`.
/// Randomness consumed: none.
/// Source: average of forecasts: Bates & Granger 1969, Operational Research Quarterly 20, 451–468.
///
/// With the course of the year the mean error of the year's growth over 111 monthly series of Viet Nam's trade, prices of
/// goods and industry 2012–2024, 1,038 years a row, is 14.9 / 11.4 / 7.9 / 4.0 points after 1, 3, 6, 9 months; without it
/// 15.1 / 11.8 / 8.4 / 4.2.
public struct RestOfYear: Sendable, Hashable {
  /// Means of the periods ahead.
  public let means: [Double]
  /// The covariance of their errors, the squared scale of a t, beside `moves`.
  public let covariance: Matrix
  /// Moves of all that is ahead of which nobody knows yet; the means hold what is expected of them.
  public let moves: [OpenMove]
  /// Past errors of the growth of a quarter ahead, in their own scale, by the period they were made after.
  public let errors: [Int: Double]
  /// How many past forecasts the errors rest on.
  public let cases: Int

  /// The usual one-step surprise: the median of 36 monthly series of Viet Nam's trade and industry is 0.13, that of
  /// totals 0.07.
  private static let usualSurprise = 0.08
  private static let surprisePrior = 8.0
  /// The most that the usual surprise is, in deviations of what the course of all years leaves over: one, and more where few
  /// years tell it, five in the first.
  private static let farther = 5.0
  /// `V_H` over `V_1`, a ratio of scales: 0.7 to 1 for three to eleven months of 36 series; at 0.75 ranges of 80% held
  /// 74 to 86% of 1,128 rests of years.
  private static let usualRatio = 0.75
  private static let ratioPrior = 3.0
  /// The share of what the gain of the level makes of that ratio: noise round a level makes years calm, a walk does not.
  private static let smoothedShare = 0.7
  private static let persistence = 0.9
  /// Degrees of freedom of the errors.
  public static let degrees = SeasonalGrowthForecast.degrees

  /// Forecasts a series whose first value is the first of a year.
  ///
  /// - Parameters:
  ///   - series: on the scale on which growth is a difference.
  ///   - start: the ordinal of the first period.
  ///   - horizon: periods ahead, at least one.
  /// - Throws: `tooShort`; `outsideScale` for a value that is no number.
  public init(
    _ series: [Double], start: Int, periodsPerYear: Int, horizon: Int
  ) throws(ModelError) {
    try self.init(
      series, isLogarithm: true, isCount: false, start: start, periodsPerYear: periodsPerYear,
      horizon: horizon)
  }

  private init(
    _ series: [Double], isLogarithm: Bool, isCount: Bool, start: Int, periodsPerYear: Int,
    horizon: Int, beside: Beside = Beside(), memory: Memory = Memory()
  ) throws(ModelError) {
    guard series.count > periodsPerYear else {
      throw .tooShort(observations: series.count, minimum: periodsPerYear + 1)
    }
    for value in series where !value.isFinite { throw .outsideScale(value: value) }
    let model = Point(start: start, periodsPerYear: periodsPerYear, isCount: isCount)
    let known = model.known(series)
    let past = model.past(series, horizon, memory)
    let (means, moves) = model.open(known, horizon, past.share, isLogarithm)
    let errors = Double(past.first.count)
    let (noise, gain) = model.noise(model.known(Array(series.dropLast())))
    let far = 1 + Self.farther * Double(periodsPerYear) / Double(series.count)
    let usual = min(Self.usualSurprise, far * noise)
    let first = Self.pooled(
      SeasonalGrowthForecast.squaredScale(past.first), errors, usual * usual, Self.surprisePrior)
    let independent = max(Double(past.together.count) / Double(horizon), Double(past.years))
    let together = Self.pooled(
      SeasonalGrowthForecast.squaredScale(past.together), independent,
      Self.squaredRatio(gain, horizon) * first, Self.ratioPrior)
    (self.means, covariance, self.moves) = Self.withShort(
      (means, Self.covariance(first, together, horizon), moves), series, beside, start: start,
      periodsPerYear: periodsPerYear, isLogarithm: isLogarithm)
    let quarter = SeasonalGrowthForecast.squaredScale(
      past.quarters.sorted { $0.key < $1.key }.map(\.value)
    ).squareRoot()
    self.errors = quarter > 0 ? past.quarters.mapValues { $0 / quarter } : [:]
    cases = past.first.count
  }

  /// Forecasts values: by their logarithms, or as they are, with means and covariance on the scale chosen.
  ///
  /// - Parameter isStock: whether they stand at the end of periods, so that most go on from the last one (`ShortCourse` of
  ///   the nature `stock`, whatever their length).
  /// - Parameter isCount: whether they are small counts, of which the largest belong to it and are not odd.
  /// - Parameter earlier: the values right before the first, less than a year of them; short histories rest on them, too.
  /// - Parameter memory: of forecasts of the same series with fewer or more values.
  /// - Throws: as the other.
  public init(
    values: [Double], isLogarithm: Bool, start: Int, periodsPerYear: Int, horizon: Int,
    isStock: Bool = false, isCount: Bool = false, earlier: [Double] = [],
    memory: Memory = Memory()
  ) throws(ModelError) {
    let scale = ChangeScale(values, isLogarithm: isLogarithm, periodsPerYear: periodsPerYear)
    if isStock {
      guard values.count > periodsPerYear else {
        throw .tooShort(observations: values.count, minimum: periodsPerYear + 1)
      }
      for value in values where !value.isFinite { throw .outsideScale(value: value) }
      let course = ShortCourse(
        values.map(scale.image), start: start, periodsPerYear: periodsPerYear, horizon: horizon,
        counting: 0, isLogarithm: isLogarithm, nature: .stock)
      means = course.means.map(scale.back)
      covariance = scale.size * scale.size * course.covariance
      moves = course.move.map { [$0.scaled(by: scale.size)] } ?? []
      (errors, cases) = ([:], values.count - periodsPerYear)
      return
    }
    let own = try RestOfYear(
      values.map(scale.image), isLogarithm: isLogarithm, isCount: isCount, start: start,
      periodsPerYear: periodsPerYear, horizon: horizon,
      beside: Beside(earlier: earlier.map(scale.image), counting: scale.counting(values)),
      memory: memory)
    means = own.means.map(scale.back)
    covariance = scale.size * scale.size * own.covariance
    moves = own.moves.map { $0.scaled(by: scale.size) }
    (errors, cases) = (own.errors, own.cases)
  }

  /// `V_H / V_1` before errors of stretches are known.
  private static func squaredRatio(_ gain: Double, _ horizon: Int) -> Double {
    let smoothed = (0..<horizon).reduce(0.0) { sum, step in
      let part = (1 + gain * Double(step)) / Double(horizon)
      return sum + part * part
    }
    return (1 - smoothedShare) * usualRatio * usualRatio + smoothedShare * smoothed
  }

  /// A squared scale beside the usual one, larger for the few errors that it rests on.
  private static func pooled(
    _ own: Double, _ count: Double, _ usual: Double, _ prior: Double
  ) -> Double {
    (own * count + usual * prior) / (count + prior) * (1 + 2 / (count + prior))
  }

  /// Of the steady course before errors are known.
  fileprivate static let usualShare = 0.35
  private static let usualCases = 4.0

  /// The share of the second forecast whose mixture had the smallest errors, drawn to the usual one.
  fileprivate static func share(_ errors: [(Double, Double)], _ overlap: Double) -> Double {
    guard !errors.isEmpty else { return usualShare }
    var (products, squares) = (0.0, 0.0)
    for pair in CutErrors(errors.map(\.0), errors.map(\.1)).pairs {
      products += pair.own * pair.difference
      squares += pair.difference * pair.difference
    }
    // Stretches that overlap tell less than as many that do not.
    products /= overlap
    squares /= overlap
    return min(max((products + usualShare * usualCases) / (squares + usualCases), 0), 1)
  }

  private static func covariance(_ first: Double, _ together: Double, _ horizon: Int) -> Matrix {
    // Of `u` alone, with σ = 1.
    let lasting = Matrix(rows: horizon, columns: horizon) { row, column in
      (0...min(row, column)).reduce(0) {
        $0 + Double.pow(persistence, Double(row + column - 2 * $1))
      }
    }
    let count = Double(horizon)
    let share = lasting.storage.reduce(0, +) / (count * count)
    guard horizon > 1 else {
      return Matrix(rows: 1, columns: 1, repeating: max(first, together))
    }
    let wanted = (together - first / count) / (share - 1 / count)
    let lastingPart = min(max(0, wanted), first)
    let own = first - lastingPart
    let made = own / count + lastingPart * share
    // More than a month's surprise makes if all of it lasts: all errors are that much larger.
    let factor = max(1, together / made)
    return Matrix(rows: horizon, columns: horizon) {
      factor * (lastingPart * lasting[$0, $1] + ($0 == $1 ? own : 0))
    }
  }
}

extension RestOfYear {
  /// The middle of the forecast.
  struct Point: Hashable {
    let start: Int
    let periodsPerYear: Int
    let isCount: Bool

    private var model: RobustSeasonalGrowth {
      var model = RobustSeasonalGrowth(periodsPerYear: periodsPerYear)
      (model.persistence, model.gain, model.cut, model.toDateWeight) = (0.85, 0.45, 2.5, 0.3)
      return model
    }

    /// A series without what Tết takes from its months, what was odd and what its level has moved by, and these.
    struct Known {
      let usual: [Double]
      let holiday: HolidayEffect?
      let shift: LevelShift
      /// What is expected of the shift, or what it is in one case, by period.
      var moved: [Double]
      /// What is odd of the newest.
      var excess: Double

      var clean: [Double] {
        var clean = zip(usual, moved).map { $0 - $1 }
        clean[clean.count - 1] -= excess
        return clean
      }

      /// How many values all but levels is taken from: the newest is what they move by.
      func settled(_ periodsPerYear: Int) -> Int {
        max(periodsPerYear + 1, usual.count - 1)
      }

      /// What a period ahead has of the first and the last.
      func added(_ step: Int) -> Double {
        (holiday?.value(usual.count + step) ?? 0) + (moved.last ?? 0)
      }
    }

    func known(_ series: [Double]) -> Known {
      let holiday =
        periodsPerYear == 12 ? HolidayEffect(Array(series.dropLast()), start: start) : nil
      let even = series.enumerated().map { $1 - (holiday?.value($0) ?? 0) }
      let odd = isCount ? nil : OddMonths(even, periodsPerYear: periodsPerYear)
      let usual = odd.map { zip(even, $0.values).map { $0 - $1 } } ?? even
      let shift = LevelShift(usual, periodsPerYear: periodsPerYear)
      return Known(
        usual: usual, holiday: holiday, shift: shift, moved: shift.values,
        excess: (1 - shift.newest.chance) * shift.excess)
    }

    /// Growth over the year before goes on.
    func growing(_ known: Known, _ horizon: Int) -> [Double] {
      let clean = known.clean
      let count = clean.count
      // The course of the year is that of all of it.
      let left = (periodsPerYear - count % periodsPerYear) % periodsPerYear
      let whole = max(horizon, left)
      let settled = known.settled(periodsPerYear)
      var means = model.path(clean, horizon: whole, settled: settled)
      let steps = min(horizon, periodsPerYear)
      let joined = clean + means
      let own = RecentGrowth.growth(of: count..<count + steps, in: joined, periodsPerYear)
      let other = RecentGrowth(periodsPerYear: periodsPerYear).ahead(clean, settled: settled)
      for step in means.indices { means[step] += 0.5 * (other - own) }
      let move = YearCourse(periodsPerYear: periodsPerYear).move(clean, rest: means[..<left])
      for step in 0..<left { means[step] += move }
      return (0..<horizon).map { means[$0] + known.added($0) }
    }

    /// The level and the course of the year are kept.
    func steady(_ known: Known, _ horizon: Int) -> [Double] {
      SteadyCourse(periodsPerYear: periodsPerYear).ahead(
        known.clean, horizon, settled: max(periodsPerYear, known.usual.count - 1)
      ).enumerated().map { $1 + known.added($0) }
    }

    /// The deviation of months from the course that is kept.
    func noise(_ known: Known) -> (Double, Double) {
      SteadyCourse(periodsPerYear: periodsPerYear).noise(known.clean)
    }

    private func mixed(_ known: Known, _ horizon: Int, _ share: Double) -> [Double] {
      Self.mixed((growing(known, horizon), steady(known, horizon)), share)
    }

    /// What is ahead with the moves that are open: each is what the forecast differs by where it is one.
    func open(
      _ known: Known, _ horizon: Int, _ share: Double, _ isLogarithm: Bool
    ) -> (means: [Double], moves: [OpenMove]) {
      let shift = known.shift
      func path(_ moved: [Double], _ excess: Double) -> [Double] {
        var known = known
        (known.moved, known.excess) = (moved, excess)
        return mixed(known, horizon, share)
      }
      let none = shift.values.map { _ in 0.0 }
      var (means, moves) = (path(none, shift.excess), [OpenMove]())
      let without = means
      func add(_ chance: Double, _ path: [Double], deviation: Double) {
        guard chance > 0 else { return }
        let size = Statistics.mean(zip(path, without).map { $0 - $1 })
        let move = OpenMove(chance: chance, size: size, deviation: deviation)
        moves.append(move)
        // By the same in all months, as one that it reaches less would fall with it otherwise.
        let expected = move.expected(isLogarithm: isLogarithm)
        for step in means.indices { means[step] += expected }
      }
      let (lasting, newest) = (shift.lasting, shift.newest)
      add(lasting.chance, path(lasting.values, shift.excess), deviation: lasting.deviation)
      add(newest.chance, path(none.dropLast() + [newest.size], 0), deviation: newest.deviation)
      return (means, moves)
    }

    private typealias Paths = (growing: [Double], steady: [Double])

    private static func mixed(_ paths: Paths, _ share: Double) -> [Double] {
      zip(paths.growing, paths.steady).map { (1 - share) * $0 + share * $1 }
    }

    /// What past forecasts missed, each made with what was known then.
    struct Past {
      var first: [Double] = []
      var together: [Double] = []
      var quarters: [Int: Double] = [:]
      var years = 0
      /// The weight of the steady course.
      var share = RestOfYear.usualShare
    }

    /// The newest is none of what they missed, so that it makes no range wider.
    func past(_ all: [Double], _ horizon: Int, _ memory: Memory) -> Past {
      let (series, quarter) = (Array(all.dropLast()), max(1, periodsPerYear / 4))
      var past = Past()
      guard series.count > 2 * periodsPerYear else { return past }
      let isRough = hasHoliday(all.count, horizon)
      var years: Set<Int> = []
      let origins = max(2 * periodsPerYear, series.count - 10 * periodsPerYear)..<series.count
      let steps = Set([1, quarter, horizon])
      memory.begin(series, self)
      let made = origins.map { origin -> [Int: Paths] in
        let left = series.count - origin
        let steady = memory.steady(origin, min(left, max(quarter, horizon)))
        return steps.filter { $0 <= left }.reduce(into: [:]) { own, length in
          // What is forecast over fewer periods is another forecast.
          own[length] = (memory.growing(origin, length), Array(steady.prefix(length)))
        }
      }
      func error(_ origin: Int, _ length: Int, _ path: [Double]) -> Double {
        let periods = origin..<origin + length
        let now = periods.reduce(0) { $0 + Double.exp(series[$1]) }
        return Double.log(now / path.reduce(0) { $0 + Double.exp($1) })
      }
      var pairs: [(Double, Double)] = []
      for (origin, own) in zip(origins, made) {
        for (length, paths) in own.sorted(by: { $0.key < $1.key }) where length > 1 || horizon == 1
        {
          pairs.append((error(origin, length, paths.growing), error(origin, length, paths.steady)))
        }
      }
      past.share = RestOfYear.share(pairs, Double(periodsPerYear) / 2)
      for (origin, own) in zip(origins, made) {
        func missed(_ length: Int) -> Double? {
          own[length].map { error(origin, length, Self.mixed($0, past.share)) }
        }
        if isRough || !hasHoliday(origin, 1), let missed = missed(1) { past.first.append(missed) }
        if hasHoliday(origin, horizon) == isRough, let missed = missed(horizon) {
          past.together.append(missed)
          years.insert(origin / periodsPerYear)
        }
        past.quarters[start + origin] = missed(quarter)
      }
      past.years = isRough ? 0 : years.count
      return past
    }

    /// Whether a stretch holds a January or a February.
    private func hasHoliday(_ origin: Int, _ steps: Int) -> Bool {
      periodsPerYear == 12 && (origin..<origin + steps).contains { $0 % 12 < 2 }
    }
  }
}
