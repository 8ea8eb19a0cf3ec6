internal import Coherence
internal import Files
public import Folders
public import Pipeline
internal import Plans
internal import Tables

/// The tables of a run.
public enum RunTables {
  /// Files with the tables, in a stated order.
  public static func all(_ result: RunResult, language: Language) -> [OutputFile] {
    func table<Row>(
      _ definition: TableDefinition<Spoken<Row>>, _ rows: [Row], isOptional: Bool = false
    ) -> Table? {
      isOptional && rows.isEmpty
        ? nil : definition.table(Spoken.all(rows, of: result.scenario.name, language))
    }
    let tables = [
      table(AttainmentTable.definition, result.attainment),
      CalibrationTable.definition.table(result.calibration),
      CountTable.of(result, language),
      DiscrepancyTable.of(result),
      table(DriverTable.definition, result.drivers),
      table(FindingTable.definition, Findings(result, language: language).all),
      HistoryTable.of(result, language),
      table(JointTable.definition, result.joint),
      table(LimitTable.definition, result.limits),
      ProjectionTable.of(result, language),
      table(CascadeTable.definition, result.cascade, isOptional: true),
      table(FloorTable.definition, result.floors, isOptional: true),
      table(PriorTable.definition, result.priors, isOptional: true),
    ]
    return tables.compactMap { $0 }.map { OutputFile($0) }
  }
}
