internal import Files
internal import Pipeline
internal import Tables

/// `findings.csv`.
enum FindingTable {
  static let kind = Column<Findings.Finding.Kind>(
    "kind", "count, limit, thin (few yearly values), optimism, floor or cascade.")

  static let definition = TableDefinition<Spoken<Findings.Finding>>(
    "findings", commands: ["run", "merge", "sweep"], meaning: "One plain sentence a finding.",
    fields: [
      Field(CommonColumns.scenario) { $0.scenario },
      Field(kind) { $0.kind },
      Field(CommonColumns.plan) { $0.plan },
      Field(
        CommonColumns.reference.meaning(
          "Place of the target, name of the group or id of the floor.")
      ) { $0.reference },
      Field(CommonColumns.finding) { $0.sentence },
    ])
}
