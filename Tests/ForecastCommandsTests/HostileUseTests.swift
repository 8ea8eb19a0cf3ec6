import Foundation
import TestSupport
import Testing

/// What people and machines do to a program that nobody told them to.
@Suite struct HostileUseTests {
  private static let run = ["run", "scenario.json", "--output", "out", "-q"]

  private func text(_ path: String) throws -> String {
    String(decoding: try Program.read(path), as: UTF8.self)
  }

  /// Changes the text of a file, and says whether there was anything to change.
  private func change(_ path: String, _ old: String, _ new: String) throws {
    let before = try text(path)
    #expect(before.contains(old), "\(path)")
    try Program.write(Array(before.replacing(old, with: new).utf8), to: path)
  }

  @Test("Who closes the pipe early still gets every file", arguments: ["| true", "| head -1"])
  func pipe(reader: String) throws {
    let (program, folder) = try FaultyInput.prepare()
    var piped = program
    piped.shell = "\"$@\" \(reader)"
    let outcome = try piped.run(
      ["run", "scenario.json", "--output", "out", "--draws", "draws.csv"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      Program.names(in: folder) == ["data.csv", "draws.csv", "out", "plan.csv", "scenario.json"])
  }

  @Test("Closed streams are no files of ours: draws hold draws, and a lost result is said")
  func closed() throws {
    let (program, folder) = try FaultyInput.prepare()
    let arguments = [
      "run", "scenario.json", "--threads", "1", "--output", "out", "--draws", "draws.csv",
    ]
    #expect(try program.run(arguments, in: folder).status == 0)
    let draws = try Program.read(folder + "/draws.csv")
    var closed = program
    closed.shell = "exec \"$@\" <&- >&-"
    let outcome = try closed.run(arguments, in: folder)
    #expect(
      outcome.status == 1 && outcome.errors.contains("cannot be printed"), "\(outcome.errors)")
    let isSame = try Program.read(folder + "/draws.csv") == draws
    #expect(isSame)
  }

  @Test("A file of the user's under the name of a lock stays as it is, also behind a link")
  func locks() throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write(Array("thesis".utf8), to: folder + "/precious")
    for isLink in [true, false] {
      if isLink {
        try FileManager.default.createSymbolicLink(
          atPath: folder + "/.out.lock", withDestinationPath: "precious")
      } else {
        try Program.remove(folder + "/.out.lock")
        try Program.write(Array("thesis".utf8), to: folder + "/.out.lock")
      }
      let refused = try program.run(Self.run, in: folder)
      #expect(refused.status == 1 && refused.errors.contains("no lock"), "\(refused.errors)")
      #expect(try text(folder + "/precious") == "thesis")
      #expect(try text(folder + "/.out.lock") == "thesis")
    }
  }

  @Test("No output takes the place of an input")
  func inputs() throws {
    let (program, folder) = try FaultyInput.prepare()
    let before = try text(folder + "/data.csv")
    let draws = try program.run(Self.run + ["--draws", "data.csv"], in: folder)
    #expect(draws.status == 1 && draws.errors.contains("is read by"), "\(draws.errors)")
    #expect(try text(folder + "/data.csv") == before)
    #expect(try program.run(Self.run, in: folder).status == 0)
    let compared = try program.run(
      ["compare", "out", "scenario.json", "--output", "out"], in: folder)
    #expect(compared.status == 1 && compared.errors.contains("is read by"), "\(compared.errors)")
    #expect(try program.run(["verify", "out"], in: folder).status == 0)
  }

  @Test("Folders of the user's beside and inside a run folder are never removed")
  func others() throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write([65], to: folder + "/.out.old-20240101/letter.txt")
    #expect(try program.run(Self.run, in: folder).status == 0)
    #expect(Program.names(in: folder + "/.out.old-20240101") == ["letter.txt"])
    try Program.write([65], to: folder + "/out/report.xlsx/mine.txt")
    let refused = try program.run(Self.run, in: folder)
    #expect(refused.status == 1 && refused.errors.contains("report.xlsx"), "\(refused.errors)")
    #expect(Program.names(in: folder + "/out/report.xlsx") == ["mine.txt"])
  }

  @Test("A link to a folder stays a link; slashes at the end change nothing")
  func links() throws {
    let (program, folder) = try FaultyInput.prepare()
    try FileManager.default.createDirectory(
      atPath: folder + "/real", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/out", withDestinationPath: "real")
    #expect(try program.run(Self.run, in: folder).status == 0)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/out") == "real")
    #expect(try program.run(["verify", "real"], in: folder).status == 0)
    let slashes = try program.run(
      ["run", "scenario.json", "--output", "new//", "-q"], in: folder)
    #expect(slashes.status == 0, "\(slashes.errors)")
    #expect(try program.run(["verify", "new"], in: folder).status == 0)
  }

  @Test("What a report that was killed has left is no stranger, and goes with the next one")
  func reports() throws {
    let (program, folder) = try FaultyInput.prepare()
    #expect(try program.run(Self.run, in: folder).status == 0)
    try Program.write([65], to: folder + "/out/report.html.partial-17")
    #expect(try program.run(["report", "out", "--format", "html", "-q"], in: folder).status == 0)
    #expect(!Program.names(in: folder + "/out").contains("report.html.partial-17"))
    try Program.write([65], to: folder + "/out/report.html.partial-17")
    #expect(try program.run(Self.run, in: folder).status == 0)
    #expect(try program.run(["verify", "out"], in: folder).status == 0)
  }

  @Test("A report that may not grow leaves nothing behind", .disabled(if: Program.mapsFiles))
  func full() throws {
    let (program, folder) = try FaultyInput.prepare()
    #expect(try program.run(Self.run, in: folder).status == 0)
    var limited = program
    limited.shell = "ulimit -f 1; exec \"$@\""
    let full = try limited.run(["report", "out", "--format", "html"], in: folder)
    #expect(full.status == 1 && full.errors.contains("cannot be written"), "\(full.errors)")
    #expect(try program.run(["verify", "out"], in: folder).status == 0)
    #expect(!Program.names(in: folder + "/out").contains { $0.hasPrefix("report") })
  }

  @Test("Reports, comparisons and fits are made of what a run wrote, not of what came after")
  func edited() throws {
    let (program, folder) = try FaultyInput.prepare()
    #expect(try program.run(Self.run, in: folder).status == 0)
    let table = try text(folder + "/out/attainment.csv")
    try Program.write(Array((table + "\n").utf8), to: folder + "/out/attainment.csv")
    let report = try program.run(["report", "out", "--format", "html"], in: folder)
    #expect(report.status == 3 && report.errors.contains("run-output"), "\(report.errors)")
    try Program.write(Array(table.utf8), to: folder + "/out/attainment.csv")
    let manifest = try text(folder + "/out/run.json")
    try change(folder + "/out/run.json", "\"paths\": 1000", "\"paths\": 2000")
    for arguments in [
      ["compare", "out", "scenario.json", "--output", "c"],
      ["run", "scenario.json", "--fits", "out", "--output", "c"],
      ["report", "out", "--format", "html"],
    ] {
      let outcome = try program.run(arguments, in: folder)
      #expect(
        outcome.status == 3 && outcome.errors.contains("run-manifest-edited"),
        "\(arguments): \(outcome.errors)")
    }
    try Program.write(Array(manifest.utf8), to: folder + "/out/run.json")
    try Program.remove(folder + "/out/processes.json")
    let fits = try program.run(
      ["run", "scenario.json", "--fits", "out", "--output", "c"], in: folder)
    #expect(fits.status == 3 && fits.errors.contains("file-missing"), "\(fits.errors)")
  }

  @Test("A pipe in the place of an output is a fault, nothing to wait for")
  func pipes() throws {
    let (program, folder) = try FaultyInput.prepare()
    #expect(try program.run(Self.run, in: folder).status == 0)
    try Program.remove(folder + "/out/joint.csv")
    #expect(mkfifo(folder + "/out/joint.csv", 0o600) == 0)
    for command in [["verify", "out"], ["report", "out"], ["explain", "out"]] {
      let outcome = try program.run(command, in: folder)
      #expect(outcome.status != 0 && outcome.errors.contains("plain"), "\(outcome.errors)")
    }
  }

  @Test("A whole seed counts, beyond 2⁵³ and in shards, too")
  func seeds() throws {
    let (program, folder) = try FaultyInput.prepare()
    let seed = ["--seed", "18446744073709551615"]
    #expect(try program.run(Self.run + seed, in: folder).status == 0)
    for number in [1, 2] {
      let shard = try program.run(
        ["run", "scenario.json", "--shard", "\(number)/2", "--output", "s\(number)", "-q"] + seed,
        in: folder)
      #expect(shard.status == 0, "\(shard.errors)")
    }
    let merged = try program.run(["merge", "s1", "s2", "--output", "m", "-q"], in: folder)
    #expect(merged.status == 0, "\(merged.errors)")
    #expect(try text(folder + "/m/attainment.csv") == text(folder + "/out/attainment.csv"))
    try change(folder + "/s1/run.json", "18446744073709551615", "7")
    let edited = try program.run(["merge", "s1", "s2", "--output", "m", "-q"], in: folder)
    #expect(edited.status == 3 && edited.errors.contains("run-manifest-edited"), "\(edited.errors)")
  }

  @Test("An interrupt ends long searches, too")
  func interrupts() throws {
    let (program, folder) = try FaultyInput.prepare()
    var interrupted = program
    interrupted.shell = "\"$@\" & sleep 0.5; kill -TERM $!; wait $!"
    let outcome = try interrupted.run(
      [
        "require", "scenario.json", "--target", "1", "--probability", "0.5", "--paths",
        "50000000", "--output", "r",
      ], in: folder)
    #expect(outcome.status == 130, "\(outcome.status) \(outcome.errors)")
    #expect(!Program.names(in: folder).contains("r"))
  }

  @Test("Characters that steer terminals are refused with their place")
  func controls() throws {
    let (program, folder) = try FaultyInput.prepare()
    try change(folder + "/data.csv", "A,2022", "A\u{1B}[31m,2022")
    try change(folder + "/scenario.json", "\"Small\"", "\"\\u001b[31m\"")
    let outcome = try program.run(Self.run, in: folder)
    #expect(outcome.status == 3 && outcome.errors.contains("printed"), "\(outcome.errors)")
    try Program.write(Array(FaultyInput.scenario.utf8), to: folder + "/scenario.json")
    let data = try program.run(Self.run, in: folder)
    #expect(data.status == 3 && data.errors.contains("U+001B"), "\(data.errors)")
  }

  @Test("Sweeps: one style in one table, other options refused, a table of damaged runs never")
  func sweeps() throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write(
      Array("{\"name\": \"one\", \"scenarios\": [\"scenario.json\"], \"seeds\": [1, 2]}".utf8),
      to: folder + "/sweep.json")
    try Program.write([65], to: folder + "/out/sweep.json.partial-9")
    let sweep = ["sweep", "sweep.json", "-q", "--output"]
    let vietnamese = try program.run(sweep + ["out/", "--excel", "vi"], in: folder)
    #expect(vietnamese.status == 0, "\(vietnamese.errors)")
    let lines = try text(folder + "/out/sweep.csv").split(separator: "\n")
    #expect(lines[0].hasPrefix("\u{FEFF}region;seed;scenario;"), "\(lines[0])")
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(";1;") || $0.hasPrefix(";2;") })
    let other = try program.run(sweep + ["out"], in: folder)
    #expect(other.status == 3 && other.errors.contains("--excel vi"), "\(other.errors)")
    let name = try #require(
      Program.names(in: folder + "/out").first { !$0.hasPrefix("sweep") && !$0.hasPrefix(".") })
    try Program.write(
      Array("junk\n".utf8), to: folder + "/out/\(name)/seed-1/attainment.csv")
    let damaged = try program.run(sweep + ["out", "--excel", "vi"], in: folder)
    #expect(damaged.status == 3 && damaged.errors.contains("run-output"), "\(damaged.errors)")
  }

  @Test("Names that would steer a terminal or tear a table do neither, in any output")
  func names() throws {
    let (program, folder) = try FaultyInput.prepare()
    let name = "Gr\u{9B}31mowth\u{7F}\u{202E}\r\n=1+1\n2 faults"
    try change(folder + "/plan.csv", "Growth", "\"\(name)\"")
    try change(folder + "/plan.csv", "Dept A", "\"Dept\r\n@A\"")
    for excel in [[], ["--excel", "vi"]] {
      let outcome = try program.run(
        ["run", "scenario.json", "--output", "out"] + excel, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for scalar in (outcome.output + outcome.errors).unicodeScalars {
        let isSteering =
          scalar.value < 32 && scalar != "\n" || (0x7F..<0xA0).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value)
        #expect(!isSteering, "U+\(String(scalar.value, radix: 16))")
      }
      #expect(!outcome.output.contains("\n=1") && !outcome.output.contains("\n2 faults"))
      // Outside quotes no line begins with what a spreadsheet computes.
      for table in ["attainment.csv", "joint.csv", "limits.csv", "counts.csv", "findings.csv"] {
        var isQuoted = false
        var previous: UInt8 = 10
        for byte in try Program.read(folder + "/out/" + table) {
          if byte == 34 { isQuoted.toggle() }
          #expect(
            isQuoted || ![10, 13].contains(previous) || !"=+-@".utf8.contains(byte), "\(table)")
          previous = byte
        }
      }
    }
    let json = try program.run(["run", "scenario.json", "--output", "out", "--json"], in: folder)
    let answer = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let rows = answer?["attainment"] as? [[String: Any]]
    #expect(rows?.first?["name"] as? String == name)
  }

  @Test("Ends of lines in names tear no row of a sweep's table")
  func sweptNames() throws {
    let (program, folder) = try FaultyInput.prepare()
    try change(folder + "/plan.csv", "Growth", "\"Gro\nwth, \"\"so\"\"\r\n=1\"")
    let sweep = "{\"name\": \"s\", \"scenarios\": [\"scenario.json\"], \"seeds\": [4, 5]}"
    try Program.write(Array(sweep.utf8), to: folder + "/sweep.json")
    for excel in [[], ["--excel", "vi"]] {
      let out = "out\(excel.count)"
      let outcome = try program.run(
        ["sweep", "sweep.json", "-q", "--output", out] + excel, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let own = try text(folder + "/\(out)/small/seed-4/attainment.csv")
      let all = try text(folder + "/\(out)/sweep.csv")
      let comma = excel.isEmpty ? "," : ";"
      let first = try #require(own.split(separator: "\n", maxSplits: 1).last)
      #expect(all.contains("\n\(comma)4\(comma)" + first.prefix(60)))
      #expect(all.components(separatedBy: "Gro\nwth").count == 3)
      #expect(all.components(separatedBy: "\n\(comma)4\(comma)").count == 5)
    }
  }

  @Test("A panel from a pipe is read once, and the manifest has the hash of what was read")
  func pipedPanel() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    var panel = "unique_id,ds,y\n"
    for year in 2010...2024 { panel += "a,\(year),\(50 + year % 7)\n" }
    try Program.write(Array(panel.utf8), to: folder + "/panel.csv")
    let target = "unique_id,ds,direction,target\na,2026,at_least,53\n"
    try Program.write(Array(target.utf8), to: folder + "/targets.csv")
    var piped = program
    piped.shell = "mkfifo p t && { cat panel.csv > p & cat targets.csv > t & } && \"$@\""
    let outcome = try piped.run(
      [
        "predict", "p", "--targets", "t", "--frequency", "A", "--horizon", "2", "--output", "out",
        "-q",
      ],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let plain = try program.run(
      [
        "predict", "panel.csv", "--targets", "targets.csv", "--frequency", "A", "--horizon", "2",
        "--output", "plain", "-q",
      ], in: folder)
    #expect(plain.status == 0, "\(plain.errors)")
    func hashes(_ run: String) throws -> [String] {
      try text(folder + "/\(run)/run.json").split(separator: "\n")
        .filter { $0.contains("sha256") }.prefix(2).map(String.init)
    }
    #expect(try hashes("out") == hashes("plain"))
    // A file that was replaced since is told.
    try Program.write(Array((panel + "a,2025,1\n").utf8), to: folder + "/panel.csv")
    let verified = try program.run(["verify", "plain"], in: folder)
    #expect(verified.status == 3 && verified.errors.hasPrefix("panel.csv"), "\(verified.errors)")
  }

  @Test("A remark that is longer than any row of an input is written and read again")
  func longRemark() throws {
    let (program, folder) = try FaultyInput.prepare()
    let remark = String(repeating: "é; \"", count: 100_000)
    let escaped = remark.replacing("\"", with: "\\\"")
    try change(
      folder + "/scenario.json", "\"id\": \"s\",", "\"id\": \"s\", \"remark\": \"\(escaped)\",")
    for excel in [[], ["--excel", "vi"]] {
      let outcome = try program.run(
        ["run", "scenario.json", "--output", "out", "-q", "--format", "csv,html"] + excel,
        in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try Program.read(folder + "/out/attainment.csv").count > 400_000)
      #expect(try program.run(["report", "out", "-q"], in: folder).status == 0)
      #expect(try program.run(["verify", "out"], in: folder).status == 0)
    }
  }
}
