internal import Files
import Plans

/// A plan file.
enum PlanTarget {
  static func violations(_ bytes: [UInt8]) -> [String] {
    let (plan, faults) = read(bytes)
    var violations = FuzzChecks.places(faults, in: "input.csv", bytes)
    let (again, sameFaults) = read(bytes)
    if faults != sameFaults || plan?.targets != again?.targets {
      violations.append("read twice, two results")
    }
    if plan == nil && faults.isEmpty { violations.append("no plan and no fault") }
    for target in plan?.targets ?? [] {
      for value in [target.low, target.high].compactMap({ $0 }) where !value.isFinite {
        violations.append("\(target.reference) asks for \(value)")
      }
    }
    return violations
  }

  private static func read(_ bytes: [UInt8]) -> (Plan?, [Fault]) {
    var faults = FaultCollector()
    var plan: Plan?
    do throws(Fault) {
      plan = PlanReader.read(try SourceFile(path: "input.csv", data: bytes), faults: &faults)
    } catch {
      faults.note([error])
    }
    return (plan, faults.found)
  }
}
