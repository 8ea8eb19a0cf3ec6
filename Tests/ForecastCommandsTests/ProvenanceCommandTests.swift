import Foundation
import TestSupport
import Testing

@Suite struct ProvenanceCommandTests {
  /// The small scenario below `region`, with one data file outside the scenario's own folder.
  private func prepare() throws -> (program: Program, folder: String) {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let scenario = FaultyInput.scenario.replacing("data.csv", with: "../figures/data.csv")
    try Program.write(Array(scenario.utf8), to: folder + "/region/scenario.json")
    // With a mark, as spreadsheets save: the hash is that of the file as it stands.
    try Program.write(
      [0xEF, 0xBB, 0xBF] + Array(FaultyInput.data.utf8), to: folder + "/figures/data.csv")
    try Program.write(Array(FaultyInput.plan.utf8), to: folder + "/region/plan.csv")
    return (program, folder)
  }

  private func run(_ program: Program, _ folder: String, _ more: [String] = []) throws {
    let outcome = try program.run(
      ["run", "region/scenario.json", "--output", "runs/one", "-q"] + more, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test("A run verifies from any folder, and its inputs outside the scenario's folder are counted")
  func verifies() throws {
    let (program, folder) = try prepare()
    try run(program, folder)
    for (place, run) in [("", "runs/one"), ("/runs", "one"), ("/runs/one", ".")] {
      let outcome = try program.run(["verify", run], in: folder + place)
      #expect(outcome.status == 0, "\(place): \(outcome.errors)")
      #expect(outcome.output.contains("3 inputs unchanged, 1 of them outside"), "\(outcome.output)")
    }
    let manifest = String(decoding: try Program.read(folder + "/runs/one/run.json"), as: UTF8.self)
    #expect(manifest.components(separatedBy: "\"outside\": true").count == 2)
  }

  @Test(
    "verify names what is not as it was written",
    arguments: [
      ("runs/one/attainment.csv", "run-output"), ("runs/one/fits.json", "run-output"),
      ("runs/one/run.json", "run-manifest-edited"), ("figures/data.csv", "run-input"),
      ("region/scenario.json", "run-input"), ("region/plan.csv", "run-input"),
    ])
  func names(change: (file: String, code: String)) throws {
    let (program, folder) = try prepare()
    try run(program, folder)
    let path = folder + "/" + change.file
    var text = String(decoding: try Program.read(path), as: UTF8.self)
    // A digit more or other, nothing that breaks a format.
    text = text.replacing("2030", with: "2031", maxReplacements: 1)
      .replacing("\"seed\": 1,", with: "\"seed\": 2,")
    if change.code == "run-input" { text += "\n" }
    if change.file.hasSuffix("fits.json") { text += " " }
    try Program.write(Array(text.utf8), to: path)
    let outcome = try program.run(["verify", "runs/one"], in: folder)
    #expect(outcome.status == 3 && outcome.errors.hasPrefix(change.file), "\(outcome.errors)")
    #expect(outcome.errors.contains("[\(change.code)]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("1 fault"), "\(outcome.errors)")
    let again = try program.run(["run", "--again", "runs/one"], in: folder)
    #expect(again.status == 3 && again.errors.contains("[\(change.code)]"), "\(again.errors)")
  }

  @Test("verify names missing and foreign files")
  func strangers() throws {
    let (program, folder) = try prepare()
    try run(program, folder)
    try Program.remove(folder + "/runs/one/joint.csv")
    try Program.remove(folder + "/figures/data.csv")
    try Program.write([65], to: folder + "/runs/one/notes.txt")
    let outcome = try program.run(["verify", "runs/one"], in: folder)
    #expect(outcome.status == 3 && outcome.errors.contains("3 faults"), "\(outcome.errors)")
    for part in ["joint.csv", "data.csv", "notes.txt: no run wrote this file [run-stranger]"] {
      #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }
  }

  @Test(
    "A run repeats byte for byte from what its folder keeps, whatever it was asked",
    arguments: [
      [], ["--seed", "9", "--paths", "3000", "--threads", "1"],
      ["--sampling", "sobol", "--language", "vi"],
      ["--as-of", "2023-06-30", "--excel", "vi", "--set", "growth.g=0.5"],
      ["--format", "csv,xlsx", "--precision", "0.004"],
    ])
  func repeats(options: [String]) throws {
    let (program, folder) = try prepare()
    try run(program, folder, options)
    let outcome = try program.run(
      ["run", "--again", "one", "--threads", "2", "--output", "two"], in: folder + "/runs")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let names = Program.names(in: folder + "/runs/one")
    #expect(names == Program.names(in: folder + "/runs/two"))
    for name in names where name != "timings.json" {
      let isSame =
        try Program.read(folder + "/runs/one/" + name)
        == Program.read(folder + "/runs/two/" + name)
      #expect(isSame, "\(name)")
    }
  }

  @Test("A repetition that gives other bytes says which file and line, and ends with 1")
  func differs() throws {
    let (program, folder) = try prepare()
    try run(program, folder)
    // A whole folder of another seed under a manifest that claims this one, as another version might leave it.
    let path = folder + "/runs/one/run.json"
    let text = String(decoding: try Program.read(path), as: UTF8.self)
    let lines = text.components(separatedBy: "\n")
    let seal = try #require(lines.firstIndex { $0.contains("manifest_sha256") })
    var claimed = lines
    claimed[seal - 1] = String(claimed[seal - 1].dropLast())
    claimed.remove(at: seal)
    let body = claimed.joined(separator: "\n").replacing("\"seed\": 1,", with: "\"seed\": 2,")
    let digest = Process.sha256(body)
    let sealed = String(body.dropLast(3)) + ",\n  \"manifest_sha256\": \"\(digest)\"\n}\n"
    try Program.write(Array(sealed.utf8), to: path)
    let verified = try program.run(["verify", "runs/one"], in: folder)
    #expect(verified.status == 0, "\(verified.errors)")
    let outcome = try program.run(["run", "--again", "runs/one"], in: folder)
    #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("attainment.csv: first in line 2"), "\(outcome.output)")
  }

  @Test("Options that would change the answer do not go with --again")
  func refused() throws {
    let program = try #require(Program())
    for option in [["--seed", "1"], ["--excel", "vi"], ["--format", "html"]] {
      let outcome = try program.run(["run", "--again", "runs/one"] + option)
      #expect(outcome.status == 2 && outcome.errors.contains("--again"), "\(outcome.errors)")
    }
    #expect(try program.run(["run"]).status == 2)
  }

  @Test("No text of a user is a formula in a table, and numbers stay numbers")
  func inert() throws {
    let (program, folder) = try prepare()
    let plan = FaultyInput.plan
      .replacing("p,1,avg,Tăng trưởng,Growth", with: "p,=1+1,avg,+cmd|' /C calc'!A0,@SUM(A1)")
      .replacing("Sở B,Dept B", with: "-2+3,\"=HYPERLINK(\"\"x\"\")\"")
    try Program.write(Array(plan.utf8), to: folder + "/region/plan.csv")
    for more in [[], ["--excel", "vi"]] {
      try run(program, folder, more)
      for name in Program.names(in: folder + "/runs/one") where name.hasSuffix(".csv") {
        let text = String(decoding: try Program.read(folder + "/runs/one/" + name), as: UTF8.self)
        for row in text.split(separator: "\n").dropFirst() {
          for field in row.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let bare = field.drop { $0 == "\"" }
            let isFormula = bare.first.map("=+@-".contains) ?? false
            #expect(!isFormula || Double(bare) != nil, "\(name): \(row)")
          }
        }
      }
    }
  }
}

extension Process {
  /// The hash of a text by the system's own program.
  fileprivate static func sha256(_ text: String) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { return "" }
    input.fileHandleForWriting.write(Data(text.utf8))
    input.fileHandleForWriting.closeFile()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: answer.prefix(64), as: UTF8.self)
  }
}
