internal import ArgumentParser
internal import FoundationEssentials
internal import Pipeline
internal import Plans
internal import Reports

/// `forecast backtest`: is a 70% a 70%?
struct Backtest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score forecasts at earlier origins of a panel, beside naive rivals.",
    discussion: """
      Writes scores.csv (MASE, scaled quantile loss, interval score, coverage, Brier), reliability.csv
      and pit.csv, tidy, with standard errors clustered by the column group.

      Example:
        forecast backtest panel.csv --frequency A --horizon 3 --output out
      """)

  @Argument(help: "The panel: unique_id,ds,y.", completion: .file(extensions: ["csv"]))
  var panel: String

  @OptionGroup var shape: PanelOptions

  @Option(help: "Steps ahead.")
  var horizon: Int

  @Option(help: "The last so many origins of each series.")
  var origins = 5

  @Option(help: "Values before an origin, at least.")
  var minimum = 5

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
    if !(1...10_000).contains(origins) {
      throw ValidationError("--origins must lie between 1 and 10000.")
    }
    if !(3...10_000).contains(minimum) {
      throw ValidationError("--minimum must lie between 3 and 10000.")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must lie between 1 and 1024.")
    }
    _ = try ModelOption.resolve(model)
  }

  func run() throws {
    do {
      try score()
    } catch {
      throw ErrorReport.end(error)
    }
  }

  private func score() throws {
    Interruption.watch()
    let folder = RunFolder(path: output)
    try folder.check()
    let file = try PanelInput.read([panel], shape)[0]
    let backtest = PanelBacktest(
      file.panel, candidates: try PanelInput.tables(table, shape), name: model,
      model: try ModelOption.resolve(model), horizon: horizon, origins: origins, minimum: minimum,
      threads: threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount))
    guard backtest.origins > 0 else {
      var faults = FaultCollector()
      faults.note(.noOrigin(minimum: minimum), at: .whole(panel))
      throw Faults(faults.found)
    }
    if Interruption.isRequested { throw PipelineError.cancelled }
    try folder.write(
      BacktestTables.all(backtest) + [PanelTables.manifest(command: "backtest")])
    if !quiet { Console.printResult(BacktestTables.summary(backtest, folder: folder.path)) }
  }
}
