internal import ArgumentParser
internal import Databases
internal import Files
internal import Reports

/// `forecast publish`: the tables of runs into a database.
struct Publish: ReportingCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load the tables of runs into SQLite or PostgreSQL.",
    usage: "forecast publish <folders> ... --to <to> [<options>]",
    discussion: """
      Makes tables with types, keys and comments for all that runs hold, the table runs, and views for a \
      dashboard: latest_runs, latest_NAME for every table, attainment_changes. A run is one transaction: it is \
      there as a whole or not at all, and loading it again changes nothing, but rows that were changed or \
      deleted since are written again. Comments and the table dictionary are in the language of --language, \
      also where they were in another one. A folder whose own files have changed is not loaded; of inputs that \
      have changed since it is told. In PostgreSQL the tables stand in the schema forecast, or in that of \
      ?schema=NAME.

      Who connects is told by PGUSER, PGPASSWORD, PGSERVICE or a password file; a password in the address is \
      refused.

      Examples:
        forecast publish runs/haiduong-2030 --to warehouse.sqlite
        forecast publish runs/* --to postgresql://db.example.org/operations
        forecast publish runs/june --to 'postgresql://localhost/x?schema=plan'
      """)

  @Argument(help: "Run folders.", completion: .directory)
  var folders: [String]

  @Option(help: "FILE.sqlite, or postgresql://HOST/DATABASE.")
  var to: String

  @Option(
    help: "As in forecast verify: the folder from which paths of inputs count.",
    completion: .directory)
  var directory: String?

  @Option(help: "Language of sentences: \(Language.codes).")
  var language: Language?

  @Flag(name: .shortAndLong, help: "Nothing but faults.")
  var quiet = false

  func perform() throws {
    let address = try target()
    // All of them are looked at before the first one is loaded.
    let runs = try Faults.collected { faults in
      folders.compactMap { folder -> (record: RunRecord, tables: FolderTables)? in
        var own = FaultCollector()
        defer { faults.note(own.found) }
        guard let record = RunRecord.read(folder, faults: &own) else { return nil }
        _ = record.checkOutputs(faults: &own)
        let base = record.base(given: directory)
        record.checkInputs(from: base, where: { $0.kept != nil }, faults: &own)
        guard own.found.isEmpty,
          let tables = FolderTables.read(folder: folder, faults: &own)
        else { return nil }
        // What was read may have gone on since, as a workbook does each month: the run's tables are what they were.
        var moved = FaultCollector()
        record.checkInputs(from: base, where: { $0.kept == nil }, faults: &moved)
        if !moved.found.isEmpty { Console.printNote(Speech.faults.warnings(moved.found)) }
        return (record, tables)
      }
    }
    do throws(DatabaseError) {
      var store = try RunStore(address, language: language)
      for run in runs { tell(try store.load(run.record, run.tables), run.record, address) }
    } catch {
      throw Faults([error.fault(at: address.shown)])
    }
  }

  /// The database; what cannot be one is a fault.
  private func target() throws(Faults) -> TableAddress {
    do throws(Fault) {
      if let address = try TableAddress(to), address.selection == .only { return address }
      let shown = TableAddress.shown(to)
      throw Fault(
        .database(.noTarget(shown)), at: .whole("--to"), hint: .database(.targets))
    } catch {
      throw Faults([error])
    }
  }

  private func tell(_ outcome: RunStore.Outcome, _ record: RunRecord, _ address: TableAddress) {
    guard !quiet else { return }
    let language = language ?? .en
    let style = NumberStyle(language)
    func grouped(_ count: Int) -> String { style.fixed(Double(count), decimals: 0) }
    var values = [
      "folder": record.folder, "target": address.shown, "run": String(outcome.identity.prefix(12)),
    ]
    values["tables"] = outcome.added.map { grouped($0.tables) }
    values["rows"] = outcome.added.map { grouped($0.rows) }
    let key =
      outcome.isRepaired
      ? "publish.repaired"
      : outcome.added != nil
        ? "publish.loaded" : outcome.isReworded ? "publish.reworded" : "publish.known"
    Console.printText(Catalogue.of(language)(key, values) + "\n")
  }
}
