internal import Files
public import Tables

/// What `forecast schema outputs` prints: every file of every command, with its columns or keys.
public enum OutputsTable {
  /// A file, or one of its columns or keys.
  struct Row: Sendable {
    var commands = ""
    let file: String
    var column = ""
    var kind: FieldKind?
    let meaning: String
  }

  private static let definition = TableDefinition<Row>(
    "outputs", "Every file that a command writes, each followed by its columns or keys.",
    fields: [
      Field("commands", "Commands that write the file.") { $0.commands },
      Field("file", "Name of the file.") { $0.file },
      Field("column", "Column or key; blank for the file itself.") { $0.column },
      Field("kind", "text, number or either; blank for files and keys.") { $0.kind },
      Field("meaning", "What it holds.") { $0.meaning },
    ])

  /// The table as CSV.
  public static var csv: String {
    let tables = TableCatalogue.all.map { outline, commands in
      let file = outline.name + ".csv"
      return [Row(commands: commands, file: file, meaning: outline.meaning)]
        + outline.columns.map {
          Row(file: file, column: $0.name, kind: $0.kind, meaning: $0.meaning)
        }
    }
    let documents = DocumentCatalogue.outlines.map { outline in
      [Row(commands: outline.commands, file: outline.name, meaning: outline.meaning)]
        + outline.keys.map { Row(file: outline.name, column: $0.path, meaning: $0.meaning) }
    }
    let files = (tables + documents).sorted { $0[0].file.lowercased() < $1[0].file.lowercased() }
    return CSVFormat(style: .plain).text(definition.table(files.joined()))
  }
}

extension FieldKind: Fact, FieldValue {}
