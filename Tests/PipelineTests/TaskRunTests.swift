internal import Files
import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Dated tasks") struct TaskRunTests: ReadsTasks {
  /// Tasks of two units and phases, most of them over by 2024.
  private var made: String {
    let origin = day("2021-01-01")
    return (0..<240).reduce(into: "task_id,lead_agency,phase,started,due,done\n") { text, number in
      let start = origin.advanced(byDays: (number * 37) % 1300)
      let allowed = 60 + (number * 53) % 200
      let isQuick = number.isMultiple(of: 2)
      let part = (isQuick ? 0.4 : 0.8) + 0.9 * Double((number * 29) % 100) / 100
      let end = start.advanced(byDays: Int(part * Double(allowed)))
      text +=
        "t\(number),\(isQuick ? "Quick" : "Slow"),\(number % 3 == 0 ? "one" : "one; two"),"
        + "\(start),\(start.advanced(byDays: allowed)),\(end)\n"
    }
  }

  @Test("On a day later ends are not known; a finished task is certain")
  func certain() throws {
    let result = try run(made, "2024-01-01")
    // Own tasks tell, by a record, a regression or both.
    #expect(![.reference, .days].contains(result.learned.way))
    #expect(result.learned.completions >= 30)
    var open = 0
    for row in result.rows {
      if row.status == .done {
        let (done, due) = (try #require(row.done), try #require(row.due))
        #expect(done <= day("2024-01-01") && row.onTime == (done <= due ? 1 : 0))
        #expect(row.error == nil && row.p50 == done && row.basis == .data)
      } else if let chance = row.onTime {
        open += 1
        #expect((row.error ?? 0) > 0 && row.done == nil)
        let within = try #require(row.within90)
        #expect((0...1).contains(chance) && within >= chance)
        if row.status == .late { #expect(chance == 0) }
        if let p10 = row.p10, let p50 = row.p50 { #expect(p10 <= p50 && p10 > day("2024-01-01")) }
      }
    }
    #expect(open > 20)
    // What begins later has no clock yet.
    #expect(result.rows.contains { $0.status == .notStarted && $0.basis == .notAssessed })
  }

  @Test("The mean count of every group and day is the sum of its chances, in order")
  func counts() throws {
    let result = try run(made, "2024-01-01")
    for phase in ["one", "two"] {
      let group = try #require(result.phases.first { $0.group.name == phase })
      #expect(group.tasks == result.rows.count { $0.report.phases.contains(phase) })
    }
    let quick = try #require(result.units.first { $0.group.name == "Quick" })
    let slow = try #require(result.units.first { $0.group.name == "Slow" })
    #expect(try #require(quick.expectedScore) > (try #require(slow.expectedScore)) + 10)
    #expect(
      quick.onTime + quick.doneLate + quick.late + quick.running + quick.notStarted == quick.tasks)
    #expect(quick.unknown == 0 && quick.doneUndated == 0 && quick.noDate == 0)
    let mine = result.rows.filter { $0.report.leadAgency == "Quick" }
    let settled = mine.filter { $0.status == .done || $0.status == .late }
    let score = 100 * Double(settled.count { $0.onTime == 1 }) / Double(settled.count)
    #expect(abs(try #require(quick.score) - score) < 1e-9)
    let chances = mine.compactMap(\.onTime)
    let expected = 100 * chances.reduce(0, +) / Double(chances.count)
    #expect(abs(try #require(quick.expectedScore) - expected) < 1e-9)
    func ahead(_ kind: TaskResult.GroupKind, _ name: String) -> [TaskResult.CurveRow] {
      result.curve.filter {
        $0.group.kind == kind && $0.group.name == name && $0.expected != nil
      }
    }
    let parts = zip(ahead(.agency, "Quick"), ahead(.agency, "Slow"))
    for ((first, second), all) in zip(parts, ahead(.all, "")) {
      let (one, other) = (try #require(first.expected), try #require(second.expected))
      #expect(abs(one + other - (all.expected ?? 0)) < 1e-9 && first.due + second.due == all.due)
      let quantiles = try [#require(all.p10), #require(all.p50), #require(all.p90)]
      #expect(quantiles == quantiles.sorted())
    }
    let means = ahead(.all, "").compactMap(\.expected)
    #expect(means.count > 20 && means == means.sorted())
    let now = try #require(result.curve.last { $0.group.kind == .all && $0.done != nil })
    #expect(now.date == day("2024-01-01") && now.done == result.rows.count { $0.status == .done })
  }

  @Test("A day's mean count is the sum of the chances to be done by it")
  func sum() throws {
    // All open tasks are due on one day, which ends the phase.
    let open = (0..<12).map { "o\($0),A,last,2023-10-01,2024-05-20,\n" }.joined()
    let result = try run(made + open, "2024-01-01")
    let phase = try #require(result.phases.first { $0.group.name == "last" })
    let chances = result.rows.filter { $0.report.phase == "last" }.compactMap(\.onTime)
    #expect(phase.end == day("2024-05-20") && chances.count == 12)
    #expect(abs(try #require(phase.expected) - chances.reduce(0, +)) < 1e-9)
  }

  @Test("What nothing is said of counts in no mean and no quantile, and the others are told")
  func partial() throws {
    let bare = (0..<6).map { "b\($0),A,gap,,2024-05-20,\n" }.joined()
    let begun = (0..<4).map { "o\($0),A,gap,2023-10-01,2024-05-20,\n" }.joined()
    let later = "l,A,gap,2024-08-01,2024-05-20,\n"
    let done =
      "d,A,gap,2023-10-01,2024-01-20,2023-12-20\nu,A,none,2023-10-01,2024-01-20,2023-12-20\n"
    let unsaid = "n,A,none,2024-02-01,2024-03-20,\n"
    let result = try run(made + bare + begun + later + done + unsaid, "2024-01-01")
    // Begins are known of many here, so that tasks without one have no chance.
    let isKnown = result.rows.filter { $0.report.phase == "gap" && $0.onTime != nil }
    let phase = try #require(result.phases.first { $0.group.name == "gap" })
    #expect(phase.tasks == 12 && phase.notAssessed == 12 - isKnown.count)
    #expect(phase.assessed == isKnown.count)
    let chances = isKnown.compactMap(\.onTime).reduce(0, +)
    #expect(abs(try #require(phase.expected) - chances) < 1e-9)
    // It begins behind its due day, and from then on nothing is said of it.
    let curve = result.curve.filter { $0.group.name == "gap" && $0.assessed != nil }
    for row in curve {
      #expect(row.assessed == isKnown.count - (row.date >= day("2024-08-01") ? 1 : 0))
    }
    let none = try #require(result.phases.first { $0.group.name == "none" })
    #expect(none.tasks == 2 && none.notAssessed == 1 && none.assessed == 1)
    #expect(none.expected == nil && none.p10 == nil && none.p90 == nil)
    let ahead = result.curve.filter { $0.group.name == "none" && $0.date > result.asOf }
    // Until its begin it is known not to be done.
    #expect(ahead.allSatisfy { ($0.expected == nil) == ($0.date >= day("2024-02-01")) })
    #expect(ahead.contains { $0.expected == 1 && $0.p10 == 1 && $0.assessed == 2 })
  }

  @Test("Of a phase whose last day is past nothing is expected")
  func pastPhase() throws {
    let gone = (0..<6).map { "o\($0),Slow,gone,2023-01-01,2023-06-30,\n" }.joined()
    let result = try run(made + gone, "2024-01-01")
    let phase = try #require(result.phases.first { $0.group.name == "gone" })
    #expect(phase.end == day("2023-06-30") && phase.late == 6)
    #expect(phase.expected == nil && phase.p10 == nil && phase.p90 == nil)
    let other = try #require(result.phases.first { $0.group.name == "one" })
    #expect(try #require(other.end) > day("2024-01-01") && other.expected != nil)
  }

  @Test("The same for any threads; another seed draws otherwise, within the error")
  func reproducible() throws {
    let (one, many) = (try run(made, "2024-01-01"), try run(made, "2024-01-01", threads: 3))
    #expect(one.rows == many.rows && one.curve == many.curve && one.units == many.units)
    let other = try run(made, "2024-01-01", seed: 2)
    #expect(one.rows != other.rows)
    for (first, second) in zip(one.rows, other.rows) {
      guard let error = first.error, let mine = first.onTime, let theirs = second.onTime else {
        continue
      }
      #expect(abs(mine - theirs) < 5.4 * 1.5 * (error * error + error * error).squareRoot())
    }
  }

  @Test("Past due the chance to be done soon falls as days pass without completion")
  func falls() throws {
    let text = made + "x,Slow,one,2023-01-01,2023-06-30,\n"
    let chances = try ["2023-03-01", "2023-05-01", "2023-07-15", "2023-09-01"].map {
      try #require(row(run(text, $0, paths: 4000), "x").within90)
    }
    // Before the due day nothing has passed yet: the same but for their Monte Carlo errors of 0.007.
    #expect(abs(chances[0] - chances[1]) < 0.04 && min(chances[0], chances[1]) > chances[2])
    #expect(chances[2] > chances[3] && chances[3] < 0.5)
  }

  @Test(
    "With few finished tasks the class speaks, moved by the own ones; without a begin nothing does")
  func reference() throws {
    let head = "task_id,started,due,done\n"
    let result = try run(
      head + "a,2025-01-01,2025-12-31,\nb,,2025-12-31,\nc,2025-01-01,ongoing,\n", "2025-06-30")
    #expect(result.learned.basis == .reference && result.learned.attribution != nil)
    let first = try row(result, "a")
    #expect(first.basis == .reference && (0.2...0.8).contains(first.onTime ?? 0))
    let second = try row(result, "b")
    #expect(second.basis == .notAssessed && second.onTime == nil && second.remarks == [.noStart])
    #expect(try row(result, "c").status == .noDate && row(result, "c").remarks == [.noDate])
    let slow = (0..<15).map { "s\($0),2023-01-01,2023-06-30,\n" }.joined()
    let moved = try row(run(head + "a,2025-01-01,2025-12-31,\n" + slow, "2025-06-30"), "a")
    #expect((moved.onTime ?? 1) < (first.onTime ?? 0) - 0.1)
  }

  @Test(
    "A first report begins the clock; what nobody reported on since its due day is not called late")
  func reports() throws {
    let text =
      "task_id,due,as_of,status\na,2025-03-31,2025-02-20,\nb,2025-03-31,2025-02-20,\n"
      + "b,2025-03-31,2025-06-15,running\nc,2025-09-30,2025-02-20,\nd,2025-03-31,2025-07-01,done\n"
      + "e,2025-12-31,2025-02-20,\ne,2025-12-31,2025-05-20,done\n"
    let result = try run(text, "2025-06-30")
    #expect(!result.rows.contains { $0.id == "d" })
    let unknown = try row(result, "a")
    #expect(unknown.status == nil && (0.05...0.9).contains(unknown.onTime ?? 0))
    #expect(unknown.remarks.contains(.unknownSince(day("2025-02-20"))))
    let late = try row(result, "b")
    #expect(late.status == .late && late.onTime == 0 && late.remarks.contains(.overdue(days: 91)))
    #expect(try row(result, "c").status == .notStarted)
    let done = try row(result, "e")
    #expect(done.status == .done && done.done == day("2025-05-20") && done.onTime == 1)
  }

  @Test(
    "What was overdue when it was first reported has no begin, and is no nearer its end than if it had one",
    arguments: [true, false])
  func noBegin(isReported: Bool) throws {
    let day = isReported ? "2025-06-30" : ""
    let begins = ["", "2025-04-02", "2025-01-01", "2024-07-01", "2023-07-01"]
    let text = begins.enumerated().reduce("task_id,started,due,as_of\n") { text, item in
      text + "t\(item.offset),\(item.element),2025-06-01,\(day)\n"
    }
    let result = try run(text, "2025-06-30", paths: 4000)
    let bare = try row(result, "t0")
    #expect(bare.status == .late && bare.onTime == 0 && bare.basis == .reference)
    #expect(bare.remarks.contains(.overdue(days: 29)) && bare.remarks.contains(.noStart))
    let chance = try #require(bare.within90)
    #expect(chance > 0 && chance < 0.5)
    for number in 1..<begins.count {
      let other = try row(result, "t\(number)")
      #expect(try chance <= #require(other.within90) + 0.03, "\(begins[number])")
      if let mine = bare.p50, let theirs = other.p50 { #expect(mine >= theirs) }
      #expect(!other.remarks.contains(.noStart))
    }
    // Nor is one that was first reported a day before it was due.
    let just = try row(
      run(
        "task_id,due,as_of,status\na,2025-06-01,2025-05-31,\na,2025-06-01,2025-06-30,running\n",
        "2025-06-30", paths: 4000), "a")
    #expect(try #require(just.within90) < 0.5 && just.remarks.contains(.noStart))
    // Neither it nor one that was begun behind its due day tells how long works take.
    #expect(result.learned.tasks == begins.count - 1)
    let late = try row(
      run("task_id,started,due,as_of\na,2025-06-10,2025-06-01,2025-06-30\n", "2025-06-30"), "a")
    #expect(try #require(late.within90) < 0.5 && !late.remarks.contains(.noStart))
  }

  @Test("What is to begin behind the day has no clock, and behind its due day no chance")
  func planned() throws {
    let text =
      "task_id,started,due,as_of\na,2025-09-01,2025-08-30,2025-06-30\n"
      + "b,2025-09-01,2025-12-31,2025-06-30\nc,2025-01-01,2025-12-31,2025-06-30\n"
    for asOf in ["2025-06-30", "2025-10-01"] {
      let result = try run(text, asOf)
      let (late, planned) = (try row(result, "a"), try row(result, "b"))
      #expect(late.onTime == 0 && late.basis == .data && late.p50 == nil)
      #expect(late.remarks.first == .beginsLate(day("2025-09-01"), due: day("2025-08-30")))
      #expect(planned.onTime == nil && planned.basis == .notAssessed)
      #expect(planned.remarks.first == .planned(day("2025-09-01")))
      #expect(try (row(result, "c").onTime ?? 0) > 0)
    }
  }

  @Test("What two agencies lead stands in the row of each")
  func leads() throws {
    let text =
      "task_id,lead_agency,started,due,as_of\na,A; B,2024-01-10,2025-12-31,2025-06-30\n"
      + "b,B,2024-01-10,2025-12-31,2025-06-30\n"
    let units = try run(text, "2025-06-30").units
    #expect(units.map { "\($0.group.name) \($0.tasks)" } == ["A 1", "B 2"])
  }

  @Test("Days over and days of an end count from the day of the table")
  func daysOfTable() throws {
    let text =
      "task_id,started,due,as_of\na,2024-01-10,2025-05-31,2025-06-30\n"
      + "b,2025-01-01,2025-06-30,2025-06-30\n"
    let result = try run(text, "2025-09-01")
    #expect(try row(result, "a").remarks.contains(.overdue(days: 93)))
    // Nothing is known since June: what may be done already has days between, as the chances have it.
    for id in ["a", "b"] {
      #expect(try (row(result, id).p10 ?? day("2000-01-01")) >= day("2025-06-30"))
    }
    let (over, within) = (try row(result, "b"), day("2025-06-30").advanced(byDays: 90))
    let (half, chance) = (try #require(over.p50), try #require(over.within90))
    #expect((half <= within) == (chance >= 0.5))
  }

  @Test("Done without a day is in time or late only where reports tell")
  func undated() throws {
    let text =
      "task_id,lead_agency,due,as_of,status,share_done\na,A,2025-03-31,2025-06-30,done,\n"
      + "b,A,2025-07-31,2025-06-30,done,\nc,A,2025-03-31,2025-04-30,running,\n"
      + "c,A,2025-03-31,2025-06-30,done,\nd,A,2025-07-31,2025-06-30,,100\n"
    let result = try run(text, "2025-06-30")
    let first = try row(result, "a")
    #expect(first.status == .done && first.onTime == nil && first.done == nil)
    #expect(first.remarks.contains(.doneUndated))
    #expect(try row(result, "b").onTime == 1 && row(result, "c").onTime == 0)
    #expect(try row(result, "d").status == .done)
    let unit = try #require(result.units.first { $0.group.name == "A" })
    #expect(unit.doneUndated == 1 && unit.onTime == 2 && unit.doneLate == 1)
    #expect(unit.score.map { abs($0 - 200 / 3) < 1e-9 } == true)
  }

  @Test("Work ahead of its time makes an end in time likelier, where the class speaks as well")
  func shares() throws {
    let head = "task_id,started,due,as_of,share_done\n"
    let chances = try ["0.95", "", "0.05"].map {
      try row(run(head + "a,2025-01-01,2025-12-31,2025-06-30,\($0)\n", "2025-06-30"), "a").onTime
        ?? 0
    }
    #expect(chances[0] > chances[1] + 0.03 && chances[1] > chances[2] + 0.1, "\(chances)")
  }

  @Test("What nobody reported on is counted as such, and not as none done")
  func unknown() throws {
    let result = try run(
      "task_id,lead_agency,due,as_of\na,A,2025-03-31,2025-02-20\nb,A,2025-12-31,2025-02-20\n",
      "2025-06-30")
    #expect(result.units.first { $0.group.name == "A" }?.unknown == 1)
    let last = try #require(result.curve.last { $0.group.kind == .all && $0.expected == nil })
    #expect(last.done == nil && last.unknown == 1 && last.due == 1)
  }

  @Test("Of a task that comes back this time round counts")
  func recurring() throws {
    let head = "task_id,due,done\n"
    let open = try row(run(head + "a,yearly:<=01-31,2024-01-20\n", "2024-11-30"), "a")
    #expect(open.due == day("2025-01-31") && open.status == .running && open.onTime == nil)
    let done = try row(run(head + "a,yearly:<=01-31,2024-01-20\n", "2024-01-25"), "a")
    #expect(done.status == .done && done.onTime == 1 && done.due == day("2024-01-31"))
  }

  @Test(
    "What was done for a round that is over is told of with that round, the nearest, and not counted for this one",
    arguments: [
      ("yearly:<=01-31", "2025-02-03", "2025-01-31", "2026-01-31"),
      ("monthly:=18", "2025-05-17", "2025-05-18", "2025-07-18"),
      ("monthly:=18", "2025-06-25", "2025-06-18", "2025-07-18"),
    ])
  func rounds(due: String, done: String, round: String, next: String) throws {
    let head = "task_id,due,done\n"
    let row = try row(run(head + "a,\(due),\(done)\n", "2025-06-30"), "a")
    #expect(row.status == .running && row.done == nil && row.due == day(next))
    #expect(row.remarks.contains(.doneForRound(on: day(done), due: day(round), isLate: false)))
    // Near its own due day it counts.
    let own = try self.row(run(head + "a,yearly:<=09-30,2025-06-20\n", "2025-06-30"), "a")
    #expect(own.status == .done && own.onTime == 1)
  }

  @Test("A round that was done late is the last one: on the day that is told, else by its report")
  func lateRounds() throws {
    let head = "KẾT QUẢ THỰC HIỆN (đến ngày 15/7/2026)\nMã;Nhiệm vụ;Thời hạn;Kết quả\n"
    let result = try run(
      head + "a;A;Trước 15/6 hằng năm;Đã hoàn thành, chậm 5 ngày\n"
        + "b;B;Ngày 25 hằng tháng;Hoàn thành chậm\nc;C;Ngày 25 hằng tháng;Đã hoàn thành, chậm 18 ngày\n",
      "2026-07-15")
    let (june, july) = (day("2026-06-25"), day("2026-07-15"))
    let remarks = try ["a", "b", "c"].map { try row(result, $0).remarks }
    #expect(
      remarks[0].contains(
        .doneForRound(on: day("2026-06-19"), due: day("2026-06-14"), isLate: true)))
    #expect(remarks[1].contains(.reportedForRound(on: july, due: june, isLate: true)))
    #expect(remarks[2].contains(.doneForRound(on: day("2026-07-13"), due: june, isLate: true)))
    #expect(result.rows.allSatisfy { $0.status == .running && $0.done == nil })
  }

  @Test(
    "Far behind its due day the chance of a task falls as days pass without its end"
  )
  func laws() throws {
    func chance(_ asOf: String) throws -> Double {
      // The end is long behind every day that is looked at.
      let text = made + "x,Slow,one,2022-01-01,2022-07-01,\n"
      let row = try row(run(text, asOf, paths: 4000), "x")
      let last = try #require(row.p50)
      return Double(last.dayNumber - day(asOf).dayNumber)
    }
    // Half of such tasks need the longer the longer they are open.
    let (early, late) = (try chance("2023-06-01"), try chance("2024-12-01"))
    #expect(late > early, "\(early) \(late)")
  }

  @Test("Weights count in scores alone")
  func weights() throws {
    let text =
      "task_id,lead_agency,started,due,done,weight\na,A,2024-01-01,2024-06-30,2024-06-01,3\n"
      + "b,A,2024-01-01,2024-06-30,2024-08-01,1\n"
    let result = try run(text, "2024-12-31")
    let unit = try #require(result.units.first)
    #expect(result.isWeighted && unit.score == 75 && unit.onTime == 1 && unit.doneLate == 1)
    // All of it is known, so no more and no less is expected.
    #expect(unit.expectedScore == 75)
  }
}
