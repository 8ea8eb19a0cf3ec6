import TestSupport
import Testing

@Suite struct CommandTests {
  private let main = "Scenarios/haiduong-2030/scenario.json"

  @Test("The version, help of every command, and the schemas print and end with 0")
  func printing() throws {
    let program = try #require(Program())
    #expect(try program.run(["--version"]).output.hasPrefix("0."))
    for command in [
      "run", "predict", "backtest", "calibrate", "init", "validate", "schema", "models",
      "doctor",
    ] {
      let outcome = try program.run([command, "--help"])
      #expect(outcome.status == 0 && outcome.output.contains("Example"), "\(command)")
    }
    for format in ["scenario", "sweep", "plan", "observations", "outputs"] {
      #expect(try program.run(["schema", format]).status == 0)
    }
    for shell in ["bash", "zsh", "fish"] {
      #expect(try program.run(["--generate-completion-script", shell]).status == 0)
    }
  }

  @Test("doctor names OpenBLAS and LAPACKE, and a solve works")
  func doctor() throws {
    let outcome = try #require(Program()).run(["doctor"])
    #expect(outcome.status == 0 && outcome.output.contains("OpenBLAS"))
    #expect(outcome.output.contains("LAPACKE") && outcome.output.contains("solve         ok"))
  }

  @Test(
    "Wrong usage ends with 2 and names what is wrong",
    arguments: [
      (["fly"], "'fly'"), (["run", "x.json", "--paths", "ten"], "'ten'"),
      (["run", "x.json", "--paths", "1"], "between 100 and 1000000000"),
      (["run", "x.json", "--as-of", "2025-02-30"], "'2025-02-30'"),
      (["models", "no_such_model"], "no model no_such_model"),
    ])
  func usage(arguments: [String], said: String) throws {
    let outcome = try #require(Program()).run(arguments)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(said), "\(outcome.errors)")
  }

  @Test("1, 2, 3 and 8 threads, and a second run, write the same bytes")
  func sameBytes() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let runs = [("a", "1"), ("b", "2"), ("c", "2"), ("d", "3"), ("e", "8")]
    for (name, threads) in runs {
      let outcome = try program.run([
        "run", main, "--output", "\(folder)/\(name)", "--threads", threads, "--quiet",
        "--paths", "5000",
      ])
      #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
    }
    let names = Program.names(in: folder + "/a")
    #expect(names.count == 18)
    for name in names where name != "timings.json" {
      let first = try Program.read("\(folder)/a/\(name)")
      for (run, _) in runs.dropFirst() {
        #expect(try Program.read("\(folder)/\(run)/\(name)") == first, "\(run)/\(name)")
      }
    }
  }

  @Test("An interrupt during a long run ends with 130 and leaves nothing")
  func interrupt() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    let outcome = try program.run(
      ["run", main, "--output", "\(folder)/out", "--paths", "100000000"], interruptAfter: 1.0)
    #expect(outcome.status == 130, "\(outcome.errors)")
    #expect(Program.names(in: folder).isEmpty)
  }

  @Test("A folder that no run wrote is refused with 1, before any work")
  func foreignFolder() throws {
    let program = try #require(Program())
    let folder = try Program.temporaryFolder()
    try Program.write([1], to: folder + "/mine/file")
    let outcome = try program.run(["run", main, "--output", "\(folder)/mine"])
    #expect(outcome.status == 1 && outcome.errors.contains("no run wrote it"))
    #expect(Program.names(in: folder + "/mine") == ["file"])
  }

  @Test("A place that cannot be written gives a clear error")
  func unwritable() throws {
    let program = try #require(Program())
    let outcome = try program.run(["run", main, "--output", "/dev/full/out"])
    #expect(outcome.status == 1 && outcome.errors.contains("cannot be written"))
  }
}
