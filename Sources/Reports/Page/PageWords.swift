internal import Files
internal import Plans

/// A folder with the words and numbers of its language.
struct PageWords {
  let folder: FolderTables
  let say: Catalogue
  let number: NumberStyle

  init(folder: FolderTables, language: Language) {
    self.folder = folder
    say = Catalogue.of(language)
    number = NumberStyle(language)
  }

  func rows(_ table: String) -> [TableRow] { folder.rows(table) }

  /// What stands under the title: the day of knowledge, paths and seed, borders.
  var facts: [String] {
    let manifest = folder.manifest
    let date = manifest["as_of"]?.string
    var lines = [
      say(
        date == nil ? "summary.noasof" : "summary.asof",
        [
          "date": date ?? "",
          "paths": number.fixed(manifest["paths"]?.number ?? 0, decimals: 0),
          "seed": "\(manifest["seed"]?.unsigned ?? 0)",
        ])
    ]
    if let region = manifest["region"]?.string, let until = manifest["borders_until"]?.string {
      lines.append(say("summary.borders", ["region": region, "date": until]))
    }
    if let title = manifest["variant_title"]?.string {
      lines.append(say("summary.variant", ["title": title]))
    }
    for element in manifest["growth"]?.elements ?? [] {
      guard let name = element["name"]?.string, let first = element["first"]?.integer,
        let last = element["last"]?.integer, first <= last
      else { continue }
      lines.append(say.carried(name, first...last))
    }
    return lines
  }

  /// A probability with the error of the simulation.
  func chance(_ row: TableRow, _ column: String = "probability") -> String {
    guard let share = row.number(column), let error = row.number("mc_error") else { return "–" }
    return say("page.chance", ["p": number.percent(share), "error": number.points(error)])
  }

  /// A probability with the error of the simulation; a dash where one of them is missing.
  func chance(_ share: Double?, error: Double?) -> String {
    guard let share, let error else { return "–" }
    return say("page.chance", ["p": number.percent(share), "error": number.points(error)])
  }

  /// A number as people read it; a dash where there is none.
  func short(_ value: Double?) -> String { value.map(number.short) ?? "–" }

  /// A number of a table as people read it.
  func short(_ row: TableRow, _ column: String) -> String {
    row.number(column).map { number.short($0) } ?? "–"
  }

  /// A unit as people write it; one of a scenario's own stays as it is.
  func unit(_ row: TableRow) -> String {
    let key = "unit.\(row["unit"])"
    return say.keys.contains(key) ? say(key) : row["unit"]
  }

  /// What kind of group a row of joint.csv, counts.csv or limits.csv is of; older folders name it by the group.
  func groupKind(_ row: TableRow) -> String {
    if !row["group_kind"].isEmpty { return row["group_kind"] }
    return ["all", "primary"].contains(row["group"]) ? row["group"] : "agency"
  }

  /// The group of such a row in a sentence about its plan.
  func group(_ row: TableRow) -> String {
    let kind = groupKind(row)
    return kind == "agency"
      ? say("comparison.group.agency", ["agency": row["group"]])
      : say("comparison.group.\(kind)", ["plan": row["plan"]])
  }

  /// The group of a row in a table, under the name of a column.
  func groupTitle(_ row: TableRow, _ column: String) -> String {
    let kind = column == "group" ? groupKind(row) : row["group_kind"]
    return ["", "agency"].contains(kind) ? row[column] : say("run.group.\(kind)")
  }

  /// The 10, 50 and 90% quantiles.
  func range(_ row: TableRow) -> String {
    ["p10", "p50", "p90"].map { short(row, $0) }.joined(separator: " – ")
  }

  /// What a row of attainment.csv asks for.
  func wanted(_ row: TableRow) -> String {
    let unit = ["percent", "%"].contains(where: row["unit"].hasPrefix) ? "%" : ""
    if row["direction"] == "range", let gap = row["target"].firstRange(of: "..") {
      let low = Double(row["target"][..<gap.lowerBound]).map { number.short($0) } ?? ""
      let high = Double(row["target"][gap.upperBound...]).map { number.short($0) } ?? ""
      return "\(low)–\(high)\(unit)"
    }
    guard let value = row.number("target") else { return "" }
    let sign = ["at_least": "≥", "at_most": "≤", "exactly": "="][row["direction"]] ?? ""
    return "\(sign) \(number.short(value))\(unit)"
  }

  /// The bounds that a row of attainment.csv asks for: one of them, or both.
  func bounds(_ row: TableRow) -> (low: Double?, high: Double?) {
    if let gap = row["target"].firstRange(of: "..") {
      return (Double(row["target"][..<gap.lowerBound]), Double(row["target"][gap.upperBound...]))
    }
    let value = row.number("target")
    return switch row["direction"] {
    case "at_least": (value, nil)
    case "at_most": (nil, value)
    default: (value, value)
    }
  }

  /// What a row of calibration.csv was measured on.
  func scope(_ row: TableRow) -> String {
    let scope = row["scope"]
    if scope.hasPrefix("class:"), say.keys.contains("class.\(scope.dropFirst(6))") {
      return say(
        "page.calibration.class", ["class": say.word("class.", String(scope.dropFirst(6)))])
    }
    if scope.hasPrefix("series:") {
      let id = scope.dropFirst(7)
      let name = rows("projections.csv").first { $0["indicator"] == id }?["name"]
      return name ?? String(id)
    }
    if scope == "all fitted series" { return say("page.calibration.own") }
    let parts = scope.split(separator: " ")
    if parts.count == 4, scope.hasPrefix("year after ") {
      return say("workbook.scope.quarters", ["quarters": String(parts[2])])
    }
    return scope
  }

  /// How a row of calibration.csv was measured.
  func calibrationSource(_ row: TableRow) -> String {
    let source = row["source"]
    if source.hasPrefix("comparable series"), let colon = source.firstIndex(of: ":") {
      let files = source[source.index(after: colon)...].split(separator: " ")
      return say("run.source.classes", ["files": files.joined(separator: ", ")])
    }
    if source.hasPrefix("rolling origin") { return say("run.source.own") }
    return source
  }

  /// A plot of shares between 0 and 1 for a cell.
  static func sharePlot(_ marks: [JSONNode]) -> JSONNode {
    .keys(["type": .text("share"), "marks": .list(marks)])
  }

  /// A share with its error, under a shape.
  static func mark(_ value: Double?, error: Double?, shape: String) -> JSONNode {
    .keys([
      "v": ChartData.drawn(value), "e": ChartData.drawn(error), "s": .text(shape),
    ])
  }
}

/// The rows of a table in groups, in the order in which they come.
func grouped<Row, Key: Hashable>(_ rows: [Row], by key: (Row) -> Key) -> [(key: Key, rows: [Row])] {
  var order: [Key] = []
  var members: [Key: [Row]] = [:]
  for row in rows {
    let name = key(row)
    if members[name] == nil { order.append(name) }
    members[name, default: []].append(row)
  }
  return order.map { ($0, members[$0] ?? []) }
}
