/// A table that a format writes: a column of texts and one of numbers.
public struct PlainTable: Sendable {
  /// The texts.
  public let names: [String]
  /// The numbers beside them; `nil` is blank.
  public let values: [Double?]

  /// A table.
  public init(names: [String], values: [Double?]) {
    self.names = names
    self.values = values
  }

  /// Names as nobody should give them.
  public static let hostile = PlainTable(
    names: [
      "Iron\r\n=1+1", "\r=1", "a;b", "say \"no\"", "\n@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1",
      "+x", "-y", "＝1+1", "=\u{301}1", "\u{2028}=1", "🚢 tàu;\"x\"\n", "مرحبا", "", "'", "1;2\r3",
      "<&\"'>", "</script><script>alert(1)</script>", "Hải Dương", "\u{1B}[2J",
    ], values: (0..<21).map { $0.isMultiple(of: 4) ? nil : Double($0) / 8 - 1 })

  /// No row at all.
  public static let empty = PlainTable(names: [], values: [])
}

/// A format that tables are written in.
public struct OutputFormat: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  let write: @Sendable (PlainTable) throws -> [UInt8]
  /// The texts and numbers read back, as somebody else would read them.
  let read: @Sendable ([UInt8]) throws -> PlainTable
  /// What a text may become on the way: an apostrophe before a formula, a mark for what steers a terminal.
  let shown: @Sendable (String) -> String

  /// A format.
  public init(
    _ name: String, write: @escaping @Sendable (PlainTable) throws -> [UInt8],
    read: @escaping @Sendable ([UInt8]) throws -> PlainTable,
    shown: @escaping @Sendable (String) -> String = { $0 }
  ) {
    description = name
    self.write = write
    self.read = read
    self.shown = shown
  }
}

/// The laws that every output format obeys; nil when one holds, else what went wrong.
public enum FormatLaws {
  /// A table without rows is a file that holds none.
  public static func emptyStaysEmpty(_ format: OutputFormat) throws -> String? {
    let found = try format.read(try format.write(.empty))
    return found.names.isEmpty ? nil : "\(found.names)"
  }

  /// Every text comes back in a field of its own, every number as that number, every blank as none.
  public static func hostileTextsStayTexts(_ format: OutputFormat) throws -> String? {
    let found = try format.read(try format.write(.hostile))
    guard found.names.count == PlainTable.hostile.names.count else {
      return "\(found.names.count) rows of \(PlainTable.hostile.names.count)"
    }
    for (name, back) in zip(PlainTable.hostile.names, found.names)
    where !format.shown(name).utf8.elementsEqual(back.utf8) {
      return "\(name.debugDescription) becomes \(back.debugDescription)"
    }
    for (value, back) in zip(PlainTable.hostile.values, found.values) where value != back {
      return "\(value.map { "\($0)" } ?? "a blank") becomes \(back.map { "\($0)" } ?? "a blank")"
    }
    return nil
  }

  /// The same table gives the same bytes.
  public static func isStable(_ format: OutputFormat) throws -> String? {
    for table in [PlainTable.empty, .hostile]
    where try format.write(table) != format.write(table) {
      return "\(table.names.count) rows differ"
    }
    return nil
  }
}
