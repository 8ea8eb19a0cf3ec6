internal import Files

/// The numbers that a table gives to its rows, `1`, `2.1`, `I`, `II.1`: the places of its targets.
///
/// Where each part begins anew they stand behind the number of their part, `II.1`; where that tells no rows apart either they
/// are not used.
struct RowNumbers {
  /// By the lines of rows with figures; empty where they are not used.
  private(set) var byLine: [Int: String] = [:]

  /// A row as it is numbered.
  struct Row {
    let line: Int
    /// Empty where none stands there.
    let number: String
    let hasFigures: Bool
  }

  init(_ rows: [Row]) {
    let own = rows.filter { $0.hasFigures && !$0.number.isEmpty }
    if Set(own.map { folded($0.number) }).count == own.count {
      byLine = Dictionary(own.map { ($0.line, $0.number) }) { first, _ in first }
      return
    }
    var part = ""
    var composed: [(line: Int, number: String)] = []
    for row in rows where !row.number.isEmpty {
      if !row.hasFigures || Self.isPart(row.number) {
        part = row.number
        if row.hasFigures { composed.append((row.line, part)) }
      } else {
        composed.append((row.line, part.isEmpty ? row.number : "\(part).\(row.number)"))
      }
    }
    guard Set(composed.map { folded($0.number) }).count == composed.count else { return }
    byLine = Dictionary(composed.map { ($0.line, $0.number) }) { first, _ in first }
  }

  /// Whether a number is that of a part: `I`, `A`.
  private static func isPart(_ number: String) -> Bool {
    number.allSatisfy { "IVX".contains($0) } || number.count == 1 && number.first?.isLetter == true
  }

  /// Those of a table with a column of them.
  init(_ table: StartTable, _ columns: StartColumns) {
    guard columns.layout != .periodsDown,
      let column = table.header.indices.first(where: {
        !columns.values.contains($0) && StartRole(table.header[$0].text) == .number
      })
    else {
      self.init([])
      return
    }
    self.init(
      table.rows.map { row in
        Row(
          line: row.line, number: Self.plain(row.plain(column)),
          hasFigures: columns.values.contains { !SpelledNumber.isMissing(row.plain($0)) })
      })
  }

  /// A number without the marks around it: `1.`, `(2)`, `a)`.
  static func plain(_ text: String) -> String {
    let signs: Set<Character> = ["(", ")", ".", " ", ":"]
    let number = text.drop { signs.contains($0) }.reversed().drop { signs.contains($0) }.reversed()
    let isOne =
      number.count <= 12 && number.allSatisfy { $0.isLetter || $0.isNumber || ".-".contains($0) }
    return isOne ? String(number) : ""
  }
}

extension StartDraft {
  /// The numbers that the table gives to each series, in their order; `nil` where one has none, or two have one.
  public var references: [String]? {
    let found = series.compactMap { rowNumbers[$0.location.line] }
    return found.count == series.count && Set(found).count == found.count ? found : nil
  }
}
