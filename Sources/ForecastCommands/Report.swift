internal import ArgumentParser
internal import Plans
internal import Reports

/// `forecast report`: the page of a run from its folder.
struct Report: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the page and the workbook of a run, or of several together.",
    discussion: """
      Reads run folders and writes report.html and, for a folder of run or compare, report.xlsx into the first
      one (or into --output). The page is one file that holds sentences, charts and tables and needs no
      network. A folder of monthly, track, compare or require adds its part. Language is that of the first
      folder; run with --language to change it.

      Examples:
        forecast report runs/haiduong-2030
        forecast report runs/haiduong-2030 runs/vietnam-growth-2025-monthly --output for-the-meeting
      """)

  @Argument(help: "Run folders; the first gives title and language.", completion: .directory)
  var folders: [String]

  @Option(name: .shortAndLong, help: "Folder to write into; the first run folder by default.")
  var output: String?

  @Option(help: "html, xlsx, or both separated by a comma.")
  var format = "html,xlsx"

  @Flag(name: .shortAndLong, help: "Say nothing when all went well.")
  var quiet = false

  private var formats: [String] { format.split(separator: ",").map(String.init) }

  func validate() throws {
    if folders.isEmpty { throw ValidationError("A run folder is needed.") }
    for name in formats where name != "xlsx" && name != "html" {
      throw ValidationError("--format \(name) is not known; html and xlsx are.")
    }
  }

  func perform() throws {
    var faults = FaultCollector()
    let tables = folders.compactMap { FolderTables.read(folder: $0, faults: &faults) }
    guard faults.found.isEmpty else { throw Faults(faults.found) }
    var files: [OutputFile] = []
    if formats.contains("html") { files.append(ReportPage(tables).file(try ChartLibrary())) }
    if formats.contains("xlsx") && ["run", "compare"].contains(tables[0].command) {
      files.append(try RunWorkbook.file(tables))
    }
    let say = Catalogue.of(tables[0].language)
    for file in files {
      let place = try ReportPlace.path(for: file.name, in: output ?? folders[0])
      try SingleFile.write(file.bytes, to: place)
      if !quiet { Console.printNote(say("written.heading", ["folder": place])) }
    }
  }
}
