internal import RealModule

/// How the hazard of one open task adds up from a day on.
///
/// The chance that it is not done by a day, were it not for what its hazard is wrong by, is `exp(−H(day))`; H is straight
/// between the days of its knots.
public struct CompletionCourse: Sendable, Hashable {
  /// Day numbers at which the hazard changes; the first is the last day that is known.
  public let days: [Int]
  /// The hazard that has added up by the end of each.
  public let hazard: [Double]
  /// The variance of the logarithm of the hazard: what its estimate may be wrong by.
  public let variance: Double
  /// The part of the variance by which the estimates of all tasks are wrong together; the rest is that of a unit.
  public let common: Double

  /// A course; of the variance nothing is common where that is not said.
  public init(days: [Int], hazard: [Double], variance: Double, common: Double = 0) {
    precondition(days.count == hazard.count, "\(days.count) days, \(hazard.count) hazards")
    (self.days, self.hazard, self.variance) = (days, hazard, variance)
    self.common = min(common, variance)
  }

  /// What is believed before any data of the effect of `workAhead` on the logarithm of the hazard: a judgement, as no public
  /// record of works with both reports of progress and ends was found to learn it from.
  static let progress = (mean: 0.5, variance: 0.25)

  /// The same where only that judgement speaks for a report of the work: `log h + ½ workAhead`, and as much wider.
  ///
  /// - Parameter item: the task, whose course begins on the day of its report or later.
  public func moved(by item: CompletionCase) -> CompletionCourse {
    guard let ahead = item.workAhead else { return self }
    let factor = Double.exp(Self.progress.mean * ahead)
    return CompletionCourse(
      days: days, hazard: hazard.map { factor * $0 },
      variance: variance + Self.progress.variance * ahead * ahead, common: common)
  }

  /// The course of a task of which several may be true: by every day the least hazard that any of them has added up.
  ///
  /// Between its knots it lies below all of them, as the least of straight lines is concave.
  /// - Parameter courses: one at the least, from the same day on; the variance is that of the slowest.
  public static func slowest(of courses: [CompletionCourse]) -> CompletionCourse {
    precondition(!courses.isEmpty, "no course")
    let days = Set(courses.flatMap(\.days)).sorted()
    let last = days[days.count - 1]
    let slowest = courses.min { $0.hazard(on: last) < $1.hazard(on: last) }
    return CompletionCourse(
      days: days,
      hazard: days.map { day in courses.reduce(.infinity) { min($0, $1.hazard(on: day)) } },
      variance: slowest?.variance ?? 0, common: slowest?.common ?? 0)
  }

  /// The hazard that has added up by the end of a day; that of the last knot behind it, 0 before the first.
  public func hazard(on day: Int) -> Double {
    guard let first = days.first, let last = days.last, day > first else { return 0 }
    if day >= last { return hazard[hazard.count - 1] }
    var low = 0
    var high = days.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle } else { high = middle }
    }
    let part = Double(day - days[low]) / Double(days[high] - days[low])
    return hazard[low] + part * (hazard[high] - hazard[low])
  }

  /// The first day on which the hazard has added up to a sum; `nil` where it never does.
  public func day(of sum: Double) -> Int? {
    guard let place = hazard.firstIndex(where: { $0 >= sum }) else { return nil }
    guard place > 0 else { return days[place] }
    let width = hazard[place] - hazard[place - 1]
    let part = width > 0 ? (sum - hazard[place - 1]) / width : 1
    let step = part * Double(days[place] - days[place - 1])
    return days[place - 1] + Int(step.rounded(.up))
  }
}
