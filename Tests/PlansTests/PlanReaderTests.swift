internal import Files
import Plans
import Testing
import TimeSeries

@Suite("Plans and observations") struct PlanReaderTests {
  private func read(_ rows: [String]) -> (plan: Plan?, faults: [String]) {
    var faults = FaultCollector()
    let text = ([PlanReader.columns.map(\.name).joined(separator: ",")] + rows)
      .map { $0 + "\n" }.joined()
    let plan = PlanReader.read(SourceFile(path: "p.csv", text: text), faults: &faults)
    return (plan, faults.found.map { "\($0.problem.code):\($0.location.line)" })
  }

  private func row(
    _ reference: String, _ direction: String, _ low: String, _ high: String,
    conflicts: String = ""
  ) -> String {
    "p,\(reference),a,A,A,u,level,\(direction),\(low),\(high),2030,,,\(conflicts),"
  }

  @Test("The format names every direction, and with each value those that need it")
  func directions() throws {
    func summary(_ name: String) throws -> String {
      try #require(PlanReader.columns.first { $0.name == name }).summary
    }
    for direction in TargetDirection.allCases {
      let (name, ends) = (direction.rawValue, direction.ends)
      #expect(try summary("direction").contains(name))
      #expect(try summary("value_low").contains(name) == ends.contains(.low))
      #expect(try summary("value_high").contains(name) == ends.contains(.high))
    }
  }

  @Test(
    "A value that a direction does not look at is told; with both in the wrong order it is a fault")
  func unused() {
    for (row, warned, found) in [
      (row("1", "at_least", "90", "120"), 1, 0), (row("1", "at_least", "120", "90"), 1, 1),
      (row("1", "at_most", "90", "120"), 1, 0), (row("1", "at_least", "90", "90"), 0, 0),
      (row("1", "range", "90", "120"), 0, 0),
    ] {
      var faults = FaultCollector()
      let text = PlanReader.columns.map(\.name).joined(separator: ",") + "\n" + row + "\n"
      _ = PlanReader.read(SourceFile(path: "p.csv", text: text), faults: &faults)
      #expect(
        faults.warnings.map(\.problem.code) == Array(repeating: "target-unused", count: warned))
      #expect(faults.found.map(\.problem.code) == Array(repeating: "target-range", count: found))
    }
  }

  @Test("Of rows of one reference the one that was issued last by a day counts")
  func issued() throws {
    func plan(_ days: [String], on day: String?) throws -> (values: [Double?]?, faults: [String]) {
      var faults = FaultCollector()
      let rows = days.enumerated().map { number, day in
        row("1", "at_least", "\(10 + number)", "") + ",\(day)\n"
      }
      let head = PlanReader.columns.map(\.name).joined(separator: ",") + ",issued\n"
      let plan = PlanReader.read(
        SourceFile(path: "p.csv", text: head + rows.joined()), faults: &faults)
      let known = plan?.known(on: day.flatMap { CalendarDate(lastDayOf: $0) })
      return (known?.targets.map(\.low), faults.found.map(\.problem.code))
    }
    let days = ["2025-06-15", "2024-12-20"]
    for (day, values) in [
      ("2025-06-14", [11.0]), ("2025-06-15", [10]), (nil, [10]), ("2024-12-19", nil),
    ] as [(String?, [Double?]?)] {
      let found = try plan(days, on: day)
      #expect(found.values == values && found.faults == [], "\(day ?? "")")
    }
    #expect(try plan(["2025-06-15", ""], on: "2024-01-01").values == [11])
    #expect(try plan(["", ""], on: nil).faults == ["plan-duplicate"])
    #expect(try plan(["2025-06", "2025-06-30"], on: nil).faults == ["plan-duplicate"])
    #expect(try plan(["15/06/2025"], on: nil).faults == ["date"])
  }

  @Test("The digits that either value is printed with count")
  func decimals() throws {
    let plan = try #require(
      read([
        row("1", "at_least", "80", ""), row("2", "at_least", "80.50", ""),
        row("3", "at_most", "", "12.5"), row("4", "range", "1.5", "2.125"),
        row("5", "at_least", "1e2", ""),
      ]).plan)
    #expect(plan.targets.map(\.decimals) == [0, 2, 1, 3, 0])
  }

  @Test(
    "Values that a direction cannot have are faults",
    arguments: [
      ("at_least", "", "5", true), ("at_most", "5", "", true), ("range", "5", "4", true),
      ("exactly", "5", "6", true), ("exactly", "5", "5", false), ("range", "4", "5", false),
      ("", "5", "", true), ("", "", "", false),
    ])
  func values(direction: String, low: String, high: String, isFault: Bool) {
    let faults = read([row("1", direction, low, high)]).faults
    #expect(faults.isEmpty != isFault, "\(faults)")
    #expect(faults.allSatisfy { $0.hasSuffix(":2") })
  }

  @Test("A row may contradict rows of other plans; of its own plan it must be one")
  func conflicts() {
    #expect(
      read([row("1", "at_least", "1", "", conflicts: "q/7; p/2"), row("2", "at_least", "3", "")])
        .faults == [])
    #expect(read([row("1", "at_least", "1", "", conflicts: "p/9")]).faults == ["plan-reference:2"])
  }
}

@Suite struct ObservationReaderTests {
  private func read(_ rows: [String]) -> (set: ObservationSet, faults: [Fault]) {
    var faults = FaultCollector()
    var reader = ObservationReader()
    let text = ScenarioFolder.header + rows.map { $0 + "\n" }.joined()
    reader.read(SourceFile(path: "o.csv", text: text), faults: &faults)
    return (reader.observations, faults.found)
  }

  @Test(
    "Two rows of one cell that differ are a fault at the second, whichever is larger",
    arguments: [("5", true), ("3", true), ("4", false), ("4.0", false)])
  func cells(second: String, isFault: Bool) {
    let faults = read([
      "a,X,A,2029,1,u,na,final,2030-03,,", "a,X,A,2030,4,u,na,final,2031-03,,",
      "a,X,A,2030,\(second),u,na,final,2031-03,,",
    ]).faults
    #expect(ScenarioFolder.codes(faults) == (isFault ? ["cell-conflict:4"] : []))
  }

  @Test("A unit that differs in outer blanks alone is the same; any other is a fault")
  func units() {
    func codes(_ unit: String) -> [String] {
      ScenarioFolder.codes(
        read([
          "a,X,A,2029,1,bn VND,na,final,2030-03,,", "a,X,A,2030,4,\(unit),na,final,2031-03,,",
        ]).faults)
    }
    #expect(codes("bn VND ") == [] && codes("bn  VND") == [])
    #expect(codes("m VND").count == 1)
  }

  @Test("Figures for the first months of a year stand under a name of their own, once")
  func cumulated() {
    let rows = ["a", "b.ytd"].map { "\($0),X,M,2030-6M,4,u,na,final,2030-08,," }
    #expect(read(rows).set.keys.map(\.id).sorted() == ["a.ytd", "b.ytd"])
  }
}
