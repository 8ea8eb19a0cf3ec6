internal import Databases
internal import Tables

/// A table of a database that runs are loaded into.
struct StoreTable: Sendable {
  /// What a column is, in words that both dialects spell.
  enum Kind: Sendable {
    case text, number, integer, date
    /// The hash that tells runs apart, in tables that belong to one.
    case run
  }

  /// A column.
  struct Column: Sendable {
    let name: String
    let kind: Kind
    let meaning: String
    var isNeeded = false
  }

  let name: String
  let meaning: String
  let columns: [Column]
  /// The columns that tell rows apart.
  let key: [String]
}

/// The tables of a database that runs are loaded into: one for every table of the catalogue, and what runs are.
enum StoreSchema {
  /// The columns that stand before those of a table of a run.
  static let place = [
    StoreTable.Column(name: "run_id", kind: .run, meaning: "The run.", isNeeded: true),
    StoreTable.Column(
      name: "row", kind: .integer, meaning: "Place of the row in its file, from 1.",
      isNeeded: true),
  ]

  /// The runs; `number` and `loaded_at` are the database's own.
  static let runs = StoreTable(
    name: "runs", meaning: "Every run that was loaded, one row each.",
    columns: [
      .init(name: "command", kind: .text, meaning: "Command that made it.", isNeeded: true),
      .init(name: "version", kind: .text, meaning: "Version of the program.", isNeeded: true),
      .init(
        name: "scenario", kind: .text,
        meaning: "Name of the scenario; several with commas; of a panel its path.", isNeeded: true),
      .init(name: "title", kind: .text, meaning: "Title, in the language of the run."),
      .init(name: "region", kind: .text, meaning: "Name of the region."),
      .init(name: "language", kind: .text, meaning: "Language of its texts."),
      .init(name: "as_of", kind: .date, meaning: "Day whose knowledge counted; blank for all."),
      .init(name: "year", kind: .integer, meaning: "Year asked for."),
      .init(name: "variant", kind: .text, meaning: "Variant that was supposed."),
      .init(
        name: "settings", kind: .text, meaning: "Levers that were set otherwise: LEVER=VALUE."),
      .init(name: "seed", kind: .text, meaning: "Seed."),
      .init(name: "paths", kind: .integer, meaning: "Paths."),
      .init(name: "manifest", kind: .text, meaning: "The manifest, run.json.", isNeeded: true),
    ], key: ["run_id"])

  /// What runs read.
  static let inputs = StoreTable(
    name: "run_inputs", meaning: "The files and queries that a run read.",
    columns: place + [
      .init(name: "path", kind: .text, meaning: "File or address, without credentials."),
      .init(name: "sha256", kind: .text, meaning: "SHA-256 of what was read."),
      .init(name: "bytes", kind: .integer, meaning: "Its size."),
    ], key: ["run_id", "row"])

  /// What the columns mean, for readers who do not see comments.
  static let dictionary = StoreTable(
    name: "dictionary", meaning: "What tables and columns mean.",
    columns: [
      .init(name: "table_name", kind: .text, meaning: "Table.", isNeeded: true),
      .init(
        name: "column_name", kind: .text, meaning: "Column; empty for the table as a whole.",
        isNeeded: true),
      .init(name: "meaning", kind: .text, meaning: "What it holds.", isNeeded: true),
    ], key: ["table_name", "column_name"])

  /// The tables of the catalogue.
  static let results: [StoreTable] = TableCatalogue.stored.map { name, outline in
    StoreTable(
      name: name, meaning: outline.meaning,
      columns: place
        + outline.columns.map {
          .init(name: $0.name, kind: $0.kind == .number ? .number : .text, meaning: $0.meaning)
        }, key: ["run_id", "row"])
  }

  /// All of them, those that others point to first.
  static let all = [runs, inputs, dictionary] + results
}

extension TableCatalogue {
  /// The tables of folders by the names that they have where tables of all commands stand together: where two share
  /// one, the commands stand before it.
  static let stored: [(name: String, outline: TableOutline)] = {
    let inFolders = all.filter {
      $0.outline.name + ".csv" != "NAME.csv" && files.contains($0.outline.name + ".csv")
    }
    let shared = Dictionary(grouping: inFolders) { $0.outline.name }.filter { $0.value.count > 1 }
    return inFolders.map { outline, commands in
      let prefix = commands.split(separator: " ").joined(separator: "_")
      return (shared[outline.name] == nil ? outline.name : "\(prefix)_\(outline.name)", outline)
    }
  }()

  /// The name under which a table of a command is stored; `nil` for none of the catalogue.
  static func stored(_ name: String, of command: String) -> String? {
    guard let outline = outline(named: name, of: command) else { return nil }
    return stored.first {
      $0.outline.name == name && $0.outline.columns.map(\.name) == outline.columns.map(\.name)
    }?.name
  }
}
