internal import ArgumentParser
internal import Folders
internal import FoundationEssentials
internal import Models
internal import Pipeline
internal import Plans
internal import Reports
internal import TimeSeries

/// `forecast predict`: many series at once.
struct Predict: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Forecast every series of a panel, with quantiles that hold what they say.",
    usage: """
      forecast predict [<options>] <panel> --frequency <frequency>
          --horizon <horizon> --output <output>
      """,
    discussion: """
      Writes predictions.csv and models.csv, with --targets probabilities.csv, and calibration.csv: \
      what the intervals held on series not learned from. Every series gets an answer; models.csv says \
      what made it and why.

      Examples:
        forecast predict panel.csv --frequency A --horizon 5 --output out
        forecast predict shares.csv --frequency A --horizon 5 --lower 0 --upper 100 \\
          --targets targets.csv --output out
        forecast predict panel.csv --frequency M --horizon 12 --model ets
        forecast predict balance.csv --frequency Q --horizon 4 --excel vi
      """)

  @OptionGroup var request: PanelRequest

  @Option(help: "Targets: unique_id,ds,direction,target.")
  var targets: String?

  func perform() throws {
    let folder = RunFolder(path: request.output)
    try folder.check(
      reading: [request.panel, request.table, request.parents, targets].compactMap { $0 })
    let inputs = InputFiles()
    let (panel, parents) = try request.read(inputs)
    let wanted = try PanelInput.targets(targets, panel: panel, from: inputs)
    let model = try request.namedModel()
    let classes =
      try (model as? ReferenceClassModel)?.classes
      ?? ReferenceClassMix(try request.tables(inputs), for: panel, threads: request.threadCount)
    request.tellUnheard(parents, beside: panel, model: model, classes: classes)
    let forecasts = PanelForecaster(
      classes: classes, model: model, horizon: request.horizon
    ).forecast(panel, threads: request.threadCount)
    let outputs = ResultFiles.all(
      PanelAnswers(
        forecasts, of: panel, classes: request.model == "auto" ? classes : nil, targets: wanted))
    try folder.writeUnlessInterrupted(
      request.withManifest(outputs, command: "predict", inputs: inputs))
    if !request.quiet {
      Console.printText(
        PanelSummary.rungs(
          forecasts, of: panel, classes: classes, folder: folder.path,
          language: request.speech.language ?? .en, width: Console.width))
    }
  }
}
