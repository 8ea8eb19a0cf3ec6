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
      semicolons or tabs, or in a sheet of a workbook (book.xlsx#Sheet); with decimal points or commas; \
      names in English or Vietnamese. Writes \
      observations.csv, plan.csv and scenario.json into a new folder. The plan asks for what \
      the table itself plans, or else for the last values seen: replace those by the plan's own targets.

      With --panel or --figures workbooks of printed tables (titles above, headers over several rows) are read \
      sheet by sheet, and what every column was taken for is told.

      Quarters and months are made into years where their names say how; --yearly says it for all.

      Examples:
        forecast init figures.csv
        forecast init bang-so-lieu.csv --language vi --output hai-duong --horizon 10
        forecast init 'so-lieu.xlsx#Biểu 5' --language vi
        forecast init monthly-price-index.csv --yearly mean
        forecast init 'bao-cao.xlsx#Thu' --in-place --output thu
        forecast init grdp-by-sector.csv --growth
        forecast init bieu-thang-*.xlsx --panel months.csv --figures figures.csv
        forecast init grdp.csv --growth --profile gdp.constant --profile-data vn.csv
      """)

  @Argument(
    help: "The table; of a workbook with several sheets BOOK.xlsx#SHEET.",
    completion: .file(extensions: ["csv", "tsv", "txt", "xlsx"]))
  var tables: [String]

  @Option(name: .shortAndLong, help: "The folder to write; the file's name by default.")
  var output: String?

  @Option(
    help: "From printed tables, all sheets: the file for a panel of what happened by month.",
    completion: .file(extensions: ["csv"]))
  var panel: String?

  @Option(
    help: "From printed tables, all sheets: the file for every figure as an observation.",
    completion: .file(extensions: ["csv"]))
  var figures: String?

  @Option(
    parsing: .unconditional,
    help: "Years from the last one seen to the last one simulated; 5 by default.")
  var horizon: Int?

  @Option(help: "Decimal mark, where the file does not show it: point or comma.")
  var decimal: DecimalMark?

  @Option(help: "How quarters or months make a year: sum, last or mean.")
  var yearly: StartYearRule?

  @Flag(
    help:
      "Leave the figures in the table: the scenario names it and says how it is read, so that it may grow."
  )
  var inPlace = false

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

  /// The only table, where a scenario is started.
  private var data: String { tables.first ?? "" }

  func validate() throws {
    guard panel == nil && figures == nil else {
      guard !growth, !inPlace, output == nil, horizon == nil, yearly == nil,
        profile.isEmpty
      else { throw ValidationError(.panelOfTables) }
      return
    }
    guard tables.count == 1 else { throw ValidationError(.severalTables) }
    if let horizon { try ValidationError.check("--horizon", horizon, in: 1...100) }
    guard growth || (profile.isEmpty && profileData.isEmpty && prices == nil),
      profile.isEmpty == profileData.isEmpty
    else { throw ValidationError(.profileAlone) }
    guard !growth || (horizon == nil && yearly == nil && !inPlace) else {
      throw ValidationError(.growthWithHorizon)
    }
  }

  var computes: Bool { false }

  func perform() throws {
    if panel != nil || figures != nil { return try collect() }
    guard !growth else { return try startGrowth() }
    let draft = try read()
    let name = StartName.identifier(of: output ?? data)
    let folder = NewFolder(path: output ?? StartName.identifier(of: data))
    let table = StartTablePlace(path: path(from: folder.path), request: request)
    guard
      let files = StartFiles(
        draft, name: name, yearsAhead: horizon ?? 5, language: language,
        table: inPlace ? table : nil)
    else { throw Faults([Fault(.layout(.noFigures), at: .whole(data))]) }
    try folder.write(files.outputs)
    guard !quiet else { return }
    let report = StartReport(draft, language: language, width: Console.width)
    // Such a scenario names no day, and so no year either.
    let year = files.isOfYear ? draft.followedYear.map { " --year \($0)" } : nil
    Console.printText(
      report.text(
        folder: folder.path,
        command: "forecast \(files.isOfYear ? "scorecard" : "run") \(scenario(in: folder))"
          + (year ?? ""),
        kept: files.isOfYear
          ? inPlace ? .figuresAndPlan : .nothingOfYear : inPlace ? .figures : .nothing))
  }

  private var request: StartRequest {
    var request = StartRequest(decimal: decimal, yearly: yearly)
    let say = Speech.catalogue
    request.announceMany = { Console.printRemark(say("start.many", ["count": "\($0)"])) }
    return request
  }

  /// The table as a scenario in a folder names it: up and down again, or from the root where a path leads elsewhere.
  private func path(from folder: String) -> String {
    guard let file = TableAddress.file(of: data), !file.hasPrefix("/") else { return data }
    let parts = folder.split(separator: "/").filter { $0 != "." }
    let isPlain = !folder.hasPrefix("/") && !parts.contains("..")
    guard !isPlain else { return String(repeating: "../", count: parts.count) + data }
    return TableAddress.renaming(data) { name in
      let address = WorkbookAddress(name)
      let place = FilePlace.resolved(address.file) ?? address.file
      return address.sheet.map { "\(place)#\($0)" } ?? place
    }
  }

  /// What is recognised in the table; of a workbook that is none it is told whether it holds printed tables.
  private func read() throws(Faults) -> StartDraft {
    do throws(Faults) {
      return try StartReader.read(data, request)
    } catch {
      let sheets = (try? PrintedReader.read(data)).map {
        PrintedCollection.Book(path: data, outcomes: $0).sheets
      }
      if let sheets, !sheets.isEmpty {
        let figures = sheets.reduce(0) { $0 + $1.figures.count }
        Console.printRemark(
          Speech.catalogue(
            "start.printed.instead", ["sheets": "\(sheets.count)", "figures": "\(figures)"]))
      }
      throw error
    }
  }

  /// The scenario's path as a shell takes it.
  private func scenario(in folder: NewFolder) -> String {
    let path = "\(folder.path)/scenario.json"
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain ? path : ChildProcess.quoted(path)
  }

  /// Reads all sheets of workbooks as tables that offices print.
  private func collect() throws {
    for (file, columns) in [
      (panel, PrintedTables.panelColumns), (figures, ObservationReader.columns),
    ] {
      guard let file else { continue }
      if tables.contains(where: { FilePlace.isSame($0, file) }) {
        throw RunFolderError.isInput(path: file)
      }
      try ReplacedFile.check(file) { PrintedTables.isWritten($0, columns: columns.map(\.name)) }
    }
    var faults = FaultCollector()
    var books: [PrintedCollection.Book] = []
    for path in tables {
      do throws(Faults) {
        books.append(
          PrintedCollection.Book(
            path: path, outcomes: try PrintedReader.read(path, decimal: decimal)))
      } catch {
        faults.note(error.all)
      }
    }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    let collection = PrintedCollection(books)
    guard !collection.entries.isEmpty else {
      let refused = books.flatMap(\.outcomes).flatMap { outcome -> [Fault] in
        if case .refused(let found) = outcome { found } else { [] }
      }
      throw Faults(
        refused.isEmpty ? tables.map { Fault(.layout(.noFigures), at: .whole($0)) } : refused)
    }
    let made = PrintedTables(collection, language: language)
    var written: [(name: String, rows: Int)] = []
    if let panel {
      try SingleFile.write(made.panel.bytes, to: panel)
      written.append((panel, collection.monthly.count))
    }
    if let figures {
      try SingleFile.write(made.figures.bytes, to: figures)
      written.append((figures, collection.single.count))
    }
    if !quiet {
      Console.printText(
        PrintedReport(books, language: language).text(
          files: written, contradictions: collection.contradictions))
    }
  }

  private func startGrowth() throws {
    let draft = try GrowthReader.read(data, StartRequest(decimal: decimal, prices: prices))
    let profiles =
      profile.isEmpty
      ? [] : try GrowthProfile.find(profile, in: profileData, for: draft.sectors.map(\.id))
    let name = StartName.identifier(of: output ?? data)
    let files = StartGrowthFiles(draft, profiles: profiles, name: name, language: language)
    let folder = NewFolder(path: output ?? StartName.identifier(of: data))
    let outputs = files.outputs
    try folder.write(outputs)
    guard !quiet else { return }
    Console.printText(
      StartGrowthReport(draft, language: language, width: Console.width).text(
        folder: folder.path, files: outputs.map(\.name),
        command: "forecast monthly \(scenario(in: folder)) --year \(draft.nextYear)"))
  }
}
