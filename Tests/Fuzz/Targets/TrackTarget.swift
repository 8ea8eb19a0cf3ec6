internal import Attainment
import Files
import Pipeline
import Plans

/// A file of earlier targets and what came of them.
enum TrackTarget {
  static func violations(_ bytes: [UInt8]) -> [String] {
    let (outcomes, faults) = read(bytes)
    var violations = FuzzChecks.places(faults, in: "input.csv", bytes)
    let (again, sameFaults) = read(bytes)
    if faults != sameFaults || outcomes != again { violations.append("read twice, two results") }
    if let record = TrackRecord(outcomes) {
      for value in [record.p10, record.p50, record.p90] where !value.isFinite {
        violations.append("a gap of \(value)")
      }
    }
    return violations
  }

  private static func read(_ bytes: [UInt8]) -> ([TargetOutcome], [Fault]) {
    var faults = FaultCollector()
    var outcomes: [TargetOutcome] = []
    do throws(Fault) {
      let source = try SourceFile(path: "input.csv", data: bytes)
      outcomes = TargetOutcome.read(source, faults: &faults)
    } catch {
      faults.note([error])
    }
    return (outcomes, faults.found)
  }
}
