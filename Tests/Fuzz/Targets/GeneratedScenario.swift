internal import Folders
import Models
import Plans
import Reports
import Tables

/// A scenario of two or three indicators from generated series, as files that a user could write.
struct GeneratedScenario {
  let files: [OutputFile]
  let isSobol: Bool

  private static let kinds = ["level", "growth", "share", "adoption", "rank", "count"]
  private static let models = ["auto", "auto", "auto", "auto"] + ModelCatalog.ids

  init(_ bytes: inout FuzzBytes) {
    isSobol = bytes.below(8) == 1
    var table = Table(name: "observations", columns: ObservationReader.columns)
    for id in ["a", "b"] { Self.append(id, to: &table, &bytes) }
    let horizon = 2025 + bytes.below(8)
    let indicators = (["a", "b"]).map { Self.indicator($0, &bytes) } + [Self.derived(&bytes)]
    var keys = [
      #""name": "made", "title": "Made", "region": {"geo": "X"}, "data": ["observations.csv"]"#,
      #""plans": ["plan.csv"], "horizon": \#(horizon)"#,
      #""indicators": [\#(indicators.joined(separator: ",\n"))]"#,
      #""simulation": {"paths": 200, "seed": 3}"#,
    ]
    if bytes.flag() { keys.append(#""as_of": "202\#(4 + bytes.below(2))-06-30""#) }
    if bytes.below(4) == 1 { keys.append(Self.lever(&bytes, horizon)) }
    if bytes.below(4) == 1 { keys.append(Self.shock(&bytes)) }
    if bytes.below(4) == 1 {
      keys.append(
        """
        "floors": [{"id": "f", "indicator": "a", "at_least": \(bytes.hundredths()),
          "spending": "b", "start": \(horizon - bytes.below(3)), "source": "made"}]
        """)
    }
    let plan = Self.plan(&bytes, horizon)
    files = [
      OutputFile(name: "scenario.json", text: "{\n" + keys.joined(separator: ",\n") + "\n}\n"),
      OutputFile(table),
      OutputFile(name: "plan.csv", text: plan),
    ]
  }

  private static func append(_ id: String, to table: inout Table, _ bytes: inout FuzzBytes) {
    let count = 3 + bytes.below(30)
    let values = GeneratedSeries.figures(&bytes, count: count)
    let steps = GeneratedSeries.steps(&bytes, count: count)
    let isDated = bytes.below(8) != 1
    let statuses = ["final", "estimate", "secondary"]
    let status = bytes.pick(statuses)
    var year = 2024 - bytes.below(3)
    for (value, step) in zip(values, steps).reversed() where year >= 1 {
      let text = bytes.below(8) == 1 ? "\(value.rounded())" : "\(value)"
      table.append(
        [
          id, "X", "A", String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)",
          text, "u", "na", status, isDated ? "\(min(year + 1, 9999))-02" : "", "made", "",
        ].map { .text($0) })
      year -= step
    }
    for (number, value) in GeneratedSeries.figures(&bytes, count: 6).enumerated() {
      table.append(
        [
          id + ".growth", "X", "A", "\(2019 + number)", "\(value)", "%", "na", "estimate",
          "\(2020 + number)-03", "made", "",
        ].map { .text($0) })
    }
  }

  private static func indicator(_ id: String, _ bytes: inout FuzzBytes) -> String {
    let kind = bytes.pick(kinds)
    var keys = [#""id": "\#(id)", "kind": "\#(kind)""#]
    if kind == "rank" || bytes.below(4) == 1 {
      let lower = bytes.pick(["0", "1", "-1e60", "-5.5"])
      let upper = bytes.pick(["63", "100", "1e60", "1e9", "1001"])
      keys.append(#""bounds": {"lower": \#(lower), "upper": \#(upper)}"#)
    }
    if bytes.below(5) == 1 {
      keys.append(#""scale": "\#(bytes.pick(["identity", "log", "logit", "rank", "count"]))""#)
    }
    if bytes.below(4) == 1 { keys.append(#""monotone": true"#) }
    if bytes.below(4) == 1 {
      keys.append(#""resolution": \#(bytes.pick(["1", "0.1", "1e-9", "1e9"]))"#)
    }
    if bytes.below(5) == 1 { keys.append(#""breaks": ["\#(2005 + bytes.below(22))"]"#) }
    let order = (0..<3).map { _ in abs(bytes.hundredths()) }.sorted()
    let judged =
      #""low": \#(order[0]), "likely": \#(order[1]), "high": \#(order[2] + 0.01), "author": "x""#
    switch bytes.below(8) {
    case 0:
      keys.append(
        #""judgement": {"start": {"year": 2023, "value": \#(order[1])}, "year": 2025, \#(judged)}"#
      )
    case 1:
      keys.append(
        #""proxy": {"series": "b", "offset": {"sd": \#(bytes.pick(["0", "0.5", "1e6"]))}}"#)
    case 2: keys.append(#""anchor": {"series": "a", "pace": ["a", "b"]}"#)
    case 3: keys.append(#""anchor": {"series": "b", "walk": ["a"]}"#)
    case 4: keys.append(#""series": {"level": "\#(id)", "growth": "\#(id).growth"}"#)
    default: keys.append(#""series": "\#(id)", "model": "\#(bytes.pick(models))""#)
    }
    if bytes.below(5) == 1, !keys.contains(where: { $0.contains("judgement") }) {
      keys.append(#""prior": {"weight": 0.5, "year": 2025, \#(judged)}"#)
    }
    return "{" + keys.joined(separator: ", ") + "}"
  }

  private static func derived(_ bytes: inout FuzzBytes) -> String {
    switch bytes.below(4) {
    case 0: #"{"id": "c", "derived": {"growth": {"of": "a"}}}"#
    case 1: #"{"id": "c", "derived": {"ratio": {"numerator": "a", "denominator": "b"}}}"#
    case 2: #"{"id": "c", "derived": {"product": {"first": "a", "second": "b"}}}"#
    default:
      #"{"id": "c", "derived": {"average_growth": {"of": "a", "base": 2022, "last": 2025}}}"#
    }
  }

  private static func lever(_ bytes: inout FuzzBytes, _ horizon: Int) -> String {
    let channel = bytes.pick(["growth", "level", "ceiling", "speed"])
    let course = bytes.pick(["step", "ramp", "pulse"])
    return """
      "levers": [{"id": "l", "kind": "effect", "value": \(bytes.hundredths()), "effects": [
        {"indicator": "a", "on": "\(channel)", "course": "\(course)", "start": \(horizon - 1),
         "end": \(horizon), "per_unit": \(bytes.hundredths()), "author": "x"}]}]
      """
  }

  private static func shock(_ bytes: inout FuzzBytes) -> String {
    let channel = bytes.pick(["growth", "level"])
    return """
      "shocks": [{"id": "s", "probability": 0.2, "source": "made", "effects": [
        {"indicator": "b", "on": "\(channel)", "persistence": 0.5,
         "size": {"low": -10, "likely": \(-bytes.hundredths() / 40), "high": 9}}]}]
      """
  }

  private static func plan(_ bytes: inout FuzzBytes, _ horizon: Int) -> String {
    var table = Table(name: "plan", columns: PlanReader.columns)
    for (number, id) in ["a", "b", "c", "a"].enumerated() {
      let direction = bytes.pick(["at_least", "at_most", "range", "exactly"])
      let value = bytes.pick([
        "\(bytes.hundredths())", "0", "1e60", "-1e60", "5e-324", "100", "1e-300",
      ])
      table.append(
        [
          "p", "\(number)", id, "", "", "u", bytes.pick(["level", "rank", "share"]), direction,
          direction == "at_most" ? "" : value, direction == "at_least" ? "" : value,
          "\(horizon - bytes.below(2))", "", bytes.pick(["", "A; B"]), "", "",
        ].map { .text($0) })
    }
    return String(decoding: OutputFile(table).bytes, as: UTF8.self)
  }
}
