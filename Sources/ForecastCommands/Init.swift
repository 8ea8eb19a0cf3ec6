public import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import Start

extension DecimalMark: ExpressibleByArgument {}

extension StartYearRule: ExpressibleByArgument {}

extension StartPrices: ExpressibleByArgument {}

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
        forecast init grdp-by-sector.csv --growth
        forecast init grdp.csv --growth --profile gdp.constant --profile-data nation.csv
      """)

  @Argument(help: "The table.", completion: .file(extensions: ["csv", "tsv", "txt"]))
  var data: String

  @Option(name: .shortAndLong, help: "The folder to write; the file's name by default.")
  var output: String?

  @Option(
    parsing: .unconditional,
    help: "Years from the last one seen to the last one simulated; 5 by default.")
  var horizon: Int?

  @Option(help: "Decimal mark, where the file does not show it: point or comma.")
  var decimal: DecimalMark?

  @Option(help: "How quarters or months make a year: sum, last or mean.")
  var yearly: StartYearRule?

  @Option(help: "Language of notes and sentences: \(Language.codes).")
  var language = Language.en

  @Flag(help: "Start a growth scenario by sector: rows are sectors, columns years or quarters.")
  var growth = false

  @Option(
    help: ArgumentHelp(
      "Series of quarterly levels elsewhere that lends sectors the course of the year; for one alone SECTOR=ID.",
      valueName: "id"))
  var profile: [String] = []

  @Option(
    help: "The observation file that holds it.", completion: .file(extensions: ["csv"]))
  var profileData: [String] = []

  @Option(
    help:
      "With --growth, which figures to take where a table holds both: current or constant prices.")
  var prices: StartPrices?

  @Flag(name: .shortAndLong, help: "No report.")
  var quiet = false

  func validate() throws {
    if let horizon { try ValidationError.check("--horizon", horizon, in: 1...100) }
    guard growth || (profile.isEmpty && profileData.isEmpty && prices == nil),
      profile.isEmpty == profileData.isEmpty
    else { throw ValidationError(.profileAlone) }
    guard !growth || (horizon == nil && yearly == nil) else {
      throw ValidationError(.growthWithHorizon)
    }
  }

  func perform() throws {
    Interruption.endAtOnce()
    guard !growth else { return try startGrowth() }
    let draft = try StartReader.read(data, StartRequest(decimal: decimal, yearly: yearly))
    let name = StartName.identifier(of: output ?? data)
    guard
      let files = StartFiles(draft, name: name, yearsAhead: horizon ?? 5, language: language)
    else { throw Faults([Fault(.layout(.noFigures), at: .whole(data))]) }
    let folder = NewFolder(path: output ?? StartName.identifier(of: data))
    Interruption.hold()
    try folder.write(files.outputs)
    guard !quiet else { return }
    let report = StartReport(draft, language: language, width: Console.width)
    Console.printResult(
      report.text(folder: folder.path, command: "forecast run \(scenario(in: folder))"))
  }

  /// The scenario's path as a shell takes it.
  private func scenario(in folder: NewFolder) -> String {
    let path = "\(folder.path)/scenario.json"
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain ? path : ChildProcess.quoted(path)
  }

  private func startGrowth() throws {
    let draft = try GrowthReader.read(data, StartRequest(decimal: decimal, prices: prices))
    let profiles =
      profile.isEmpty
      ? [] : try GrowthProfile.find(profile, in: profileData, for: draft.sectors.map(\.id))
    let name = StartName.identifier(of: output ?? data)
    let files = StartGrowthFiles(draft, profiles: profiles, name: name, language: language)
    let folder = NewFolder(path: output ?? StartName.identifier(of: data))
    Interruption.hold()
    let outputs = files.outputs
    try folder.write(outputs)
    guard !quiet else { return }
    Console.printResult(
      StartGrowthReport(draft, language: language, width: Console.width).text(
        folder: folder.path, files: outputs.map(\.name),
        command: "forecast monthly \(scenario(in: folder)) --year \(draft.nextYear)"))
  }
}
