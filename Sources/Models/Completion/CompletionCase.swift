internal import RealModule

/// A task as the completion models see it: when it was begun, when it is due, until when it was watched.
public struct CompletionCase: Sendable, Hashable {
  /// Day numbers: the day it was begun, the day it is due, and the last day that is known of it.
  public let start, due, end: Int
  /// Whether it was done on that last day.
  public let isDone: Bool
  /// The levels of each factor, such as its phase: several where it counts for several, such as the agencies that lead it
  /// together; `nil` for one without effects of its own.
  public let levels: [[Int?]]
  /// A report of the share of its work that is done, 0 to 1, with the day of the report.
  public let progress: Progress?

  /// What was reported of the work.
  public struct Progress: Sendable, Hashable {
    /// The day number.
    public let day: Int
    /// The share, 0 to 1.
    public let share: Double

    /// A report.
    public init(day: Int, share: Double) { (self.day, self.share) = (day, share) }
  }

  /// A task; one that was done or due on the day it was begun counts as a day's work.
  public init(
    start: Int, due: Int, end: Int, isDone: Bool, levels: [[Int?]] = [], progress: Progress? = nil
  ) {
    (self.start, self.due, self.isDone) = (start, due, isDone)
    self.end = isDone ? max(end, start + 1) : max(end, start)
    (self.levels, self.progress) = (levels, progress)
  }

  /// The logarithm of the share of work done over the share of time gone on the day of the report, both with a twentieth
  /// added, within −2 and 2; `nil` without a report.
  var workAhead: Double? {
    progress.map { report in
      let ratio = Double.log((report.share + 0.05) / (max(0, elapsed(on: report.day)) + 0.05))
      return min(max(ratio, -2), 2)
    }
  }

  /// Whether it was begun before it was due: the time allowed of others says nothing of how long the work takes.
  public var hasLength: Bool { start < due }

  /// The same task, had it been begun so many days before it was due.
  public func allowing(_ days: Int) -> CompletionCase {
    CompletionCase(
      start: due - days, due: due, end: end, isDone: isDone, levels: levels, progress: progress)
  }

  /// Days that the plan allows, 1 at the least.
  public var allowed: Int { max(1, due - start) }

  /// The share of the time allowed that is over at the end of a day.
  public func elapsed(on day: Int) -> Double { Double(day - start) / Double(allowed) }
}
