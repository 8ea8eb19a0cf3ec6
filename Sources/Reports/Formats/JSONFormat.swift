internal import Files
internal import Plans
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
