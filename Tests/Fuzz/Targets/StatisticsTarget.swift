internal import Files
import Plans
import TimeSeries

/// A table of a statistics office, and behind `%%` what is chosen of it.
enum StatisticsTarget {
  static func violations(_ bytes: [UInt8], named name: String) -> [String] {
    let parts = cut(bytes, atMost: 2)
    let text = Array(parts[0])
    let selection = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
    var violations: [String] = []
    for use in [TableUse.observations, .panel, .start] {
      let (made, faults) = rows(text, name, use, selection)
      let (again, sameFaults) = rows(text, name, use, selection)
      if faults != sameFaults || made?.bytes != again?.bytes {
        violations.append("read twice, two results")
      }
      violations += FuzzChecks.places(faults, in: name, text)
      guard let made else { continue }
      if made.allBytes != text { violations.append("not the bytes of the file are hashed") }
      violations += read(made, use, name, text)
    }
    return violations
  }

  private static func rows(
    _ bytes: [UInt8], _ name: String, _ use: TableUse, _ selection: String
  ) -> (SourceFile?, [Fault]) {
    do throws(Fault) {
      let source = try SourceFile(path: name, data: bytes)
      return (
        try StatisticsFile.rows(of: source, for: use, selection: selection, address: name), []
      )
    } catch {
      return (nil, [error])
    }
  }

  /// The rows are a table, and the faults of its readers lie in the file.
  private static func read(
    _ made: SourceFile, _ use: TableUse, _ name: String, _ text: [UInt8]
  ) -> [String] {
    var faults = FaultCollector()
    var plain = CSVReader(made, faults: &faults)
    var count = 0
    while plain.next(&faults) != nil { count += 1 }
    var violations = faults.found.map { "the rows made are no table: \($0.problem.code)" }
    if count == 0 && faults.found.isEmpty { violations.append("no rows and no fault") }
    faults = FaultCollector()
    switch use {
    case .observations:
      var reader = ObservationReader()
      reader.read(made, faults: &faults)
    case .panel:
      _ = PanelReader.read(made, frequency: .annual, bounds: .none, faults: &faults)
    case .start, .other: break
    }
    return violations + FuzzChecks.places(faults.found, in: name, text)
  }
}

/// Addresses of databases: none shows a user or a password, and what is shown is read as the same place.
enum AddressTarget {
  static func violations(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    let shown = TableAddress.shown(text)
    var violations: [String] = []
    if TableAddress.shown(shown) != shown { violations.append("shown twice, two texts") }
    do throws(Fault) {
      guard let address = try TableAddress(text) else { return violations }
      if address.shown != shown { violations.append("shown \(address.shown) and \(shown)") }
      if case .postgresql(let keywords) = address.place {
        if keywords.contains(where: { $0.name.contains("password") }) {
          violations.append("a password was taken")
        }
      }
    } catch {
      let shown = error.location.file
      let login = shown.firstIndex(of: ":").map { shown[$0...].contains("@") } ?? false
      if error.problem == .database(.passwordInAddress), login {
        violations.append("the fault shows \(shown)")
      }
    }
    return violations
  }
}
