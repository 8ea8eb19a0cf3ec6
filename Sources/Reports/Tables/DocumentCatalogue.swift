/// A file of a command that is no table: a document with keys, or one whose inner form is nobody's business.
public struct DocumentOutline: Sendable {
  /// Its name.
  public let name: String
  /// The commands that write it, with blanks between.
  public let commands: String
  /// What it holds, a sentence for the reference.
  public let meaning: String
  /// The keys of a JSON document: `inputs[].path`.
  let keys: [(path: String, meaning: String)]

  /// A file that is no table.
  public init(_ name: String, _ commands: String, _ meaning: String) {
    self.init(name, commands, meaning, keys: [])
  }

  init(
    _ name: String, _ commands: String, _ meaning: String, keys: [(path: String, meaning: String)]
  ) {
    (self.name, self.commands, self.meaning, self.keys) = (name, commands, meaning, keys)
  }
}

/// Every file of every command that is no table.
enum DocumentCatalogue {
  /// What formats write, and what they do not.
  static let outlines = ReportFormats.all.flatMap { $0.files } + ofCommands

  private static let ofCommands: [DocumentOutline] = [
    fits,
    DocumentOutline(
      "FIGURES.csv", "init",
      "The file that --figures names: every figure of printed tables with its cell; columns as in forecast schema observations."
    ),
    DocumentOutline(
      "PANEL.csv", "init",
      "The file that --panel names: what happened by month in printed tables, a panel with name, unit, status, measure (level; yoy, mom, dec, base, of_plan in percent; yoy_growth) and cell."
    ),
    DocumentOutline("NAME.json", "calibrate", "The table that --output names, for --table."),
    DocumentOutline(
      "observations.csv", "init",
      "The figures of the table that was read; quarters and months under the endings .quarterly and .monthly, what is cumulated from January under .ytd; columns as in forecast schema observations."
    ),
    DocumentOutline(
      "plan.csv", "init",
      "A plan that asks for the table's own plans, or else for the last values seen, to be replaced; columns as in forecast schema plan."
    ),
    DocumentOutline(
      "processes.json", "run merge sweep",
      "The fitted distributions to the last bit, for shards and --fits; not for readers."),
    run,
    DocumentOutline(
      "scenario.json", "init", "A scenario that runs; keys as in forecast schema scenario."),
    DocumentOutline(
      "shard.bin", "run",
      "With --shard: whole-number counts of one part of a run, for forecast merge."),
    sweep,
    timings,
    whatIf,
  ]

  /// The names of those that stand in folders of runs; `init`, `calibrate` and sweeps have places of their own.
  static let inFolders = outlines.filter { !["init", "calibrate", "sweep"].contains($0.commands) }
    .map(\.name)

  private static let whatIf = DocumentOutline(
    "whatif.json", "run merge sweep",
    "What the page moves targets with: quantiles by year, and which of the first paths meet which target.",
    keys: [
      ("format", "forecast-whatif/1."),
      ("paths", "How many paths met tells of."),
      ("indicators[].indicator", "Id of an indicator that targets rest on."),
      ("indicators[].yearly", "Id of its growth by year, where it is an average of that."),
      ("indicators[].years", "Simulated years that are not over."),
      (
        "indicators[].quantiles",
        "For each of the years 103 quantiles with blanks between: the smallest path, half a hundredth, every hundredth, 99.5, the largest."
      ),
      ("targets[].plan", "Plan of a scored target."),
      ("targets[].ref", "Its row."),
      ("targets[].indicator", "Its indicator."),
      ("targets[].grid", "Step that values stand on; absent where they stand anywhere."),
      (
        "targets[].lower",
        "Lower end of the scale, and how near to it a value is printed as it; absent where there is none."
      ),
      ("targets[].upper", "The same for the upper end."),
      (
        "targets[].met",
        "Sixteen hexadecimal digits for every 64 paths, the first path in the lowest bit: whether it meets the target."
      ),
      ("levers[].lever", "Id of a lever whose range is stated; absent without such levers."),
      ("levers[].title", "Its title."), ("levers[].unit", "The unit of its values."),
      ("levers[].value", "The value that it has in the run."),
      ("levers[].placeholder", "Whether nobody has judged what it brings."),
      ("levers[].paths", "Paths behind each chance."),
      ("levers[].values", "Values for which the chances were simulated, all other levers staying."),
      ("levers[].targets[].plan", "Plan of a target that the lever moves."),
      ("levers[].targets[].ref", "Its row."),
      ("levers[].targets[].chances", "Its chance at each of the values."),
    ])

  private static let fits = DocumentOutline(
    "fits.json", "run merge sweep monthly", "What was fitted, for readers.",
    keys: [
      ("indicators[].indicator", "Id of the indicator."),
      ("indicators[].basis", "What it rests on."),
      ("indicators[].model", "Model."),
      ("indicators[].reason", "Why auto picked it; absent when the scenario named it."),
      ("indicators[].parameters[].name", "Estimate."),
      ("indicators[].parameters[].value", "Its value."),
      ("indicators[].parameters[].standard_error", "Its standard error, where there is one."),
      (
        "indicators[].start.time",
        "When the change that a target requires starts, in years: 2025 is the end of 2024."
      ),
      ("indicators[].start.value", "The level that it starts from."),
      (
        "indicators[].start.origin",
        "figure (the newest own one), assumed (the middle of where the indicator may lie beside the series that stands in for it) or judged."
      ),
      (
        "indicators[].measured_on",
        "Scopes of calibration.csv: the classes on whose series its ranges were measured; absent where they were on none."
      ),
      (
        "dependence.common_correlation",
        "Correlation usual among comparable pairs of indicators, to which pairs are shrunk; a mean."
      ),
      ("dependence.shrinkage_intensity", "Its weight beside common years; a mean."),
      ("dependence.pairs_with_data", "Pairs of indicators with four or more common years."),
      ("dependence.high_correlation", "Correlation of the rows high."),
      (
        "dependence.high_refuted",
        "Whether the common years speak against it, so that there are no rows high."
      ),
      ("sectors[].sector", "Id of the sector."),
      ("sectors[].long_run_growth_percent", "Yearly growth in the long run."),
      ("sectors[].momentum_points", "Growth above it that persists at the end of the history."),
      ("sectors[].surprise_percent", "Standard deviation of a quarter's surprise."),
      ("sectors[].months", "How quarters are split into months."),
      ("sectors[].unpublished", "true where nothing was ever published of the sector."),
      (
        "revisions.size",
        "Root mean square of latest minus first release, in points of growth or percent of the level."
      ),
      ("revisions.cases", "Figures that were published more than once."),
      (
        "constant_prices",
        "true where all figures of the sectors that name prices name constant ones; absent elsewhere."
      ),
      ("sources[].indicator", "Indicator of a run that takes figures from it."),
      ("sources[].series", "Series whose figures were used."),
      ("sources[].region", "Region that it is of."),
      ("sources[].source", "Source as its file states it."),
      ("sources[].vintage", "Newest vintage used, where it is known."),
      (
        "sources[].precision",
        "`month` or `year` where its file states no more, the last day then standing for it."
      ),
      ("sources[].period", "What the newest figure of an indicator's series is of."),
      ("sources[].value", "That figure, in its own unit."),
      ("sources[].unit", "Unit of that figure, as its file names it."),
      ("sources[].lent", "true where the series lends the indicator but its pace."),
      ("indicators[].author", "Who judged."),
    ])

  private static let run = DocumentOutline(
    "run.json",
    "run merge sweep monthly track scorecard tasks effect compare require score predict backtest calibrate report",
    "The manifest: the question, inputs and outputs with their hashes.",
    keys: [
      ("format", "forecast-run/1."),
      ("version", "Version of the program."),
      ("command", "Command; shard for one part of a run."),
      ("scenario", "Name of the scenario."),
      ("title", "Title, in the language of the run."),
      ("region", "Name of the region."),
      ("borders_until", "Last day of its borders."),
      ("language", "\(Language.codes)."),
      ("seed", "Seed."),
      ("paths", "Paths."),
      ("as_of", "Day whose knowledge counted."),
      ("formats", "Formats, if not CSV alone."),
      ("fits", "File that holds what was fitted."),
      (
        "inputs[].path",
        "File or address that was read; never an absolute path, from the working folder or that of the first file; never with a user or a password."
      ),
      ("inputs[].sha256", "Its SHA-256."),
      ("inputs[].bytes", "Its size."),
      ("inputs[].outside", "Whether it lay outside the scenario's folder."),
      (
        "inputs[].kept",
        "Where the folder keeps what was read from a database: inputs/1.csv and so on."
      ),
      ("outputs[].path", "File that was written, the manifest and the timings left out."),
      ("outputs[].sha256", "Its SHA-256."),
      ("outputs[].bytes", "Its size."),
      ("manifest_sha256", "SHA-256 of the manifest without this key."),
      ("set[].lever", "Lever, or growth.INDICATOR, that was set."),
      ("set[].value", "Its value."),
      ("variant", "Variant of the growth scenario that the first open year meets, if any."),
      ("variant_title", "Its title."),
      (
        "growth[].indicator",
        "Indicator with years that are those of the growth scenario, path by path."
      ),
      ("growth[].name", "Its name."),
      ("growth[].sector", "Sector that it is."),
      ("growth[].first", "First of those years."),
      ("growth[].last", "Last of those years."),
      ("year", "Year asked for."),
      ("event", "First day of the event whose effect was asked for."),
      ("treated", "Units that it happened to, where they were named."),
      ("measured[].lever", "Lever or shock whose size is an effect that was measured."),
      ("measured[].indicator", "Indicator that it moves."),
      ("measured[].source", "File with the effect."),
      ("measured[].estimate", "Size per unit, times what the scenario multiplies it by."),
      ("measured[].standard_error", "Its standard error."),
      ("measured[].degrees", "Degrees of freedom of Student's t that it is drawn from."),
      ("scenarios", "Names of the scenarios."),
      ("titles", "Their titles, of compare."),
      ("questions[].variant", "The variant that its present year meets, if any."),
      ("questions[].as_of", "Of each scenario, the day whose knowledge counted."),
      ("questions[].set[].lever", "Of each scenario, a lever or growth.INDICATOR that was set."),
      ("questions[].set[].value", "Its value."),
      ("asked.target", "Target that a requirement was asked for."),
      ("asked.probability", "Probability that it should have."),
      ("asked.variable", "What was to change, if not growth."),
      ("against.path", "With --against, manifest of the earlier run."),
      ("against.sha256", "Its SHA-256."),
      ("against.bytes", "Its size."),
      ("model", "auto, or the model asked for."),
      ("horizon", "Periods ahead."),
      ("paths_asked", "Paths asked for, where a precision or points added some."),
      ("precision", "Largest Monte Carlo error that was asked for."),
      ("sampling", "How paths were drawn, if not at random."),
      ("excel", "Style of the CSV files."),
      ("variants", "Variants that were asked for, if not all."),
      ("office", "The office that hands in, as the scenario states it; absent where it does not."),
      ("signatory", "The function of who signs for it; absent where the scenario does not say."),
      ("headline", "References of the targets that the scenario puts first; absent for none."),
      ("shard", "Which part, from 1."),
      ("shards", "Parts of the whole run."),
      (
        "reports[].path",
        "Page or workbook that forecast report wrote into the folder, in place of an output of its name."
      ),
      ("reports[].sha256", "Its SHA-256."),
      ("reports[].bytes", "Its size."),
    ])

  private static let sweep = DocumentOutline(
    "sweep.json", "sweep", "Which sweep the folder belongs to.",
    keys: [
      ("format", "forecast-sweep/1."),
      ("version", "Version of the program."),
      ("sweep", "Name of the sweep."),
      ("specification", "Hash of the question."),
      ("inputs", "Hash of the inputs."),
      ("options", "Language, formats and style of CSV that it was begun with."),
    ])

  private static let timings = DocumentOutline(
    "timings.json", "run merge sweep monthly", "Seconds spent, which no two runs share.",
    keys: [
      ("threads", "Threads."),
      ("stages[].stage", "Stage of the work."),
      ("stages[].seconds", "Seconds."),
    ])
}
