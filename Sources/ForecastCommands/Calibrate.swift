internal import ArgumentParser
internal import Files
internal import Folders
internal import FoundationEssentials
internal import Models
internal import Pipeline
internal import Plans
internal import Reports
internal import TimeSeries

/// `forecast calibrate`: learn a reference class from panels.
struct Calibrate: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Learn a calibration table from series whose future is known.",
    usage: """
      forecast calibrate [<options>] <panels> ... --frequency <frequency>
          --horizon <horizon> --output <output>
      """,
    discussion: """
      A panel has the columns unique_id, ds, y and, where wanted, lower, upper, group, weight, origin \
      and attribution. A row with origin 1 ends a history; without any, every row from the third on \
      does. Groups are never split between learning and judging.

      Prints the scores of a cross-validation over groups, and writes the table for --table.

      Example:
        forecast calibrate mine.csv --frequency A --horizon 5 --output mine.json
        forecast predict panel.csv --frequency A --horizon 5 --table mine.json
      """)

  @Argument(help: "Panels to learn from.", completion: .file(extensions: ["csv"]))
  var panels: [String]

  @OptionGroup var shape: PanelOptions

  @Option(parsing: .unconditional, help: "Steps to learn.")
  var horizon: Int

  @Option(name: .shortAndLong, help: "The table to write.")
  var output: String

  @Option(help: "Name of the table; that of the file by default.")
  var name: String?

  @Option(
    parsing: .upToNextOption,
    help: "Panels of copies of the same histories with few values: learned from, judged apart.")
  var short: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: "Panels of copies of the same histories that lack some periods: likewise.")
  var gappy: [String] = []

  @Flag(help: "The values are yearly levels that grow: learn them in logarithms.")
  var growing = false

  @Option(
    help: """
      A panel of what series are parts of, such as the nation of each region, by the same unique_id: learn growing \
      levels beside it, and alone.
      """)
  var parents: String?

  @Option(parsing: .unconditional, help: "Folds of the cross-validation; 0 leaves it out.")
  var folds = 5

  @Option(help: "A folder for the out-of-sample forecasts of the cross-validation.")
  var predictions: String?

  @Option(
    parsing: .unconditional,
    help: "Threads; all processors by default. Results do not depend on it.")
  var threads: Int?

  @OptionGroup var speech: LanguageOption

  @Flag(name: .shortAndLong, help: "No summary, no progress.")
  var quiet = false

  func validate() throws {
    if panels.isEmpty { throw ValidationError(.noPanel) }
    try ValidationError.check("--horizon", horizon, in: 1...120)
    try ValidationError.refuse([
      growing && (shape.frequency != .annual || shape.bounds.isClosed): .growingBounded,
      parents != nil && !growing: .parentsWithoutGrowing,
      folds == 1 || !(0...20).contains(folds): .folds,
    ])
  }

  func perform() throws {
    let folder = predictions.map { RunFolder(path: $0) }
    let paths = panels + short + gappy + [parents].compactMap { $0 }
    if paths.contains(where: { FilePlace.isSame($0, output) }) {
      throw RunFolderError.isInput(path: output)
    }
    try ReplacedFile.check(output) { $0.contains("\"format\":\"forecast-reference-class/") }
    try folder?.check(reading: paths)
    let files = try PanelInput.read(panels + short + gappy, shape)
    let nations = try parents.map {
      try PanelInput.parents($0, of: files.map(\.panel), shape, from: InputFiles())
    }
    if let nations {
      let all = Panel(frequency: shape.frequency, series: files.flatMap(\.panel.series))
      PanelInput.tellUnheard(
        nations, beside: all.beside(nations.panel), classes: ReferenceClassLibrary.regions)
    }
    let samples: [ReferenceClass.Sample] =
      panels.map { _ in .whole } + short.map { _ in .short } + gappy.map { _ in .gappy }
    let learning = zip(files, samples).map {
      LearningPanel($0, horizon: horizon, parents: nations?.panel, sample: $1)
    }
    let threads = threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    let id = name ?? URL(filePath: output).deletingPathExtension().lastPathComponent
    func named(_ sample: ReferenceClass.Sample, _ option: String) -> String {
      let names = learning.filter { $0.sample == sample }.map(\.name)
      return names.isEmpty ? "" : option + names.joined(separator: " ")
    }
    let names = named(.whole, "") + named(.short, " --short ") + named(.gappy, " --gappy ")
    let progress = ProgressReporter(
      "learning", language: Speech.language, isQuiet: quiet)
    let result = try ReferenceClassTraining.run(
      learning,
      request: TrainingRequest(
        id: id, frequency: shape.frequency, bounds: shape.bounds, horizon: horizon, folds: folds,
        recipe: parents != nil ? .region : growing ? .growth : nil, threads: threads,
        command:
          "forecast calibrate \(names) \(shape.text) --horizon \(horizon)"
          + (growing ? " --growing" : "")
          + (parents.map { " --parents \(URL(filePath: $0).lastPathComponent)" } ?? "")
          + " --output \(id).json",
        version: ProgramVersion.text), progress: { progress.report($0, of: $1) })
    if let folder {
      let outputs = zip(result.judged, files).map { forecast, file in
        PanelAnswers.judged(
          forecast.forecasts, name: forecast.name, spelling: file.panel.spelling)
      }
      try folder.writeUnlessInterrupted(
        outputs + [
          RunManifest.panel(
            command: "calibrate", version: ProgramVersion.text, model: id, horizon: horizon,
            inputs: learning.map(\.source), outputs: outputs)
        ])
    }
    try SingleFile.write([UInt8](ReferenceClassLibrary.encode(result.table)), to: output)
    if !quiet && !result.judged.isEmpty {
      Console.printText(
        PanelSummary.scores(result.judged.map { ($0.name, $0.score) }, width: Console.width))
    }
  }
}
