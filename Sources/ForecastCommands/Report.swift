internal import ArgumentParser
internal import Files
internal import Folders
internal import Plans
internal import Reports
internal import TimeSeries
internal import Tracking

/// `forecast report`: the page of a run from its folder.
struct Report: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the page and the workbook of a run, or of several together.",
    usage: "forecast report <folders> ... [<options>]",
    discussion: """
      Reads run folders and writes report.html and, for a folder of run or compare, report.xlsx, for one of \
      monthly growth.xlsx, into the first one (or into --output). The page is one file that holds sentences, \
      charts and tables and needs no network. A folder of monthly, track, tasks, \
      effect, compare or require adds its part; in \
      growth.xlsx a second folder of the same scenario and year is the one to compare with. The page and the \
      workbook keep the language of the first folder; run with --language to change it.

      Examples:
        forecast report runs/haiduong-2030
        forecast report runs/june --since runs/january
        forecast report runs/haiduong-2030 runs/vietnam-growth-2025-monthly
      """)

  @Argument(help: "Run folders; the first gives title and language.", completion: .directory)
  var folders: [String]

  @Option(name: .shortAndLong, help: "Folder to write into; the first run folder by default.")
  var output: String?

  @Option(
    help: """
      An earlier run folder: the page says which chances moved since, a growth workbook compares with it.
      """, completion: .directory)
  var since: String?

  @Option(
    help: ArgumentHelp(
      "\(ReportFormats.choice), several separated by commas; all that the folder has by default."))
  var format: String?

  @OptionGroup var speech: LanguageOption

  @Flag(name: .shortAndLong, help: "Say nothing when all went well.")
  var quiet = false

  /// The words of the option; all that are known without it.
  private var formats: [String] {
    format?.split(separator: ",").map(String.init) ?? ReportFormats.names
  }

  func validate() throws {
    if folders.isEmpty { throw ValidationError(.noRunFolder) }
    let known = ReportFormats.names
    for name in formats where !known.contains(name) {
      throw ValidationError(.unknownFormat(name, known: known))
    }
  }

  var computes: Bool { false }

  func perform() throws {
    let folder = output ?? folders[0]
    // The manifest of another run would answer for a page that is not its own.
    if RunFolder.isRun(folder), !folders.contains(where: { FilePlace.isSame($0, folder) }) {
      throw RunFolderError.insideRun(path: RunFolder.plain(folder) + "/report")
    }
    let lock = try lock(of: folder)
    defer { withExtendedLifetime(lock) {} }
    let (tables, earlier) = try Faults.collected { faults in
      (
        folders.compactMap { FolderTables.read(folder: $0, faults: &faults) },
        since.flatMap { FolderTables.read(folder: $0, faults: &faults) }
      )
    }
    if let later = earlier?.manifest.asOf, let day = tables[0].manifest.asOf, later > day {
      throw ValidationError(.sinceLater(day: later.description, than: day.description))
    }
    var places: [String] = []
    var leftOut: [(name: String, own: [String], without: [String])] = []
    let files = try ReportFormats.named(formats).compactMap { form in
      let file = try form.file(tables, against: earlier)
      // Only what was asked for by name is missed.
      guard file != nil || format == nil else {
        throw ValidationError(
          .noSuchReport(
            format: type(of: form).name, folder: folders[0], command: tables[0].command))
      }
      if let file {
        let place = try ReportPlace.path(for: file.name, in: folder)
        // In a run's folder the names are ours; elsewhere a file is ours when it says so.
        if !RunFolder.isRun(folder) {
          try ReplacedFile.checkOwner(place) { type(of: form).isWritten($0) }
        }
        places.append(place)
        let others = form.leftOut(of: tables, against: earlier)
        let own = others.filter { form.isMade(of: tables[$0]) }
        if !others.isEmpty {
          let without = others.filter { !own.contains($0) }
          leftOut.append((file.name, own.map { folders[$0] }, without.map { folders[$0] }))
        }
      }
      return file
    }
    let say = Catalogue.of(tables[0].language)
    for (file, place) in zip(files, places) {
      if Interruption.isRequested { throw PipelineError.cancelled }
      try SingleFile.write(file.bytes, to: place)
      if lock != nil { SingleFile.removeLeftovers(of: file.name, in: folder) }
      if !quiet { Console.printNote(say("written.heading", ["folder": place])) }
    }
    for (name, own, without) in leftOut where !quiet {
      let lines =
        own.map { say("report.left_out", ["file": name, "folder": $0]) }
        + without.map { say("report.no_workbook", ["file": name, "folder": $0]) }
      Console.printNote(lines.joined(separator: "\n"))
    }
    try bind(files, to: folder)
  }

  /// Writes the hashes of the reports into the manifest of the folder that they stand in, if it is a run's.
  ///
  /// The reports are there before: a folder whose manifest does not know them yet is told from one of ours.
  private func bind(_ files: [OutputFile], to folder: String) throws {
    let place = RunFolder.manifestPath(in: folder)
    guard FilePlace.exists(place) else { return }
    let manifest = try Faults.collected { FolderTables.read(folder: folder, faults: &$0)?.manifest }
    try SingleFile.write(manifest.adding(reports: files).file.bytes, to: place)
  }

  /// Keeps runs off a folder between the tables that are read and the page that is written beside them.
  ///
  /// - Returns: `nil` for a folder that is not there yet, or whose place nobody may write to.
  private func lock(of folder: String) throws -> FolderLock? {
    guard FilePlace.exists(folder) else { return nil }
    do throws(RunFolderError) {
      return try FolderLock(folder: folder)
    } catch {
      if case .refused = error { return nil }
      throw error
    }
  }
}
