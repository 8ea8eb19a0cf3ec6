import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// What a hostile machine does to a run: `Scripts/test-kills` and `Scripts/test-disk` do more of it.
@Suite struct FaultToleranceTests {
  private static let run = ["run", "scenario.json", "--output", "out", "-q"]

  @Test("A killed run leaves the former run or none, never a part; the next run clears up")
  func kills() throws {
    let (program, folder) = try FaultyInput.prepare()
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try program.run(Self.run, in: folder).status == 0)
    let whole = (clock.now - start) / .seconds(1)
    for number in 0..<12 {
      if number == 6 { try Program.remove(folder + "/out") }
      // Spread over the whole time, more of them where the folder is written.
      let share = 1 - pow(Double(number % 6) / 6, 2)
      _ = try program.run(Self.run, in: folder, killAfter: whole * share)
      let isThere = Program.names(in: folder).contains("out")
      #expect(isThere || number >= 6, "kill \(number): the former run is lost")
      if isThere {
        let checked = try program.run(["verify", "out", "-q"], in: folder)
        #expect(checked.status == 0, "kill \(number): \(checked.errors)")
      }
    }
    #expect(try program.run(Self.run, in: folder).status == 0)
    #expect(Program.names(in: folder) == ["data.csv", "out", "plan.csv", "scenario.json"])
  }

  @Test("A folder that another process writes is left to it, by name; its lock goes with it")
  func inUse() throws {
    let (program, folder) = try FaultyInput.prepare()
    let descriptor = open(folder + "/.out.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    #expect(write(descriptor, "4711\n", 5) == 5)
    let refused = try program.run(Self.run, in: folder)
    #expect(refused.status == 1, "\(refused.errors)")
    #expect(refused.errors.contains("out is being written by process 4711"), "\(refused.errors)")
    #expect(!Program.names(in: folder).contains("out"))
    close(descriptor)
    // The file is still there, but nobody holds it.
    let free = try program.run(Self.run, in: folder)
    #expect(free.status == 0, "\(free.errors)")
    #expect(Program.names(in: folder) == ["data.csv", "out", "plan.csv", "scenario.json"])
  }

  @Test("Leftovers of runs that were killed go with the next one, and nothing else does")
  func leftovers() throws {
    let (program, folder) = try FaultyInput.prepare()
    for name in [".out.partial-12", ".out.old-7", ".out.partial-x", ".outer.partial-3"] {
      try Program.write([65], to: folder + "/\(name)/joint.csv")
    }
    #expect(try program.run(Self.run, in: folder).status == 0)
    let hidden = Program.names(in: folder).filter { $0.hasPrefix(".") }
    #expect(hidden == [".out.partial-x", ".outer.partial-3"])
  }

  @Test(
    "Where files may not grow, a run says so, and the former run stays whole",
    .disabled(if: Program.mapsFiles), arguments: [1, 20])
  func full(blocks: Int) throws {
    let (program, folder) = try FaultyInput.prepare()
    #expect(try program.run(Self.run, in: folder).status == 0)
    var limited = program
    limited.shell = "ulimit -f \(blocks); exec \"$@\""
    let outcome = try limited.run(Self.run + ["--seed", "2"], in: folder)
    #expect(
      outcome.status == 1 && outcome.errors.contains("cannot be written"), "\(outcome.errors)")
    #expect(try program.run(["verify", "out"], in: folder).status == 0)
    #expect(Program.names(in: folder) == ["data.csv", "out", "plan.csv", "scenario.json"])
  }

  @Test("A result that cannot be printed ends with 1")
  func fullOutput() throws {
    let (program, folder) = try FaultyInput.prepare()
    var limited = program
    limited.shell = "exec \"$@\" > /dev/full"
    let outcome = try limited.run(["run", "scenario.json", "--output", "out"], in: folder)
    #expect(
      outcome.status == 1 && outcome.errors.contains("cannot be printed"), "\(outcome.errors)")
    #expect(try program.run(["verify", "out"], in: folder).status == 0)
  }

  @Test("Language, decimal comma and time zone of the machine change no byte")
  func locale() throws {
    let (program, folder) = try FaultyInput.prepare()
    let arguments = ["run", "scenario.json", "--format", "csv,xlsx,html", "-q", "--output"]
    #expect(try program.run(arguments + ["one"], in: folder).status == 0)
    var elsewhere = program
    elsewhere.environment = [
      "LC_ALL": "vi_VN.UTF-8", "LANG": "vi_VN.UTF-8", "LC_NUMERIC": "vi_VN.UTF-8",
      "TZ": "Asia/Ho_Chi_Minh", "LANGUAGE": "vi",
    ]
    #expect(try elsewhere.run(arguments + ["two"], in: folder).status == 0)
    for name in Program.names(in: folder + "/one") where name != "timings.json" {
      let isSame =
        try Program.read(folder + "/one/" + name) == Program.read(folder + "/two/" + name)
      #expect(isSame, "\(name)")
    }
  }

  @Test("Two sweeps never work on one folder")
  func sweeps() throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write(
      Array("{\"name\": \"one\", \"scenarios\": [\"scenario.json\"]}".utf8),
      to: folder + "/sweep.json")
    let descriptor = open(folder + "/.out.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let sweep = ["sweep", "sweep.json", "--output", "out", "-q"]
    let refused = try program.run(sweep, in: folder)
    #expect(refused.status == 1 && refused.errors.contains("is being written"), "\(refused.errors)")
    close(descriptor)
    #expect(try program.run(sweep, in: folder).status == 0)
  }
}
