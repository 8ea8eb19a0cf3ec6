import LinearAlgebra
import Models
import RealModule
import TestSupport
import Testing
import TimeSeries

@Suite("Completion of tasks") struct CompletionTests {
  private struct Values: Decodable {
    struct Case: Decodable {
      let time: Double
      let isEnd: Bool
      let group: Int
    }
    let tolerance: Double
    let breaks: [Double]
    let cases: [Case]
    let times, survival, coefficients, errors: [Double]
  }

  private let values: Values

  init() throws { values = try Golden.load(Values.self, "Models/completion") }

  @Test("Kaplan–Meier is that of lifelines")
  func kaplanMeier() {
    let own = KaplanMeier(values.cases.map { (time: $0.time, isEnd: $0.isEnd) })
    for (time, share) in zip(values.times, values.survival) {
      #expect(abs(own.survival(at: time) - share) < values.tolerance, "\(time)")
    }
    #expect(own.survival(at: 0) == 1)
  }

  /// The cases cut where the hazard may change, as rows of a Poisson regression.
  private func regression(withGroup: Bool) -> PenalisedPoisson {
    var rows = PenalisedPoisson(blocks: [
      .init(columns: 0..<(withGroup ? 4 : 3), prior: .free)
    ])
    for item in values.cases {
      var low = 0.0
      for (piece, high) in (values.breaks + [.infinity]).enumerated() where item.time > low {
        rows.append(
          [(column: piece, value: 1)]
            + (withGroup ? [(column: 3, value: Double(item.group))] : []),
          exposure: min(item.time, high) - low,
          events: item.isEnd && item.time <= high ? 1 : 0)
        low = high
      }
    }
    return rows
  }

  @Test("A hazard that is constant by pieces is events over time watched")
  func pieces() throws {
    let fit = try regression(withGroup: false).fit()
    var low = 0.0
    for (piece, high) in (values.breaks + [.infinity]).enumerated() {
      let watched = values.cases.map { max(0, min($0.time, high) - low) }.reduce(0, +)
      let events = values.cases.count { $0.isEnd && $0.time > low && $0.time <= high }
      #expect(abs(Double.exp(fit.coefficients[piece]) - Double(events) / watched) < 1e-6)
      low = high
    }
  }

  @Test("Coefficients and standard errors of the regression are those of statsmodels")
  func regression() throws {
    let fit = try regression(withGroup: true).fit()
    for (column, wanted) in values.coefficients.enumerated() {
      #expect(abs(fit.coefficients[column] - wanted) < values.tolerance)
      let error = fit.covariance[column, column].squareRoot()
      #expect(abs(error - values.errors[column]) < values.tolerance)
    }
  }

  @Test("A known normal moves a mean by its precision; a walk without data stays where it was")
  func priors() throws {
    // log rate m with 9 events in 3 times: the mode solves 9 − 3 exp(m) = (m − 0.5)/0.25.
    var one = PenalisedPoisson(blocks: [
      .init(columns: 0..<1, prior: .known(mean: 0.5, variance: 0.25))
    ])
    one.append([(column: 0, value: 1)], exposure: 3, events: 9)
    let mode = try one.fit().coefficients[0]
    #expect(abs(9 - 3 * Double.exp(mode) - (mode - 0.5) / 0.25) < 1e-6)
    var walk = PenalisedPoisson(blocks: [
      .init(columns: 0..<1, prior: .free), .init(columns: 1..<4, prior: .walk),
    ])
    walk.append([(column: 0, value: 1)], exposure: 10, events: 10)
    walk.append([(column: 0, value: 1), (column: 1, value: 1)], exposure: 10, events: 30)
    walk.append([(column: 0, value: 1), (column: 2, value: 1)], exposure: 10, events: 30)
    let fit = try walk.fit()
    #expect(fit.coefficients[1] > 0.2)
    // Nothing is seen in the last year, so it is as the one before.
    #expect(abs(fit.coefficients[3] - fit.coefficients[2]) < 1e-6)
    #expect(fit.covariance[3, 3] > fit.covariance[2, 2])
  }

  /// Tasks of two phases and forty places: those of the first phase are done sooner.
  private func made(_ count: Int) -> [CompletionCase] {
    (0..<count).map { number in
      let start = 730_000 + (number * 37) % 900
      let allowed = 60 + (number * 53) % 240
      let isQuick = number.isMultiple(of: 2)
      let part = (isQuick ? 0.5 : 0.9) + 0.8 * Double((number * 29) % 100) / 100
      let end = start + Int(part * Double(allowed))
      let isDone = end <= 731_000
      return CompletionCase(
        start: start, due: start + allowed, end: isDone ? end : max(start, 731_000),
        isDone: isDone, levels: [[isQuick ? 0 : 1], [], [], [number % 40]])
    }
  }

  @Test("Effects are the same in whatever order their blocks stand")
  func order() throws {
    let (few, many) = (0..<2, 0..<7)
    let fits = try [(1, 3), (8, 1)].map { first, second in
      var rows = PenalisedPoisson(
        blocks: [.init(columns: 0..<1, prior: .free)]
          + [(first, few.count), (second, many.count)].sorted { $0.0 < $1.0 }.map {
            .init(columns: $0.0..<$0.0 + $0.1, prior: .ridge)
          })
      for number in 0..<140 {
        rows.append(
          [
            (column: 0, value: 1), (column: first + number % 2, value: 1),
            (column: second + number % 7, value: 1),
          ], exposure: 10, events: Double((number % 7) * (1 + number % 2)))
      }
      let fit = try rows.fit()
      let columns = [0] + few.map { first + $0 } + many.map { second + $0 }
      return (
        columns.map { fit.coefficients[$0] },
        columns.map { column in columns.map { fit.covariance[column, $0] } }
      )
    }
    #expect(zip(fits[0].0, fits[1].0).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(
      zip(fits[0].1.joined(), fits[1].1.joined()).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(fits[0].0[9] > fits[0].0[3] + 0.5)
  }

  @Test(
    "Effects are where the likelihood and what is believed of them balance, whether or not a row has two of the most",
    arguments: [false, true])
  func balance(isJoint: Bool) throws {
    var rows = PenalisedPoisson(blocks: [
      .init(columns: 0..<1, prior: .free), .init(columns: 1..<8, prior: .ridge),
      .init(columns: 8..<10, prior: .ridge),
    ])
    let events = (0..<140).map { Double(($0 % 7) * (1 + $0 % 2)) }
    let entries = (0..<140).map { number -> [(column: Int, value: Double)] in
      let (own, other) = (1 + number % 7, 1 + (number + 1) % 7)
      let group = (column: 8 + number % 2, value: 1.0)
      guard isJoint, own < other else { return [(0, 1), (own, 1), group] }
      return [(0, 1), (other, 0.5), (own, 0.5), group]
    }
    for (entries, events) in zip(entries, events) {
      rows.append(entries, exposure: 10, events: events)
    }
    let fit = try rows.fit()
    var left = [Double](repeating: 0, count: 10)
    for (entries, events) in zip(entries, events) {
      let score = entries.reduce(0) { $0 + $1.value * fit.coefficients[$1.column] }
      for entry in entries { left[entry.column] += entry.value * (events - 10 * Double.exp(score)) }
    }
    for column in 1..<10 {
      let variance = try #require(fit.variances[column < 8 ? 1 : 2])
      #expect(abs(left[column] - fit.coefficients[column] / variance) < 1e-5, "\(column)")
    }
  }

  @Test("A phase or place that none of the tasks has that many are thinned to is asked for, too")
  func thinned() throws {
    // Every second one is learned from: none of the second phase, and of places the even ones.
    let model = try CompletionModel(learnedFrom: made(CompletionModel.largest + 2))
    for (phase, place) in [(0, 38), (1, 39)] {
      let item = CompletionCase(
        start: 731_000, due: 731_100, end: 731_020, isDone: false,
        levels: [[phase], [], [], [place]])
      let course = model.course(of: item, to: item.due + 200, shown: item.due)
      #expect(course.hazard(on: item.due) > 0 && course.hazard(on: item.due).isFinite)
      // What nothing is known of is the wider.
      #expect(phase == 0 ? course.variance < 0.1 : course.variance > 0)
    }
  }

  private func open(_ phase: Int, known: Int = 20, progress: Double? = nil) -> CompletionCase {
    CompletionCase(
      start: 731_000, due: 731_100, end: 731_000 + known, isDone: false,
      levels: [[phase], [], [], []],
      progress: progress.map { .init(day: 731_000 + known, share: $0) })
  }

  private func byDue(_ model: CompletionModel, _ item: CompletionCase) -> Double {
    model.course(of: item, to: item.due + 200, shown: item.due).hazard(on: item.due)
  }

  /// Tasks of a quarter to three quarters of a year, each done within 40 days behind its due day.
  private var littleLate: [CompletionCase] {
    (0..<400).map { number in
      let start = 730_000 + (number * 37) % 700
      let due = start + 80 + (number * 53) % 190
      let end = due + (number * 29) % 40
      return CompletionCase(
        start: start, due: due, end: min(end, 731_000), isDone: end <= 731_000,
        levels: [[number % 2], [], [], []])
    }
  }

  @Test(
    "Behind the due day days count: who had five years is not late by years where others are by weeks"
  )
  func daysBehind() throws {
    let model = try CompletionModel(learnedFrom: littleLate)
    func within(_ days: Int, allowed: Int) -> Double {
      let item = CompletionCase(
        start: 731_000 - allowed + 10, due: 731_010, end: 731_000, isDone: false,
        levels: [[0], [], [], []])
      let course = model.course(of: item, to: item.due + 400, shown: item.due + 90)
      return 1 - Double.exp(course.hazard(on: item.due) - course.hazard(on: item.due + days))
    }
    #expect(within(60, allowed: 180) > 0.8)
    #expect(within(60, allowed: 1800) > 0.8)
  }

  @Test(
    "A phase of which nothing ever ends is not expected to: ten standard works in ten years move it far"
  )
  func neverEnding() throws {
    let stuck = (0..<10).map { number in
      CompletionCase(
        start: 727_000 + number, due: 727_400, end: 731_000, isDone: false,
        levels: [[2], [], [], []])
    }
    let model = try CompletionModel(learnedFrom: made(400) + stuck)
    let course = model.course(of: stuck[0], to: 731_400, shown: 731_365)
    #expect(course.hazard(on: 731_365) < 0.02)
  }

  @Test("What was done sooner will be; work that is ahead of its time ends sooner")
  func effects() throws {
    let model = try CompletionModel(learnedFrom: made(400))
    #expect(byDue(model, open(0)) > 1.3 * byDue(model, open(1)))
    let reported = made(400).enumerated().map { number, item in
      number > 0
        ? item
        : CompletionCase(
          start: item.start, due: item.due, end: item.end, isDone: item.isDone,
          levels: item.levels, progress: .init(day: item.start + 10, share: 0.5))
    }
    let heard = try CompletionModel(learnedFrom: reported)
    #expect(byDue(heard, open(1, progress: 0.9)) > byDue(heard, open(1, progress: 0.1)))
  }

  @Test("What two lead goes as the mean of what each leads; who has no effect counts as none")
  func joint() throws {
    let model = try CompletionModel(learnedFrom: made(400))
    func sum(_ levels: [Int?]) -> Double {
      let item = CompletionCase(
        start: 731_000, due: 731_100, end: 731_020, isDone: false, levels: [[], [], [], levels])
      return byDue(model, item)
    }
    // A mean of logarithms of hazards, effects by the day as before.
    let (one, other, both) = (sum([3]), sum([8]), sum([3, 8]))
    #expect(abs(both * both / (one * other) - 1) < 1e-9 && one != other)
    #expect(abs(sum([3, nil]) * sum([3, nil]) / (one * sum([])) - 1) < 1e-9)
  }

  @Test("The chance falls as time passes without completion; hazards add up without a step back")
  func falls() throws {
    let model = try CompletionModel(learnedFrom: made(400))
    var last = Double.infinity
    for known in stride(from: 0, through: 400, by: 20) {
      let item = open(1, known: known)
      let course = model.course(of: item, to: 731_000 + 900, shown: 731_190)
      let sum = course.hazard(on: item.due + 90)
      #expect(sum <= last)
      last = sum
      #expect(zip(course.hazard, course.hazard.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(zip(course.days, course.days.dropFirst()).allSatisfy { $0 < $1 })
      #expect(course.variance > 0)
    }
    #expect(last == 0)
  }

  @Test("A course tells the first day on which a sum is reached, and the sum of a day")
  func course() {
    let course = CompletionCourse(days: [100, 110, 120], hazard: [0, 1, 3], variance: 0)
    #expect([100, 99].map { course.hazard(on: $0) } == [0, 0])
    #expect(course.hazard(on: 105) == 0.5 && course.hazard(on: 115) == 2)
    #expect(course.hazard(on: 500) == 3)
    #expect(course.day(of: 0.5) == 105 && course.day(of: 2) == 115 && course.day(of: 3.1) == nil)
    #expect(course.day(of: 0.51) == 106)
  }

  @Test("Kaplan–Meier as a course says what its shares say, given what is known")
  func plainCourse() {
    let plain = KaplanMeier((1...10).map { (time: Double($0) / 10, isEnd: true) })
    let item = CompletionCase(start: 1000, due: 1100, end: 1050, isDone: false)
    // Five of ten are left after half of the time, two of them after eight tenths.
    let left = Double.exp(-plain.course(of: item, to: 2000).hazard(on: 1080))
    #expect(abs(left - 0.4) < 1e-12)
  }

  @Test("Of several courses the slowest counts on every day, between the knots too")
  func slowest() {
    let (early, late) = (
      CompletionCourse(days: [0, 10, 100], hazard: [0, 1, 1.2], variance: 1),
      CompletionCourse(days: [0, 50, 100], hazard: [0, 0.9, 3], variance: 2)
    )
    let course = CompletionCourse.slowest(of: [early, late])
    #expect(course.days == [0, 10, 50, 100] && course.variance == 1)
    for day in 0...120 {
      let least = min(early.hazard(on: day), late.hazard(on: day))
      #expect(course.hazard(on: day) <= least + 1e-12, "\(day)")
    }
    #expect(abs(course.hazard(on: 10) - 0.18) < 1e-12 && course.hazard(on: 100) == 1.2)
  }

  @Test("The class that comes with the program knows due days, and moves with what own tasks say")
  func reference() {
    let table = CompletionClass.shipped
    #expect(table.completions > 1000 && !table.attribution.isEmpty)
    let item = CompletionCase(start: 739_000, due: 739_100, end: 739_000, isDone: false)
    let none = table.shift(of: [])
    #expect(none.mean == 0 && abs(none.variance - table.spread * table.spread) < 1e-9)
    let course = table.course(of: item, to: 739_400, shift: none)
    let chance = 1 - Double.exp(-course.hazard(on: item.due))
    #expect((0.3...0.7).contains(chance))
    let slow = (0..<20).map { _ in
      CompletionCase(start: 739_000, due: 739_100, end: 739_200, isDone: false)
    }
    let shift = table.shift(of: slow)
    #expect(shift.mean < -0.5 && shift.variance < none.variance)
    // None of them done where the class expects so many: −E exp(m) = m/spread² at the mode.
    let precision = 1 / (table.spread * table.spread)
    let expected = 20 * table.course(of: item, to: 739_200, shift: none).hazard(on: 739_200)
    #expect(abs(expected * Double.exp(shift.mean) + precision * shift.mean) < 1e-6)
    #expect(
      abs(shift.variance * (expected * Double.exp(shift.mean) + precision) - 1) < 1e-6)
    #expect(
      table.course(of: item, to: 739_400, shift: shift).hazard(on: item.due)
        < course.hazard(on: item.due))
  }

  @Test("A day more allowed changes little, by the class as by a regression")
  func lengths() throws {
    let model = try CompletionModel(learnedFrom: littleLate)
    let none = CompletionClass.Shift(mean: 0, variance: 0)
    func sums(_ allowed: Int) -> (table: Double, own: Double) {
      let item = CompletionCase(
        start: 731_000, due: 731_000 + allowed, end: 731_000, isDone: false,
        levels: [[0], [], [], []])
      return (
        CompletionClass.shipped.course(of: item, to: item.due, shift: none).hazard(on: item.due),
        model.course(of: item, to: item.due + 90, shown: item.due).hazard(on: item.due)
      )
    }
    // The table's rates, straight between logarithms of 98, 147, 255 and 509 days, added up in Python.
    for (allowed, wanted) in [
      (60, 0.6375985), (120, 0.6426690281), (147, 0.6515361905), (180, 0.6956436778),
      (1000, 0.685122),
    ] {
      #expect(abs(sums(allowed).table - wanted) < 1e-6, "\(allowed)")
    }
    for allowed in stride(from: 110, to: 600, by: 7) {
      let (one, next) = (sums(allowed), sums(allowed + 1))
      #expect(abs(one.table / next.table - 1) < 0.04, "\(allowed)")
    }
    // A regression steps where a stretch of the time allowed has a day more; it was learned from 80 to 269 days.
    for allowed in 110..<269 {
      #expect(abs(sums(allowed).own / sums(allowed + 1).own - 1) < 0.15, "\(allowed)")
    }
  }

  @Test("Nothing can be learned where nothing was done")
  func nothingDone() {
    #expect(throws: ModelError.tooFewCases(found: 0, minimum: 1)) {
      try CompletionModel(learnedFrom: [open(0)])
    }
  }
}
