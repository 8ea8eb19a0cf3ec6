internal import Attainment
internal import Pipeline
public import Tables

/// A group of targets as tables name it: its kind, and its name in the language of the run.
struct NamedGroup: Hashable, Sendable {
  let kind: TargetGroup.Kind
  let name: String

  /// A group of a result.
  init(_ group: TargetGroup, _ language: Language) {
    kind = group.kind
    name = if case .agency(let agency) = group { language.text(agency) } else { kind.code }
  }

  /// The group of a row; folders of earlier versions name the kind by the group alone.
  init(_ row: Table.Record) {
    name = row[GroupColumns.group]
    kind =
      row[GroupColumns.kind]
      ?? TargetGroup.Kind(code: name).flatMap { [.all, .primary].contains($0) ? $0 : nil }
      ?? .agency
  }

  /// Whether the agency is among those that a target names; the one without a name where it names none.
  func leads(_ agencies: String) -> Bool {
    let named = LeadAgencies.named(in: agencies)
    return name.isEmpty ? named.isEmpty : named.contains(name)
  }

  /// The group in a sentence about its plan.
  func words(_ say: Catalogue, plan: String) -> String {
    guard kind == .agency else { return say("comparison.group.\(kind.code)", ["plan": plan]) }
    return name.isEmpty
      ? say("comparison.group.unnamed") : say("comparison.group.agency", ["agency": name])
  }

  /// The group alone, in a table.
  func title(_ say: Catalogue) -> String {
    guard kind == .agency else { return say("run.group.\(kind.code)") }
    return name.isEmpty ? say("group.unnamed") : name
  }
}

/// Columns that tell of a group of targets.
enum GroupColumns {
  static let group = Column<String>(
    "group",
    "all (rows that rest on figures or judgements), primary (the same, conflicts left out), with_illustrative (all rows, those filled by a mechanical rule among them), tasks (milestones that dated tasks speak for), with_tasks (all and these milestones), or an agency; blank for rows that name none beside others that do."
  )
  static let kind = Column<TargetGroup.Kind>(
    "group_kind", "all, primary, with_illustrative, tasks, with_tasks or agency.")
  static let dependence = Column<Dependence>(
    "dependence",
    "independent, fitted (as comparable indicators and common years have it) or high, unless common years refute it."
  )
  static let targets = Column<Int>("targets", "Assessed targets of the group.")
}

extension TargetGroup.Kind: Fact, FieldValue {}
extension Dependence: Fact, FieldValue {}
