internal import RealModule

/// The share that is not yet done after a time, from cases some of which were still open when last seen.
///
/// `S(t) = Π (1 − d_i/n_i)` over the times `t_i ≤ t` at which `d_i` of the `n_i` still watched were done; a case that was
/// last seen at the time of another's end was still watched then.
///
/// Edge cases: no case gives 1 everywhere; behind the last time that was watched it stays as it is.
/// Source: Kaplan & Meier 1958, JASA 53, 457–481.
public struct KaplanMeier: Sendable, Hashable {
  /// Times at which somebody was done, in order.
  public let times: [Double]
  /// The share that is not done behind each of them.
  public let survival: [Double]

  /// The estimate from times with whether each is an end.
  public init(_ cases: [(time: Double, isEnd: Bool)]) {
    let ordered = cases.sorted { ($0.time, $0.isEnd ? 0 : 1) < ($1.time, $1.isEnd ? 0 : 1) }
    var times: [Double] = []
    var survival: [Double] = []
    var share = 1.0
    var place = 0
    while place < ordered.count {
      let time = ordered[place].time
      let watched = ordered.count - place
      var ends = 0
      while place < ordered.count, ordered[place].time == time {
        ends += ordered[place].isEnd ? 1 : 0
        place += 1
      }
      guard ends > 0 else { continue }
      share *= 1 - Double(ends) / Double(watched)
      times.append(time)
      survival.append(share)
    }
    (self.times, self.survival) = (times, survival)
  }

  /// The share that is not done after a time.
  public func survival(at time: Double) -> Double {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : survival[low - 1]
  }

  /// How the hazard of an open task adds up in relative time from the last day that is known of it: `−log S(u)`; behind
  /// the last end, or where nobody is left, it adds nothing.
  ///
  /// - Parameter last: the day number of the end.
  public func course(of item: CompletionCase, to last: Int) -> CompletionCourse {
    let known = survival(at: item.elapsed(on: item.end))
    var days = [item.end]
    var sums = [0.0]
    for (time, share) in zip(times, survival) {
      let day = item.start + Int((time * Double(item.allowed)).rounded(.up))
      guard day > item.end, day <= last, share > 0, known > 0 else { continue }
      let sum = Double.log(known / share)
      if days[days.count - 1] == day {
        sums[sums.count - 1] = sum
      } else {
        days.append(day)
        sums.append(sum)
      }
    }
    return CompletionCourse(days: days, hazard: sums, variance: 0)
  }
}
