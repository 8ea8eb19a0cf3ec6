internal import Files
import Plans

/// A scenario file beside bundled data: everything that `forecast validate` does.
enum ScenarioTarget {
  private static let folder = FuzzFolder(
    "scenario", data: ["observations.csv", "plan.csv", "track.csv", "base.json"])

  static func violations(_ bytes: [UInt8]) -> [String] {
    let file = folder.write(bytes, to: "scenario.json")
    let first = read(file)
    var violations: [String] = []
    if case .failure(let faults) = first {
      violations += FuzzChecks.places(faults.all, in: file, bytes)
      if faults.all.isEmpty { violations.append("refused without a fault") }
    }
    switch (first, read(file)) {
    case (.success(let one), .success(let two)):
      let text = one.scenario.resolved.canonicalText
      if text != two.scenario.resolved.canonicalText {
        violations.append("read twice, resolved to two scenarios")
      }
      var faults = FaultCollector()
      let again = JSONParser.parse(SourceFile(path: "resolved.json", text: text), faults: &faults)
      if again?.canonicalText != text || !faults.found.isEmpty {
        violations.append("the resolved scenario does not read back")
      }
    case (.failure(let one), .failure(let two)):
      if one != two { violations.append("read twice, two lists of faults") }
    default: violations.append("read twice, once with faults")
    }
    return violations
  }

  private static func read(_ file: String) -> Result<ScenarioBundle, Faults> {
    do throws(Faults) {
      return .success(try ScenarioReader.read(file))
    } catch {
      return .failure(error)
    }
  }
}
