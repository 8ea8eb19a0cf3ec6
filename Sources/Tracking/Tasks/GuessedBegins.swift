internal import Models
internal import Plans

/// What is expected of tasks by begins that no cell tells (`BeginGuess`), beside what days alone tell.
struct GuessedBegins: Sendable {
  /// What it weighs.
  let weight: Double
  /// Whether they may speak alone.
  private let isLikely: Bool
  /// Tasks by their guessed begins, by places; `nil` for all others.
  let items: [CompletionCase?]
  private let forecasts: TaskForecasts
  /// What ends without a day leave open of all tasks together.
  private let wider: Double

  /// What statuses alone leave open of all tasks together: a variance of the logarithm of the hazard, by the share of ends without
  /// a day.
  private static let ofStatuses = 0.25

  /// Learns from tasks as though they had been begun as guessed.
  ///
  /// - Parameters:
  ///   - states: all tasks.
  ///   - told: those whose days tell when they were begun, by places.
  ///   - levels: their levels.
  /// - Returns: `nil` where the begins of half of the finished tasks are told, and where guesses weigh nothing.
  init?(
    _ states: [TaskState], told: [CompletionCase?], levels: [[[Int?]]], factors: TaskFactors,
    threads: Int
  ) {
    var unbegun: [(place: Int, task: UnbegunTask, id: String)] = []
    for place in states.indices {
      guard let task = states[place].unbegun else { continue }
      unbegun.append((place, task, TaskStreams.identity(of: states[place])))
    }
    let known = told.indices.count { place in
      told[place]?.isDone == true && !states[place].report.due.isRecurring
    }
    guard unbegun.count(where: { told[$0.place] == nil && $0.task.isDone }) > known else {
      return nil
    }
    unbegun.sort {
      ($0.task.due, $0.task.last, $0.id) < ($1.task.due, $1.task.last, $1.id)
    }
    guard let guess = BeginGuess(unbegun.map(\.task), threads: threads) else { return nil }
    var items = [CompletionCase?](repeating: nil, count: states.count)
    var cases: [CompletionCase] = []
    for (task, days) in zip(unbegun, guess.days) {
      let place = task.place
      items[place] = states[place].item(
        begun: days.begin, ended: days.end, levels: levels[place])
      if let item = items[place] { cases.append(item) }
    }
    for place in states.indices where items[place] == nil {
      guard let item = told[place], !states[place].report.due.isRecurring,
        item.isDone || item.hasLength
      else { continue }
      cases.append(item)
    }
    (weight, isLikely, self.items) = (guess.weight, guess.isLikely, items)
    let ends = unbegun.count(where: \.task.isDone)
    let undated = ends - unbegun.count(where: \.task.isDated)
    wider = Self.ofStatuses * Double(undated) / Double(max(1, ends))
    forecasts = TaskForecasts(
      cases.enumerated().sorted {
        ($0.element.start, $0.element.due, $0.element.end, $0.offset)
          < ($1.element.start, $1.element.due, $1.element.end, $1.offset)
      }.map(\.element), bare: [], lateness: [], factors: factors, threads: threads)
  }

  var learned: TaskResult.Learned { forecasts.learned }

  /// A task of which nothing else tells, where guesses are likely.
  func alone(_ place: Int) -> CompletionCase? { isLikely ? items[place] : nil }

  /// How the hazard of a task adds up to a day.
  ///
  /// - Parameter other: the same by days; `nil` for none.
  func course(
    of place: Int, beside other: CompletionCourse?, to last: Int
  ) -> CompletionCourse? {
    let own = items[place].map { item in
      let course = forecasts.course(of: item, last)
      return wider >= 0.025 ? RecordCourse.widened(course, by: wider) : course
    }
    return mixed(own, other, place)
  }

  /// How it goes as tasks elsewhere did, beside a regression; `nil` for none.
  func outside(
    of place: Int, beside other: CompletionCourse?, to last: Int
  ) -> CompletionCourse? {
    guard let own = items[place].flatMap({ forecasts.outside(of: $0, to: last) }) else {
      return nil
    }
    return mixed(own, other, place)
  }

  private func mixed(
    _ own: CompletionCourse?, _ other: CompletionCourse?, _ place: Int
  ) -> CompletionCourse? {
    guard let own, let other, let item = items[place] else { return own ?? other }
    return RecordCourse.mixture([(other, 1 - weight), (own, weight)], item)
  }
}
