internal import Models
internal import Simulation

/// One way to forecast when a task is done.
enum TaskExpert: Sendable {
  /// The class, moved by own tasks.
  case reference(CompletionClass.Shift)
  /// Records of own tasks.
  case record(TaskRecords)
  /// A regression on own tasks.
  case regression(CompletionModel)

  var kind: TaskWeight.Way {
    switch self {
    case .reference: .reference
    case .record(let record): record.clock == .relative ? .relative : .record
    case .regression: .regression
    }
  }

  /// How the hazard of an open task adds up to a day.
  func course(of item: CompletionCase, to last: Int, unit: Int) -> CompletionCourse {
    switch self {
    case .reference(let shift):
      CompletionClass.shipped.course(of: item, to: last, shift: shift).moved(by: item)
    case .record(let record):
      record.course(of: item, to: last, as: Self.elsewhere(item, to: last), unit: unit)
        .moved(by: item)
    case .regression(let model):
      model.course(of: item, to: last, shown: max(item.due + 90, item.end + 180))
    }
  }

  /// How it goes on the paths that follow tasks elsewhere: a regression on tasks that leave ended ones out, or have none
  /// of a kind yet, is surer of itself than it may be.
  func outside(of item: CompletionCase, to last: Int, unit: Int) -> CompletionCourse {
    kind == .regression
      ? Self.elsewhere(item, to: last).moved(by: item) : course(of: item, to: last, unit: unit)
  }

  /// The class as it is.
  static func elsewhere(_ item: CompletionCase, to last: Int) -> CompletionCourse {
    CompletionClass.shipped.course(
      of: item, to: last, shift: CompletionClass.Shift(mean: 0, variance: 0))
  }

  /// The chance that an open task is done by a day.
  func chances(of item: CompletionCase, to last: Int, unit: Int) -> (Int) -> Double {
    func chance(_ course: CompletionCourse) -> (Int) -> Double {
      let shocks = course.shocks
      return { shocks.probability(of: course.hazard(on: $0)) }
    }
    let own = chance(course(of: item, to: last, unit: unit))
    guard kind == .regression else { return own }
    let outside = chance(Self.elsewhere(item, to: last))
    return { (1 - TaskShocks.outside) * own($0) + TaskShocks.outside * outside($0) }
  }
}
