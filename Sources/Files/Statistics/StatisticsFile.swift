/// Tables of statistics offices as rows that our readers take.
public enum StatisticsFile {
  /// The table of a file as rows; `nil` for any other file.
  ///
  /// - Parameters:
  ///   - selection: `DIMENSION=VALUE` with `&` between, as it stands behind the `?` of an address; several values with
  ///     commas.
  ///   - address: how the file is named, what is selected with it.
  /// - Throws: what is wrong with the table or the selection.
  public static func rows(
    of source: SourceFile, for use: TableUse, selection: String, address: String
  ) throws(Fault) -> SourceFile? {
    var wanted = pairs(selection)
    guard let table = try table(source, &wanted) else { return nil }
    var rows = try StatisticsRows(
      table, name: stem(source.path), file: source.path, selection: wanted)
    try rows.write(for: use)
    return SourceFile(table: rows.text.bytes, origins: rows.origins, of: source, named: address)
  }

  /// Whether a text is JSON-stat and no scenario.
  public static func isJSONStat(_ source: SourceFile) -> Bool {
    guard source.bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{") else { return false }
    var faults = FaultCollector()
    return JSONParser.parse(source, faults: &faults).map(JSONStat.isDataset) ?? false
  }

  /// Whether a text is SDMX-CSV or a table of Eurostat, whose rows hold codes of units, places and states.
  public static func isCoded(_ source: SourceFile) -> Bool {
    switch StatisticsCSV.form(of: source) {
    case .sdmx, .eurostat: true
    case .worldBank, .fred, .ourWorld, nil: false
    }
  }

  private static func table(
    _ source: SourceFile, _ wanted: inout [(key: String, value: String)]
  ) throws(Fault) -> StatisticsTable? {
    var faults = FaultCollector()
    if source.bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{") {
      let node = JSONParser.parse(source, faults: &faults)
      if let fault = faults.found.first { throw fault }
      guard let node, JSONStat.isDataset(node) else { return nil }
      let isSeveral = node["class"]?.string == "collection"
      let name = isSeveral ? wanted.first { $0.key == "dataset" }?.value : nil
      if isSeveral { wanted.removeAll { $0.key == "dataset" } }
      return try JSONStat.table(node, named: name)
    }
    guard let form = StatisticsCSV.form(of: source) else { return nil }
    let table = StatisticsCSV.table(source, form, faults: &faults)
    if let fault = faults.found.first { throw fault }
    return table
  }

  private static func pairs(_ selection: String) -> [(key: String, value: String)] {
    selection.split(separator: "&").map { piece in
      let name = piece.prefix { $0 != "=" }
      return (
        TableAddress.decoded(name), TableAddress.decoded(piece.dropFirst(name.count + 1))
      )
    }
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return String(name) }
    return String(name[..<point])
  }
}
