public import ArgumentParser
internal import FoundationEssentials
public import Reports
public import Simulation
internal import TimeSeries

extension Language: ExpressibleByArgument {}

extension Sampling: ExpressibleByArgument {}

/// A day written as an option.
struct DateArgument: ExpressibleByArgument {
  let date: CalendarDate

  init?(argument: String) {
    guard let date = CalendarDate(argument) else { return nil }
    self.date = date
  }
}

/// Options that many commands share.
struct CommonOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The run folder itself; default runs/NAME.")
  var output: String?

  @Option(help: "Paths to simulate; the scenario's by default.")
  var paths: Int?

  @Option(help: "Largest Monte Carlo error of a probability; adds paths until it is reached.")
  var precision: Double?

  @Option(help: "Seed; the scenario's by default.")
  var seed: UInt64?

  @Option(help: "Threads; all processors by default. Results do not depend on it.")
  var threads: Int?

  @Option(name: .customLong("as-of"), help: "Day whose knowledge counts, YYYY-MM-DD.")
  var asOf: DateArgument?

  @Option(
    help: "Output formats, separated by commas: csv, and xlsx or html where a command has them.")
  var format = "csv"

  @Option(help: "Language of names and sentences: en or vi.")
  var language = Language.en

  @Flag(name: .shortAndLong, help: "No summary, no progress.")
  var quiet = false

  /// The formats, one by one.
  var formats: [String] { format.split(separator: ",").map(String.init) }

  var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func validate() throws {
    if let paths, !(100...1_000_000_000).contains(paths) {
      throw ValidationError("--paths must lie between 100 and 1000000000.")
    }
    if let precision, !(1e-6...0.5).contains(precision) {
      throw ValidationError("--precision must lie between 0.000001 and 0.5.")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must lie between 1 and 1024.")
    }
    for name in formats where !["csv", "xlsx", "html"].contains(name) {
      throw ValidationError("--format \(name) is not known; csv, xlsx and html are.")
    }
  }
}
