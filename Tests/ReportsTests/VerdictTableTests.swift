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
    func run(_ name: String, _ probability: Double, _ inputs: Set<String>) -> SaidRun {
      let said = Statement(
        run: name, asOf: nil, kind: .task, reference: "1", period: "2026-06-30",
        probability: probability, subject: .row("task 1"), wasDecided: false)
      return SaidRun(
        name: name, scenario: nil, statements: [said], verdicts: [:], asOf: nil, inputs: inputs)
    }
    let last = SaidRun(
      name: "last", scenario: nil, statements: [], verdicts: ["task 1": true],
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
}
