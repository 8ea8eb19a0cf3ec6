internal import Files
internal import Folders
import ForecastCommands
import Plans
import Reports

/// A run folder: lines `%%` part the files, whose first lines are their names.
enum FolderTarget {
  private static let folder = FuzzFolder("folder")
  private static let known: Set<String> = [
    "run.json", "fits.json", "whatif.json", "attainment.csv", "calibration.csv", "counts.csv",
    "discrepancies.csv", "drivers.csv", "findings.csv", "history.csv", "joint.csv", "limits.csv",
    "projections.csv", "cascade.csv", "floors.csv", "priors.csv", "annual_growth.csv",
    "quarterly_growth.csv", "monthly_growth.csv", "variants.csv", "rivals.csv", "summary.csv",
    "comparison.csv", "requirement.csv", "conditions.csv", "notes.csv", "tracking.csv",
    "contributions.csv", "backtest.csv",
  ]

  static func violations(_ bytes: [UInt8]) -> [String] {
    var written: [String: [UInt8]] = [:]
    for part in cut(bytes, atMost: 12) {
      let name = String(decoding: part.prefix { $0 != 10 }, as: UTF8.self)
      guard known.contains(name) else { continue }
      let contents = Array(part.drop { $0 != 10 }.dropFirst())
      written[name] = contents
      folder.write(contents, to: name)
    }
    if let manifest = written[RunFolder.manifestName] {
      written[RunFolder.manifestName] = folder.writeSealed(manifest, files: written)
    }
    defer { for name in written.keys { folder.remove(name) } }
    var faults = FaultCollector()
    let tables = FolderTables.read(folder: folder.path, faults: &faults)
    var again = FaultCollector()
    _ = FolderTables.read(folder: folder.path, faults: &again)
    var violations = places(faults.found, written)
    if faults.found != again.found { violations.append("read twice, two lists of faults") }
    if let tables, faults.found.isEmpty {
      let page = ReportPage([tables]).file()
      let twin = ReportPage([tables]).file()
      let since = ReportPage([tables], since: tables).file()
      if since.bytes.isEmpty { violations.append("an empty page") }
      if page.bytes != twin.bytes { violations.append("two pages of one folder") }
      _ = RunWorkbook.sheets([tables])
    }
    var growth = FaultCollector()
    let earlier = FolderTables.readGrowth(folder: folder.path, faults: &growth)
    if let tables, faults.found.isEmpty {
      _ = GrowthWorkbook.sheets(tables, against: nil)
      _ = GrowthWorkbook.sheets(tables, against: earlier)
    }
    return violations + places(growth.found, written)
  }

  private static func places(_ faults: [Fault], _ files: [String: [UInt8]]) -> [String] {
    files.flatMap { name, bytes in
      FuzzChecks.places(faults, in: folder.path + "/" + name, bytes)
    }
  }
}
