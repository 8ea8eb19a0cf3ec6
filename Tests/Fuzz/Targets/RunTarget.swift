internal import Attainment
internal import Files
internal import Folders
import Models
import Pipeline
import Plans
import Reports
import Simulation
import TimeSeries
import Tracking

/// A scenario of generated figures with a plan: read, fitted, simulated, assessed, written.
enum RunTarget {
  private static let folder = FuzzFolder("run")

  static func violations(_ given: [UInt8]) -> [String] {
    var bytes = FuzzBytes(given)
    let made = GeneratedScenario(&bytes)
    for file in made.files { folder.write(file.bytes, to: file.name) }
    let file = folder.path + "/scenario.json"
    let bundle: ScenarioBundle
    do throws(Faults) {
      bundle = try ScenarioReader.read(file)
    } catch {
      let bytes = made.files.first { $0.name == "scenario.json" }?.bytes ?? []
      return FuzzChecks.places(error.all, in: file, bytes)
    }
    var options = RunOptions(threads: 1)
    options.sampling = made.isSobol ? .sobol : .random
    do throws(PipelineError) {
      return violations(try ScenarioRun.run(bundle, options: options))
    } catch {
      if case .faults(let faults) = error {
        return FuzzChecks.places(faults, in: "", []) + (faults.isEmpty ? ["no fault"] : [])
      }
      return []
    }
  }

  /// What is wrong with the numbers of a run and with its tables.
  static func violations(_ result: RunResult) -> [String] {
    var violations: [String] = []
    func check(_ name: String, _ values: [Double?]) {
      if values.contains(where: { $0.map { !$0.isFinite } ?? false }) {
        violations.append("\(name): \(values.map { $0.map { "\($0)" } ?? "none" })")
      }
    }
    for indicator in result.indicators {
      for summary in indicator.summaries.compactMap({ $0 }) {
        check(
          indicator.id,
          [summary.mean, summary.standardDeviation]
            + [0.025, 0.1, 0.5, 0.9, 0.975].map { summary.quantile($0) })
      }
      check("parameters of \(indicator.id)", indicator.parameters.map(\.value))
      check("actuals of \(indicator.id)", indicator.actuals.map(\.value))
    }
    for row in result.attainment {
      guard let values = row.assessment else { continue }
      check(
        row.target.reference,
        [
          values.probability.value, values.probability.standardError, values.p10, values.p50,
          values.p90, values.shortfallMedian, values.requiredPerYear,
        ])
    }
    for row in result.joint {
      check("joint", [row.probability.value, row.probability.standardError, row.expectedMet])
    }
    for row in result.drivers { check("drivers", [row.share, row.deviation]) }
    for row in result.priors {
      check("priors", [row.before.value, row.after.value, row.medianBefore, row.medianAfter])
    }
    for row in result.floors {
      check("floors", [row.figures?.p10, row.figures?.p50, row.figures?.kept.value])
      check("floor money", [row.money?.required50, row.money?.amount50])
    }
    check("dependence", [result.dependence.common, result.dependence.intensity])
    let tables = ResultFiles.all(result, language: .en)
    for table in tables {
      violations += FuzzChecks.table(table, filled: filled[table.name] ?? [])
      violations += words(table)
    }
    let summary = RunSummary(result, language: .en, width: 100, emphasis: .none).text
    violations += words(OutputFile(name: "summary", text: summary))
    return violations
  }

  private static let filled: [String: Set<String>] = [
    "projections.csv": ["kind"], "joint.csv": ["p_all", "mc_error", "expected_met"],
    "history.csv": ["value", "measurement_error"], "calibration.csv": ["covered"],
    "discrepancies.csv": ["published", "implied", "difference", "rounding"],
    "limits.csv": ["only_missed", "p_all"],
  ]

  /// Sentences must not speak of numbers that are none.
  static func words(_ file: OutputFile) -> [String] {
    let text = String(decoding: file.bytes, as: UTF8.self).lowercased()
    let bad = text.split { !$0.isLetter }.first { ["nan", "inf", "infinity"].contains($0) }
    return bad.map { ["\(file.name) says \($0)"] } ?? []
  }
}
