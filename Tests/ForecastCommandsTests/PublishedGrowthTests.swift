import TestSupport
import Testing

/// What was published of growth stands in the tables as it was published.
@Suite struct PublishedGrowthTests {
  private static let sectors = """
    [{"id": "whole", "name": {"en": "Whole", "vi": "Toàn bộ"},
      "series": {"level": "l.whole", "growth": "g.whole", "growth_to_date": "y.whole"}},
     {"id": "left", "parent": "whole", "name": {"en": "Left part", "vi": "Phần trái"},
      "series": {"level": "l.left", "growth": "g.left", "growth_to_date": "y.left"}},
     {"id": "right", "parent": "whole", "name": {"en": "Right part", "vi": "Phần phải"},
      "series": {"level": "l.right", "growth": "g.right", "growth_to_date": "y.right"}}]
    """

  /// Years of two parts that grow by 2.4 and 8.1%, and growth to date of two quarters.
  private func made(_ toDate: [(Double, Double, Double)]) -> MadeGrowth {
    var made = MadeGrowth()
    made.sectors = Self.sectors
    var (left, right) = (5200.0, 3100.0)
    for year in 2019...2024 {
      let before = left + right
      left *= 1.024
      right *= 1.081
      let day = "\(year + 1)-02-12"
      made.add("l.left", "\(year)", left, decimals: 0, vintage: day)
      made.add("l.right", "\(year)", right, decimals: 0, vintage: day)
      made.add("l.whole", "\(year)", left.rounded() + right.rounded(), decimals: 0, vintage: day)
      guard year > 2019 else { continue }
      made.add("g.left", "\(year)", 2.4, vintage: day)
      made.add("g.right", "\(year)", 8.1, vintage: day)
      made.add("g.whole", "\(year)", 100 * ((left + right) / before - 1), vintage: day)
    }
    for (number, figures) in toDate.enumerated() {
      let day = ["2025-04-06", "2025-07-06"][number]
      let period = "2025-Q\(number + 1)"
      made.add("y.whole", period, figures.0, vintage: day, status: "estimate")
      made.add("y.left", period, figures.1, vintage: day, status: "estimate")
      made.add("y.right", period, figures.2, vintage: day, status: "estimate")
    }
    return made
  }

  @Test("Growth that agrees is met to its last digit, stands verbatim beside it, and has no band")
  func verbatim() throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made([(4.61, 2.17, 8.35), (4.87, 2.6, 8.44)]).run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    let published = [
      ("whole", "4.61", "4.87"), ("left", "2.17", "2.60"), ("right", "8.35", "8.44"),
    ]
    for (sector, first, half) in published {
      for (period, text) in [("2025-Q1", first), ("2025-Q2", half)] {
        #expect(cells.text(sector, period, "published_ytd_yoy_percent") == text)
        let met = cells.number(sector, period, "ytd_yoy_percent")
        #expect(abs(met - (Double(text) ?? 0)) <= 0.00501, "\(sector) \(period): \(met)")
        for variant in ["baseline", "up"] {
          #expect(
            cells.text(sector, period, "published_ytd_yoy_percent", variant: variant) == text)
        }
      }
      let low = cells.number(sector, "2025-Q1", "yoy_p10")
      let high = cells.number(sector, "2025-Q1", "yoy_p90")
      #expect(high - low <= 0.011 && abs(low - (Double(first) ?? 0)) <= 0.011, "\(low) \(high)")
      #expect(cells.text(sector, "2025-Q3", "published_ytd_yoy_percent").isEmpty)
    }
    #expect(cells.text("left", "2024", "published_yoy_percent") == "2.40")
    #expect(cells.text("left", "2024", "published_level").hasSuffix(".0") == false)
  }

  @Test(
    "A quarter that two sums or a sum and the year speak against gives way to them; one sum does to the quarter",
    arguments: [("2024-Q2", 1.3), ("2024-Q4", 0.7), ("2023-Q1", 2)])
  func outvoted(period: String, factor: Double) throws {
    func growth(_ quarter: Double, sum: Double) throws -> (Double, String) {
      var made = MadeGrowth()
      made.sectors = MadeGrowth.alone(#"{"level": "l", "level_to_date": "l.ytd"}"#)
      for year in 2018...2024 {
        var toDate = 0.0
        for place in 0..<4 {
          let name = MadeGrowth.quarter(4 * year + place)
          let level = [88.0, 101, 97, 114][place] * (1 + 0.06 * Double(year - 2018))
          toDate += level
          let (day, isSlip) = ("\(year + 1)-02-01", name == period)
          made.add("l", name, level * (isSlip ? quarter : 1), vintage: day)
          made.add("l.ytd", name, toDate * (isSlip ? sum : 1), vintage: day)
        }
        made.add("l", "\(year)", toDate, vintage: "\(year + 1)-02-01")
      }
      let folder = try Program.temporaryFolder()
      let outcome = try made.run(in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let cells = try MadeGrowth.Cells(folder + "/out")
      let rows = try CSVRows.read(folder + "/out/discrepancies.csv")
      let gaveWay = rows.map { $0["gave_way"] ?? "" }.joined(separator: "; ")
      return (cells.number("whole", "2025", "yoy_percent"), gaveWay)
    }
    let (clean, none) = try growth(1, sum: 1)
    #expect(none.isEmpty)
    let (slip, quarter) = try growth(factor, sum: 1)
    #expect(
      abs(slip - clean) < 0.02 && quarter.contains("l \(period)"), "\(slip) \(clean) \(quarter)")
    let (other, sum) = try growth(1, sum: factor)
    #expect(abs(other - clean) < 0.02 && sum.contains("l.ytd \(period)"), "\(other) \(sum)")
  }

  @Test(
    "What cannot be together: a whole as no years before make it gives way to its parts and is listed",
    arguments: [
      (9.4, 2.17, 8.35, "whole"), (14, 2.17, 8.35, "whole"), (-3.3, 2.17, 8.35, "whole"),
      (22.5, 2.17, 8.35, "whole"),
    ])
  func contradiction(whole: Double, left: Double, right: Double, odd: String) throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made([(whole, left, right)]).run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    for (sector, told) in [("whole", whole), ("left", left), ("right", right)] {
      let isMet = abs(cells.number(sector, "2025-Q1", "yoy_percent") - told) < 0.0051
      #expect(isMet == (sector != odd), "\(sector)")
    }
    let rows = try CSVRows.read(folder + "/out/discrepancies.csv")
    #expect(rows.map { $0["indicator"] } == [odd], "\(rows)")
    let published = rows.first.flatMap { Double($0["published"] ?? "") } ?? 0
    let told = Double(cells.text(odd, "2025-Q1", "published_ytd_yoy_percent")) ?? 1
    #expect(abs(published - told) < 1e-9)
  }

  @Test("Growth that is within the rounding of printed levels contradicts nothing")
  func roundedLevels() throws {
    let folder = try Program.temporaryFolder()
    let outcome = try made([(4.61, 2.17, 8.35), (4.87, 2.6, 8.44)]).run(in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try CSVRows.read(folder + "/out/discrepancies.csv")
    #expect(rows.isEmpty, "\(rows)")
  }

  @Test("Where levels make another figure, the table shows the published one with a footnote")
  func footnote() throws {
    var made = MadeGrowth()
    made.addQuarters((4 * 2019)...(4 * 2025 + 1), growth: 5)
    made.sectors = made.sectors.replacing(
      #""series": "o.whole""#, with: #""series": {"level": "o.whole", "growth": "g.whole"}"#)
    made.add("g.whole", "2025-Q2", 6.9, decimals: 1, vintage: "2025-07-06")
    let folder = try Program.temporaryFolder()
    let outcome = try made.run(in: folder, ["--language", "en"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let line = outcome.output.split(separator: "\n").first { $0.hasPrefix("forecast") }
    #expect(line?.contains("6.9") == true, "\(outcome.output)")
    #expect(outcome.output.contains("published 6.9%"), "\(outcome.output)")
    let cells = try MadeGrowth.Cells(folder + "/out")
    #expect(cells.text("whole", "2025-Q2", "published_yoy_percent") == "6.9")
    #expect(abs(cells.number("whole", "2025-Q2", "yoy_percent") - 5) < 0.3)
  }

  @Test("A discrepancy belongs to the year it is about, not to the year it came out in")
  func yearOfDiscrepancy() throws {
    func count(_ vintage: String) throws -> Int {
      var made = MadeGrowth()
      made.addQuarters((4 * 2018)...(4 * 2025 + 1), growth: 5)
      made.sectors = made.sectors.replacing(
        #""series": "o.left""#, with: #""series": {"level": "o.left", "growth": "g.left"}"#)
      made.add("g.left", "2020", 11, decimals: 1, vintage: vintage)
      let folder = try Program.temporaryFolder()
      #expect(try made.run(in: folder).status == 0)
      return try CSVRows.read(folder + "/out/discrepancies.csv").count
    }
    #expect(try count("2021-03-01") == count("2025-06-30"))
  }

  @Test("Months that are published are not called estimates")
  func months() throws {
    var made = MadeGrowth()
    made.sectors = MadeGrowth.alone(#"{"level_to_date": "c.whole"}"#)
    for year in 2020...2025 {
      var sum = 0.0
      for month in 1...(year == 2025 ? 7 : 12) {
        sum += 90 + 4 * Double(year - 2020) + [14.0, -9, 3][month % 3]
        made.add("c.whole", "\(year)-\(month < 10 ? "0" : "")\(month)", sum, vintage: "2025-08-10")
      }
    }
    let outcome = try made.run(in: try Program.temporaryFolder(), ["--language", "en"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.output.contains("Months are estimates"), "\(outcome.output)")
    var quarters = MadeGrowth()
    quarters.addQuarters((4 * 2019)...(4 * 2025 + 1), growth: 5)
    let other = try quarters.run(in: try Program.temporaryFolder(), ["--language", "en"])
    #expect(other.output.contains("Months are estimates"), "\(other.output)")
  }
}
