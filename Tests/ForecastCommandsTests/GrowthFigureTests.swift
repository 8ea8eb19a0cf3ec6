import TestSupport
import Testing

/// No figure of a growth scenario is dropped without a word, and none is bent to hold another.
@Suite struct GrowthFigureTests {
  private func quarters(_ change: (Int) -> Double?) -> MadeGrowth {
    var made = MadeGrowth()
    made.addQuarters((4 * 2017)...(4 * 2025 + 1), growth: 4)
    for (place, row) in made.rows.enumerated() where row.hasPrefix("o.right") {
      var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let parts = fields[3].split(separator: "-Q").compactMap { Int($0) }
      guard let value = change(4 * parts[0] + parts[1] - 1) else { continue }
      let old = Double(fields[4]) ?? 0
      fields[4] = MadeGrowth.text(value, 2)
      made.rows[place] = fields.joined(separator: ",")
      // The whole is what its parts make.
      var whole = made.rows[place + 1].split(separator: ",", omittingEmptySubsequences: false)
        .map(String.init)
      whole[4] = MadeGrowth.text((Double(whole[4]) ?? 0) - old + value, 2)
      made.rows[place + 1] = whole.joined(separator: ",")
    }
    return made
  }

  private static let notPositive: [(value: Double, places: [Int])] = [
    (0, [4 * 2025]), (-4.5, [4 * 2024 + 2]), (-4.5, [4 * 2022, 4 * 2023, 4 * 2025]),
  ]

  @Test("A sector at or below 0 where it counts is named, however often it is", arguments: 0..<3)
  func namesNotPositive(number: Int) throws {
    let (value, places) = Self.notPositive[number]
    let made = quarters { places.contains($0) ? value : nil }
    let outcome = try made.run(in: try Program.temporaryFolder())
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("o.right is \(value) in"), "\(outcome.errors)")
    #expect(outcome.errors.contains("[level-not-positive]") && outcome.errors.contains("1 fault;"))
    #expect(outcome.errors.contains("times more") == (places.count > 1))
  }

  @Test("A quarter that is over without a figure is said to be forecast")
  func unpublishedQuarter() throws {
    for (day, isTold) in [("2025-08-20", false), ("2025-10-20", true)] {
      var made = MadeGrowth.sevenYears
      made.asOf = day
      for command in ["monthly", "track"] {
        let folder = try Program.temporaryFolder()
        let outcome = try made.run(command, in: folder)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let notes = try CSVRows.read(folder + "/out/notes.csv")
        let told = notes.filter { $0["kind"] == "quarter_unpublished" }
        #expect(told.map { $0["first_period"] } == (isTold ? ["2025-Q3"] : []), "\(command)")
      }
    }
  }

  @Test("One that lies far back begins the history later, and that is said")
  func longAgo() throws {
    let made = quarters { $0 == 4 * 2019 + 1 ? 0 : nil }
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("o.right is 0 or below in quarter II of 2019"))
    let notes = try CSVRows.read(folder + "/out/notes.csv")
    #expect(notes.contains { $0["kind"] == "history_cut" && $0["sector"] == "right" }, "\(notes)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    for (place, row) in made.rows.enumerated() where place >= made.rows.count - 6 {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let sector = String(fields[0].dropFirst(2))
      #expect(
        abs(cells.number(sector, fields[3], "level") - (Double(fields[4]) ?? 0)) < 1e-6,
        "the others stay as published")
    }
  }

  @Test("Growth of -100% or less is named")
  func growthBelowNothing() throws {
    var made = MadeGrowth()
    made.sectors = made.sectors.replacing(
      #""series": "o.right""#, with: #""series": {"level": "o.right", "growth": "g.right"}"#)
    made.addQuarters((4 * 2017)...(4 * 2025 + 1), growth: 4)
    made.add("g.right", "2025-Q1", -104.2, decimals: 1, vintage: "2025-05-01")
    let outcome = try made.run(in: try Program.temporaryFolder())
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("[growth-below-nothing]"), "\(outcome.errors)")
  }

  @Test("A monthly series with zeros shows its course without them, and that is said")
  func indicatorWithZeros() throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2019)...(4 * 2025 + 1), growth: 4)
    made.sectors = made.sectors.replacing(
      #""series": "o.right""#, with: #""series": "o.right", "indicators": ["i.right"]"#)
    for month in 12 * 2019..<12 * 2025 + 6 {
      let isGone = month == 12 * 2021 + 6 || month == 12 * 2021 + 7
      let course = [80.0, 60, 95, 100, 104, 110, 90, 92, 105, 108, 112, 144][month % 12]
      made.add(
        "i.right", MadeGrowth.month(month), isGone ? 0 : course, vintage: "2025-08-01")
    }
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    let (low, high) = (
      cells.number("right", "2024-02", "level"), cells.number("right", "2024-12", "level")
    )
    #expect(high > 1.8 * low, "\(low) \(high): the course is that of the series")
    let notes = try CSVRows.read(folder + "/out/notes.csv")
    #expect(
      notes.contains {
        $0["kind"] == "indicator_months_left_out" && $0["name"] == "i.right" && $0["count"] == "2"
      }, "\(notes)")
  }

  @Test("A sector of which nothing was published is a split, with a note, in table and terminal")
  func withoutFigure() throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2019)...(4 * 2025 + 1), growth: 4)
    made.sectors =
      made.sectors.dropLast().description
        + #"""
        , {"id": "gap", "parent": "whole", "name": {"en": "Gap part", "vi": "Phần thiếu"}},
         {"id": "other", "parent": "whole", "name": {"en": "Other", "vi": "Khác"}}]
        """#
    for (place, row) in made.rows.enumerated() where row.hasPrefix("o.whole") {
      var fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      fields[4] = MadeGrowth.text(1.2 * (Double(fields[4]) ?? 0), 2)
      made.rows[place] = fields.joined(separator: ",")
    }
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder, ["--language", "vi"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Phần thiếu"))
    let cells = try MadeGrowth.Cells(folder + "/out")
    #expect(cells.text("gap", "2025-Q1", "status") == "split")
    #expect(cells.text("gap", "2024", "status") == "split")
    #expect(cells.text("gap", "2025-Q1", "published_level").isEmpty)
    #expect(cells.text("left", "2025-Q1", "status") == "actual")
    let notes = try CSVRows.read(folder + "/out/notes.csv")
    #expect(notes.contains { $0["kind"] == "sector_without_figure" && $0["sector"] == "gap" })
    // How large it is nobody knows; that it grows as the whole does, is.
    let growth = cells.number("gap", "2025-Q4", "yoy_percent")
    #expect(abs(growth - 4) < 4 && cells.number("gap", "2025-Q4", "yoy_p90") < 30, "\(growth)")
  }
}
