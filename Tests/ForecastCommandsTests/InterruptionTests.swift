import Foundation
import TestSupport
import Testing

/// Whoever asks the program to stop is heard at once, whatever it does.
@Suite struct InterruptionTests {
  @Test(
    "Waiting for a pipe that nobody writes to ends with 130 at a first signal, in every command",
    arguments: [
      ["run", "scenario.json", "--output", "out"], ["validate", "scenario.json"],
      ["monthly", "scenario.json", "--output", "out"], ["init", "data.csv", "--output", "out"],
      ["predict", "data.csv", "--frequency", "A", "--horizon", "2", "--output", "out"],
    ])
  func pipe(arguments: [String]) throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.remove(folder + "/data.csv")
    var waiting = program
    for signal in ["TERM", "HUP"] {
      // A reader without a writer waits in `open`; with one that says nothing, in `read`.
      for writer in ["", "sleep 9 > data.csv 2>&1 & writing=$!; "] {
        waiting.shell =
          "rm -f data.csv; mkfifo data.csv; \(writer)\"$@\" & asked=$!; sleep 0.4; kill -\(signal) $asked; "
          + "wait $asked; status=$?; kill ${writing:-$asked} 2>&-; exit $status"
        let start = ContinuousClock.now
        let outcome = try waiting.run(arguments, in: folder)
        #expect(outcome.status == 130, "\(signal) \(writer): \(outcome.status) \(outcome.errors)")
        #expect(outcome.errors.contains("interrupted; nothing was written"), "\(outcome.errors)")
        #expect(start.duration(to: .now) < .seconds(5))
        #expect(Program.names(in: folder) == ["data.csv", "plan.csv", "scenario.json"])
      }
    }
  }

  @Test("A search of minutes ends at a first signal, and no lock stays behind")
  func search() throws {
    let (program, folder) = try FaultyInput.prepare()
    var interrupted = program
    interrupted.shell = "\"$@\" & sleep 0.5; kill -TERM $!; wait $!"
    let outcome = try interrupted.run(
      ["run", "scenario.json", "--paths", "1000000000", "--output", "out", "-q"], in: folder)
    #expect(outcome.status == 130, "\(outcome.status) \(outcome.errors)")
    #expect(Program.names(in: folder) == ["data.csv", "plan.csv", "scenario.json"])
  }

  @Test("A sweep that is stopped says that what is done stays")
  func sweep() throws {
    let (program, folder) = try FaultyInput.prepare()
    try Program.write(
      Array("{\"name\": \"one\", \"scenarios\": [\"scenario.json\"], \"paths\": 100000000}".utf8),
      to: folder + "/sweep.json")
    var interrupted = program
    interrupted.shell = "\"$@\" & sleep 1; kill -TERM $!; wait $!"
    let outcome = try interrupted.run(["sweep", "sweep.json", "--output", "out"], in: folder)
    #expect(outcome.status == 130, "\(outcome.status) \(outcome.errors)")
    #expect(outcome.errors.contains("what is done stays"), "\(outcome.errors)")
  }
}
