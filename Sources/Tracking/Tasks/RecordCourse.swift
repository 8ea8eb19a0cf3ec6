internal import Models
internal import RealModule
internal import Simulation

/// The share of tasks like one that is still open by days, and the course whose chances these are.
struct RecordCourse {
  let days: [Int]
  private let shares: [Double]

  /// From shares behind a day, on which all are open.
  init(_ shares: [(day: Int, open: Double)], from first: Int) {
    days = [first] + shares.map(\.day)
    self.shares = [1] + shares.map(\.open)
  }

  /// The share of the last of its days that is not behind one.
  func open(on day: Int) -> Double {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : shares[low - 1]
  }

  /// The mean of several, from the same day on.
  static func mean(of courses: [RecordCourse]) -> RecordCourse {
    let days = Set(courses.flatMap(\.days)).sorted()
    return RecordCourse(
      days.dropFirst().map { day in
        (day, courses.reduce(0) { $0 + $1.open(on: day) } / Double(courses.count))
      }, from: days.first ?? 0)
  }

  /// The course whose chances are those of two, the second of so much weight, from the same day on.
  static func mixture(
    _ one: CompletionCourse, _ other: CompletionCourse, weight: Double
  ) -> CompletionCourse {
    let days = Set(one.days).union(other.days).sorted()
    let shocks = [one, other].map {
      CompletionDay.Shocks(variance: TaskShocks.variance(deviation: $0.variance.squareRoot()))
    }
    let shares = days.dropFirst().map { day in
      (
        day: day,
        open: (1 - weight) * (1 - shocks[0].probability(of: one.hazard(on: day)))
          + weight * (1 - shocks[1].probability(of: other.hazard(on: day)))
      )
    }
    let variance = (1 - weight) * one.variance + weight * other.variance
    return RecordCourse(shares, from: days.first ?? 0)
      .course(variance: (20 * min(1, variance)).rounded() / 20)
  }

  /// The variance of the logarithm of the hazard that a share known as from so many tasks has, done by the due day or, behind
  /// it, within 90 days: that of a beta, `p(1 − p)/(n + 1)`, over the square of `(1 − p) log(1 − p)`; in steps of 0.05 up to 1.
  func variance(_ tasks: Double, _ item: CompletionCase) -> Double {
    let open = open(on: item.due > item.end ? item.due : item.end + 90)
    let (share, left) = (min(max(1 - open, 0.02), 0.98), min(max(open, 0.02), 0.98))
    let logarithm = Double.log(left)
    let variance = share / (left * (tasks + 1) * logarithm * logarithm)
    return (20 * min(1, variance)).rounded() / 20
  }

  /// The course of a task which, with the shocks that tasks differ by beyond their hazards and that of a variance, has these
  /// shares.
  func course(variance: Double) -> CompletionCourse {
    let table = CompletionDay.chances(variance: variance)
    return CompletionCourse(
      days: days, hazard: shares.map { CompletionDay.hazard(of: 1 - $0, table) },
      variance: variance)
  }
}
