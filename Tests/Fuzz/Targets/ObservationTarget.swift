internal import Files
internal import Folders
import Plans
import Reports
import Tables
import TimeSeries

/// An observation file.
enum ObservationTarget {
  static func violations(_ bytes: [UInt8]) -> [String] {
    let (observations, faults) = read(bytes)
    var violations = FuzzChecks.places(faults, in: "input.csv", bytes)
    let (again, sameFaults) = read(bytes)
    if faults != sameFaults { violations.append("read twice, two lists of faults") }
    if rows(observations) != rows(again) { violations.append("read twice, two sets of figures") }
    for row in rows(observations) where !row.value.isFinite {
      violations.append("a value of \(row.value)")
    }
    for key in observations.keys {
      let history = observations.history(of: key, asOf: nil)
      let known = observations.history(of: key, asOf: CalendarDate(year: 2024, month: 6, day: 30))
      if known.count > history.count { violations.append("more was known earlier of \(key)") }
    }
    guard faults.isEmpty else { return violations }
    // Texts that look like formulas are written with an apostrophe, once.
    let text = written(observations)
    let (back, lost) = read(Array(text.utf8))
    if !lost.isEmpty || written(back) != text {
      violations.append("figures written do not read back: \(lost)")
    }
    return violations
  }

  private static func read(_ bytes: [UInt8]) -> (ObservationSet, [Fault]) {
    var faults = FaultCollector()
    var reader = ObservationReader()
    do throws(Fault) {
      reader.read(try SourceFile(path: "input.csv", data: bytes), faults: &faults)
    } catch {
      faults.note([error])
    }
    return (reader.observations, faults.found)
  }

  private static func rows(_ set: ObservationSet) -> [Observation] {
    set.keys.flatMap { set[$0] }
  }

  private static func written(_ set: ObservationSet) -> String {
    var table = Table(name: "observations", columns: ObservationReader.columns)
    for row in rows(set) {
      let value = "\(row.value)"
      // The digits printed are part of what is read.
      let point = value.firstIndex(of: ".").map { value[value.index(after: $0)...] } ?? ""
      let decimals = point.prefix { $0.isNumber }.count
      let text =
        decimals == row.decimals || value.contains("e")
        ? value : padded(row.value, decimals: row.decimals) ?? value
      table.append(
        [
          row.key.id, row.key.geo, row.key.frequency.rawValue, row.period.description, text,
          row.unit, row.priceBasis, row.status.rawValue, row.vintage?.description ?? "",
          row.source, row.note,
        ].map { .text($0) })
    }
    return String(decoding: OutputFile(table).bytes, as: UTF8.self)
  }

  /// The value with so many decimals, where that is the same number.
  private static func padded(_ value: Double, decimals: Int) -> String? {
    let plain = "\(value)"
    if decimals == 0 { return plain.hasSuffix(".0") ? String(plain.dropLast(2)) : nil }
    guard let point = plain.firstIndex(of: ".") else { return nil }
    let digits = plain[plain.index(after: point)...]
    guard digits.count < decimals else { return nil }
    return plain + String(repeating: "0", count: decimals - digits.count)
  }
}
