internal import Plans

/// CSV as an Excel of a country opens it by a double click.
public enum ExcelCSV: String, Sendable, CaseIterable {
  /// Việt Nam: `;` between fields, decimal commas, a byte order mark.
  case vi

  /// A table of ours in this form; other files stay as they are.
  ///
  /// Texts that a spreadsheet would take for a formula get an apostrophe in front.
  public func file(_ file: OutputFile) -> OutputFile {
    guard file.name.hasSuffix(".csv") else { return file }
    var faults = FaultCollector()
    let source = SourceFile(path: file.name, text: String(decoding: file.bytes, as: UTF8.self))
    var reader = CSVReader(source, faults: &faults)
    reader.isOurs = true
    let header = reader.header
    var text = "\u{FEFF}" + header.map { Self.quoted($0) }.joined(separator: ";") + "\n"
    while let row = reader.next(&faults) {
      let fields = header.indices.map { column in
        Self.field(row.text(column), isText: TableRow.isText(header[column], file.kinds))
      }
      text += fields.joined(separator: ";") + "\n"
    }
    precondition(faults.found.isEmpty, "a table of our own cannot be read: \(faults.found)")
    return OutputFile(name: file.name, bytes: Array(text.utf8), kinds: file.kinds)
  }

  private static func field(_ text: String, isText: Bool) -> String {
    if !isText, SpreadsheetText.isNumber(text) {
      return text.replacing(".", with: ",")
    }
    // Here a number in a column of texts is a text, too.
    return quoted(SpreadsheetText.startsFormula(text) ? "'" + text : text)
  }

  private static func quoted(_ text: String) -> String {
    SpreadsheetText.quoted(text, separator: UInt8(ascii: ";"))
  }
}
