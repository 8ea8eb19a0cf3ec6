internal import Coherence
internal import LinearAlgebra
internal import Models
internal import Plans
internal import RealModule
internal import TimeSeries

/// What is thought of cells without a published level before figures speak: mean and covariance of
/// their logarithms.
///
/// A leaf with published quarters goes on as its own history forecasts. Any other follows the profile
/// of the same sector elsewhere, times a factor that wanders by 3% a quarter around a drift.
struct GrowthPrior {
  let mean: [Double]
  let covariance: Matrix

  /// Standard deviation of a quarter's step of the factor.
  private static let step = 0.03
  /// Standard deviation of its drift a quarter.
  private static let drift = 0.01
  /// Standard deviation of its level.
  private static let level = 1.0
  /// The same where contributions over growth tell the weight.
  private static let weighedLevel = 0.3

  init?(
    _ data: GrowthData, span: ClosedRange<Int>, known: [[Int: Double]], isDirect: [Bool],
    owners: [(leaf: Int, quarter: Int)], facts: [LevelFact]
  ) {
    var courses: [Int: [Double]] = [:]
    for leaf in data.leaves.indices where !isDirect[leaf] {
      guard let course = Self.course(data.profileLevels(data.leaves[leaf]), span: span) else {
        return nil
      }
      courses[leaf] = course
    }
    let isWeighed = Self.weigh(&courses, data, span: span)
    let ahead = Self.ahead(known, isDirect, span: span)
    var mean: [Double] = []
    for (leaf, quarter) in owners {
      if let course = courses[leaf] {
        mean.append(course[quarter - span.lowerBound])
      } else {
        guard let forecast = ahead?[leaf]?.means[quarter] else { return nil }
        mean.append(forecast)
      }
    }
    if !courses.isEmpty {
      // Only the size of a published level tells in which unit the sectors are.
      guard let offset = Self.offset(mean, facts) else { return nil }
      for (cell, owner) in owners.enumerated() where courses[owner.leaf] != nil {
        mean[cell] += offset
      }
    }
    self.mean = mean
    covariance = Matrix(rows: owners.count, columns: owners.count) { row, column in
      let (one, two) = (owners[row], owners[column])
      if courses[one.leaf] != nil {
        guard one.leaf == two.leaf else { return 0 }
        let (i, j) = (
          Double(one.quarter - span.lowerBound), Double(two.quarter - span.lowerBound)
        )
        let level = isWeighed ? Self.weighedLevel : Self.level
        return level * level + Self.step * Self.step * min(i, j)
          + Self.drift * Self.drift * i * j
      }
      guard one.leaf == two.leaf, let own = ahead?[one.leaf] else { return 0 }
      return own.covariance(one.quarter, two.quarter)
    }
  }

  /// Gives leaves the weights that their contributions over their growth tell, where all have some.
  private static func weigh(
    _ courses: inout [Int: [Double]], _ data: GrowthData, span: ClosedRange<Int>
  ) -> Bool {
    var offsets: [Int: Double] = [:]
    for (leaf, course) in courses {
      let growth = yearly(data.rows(data.leaves[leaf], .growth, .annual))
      let contribution = yearly(data.rows(data.leaves[leaf], .contribution, .annual))
      let found = growth.keys.sorted().compactMap { year -> Double? in
        guard let rate = growth[year], let points = contribution[year], abs(rate) >= 2,
          points / rate > 0, span.contains(4 * year - 4)
        else { return nil }
        let start = 4 * year - 4 - span.lowerBound
        let level = course[start..<start + 4].reduce(0) { $0 + Double.exp($1) }
        return Double.log(points / rate / level)
      }
      guard !found.isEmpty else { return false }
      offsets[leaf] = found.reduce(0, +) / Double(found.count)
    }
    for (leaf, offset) in offsets { courses[leaf] = courses[leaf]?.map { $0 + offset } }
    return !offsets.isEmpty
  }

  private static func yearly(_ rows: [Observation]) -> [Int: Double] {
    Dictionary(rows.map { ($0.period.year, $0.value) }) { _, last in last }
  }

  /// Logarithms of a profile over the span, made longer by its own growth where it is short.
  private static func course(_ levels: [Int: Double], span: ClosedRange<Int>) -> [Double]? {
    guard !levels.isEmpty else { return span.map { _ in 0 } }
    guard let first = levels.keys.min(), let last = levels.keys.max(),
      levels.count == last - first + 1
    else { return nil }
    let start = (first + 3) / 4 * 4
    let history = (start...max(start, last)).compactMap { levels[$0].map { Double.log($0) } }
    let model = RobustSeasonalGrowth(periodsPerYear: 4)
    var values: [Int: Double] = [:]
    for (offset, value) in history.enumerated() { values[start + offset] = value }
    let missing = max(0, span.upperBound - last)
    guard let forecast = try? model.forecast([history], horizon: missing) else { return nil }
    for (offset, value) in forecast.means[0].enumerated() { values[last + 1 + offset] = value }
    for quarter in stride(from: start - 1, through: span.lowerBound, by: -1) {
      values[quarter] = (values[quarter + 4] ?? 0) - forecast.longRun[0]
    }
    return span.map { values[$0] ?? 0 }
  }

  /// What direct leaves are forecast to be after their last published quarter.
  struct Ahead {
    let means: [Int: Double]
    let last: Int
    let surprise: Double
    let responses: [Double]

    func covariance(_ one: Int, _ two: Int) -> Double {
      let (i, j) = (one - last - 1, two - last - 1)
      guard i >= 0, j >= 0 else { return i == j ? surprise * surprise : 0 }
      return surprise * surprise
        * (0...min(i, j)).reduce(0) { $0 + responses[i - $1] * responses[j - $1] }
    }
  }

  private static func ahead(
    _ known: [[Int: Double]], _ isDirect: [Bool], span: ClosedRange<Int>
  ) -> [Int: Ahead]? {
    var result: [Int: Ahead] = [:]
    for leaf in known.indices where isDirect[leaf] {
      let quarters = known[leaf].keys.sorted()
      guard let first = quarters.first, let last = quarters.last else { return nil }
      let start = max((first + 3) / 4 * 4, first)
      let values = (start...max(start, last)).compactMap { known[leaf][$0] }
        .map { Double.log($0) }
      guard values.count == last - start + 1 else { return nil }
      let horizon = max(0, span.upperBound - last)
      guard
        let forecast = try? RobustSeasonalGrowth(periodsPerYear: 4).forecast(
          [values], horizon: horizon)
      else { return nil }
      var means: [Int: Double] = [:]
      for (offset, value) in forecast.means[0].enumerated() { means[last + 1 + offset] = value }
      result[leaf] = Ahead(
        means: means, last: last, surprise: forecast.surprises[0],
        responses: forecast.responses)
    }
    return result
  }

  /// The offset of logarithms that makes the first level fact hold.
  private static func offset(_ mean: [Double], _ facts: [LevelFact]) -> Double? {
    let levels = mean.map { Double.exp($0) }
    let figure = facts.filter { $0.rank == .level && !$0.numerator.weights.isEmpty }
      .max { $0.value < $1.value }
    guard let figure else { return nil }
    return Double.log(figure.value / figure.implied(levels))
  }
}
