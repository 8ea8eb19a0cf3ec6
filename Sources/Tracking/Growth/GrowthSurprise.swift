internal import Coherence
internal import LinearAlgebra
internal import Models
internal import RealModule
internal import TimeSeries

/// Surprises of leaves whose own quarters are not published throughout: those of their profile and what years
/// showed of the distance to it, or without a profile what is left open of the year.
enum GrowthSurprise {
  /// A surprise itself.
  case known(Double)
  /// One that gives the growth of the year a variance, with the shares of the quarters ahead of it, and how much growth of
  /// years varied beside the usual (`YearlyScatter`).
  case open(variance: Double, shares: [Double], ratio: Double)

  /// What is left of a surprise that a history of filled-in quarters shows.
  var left: Double {
    switch self {
    case .known: 1
    case .open(_, _, let ratio): min(1, ratio)
    }
  }

  /// The scale of the surprise of quarters.
  ///
  /// - Parameter responses: what an innovation does in later quarters.
  func scale(_ responses: [Double]) -> Double {
    switch self {
    case .known(let scale): return scale
    case .open(let variance, let shares, let ratio):
      let weight = shares.indices.reduce(0.0) { sum, start in
        let load = zip(responses, shares[start...]).reduce(0) { $0 + $1.0 * $1.1 }
        return sum + load * load
      }
      let open = weight > 0 ? (max(0, variance) / weight).squareRoot() : 0
      return max(
        GrowthOutlook.usualSurprise * min(1, ratio), GrowthOutlook.scale(ofDeviation: open))
    }
  }

  /// By leaf; `nil` where a leaf's own history tells, published or chained by growth.
  static func borrowed(_ history: GrowthHistory, year: Int) -> [GrowthSurprise?] {
    let (data, courses) = (history.data, history.openCourses)
    let deviation = GrowthOutlook.scale(ofDeviation: yearlyDeviation(history))
    let model = SeasonalGrowthMixture(periodsPerYear: 4)
    let responses = model.yearly.responses(horizon: 4)
    // Two years meet in growth.
    let weight = 2 * weight(responses, over: 4)
    return data.leaves.indices.map { leaf in
      guard let course = courses[leaf] else { return nil }
      guard course.isLent else { return leftOpen(history, leaf, course, year: year) }
      let profile = data.profileLevels(data.leaves[leaf]).sorted { $0.key < $1.key }
      let first = profile.first.map { ($0.key + 3) / 4 * 4 } ?? 0
      let values = profile.filter { $0.key >= first }.map { Double.log($0.value) }
      let lent =
        (try? model.forecast([values], horizon: 0))?.surprises.first
        ?? GrowthOutlook.usualSurprise
      return .known((lent * lent + deviation * deviation / weight).squareRoot())
    }
  }

  /// How many times the growth of each leaf was seen: its quarters where figures settle their growth, and its years
  /// of which no quarter is; `nil` where every quarter, or its growth, is published.
  static func growthCases(_ history: GrowthHistory) -> [Int?] {
    let (data, open) = (history.data, history.openCourses)
    return data.leaves.indices.map { leaf -> Int? in
      guard open[leaf] != nil else { return nil }
      let node = data.leaves[leaf]
      let first = history.span.lowerBound / 4 + 1
      let years = first...max(first, history.span.upperBound / 4)
      return years.reduce(0) { cases, year in
        let quarters = (4 * year..<4 * year + 4).filter {
          history.span.contains($0) && history.isGrowthSettled(node, PeriodRange(.quarter($0)))
        }
        let whole = PeriodRange.quarters(of: year)
        let isYearSeen =
          history.span.contains(whole.last.ordinal) && history.isGrowthSettled(node, whole)
        return cases + max(quarters.count, isYearSeen ? 1 : 0)
      }
    }
  }

  /// What the course of a leaf leaves open of the growth of the year.
  private static func leftOpen(
    _ history: GrowthHistory, _ leaf: Int, _ course: GrowthCourse, year: Int
  ) -> GrowthSurprise {
    let before = before(history, leaf, year: year)
    let variance = course.growthVariance(
      ofYearFrom: 4 * year, shares: shares(before), given: Array(history.span),
      left: history.covariance(ofLeaf: leaf, and: leaf))
    return surprise(
      variance, before, history, node: history.data.leaves[leaf], usual: GrowthCourse.usualScatter,
      year: year)
  }

  /// Surprises of nodes above the leaves, by node: 0 for one whose own quarters are published, which tell by themselves;
  /// of one whose leaves all are open what these leave open together, as what is known of their sum binds them; `nil` for
  /// any other.
  static func ofSums(_ history: GrowthHistory, year: Int) -> [GrowthSurprise?] {
    let (data, open) = (history.data, history.openCourses)
    return data.tree.nodes.indices.map { node -> GrowthSurprise? in
      guard !data.tree.children[node].isEmpty else { return nil }
      let under = data.leavesUnder[node]
      let courses = under.compactMap { open[$0] }
      if !courses.isEmpty, history.isPublished(node) { return .known(0) }
      guard courses.count == under.count, !courses.contains(where: \.isLent) else { return nil }
      let levels = under.map { before(history, $0, year: year) }
      let sums = (0..<4).map { quarter in levels.reduce(0) { $0 + $1[quarter] } }
      let whole = sums.reduce(0, +)
      let loads = zip(courses, levels).map { course, levels in
        course.growthLoads(
          ofYearFrom: 4 * year, shares: levels.map { $0 / whole }, given: Array(history.span))
      }
      var variance = loads.reduce(0) { $0 + $1.ahead }
      for (one, leaf) in under.enumerated() {
        for (two, other) in under.enumerated() {
          variance += dot(
            loads[one].known, history.covariance(ofLeaf: leaf, and: other) * loads[two].known)
        }
      }
      // Leaves that walk apart.
      let apart = levels.reduce(0) { sum, level in
        let share = level.reduce(0, +) / whole
        return sum + share * share
      }
      return surprise(
        variance, sums, history, node: node,
        usual: GrowthCourse.usualScatter * apart.squareRoot(), year: year)
    }
  }

  /// Levels of the quarters of the year before.
  private static func before(_ history: GrowthHistory, _ leaf: Int, year: Int) -> [Double] {
    (4 * year - 4..<4 * year).map { history.levels[leaf][$0 - history.span.lowerBound] }
  }

  private static func shares(_ levels: [Double]) -> [Double] {
    levels.map { $0 / levels.reduce(0, +) }
  }

  private static func surprise(
    _ variance: Double, _ before: [Double], _ history: GrowthHistory, node: Int, usual: Double,
    year: Int
  ) -> GrowthSurprise {
    let growth = YearlyScatter.growth(history.data, node: node, before: year)
    let isBegun = history.span.upperBound >= 4 * year
    let scatter = YearlyScatter(growth, usual: usual, isBegun: isBegun)
    let ratio = scatter.ratio
    return .open(
      variance: max(ratio * ratio * variance, isBegun ? 0 : scatter.leastVariance),
      shares: shares(before).suffix(max(1, 4 * year + 3 - history.span.upperBound)), ratio: ratio)
  }

  /// What an innovation of each of some quarters adds to their mean, squared.
  private static func weight(_ responses: [Double], over count: Int) -> Double {
    (0..<count).reduce(0.0) { sum, start in
      let load = responses[..<(count - start)].reduce(0, +) / Double(count)
      return sum + load * load
    }
  }

  /// Standard deviation of yearly growth around the profile's, pooled over inferred leaves.
  private static func yearlyDeviation(_ history: GrowthHistory) -> Double {
    let (data, open) = (history.data, history.openCourses)
    var (squares, degrees) = (0.0, 0.0)
    for leaf in data.leaves.indices where open[leaf] != nil {
      let profile = data.profileLevels(data.leaves[leaf])
      var gaps: [Double] = []
      for year in (history.span.lowerBound / 4 + 1)...(history.span.upperBound / 4) {
        let now = PeriodRange.quarters(of: year)
        guard history.span.contains(now.last.ordinal) else { continue }
        let lent = [now, now.yearBefore].map { range in
          range.compactMap { profile[$0.ordinal] }
        }
        guard lent.allSatisfy({ $0.count == 4 }) else { continue }
        let own = Double.log(
          history.total(data.leaves[leaf], now) / history.total(data.leaves[leaf], now.yearBefore))
        gaps.append(own - Double.log(lent[0].reduce(0, +) / lent[1].reduce(0, +)))
      }
      guard gaps.count >= 2 else { continue }
      let mean = gaps.reduce(0, +) / Double(gaps.count)
      squares += gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      degrees += Double(gaps.count - 1)
    }
    return degrees > 0 ? (squares / degrees).squareRoot() : 0.02
  }
}
