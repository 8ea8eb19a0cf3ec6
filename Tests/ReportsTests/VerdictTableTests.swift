import Folders
import Pipeline
import Plans
import Reports
import Testing
import TimeSeries
import Tracking

/// Tables that state chances and say later what came of them.
@Suite struct VerdictTableTests {
  private func said(_ command: String, _ file: String, _ text: String, on day: String) -> SaidRun {
    let table = OutputFile(name: file, text: text)
    let manifest = RunManifest.growth(
      command: command, version: "0", scenario: "s", title: LocalizedText(en: "S", vi: "S"),
      language: .en, year: 2026, asOf: CalendarDate(day), seed: 1, paths: 100, inputs: [],
      outputs: [table])
    return StatementReader(
      name: day, scenario: nil, tables: FolderTables([table, manifest])
    ).run
  }

  @Test("A measure's chance is scored by the verdict of a later scorecard of the same plan")
  func scorecard() throws {
    let head = "scenario,measure,period,plan,probability,verdict\n"
    let early = said(
      "scorecard", "scorecard.csv",
      head + "s,revenue,2026,100,0.7,open\ns,ports,2026,50,0.2,open\ns,old,2026,9,1.0,met\n",
      on: "2026-04-10")
    let late = said(
      "scorecard", "scorecard.csv",
      head + "s,revenue,2026,100,1.0,met\ns,ports,2026,60,0.0,missed\n", on: "2027-01-10")
    let result = try ScoreRun.run([early, late], bundles: [:], asOf: nil)
    let rows = result.rows.filter { $0.statement.run == "2026-04-10" }
    #expect(rows.map(\.status) == [.scored, .open, .knownBefore])
    #expect(rows[0].outcome?.happened == true && abs((rows[0].brier ?? 0) - 0.09) < 1e-12)
    #expect(
      rows[0].statement.kind == .measure && rows[0].outcome?.vintage == CalendarDate("2027-01-10"))
    // The plan of the ports is another one by then; what is over is no statement.
    #expect(result.count(.scored) == 1 && result.count(.knownBefore) == 3)
    let before = try ScoreRun.run(
      [early, late], bundles: [:], asOf: CalendarDate("2026-12-31"))
    #expect(before.count(.scored) == 0)
  }

  @Test("Runs of unknown days are told apart by the files that they read")
  func withoutDay() throws {
    let task = SaidTask(scenario: "t", plan: "", id: "1", title: "a", due: "2026-06-30")
    func run(_ name: String, _ probability: Double, _ inputs: Set<String>) -> SaidRun {
      let said = Statement(
        run: name, asOf: nil, kind: .task, reference: "1", period: "2026-06-30",
        probability: probability, subject: .task(task), wasDecided: false)
      return SaidRun(
        name: name, scenario: nil, statements: [said], verdicts: [:], asOf: nil, inputs: inputs)
    }
    let last = SaidRun(
      name: "last", scenario: nil, statements: [], verdicts: [:],
      tasks: [task: SaidEnd(inTime: true, isDone: true)],
      asOf: CalendarDate("2026-07-10"))
    let result = try ScoreRun.run(
      [run("april", 0.4, ["a"]), run("july", 0.8, ["b"]), run("again", 0.8, ["b"]), last],
      bundles: [:], asOf: nil)
    #expect(result.rows.map(\.status) == [.scored, .scored, .repeated])
    #expect(result.scoredWithoutDay == 2)
  }

  @Test("A task's chance is scored by the day on which it was done, or that it is late")
  func tasks() throws {
    let head = "scenario,task_id,plan,due,done,status,probability_on_time\n"
    let early = said(
      "tasks", "tasks.csv",
      head
        + "s,1,p,2026-06-30,,running,0.8\ns,2,p,2026-06-30,,running,0.6\ns,3,p,2026-06-30,,running,0.4\n",
      on: "2026-04-10")
    let late = said(
      "tasks", "tasks.csv",
      head
        + "s,1,p,2026-06-30,2026-06-30,done,1\ns,2,p,2026-06-30,2026-07-02,done,0\ns,3,p,2026-06-30,,late,0\n",
      on: "2026-07-10")
    let result = try ScoreRun.run([early, late], bundles: [:], asOf: nil)
    let rows = result.rows.filter { $0.statement.run == "2026-04-10" }
    #expect(rows.map { $0.outcome?.happened } == [true, false, false])
    #expect(rows.allSatisfy { $0.statement.kind == .task && $0.statement.period == "2026-06-30" })
  }

  private static let head = "scenario,task_id,plan,name,due,done,status,probability_on_time\n"

  private func tasks(_ rows: String, on day: String) -> SaidRun {
    said("tasks", "tasks.csv", Self.head + rows, on: day)
  }

  @Test(
    "Tasks are the same by number and title, whatever their table is called; what is not found again is told"
  )
  func renamed() throws {
    let early = tasks(
      "t7,1,p,Rà soát,2026-06-30,,running,0.8\nt7,2,p,Báo cáo,2026-06-30,,running,0.6\n"
        + "t7,3,p,Lập quy hoạch,2026-06-30,,running,0.4\nt7,4,p,Đề án,2026-06-30,,running,0.5\n"
        + "t7,5,p,Tập huấn,2026-12-31,,running,0.9\nt7,6,p,Khảo sát,2026-06-30,,running,0.3\n",
      on: "2026-04-10")
    let late = tasks(
      "t10,1,p,RÀ  SOÁT,2026-06-30,2026-06-20,done,1\nt10,2,p,Báo cáo,2026-06-30,,late,\n"
        + "t10,3,p,Việc khác,2026-06-30,,late,0\nt10,4,p,Đề án,2026-06-30,,done,1\n"
        + "t10,5,p,Tập huấn,2026-12-31,,running,0.9\nt10,6,p,Khảo sát,2026-06-30,,done,\n",
      on: "2026-10-10")
    let result = try ScoreRun.run([early, late], bundles: [:], asOf: nil)
    let rows = result.rows.filter { $0.statement.run == "2026-04-10" }
    #expect(rows.map { $0.outcome?.happened } == [true, false, nil, true, nil, nil])
    #expect(rows.map(\.isLost) == [false, false, true, false, false, false])
    let text = ScoreSummary(result, runs: 2, language: .en, width: 400).text
    #expect(text.contains("3 Lập quy hoạch (2026-04-10) (1)"))
    // Nothing is lost where no later run is known.
    #expect(
      try ScoreRun.run([late, early], bundles: [:], asOf: CalendarDate("2026-05-01")).lost.isEmpty)
  }

  private static let newHead =
    "scenario,task_id,plan,name,due,done,status,probability_on_time,comes_back\n"

  private func newer(_ rows: String, on day: String) -> SaidRun {
    said("tasks", "tasks.csv", Self.newHead + rows, on: day)
  }

  @Test("A task that was put off is scored by the day on which it was due when its chance was said")
  func putOff() throws {
    let names = ["A", "B", "C", "D", "E", "F", "G"]
    let early = newer(
      names.enumerated().map { "t,\($0.offset + 1),p,\($0.element),2026-06-30,,running,0.5,no\n" }
        .joined() + "t,8,p,H,2026-06-30,,running,0.5,yes\n", on: "2026-04-10")
    let late = newer(
      // Open, done before and behind the old day, late for the new one, done on no day, not over by then, brought
      // forward.
      "t,1,p,A,2026-12-31,,running,0.6,no\nt,2,p,B,2026-12-31,2026-06-20,done,1,no\n"
        + "t,3,p,C,2026-12-31,2026-08-20,done,1,no\nt,4,p,D,2026-07-31,,late,0,no\n"
        + "t,5,p,E,2026-12-31,,done,1,no\nt,6,p,F,2026-07-31,,done,0,no\n"
        + "t,7,p,G,2026-05-31,,done,1,no\nt,8,p,H,2026-09-30,,running,0.5,yes\n",
      on: "2026-09-10")
    let rows = try ScoreRun.run([early, late], bundles: [:], asOf: nil).rows.filter {
      $0.statement.run == "2026-04-10"
    }
    #expect(
      rows.map { $0.outcome?.happened } == [false, true, false, false, nil, false, true, nil])
    #expect(rows.allSatisfy { !$0.isLost })
    // By the middle of June the old day is not over: open is open.
    let before = newer("t,1,p,A,2026-12-31,,running,0.6,no\n", on: "2026-06-15")
    #expect(
      try ScoreRun.run([early, before], bundles: [:], asOf: nil).rows[0].outcome == nil)
    // A folder that does not say whether duties come back tells of ends in time alone.
    let old = tasks(
      "t,1,p,A,2026-12-31,,running,0.6\nt,2,p,B,2026-12-31,2026-06-20,done,1\n", on: "2026-09-10")
    let known = try ScoreRun.run([early, old], bundles: [:], asOf: nil).rows.prefix(2)
    #expect(known.map { $0.outcome?.happened } == [nil, true])
  }

  @Test(
    "A task with another number is found again by a title that stands once; what is not is told by both"
  )
  func renumbered() throws {
    let early = newer(
      "t,1,p,Rà soát quy hoạch,2026-06-30,,running,0.8,no\nt,2,p,Báo cáo,2026-06-30,,running,0.6,no\n"
        + "t,3,p,Báo cáo,2026-06-30,,running,0.6,no\nt,4,p,Đề án,2026-06-30,,running,0.5,no\n",
      on: "2026-04-10")
    let late = newer(
      "t,7,p,Rà soát quy hoạch,2026-06-30,2026-06-20,done,1,no\nt,8,p,Báo cáo,2026-06-30,,late,0,no\n"
        + "t,4,p,Khác,2026-06-30,,late,0,no\n", on: "2026-09-10")
    let result = try ScoreRun.run([early, late], bundles: [:], asOf: nil)
    let rows = result.rows.filter { $0.statement.run == "2026-04-10" }
    #expect(rows.map { $0.outcome?.happened } == [true, nil, nil, nil])
    #expect(rows.map(\.isLost) == [false, true, true, true])
    let text = ScoreSummary(result, runs: 2, language: .vi, width: 200).text
    #expect(text.contains("4 Đề án (2026-04-10)") && text.contains("(3)"))
  }

  @Test(
    "Of several tables with one number and title that of the same name counts, and none where they differ"
  )
  func several() throws {
    let early = tasks("a,1,,Báo cáo,2026-06-30,,running,0.8\n", on: "2026-04-10")
    let own = tasks("a,1,,Báo cáo,2026-06-30,2026-06-20,done,1\n", on: "2026-07-10")
    let other = tasks("b,1,,Báo cáo,2026-06-30,2026-07-05,done,0\n", on: "2026-07-10")
    let third = tasks("c,1,,Báo cáo,2026-06-30,2026-06-05,done,1\n", on: "2026-07-10")
    func outcome(_ later: [SaidRun]) throws -> Bool? {
      try ScoreRun.run([early] + later, bundles: [:], asOf: nil).rows[0].outcome?.happened
    }
    #expect(try outcome([other, own]) == true && outcome([other]) == false)
    #expect(try outcome([other, third]) == nil)
  }
}
