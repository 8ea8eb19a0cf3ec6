internal import ArgumentParser
internal import Plans
internal import Reports

/// `forecast report`: the page of a run from its folder.
struct Report: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the page of a run, or of several together.",
    discussion: """
      Reads run folders and writes report.html into the first one (or into --output): one file that holds
      sentences, charts and tables and needs no network. A folder of monthly, track, compare or require adds
      its part. Language is that of the first folder; run with --language to change it.

      Examples:
        forecast report runs/haiduong-2030
        forecast report runs/haiduong-2030 runs/vietnam-growth-2025-monthly --output for-the-meeting
      """)

  @Argument(help: "Run folders; the first gives title and language.", completion: .directory)
  var folders: [String]

  @Option(name: .shortAndLong, help: "Folder to write into; the first run folder by default.")
  var output: String?

  @Flag(name: .shortAndLong, help: "Say nothing when all went well.")
  var quiet = false

  func perform() throws {
    let library = try ChartLibrary()
    var faults = FaultCollector()
    let tables = folders.compactMap { FolderTables.read(folder: $0, faults: &faults) }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    let page = ReportPage(tables).file(library)
    let place = try ReportPlace.path(for: page.name, in: output ?? folders[0])
    try SingleFile.write(page.bytes, to: place)
    guard !quiet else { return }
    Console.printNote(
      Catalogue.of(tables[0].language)("written.heading", ["folder": place]))
  }
}
