internal import ArgumentParser
internal import Files
internal import Folders
internal import Models
internal import Pipeline
internal import Plans
internal import Reports

/// `forecast backtest`: is a 70% a 70%?
struct Backtest: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score forecasts at earlier origins of a panel, beside naive rivals.",
    usage: """
      forecast backtest [<options>] <panel> --frequency <frequency>
          --horizon <horizon> --output <output>
      """,
    discussion: """
      Writes scores.csv (MASE, scaled quantile loss, interval score, coverage, Brier), reliability.csv \
      and pit.csv, tidy, with standard errors clustered by the column group.

      Example:
        forecast backtest panel.csv --frequency A --horizon 3 --output out
      """)

  @OptionGroup var request: PanelRequest

  @Option(parsing: .unconditional, help: "The last so many origins of each series.")
  var origins = 5

  @Option(parsing: .unconditional, help: "Values before an origin, at least.")
  var minimum = 5

  func validate() throws {
    try ValidationError.check("--origins", origins, in: 1...10_000)
    try ValidationError.check("--minimum", minimum, in: 3...10_000)
  }

  func perform() throws {
    let folder = RunFolder(path: request.output)
    try folder.check(reading: [request.panel, request.table, request.parents].compactMap { $0 })
    let inputs = InputFiles()
    let (panel, parents) = try request.read(inputs)
    let candidates = try request.tables(inputs)
    let model = try request.namedModel()
    request.tellUnheard(
      parents, beside: panel, model: model,
      classes: ReferenceClassMix(mixes: candidates.map { ($0, 1) }))
    let backtest = PanelBacktest(
      panel, candidates: candidates, name: request.model, model: model,
      horizon: request.horizon, origins: origins, minimum: minimum, threads: request.threadCount)
    guard backtest.origins > 0 else {
      throw Faults([Fault(.panel(.noOrigin(minimum: minimum)), at: .whole(request.panel))])
    }
    try folder.writeUnlessInterrupted(
      request.withManifest(ResultFiles.all(backtest), command: "backtest", inputs: inputs))
    if !request.quiet {
      Console.printText(
        BacktestSummary.text(
          backtest, folder: folder.path, language: request.speech.language ?? .en,
          width: Console.width))
    }
  }
}
