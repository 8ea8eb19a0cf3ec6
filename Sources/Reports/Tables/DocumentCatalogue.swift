/// A file of a command that is no table: a document with keys, or one whose inner form is nobody's business.
struct DocumentOutline: Sendable {
  /// A key of a JSON document: `inputs[].path`.
  struct Key: Sendable {
    let path: String
    let meaning: String

    init(_ path: String, _ meaning: String) {
      self.path = path
      self.meaning = meaning
    }
  }

  let name: String
  let commands: [String]
  let meaning: String
  var keys: [Key] = []

  init(_ name: String, _ commands: String, _ meaning: String, keys: [Key] = []) {
    self.name = name
    self.commands = commands.split(separator: " ").map(String.init)
    self.meaning = meaning
    self.keys = keys
  }
}

/// Every file of every command that is no table.
enum DocumentCatalogue {
  /// In alphabetical order of their names.
  static let outlines: [DocumentOutline] = [
    fits,
    DocumentOutline(
      "growth.xlsx", "monthly report",
      "With --format csv,xlsx, or by forecast report: the tables that are handed in, totals as live formulas."
    ),
    DocumentOutline("NAME.json", "calibrate", "The table that --output names, for --table."),
    DocumentOutline(
      "observations.csv", "init",
      "The figures of the table that was read; quarters and months under the endings .quarterly and .monthly, what is cumulated from January under .ytd; columns as in forecast schema observations."
    ),
    DocumentOutline(
      "plan.csv", "init",
      "A plan that asks for the last values seen, to be replaced; columns as in forecast schema plan."
    ),
    DocumentOutline(
      "processes.json", "run merge sweep",
      "The fitted distributions to the last bit, for shards and --fits; not for readers."),
    DocumentOutline(
      "report.html", "run merge sweep monthly track compare require report",
      "With --format csv,html, or by forecast report: one page with sentences, charts and tables."),
    DocumentOutline(
      "report.xlsx", "run merge compare sweep report",
      "With --format csv,xlsx, or by forecast report: the workbook of a run."),
    run,
    DocumentOutline(
      "scenario.json", "init", "A scenario that runs; keys as in forecast schema scenario."),
    DocumentOutline(
      "shard.bin", "run",
      "With --shard: whole-number counts of one part of a run, for forecast merge."),
    sweep,
    timings,
  ]

  private static let fits = DocumentOutline(
    "fits.json", "run merge sweep monthly", "What was fitted, for readers.",
    keys: [
      .init("indicators[].indicator", "Id of the indicator."),
      .init("indicators[].basis", "What it rests on."),
      .init("indicators[].model", "Model."),
      .init("indicators[].reason", "Why auto picked it; absent when the scenario named it."),
      .init("indicators[].parameters[].name", "Estimate."),
      .init("indicators[].parameters[].value", "Its value."),
      .init("indicators[].parameters[].standard_error", "Its standard error, where there is one."),
      .init("dependence.common_correlation", "Value that correlations are shrunk to."),
      .init("dependence.shrinkage_intensity", "Its weight."),
      .init("dependence.pairs_with_data", "Pairs of indicators with three or more common years."),
      .init("dependence.high_correlation", "Correlation of the rows high."),
      .init("sectors[].sector", "Id of the sector."),
      .init("sectors[].long_run_growth_percent", "Yearly growth in the long run."),
      .init(
        "sectors[].momentum_points", "Growth above it that persists at the end of the history."),
      .init("sectors[].surprise_percent", "Standard deviation of a quarter's surprise."),
      .init("sectors[].months", "How quarters are split into months."),
      .init("sectors[].unpublished", "true where nothing was ever published of the sector."),
      .init(
        "revisions.size",
        "Root mean square of latest minus first release, in points of growth or percent of the level."
      ),
      .init("revisions.cases", "Figures that were published more than once."),
      .init("sources[].series", "Series whose figures were used."),
      .init("sources[].region", "Region that it is of."),
      .init("sources[].source", "Source as its file states it."),
      .init("sources[].vintage", "Newest vintage used, where it is known."),
      .init("indicators[].author", "Who judged."),
    ])

  private static let run = DocumentOutline(
    "run.json", "run merge sweep monthly track compare require predict backtest calibrate report",
    "The manifest: the question, inputs and outputs with their hashes.",
    keys: [
      .init("format", "forecast-run/1."),
      .init("version", "Version of the program."),
      .init("command", "Command; shard for one part of a run."),
      .init("scenario", "Name of the scenario."),
      .init("title", "Title, in the language of the run."),
      .init("region", "Name of the region."),
      .init("borders_until", "Last day of its borders."),
      .init("language", "en or vi."),
      .init("seed", "Seed."),
      .init("paths", "Paths."),
      .init("as_of", "Day whose knowledge counted."),
      .init("formats", "Formats, if not CSV alone."),
      .init("fits", "File that holds what was fitted."),
      .init(
        "inputs[].path",
        "File that was read; never an absolute path, from the working folder or that of the first file."
      ),
      .init("inputs[].sha256", "Its SHA-256."),
      .init("inputs[].bytes", "Its size."),
      .init("inputs[].outside", "Whether it lay outside the scenario's folder."),
      .init("outputs[].path", "File that was written, the manifest and the timings left out."),
      .init("outputs[].sha256", "Its SHA-256."),
      .init("outputs[].bytes", "Its size."),
      .init("manifest_sha256", "SHA-256 of the manifest without this key."),
      .init("set[].lever", "Lever, or growth.INDICATOR, that was set."),
      .init("set[].value", "Its value."),
      .init("variant", "Variant of the growth scenario that the first open year meets, if any."),
      .init("variant_title", "Its title."),
      .init(
        "growth[].indicator",
        "Indicator with years that are those of the growth scenario, path by path."),
      .init("growth[].name", "Its name."),
      .init("growth[].sector", "Sector that it is."),
      .init("growth[].first", "First of those years."),
      .init("growth[].last", "Last of those years."),
      .init("year", "Year asked for."),
      .init("scenarios", "Names of the scenarios."),
      .init("questions[].variant", "The variant that its present year meets, if any."),
      .init("questions[].as_of", "Of each scenario, the day whose knowledge counted."),
      .init(
        "questions[].set[].lever", "Of each scenario, a lever or growth.INDICATOR that was set."),
      .init("questions[].set[].value", "Its value."),
      .init("asked.target", "Target that a requirement was asked for."),
      .init("asked.probability", "Probability that it should have."),
      .init("asked.variable", "What was to change, if not growth."),
      .init("model", "auto, or the model asked for."),
      .init("horizon", "Periods ahead."),
      .init("paths_asked", "Paths asked for, where a precision or points added some."),
      .init("precision", "Largest Monte Carlo error that was asked for."),
      .init("sampling", "How paths were drawn, if not at random."),
      .init("excel", "Style of the CSV files."),
      .init("variants", "Variants that were asked for, if not all."),
      .init("shard", "Which part, from 1."),
      .init("shards", "Parts of the whole run."),
      .init(
        "reports[].path",
        "Page or workbook that forecast report wrote into the folder, in place of an output of its name."
      ),
      .init("reports[].sha256", "Its SHA-256."),
      .init("reports[].bytes", "Its size."),
    ])

  private static let sweep = DocumentOutline(
    "sweep.json", "sweep", "Which sweep the folder belongs to.",
    keys: [
      .init("format", "forecast-sweep/1."),
      .init("version", "Version of the program."),
      .init("sweep", "Name of the sweep."),
      .init("specification", "Hash of the question."),
      .init("inputs", "Hash of the inputs."),
      .init("options", "Language, formats and style of CSV that it was begun with."),
    ])

  private static let timings = DocumentOutline(
    "timings.json", "run merge sweep monthly", "Seconds spent, which no two runs share.",
    keys: [
      .init("threads", "Threads."),
      .init("stages[].stage", "Stage of the work."),
      .init("stages[].seconds", "Seconds."),
    ])
}
