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

  @Test(
    "Medians and 80% ranges of up to five series are printed as predictions.csv has them, of more none"
  )
  func medians() throws {
    let (program, folder) = try prepare()
    for count in [2, 6] {
      let rows = (1...count).flatMap { one in
        (0..<14).map {
          "chuỗi số \(one),\(2010 + $0),\(0.1 * Double(one * (100 + 7 * $0 + $0 % 3)))\n"
        }
      }
      let name = "p\(count).csv"
      try Program.write(Array(("unique_id,ds,y\n" + rows.joined()).utf8), to: folder + "/" + name)
      let call = [
        "predict", name, "--frequency", "A", "--horizon", "2", "-o", "o\(count)", "--language",
        "vi",
      ]
      let told = try program.run(call, in: folder)
      #expect(told.status == 0, "\(told.errors)")
      let lines = told.output.split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { $0.count <= 80 })
      #expect(lines.contains { $0.contains("trung vị") } == (count == 2))
      for row in try CSVRows.read(folder + "/o\(count)/predictions.csv") {
        let id = try #require(row["unique_id"])
        let line = lines.first { $0.hasPrefix(id) && $0.contains(" \(row["ds"] ?? "?") ") }
        guard count == 2 else {
          #expect(line == nil)
          continue
        }
        let shown = try #require(line).split(separator: " ").compactMap {
          Double($0.replacing(",", with: "."))
        }.suffix(3)
        let wanted = try ["q0.5", "q0.1", "q0.9"].map { try #require(Double(row[$0] ?? "")) }
        #expect(shown.count == 3 && zip(shown, wanted).allSatisfy { abs($0 - $1) <= 0.051 })
      }
      let quiet = try program.run(call + ["-q"], in: folder)
      #expect(quiet.status == 0 && quiet.output.isEmpty)
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
