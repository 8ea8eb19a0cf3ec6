internal import ArgumentParser
internal import FoundationEssentials
internal import Models
internal import Pipeline
internal import Plans
internal import Reports
internal import TimeSeries

/// `forecast predict`: many series at once.
struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Forecast every series of a panel, with quantiles that hold what they say.",
    discussion: """
      Writes predictions.csv and models.csv, and with --targets probabilities.csv. Every series gets
      an answer; models.csv says what made it and why.

      Examples:
        forecast predict panel.csv --frequency A --horizon 5 --output out
        forecast predict shares.csv --frequency A --horizon 5 --lower 0 --upper 100 \\
          --targets targets.csv --output out
        forecast predict panel.csv --frequency M --horizon 12 --model ets --output out
      """)

  @Argument(help: "The panel: unique_id,ds,y.", completion: .file(extensions: ["csv"]))
  var panel: String

  @OptionGroup var shape: PanelOptions

  @Option(help: "Periods after the last row of each series.")
  var horizon: Int

  @Option(help: "Targets: unique_id,ds,direction,target.")
  var targets: String?

  @Option(help: "auto, or a model that forecast models lists.")
  var model = "auto"

  @Option(help: "A table that forecast calibrate wrote, instead of the one that fits the panel.")
  var table: String?

  @Option(help: "Threads; all processors by default. Results do not depend on it.")
  var threads: Int?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var output: String

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  func validate() throws {
    if !(1...1000).contains(horizon) {
      throw ValidationError("--horizon must lie between 1 and 1000.")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must lie between 1 and 1024.")
    }
    _ = try ModelOption.resolve(model)
  }

  func run() throws {
    do {
      try predict()
    } catch {
      throw ErrorReport.end(error)
    }
  }

  private func predict() throws {
    Interruption.watch()
    let folder = RunFolder(path: output)
    try folder.check()
    let file = try PanelInput.read([panel], shape)[0]
    let wanted = try PanelInput.targets(targets, panel: file.panel)
    let reference = try PanelInput.tables(table, shape)
    let threads = threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    let classes = ReferenceClassMix(reference, for: file.panel, threads: threads)
    let forecasts = PanelForecaster(
      classes: classes, model: try ModelOption.resolve(model), horizon: horizon
    ).forecast(file.panel, threads: threads)
    if Interruption.isRequested { throw PipelineError.cancelled }
    var outputs = [
      OutputFile(
        name: "predictions.csv", text: PanelTables.predictions(forecasts).contents),
      OutputFile(name: "models.csv", text: PanelTables.models(forecasts).contents),
    ]
    if let wanted {
      outputs.append(
        OutputFile(
          name: "probabilities.csv",
          text: PanelTables.probabilities(forecasts, targets: wanted).contents))
    }
    try folder.write(outputs + [PanelTables.manifest(command: "predict")])
    if !quiet {
      Console.printResult(PanelSummary.rungs(forecasts, classes: classes, folder: folder.path))
    }
  }
}

/// The option `--model` of a panel.
enum ModelOption {
  /// The model of a name; `nil` for `auto`.
  static func resolve(_ name: String) throws -> (any ForecastModel)? {
    if name == "auto" { return nil }
    if let model = try? ModelCatalog.model(id: name, parameters: [:]) { return model }
    let names = ["auto"] + ModelCatalog.ids
    let hint = nearestName(to: name, among: names).map { " Did you mean \($0)?" } ?? ""
    throw ValidationError(
      "There is no model \(name).\(hint) Known: \(names.joined(separator: ", ")).")
  }
}
