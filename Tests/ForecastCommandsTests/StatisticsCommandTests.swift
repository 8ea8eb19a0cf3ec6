import TestSupport
import Testing

/// Files of statistics offices where tables may stand.
@Suite struct StatisticsCommandTests {
  private static let values = ["10", "10.5", "9.75", "10.25", "11", "10.40", "10.9"]

  /// A dataset of one measure, two sexes and seven years.
  private static let dataset = """
    {"version": "2.0", "class": "dataset", "label": "T", "source": "Office", "updated": "2025-03-31T00:00:00Z",
      "id": ["measure", "geo", "sex", "time"], "size": [1, 1, 2, 7],
      "role": {"time": ["time"], "geo": ["geo"], "metric": ["measure"]},
      "dimension": {
        "measure": {"category": {"index": ["x"], "unit": {"x": {"label": "u"}}}},
        "geo": {"category": {"index": ["30"], "label": {"30": "X"}}},
        "sex": {"label": "Sex", "category": {"index": ["F", "M"], "label": {"F": "Women", "M": "Men"}}},
        "time": {"category": {"index": ["2018", "2019", "2020", "2021", "2022", "2023", "2024"]}}},
      "value": [\((values + values.map { "2\($0)" }).joined(separator: ", "))]}
    """

  private func prepared() throws -> SmallScenario {
    let small = try SmallScenario(
      [#"{"id": "x", "name": "X", "series": "x", "kind": "level"}"#],
      plan: ["1,x,at_least,11,,2028"], series: [("x", Self.values)])
    try Program.write(Array(Self.dataset.utf8), to: small.folder + "/g.json")
    return small
  }

  @Test(
    "A chosen value of a dimension gives the run that a file of observations gives; it verifies and repeats"
  )
  func run() throws {
    let small = try prepared()
    #expect(try small.run().status == 0)
    let scenario = try String(decoding: Program.read(small.folder + "/s.json"), as: UTF8.self)
    for (name, source) in [("open", "g.json"), ("chosen", "g.json?sex=Women")] {
      try Program.write(
        Array(scenario.replacing("o.csv", with: source).utf8), to: small.folder + "/\(name).json")
    }
    let open = try small.program(["run", "open.json", "--output", "open"])
    #expect(open.status == 3)
    #expect(open.errors.contains("sex = F (Women), M (Men)"), "\(open.errors)")
    #expect(open.errors.contains("?sex=F"), "\(open.errors)")
    let chosen = try small.program(["run", "chosen.json", "--output", "chosen"])
    #expect(chosen.status == 0, "\(chosen.errors)")
    #expect(try small.text("attainment.csv", output: "chosen") == small.text("attainment.csv"))
    #expect(try small.program(["verify", "chosen"]).status == 0)
    let again = try small.program(["run", "--again", "chosen"])
    #expect(again.status == 0, "\(again.output) \(again.errors)")
    try Program.write(Array(Self.dataset.utf8) + [10], to: small.folder + "/g.json")
    #expect(
      try small.program(["verify", "chosen"]).status == 3, "the file itself is what is hashed")
  }

  @Test("A panel has an id for each combination; validate and init take the file, too")
  func others() throws {
    let small = try prepared()
    let predict = try small.program([
      "predict", "g.json", "--frequency", "A", "--horizon", "2", "--output", "p", "-q",
    ])
    #expect(predict.status == 0, "\(predict.errors)")
    let rows = try small.table("predictions.csv", output: "p")
    #expect(
      rows.map { "\($0["unique_id"] ?? "") \($0["ds"] ?? "")" } == [
        "F 2025", "F 2026", "M 2025", "M 2026",
      ])
    #expect(try small.program(["verify", "p"]).status == 0)
    let valid = try small.program(["validate", "g.json?sex=M"])
    #expect(valid.status == 0, "\(valid.errors)")
    let start = try small.program(["init", "g.json?sex=F", "--output", "started"])
    #expect(start.status == 0, "\(start.errors)")
    let figures = try small.table("observations.csv", output: "started")
    #expect(figures.map { $0["value"] } == Self.values)
    #expect(Set(figures.map { $0["geo"] }) == ["X"])
    #expect(
      try small.program(["run", "started/scenario.json", "--paths", "500", "--output", "s"]).status
        == 0)
  }

  @Test("validate knows panels, and says what is wrong with them")
  func panels() throws {
    let small = try prepared()
    for (text, status) in [
      ("unique_id,ds,y\na,2020-01,1\na,2020-02,2\n", Int32(0)),
      ("unique_id,ds,y\na,2020,1\na,2020,2\n", 3),
      ("unique_id,ds,y\na,2020Q1,1\na,2020Q2,x\n", 3),
    ] {
      try Program.write(Array(text.utf8), to: small.folder + "/panel.csv")
      let outcome = try small.program(["validate", "panel.csv"])
      #expect(outcome.status == status, "\(text): \(outcome.errors)")
    }
  }

  @Test("Ids that begin like formulas come back as they were; for Excel they are made harmless")
  func keys() throws {
    let small = try prepared()
    let rows = ["=a", "@b", "-c", "+d", "e"].flatMap { id in
      (0..<8).map { "\(id),\(2015 + $0),\($0 + 5)" }
    }
    try Program.write(
      Array(("unique_id,ds,y\n" + rows.joined(separator: "\n") + "\n").utf8),
      to: small.folder + "/panel.csv")
    for (more, found) in [
      ([], ["=a", "@b", "-c", "+d", "e"]), (["--excel", "vi"], ["'=a", "'@b", "'-c", "'+d", "e"]),
    ] {
      let outcome = try small.program(
        ["predict", "panel.csv", "--frequency", "A", "--horizon", "1", "--output", "p", "-q"] + more
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      let text = try small.text("predictions.csv", output: "p")
      let ids = text.split(separator: "\n").dropFirst().map { row in
        String(row.prefix { $0 != "," && $0 != ";" })
      }
      #expect(ids == found)
    }
  }

  @Test("init takes of SDMX and Eurostat what data takes: units with their powers, places, states")
  func startedByCodes() throws {
    let small = try prepared()
    func sdmx(_ power: (Int) -> Int) -> [UInt8] {
      let rows = (2015...2024).map {
        "D,A,GDP,VN: Viet Nam,\($0),\($0 - 1015),VND,\(power($0)),A\n"
      }
      return Array(
        ("DATAFLOW,FREQ,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS\n"
          + rows.joined()).utf8)
    }
    try Program.write(sdmx { _ in 6 }, to: small.folder + "/one.csv")
    let one = try small.program(["init", "one.csv", "--output", "one"])
    #expect(one.status == 0, "\(one.errors)")
    let figures = try small.table("observations.csv", output: "one")
    #expect(Set(figures.map { $0["unit"] }) == ["VND (10^6)"])
    #expect(Set(figures.map { $0["geo"] }) == ["Viet Nam"] && figures.count == 10)
    try Program.write(sdmx { $0 < 2020 ? 6 : 3 }, to: small.folder + "/mixed.csv")
    for command in [["init", "mixed.csv", "--output", "mixed"], ["validate", "mixed.csv"]] {
      let mixed = try small.program(command)
      #expect(mixed.status == 3 && mixed.errors.contains("[series-units]"), "\(mixed.errors)")
      #expect(mixed.errors.contains("mixed.csv:7"), "\(mixed.errors)")
    }
    let years = (2015...2024).map { "\($0) " }.joined(separator: "\t")
    func row(_ key: String, _ flag: String) -> String {
      "\(key)\t" + (0..<10).map { "5\($0).5 \($0 == 4 ? flag : "")" }.joined(separator: "\t") + "\n"
    }
    let text =
      "freq,unit,geo\\TIME_PERIOD\t\(years)\n" + row("A,PC,DE", "b") + row("A,PC,FR", "")
      + row("A,MIO,DE", "") + row("A,MIO,FR", "")
    try Program.write(Array(text.utf8), to: small.folder + "/e.tsv")
    for (name, series) in [("e.tsv?unit=PC", 1), ("e.tsv", 2)] {
      let made = try small.program(["init", name, "--output", "e\(series)"])
      #expect(made.status == 0, "\(made.errors)")
      let rows = try small.table("observations.csv", output: "e\(series)")
      #expect(Set(rows.map { $0["geo"] }) == ["DE", "FR"] && rows.count == 20 * series)
      #expect(Set(rows.map { $0["series_id"] }).count == series)
      #expect(Set(rows.map { $0["status"] }) == ["final"])
    }
  }
}
