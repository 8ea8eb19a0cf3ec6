import Foundation
import TestSupport
import Testing

/// What commands say at their end, in the language and with the names that a reader asks for.
@Suite("Summaries of commands") struct SpokenSummaryTests {
  private func prepare() throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    for (name, text) in [
      ("scenario.json", FaultyInput.scenario), ("data.csv", FaultyInput.data),
      ("plan.csv", FaultyInput.plan),
      (
        "other.json",
        FaultyInput.scenario.replacing("\"small\"", with: "\"scenario-of-a-long-name\"")
      ),
    ] {
      try Program.write(Array(text.utf8), to: folder + "/" + name)
    }
    let years = (0..<14).map { "a,\(2010 + $0),\(100 + 7 * $0 + $0 % 3)\n" }.joined()
    try Program.write(Array(("unique_id,ds,y\n" + years).utf8), to: folder + "/panel.csv")
    return (program, folder)
  }

  @Test("A run is repeated in the language that is asked for, its files stay as they were")
  func again() throws {
    let (program, folder) = try prepare()
    #expect(try program.run(["run", "scenario.json", "-o", "r", "-q"], in: folder).status == 0)
    let english = try program.run(["run", "--again", "r"], in: folder)
    let vietnamese = try program.run(["run", "--again", "r", "--language", "vi"], in: folder)
    #expect(english.status == 0 && vietnamese.status == 0, "\(vietnamese.errors)")
    #expect(english.output != vietnamese.output && vietnamese.output.contains("tệp"))
  }

  @Test(
    "Panels are summed up in Vietnamese where it is asked for", arguments: ["predict", "backtest"])
  func panels(command: String) throws {
    let (program, folder) = try prepare()
    let call = [command, "panel.csv", "--frequency", "A", "--horizon", "2", "-o", "out"]
    let english = try program.run(call, in: folder)
    #expect(english.status == 0 && english.output.contains("Written to out"), "\(english.errors)")
    let told = try program.run(call + ["--language", "vi"], in: folder)
    #expect(told.status == 0 && told.output.contains("Đã ghi vào out"), "\(told.errors)")
    for word in ["series", "interval", "Written", "stated"] {
      #expect(!told.output.contains(word), "\(word): \(told.output)")
    }
  }

  @Test("What a workbook leaves out is named, and where it is to be had")
  func leftOut() throws {
    let (program, folder) = try prepare()
    for name in ["one", "two"] {
      let run = try program.run(["run", "scenario.json", "-o", name, "-q"], in: folder)
      #expect(run.status == 0, "\(run.errors)")
    }
    let report = try program.run(["report", "one", "two", "--format", "xlsx"], in: folder)
    #expect(report.status == 0 && report.errors.contains("Not in report.xlsx: two, which has"))
    #expect(report.errors.contains("forecast report two --format xlsx"), "\(report.errors)")
  }

  @Test("Scenarios of long names stand under letters that a line above explains")
  func letters() throws {
    let (program, folder) = try prepare()
    let compared = try program.run(
      ["compare", "scenario.json", "other.json", "-o", "c"], in: folder)
    #expect(compared.status == 0, "\(compared.errors)")
    #expect(compared.output.contains("A = small: Small\nB = scenario-of-a-long-name: Small\n"))
  }

  @Test("A file that is not there is told by its name at the place that names it")
  func missing() throws {
    let (program, folder) = try prepare()
    try Program.remove(folder + "/plan.csv")
    let outcome = try program.run(["validate", "scenario.json"], in: folder)
    #expect(outcome.status == 3 && outcome.errors.contains("plan.csv does not exist"))
    #expect(outcome.errors.contains("[file-missing]"), "\(outcome.errors)")
  }
}
