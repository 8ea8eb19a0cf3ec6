internal import ArgumentParser
internal import Plans

/// `forecast validate`: every fault of every file, and nothing else.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scenario, plan and observation files; all faults at once.",
    discussion: """
      A scenario (.json) is checked with every file it names. A .csv is a plan when its header has
      plan_id, otherwise observations.

      Examples:
        forecast validate Scenarios/haiduong-2030/scenario.json
        forecast validate notebooks-data/haiduong/*.csv
      """)

  @Argument(help: "The files.", completion: .file(extensions: ["json", "csv"]))
  var files: [String]

  @Flag(name: .shortAndLong, help: "Nothing but faults.")
  var quiet = false

  func run() throws {
    var faults: [Fault] = []
    for file in files {
      let found = Self.check(file)
      faults += found
      if found.isEmpty && !quiet { Console.printResult("\(file): no faults\n") }
    }
    if !faults.isEmpty { throw ErrorReport.end(Faults(faults)) }
  }

  static func check(_ file: String) -> [Fault] {
    do throws(Faults) {
      if file.hasSuffix(".json") {
        _ = try ScenarioReader.read(file)
        return []
      }
    } catch {
      return error.all
    }
    var faults = FaultCollector()
    do throws(Fault) {
      let source = try SourceFile(reading: file)
      if CSVReader(source, faults: &faults).header.contains("plan_id") {
        _ = PlanReader.read(source, faults: &faults)
      } else {
        var reader = ObservationReader()
        reader.read(source, faults: &faults)
      }
    } catch {
      faults.note([error])
    }
    return faults.found
  }
}
