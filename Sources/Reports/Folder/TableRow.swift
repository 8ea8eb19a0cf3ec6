internal import Tables

/// One row of a table.
///
/// Only what is not yet a definition in the catalogue is read by it.
struct TableRow: Sendable {
  private let columns: [String: Int]
  private let texts: [String]

  static func all(_ table: Table) -> [TableRow] {
    let columns = Dictionary(
      table.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return table.rows.map { TableRow(columns: columns, texts: $0.map(text)) }
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .fact(let fact): fact.code
    case .number(let number): "\(number)"
    case .integer(let number): "\(number)"
    case .printed(let number, let decimals): CSVFormat.printed(number, decimals: decimals)
    case .blank: ""
    }
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
}

extension TableOutline {
  /// What a table that was written says of its columns itself.
  init(_ kinds: [String: CSVTable.Kind]) {
    let columns = kinds.map { name, kind in
      let kind: FieldKind =
        switch kind {
        case .text: .text
        case .number: .number
        case .either: .either
        }
      return ColumnHeader(name: name, kind: kind, meaning: "")
    }
    self.init(name: "", commands: [], meaning: "", columns: columns)
  }
}
