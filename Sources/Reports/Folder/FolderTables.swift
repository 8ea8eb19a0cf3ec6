internal import Pipeline
public import Plans

/// What stands in one run folder: its manifest and its tables, as texts under their column names.
///
/// Pages and workbooks are made from this alone, so that a fresh run and `forecast report` on its
/// folder give the same bytes.
public struct FolderTables: Sendable {
  /// The manifest.
  public let manifest: JSONNode
  /// What was fitted; `nil` where the folder has no such file.
  public let fits: JSONNode?
  private let tables: [String: [TableRow]]
  private let headers: [String: [String]]

  /// The tables that a run is about to write.
  ///
  /// - Parameter outputs: its files, the manifest among them.
  public init(_ outputs: [OutputFile]) {
    var faults = FaultCollector()
    var files: [SourceFile] = []
    for output in outputs where output.name.hasSuffix(".csv") || Self.read.contains(output.name) {
      // Tables for a Vietnamese Excel begin with a mark.
      let hasMark = output.bytes.starts(with: [0xEF, 0xBB, 0xBF])
      let text = String(decoding: output.bytes.dropFirst(hasMark ? 3 : 0), as: UTF8.self)
      files.append(SourceFile(path: output.name, text: text))
    }
    self.init(files, faults: &faults)
    precondition(faults.found.isEmpty, "a table of our own cannot be read: \(faults.found)")
  }

  /// Reads a folder that a run of ours wrote.
  ///
  /// - Parameters:
  ///   - folder: its path.
  ///   - faults: told what is wrong with its files.
  /// - Returns: `nil` when it has no manifest of ours.
  public static func read(folder: String, faults: inout FaultCollector) -> FolderTables? {
    let place = folder + "/" + RunFolder.manifestName
    var files: [SourceFile] = []
    do throws(Fault) {
      let manifest = try SourceFile(readingOwn: place)
      guard let node = JSONParser.parse(manifest, isOurs: true, faults: &faults) else { return nil }
      // A shard holds counts of a part, which say nothing before they are merged.
      guard node["format"]?.string == "forecast-run/1", node["command"]?.string != "shard" else {
        faults.note(.notARun, at: .whole(place))
        return nil
      }
      guard RunManifest.isWhole(node) else {
        faults.note(.manifestEdited, at: .whole(place))
        return nil
      }
      files.append(manifest)
      for output in node["outputs"]?.elements ?? [] {
        guard let name = output["path"]?.string, !name.contains("/"),
          name.hasSuffix(".csv") || name == fitsName
        else { continue }
        do throws(Fault) {
          let file = try SourceFile(readingOwn: folder + "/" + name)
          files.append(file)
          if Digest.sha256(file.allBytes) != output["sha256"]?.string {
            faults.note(.outputChanged(manifest: place), at: .whole(file.path))
          }
        } catch {
          faults.note([error])
        }
      }
    } catch {
      faults.note([error])
      return nil
    }
    return FolderTables(files, faults: &faults)
  }

  private static let fitsName = "fits.json"
  private static let read: Set<String> = [RunFolder.manifestName, fitsName]

  private init(_ files: [SourceFile], faults: inout FaultCollector) {
    var tables: [String: [TableRow]] = [:]
    var headers: [String: [String]] = [:]
    var nodes: [String: JSONNode] = [:]
    for file in files {
      let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
      if Self.read.contains(name) {
        nodes[name] = JSONParser.parse(file, isOurs: true, faults: &faults)
        continue
      }
      // Our headers hold no `;` of their own: one means a table for a Vietnamese Excel.
      let head = file.bytes.prefix { $0 != 10 }
      let separator: Character = head.contains(UInt8(ascii: ";")) ? ";" : ","
      var reader = CSVReader(file, separator: separator, faults: &faults)
      reader.isOurs = true
      let columns = Dictionary(
        reader.header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      headers[name] = reader.header
      var rows: [TableRow] = []
      while let row = reader.next(&faults) {
        rows.append(TableRow(columns: columns, fields: columns.count, row: row))
      }
      tables[name] = rows
    }
    manifest = nodes[RunFolder.manifestName] ?? .keys([:])
    fits = nodes[Self.fitsName]
    self.tables = tables
    self.headers = headers
  }

  /// The rows of a table; empty where the folder has no such table.
  func rows(_ name: String) -> [TableRow] { tables[name] ?? [] }

  /// The column names of a table in their order; empty where there is no such table.
  func header(_ name: String) -> [String] { headers[name] ?? [] }

  /// Which command wrote the folder.
  public var command: String { manifest["command"]?.string ?? "" }

  /// The language of its names and sentences.
  public var language: Language {
    manifest["language"]?.string.flatMap(Language.init(rawValue:)) ?? .en
  }

  /// The title of the scenario, its name where it has none.
  var title: String {
    let several = manifest["scenarios"]?.elements.compactMap(\.string) ?? []
    return manifest["title"]?.string ?? manifest["scenario"]?.string
      ?? (several.isEmpty ? command : several.joined(separator: " · "))
  }
}

/// One row of a table.
struct TableRow: Sendable {
  private let columns: [String: Int]
  private let texts: [String]

  init(columns: [String: Int], fields: Int, row: CSVRow) {
    self.columns = columns
    texts = (0..<fields).map { row.text($0) }
  }

  /// The text under a name; empty where there is no such column.
  subscript(_ column: String) -> String { columns[column].map { texts[$0] } ?? "" }

  /// The number under a name; `nil` where it is blank or none.
  func number(_ column: String) -> Double? {
    let text = self[column]
    // Tables for a Vietnamese Excel write decimal commas.
    return Double(text) ?? Double(text.replacing(",", with: "."))
  }

  /// Whether a column holds texts: as the table that was written says, else by its name.
  static func isText(_ column: String, _ kinds: [String: CSVTable.Kind]?) -> Bool {
    guard let kinds else { return texts.contains(column) }
    return kinds[column] == .text
  }

  /// Columns that are texts though they may look like numbers, where no table says so itself.
  private static let texts: Set<String> = [
    "scenario", "plan", "ref", "indicator", "name", "unit", "group", "variant", "sector", "parent",
    "sector_name", "period", "title", "note", "source", "from", "finding", "unique_id", "ds",
    "lead_agency", "model", "author", "date",
  ]

  /// The fields in the order of the file.
  var fields: [String] { texts }
}
