internal import Files
import Pipeline
import Plans
import Testing
import TimeSeries
import Tracking

@Suite("Few finished tasks") struct FewTasksTests: ReadsTasks {
  /// Tasks of 90 days, each done 45 to 63 days after its begin, of which so many are finished, and twelve open ones.
  private func text(finished: Int) -> String {
    let open = (0..<12).map {
      "o\($0),U\($0 % 3),2025-0\($0 % 2 + 4)-1\($0 % 7),2025-07-\(10 + $0),\n"
    }
    return (0..<finished).reduce(into: "task_id,lead_agency,started,due,done\n") { text, number in
      let start = day("2024-01-05").advanced(byDays: (11 * number) % 380)
      let done = start.advanced(byDays: 45 + (number * 7) % 19)
      text += "f\(number),U\(number % 3),\(start),\(start.advanced(byDays: 90)),\(done)\n"
    } + open.joined()
  }

  @Test("Chances move from the class to the own record without a jump, whatever number is finished")
  func steady() throws {
    let counts = [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 28, 29, 30, 31, 32, 36, 40]
    var means: [Double] = []
    for count in counts {
      let result = try run(text(finished: count), "2025-06-10", paths: 2000)
      let chances = result.rows.filter { $0.status != .done }.compactMap(\.onTime)
      #expect(chances.count == 12)
      means.append(chances.reduce(0, +) / 12)
    }
    // Nobody was late: from the class's even chance to nearly sure, the first tasks by 0.1 each at the most, the thirtieth by 0.03.
    #expect(means[0] < 0.6 && means[6] > 0.85 && means.allSatisfy { $0 < 1 }, "\(means)")
    for (place, step) in zip(means, means.dropFirst()).enumerated() {
      let width = Double(counts[place + 1] - counts[place])
      #expect(
        abs(step.1 - step.0) < max(0.03, (counts[place] < 6 ? 0.1 : 0.06) * width),
        "\(counts[place]): \(step)")
      #expect(step.1 > step.0 - 0.02, "\(counts[place]): \(step)")
    }
  }

  @Test(
    "How few tasks are known is told, and the class is the basis while it has half of the weight")
  func told() throws {
    let none = try run(text(finished: 0), "2025-06-10")
    #expect(none.learned.way == .reference && none.learned.basis == .reference)
    let many = try run(text(finished: 30), "2025-06-10")
    #expect(many.learned.basis == .data && many.learned.completions == 30)
    let few = try run(text(finished: 4), "2025-06-10")
    guard case .few(let percent) = few.learned.way else {
      Issue.record("\(few.learned.way)")
      return
    }
    #expect((percent >= 50) == (few.learned.basis == .reference) && percent < 100)
    #expect(few.learned.attribution != nil && few.learned.completions == 4)
  }

  @Test(
    "Where no begin is told, open tasks have a chance from the first finished one on, whatever begins are likely",
    arguments: 1...9)
  func withoutBegin(finished: Int) throws {
    // Done around their due days, 25 days before to 25 behind, by a fixed pattern.
    let offsets = [-12, 10, -20, 25, 3, -5, 18, -25, 8]
    let done = (0..<finished).map { number in
      let due = day("2026-01-20").advanced(byDays: 15 * number)
      return "f\(number),\(due),\(due.advanced(byDays: offsets[number]))\n"
    }
    let open = (0..<6).map { "o\($0),\(day("2026-08-01").advanced(byDays: 20 * $0)),\n" }
    let result = try run("task_id,due,done\n" + (done + open).joined(), "2026-06-30")
    let rows = result.rows.filter { $0.status != .done }
    #expect(rows.count == 6 && rows.allSatisfy { $0.onTime != nil })
    #expect(rows.compactMap(\.onTime).allSatisfy { $0 > 0.05 && $0 < 0.99 })
  }

  @Test(
    "What the class is wrong by is wrong of all tasks: bands of counts are as wide, whatever units")
  func common() throws {
    // 60 tasks of 200 days, begun on the day, each of a unit of its own.
    let text = (0..<60).reduce(into: "task_id,lead_agency,phase,started,due\n") { text, number in
      text += "t\(number),U\(number),P,2025-06-10,2025-12-27\n"
    }
    let result = try run(text, "2025-06-10", paths: 8000)
    let phase = try #require(result.phases.first)
    // NumPy, 200,000 counts with a common deviation of √(0.25² + 0.543² + 0.5) and 0.25 of the phase, the same mean: 32.0, 12 to
    // 53; without what kinds of work differ by it is 17 to 48, were each unit wrong by itself 23 to 41.
    #expect(abs(try #require(phase.expected) - 32.0) < 0.6)
    #expect(try abs(#require(phase.p10) - 12) <= 1 && abs(#require(phase.p90) - 53) <= 1)
  }

  @Test(
    "Where no begin is known as many are expected to be done, and the range of their number is wider"
  )
  func withoutBegins() throws {
    func course(_ cells: Range<Int>) throws -> TaskResult.CurveRow {
      let finished = (0..<60).map { number -> [String] in
        let due = day("2024-03-01").advanced(byDays: (11 * number) % 380)
        let done = due.advanced(byDays: (number * 7) % 61 - 20)
        return ["f\(number)", "\(due)", "\(done)", "\(due.advanced(byDays: -90))"]
      }
      let open = (0..<60).map { ["o\($0)", "2025-07-20", "", "2025-04-21"] }
      let rows = [["task_id", "due", "done", "started"]] + finished + open
      let text = rows.map { $0[cells].joined(separator: ",") }.joined(separator: "\n") + "\n"
      return try #require(
        run(text, "2025-06-25", paths: 8000).curve.first {
          $0.group.kind == .all && $0.date == day("2025-07-31")
        })
    }
    let (known, bare) = (try course(0..<4), try course(0..<3))
    #expect(try abs(#require(known.expected) - #require(bare.expected)) < 2)
    let widths = try [known, bare].map { try #require($0.p90) - #require($0.p10) }
    // Without what days leave open of all tasks together 18 and 19.
    #expect(widths[1] >= widths[0] + 4, "\(widths)")
  }

  @Test("A missed round of a duty that comes back is told")
  func missed() throws {
    let head = "task_id,due,done,as_of\n"
    func remarks(_ rows: String, _ day: String) throws -> [TaskResult.Remark] {
      try row(run(head + rows, day), "a").remarks
    }
    let done = "a,monthly:=18,2025-02-17,2025-02-28\na,monthly:=18,2025-03-18,2025-03-31\n"
    let last = day("2025-05-18")
    #expect(
      try remarks(done + "a,monthly:=18,,2025-05-31\n", "2025-06-02")
        .contains(.missedRounds(2, last: last)))
    #expect(
      try remarks(done + "a,monthly:=18,2025-04-22,2025-05-31\n", "2025-06-02")
        .contains(.missedRounds(1, last: last)))
    // A first report that it is late speaks of the round before.
    #expect(
      try row(run("task_id,due,status,as_of\na,monthly:=18,late,2025-06-01\n", "2025-06-02"), "a")
        .remarks.contains(.missedRounds(1, last: last)))
    // What was done late on no day that is known is the round that is over, not the one ahead.
    func duty(_ status: String) throws -> TaskResult.Row {
      let head = "STT;Nhiệm vụ;Thời hạn;Trạng thái;Ngày báo cáo\n"
      return try row(run(head + "1;A;Ngày 25 hằng tháng;\(status);15/7/2025\n", "2025-07-15"), "1")
    }
    #expect(try duty("Hoàn thành").status == .done)
    let behind = try duty("Hoàn thành chậm")
    #expect(behind.status != .done && behind.due == day("2025-07-25"))
    // Done late is done; what nobody knew of was not missed.
    for rows in [done + "a,monthly:=18,2025-05-25,2025-05-31\n", "a,monthly:=18,,2025-06-01\n"] {
      #expect(
        try !remarks(rows, "2025-06-02").contains {
          if case .missedRounds = $0 { true } else { false }
        })
    }
  }
}
