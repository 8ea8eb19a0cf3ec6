internal import Files
internal import Folders
import Plans
import Reports
internal import Start

/// A user's own table for `forecast init`; the first byte holds the options.
enum StartTarget {
  private static let folder = FuzzFolder("start")

  static func violations(_ bytes: [UInt8]) -> [String] {
    let choice = bytes.first.map(Int.init) ?? 0
    let table = Array(bytes.dropFirst())
    let request = StartRequest(
      decimal: [nil, .point, .comma][choice % 3],
      yearly: [nil, .sum, .last, .mean][choice / 3 % 4])
    let file = "input.csv"
    let draft: StartDraft
    do throws(Faults) {
      draft = try StartReader.read(path: file, bytes: table, request)
    } catch {
      // Of UTF-16 the places are those of the text in UTF-8.
      let isWide = table.starts(with: [0xFF, 0xFE]) || table.starts(with: [0xFE, 0xFF])
      let again = faults { () throws(Faults) in
        _ = try StartReader.read(path: file, bytes: table, request)
      }
      return (error.all.isEmpty ? ["refused without a fault"] : [])
        + (again == error ? [] : ["read twice, two lists of faults"])
        + FuzzChecks.places(error.all, in: isWide ? "" : file, table)
    }
    let language: Language = choice & 64 == 0 ? .en : .vi
    guard
      let files = StartFiles(draft, name: "made", yearsAhead: 5, language: language)
    else { return [] }
    for output in files.outputs { folder.write(output.bytes, to: output.name) }
    _ = StartReport(draft, language: language, width: 80).text(folder: "made", command: "run")
    let lost = faults { () throws(Faults) in
      _ = try ScenarioReader.read(folder.path + "/scenario.json")
    }
    return lost.map { ["the scenario made has faults: \(text($0))"] } ?? []
  }

  private static func text(_ faults: Faults) -> String {
    faults.all.prefix(3).map { "\($0.location.file):\($0.location.line) \($0.problem)" }
      .joined(separator: "; ")
  }

  private static func faults(_ body: () throws(Faults) -> Void) -> Faults? {
    do throws(Faults) {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
