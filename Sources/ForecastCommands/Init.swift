public import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import Start

extension DecimalMark: ExpressibleByArgument {}

extension StartYearRule: ExpressibleByArgument {}

/// `forecast init`: starts a scenario from a user's file.
struct Init: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a scenario from a table: what can be seen is recognised, guesses are named.",
    discussion: """
      Reads tables with one row a period, one row a series or one row a figure; separated by commas, \
      semicolons or tabs; with decimal points or commas; names in English or Vietnamese. Writes \
      observations.csv, plan.csv and scenario.json into a new folder. The plan asks for the last \
      values seen: replace them by the plan's own targets.

      Quarters and months are made into years where their names say how; --yearly says it for all.

      Examples:
        forecast init figures.csv
        forecast init bang-so-lieu.csv --language vi --output hai-duong --horizon 10
        forecast init monthly-price-index.csv --yearly mean
      """)

  @Argument(help: "The table.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: String

  @Option(name: .shortAndLong, help: "The folder to write; the file's name by default.")
  var output: String?

  @Option(parsing: .unconditional, help: "Years from the last one seen to the last one simulated.")
  var horizon = 5

  @Option(help: "Decimal mark, where the file does not show it: point or comma.")
  var decimal: DecimalMark?

  @Option(help: "How quarters or months make a year: sum, last or mean.")
  var yearly: StartYearRule?

  @Option(help: "Language of notes and sentences: \(Language.codes).")
  var language = Language.en

  @Flag(name: .shortAndLong, help: "No report.")
  var quiet = false

  func validate() throws {
    try ValidationError.check("--horizon", horizon, in: 1...100)
  }

  func perform() throws {
    Interruption.endAtOnce()
    let draft = try StartReader.read(data, StartRequest(decimal: decimal, yearly: yearly))
    let name = StartName.identifier(of: output ?? data)
    guard
      let files = StartFiles(draft, name: name, yearsAhead: horizon, language: language)
    else { throw Faults([Fault(.layout(.noFigures), at: .whole(data))]) }
    let folder = NewFolder(path: output ?? StartName.identifier(of: data))
    Interruption.hold()
    try folder.write(files.outputs)
    guard !quiet else { return }
    let report = StartReport(draft, language: language, width: Console.width)
    let path = "\(folder.path)/scenario.json"
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    Console.printResult(
      report.text(
        folder: folder.path,
        command: "forecast run \(isPlain ? path : ChildProcess.quoted(path))"))
  }
}
