internal import ArgumentParser
internal import Files
internal import Folders
internal import Pipeline
internal import Plans
internal import Reports
internal import TimeSeries

/// A day or period written as an option, by its first day.
struct EventArgument: ExpressibleByArgument {
  let day: CalendarDate

  init?(argument: String) {
    guard let day = CalendarDate(argument) ?? Period(argument)?.firstDay else { return nil }
    self.day = day
  }
}

/// `forecast effect`: before and after, treated and not.
struct Effect: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "What an event did: treated units beside others, before and after.",
    discussion: """
      Difference in differences with effects of units and periods, errors clustered by unit. Writes \
      effect.csv, effect_periods.csv (by period, from the last one before the event), placebo.csv (dates \
      before it) and run.json. The panel has the columns unit, period, value, treated, and weight where \
      figures do not count alike. A lever may take the result as its size: "per_unit": {"from_effect":
      "FOLDER"}.

      Examples:
        forecast effect panel.csv --event 2023
        forecast effect panel.csv --event 2023-07-01 --treated "Unit A,Unit B"
        forecast effect panel.csv --event 2023 --format csv,html
      """)

  @Argument(help: "The panel.", completion: .file(extensions: ["csv"]))
  var panel: String

  @Option(help: "First day or first period of the event: 2023-07-01, 2023-07, 2023-Q3 or 2023.")
  var event: EventArgument

  @Option(help: "Units that it happened to, separated by commas; by default the column treated.")
  var treated: String?

  @OptionGroup var options: CommonOptions

  func validate() throws {
    try options.refusePrecision(hasWorkbook: false)
    try ValidationError.refuse([
      options.asOf != nil: .meaningless("--as-of"), options.paths != nil: .meaningless("--paths"),
    ])
  }

  func perform() throws {
    let last = panel.split(separator: "/").last.map(String.init) ?? panel
    let name = last.hasSuffix(".csv") ? String(last.dropLast(4)) : last
    let folder = RunFolder(path: options.output ?? "runs/\(name)-effect")
    try folder.check(reading: [panel])
    let reports = try options.reportFormats()
    let names = treated.map { text in
      text.split(separator: ",").map { SeriesName.seen($0) }.filter { !$0.isEmpty }
    }
    let file = try Faults.collected { (faults) throws(Fault) in
      EffectReader.read(
        try TableDoor.open(panel), event: event.day, treated: names, faults: &faults)
    }
    let result = try EffectRun.run(file, name: name, seed: options.seed ?? 1)
    let written = try options.withReports(ResultFiles.all(result), as: reports) {
      RunManifest.effect(
        version: ProgramVersion.text, result, treated: names, language: options.language,
        inputs: [file.source], outputs: $0)
    }
    try options.publish(written, to: folder) {
      EffectSummary(
        result, language: options.language, width: Console.width, emphasis: Console.emphasis
      ).text
    }
  }
}
