internal import RealModule

/// When tasks are done, by the day beside their due day, as a record of own ones tells it: Kaplan and Meier's estimate with
/// something believed before it, which weighs as much as a few tasks.
///
/// With prior weight `λ` and prior share `S₀(t)` still open at `t`, `n` cases seen behind the known time, `N(t)` of them
/// seen behind `t`, and `m_j` that were last seen open at `z_j`:
/// `S(t) = (λ S₀(t) + N(t))/(λ + n) · Π_{z_j ≤ t} (λ S₀(z_j) + N(z_j) + m_j)/(λ S₀(z_j) + N(z_j))`.
///
/// Edge cases: without a case the prior; with `λ = 0` Kaplan–Meier, given what is known, before its last case.
/// Source: Susarla & Van Ryzin 1976, JASA 71, 897–902.
public struct CompletionRecord: Sendable {
  /// What time is measured by.
  public enum Clock: Sendable, Hashable {
    /// Days behind the due day, below 0 before it: needs no begin.
    case days
    /// Before the due day shares of the time allowed, less 1; behind it days.
    case dated
    /// Shares of the time allowed, less 1, behind the due day as well: who had longer is late by more.
    case relative

    /// The time at the end of a day.
    public func time(of item: CompletionCase, on day: Int) -> Double {
      self == .days || self == .dated && day > item.due
        ? Double(day - item.due) : item.elapsed(on: day) - 1
    }

    /// The first day by whose end so much time is over.
    func day(of time: Double, _ item: CompletionCase) -> Int {
      guard self == .relative || self == .dated && time <= 0 else {
        return item.due + Int(time.rounded(.up))
      }
      let days = (time + 1) * Double(item.due - item.start)
      return item.start + Int((days - 1e-9).rounded(.up))
    }
  }

  /// What many cases are rounded to: times that differ in the record at the most.
  private static let finest = 300

  /// What time is measured by.
  public let clock: Clock
  /// Cases that were done.
  public let completions: Int
  /// Times in order, with how many were last seen open at each, and how many were seen at it or later.
  private let times: [Double]
  private let open, seen: [Int]

  /// A record of times with whether each is an end.
  public init(_ cases: [(time: Double, isEnd: Bool)], clock: Clock) {
    self.clock = clock
    completions = cases.count { $0.isEnd }
    let ordered = cases.sorted { $0.time < $1.time }
    var number = 0
    for place in ordered.indices where place == 0 || ordered[place].time != ordered[place - 1].time
    {
      number += 1
    }
    var times: [Double] = []
    var (open, seen): ([Int], [Int]) = ([], [])
    for (place, item) in ordered.enumerated() {
      // Rounded times are in the same order.
      let time = number <= Self.finest ? item.time : Self.rounded(item.time, clock)
      if times.last != time {
        times.append(time)
        open.append(0)
        seen.append(ordered.count - place)
      }
      if !item.isEnd { open[open.count - 1] += 1 }
    }
    (self.times, self.open, self.seen) = (times, open, seen + [0])
  }

  /// Hundredths of a time allowed, days near the due day, months far from it.
  private static func rounded(_ time: Double, _ clock: Clock) -> Double {
    if clock == .relative || clock == .dated && time <= 0 {
      let parts = time <= 1 ? 100.0 : 10
      return (parts * time).rounded(.up) / parts
    }
    let step = abs(time) <= 30 ? 1.0 : abs(time) <= 120 ? 5 : 30
    return (time / step).rounded(.up) * step
  }

  /// The first of the times behind one.
  private func place(behind time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Cases that were seen behind a time.
  public func seen(behind time: Double) -> Int { seen[place(behind: time)] }

  /// The share still open at the end of days, of tasks that were open as long as one: on each day on which it changes.
  ///
  /// - Parameters:
  ///   - item: the task, open until its end.
  ///   - last: the last day.
  ///   - weight: how many cases the prior weighs.
  ///   - knots: days on which the prior changes.
  ///   - prior: the share that it has still open at the end of a day, of what is open at the item's end; it does not rise.
  public func shares(
    of item: CompletionCase, to last: Int, weight: Double, knots: [Int], prior: (Int) -> Double
  ) -> [(day: Int, open: Double)] {
    let known = clock.time(of: item, on: item.end)
    let first = place(behind: known)
    let total = weight + Double(seen[first])
    let ends = (first..<times.count).map { max(item.end + 1, clock.day(of: times[$0], item)) }
    // Shares stay until the day before one on which tasks were done.
    var days = (knots + ends + ends.map { $0 - 1 }).filter { $0 > item.end && $0 <= last }
    days.sort()
    var (place, factor, share) = (first, 1.0, 1.0)
    var found: [(day: Int, open: Double)] = []
    for day in days where day != found.last?.day {
      let believed = weight * prior(day)
      while place < times.count, ends[place - first] <= day {
        let left = believed + Double(seen[place + 1])
        if left > 0 { factor *= (left + Double(open[place])) / left }
        place += 1
      }
      let left = believed + Double(seen[place])
      share = total > 0 ? min(share, max(0, factor * left / total)) : prior(day)
      found.append((day, share))
    }
    return found
  }
}
