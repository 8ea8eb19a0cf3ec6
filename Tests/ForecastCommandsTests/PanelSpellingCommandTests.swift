import TestSupport
import Testing

/// Panels as data frames and offices write them. Every number here is made up.
@Suite struct PanelSpellingCommandTests {
  private let program: Program

  init() throws { program = try #require(Program()) }

  private func months(_ text: (Int, Int) -> String, step: Int = 1, count: Int = 48) -> String {
    "unique_id,ds,y\n"
      + stride(from: 0, to: count, by: step).map {
        "a,\(text(2018 + $0 / 12, $0 % 12 + 1)),\(100 + $0 + $0 * 7 % 5)\n"
      }.joined()
  }

  private func two(_ number: Int) -> String { String("\(100 + number)".dropFirst()) }

  @Test(
    "Predictions and probabilities name periods as their files do, so that tables can be joined")
  func joined() throws {
    let folder = try Program.temporaryFolder()
    let text = months { year, month in "\(year)-\(two(month))-01 00:00:00" }
    try Program.write(Array(text.utf8), to: folder + "/p.csv")
    try Program.write(
      Array(
        "unique_id,ds,direction,target\nA,2022-01-31,at_least,150\na,2022-02-28,at_most,1\n".utf8),
      to: folder + "/t.csv")
    let run = try program.run(
      [
        "predict", "p.csv", "--frequency", "M", "--horizon", "3", "--targets", "t.csv", "--output",
        "r",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try CSVRows.read(folder + "/r/predictions.csv")
    #expect(
      rows.map { $0["ds"] ?? "" }
        == ["2022-01-01 00:00:00", "2022-02-01 00:00:00", "2022-03-01 00:00:00"])
    let chances = try CSVRows.read(folder + "/r/probabilities.csv")
    #expect(chances.map { $0["ds"] ?? "" } == ["2022-01-31", "2022-02-28"])
    #expect(chances.allSatisfy { $0["unique_id"] == "a" && $0["probability"] != "" })
  }

  @Test("A quarterly series called monthly is told, and its filled values claim no coverage")
  func sparse() throws {
    let folder = try Program.temporaryFolder()
    let sparse = months({ "\($0)-\(two($1))" }, step: 3, count: 120)
    try Program.write(Array(sparse.utf8), to: folder + "/sparse.csv")
    try Program.write(
      Array(months({ "\($0)-\(two($1))" }).utf8), to: folder + "/whole.csv")
    func predict(_ name: String) throws -> Program.Outcome {
      try program.run(
        ["predict", name + ".csv", "--frequency", "M", "--horizon", "2", "--output", name],
        in: folder)
    }
    let run = try predict("sparse")
    #expect(run.status == 0 && run.errors.contains("sparse.csv:2:1: note: "), "\(run.errors)")
    #expect(run.errors.contains("looks like quarters"))
    #expect(!run.output.contains(" held ") && run.output.contains("was not measured"))
    #expect(try CSVRows.read(folder + "/sparse/calibration.csv").isEmpty)
    #expect(
      try CSVRows.read(folder + "/sparse/models.csv").map { $0["reason"] } == [
        "many_gaps_filled_by_lines"
      ])
    let whole = try predict("whole")
    #expect(whole.errors.isEmpty && whole.output.contains(" held "))
    #expect(!whole.output.contains("not measured"))
    let levels = try CSVRows.read(folder + "/whole/calibration.csv").compactMap { $0["level"] }
    #expect(Set(levels) == ["50", "80", "95"])
  }

  @Test("Where some series have many gaps, both are said: what held, and of whom it is not known")
  func someGaps() throws {
    let folder = try Program.temporaryFolder()
    let years =
      (2000..<2020).map { "a,\($0),\($0 - 1900 + $0 * 7 % 3)\n" }
      + stride(from: 2000, to: 2020, by: 2).map { "b,\($0),\($0 - 1950)\n" }
    try Program.write(Array(("unique_id,ds,y\n" + years.joined()).utf8), to: folder + "/p.csv")
    let run = try program.run(
      ["predict", "p.csv", "--frequency", "A", "--horizon", "2", "--output", "r"], in: folder)
    #expect(run.status == 0 && run.output.contains(" held "), "\(run.errors)")
    let told = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(told.contains("Of 1 of 2 series many values are missing between others; 9 of their 19"))
  }

  @Test("--excel vi writes every table of a panel for a double click, and the run verifies")
  func excel() throws {
    let folder = try Program.temporaryFolder()
    try Program.write(
      Array(months({ "\($0)-\(two($1))" }).replacing("a,", with: "Tổng số,").utf8),
      to: folder + "/p.csv")
    for command in [["predict"], ["backtest", "--origins", "2"]] {
      let name = command[0]
      let run = try program.run(
        command + [
          "p.csv", "--frequency", "M", "--horizon", "2", "--output", name, "--excel", "vi",
          "--quiet",
        ], in: folder)
      #expect(run.status == 0, "\(run.errors)")
      for table in Program.names(in: folder + "/" + name) where table.hasSuffix(".csv") {
        let bytes = try Program.read(folder + "/\(name)/\(table)")
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.contains(UInt8(ascii: ";")))
      }
      #expect(try program.run(["verify", name], in: folder).status == 0)
    }
    let rows = String(
      decoding: try Program.read(folder + "/predict/predictions.csv"), as: UTF8.self)
    #expect(rows.contains("\nTổng số;2022-01;1"))
  }

  @Test("Negative numbers are values of options, on every command that takes numbers")
  func negative() throws {
    let folder = try Program.temporaryFolder()
    let rows = (2000..<2012).map { "a,\($0),\(-60 + $0 * 7 % 5)\n" }
    try Program.write(Array(("unique_id,ds,y\n" + rows.joined()).utf8), to: folder + "/p.csv")
    let run = try program.run(
      [
        "predict", "p.csv", "--frequency", "A", "--horizon", "4", "--lower", "-100", "--upper",
        "-5",
        "--output", "r", "--quiet",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let values = try CSVRows.read(folder + "/r/predictions.csv").flatMap {
      [$0["q0.025"], $0["q0.975"]].compactMap { $0.flatMap(Double.init) }
    }
    #expect(values.count == 8 && values.allSatisfy { (-100 ... -5).contains($0) })
    for arguments in [
      ["predict", "p.csv", "--frequency", "A", "--horizon", "-4", "--output", "r"],
      [
        "backtest", "p.csv", "--frequency", "A", "--horizon", "2", "--origins", "-1", "--output",
        "r",
      ],
      [
        "calibrate", "p.csv", "--frequency", "A", "--horizon", "2", "--folds", "-1", "--output",
        "r",
      ],
      ["require", "s.json", "--target", "t", "--probability", "-0.5"],
      ["run", "s.json", "--paths", "-5"], ["run", "s.json", "--precision", "-1"],
      ["run", "s.json", "--threads", "-1"], ["init", "p.csv", "--horizon", "-1"],
    ] {
      let outcome = try program.run(arguments, in: folder)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.errors.contains("must "), "\(arguments): \(outcome.errors)")
    }
  }

  @Test("A thousand faults of a kind are one finding with a number; few are listed one by one")
  func grouped() throws {
    let folder = try Program.temporaryFolder()
    func faults(_ count: Int) throws -> [Substring] {
      let rows = (1...count).map { "s\($0),2020,\($0) m\n" } + ["a,20x0,1\n"]
      try Program.write(Array(("unique_id,ds,y\n" + rows.joined()).utf8), to: folder + "/p.csv")
      let run = try program.run(
        ["predict", "p.csv", "--frequency", "A", "--horizon", "2", "--output", "r"], in: folder)
      #expect(run.status == 3 && Program.names(in: folder) == ["p.csv"])
      return run.errors.split(separator: "\n")
    }
    let few = try faults(10)
    #expect(few.count { $0.hasSuffix("[csv-number]") } == 10)
    #expect(few.last == "11 faults; nothing was written")
    let many = try faults(1200)
    #expect(many.count < 15)
    #expect(many.prefix(5).allSatisfy { $0.hasSuffix("[csv-number]") })
    #expect(
      many[5]
        == "p.csv: … and 1,195 more like these (1,200 in all, the last on line 1201) [csv-number]")
    #expect(many.contains { $0.hasPrefix("p.csv:1202:3: ") })
    #expect(many.last == "1,201 faults; nothing was written")
  }

  @Test("A panel of fiscal years goes on in fiscal years, and its targets are found by them")
  func fiscal() throws {
    let folder = try Program.temporaryFolder()
    func year(_ first: Int) -> String { "\(first)-\(two((first + 1) % 100))" }
    let rows = (2004..<2016).map { "a,\(year($0)),\(60 + $0 * 7 % 5)\n" }
    try Program.write(Array(("unique_id,ds,y\n" + rows.joined()).utf8), to: folder + "/p.csv")
    try Program.write(
      Array("unique_id,ds,direction,target\na,2017-18,at_least,60\n".utf8), to: folder + "/t.csv")
    let run = try program.run(
      [
        "predict", "p.csv", "--frequency", "A", "--horizon", "2", "--targets", "t.csv", "--output",
        "r",
      ], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try CSVRows.read(folder + "/r/predictions.csv").map { $0["ds"] } == ["2016-17", "2017-18"])
    #expect(try CSVRows.read(folder + "/r/probabilities.csv").map { $0["ds"] } == ["2017-18"])
  }

  @Test("What intervals held is told of histories like those of the panel: short, with gaps, whole")
  func samples() throws {
    let folder = try Program.temporaryFolder()
    func summary(_ name: String, _ years: [Int]) throws -> String {
      let rows = years.map { "a,\($0),\($0 - 1950 + $0 * 7 % 4)\n" }
      try Program.write(
        Array(("unique_id,ds,y\n" + rows.joined()).utf8), to: folder + "/\(name).csv")
      let run = try program.run(
        ["predict", name + ".csv", "--frequency", "A", "--horizon", "2", "--output", name],
        in: folder)
      #expect(run.status == 0, "\(run.errors)")
      return run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let whole = try summary("whole", Array(2000..<2020))
    #expect(whole.contains(" held ") && whole.contains(" cases that were not"))
    let short = try summary("short", Array(2016..<2020))
    #expect(short.contains(" cases of few values that were not"))
    #expect(!short.contains(" cases that were not"))
    let gappy = try summary("gappy", Array(2000..<2020).filter { $0 != 2007 })
    #expect(gappy.contains(" cases with gaps that were not"))
    #expect(!gappy.contains(" cases that were not"))
  }
}
