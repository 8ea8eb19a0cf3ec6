internal import ArgumentParser
internal import Files
internal import Plans
internal import Reports
internal import Start
internal import TimeSeries

/// `forecast validate`: every fault of every file, and nothing else.
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check scenario, plan and observation files; all faults at once.",
    discussion: """
      A scenario (.json) is checked with every file it names. A table holds tasks when its header has \
      task_id, a plan when it has plan_id, a panel when it has unique_id, the panel of an event (forecast \
      effect) when it has unit, period and value without series_id, otherwise observations. It may be a CSV \
      file, a sheet of a workbook (book.xlsx#Sheet), a query of a database or a file of a statistics office.

      Examples:
        forecast validate Scenarios/haiduong-2030/scenario.json
        forecast validate notebooks-data/haiduong/*.csv
      """)

  @Argument(help: "The files.", completion: .file(extensions: ["json", "csv", "xlsx"]))
  var files: [String]

  @OptionGroup var speech: LanguageOption

  @Flag(name: .shortAndLong, help: "Nothing but faults and warnings.")
  var quiet = false

  func run() throws {
    var faults: [Fault] = []
    for file in files {
      let (found, warnings, remarks) = Self.check(file)
      faults += found
      ScenarioInput.say(warnings, quiet ? [] : remarks)
      guard found.isEmpty && !quiet else { continue }
      let key =
        switch warnings.count {
        case 0: "validate.sound"
        case 1: "validate.warning"
        default: "validate.warnings"
        }
      Console.printText(
        Speech.catalogue(key, ["file": file, "count": "\(warnings.count)"]) + "\n")
    }
    if !faults.isEmpty { throw ErrorReport.end(Faults(faults)) }
  }

  private static func isJSONStat(_ file: String) -> Bool {
    (try? SourceFile(reading: file)).map(StatisticsFile.isJSONStat) ?? false
  }

  /// A panel says nowhere which frequency it has: it is read as the one under which it has fewest faults.
  private static func checkPanel(_ source: SourceFile, faults: inout FaultCollector) {
    let readings = [Frequency.annual, .quarterly, .monthly].map { frequency in
      var own = FaultCollector()
      _ = PanelReader.read(
        source, frequency: frequency, bounds: Bounds(lower: -.infinity, upper: .infinity),
        faults: &own)
      return own
    }
    guard let best = readings.min(by: { $0.found.count < $1.found.count }) else { return }
    faults.note(best.found)
    faults.warn(best.warnings)
  }

  /// Faults, slips and remarks of one file with all that it names.
  private static func check(
    _ file: String
  ) -> (faults: [Fault], warnings: [Fault], remarks: [Fault]) {
    do throws(Faults) {
      if file.hasSuffix(".json"), !isJSONStat(file) {
        let bundle = try ScenarioReader.read(file, layouts: StartLayouts())
        return ([], bundle.warnings, bundle.remarks)
      }
    } catch {
      return (error.all, [], [])
    }
    var faults = FaultCollector()
    do throws(Fault) {
      let source = try TableDoor.open(file, for: .observations)
      // What is wrong with the sheet or the header is noted by the reader of the whole.
      var unused = FaultCollector()
      let header = CSVReader(source, faults: &unused).header
      if TaskReader.isHeader(header) {
        var reader = TaskReader()
        reader.read(source, faults: &faults)
      } else if header.contains("plan_id") {
        _ = PlanReader.read(source, faults: &faults)
      } else if header.contains("unique_id") {
        checkPanel(source, faults: &faults)
      } else if EffectReader.isPanel(header) {
        EffectReader.check(source, faults: &faults)
      } else {
        var reader = ObservationReader()
        reader.read(source, faults: &faults)
        FigureCheck.run(reader.observations, places: reader.places, faults: &faults)
      }
    } catch {
      faults.note([error])
    }
    return (faults.found, faults.warnings, faults.remarks)
  }
}
