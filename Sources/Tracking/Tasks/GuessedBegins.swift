internal import Models
internal import Plans
internal import Randomness
internal import Simulation

/// What is expected of tasks by begins that no cell tells (`BeginGuess`), beside what days alone tell.
struct GuessedBegins: Sendable {
  /// What it weighs.
  let weight: Double
  /// How likely the tales are that begins are guessed by.
  let likelihood: Double
  /// How likely it is that tasks are done around their due days, where days tell of these; known by few ends the less.
  private let lateness: Double
  /// Tasks by their guessed begins, by places; `nil` for all others.
  let items: [CompletionCase?]
  /// `nil` where they weigh too little to speak.
  private let forecasts: TaskForecasts?
  /// How likely it is that tasks are done around their due days, whatever they were allowed, and what is expected then.
  private let late: (chance: Double, forecasts: TaskForecasts)?
  /// What ends without a day leave open of all tasks together.
  private let wider: Double

  /// What statuses alone leave open of all tasks together: a variance of the logarithm of the hazard, by the share of ends without
  /// a day.
  private static let ofStatuses = 0.25
  /// The part of what ends without a day tell of ways to forecast that is not counted: these were drawn from what is believed.
  private static let ofGuesses = 0.75
  /// What the fourth tale is worth telling apart from.
  private static let leastLate = 0.02

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
    // By what tasks are called: begins that move a little leave the parts and their order as they are.
    var cases: [(item: CompletionCase, key: UInt64)] = []
    for (task, days) in zip(unbegun, guess.days) {
      let place = task.place
      items[place] = states[place].item(
        begun: days.begin, ended: days.end, levels: levels[place])
      if let item = items[place] { cases.append((item, NameHash.long(task.id))) }
    }
    for place in states.indices where items[place] == nil {
      guard let item = told[place], !states[place].report.due.isRecurring,
        item.isDone || item.hasLength
      else { continue }
      cases.append((item, NameHash.long(TaskStreams.identity(of: states[place]))))
    }
    cases.sort {
      ($0.key, $0.item.start, $0.item.due, $0.item.end)
        < ($1.key, $1.item.start, $1.item.due, $1.item.end)
    }
    late = guess.late.flatMap { late in
      guard late.chance >= Self.leastLate else { return nil }
      let ended = zip(unbegun, zip(guess.days, late.ends)).map { task, days in
        (task: task, begin: days.0.begin, end: task.task.isDone ? days.1 : task.task.last)
      }
      let bare = ended.filter(\.task.task.isDone).compactMap { one in
        states[one.task.place].item(
          begun: one.begin, ended: one.end, levels: levels[one.task.place])
      }
      let lateness = ended.map { one in
        TaskRecords.Entry(
          time: Double(one.end - one.task.task.due), isEnd: one.task.task.isDone,
          levels: levels[one.task.place])
      }
      return (
        late.chance,
        TaskForecasts([], bare: bare, lateness: lateness, factors: factors, threads: threads)
      )
    }
    lateness = guess.lateness
    self.items = items
    likelihood = guess.likelihood
    weight = guess.weight < BeginGuess.leastWeight ? 0 : guess.weight
    let ends = unbegun.count(where: \.task.isDone)
    let undated = ends - unbegun.count(where: \.task.isDated)
    let share = Double(undated) / Double(max(1, ends))
    wider = Self.ofStatuses * share
    forecasts =
      weight < BeginGuess.leastWeight
      ? nil
      : TaskForecasts(
        cases.map(\.item), keys: cases.map(\.key), trust: 1 - Self.ofGuesses * share, bare: [],
        lateness: [], factors: factors, threads: threads)
  }

  /// What they rest on; `nil` where they do not speak.
  var learned: TaskResult.Learned? { forecasts?.learned }

  /// Whether days beside due days tell of tasks whose begin is not known, however few they are: also where these are too few
  /// to say so, and begins are not likely to be as guessed either.
  var isByDays: Bool { lateness >= 0.5 || likelihood < 0.5 }

  /// A task of which nothing else tells, where guesses are likely.
  func alone(_ place: Int) -> CompletionCase? { likelihood >= 0.5 ? items[place] : nil }

  /// How the hazard of a task adds up to a day.
  ///
  /// - Parameters:
  ///   - other: the same by days; `nil` for none.
  ///   - weight: what the guess weighs beside it.
  func course(
    of place: Int, beside other: CompletionCourse?, _ weight: Double, to last: Int
  ) -> CompletionCourse? {
    let own = items[place].flatMap { item -> CompletionCourse? in
      guard let course = forecasts?.course(of: item, last) else { return nil }
      return wider >= 0.025 ? RecordCourse.widened(course, by: wider) : course
    }
    return mixed(own, other, weight, place)
  }

  /// How it goes as tasks elsewhere did, beside a regression; `nil` for none.
  func outside(
    of place: Int, beside other: CompletionCourse?, _ weight: Double, to last: Int
  ) -> CompletionCourse? {
    guard let own = items[place].flatMap({ forecasts?.outside(of: $0, to: last) }) else {
      return nil
    }
    return mixed(own, other, weight, place)
  }

  /// How likely it is that tasks are done around their due days, whatever they were allowed; 0 where days tell.
  var lateChance: Double { late?.chance ?? 0 }

  /// What the class weighs beside the record of days beside due days, as far as these tell tasks apart from it.
  func ofClass(_ part: Double) -> Double { part * (1 - lateness) }

  /// How the hazard of a task adds up, were it so; its variances are those of another course, so that both go with one shock.
  func late(
    of place: Int, like course: CompletionCourse, beside other: CompletionCourse?,
    _ weight: Double, to last: Int
  ) -> CompletionCourse? {
    guard let late, let item = items[place] else { return nil }
    let own = RecordCourse.widened(
      late.forecasts.course(of: item, last), by: max(wider, 0.025))
    return mixed(own, other, weight, place).map { RecordCourse.alike($0, course) }
  }

  private func mixed(
    _ own: CompletionCourse?, _ other: CompletionCourse?, _ weight: Double, _ place: Int
  ) -> CompletionCourse? {
    guard let own, let other, let item = items[place], weight < 1 else { return own ?? other }
    return RecordCourse.mixture([(other, 1 - weight), (own, weight)], item)
  }
}
