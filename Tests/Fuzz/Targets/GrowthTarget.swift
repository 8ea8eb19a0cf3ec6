internal import Files
internal import Folders
import Plans
import Reports
import Tracking

/// A growth scenario of generated quarters: settled, disaggregated, forecast, conditioned, written.
enum GrowthTarget {
  private static let folder = FuzzFolder("growth")

  static func violations(_ given: [UInt8]) -> [String] {
    var bytes = FuzzBytes(given)
    let made = GeneratedGrowth(&bytes)
    let scenario = made.scenario
    folder.write(scenario.utf8, to: "scenario.json")
    folder.write(made.observations.utf8, to: "observations.csv")
    let bundle: ScenarioBundle
    do throws(Faults) {
      bundle = try ScenarioReader.read(folder.path + "/scenario.json")
    } catch {
      return FuzzChecks.places(
        error.all, in: folder.path + "/scenario.json", Array(scenario.utf8))
    }
    let options = GrowthOptions(run: RunOptions(paths: 200), year: GeneratedGrowth.year)
    do throws(PipelineError) {
      let result = try GrowthRun.run(bundle, options: options)
      let tables = ResultFiles.all(result, language: .vi)
      let text = GrowthSummary(result, language: .en, width: 100, emphasis: .none).text
      return tables.flatMap { FuzzChecks.table($0, filled: filled[$0.name] ?? []) }
        + tables.flatMap { RunTarget.words($0) }
        + RunTarget.words(OutputFile(name: "summary", text: text))
    } catch {
      if case .faults(let faults) = error {
        return FuzzChecks.places(faults, in: "", []) + (faults.isEmpty ? ["no fault"] : [])
      }
      return []
    }
  }

  private static let filled: [String: Set<String>] = [
    "annual_growth.csv": levels, "quarterly_growth.csv": levels, "monthly_growth.csv": levels,
    "discrepancies.csv": ["published", "implied", "difference", "rounding"],
    "calibration.csv": ["covered"],
  ]
  private static let levels: Set<String> = ["level", "ytd_level", "level_p10", "level_p90"]
}
