import Foundation
import TestSupport
import Testing

/// What a manifest says of pages, workbooks and inputs.
@Suite("Reports and inputs in manifests") struct BoundReportTests {
  private func prepare() throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let scenario = FaultyInput.scenario.replacing("data.csv", with: "../figures/data.csv")
    try Program.write(Array(scenario.utf8), to: folder + "/region/scenario.json")
    try Program.write(Array(FaultyInput.data.utf8), to: folder + "/figures/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/region/plan.csv")
    return (program, folder)
  }

  private func run(_ program: Program, _ folder: String, _ more: [String] = []) throws {
    let outcome = try program.run(
      ["run", "region/scenario.json", "--output", "runs/one", "-q"] + more, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "A page that nobody made of the run is told, one that was changed, too; ours is known by its hash"
  )
  func pages() throws {
    let (program, folder) = try prepare()
    try run(program, folder)
    func verify() throws -> Program.Outcome { try program.run(["verify", "runs/one"], in: folder) }
    let page = folder + "/runs/one/report.html"
    try Program.write(Array("<html>100%</html>".utf8), to: page)
    var outcome = try verify()
    #expect(outcome.status == 3 && outcome.errors.hasPrefix("runs/one/report.html"))
    #expect(outcome.errors.contains("[run-stranger]"), "\(outcome.errors)")
    #expect(try program.run(["report", "runs/one", "-q"], in: folder).status == 0)
    outcome = try verify()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("report.html, report.xlsx"), "\(outcome.output)")
    // The run is still the same, and may be repeated and reported again.
    #expect(try program.run(["run", "--again", "runs/one"], in: folder).status == 0)
    let manifest = try Program.read(folder + "/runs/one/run.json")
    #expect(try program.run(["report", "runs/one", "-q"], in: folder).status == 0)
    #expect(try Program.read(folder + "/runs/one/run.json") == manifest)
    try Program.write(try Program.read(page) + [32], to: page)
    outcome = try verify()
    #expect(outcome.status == 3 && outcome.errors.contains("[run-output]"), "\(outcome.errors)")
    try Program.remove(page)
    #expect(try verify().errors.contains("[file-missing]"))
  }

  @Test("A page that a run wrote itself may be made anew of several folders, and is known then")
  func renewed() throws {
    let (program, folder) = try prepare()
    try run(program, folder, ["--format", "csv,html,xlsx"])
    let other = try program.run(
      ["compare", "region/scenario.json", "region/scenario.json", "--output", "runs/two", "-q"],
      in: folder)
    #expect(other.status == 0, "\(other.errors)")
    let before = try Program.read(folder + "/runs/one/report.html")
    let reported = try program.run(["report", "runs/one", "runs/two", "-q"], in: folder)
    #expect(reported.status == 0, "\(reported.errors)")
    #expect(try Program.read(folder + "/runs/one/report.html") != before)
    let outcome = try program.run(["verify", "runs/one", "runs/two"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try program.run(["run", "--again", "runs/one"], in: folder).status == 0)
  }

  @Test("No place of somebody's machine stands in page or manifest, and the inputs are found again")
  func absolute() throws {
    let (program, folder) = try prepare()
    let elsewhere = try Program.temporaryFolder()
    let full = folder + "/region/scenario.json"
    for (place, output) in [(folder, "runs/here"), (elsewhere, "there")] {
      let outcome = try program.run(
        ["run", full, "--output", output, "-q", "--format", "csv,html"], in: place)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for file in Program.names(in: place + "/" + output) {
        let text = String(decoding: try Program.read("\(place)/\(output)/\(file)"), as: UTF8.self)
        #expect(!text.contains(folder) && !text.contains(elsewhere), "\(file)")
      }
    }
    #expect(try program.run(["verify", "runs/here"], in: folder).status == 0)
    let lost = try program.run(["verify", "there"], in: elsewhere)
    #expect(lost.status == 3 && lost.errors.contains("--directory"), "\(lost.errors)")
    let told = ["--directory", folder + "/region"]
    #expect(try program.run(["verify", "there"] + told, in: elsewhere).status == 0)
    #expect(try program.run(["run", "--again", "there"] + told, in: elsewhere).status == 0)
    // The same bytes, wherever the scenario lies.
    let (_, copy) = try prepare()
    let third = try Program.temporaryFolder()
    let again = try program.run(
      ["run", copy + "/region/scenario.json", "--output", "x", "-q", "--format", "csv,html"],
      in: third)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Program.read(third + "/x/run.json") == Program.read(elsewhere + "/there/run.json"))
  }
}
