internal import RealModule

/// Which effects a completion hazard has, and where each stands among the coefficients.
///
/// `log h(day) = a + b log(allowed/180) [before the due day] + bin + slope(stage) log(allowed/180) + length + length by`
/// `stage + month + year + Σ factor effects + c · progress`, hazards by the day, with bins of the dated clock and `length`
/// the time allowed, straight between eleven lengths. Before the due day a hazard by the day falls with the time allowed, whose shares the bins
/// are; within 90 days behind it, it rises with it in proportion before any data, give or take a quarter: the longer was
/// allowed, the nearer the end for its length (slopes 0.9 and 1.2 on two halves of the places of seven years of school works);
/// farther behind it does not. The first factor, the phase, also has effects by stage and by month. Years walk; those
/// behind the last seen are like it. Progress is the logarithm of the share
/// of work done over the share of time gone, from the day of its report on, both with a twentieth added, within −2 and 2;
/// before any data its effect is taken for a half, give or take a half: a task whose work is ahead of its time ends sooner.
struct CompletionDesign: Sendable {
  /// Levels of each factor that have effects.
  let levels: [Int]
  /// The first and last year with an effect.
  let years: ClosedRange<Int>
  let hasProgress: Bool

  private static let fixed = 2

  /// Times allowed, in days, at which lengths have effects; between two of them both count, by the logarithm.
  private static let lengths = LengthScale([
    45, 75, 105, 135, 165, 210, 270, 330, 440, 700, 1200,
  ])

  private static let clock = CompletionClock.dated
  /// What is believed before any data of the slopes of the stages behind the due day.
  private static let behind: [PenalisedPoisson.Prior] = [
    .known(mean: 1, variance: 0.0625), .known(mean: 0, variance: 0.0625),
  ]

  private var slopes: Int { Self.fixed + Self.clock.bins }
  private var lengths: Int { slopes + CompletionClock.stages }
  private var staged: Int { lengths + Self.lengths.count }
  private var months: Int { staged + Self.lengths.count * CompletionClock.stages }
  private var walk: Int { months + 12 }
  private var progress: Int { walk + years.count }
  private var factors: Int { progress + (hasProgress ? 1 : 0) }
  private var interactions: Int { factors + levels.reduce(0, +) }

  var blocks: [PenalisedPoisson.Block] {
    var blocks: [PenalisedPoisson.Block] = []
    func add(_ start: Int, _ end: Int, _ prior: PenalisedPoisson.Prior) {
      if start < end { blocks.append(.init(columns: start..<end, prior: prior)) }
    }
    add(0, Self.fixed, .free)
    add(Self.fixed, slopes, .ridge)
    add(slopes, lengths - Self.behind.count, .ridge)
    for (place, prior) in Self.behind.enumerated() {
      let column = lengths - Self.behind.count + place
      add(column, column + 1, prior)
    }
    add(lengths, staged, .ridge)
    add(staged, months, .ridge)
    add(months, walk, .ridge)
    add(walk, progress, .walk)
    add(
      progress, factors,
      .known(mean: CompletionCourse.progress.mean, variance: CompletionCourse.progress.variance))
    var start = factors
    for count in levels {
      add(start, start + count, .ridge)
      start += count
    }
    let first = levels.first ?? 0
    add(start, start + CompletionClock.stages * first, .ridge)
    start += CompletionClock.stages * first
    add(start, start + 12 * first, .ridge)
    return blocks
  }

  /// The column of a level of a factor.
  func column(factor: Int, level: Int) -> Int { factors + levels[..<factor].reduce(0, +) + level }

  /// What is not 0 of the row of a stretch.
  func entries(
    of item: CompletionCase, in stretch: CompletionStretch,
    into entries: inout [(column: Int, value: Double)]
  ) {
    entries.removeAll(keepingCapacity: true)
    let length = Double.log(Double(item.allowed) / 180)
    let stage = CompletionClock.stage(stretch.bin)
    entries.append((0, 1))
    if stage < CompletionClock.stages - Self.behind.count { entries.append((1, length)) }
    entries.append((Self.fixed + stretch.bin, 1))
    entries.append((slopes + stage, length))
    for (place, part) in Self.lengths.parts(of: item.allowed) where part > 0 {
      entries.append((lengths + place, part))
      entries.append((staged + place * CompletionClock.stages + stage, part))
    }
    entries.append((months + stretch.month, 1))
    let year = min(stretch.year, years.upperBound)
    if year >= years.lowerBound { entries.append((walk + year - years.lowerBound, 1)) }
    if hasProgress, let report = item.progress, stretch.from >= report.day,
      let ahead = item.workAhead
    {
      entries.append((progress, ahead))
    }
    for (factor, names) in item.levels.enumerated() {
      // Several that lead together have the mean of their effects.
      let part = 1 / Double(max(1, names.count))
      for case let level? in names {
        entries.append((column(factor: factor, level: level), part))
        guard factor == 0 else { continue }
        let first = interactions + level * CompletionClock.stages
        entries.append((first + stage, part))
        let behind = interactions + levels[0] * CompletionClock.stages
        entries.append((behind + level * 12 + stretch.month, part))
      }
    }
  }
}
