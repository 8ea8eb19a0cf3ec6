internal import Databases

/// The statements that make tables and views, in the words of a database.
struct StoreStatements {
  let dialect: Dialect
  /// The schema; `nil` where the database has none.
  let schema: String?
  /// The language of comments.
  var language: Language

  /// What something means, in that language.
  func meaning(_ text: String) -> String { ColumnMeanings.of(language).text(text) }

  /// A table or view as statements name it.
  func place(_ name: String) -> String {
    (schema.map { Dialect.quoted($0) + "." } ?? "") + Dialect.quoted(name)
  }

  /// The type of a column.
  func type(_ kind: StoreTable.Kind) -> String {
    switch (kind, dialect) {
    case (.text, _), (.date, .sqlite): "text"
    case (.run, _): "text REFERENCES \(place("runs")) (run_id) ON DELETE CASCADE"
    case (.number, .sqlite): "real"
    case (.number, .postgresql): "double precision"
    case (.integer, .sqlite): "integer"
    case (.integer, .postgresql): "bigint"
    case (.date, .postgresql): "date"
    }
  }

  /// A table with its keys; where there are no comments of their own, they stand between the columns.
  func create(_ table: StoreTable) -> [String] {
    var lines = table.name == StoreSchema.runs.name ? ownColumns : []
    lines += table.columns.map { column in
      "\(Dialect.quoted(column.name)) \(type(column.kind))" + (column.isNeeded ? " NOT NULL" : "")
    }
    var meanings = table.name == StoreSchema.runs.name ? ["", "", "", ""] : []
    meanings += table.columns.map { meaning($0.meaning) }
    if table.name != StoreSchema.runs.name {
      lines.append("PRIMARY KEY (\(table.key.map(Dialect.quoted).joined(separator: ", ")))")
      meanings.append("")
    }
    let body = zip(lines, meanings).enumerated().map { number, line in
      let comma = number + 1 < lines.count ? "," : ""
      let comment = dialect == .sqlite && !line.1.isEmpty ? " -- \(line.1)" : ""
      return "  \(line.0)\(comma)\(comment)"
    }.joined(separator: "\n")
    return ["CREATE TABLE \(place(table.name)) (\n\(body)\n)"] + comments(table)
  }

  /// What the database gives a run by itself, and how runs are told apart.
  private var ownColumns: [String] {
    switch dialect {
    case .sqlite:
      [
        "number integer PRIMARY KEY", "run_id text NOT NULL UNIQUE",
        "loaded_at text NOT NULL DEFAULT CURRENT_TIMESTAMP",
        "known_on text NOT NULL DEFAULT CURRENT_DATE",
      ]
    case .postgresql:
      [
        "number bigint GENERATED ALWAYS AS IDENTITY UNIQUE", "run_id text PRIMARY KEY",
        "loaded_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP",
        "known_on date NOT NULL DEFAULT CURRENT_DATE",
      ]
    }
  }

  /// What the database's own columns of runs mean.
  static let ownMeanings = [
    ("number", "Order of loading."), ("run_id", "SHA-256 of the manifest as the run wrote it."),
    ("loaded_at", "When it was loaded."),
    ("known_on", "The day whose knowledge counted; of runs without one that of the loading."),
  ]

  /// Comments of a table and its columns.
  private func comments(_ table: StoreTable) -> [String] {
    guard dialect == .postgresql else { return [] }
    let own = table.name == StoreSchema.runs.name ? Self.ownMeanings : []
    return ["COMMENT ON TABLE \(place(table.name)) IS \(Dialect.literal(meaning(table.meaning)))"]
      + (own + table.columns.map { ($0.name, $0.meaning) }).map { name, text in
        "COMMENT ON COLUMN \(place(table.name)).\(Dialect.quoted(name)) IS \(Dialect.literal(meaning(text)))"
      }
  }

  /// A column that a later version added.
  func add(_ column: StoreTable.Column, to table: StoreTable) -> [String] {
    let place = place(table.name)
    let name = Dialect.quoted(column.name)
    let added = "ALTER TABLE \(place) ADD COLUMN \(name) \(type(column.kind))"
    guard dialect == .postgresql else { return [added] }
    return [
      added, "COMMENT ON COLUMN \(place).\(name) IS \(Dialect.literal(meaning(column.meaning)))",
    ]
  }

  /// The views, those that others rest on first.
  var views: [(name: String, meaning: String, query: String)] {
    let latest =
      [
        (
          "latest_runs",
          "The newest run of each command, scenario and year; those that suppose something are left out.",
          "SELECT * FROM \(place("ranked_runs")) WHERE place = 1"
        )
      ]
      + StoreSchema.results.map { table in
        (
          "latest_" + table.name, meaning(ofLatest: table.name, in: language),
          """
          SELECT runs.scenario AS run_scenario, runs.known_on, rows.* FROM \(place(table.name)) AS rows
          JOIN \(place("latest_runs")) AS runs ON runs.run_id = rows.run_id
          """
        )
      }
    return [ranked] + latest + [changes]
  }

  private func meaning(ofLatest table: String, in language: Language) -> String {
    Catalogue.of(language)("publish.view.latest", ["table": table])
  }

  /// What a view means: those of one table by its name, others as the sources have it.
  func meaning(ofView name: String, _ text: String, in language: Language) -> String {
    let start = "latest_"
    let table = String(name.dropFirst(start.count))
    return name.hasPrefix(start) && StoreSchema.results.contains { $0.name == table }
      ? meaning(ofLatest: table, in: language) : ColumnMeanings.of(language).text(text)
  }

  private var ranked: (name: String, meaning: String, query: String) {
    (
      "ranked_runs",
      "Runs that suppose nothing, the newest of each command, scenario and year with the place 1.",
      """
      SELECT runs.*, row_number() OVER (
        PARTITION BY command, scenario, year ORDER BY known_on DESC, number DESC) AS place
      FROM \(place("runs")) AS runs WHERE variant IS NULL AND settings IS NULL
      """
    )
  }

  /// Rows of one target may stand several times in a plan; they are told apart by their order.
  private var changes: (name: String, meaning: String, query: String) {
    let numbered = """
      SELECT rows.*, row_number() OVER (
        PARTITION BY run_id, plan, ref, indicator, rows.year ORDER BY rows."row") AS turn
      FROM \(place("attainment")) AS rows
      """
    return (
      "attainment_changes",
      "Chances of the newest run of each scenario beside those of the run before.",
      """
      SELECT now_run.scenario AS run_scenario, now_run.run_id, before_run.run_id AS run_id_before,
        now_run.known_on, before_run.known_on AS known_on_before,
        now_rows.plan, now_rows.ref, now_rows.indicator, now_rows.name, now_rows.unit, now_rows.target,
        now_rows.year, now_rows.lead_agency, now_rows.probability,
        before_rows.probability AS probability_before,
        now_rows.probability - before_rows.probability AS probability_change,
        now_rows.p50, before_rows.p50 AS p50_before
      FROM \(place("ranked_runs")) AS now_run
      JOIN (\(numbered)) AS now_rows ON now_rows.run_id = now_run.run_id
      LEFT JOIN \(place("ranked_runs")) AS before_run
        ON before_run.place = 2 AND before_run.command = now_run.command
        AND before_run.scenario = now_run.scenario
        AND coalesce(before_run.year, 0) = coalesce(now_run.year, 0)
      LEFT JOIN (\(numbered)) AS before_rows
        ON before_rows.run_id = before_run.run_id AND before_rows.plan = now_rows.plan
        AND before_rows.ref = now_rows.ref AND before_rows.turn = now_rows.turn
        AND coalesce(before_rows.indicator, '') = coalesce(now_rows.indicator, '')
        AND coalesce(before_rows.year, 0) = coalesce(now_rows.year, 0)
      WHERE now_run.place = 1
      """
    )
  }

  private func create(_ view: (name: String, meaning: String, query: String)) -> String {
    "CREATE VIEW \(place(view.name)) AS\n\(view.query)"
  }

  /// Statements and comments of views in earlier versions, by name; what is changed above goes here as it was.
  private static let earlier: [String: [String]] = [:]

  /// By what a view is known as ours, by its name: the statement that made it, where the database keeps that as it is
  /// written, else its comment.
  var marks: [String: Set<String>] {
    Dictionary(
      views.map { view in
        // Whoever made it may have asked for another language.
        let marks =
          dialect == .sqlite
          ? [create(view)]
          : Language.allCases.map { meaning(ofView: view.name, view.meaning, in: $0) }
        return (view.name, Set(marks + Self.earlier[view.name, default: []]))
      }
    ) { first, _ in first }
  }

  /// What stands in the schema: name, kind (`table`, `view` or another) and mark.
  var relations: String {
    switch dialect {
    case .sqlite:
      "SELECT lower(name), type, sql FROM sqlite_schema WHERE type IN ('table', 'view', 'index')"
    case .postgresql:
      """
      SELECT c.relname, CASE WHEN c.relkind IN ('r', 'p') THEN 'table' WHEN c.relkind = 'v' THEN 'view'
        ELSE 'other' END, obj_description(c.oid, 'pg_class')
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = \(Dialect.literal(schema ?? ""))
      """
    }
  }

  /// The views made anew, after tables have changed.
  var makeViews: [String] {
    let drops = views.reversed().map { "DROP VIEW IF EXISTS \(place($0.name))" }
    return drops + views.map(create) + viewComments
  }

  /// What views mean, where the database keeps it.
  private var viewComments: [String] {
    guard dialect == .postgresql else { return [] }
    return views.map { view in
      "COMMENT ON VIEW \(place(view.name)) IS "
        + Dialect.literal(meaning(ofView: view.name, view.meaning, in: language))
    }
  }

  /// Comments of all that is there, in another language.
  var reword: [String] { StoreSchema.all.flatMap(comments) + viewComments }
}
