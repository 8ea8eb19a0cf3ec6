internal import Files
import Pipeline
import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Begins that no cell tells") struct BeginGuessTests: ReadsTasks {
  /// Twelve tasks seen on day 100, seven of them done: what was given for long is open.
  private let together: [(due: Int, done: Int?)] = [
    (30, 25), (45, 50), (60, 48), (60, 70), (90, 81), (90, 95), (90, nil), (120, 92), (150, nil),
    (180, nil), (240, nil), (365, nil),
  ]

  private func tasks(isDated: Bool) -> [UnbegunTask] {
    together.map { due, done in
      UnbegunTask(
        due: due, listed: 100,
        end: done.map { isDated ? .done(on: $0) : .between(after: nil, by: 100) }
          ?? .open(through: 100))
    }
  }

  @Test("Weight and begins are those of the likelihood on its grids", arguments: [1, 2])
  func likelihood(threads: Int) throws {
    // NumPy and SciPy, the same grids written once more.
    let dated = try #require(BeginGuess(tasks(isDated: true), threads: threads))
    #expect(abs(dated.weight - 0.464365) < 1e-5)
    #expect(
      zip(dated.days, together).map { $1.due - $0.begin }
        == [21, 34, 51, 50, 80, 80, 81, 111, 141, 171, 231, 357])
    #expect(zip(dated.days, together).allSatisfy { $0.end == $1.done ?? 100 })
    let undated = try #require(BeginGuess(tasks(isDated: false), threads: threads))
    #expect(abs(undated.weight - 7.0 / 12) < 1e-9)
    let late = try #require(undated.late)
    #expect(dated.late == nil && abs(late.chance - 0.179933) < 1e-5)
    #expect(late.ends == [0, -42, 48, 16, 96, 61, 100, 92, 100, 100, 100, 100])
    #expect(
      zip(undated.days, together).map { $1.due - $0.begin }
        == [90, 90, 89, 89, 89, 89, 111, 134, 116, 144, 214, 374])
    // Ends lie between begin and report, each task's at another place.
    #expect(
      zip(undated.days, together).allSatisfy { days, task in
        task.done == nil || days.begin < days.end && days.end <= 100
      })
    #expect(Set(undated.days.map(\.end)).count > 4)
  }

  @Test("Tasks given one by one leave the word to days; without an end nothing is guessed")
  func apart() throws {
    let late = [-9, 4, 12, -3, 7]
    let one = (2..<15).map { number in
      UnbegunTask(
        due: 20 * number, listed: 300, end: .done(on: 20 * number + late[number % 5]))
    }
    let open = [310, 330].map { UnbegunTask(due: $0, listed: 300, end: .open(through: 300)) }
    // NumPy and SciPy.
    let guess = try #require(BeginGuess(one + open, threads: 1))
    #expect(abs(guess.weight - 0.005113) < 1e-5 && abs(guess.lateness - 0.458730) < 1e-5)
    #expect(BeginGuess(open, threads: 1) == nil)
  }

  /// 80 tasks given on one day with 30 to 360 days, done after 0.5 to 1.5 of them, seen on day 75.
  private func table(begins: Bool, ends: Bool) -> String {
    let (given, now) = (day("2025-01-02"), day("2025-03-18"))
    return (0..<80).reduce(into: "task_id,due,started,done,status,as_of\n") { text, number in
      let allowed = [30, 60, 90, 120, 180, 360][number % 6]
      let took = allowed * (50 + number * 37 % 101) / 100
      let done = given.advanced(byDays: took)
      let isDone = done <= now
      text += "t\(number),\(given.advanced(byDays: allowed)),\(begins ? "\(given)" : ""),"
      text += "\(isDone && ends ? "\(done)" : ""),\(isDone ? "done" : "running"),\(now)\n"
    }
  }

  @Test("What was given together goes as though its begin were told, also where only statuses are")
  func asTold() throws {
    func expected(begins: Bool, ends: Bool) throws -> (Double, Double) {
      let result = try run(table(begins: begins, ends: ends), "2025-03-18", paths: 4000)
      let course = try #require(
        result.curve.first { $0.group.kind == .all && $0.date == day("2025-06-30") })
      let long = result.rows.filter { $0.due == day("2025-12-28") }.compactMap(\.onTime)
      return (try #require(course.expected), long.reduce(0, +) / Double(long.count))
    }
    let told = try expected(begins: true, ends: true)
    let dated = try expected(begins: false, ends: true)
    let undated = try expected(begins: false, ends: false)
    // 61 were done by then, 8 of the 13 long ones in time.
    #expect(abs(told.0 - dated.0) < 4 && abs(told.1 - dated.1) < 0.1, "\(told) \(dated)")
    #expect(abs(told.0 - undated.0) < 6 && abs(told.1 - undated.1) < 0.15, "\(told) \(undated)")
  }

  @Test("That begins are guessed is told, and only where they are")
  func learned() throws {
    #expect(try run(table(begins: true, ends: true), "2025-03-18").learned.guessed == nil)
    let share = try #require(
      run(table(begins: false, ends: true), "2025-03-18").learned.guessed)
    #expect(share > 50 && share < 100)
  }

  @Test("Done without a day is in time where the due day lies ahead of all that is known")
  func ahead() throws {
    let rows = "a,2025-08-30,done\nb,2025-05-30,done\nc,2025-06-30,done\nd,2025-09-30,running\n"
    let result = try run("task_id,due,status\n" + rows, "2025-06-30")
    #expect(try row(result, "a").onTime == 1 && row(result, "c").onTime == 1)
    #expect(try row(result, "b").onTime == nil)
    #expect(try row(result, "b").remarks.contains(.doneUndated))
  }
}
