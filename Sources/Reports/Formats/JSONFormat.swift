internal import Files
public import Folders
internal import Tables

/// Tables as JSON: a list of objects, one a row; blank fields are `null`, numbers are numbers.
enum JSONFormat {
  /// The rows of a table.
  static func node(_ table: Table) -> JSONNode {
    let names = table.columns.map(\.name)
    return .list(
      table.rows.map { row in
        .object(zip(names, row).map { ($0, node($1)) })
      })
  }

  private static func node(_ cell: Cell) -> JSONNode {
    switch cell {
    case .text(let text): .text(text)
    case .fact(let fact): .text(fact.code)
    case .number(let number), .printed(let number, _): .number(number)
    case .integer(let number): .integer(number)
    case .blank: JSONNode(.null, at: .whole(""))
    }
  }
}

extension JSONNode {
  /// An object with blanks kept.
  static func object(_ members: [(name: String, node: JSONNode)]) -> JSONNode {
    JSONNode(
      .object(members.map { JSONMember(key: $0.name, location: .whole(""), node: $0.node) }),
      at: .whole(""))
  }
}

/// What a command answers, for scripts: the tables that a person would read, as one JSON object.
public struct JSONSummary: Sendable {
  private let tables: FolderTables
  private let folder: String

  /// The tables that are answers; all else stands in the folder.
  private static let answers = [
    "attainment", "joint", "findings", "variants", "conditions", "annual_growth", "tracking",
    "changes", "changed_figures", "scores", "reliability", "comparison", "requirement", "notes",
  ]

  /// A summary of files that were written.
  ///
  /// - Parameters:
  ///   - outputs: all files of the folder.
  ///   - folder: where they stand.
  public init(_ outputs: [OutputFile], folder: String) {
    tables = FolderTables(outputs)
    self.folder = folder
  }

  /// The object, ending in a line end; blank fields are `null`, numbers are numbers.
  public var text: String {
    var members = [member("folder", .text(folder))]
    members += tables.manifest.members([
      "command", "scenario", "version", "language", "seed", "paths", "as_of", "variant",
    ])
    for name in Self.answers {
      guard let table = tables.table(name + ".csv"), !table.rows.isEmpty else { continue }
      members.append(member(name, JSONFormat.node(table)))
    }
    return JSONNode(.object(members), at: .whole("")).canonicalText
  }

  private func member(_ key: String, _ node: JSONNode) -> JSONMember {
    JSONMember(key: key, location: .whole(""), node: node)
  }
}
