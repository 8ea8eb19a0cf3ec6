import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  private let scenario = "Scenarios/haiduong-2030-workshop/scenario.json"

  private func run(_ program: Program, _ folder: String, _ extra: [String]) throws {
    let outcome = try program.run(
      ["run", scenario, "--output", folder, "--paths", "1000", "--quiet"] + extra)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Program.read(path), as: UTF8.self)
  }

  @Test(
    "A page from a run and one from its folder are the same bytes, in both languages",
    arguments: ["en", "vi"])
  func sameBytes(language: String) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try run(program, folder + "/a", ["--format", "csv,html,xlsx", "--language", language])
    let outcome = try program.run(["report", folder + "/a", "--output", folder + "/b"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for name in ["report.html", "report.xlsx"] {
      let first = try Data(contentsOf: URL(filePath: "\(folder)/a/\(name)"))
      #expect(try Data(contentsOf: URL(filePath: "\(folder)/b/\(name)")) == first, "\(name)")
      #expect(first.count > 50_000 && first.count < 3_000_000)
    }
    let page = try text(folder + "/a/report.html")
    #expect(page.contains("<html lang=\"\(language)\">"))
    #expect(page.split(separator: "<svg class=\"chart\"").count > 40)
  }

  @Test("A workbook of several folders says which of them it does not hold")
  func leftOut() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    for name in ["a", "b", "c"] { try run(program, "\(folder)/\(name)", []) }
    let outcome = try program.run(
      ["report", folder + "/a", folder + "/b", folder + "/c", "--output", folder + "/d"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for name in ["b", "c"] {
      let told = "\(folder)/\(name), which has a workbook of its own"
      #expect(outcome.errors.contains(told), "\(outcome.errors)")
    }
    let page = try program.run(
      ["report", folder + "/a", folder + "/b", "--format", "html", "--output", folder + "/e"])
    #expect(!page.errors.contains("Not in"))
  }

  @Test("The page of a plan stays within 250 kB and 4,000 elements", arguments: ["en", "vi"])
  func size(language: String) throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run([
      "run", "Scenarios/haiduong-2030/scenario.json", "--output", folder + "/a", "--quiet",
      "--format", "csv,html", "--language", language,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let page = try text(folder + "/a/report.html")
    #expect(page.utf8.count <= 250_000, "\(page.utf8.count)")
    let elements = page.split(separator: "<script")[0].split(separator: "<").count {
      $0.first?.isLetter == true
    }
    #expect(elements <= 4000, "\(elements)")
    #expect(!page.contains("role=\"region\""))
  }

  @Test("A Vietnamese page holds no sentence of the English one")
  func vietnamese() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try run(program, folder + "/a", ["--format", "csv,html", "--language", "vi"])
    let page = try text(folder + "/a/report.html")
    let shown = page.split(separator: "<script type")[0].split(separator: "</style>").last ?? ""
    // Sources are named as they are published, anchors after ids.
    for word in ["Chance", "Target ", "Forecast", " in 100", "Range", "Knowledge", "The way"] {
      #expect(!shown.contains(word), "\(word)")
    }
  }

  @Test("A table for a Vietnamese Excel is read back, and its page stays the same")
  func excel() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try run(program, folder + "/a", ["--format", "csv,html", "--language", "vi"])
    try run(program, folder + "/b", ["--format", "csv,html", "--language", "vi", "--excel", "vi"])
    let table = try text(folder + "/b/joint.csv")
    #expect(table.hasPrefix("\u{FEFF}scenario;plan;group"))
    let page = try text(folder + "/a/report.html")
    #expect(try text(folder + "/b/report.html") == page)
    _ = try program.run(["report", folder + "/b", "--output", folder + "/c", "--format", "html"])
    #expect(try text(folder + "/c/report.html") == page)
  }

  @Test("A page is never put into the folder of a run that it is not of")
  func otherRun() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    for name in ["a", "b"] { try run(program, "\(folder)/\(name)", []) }
    let outcome = try program.run(["report", folder + "/a", "--output", folder + "/b"])
    #expect(outcome.status == 1 && outcome.errors.contains("inside a run folder"))
    #expect(try program.run(["verify", folder + "/b"]).status == 0)
  }

  @Test("A page or a workbook of the user's own is never replaced, one of ours is")
  func ownFile() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try run(program, folder + "/a", [])
    func report() throws -> Program.Outcome {
      try program.run(["report", folder + "/a", "--output", folder + "/b", "--quiet"])
    }
    for _ in 1...2 { #expect(try report().status == 0) }
    let page = try Program.read(folder + "/b/report.html")
    for name in ["report.html", "report.xlsx"] {
      let place = "\(folder)/b/\(name)"
      let ours = try Program.read(place)
      try Program.write(Array("mine".utf8), to: place)
      let outcome = try report()
      #expect(outcome.status == 1 && outcome.errors.contains("no earlier use"), "\(name)")
      #expect(try Program.read(place) == Array("mine".utf8))
      #expect(
        try Program.read(folder + "/b/report.html")
          == (name == "report.html" ? Array("mine".utf8) : page))
      try Program.write(ours, to: place)
    }
    #expect(try report().status == 0)
  }

  @Test("A folder that no run wrote is a fault, and nothing is written")
  func foreign() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run(["report", folder, "--output", folder + "/out"])
    #expect(outcome.status == 3 && Program.names(in: folder).isEmpty)
  }

  @Test("An explanation gives chance, error, spread and trust; an unknown row is named")
  func explain() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try run(program, folder + "/a", [])
    let told = try program.run(["explain", folder + "/a", "--target", "I.6"])
    #expect(told.status == 0)
    for part in [
      "≥ 30%", "of 1,000 futures meet the target", "±", "80% ranges", "spread comes from",
    ] {
      #expect(told.output.contains(part), "\(part)")
    }
    let vietnamese = try program.run(
      ["explain", folder + "/a", "--target", "I.6", "--language", "vi"])
    let words = vietnamese.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("trọng số: nhịp của chính chuỗi = 0,0"), "\(words)")
    #expect(!vietnamese.output.contains("_"), "\(vietnamese.output)")
    let unknown = try program.run(["explain", folder + "/a", "--target", "I.66"])
    #expect(unknown.status == 3 && unknown.errors.contains("I.66"))
  }

  @Test("A script gets the answer as JSON on standard output")
  func json() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run(
      ["run", scenario, "--output", folder + "/a", "--paths", "1000", "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let members = try #require(object as? [String: Any])
    #expect((members["attainment"] as? [Any])?.count == 128)
    #expect(members["command"] as? String == "run")
  }

  @Test("Completions for three shells name every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let program = try #require(Program())
    let outcome = try program.run(["--generate-completion-script", shell])
    for command in ["run", "monthly", "explain", "report", "sweep"] {
      #expect(outcome.output.contains(command), "\(command)")
    }
  }

  @Test("A run folder brings its levers' values into a comparison")
  func comparedFolder() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let base = "Scenarios/haiduong-2030/scenario.json"
    let faster = try program.run([
      "run", base, "--set", "growth.economy.grdp=6.5", "--paths", "1000", "--quiet", "--output",
      folder + "/faster",
    ])
    #expect(faster.status == 0, "\(faster.errors)")
    let outcome = try program.run([
      "compare", base, folder + "/faster", "--paths", "1000", "--quiet", "--output",
      folder + "/both",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try text(folder + "/both/comparison.csv").split(separator: "\n")
    let growth = try #require(rows.first { $0.contains("body:II.1.1-2") })
    #expect(growth.contains(",yes,"))
  }

  @Test("Options that mean nothing to a command are refused, none passed over in silence")
  func refused() throws {
    let program = try #require(Program())
    let base = "Scenarios/haiduong-2030/scenario.json"
    for arguments in [
      ["track", base, "--precision", "0.01"], ["compare", base, base, "--precision", "0.01"],
      ["require", base, "--target", "I.6", "--probability", "0.5", "--format", "csv,xlsx"],
    ] {
      let outcome = try program.run(arguments)
      #expect(outcome.status == 2 && outcome.errors.contains("--"), "\(arguments)")
    }
  }
}
