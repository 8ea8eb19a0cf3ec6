internal import Plans

/// What a command answers, for scripts: the tables that a person would read, as one JSON object.
public struct JSONSummary: Sendable {
  private let tables: FolderTables
  private let folder: String
  private let kinds: [String: [String: CSVTable.Kind]]

  /// The tables that are answers; all else stands in the folder.
  private static let answers = [
    "attainment.csv", "joint.csv", "findings.csv", "variants.csv", "conditions.csv",
    "annual_growth.csv", "tracking.csv", "comparison.csv", "requirement.csv", "notes.csv",
  ]

  /// A summary of files that were written.
  ///
  /// - Parameters:
  ///   - outputs: all files of the folder.
  ///   - folder: where they stand.
  public init(_ outputs: [OutputFile], folder: String) {
    tables = FolderTables(outputs)
    kinds = Dictionary(
      outputs.compactMap { output in output.kinds.map { (output.name, $0) } }
    ) { first, _ in first }
    self.folder = folder
  }

  /// The object, ending in a line end; blank fields are `null`, numbers are numbers.
  public var text: String {
    var members: [JSONMember] = [member("folder", .text(folder))]
    for key in ["command", "scenario", "version", "language", "seed", "paths", "as_of"] {
      if let node = tables.manifest[key] { members.append(member(key, node)) }
    }
    for name in Self.answers {
      let rows = tables.rows(name)
      guard !rows.isEmpty else { continue }
      let header = tables.header(name)
      let key = String(name.dropLast(4))
      members.append(member(key, .list(rows.map { object($0, header, kinds[name]) })))
    }
    return JSONNode(.object(members), at: .whole("")).canonicalText
  }

  private func member(_ key: String, _ node: JSONNode) -> JSONMember {
    JSONMember(key: key, location: .whole(""), node: node)
  }

  private func object(
    _ row: TableRow, _ header: [String], _ kinds: [String: CSVTable.Kind]?
  ) -> JSONNode {
    JSONNode(
      .object(
        header.map { column in
          let text = row[column]
          if text.isEmpty { return member(column, JSONNode(.null, at: .whole(""))) }
          if !TableRow.isText(column, kinds), let number = row.number(column), number.isFinite {
            return member(column, .number(number))
          }
          return member(column, .text(text))
        }), at: .whole(""))
  }
}
