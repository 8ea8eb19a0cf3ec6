internal import Files

/// The column that says who leads, `Cơ quan chủ trì`, `Đơn vị thực hiện`, by rows.
enum LeadColumn {
  /// Whether a header is that of such a column.
  static func isHead(_ header: String) -> Bool { heads.contains(folded(header)) }

  /// Who leads, by the lines of rows of a table whose rows are series.
  static func byLine(_ table: StartTable, _ columns: StartColumns) -> [Int: String] {
    guard let column = place(table, columns) else { return [:] }
    return Dictionary(
      table.rows.map { ($0.line, withoutOuterBlanks($0.plain(column))) }.filter { !$0.1.isEmpty }
    ) { first, _ in first }
  }

  /// The column; `nil` where none is such a one, or rows are periods.
  static func place(_ table: StartTable, _ columns: StartColumns) -> Int? {
    guard columns.layout == .periodsAcross else { return nil }
    return columns.ignored.first { isHead(table.header[$0].text) }
  }

  private static let heads: Set<String> = [
    "don vi chu tri", "co quan chu tri", "co quan don vi chu tri", "don vi chu tri thuc hien",
    "co quan chu tri thuc hien", "chu tri", "phong chu tri", "phong ban chu tri",
    "don vi thuc hien", "co quan thuc hien", "co quan don vi thuc hien", "don vi phu trach",
    "co quan phu trach", "don vi thuc hien chu tri", "don vi chiu trach nhiem",
    "co quan chiu trach nhiem", "don vi duoc giao", "co quan duoc giao", "don vi chu tri tham muu",
    "co quan chu tri tham muu", "so nganh chu tri", "don vi dau moi", "co quan dau moi",
    "lead agency", "responsible agency", "lead",
  ]
}

extension StartDraft {
  /// Who leads on a series by its row; `nil` where the table does not say.
  public func lead(of series: StartSeries) -> String? { leads[series.location.line] }

  /// Whether the table names who leads.
  public var namesLeads: Bool { series.contains { lead(of: $0) != nil } }
}
