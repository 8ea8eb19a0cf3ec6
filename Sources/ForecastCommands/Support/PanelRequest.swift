internal import ArgumentParser
internal import Files
internal import Folders
internal import FoundationEssentials
internal import Models
internal import Plans
internal import Reports
internal import TimeSeries

/// What `predict` and `backtest` are both asked.
struct PanelRequest: ParsableArguments {
  @Argument(help: "The panel: unique_id,ds,y.", completion: .file(extensions: ["csv"]))
  var panel: String

  @OptionGroup var shape: PanelOptions

  @Option(parsing: .unconditional, help: "Periods ahead.")
  var horizon: Int

  @Option(help: "auto, or a model that forecast models lists.")
  var model = "auto"

  @Option(
    help: """
      A panel of what the series are parts of, such as the nation of each region: rows of the same \
      unique_id, or of * for all.
      """)
  var parents: String?

  @Option(help: "A table that forecast calibrate wrote, instead of the one that fits the panel.")
  var table: String?

  @Option(
    parsing: .unconditional,
    help: "Threads; all processors by default. Results do not depend on it.")
  var threads: Int?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var output: String

  @Option(
    help: "CSV for a double click: vi writes semicolons, decimal commas and a byte order mark.")
  var excel: ExcelCSV?

  @OptionGroup var speech: LanguageOption

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  var threadCount: Int { threads ?? max(1, ProcessInfo.processInfo.activeProcessorCount) }

  func validate() throws {
    try ValidationError.check("--horizon", horizon, in: 1...1000)
    try ValidationError.check("--threads", threads, in: (1...1024))
    if try namedModel() != nil && table != nil {
      throw ValidationError(.tableWithModel)
    }
  }

  /// The panel beside its nations, and their file; throws all its faults.
  func read(_ inputs: InputFiles) throws(Faults) -> (panel: Panel, parents: PanelFile?) {
    let own = try PanelInput.read([panel], shape, from: inputs)[0].panel
    guard let parents else { return (own, nil) }
    let nations = try PanelInput.parents(parents, of: [own], shape, from: inputs)
    return (own.beside(nations.panel), nations)
  }

  /// What was named to make the forecasts, a model or a table; `nil` for `auto`.
  func maker(_ classes: ReferenceClassMix) -> String? {
    model != "auto" ? model : table.map { _ in classes.name }
  }

  /// Tells of nations that say nothing of the panel.
  ///
  /// - Parameter classes: what forecasts it where no other model was named.
  func tellUnheard(
    _ parents: PanelFile?, beside panel: Panel, model: (any ForecastModel)?,
    classes: ReferenceClassMix
  ) {
    let hearers = model.map { ($0 as? ReferenceClassModel)?.classes } ?? classes
    PanelInput.tellUnheard(
      parents, beside: panel, classes: hearers, maker: maker(classes))
  }

  /// The folder's files with their manifest.
  func withManifest(
    _ outputs: [OutputFile], command: String, inputs: InputFiles
  ) -> [OutputFile] {
    let outputs = excel.map { style in outputs.map(style.file) } ?? outputs
    return outputs + [
      RunManifest.panel(
        command: command, version: ProgramVersion.text, model: model, horizon: horizon,
        inputs: inputs.sources, outputs: outputs, excel: excel)
    ]
  }

  /// The reference classes that the panel may belong to, or the one in the file named.
  func tables(_ inputs: InputFiles) throws -> [ReferenceClassMix] {
    try PanelInput.tables(table, shape, from: inputs)
  }

  /// The model of `--model`; `nil` for `auto`.
  func namedModel() throws -> (any ForecastModel)? {
    if model == "auto" { return nil }
    if let named = try? ModelCatalog.model(id: model, parameters: [:]) { return named }
    let names = ["auto"] + ModelCatalog.ids
    throw ValidationError(
      .unknownModel(model, near: nearestName(to: model, among: names), known: names))
  }
}
