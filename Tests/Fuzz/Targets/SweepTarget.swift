internal import Files
import Plans

/// A sweep file.
enum SweepTarget {
  private static let folder = FuzzFolder("sweep")

  static func violations(_ bytes: [UInt8]) -> [String] {
    let file = folder.write(bytes, to: "sweep.json")
    let (first, faults) = read(file)
    let (second, sameFaults) = read(file)
    var violations = FuzzChecks.places(faults, in: file, bytes)
    if faults != sameFaults || first != second { violations.append("read twice, two results") }
    return violations
  }

  private static func read(_ file: String) -> (String, [Fault]) {
    do throws(Faults) {
      let sweep = try SweepSpecification.read(file)
      return (
        "\(sweep.name) \(sweep.scenarios.map(\.path)) \(sweep.seeds) \(sweep.shards)", []
      )
    } catch {
      return ("", error.all)
    }
  }
}
