internal import Models
internal import Plans
internal import Simulation
internal import TimeSeries

/// What is known of some tasks on a day, and how the hazard of each open one goes on.
package struct TaskStudy {
  /// Tasks whose times allowed say how long one may be that has no length of its own.
  static let fewestLengths = 10

  let day: CalendarDate
  let states: [TaskState]
  let cases: [CompletionCase?]
  package let learned: TaskResult.Learned
  /// Times allowed that a task without a length may have had, in days.
  private let lengths: [Int]
  private let forecasts: TaskForecasts
  private let rounds: TaskRounds
  /// What is expected by guessed begins; `nil` where cells tell those of enough finished tasks.
  private let guess: GuessedBegins?

  init(_ list: TaskList, on day: CalendarDate, threads: Int = 1) {
    let states = list.tasks.enumerated().compactMap {
      TaskState($0.element, number: $0.offset, on: day)
    }
    let factors = TaskFactors(states)
    // By places: copies of states cost more than what is asked of them.
    let levels = states.indices.map { factors.levels(states[$0].report) }
    let told = states.indices.map { states[$0].item(levels: levels[$0]) }
    // Of what is open and was begun behind its due day no time allowed tells how long it takes; nor does what comes back.
    var named: [(item: CompletionCase, id: String)] = []
    for place in states.indices {
      guard let item = told[place], !states[place].report.due.isRecurring,
        item.isDone || item.hasLength
      else { continue }
      named.append((item, TaskStreams.identity(of: states[place])))
    }
    // In an order of their own: parts that are told by the others do not hang on that of the rows.
    let known = named.sorted { Self.isFirst($0, $1) }.map(\.item)
    let lengths = Self.lengths(of: known)
    let typical = lengths[lengths.count / 2]
    // Begins that nothing tells.
    let bare = states.indices.compactMap { place in
      told[place] == nil ? states[place].item(allowing: typical, levels: levels[place]) : nil
    }.sorted { ($0.due, $0.end) < ($1.due, $1.end) }
    let lateness = states.indices.compactMap { place in
      states[place].lateness.map {
        TaskRecords.Entry(time: $0.time, isEnd: $0.isEnd, levels: levels[place])
      }
    }
    let forecasts = TaskForecasts(
      known, bare: bare.filter(\.isDone), lateness: lateness, factors: factors, threads: threads)
    let guess = GuessedBegins(
      states, told: told, levels: levels, factors: factors, threads: threads)
    (self.day, self.states, self.lengths) = (day, states, lengths)
    (self.forecasts, self.guess) = (forecasts, guess)
    rounds = TaskRounds(states, on: day)
    var learned =
      guess.flatMap { $0.weight >= 0.5 ? $0.learned : nil } ?? forecasts.learned
    learned.guessed = guess.flatMap {
      $0.weight > 0 ? Int((100 * $0.weight).rounded()) : nil
    }
    learned.isByGuess = guess.map { $0.weight >= 0.5 } ?? false
    learned.rounds = rounds.used(states)
    learned.hasOthers = states.contains { !$0.isDone && !$0.report.due.isRecurring }
    self.learned = learned
    cases = states.indices.map { place in
      let isTold =
        told[place] != nil || !forecasts.needsNoBegin && guess?.isByDays != true
        || states[place].isDone
      let own =
        isTold
        ? told[place] : states[place].item(allowing: typical, levels: levels[place])
      return own ?? guess?.alone(place)
    }
  }

  private static func isFirst(
    _ one: (item: CompletionCase, id: String), _ other: (item: CompletionCase, id: String)
  ) -> Bool {
    let (days, others) = (
      (one.item.start, one.item.due, one.item.end),
      (other.item.start, other.item.due, other.item.end)
    )
    return days == others ? one.id < other.id : days < others
  }

  /// How the hazard of an open task adds up to a day; `nil` for a finished one, where its begin or due day is not known and
  /// counts, and for a round of which too few earlier ones are known.
  func course(of place: Int, to last: Int) -> CompletionCourse? {
    guard !states[place].isDone, let item = cases[place] else { return nil }
    guard let guess, guess.items[place] != nil else { return told(item, of: place, to: last) }
    let (other, weight) = beside(guess, item, of: place, to: last)
    return guess.course(of: place, beside: other, weight, to: last)
  }

  /// How it goes where tasks are done around their due days, whatever they were allowed; `nil` where that is not likely.
  ///
  /// - Parameter course: how it goes else.
  func late(
    of place: Int, like course: CompletionCourse, to last: Int
  ) -> CompletionCourse? {
    guard let guess, guess.lateChance > 0, !states[place].isDone, let item = cases[place],
      guess.items[place] != nil
    else { return nil }
    let (other, weight) = beside(guess, item, of: place, to: last)
    return guess.late(of: place, like: course, beside: other, weight, to: last)
  }

  /// How it goes by all that may be.
  func whole(of place: Int, to last: Int) -> CompletionCourse? {
    guard let course = course(of: place, to: last), let item = cases[place] else { return nil }
    guard let late = late(of: place, like: course, to: last) else { return course }
    return RecordCourse.mixture([(course, 1 - lateChance), (late, lateChance)], item)
  }

  /// How likely that is.
  var lateChance: Double { guess?.lateChance ?? 0 }

  /// What else tells of a task whose begin is guessed, and what the guess weighs beside it.
  ///
  /// The record by days beside due days weighs what it weighs beside the class of what the guess leaves; the class beside it as
  /// much as guesses are not likely.
  private func beside(
    _ guess: GuessedBegins, _ item: CompletionCase, of place: Int, to last: Int
  ) -> (course: CompletionCourse?, weight: Double) {
    guard states[place].isBeginUnknown else {
      let isAlone = guess.alone(place) == item
      return (isAlone ? nil : told(item, of: place, to: last), guess.weight)
    }
    let left = 1 - guess.weight
    let part = guess.ofClass(forecasts.ofClass)
    let ofDays = left * (1 - part)
    let ofClass = left * part * (1 - guess.likelihood)
    guard ofDays + ofClass >= 0.01 else { return (nil, 1) }
    let other = forecasts.withoutBegin(item, last, ofClass: ofClass / (ofDays + ofClass))
    return (other, 1 - ofDays - ofClass)
  }

  /// The same by what cells and days tell.
  private func told(_ item: CompletionCase, of place: Int, to last: Int) -> CompletionCourse? {
    let state = states[place]
    if state.report.due.isRecurring { return rounds.course(of: item, state, to: last) }
    if state.isBeginUnknown, forecasts.needsNoBegin,
      let course = forecasts.withoutBegin(item, last, ofClass: forecasts.ofClass)
    {
      return course
    }
    guard !item.hasLength || state.isBeginOpen else { return forecasts.course(of: item, last) }
    let longer = item.hasLength ? [item.allowed] + lengths.filter { $0 > item.allowed } : lengths
    // The longer was allowed, the longer it may still take: what may be true is no faster than the slowest of it.
    return .slowest(of: longer.map { forecasts.course(of: item.allowing($0), last) })
  }

  /// All that the course of an open task depends on.
  struct Likeness: Hashable {
    private let item: CompletionCase
    private let isBeginUnknown, isBeginOpen: Bool
    /// The place of one that comes back, whose own rounds count.
    private let own: Int?
    /// The same by a begin that is guessed.
    private let guessed: CompletionCase?

    fileprivate init(
      _ item: CompletionCase, _ state: TaskState, own: Int?, guessed: CompletionCase?
    ) {
      (self.item, self.own, self.guessed) = (item, own, guessed)
      (isBeginUnknown, isBeginOpen) = (state.isBeginUnknown, state.isBeginOpen)
    }
  }

  /// All that the course of an open task depends on.
  func likeness(of place: Int, _ item: CompletionCase) -> Likeness {
    let state = states[place]
    return Likeness(
      item, state, own: state.report.due.isRecurring ? place : nil, guessed: guess?.items[place])
  }

  /// What a chance of a task rests on.
  func basis(of place: Int) -> TaskResult.Basis {
    states[place].report.due.isRecurring ? .data : learned.basis
  }

  /// The finished rounds that are known of duties that come back as often as a task does, and how many were in time.
  func rounds(of place: Int) -> (rounds: Int, onTime: Int)? { rounds.known(of: states[place]) }

  /// The time allowed, in days, of an open task; the longest it may have had where that is not known.
  func allowed(_ item: CompletionCase, of place: Int) -> Int {
    let isKnown = item.hasLength && !states[place].isBeginOpen
    return isKnown ? item.allowed : max(item.allowed, lengths.max() ?? 1)
  }

  /// The times allowed that some tasks have, at five places from the twentieth of them to the last but a twentieth; those
  /// of the class where there are few.
  private static func lengths(of cases: [CompletionCase]) -> [Int] {
    let own = cases.lazy.filter(\.hasLength).map(\.allowed).sorted()
    guard own.count >= fewestLengths else { return CompletionClass.shipped.lengths }
    return Set([1, 5, 10, 15, 19].map { own[$0 * (own.count - 1) / 20] }).sorted()
  }

  /// How it would go on as tasks elsewhere did, where a regression on own ones speaks for it; `nil` where the class does so
  /// already, and for what is past due, of which the own record is not all that speaks.
  func outside(of place: Int, to last: Int) -> CompletionCourse? {
    let state = states[place]
    guard !state.isDone, !state.report.due.isRecurring, let item = cases[place] else { return nil }
    guard let guess, guess.items[place] != nil else {
      return state.isBeginUnknown ? nil : forecasts.outside(of: item, to: last)
    }
    let (other, weight) = beside(guess, item, of: place, to: last)
    return guess.outside(of: place, beside: other, weight, to: last)
  }

  /// The phase and the unit of each task: the lead agency, those that lead together as one, else the place, else the task
  /// itself.
  var groups: [(phase: String, unit: String)] {
    let hasAgencies = states.contains { !$0.report.leadAgency.isEmpty }
    return states.map { state in
      let unit = hasAgencies ? state.report.leadAgency : state.report.place
      return (state.report.phase, unit.isEmpty ? "\u{0}" + state.task.id : unit)
    }
  }
}
