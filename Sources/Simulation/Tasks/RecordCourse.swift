package import Models
internal import RealModule

/// The share of tasks like one that is still open by days, and the course whose chances these are.
package struct RecordCourse {
  package let days: [Int]
  private let shares: [Double]

  /// From shares behind a day, on which all are open.
  package init(_ shares: [(day: Int, open: Double)], from first: Int) {
    days = [first] + shares.map(\.day)
    self.shares = [1] + shares.map(\.open)
  }

  /// The share of the last of its days that is not behind one.
  package func open(on day: Int) -> Double {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : shares[low - 1]
  }

  /// The mean of several, from the same day on.
  package static func mean(of courses: [RecordCourse]) -> RecordCourse {
    let days = Set(courses.flatMap(\.days)).sorted()
    return RecordCourse(
      days.dropFirst().map { day in
        (day, courses.reduce(0) { $0 + $1.open(on: day) } / Double(courses.count))
      }, from: days.first ?? 0)
  }

  /// The course whose chances are those of several, each of its weight, from the same day on.
  ///
  /// What they differ by in the logarithm of the hazard that leads to the share by the due day (or within 90 days where that is
  /// over) is not known, of all tasks alike.
  package static func mixture(
    _ parts: [(course: CompletionCourse, weight: Double)], _ item: CompletionCase
  ) -> CompletionCourse {
    guard parts.count > 1, let first = parts.first?.course else {
      return parts.first?.course ?? CompletionCourse(days: [item.end], hazard: [0], variance: 0)
    }
    let days = Set(parts.flatMap(\.course.days)).sorted()
    let shocks = parts.map(\.course.shocks)
    func open(_ day: Int) -> Double {
      zip(parts, shocks).reduce(0) { sum, part in
        sum + part.0.weight * (1 - part.1.probability(of: part.0.course.hazard(on: day)))
      }
    }
    func mean(_ value: (CompletionCourse) -> Double) -> Double {
      parts.reduce(0) { $0 + $1.weight * value($1.course) }
    }
    let asked = asked(item)
    let hazards = zip(parts, shocks).map { part, shocks in
      let open = 1 - shocks.probability(of: part.course.hazard(on: asked))
      return Double.log(-Double.log(min(max(open, 0.02), 0.98)))
    }
    let middle = zip(parts, hazards).reduce(0) { $0 + $1.0.weight * $1.1 }
    let between = zip(parts, hazards).reduce(0) {
      $0 + $1.0.weight * ($1.1 - middle) * ($1.1 - middle)
    }
    let shares = days.dropFirst().map { (day: $0, open: open($0)) }
    return RecordCourse(shares, from: first.days.first ?? item.end)
      .course(unit: mean { $0.variance - $0.common }, common: mean(\.common) + between)
  }

  /// The same shares where what all tasks share is less sure by a variance.
  package static func widened(_ course: CompletionCourse, by variance: Double) -> CompletionCourse {
    shared(course)
      .course(unit: course.variance - course.common, common: course.common + variance)
  }

  /// The same shares with the variances of another course.
  package static func alike(
    _ course: CompletionCourse, _ other: CompletionCourse
  ) -> CompletionCourse {
    shared(course).course(unit: other.variance - other.common, common: other.common)
  }

  /// The shares that are open by a course.
  private static func shared(_ course: CompletionCourse) -> RecordCourse {
    let shocks = course.shocks
    let shares = zip(course.days, course.hazard).dropFirst().map {
      (day: $0, open: 1 - shocks.probability(of: $1))
    }
    return RecordCourse(shares, from: course.days[0])
  }

  /// The day by which a share tells how far off the others may be.
  private static func asked(_ item: CompletionCase) -> Int {
    item.due > item.end ? item.due : item.end + 90
  }

  /// The variance of the logarithm of the hazard that a share known as from so many tasks has, done by the due day or, behind
  /// it, within 90 days: that of a beta, `p(1 − p)/(n + 1)`, over the square of `(1 − p) log(1 − p)`.
  package func variance(_ tasks: Double, _ item: CompletionCase) -> Double {
    let open = open(on: Self.asked(item))
    let (share, left) = (min(max(1 - open, 0.02), 0.98), min(max(open, 0.02), 0.98))
    let logarithm = Double.log(left)
    return share / (left * (tasks + 1) * logarithm * logarithm)
  }

  /// The course of a task which, with the shocks that tasks differ by beyond their hazards and those of two variances, has these
  /// shares; variances in steps of 0.05, together up to 1.
  package func course(unit: Double, common: Double) -> CompletionCourse {
    func step(_ variance: Double) -> Double { (20 * min(1, variance)).rounded() / 20 }
    let whole = step(unit + common)
    let table = CompletionDay.chances(variance: whole)
    return CompletionCourse(
      days: days, hazard: shares.map { CompletionDay.hazard(of: 1 - $0, table) },
      variance: whole, common: min(whole, step(common)))
  }
}
