internal import Files
import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Records of dated tasks") struct TaskRecordTests: ReadsTasks {
  private func run(_ text: String, _ asOf: String = "2025-03-31") throws -> TaskResult {
    try run(text, asOf, paths: 4000)
  }

  private let head = "task_id,started,due,done,as_of\n"

  /// Finished tasks, 13 of 20 in time and none more than ten days late.
  private func finished(_ count: Int, allowed: Int?) -> String {
    let late = [0, 0, 3, 10, -2, 0, -2, -5, 0, 10, 0, 10, -5, 3, 10, -2, 0, -2, 5, 0]
    return (0..<count).reduce(into: "") { text, number in
      let due = day("2023-01-01").advanced(byDays: 12 * number)
      let start = allowed.map { "\(due.advanced(byDays: -$0))" } ?? ""
      text += "f\(number),\(start),\(due),\(due.advanced(byDays: late[number % 20])),2025-03-31\n"
    }
  }

  @Test("Finished tasks teach by how late they were, whether their begins are known or not")
  func lateness() throws {
    let open = "o,,2025-06-30,,2025-03-31\n"
    for (allowed, way) in [(nil, TaskResult.Way.days), (90, .record)] {
      let result = try run(head + finished(60, allowed: allowed) + open)
      #expect(result.learned.way == way && result.learned.completions == 60)
      let row = try row(result, "o")
      let (onTime, within) = (try #require(row.onTime), try #require(row.within90))
      // 39 of 60, and two that go as elsewhere: 0.64 give or take what 4000 paths miss.
      #expect(abs(onTime - 0.645) < 0.045 && within > 0.96, "\(onTime) \(within)")
      #expect(try #require(row.p90) <= day("2025-07-12") && row.basis == .data)
    }
  }

  @Test("Fewer move the class, without begins as well")
  func few() throws {
    let open = "o,2025-01-01,2025-12-31,,2025-03-31\n"
    let chances = try ["", finished(20, allowed: nil)].map { text in
      let result = try run(head + text + open)
      #expect(result.learned.completions == (text.isEmpty ? 0 : 20))
      if case .few(let percent) = result.learned.way { #expect(percent < 50) }
      return try #require(row(result, "o").within90)
    }
    #expect(chances[1] > chances[0] + 0.05, "\(chances)")
  }

  @Test(
    "Who was in time 60 times of 60 is so in 61 of 62, and nine times of ten before the due day")
  func clean() throws {
    let text = (0..<60).reduce(into: head) { text, number in
      let start = day("2023-01-01").advanced(byDays: 10 * number)
      let (due, done) = (start.advanced(byDays: 20), start.advanced(byDays: 8 + (number * 5) % 9))
      text += "f\(number),\(start),\(due),\(done),2025-03-31\n"
    }
    let result = try run(text + "o,2025-03-26,2025-04-15,,2025-03-31\n")
    let row = try row(result, "o")
    let chance = try #require(row.onTime)
    // Five and a half errors of 4000 paths around 61/62.
    #expect(abs(chance - 61.0 / 62) < 0.013, "\(chance)")
    #expect(try #require(row.p90) < day("2025-04-15") && result.learned.way == .record)
  }

  /// Finished tasks, 40 of the group A in time and 40 of B late, and open ones of A, of B and of both, on 31 August 2025.
  private func groups(_ column: String, hasBegins: Bool = false) -> String {
    (0..<40).reduce(into: "task_id,\(column),started,due,done,as_of\n") { text, number in
      let due = day("2024-01-10").advanced(byDays: 12 * number)
      let start = hasBegins ? "\(due.advanced(byDays: -90))" : ""
      for (name, late) in [("A", -(number * 7) % 20), ("B", 5 + (number * 11) % 50)] {
        text +=
          "\(name)\(number),\(name),\(start),\(due),\(due.advanced(byDays: late)),2025-08-31\n"
      }
    }
      + ["A", "B", "A; B"].map {
        "o\($0),\($0),\(hasBegins ? "2025-07-02" : ""),2025-09-30,,2025-08-31\n"
      }.joined()
  }

  @Test(
    "Who was in time 40 times of 40 is so in 41 of 42, who never was in 1 of 42, with begins or without",
    arguments: [
      ("lead_agency", false, TaskResult.Factor.agency), ("place", false, .place),
      ("phase", false, .phase), ("lead_agency", true, .agency),
    ])
  func apart(column: String, hasBegins: Bool, factor: TaskResult.Factor) throws {
    let result = try run(groups(column, hasBegins: hasBegins), "2025-08-31")
    #expect(result.learned.way == (hasBegins ? .record : .days))
    #expect(result.learned.apart == [factor] && result.learned.alike.isEmpty)
    for (id, wanted) in [("oA", 41.0 / 42), ("oB", 1.0 / 42)] {
      #expect(abs(try #require(row(result, id).onTime) - wanted) < 0.02, "\(id)")
    }
  }

  @Test(
    "What two lead counts for both and goes as the mean of them; counts stay the sum of chances")
  func joint() throws {
    let text = groups("lead_agency")
    let result = try run(text, "2025-08-31")
    let chances = try ["oA", "oB", "oA; B"].map { try #require(row(result, $0).onTime) }
    // Half of both, give or take five and a half errors of 4000 paths.
    #expect(abs(chances[2] - (chances[0] + chances[1]) / 2) < 0.05, "\(chances)")
    #expect(result.units.map { "\($0.group.name) \($0.tasks)" } == ["A 42", "B 42"])
    for (unit, own) in zip(result.units, [chances[0] + chances[2], chances[1] + chances[2]]) {
      #expect(abs(try #require(unit.expected) - 40 - own) < 1e-9)
    }
    let other = try run(text, "2025-08-31", paths: 4000, threads: 3)
    #expect(other.rows == result.rows && other.units == result.units)
  }

  @Test("Groups that went alike are not told apart, and that is told")
  func alike() throws {
    let text = finished(60, allowed: nil).split(separator: "\n").enumerated().map {
      "\($1),\(($0 / 20).isMultiple(of: 2) ? "A" : "B")\n"
    }.joined()
    let result = try run("task_id,started,due,done,as_of,lead_agency\n" + text)
    #expect(result.learned.apart.isEmpty && result.learned.alike == [.agency])
    #expect(try run(head + finished(60, allowed: nil)).learned.alike.isEmpty)
  }

  /// A duty of every month that was in time four times of five, and others.
  private let duties =
    "task_id,due,done,as_of\n"
    + zip(
      ["2024-11-18", "2024-12-20", "2025-01-16", "2025-02-18", "2025-03-17"],
      ["2024-11-30", "2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31"]
    ).map { "a,monthly:=18,\($0),\($1)\n" }.joined()
    + "b,yearly:<=01-31,2025-01-20,2025-03-31\n"

  @Test("A round rests on earlier rounds, and never on what works take")
  func rounds() throws {
    let result = try run(duties + "n,monthly:=20,,2025-03-31\n")
    // Of n by four of five and two of which one is in time, of a by these and its own.
    for (id, wanted) in [("n", 5.0 / 7), ("a", (4 + 2 * 5.0 / 7) / 7)] {
      let round = try row(result, id)
      #expect(round.basis == .data && round.remarks.contains(.rounds(5, onTime: 4)))
      #expect(abs(try #require(round.onTime) - wanted) < 0.04)
      let (due, middle) = (try #require(round.due), try #require(round.p50))
      #expect(abs(middle.dayNumber - due.dayNumber) <= 2)
    }
    let yearly = try row(result, "b")
    #expect(yearly.onTime == nil && yearly.basis == .notAssessed && yearly.p50 == nil)
    #expect(yearly.remarks.first == .fewRounds(1) && result.learned.tasks == 0)
    // Rounds that nobody did count against it, however long ago; how late they are is not told.
    let idle = try run(duties + "d,monthly:=25,2024-09-25,2024-09-30\nd,monthly:=25,,2025-03-31\n")
    let missed = try row(idle, "d")
    #expect(try #require(missed.onTime) < 0.4 && missed.p50 == nil)
    #expect(try #require(missed.onTime) < #require(row(idle, "a").onTime))
  }

  @Test("The fewer days are left, the less likely a round is that others did long before their day")
  func daysLeft() throws {
    let early = (1...8).map { "k,monthly:=25,2025-0\($0)-12,2025-0\($0)-28\n" }.joined()
    let chances = try ["2025-09-05", "2025-09-15", "2025-09-20", "2025-09-24", "2025-09-25"].map {
      day in
      try #require(
        row(run("task_id,due,done,as_of\n" + early + "k,monthly:=25,,\(day)\n", day), "k").onTime)
    }
    #expect(chances[0] > 0.85)
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $1 <= $0 && $1 > 0 })
    #expect(chances[1] > chances[3] + 0.1)
    #expect(try #require(chances.last) < 0.1)
  }

  /// The chance of a duty of every 18th with 24 rounds behind it, so many days before the next.
  private func chance(left: Int, lead: Int, lateOneIn: Int? = nil) throws -> Double {
    let rounds = (0..<24).map { number in
      let due = day("202\(3 + number / 12)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)-18")
      let isLate = lateOneIn.map { number.isMultiple(of: $0) } ?? false
      let done = due.advanced(byDays: isLate ? 3 : -lead)
      return "a,monthly:=18,\(done),\(done)\n"
    }.joined()
    let asked = day("2025-01-18").advanced(byDays: -left)
    let result = try run(
      "task_id,due,done,as_of\n" + rounds + "a,monthly:=18,,\(asked)\n", "\(asked)")
    return try #require(row(result, "a").onTime)
  }

  @Test(
    "A round may be done on the day on which it is asked for, and its chance falls day by day behind the one on which it is usually done"
  )
  func usualDay() throws {
    let chances = try (0...5).reversed().map { try chance(left: $0, lead: 2, lateOneIn: 3) }
    // 16 of 24 long before; two days before the due day, when these were done, more than half as much, then ever less.
    #expect(abs(chances[0] - 0.68) < 0.05 && chances[3] > 0.5, "\(chances)")
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $1 < $0 + 0.03 && $1 > $0 - 0.3 })
    #expect(try #require(chances.last) > 0.1)
    // Never late, and ten days early each time: no day takes it all.
    let early = try [11, 8, 6, 4, 2, 0].map { try chance(left: $0, lead: 10) }
    #expect(early[0] > 0.97 && early[1] > 0.9 && early[3] > 0.5, "\(early)")
    #expect(zip(early, early.dropFirst()).allSatisfy { $1 < $0 + 0.02 })
    let daily = try (0...8).reversed().map { try chance(left: $0, lead: 10) }
    #expect(zip(daily, daily.dropFirst()).allSatisfy { $1 > $0 - 0.35 }, "\(daily)")
  }

  @Test(
    "Of few tasks, units that differ are told by a record rather than by a regression on itself")
  func fewTasks() throws {
    let late = [-25, -16, -11, -7, -4, -1, 2, 5, 8, 13, 22]
    let asked = day("2025-09-30")
    let text = (0..<80).reduce(into: "task_id,lead_agency,started,due,done\n") { text, number in
      let start = day("2025-01-06").advanced(byDays: (7 * number) % 210)
      let due = start.advanced(byDays: [60, 90, 120, 180][(number / 4) % 4])
      let done = due.advanced(byDays: [-10, 35, 5, -3][number % 4] + late[(number * 5) % 11])
      if done <= asked {
        text += "t\(number),\(["A", "B", "C", "D"][number % 4]),\(start),\(due),\(done)\n"
      }
    }
    let open = ["A", "B", "C", "D"].map { "o\($0),\($0),2025-08-11,2025-11-09,\n" }.joined()
    let result = try run(text + open, "2025-09-30")
    if case .mixed(let percent) = result.learned.way {
      #expect(percent >= 50)
    } else {
      #expect(result.learned.way == .record)
    }
    // 13 of 16 in time, none of 12, 6 of 15, 11 of 15.
    for (id, range) in [
      ("oA", 0.7...0.85), ("oB", 0.0...0.1), ("oC", 0.35...0.5), ("oD", 0.63...0.78),
    ] {
      let chance = try #require(row(result, id).onTime)
      #expect(range.contains(chance), "\(id) \(chance)")
    }
  }

  @Test("What is due on the day of its report is not late, and may be done that day")
  func dueToday() throws {
    func text(_ report: String) -> String {
      head + "a,2024-09-01,2025-03-31,,\(report)\nb,2024-09-01,2025-03-30,,\(report)\n"
        + "c,2025-03-31,2025-03-31,,\(report)\nd,2024-09-01,2025-04-01,,\(report)\n"
    }
    let result = try run(text("2025-03-31"))
    let (today, late) = (try row(result, "a"), try row(result, "b"))
    #expect(today.status == .running && late.status == .late && late.onTime == 0)
    let chance = try #require(today.onTime)
    #expect(chance > 0 && chance < 0.2)
    #expect(try chance <= #require(row(result, "d").onTime) + 0.01)
    #expect(
      today.remarks.contains { if case .aboutToBeLate(left: 0, _) = $0 { true } else { false } })
    #expect(try #require(row(result, "c").onTime) > 0)
    // When the day is over it is late.
    let after = try row(run(text("2025-04-01"), "2025-04-01"), "a")
    #expect(after.status == .late && after.onTime == 0)
  }

  @Test("Where no day of the end is known the word of a status says whether it was in time")
  func wordOfEnd() throws {
    let head = "Mã;Đơn vị chủ trì;Thời hạn;Ngày hoàn thành;Trạng thái\n"
    let result = try run(
      head + "A;U;31/3/2025;;Hoàn thành quá hạn\nB;U;31/3/2025;;Hoàn thành đúng hạn\n"
        + "C;U;31/3/2025;;Hoàn thành\nD;U;31/3/2025;20/3/2025;Hoàn thành\n", "2025-06-30")
    #expect(result.rows.map(\.onTime) == [0, 1, nil, 1])
    #expect(result.rows.map(\.within90) == [nil, 1, nil, 1])
    let unit = try #require(result.units.first)
    #expect(unit.onTime == 2 && unit.doneLate == 1 && unit.doneUndated == 1)
    #expect(abs(try #require(unit.score) - 200 / 3.0) < 1e-9)
  }
}
