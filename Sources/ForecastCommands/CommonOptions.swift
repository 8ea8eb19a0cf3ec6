public import ArgumentParser
internal import Folders
internal import FoundationEssentials
public import Reports
public import Simulation
internal import TimeSeries
internal import Tracking

extension Language: ExpressibleByArgument {}

extension ExcelCSV: ExpressibleByArgument {}

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
  @Option(
    name: .shortAndLong,
    help: "The run folder itself; by default runs/ and a name after the scenario and the command.")
  var output: String?

  @Option(parsing: .unconditional, help: "Paths to simulate; the scenario's by default.")
  var paths: Int?

  @Option(
    parsing: .unconditional,
    help: "With run: largest Monte Carlo error of a probability; adds paths until it is reached.")
  var precision: Double?

  @Option(parsing: .unconditional, help: "Seed; the scenario's by default.")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: "Threads; all processors by default. Results do not depend on it.")
  var threads: Int?

  @Option(name: .customLong("as-of"), help: "Day whose knowledge counts, YYYY-MM-DD.")
  var asOf: DateArgument?

  @Option(
    help: ArgumentHelp(
      "Output formats, separated by commas: csv, and \(ReportFormats.choice) where a command has them."
    ))
  var format = "csv"

  @Option(help: "Language of names and sentences: \(Language.codes).")
  var language = Language.en

  @Option(help: "vi: CSV as a Vietnamese Excel opens it, with ; and decimal commas.")
  var excel: ExcelCSV?

  @Flag(help: "Print the answer as JSON, for scripts.")
  var json = false

  @Flag(name: .shortAndLong, help: "No summary, no progress.")
  var quiet = false

  /// The formats, one by one.
  var formats: [String] { format.split(separator: ",").map(String.init) }

  var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func validate() throws {
    try ValidationError.check("--paths", paths, in: RunOptions.allowedPaths)
    if let precision, !RunOptions.allowedPrecision.contains(precision) {
      throw ValidationError(.outOfRange(option: "--precision", low: "0.000001", high: "0.5"))
    }
    try ValidationError.check("--threads", threads, in: (1...1024))
    let known = ["csv"] + ReportFormats.names
    for name in formats where !known.contains(name) {
      throw ValidationError(.unknownFormat(name, known: known))
    }
  }
}

extension CommonOptions {
  /// Refuses options that mean nothing to a command, so that none is passed over in silence.
  ///
  /// - Parameter hasWorkbook: whether the command writes a workbook.
  func refusePrecision(hasWorkbook: Bool) throws {
    try ValidationError.refuse([
      precision != nil: .precisionElsewhere,
      !hasWorkbook && formats.contains("xlsx"): .noWorkbook,
    ])
  }

  /// What shows how far long work is.
  func progress(_ work: String) -> ProgressReporter {
    ProgressReporter(work, language: language, isQuiet: quiet)
  }

  /// Whether a question is asked that shards have answered already.
  var asksAnew: Bool { paths != nil || seed != nil || precision != nil || asOf != nil }

  /// Writes a folder, and says what came out: to people, or as JSON to scripts.
  ///
  /// - Parameters:
  ///   - written: all files of the folder.
  ///   - summary: what people read.
  func publish(_ written: [OutputFile], to folder: RunFolder, summary: () -> String) throws {
    try folder.writeUnlessInterrupted(written)
    finish(written, in: folder, summary: summary)
  }

  /// The forms beside tables that are wanted.
  ///
  /// - Throws: what one of them misses, before any work.
  func reportFormats() throws -> [any ReportFormat] { try ReportFormats.named(formats) }

  /// The tables with what they are shown in, and the manifest of all of them last.
  ///
  /// - Parameters:
  ///   - tables: what the command writes.
  ///   - reports: the forms beside tables.
  ///   - earlier: an earlier run to compare with.
  ///   - manifest: of files that are given to it.
  func withReports(
    _ tables: [OutputFile], as reports: [any ReportFormat],
    against earlier: FolderTables? = nil, manifest: ([OutputFile]) -> OutputFile
  ) throws -> [OutputFile] {
    let folder = FolderTables(tables + [manifest(tables)])
    var outputs = excel.map { style in tables.map(style.file) } ?? tables
    outputs += try reports.compactMap { try $0.file([folder], against: earlier) }
    return outputs + [manifest(outputs)]
  }

  /// Says what came out: to people, or as JSON to scripts.
  ///
  /// - Parameters:
  ///   - written: all files of the folder.
  ///   - folder: where they stand.
  ///   - summary: what people read.
  func finish(_ written: [OutputFile], in folder: RunFolder, summary: () -> String) {
    if json {
      Console.printResult(JSONSummary(written, folder: folder.path).text)
      return
    }
    guard !quiet else { return }
    Console.printText(summary())
    Console.printRemark("\n" + Catalogue.of(language)("written.heading", ["folder": folder.path]))
  }
}
