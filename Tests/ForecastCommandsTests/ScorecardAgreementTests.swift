import Foundation
import TestSupport
import Testing

@Suite struct ScorecardAgreementTests {
  /// Months of a series `x` since 2018 up to July 2025, growing at 9%.
  private func months(_ series: String) -> MadeMeasures {
    var made = MadeMeasures()
    made.addMonths("x", from: 12 * 2018, through: 12 * 2025 + 6, growth: 9, wobble: 0.05)
    made.measures = [#"{"id": "x", "series": \#(series)}"#]
    return made
  }

  @Test("Cumulated figures that contradict months are told with both numbers, and rows add up")
  func cumulated() throws {
    var made = months(#"{"level": "x", "level_to_date": "x.ytd"}"#)
    var sum = 0.0
    for month in 12 * 2025...12 * 2025 + 6 {
      sum += 1.1 * MadeMeasures.level(month, growth: 9, wobble: 0.05)
      made.add("x.ytd", MadeMeasures.month(month), String(format: "%.4f", sum))
    }
    let (outcome, _) = try made.run()
    #expect(outcome.status == 0 && outcome.errors.contains("[measure-contradiction]"))
    #expect(outcome.errors.contains("2025-07"))
    let card = try made.card()
    func value(_ period: String) throws -> Double {
      try #require(card["x \(period)"]?.number("value"))
    }
    #expect(abs(try value("2025-7M") / sum - 1) < 1e-6)
    let nine = try value("2025-7M") + value("2025-08") + value("2025-09")
    #expect(abs(try value("2025-9M") / nine - 1) < 1e-6)
  }

  @Test("With --as-of only contradictions of figures known by that day are told")
  func dayAskedFor() throws {
    var made = months(#"{"level": "x", "level_to_date": "x.ytd"}"#)
    var sum = 0.0
    for month in 12 * 2025...12 * 2025 + 4 {
      sum += MadeMeasures.level(month, growth: 9, wobble: 0.05)
      made.add(
        "x.ytd", MadeMeasures.month(month),
        String(format: "%.4f", (month == 12 * 2025 + 4 ? 1.2 : 1) * sum), vintage: "2025-08-10")
    }
    for (day, isTold) in [("2025-08-05", false), ("2025-08-12", true)] {
      let (outcome, _) = try made.run("scorecard", ["--as-of", day])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.errors.contains("[measure-contradiction]") == isTold, "\(day)")
      // The day counts wherever a scenario is read; without indicators there is nothing to compare further.
      let (compared, _) = try made.run("compare", ["s.json", "--as-of", day])
      #expect(compared.errors.contains("[measure-contradiction]") == isTold, "\(day)")
    }
  }

  @Test("A year far behind all figures is refused with the last year of the data")
  func farYear() throws {
    let made = months(#"{"level": "x"}"#)
    for year in ["2076", "2400"] {
      for command in ["monthly", "track", "scorecard"] {
        let (outcome, _) = try made.run(command, ["--year", year])
        #expect(outcome.status == 2 && outcome.errors.contains("after 2025, the last year"))
      }
    }
    let (near, _) = try made.run("scorecard", ["--year", "2075"])
    #expect(!near.errors.contains("last year of the data"))
  }

  @Test("A month typed wrongly does not count beside what is cumulated")
  func typed() throws {
    func year(_ factor: Double) throws -> Double {
      var made = MadeMeasures()
      made.measures = [#"{"id": "x", "series": {"level": "x", "level_to_date": "x.ytd"}}"#]
      for year in 2018...2025 {
        var sum = 0.0
        for month in 12 * year..<12 * year + (year == 2025 ? 7 : 12) {
          let level = MadeMeasures.level(month, growth: 9, wobble: 0.05)
          sum += level
          let isLast = month == 12 * 2025 + 6
          made.add(
            "x", MadeMeasures.month(month), String(format: "%.4f", (isLast ? factor : 1) * level))
          made.add("x.ytd", MadeMeasures.month(month), String(format: "%.4f", sum))
        }
      }
      let (outcome, _) = try made.run()
      #expect(outcome.errors.contains("[measure-contradiction]") == (factor != 1))
      return try #require(try made.card()["x 2025"]?.number("value"))
    }
    #expect(abs(try year(10) / year(1) - 1) < 1e-3)
  }

  @Test("Growth that is not that of the levels, and a quarter that is not its months, are told")
  func others() throws {
    var made = months(#"{"level": "x", "growth": "x.g"}"#)
    made.add("x.g", "2025-07", "19", unit: "%")
    #expect(try made.run().outcome.errors.contains("19% in 2025-07"))
    made = months(#""x""#)
    made.add("x", "2025-Q2", "1e6")
    #expect(try made.run().outcome.errors.contains("is 1000000 in 2025-Q2"))
  }

  /// Months of a series `x`, and its quarters and years at a multiple of what they add up to.
  private func withSums(_ factor: Double) -> MadeMeasures {
    var made = months(#""x""#)
    for quarter in 4 * 2018...4 * 2025 + 1 {
      let sum = (3 * quarter...3 * quarter + 2).reduce(0) { $0 + level($1) }
      made.add("x", "\(quarter / 4)-Q\(quarter % 4 + 1)", String(format: "%.4f", factor * sum))
    }
    for year in 2018...2024 {
      let sum = (12 * year..<12 * year + 12).reduce(0) { $0 + level($1) }
      made.add("x", "\(year)", String(format: "%.4f", factor * sum))
    }
    return made
  }

  private func level(_ month: Int) -> Double {
    MadeMeasures.level(month, growth: 9, wobble: 0.05)
  }

  @Test("Months, quarters and years that are sums of each other contradict nothing")
  func sums() throws {
    let (outcome, folder) = try withSums(1).run()
    #expect(outcome.status == 0 && !outcome.errors.contains("[measure-contradiction]"))
    let notes = try CSVRows.read(folder + "/scorecard.csv").map { $0["note"] ?? "" }
    #expect(notes.allSatisfy { !$0.contains("contradict") })
  }

  @Test("Quarters that are not their months: one basis for every row, growth within it, a note")
  func oneBasis() throws {
    let made = withSums(1.06)
    let sum = (12 * 2025..<12 * 2025 + 3).reduce(0) { $0 + level($1) }
    let before = (12 * 2024..<12 * 2024 + 3).reduce(0) { $0 + level($1) }
    let second = (12 * 2025 + 3..<12 * 2025 + 6).reduce(0) { $0 + level($1) }
    let (outcome, _) = try made.run()
    #expect(outcome.errors.contains("add up to \(Int(second))."))
    let card = try made.card()
    func number(_ period: String, _ column: String) throws -> Double {
      try #require(card["x \(period)"]?.number(column))
    }
    #expect(abs(try number("2025-Q1", "value") / sum - 1) < 1e-6)
    #expect(abs(try number("2025-Q1", "yoy_percent") - 100 * (sum / before - 1)) < 1e-4)
    #expect(abs(try number("2025-03", "to_date") / sum - 1) < 1e-6)
    let half = try number("2025-Q1", "value") + number("2025-Q2", "value")
    #expect(abs(try number("2025-6M", "value") / half - 1) < 1e-9)
    #expect(card["x 2025-Q1"]?["note"]?.contains("contradict") == true)
    #expect(card["x 2025-01"]?["note"]?.contains("contradict") == false)
  }

  @Test("A quarter published anew since its months counts before them, and they are adjusted to it")
  func newerQuarter() throws {
    let sum = (12 * 2025 + 3..<12 * 2025 + 6).reduce(0) { $0 + level($1) }
    let first = (12 * 2025..<12 * 2025 + 3).reduce(0) { $0 + level($1) }
    for (vintage, factor) in [("2025-08-10", 1.06), ("2025-08-01", 1), ("2025-07-20", 1)] {
      var made = months(#""x""#)
      made.add("x", "2025-Q2", String(format: "%.4f", 1.06 * sum), vintage: vintage)
      let errors = try made.run().outcome.errors
      #expect(errors.contains("the newer figure counts") == (factor > 1), "\(vintage)")
      #expect(errors.contains("[measure-contradiction]"))
      let card = try made.card()
      func number(_ period: String) throws -> Double {
        try #require(card["x \(period)"]?.number("value"))
      }
      let parts = try ["04", "05", "06"].reduce(0) { try $0 + number("2025-\($1)") }
      #expect(abs(parts / (factor * sum) - 1) < 1e-6, "\(vintage)")
      #expect(abs(try number("2025-Q2") / (factor * sum) - 1) < 1e-6, "\(vintage)")
      #expect(abs(try number("2025-6M") / (first + factor * sum) - 1) < 1e-6, "\(vintage)")
      let isMonthTold = card["x 2025-04"]?["note"]?.contains("contradict") == true
      #expect(isMonthTold == (factor > 1))
    }
  }

  /// Quarters of a series `x` that is followed by month.
  private func quarters(_ series: String) -> MadeMeasures {
    var made = MadeMeasures()
    made.measures = [#"{"id": "x", "frequency": "M", "series": \#(series)}"#]
    for quarter in 4 * 2019...4 * 2025 + 1 {
      made.add(
        "x", "\(quarter / 4)-Q\(quarter % 4 + 1)", String(format: "%.4f", sum(ofQuarter: quarter)))
    }
    return made
  }

  private func sum(ofQuarter quarter: Int) -> Double {
    (3 * quarter...3 * quarter + 2).reduce(0) { $0 + level($1) }
  }

  @Test("Half a year of two published quarters is their sum, and as published as they are")
  func publishedParts() throws {
    var made = quarters(#""x""#)
    made.ask("x", "1", in: "2025-6M")
    let row = try #require(try made.card()["x 2025-6M"])
    let sum = sum(ofQuarter: 4 * 2025) + sum(ofQuarter: 4 * 2025 + 1)
    #expect(row["status"] == "actual" && row["verdict"] == "met")
    #expect(abs(try #require(row.number("value")) - sum) < 1e-3)
  }

  @Test("Where the warning says that cumulated figures count, they do, months known or not")
  func cumulatedCount() throws {
    var made = quarters(#"{"level": "x", "level_to_date": "x.ytd"}"#)
    let (one, two) = (sum(ofQuarter: 4 * 2025), sum(ofQuarter: 4 * 2025 + 1))
    made.add("x.ytd", "2025-03", String(format: "%.4f", one))
    made.add("x.ytd", "2025-06", String(format: "%.4f", one + 1.05 * two))
    let errors = try made.run().outcome.errors
    #expect(errors.contains("the cumulated figures make it \(Int(1.05 * two))."))
    let card = try made.card()
    let row = try #require(card["x 2025-Q2"])
    #expect(abs(try #require(row.number("value")) / (1.05 * two) - 1) < 1e-4)
    #expect(row["note"]?.contains("contradict") == true)
    let half = try #require(card["x 2025-6M"]?.number("value"))
    #expect(abs(half / (one + 1.05 * two) - 1) < 1e-4)
  }

  @Test("Plans of nested periods that do not add up are told by the row, with both numbers")
  func plansApart() throws {
    for (nine, isApart) in [("15000", true), ("14000", false)] {
      var made = months(#""x""#)
      made.ask("x", "9000", in: "2025-6M")
      made.ask("x", "5000", in: "2025-Q3")
      made.ask("x", nine, in: "2025-9M")
      let (outcome, output) = try made.run("scorecard", ["--format", "csv,html"])
      let errors = outcome.errors
      #expect(errors.contains("[measure-plans-apart]") == isApart)
      // The terminal's own text and the page say it, too.
      let told = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(told.contains("but 14,000 for") == isApart)
      let page = String(decoding: try Program.read(output + "/report.html"), as: UTF8.self)
      #expect(page.contains("but 14,000 for") == isApart)
      #expect(errors.contains("p.csv:4") == isApart)
      #expect(errors.contains("14000 for 2025-6M + 2025-Q3") == isApart)
      let card = try made.card()
      #expect(card["x 2025-9M"]?["note"]?.contains("14,000") == isApart)
      #expect(card["x 2025-9M"]?.number("plan") == Double(nine))
      #expect(card["x 2025-6M"]?["note"]?.contains("planned") == false)
    }
  }

  @Test("What two measures tell of one thing is counted once where both are planned")
  func sameAs() throws {
    for (same, count) in [(#", "same_as": "x""#, "1"), ("", "2")] {
      var made = months(#""x""#)
      made.measures.append(#"{"id": "g", "series": {"growth_to_date": "g"}\#(same)}"#)
      made.add("g", "2025-06", "9.1", unit: "%")
      made.ask("x", "1", in: "2025-6M")
      made.ask("g", "9", kind: "growth", in: "2025-6M")
      let (outcome, folder) = try made.run()
      #expect(outcome.status == 0, "\(outcome.errors)")
      let joint = try CSVRows.read(folder + "/scorecard_joint.csv")
      let half = joint.filter { $0["period"] == "2025-6M" }
      #expect(!half.isEmpty && half.allSatisfy { $0["measures"] == count })
    }
    var made = months(#""x""#)
    made.measures.append(#"{"id": "g", "series": "x", "same_as": "y"}"#)
    #expect(try made.run().outcome.errors.contains("[measure-same-as]"))
  }

  @Test("What two measures tell of one thing has one outlook and one chance")
  func oneChance() throws {
    for series in [#"{"level": "y"}"#, #"{"growth_to_date": "g"}"#] {
      var made = months(#""x""#)
      made.measures.append(#"{"id": "g", "series": \#(series), "same_as": "x"}"#)
      // The same months, less far back and in another unit: by themselves they are forecast otherwise.
      for month in 12 * 2022...12 * 2025 + 6 {
        made.add(
          "y", MadeMeasures.month(month),
          "\(MadeMeasures.level(month, growth: 9, wobble: 0.05) / 1000)")
        made.add("g", MadeMeasures.month(month), "9.0", unit: "%")
      }
      made.ask("x", "9", kind: "growth", in: "2025")
      made.ask("g", "9", kind: "growth", in: "2025")
      let card = try made.card()
      let (first, second) = (try #require(card["x 2025"]), try #require(card["g 2025"]))
      #expect(try #require(first.number("probability")) > 0)
      #expect(first["probability"] == second["probability"])
      let (one, other) = (first.number("yoy_percent"), second.number("yoy_percent"))
      #expect(abs(try #require(one) - #require(other)) < 1e-9)
    }
    var made = months(#""x""#)
    made.measures.append(#"{"id": "g", "series": "x", "same_as": "h"}"#)
    made.measures.append(#"{"id": "h", "series": "x", "same_as": "g"}"#)
    #expect(try made.run().outcome.errors.contains("[measure-same-as]"))
  }

  @Test("A unit that cannot be that of a measure's figures is a fault")
  func otherUnits() throws {
    for (unit, isFault) in [
      ("%", true), ("triệu đồng", true), ("tỷ đồng", false), ("billion VND", false), ("", false),
    ] {
      var made = MadeMeasures()
      made.measures = [#"{"id": "x", "series": "x", "unit": "\#(unit)"}"#]
      for month in 12 * 2022...12 * 2025 + 6 {
        made.add("x", MadeMeasures.month(month), "1.5", unit: "tỷ đồng")
      }
      let errors = try made.run().outcome.errors
      #expect(errors.contains("[measure-units]") == isFault, "\(unit)")
    }
  }

  @Test("A quarter whose beginning is not known is as open as that, and rows say what is missing")
  func openBeginning() throws {
    func card(without gap: Set<Int>) throws -> [String: [String: String]] {
      var made = MadeMeasures()
      made.measures = [#"{"id": "x", "series": {"level_to_date": "x.ytd"}}"#]
      for year in 2018...2025 {
        var sum = 0.0
        for month in 12 * year..<12 * year + (year == 2025 ? 7 : 12) {
          sum += level(month)
          guard !gap.contains(month) else { continue }
          made.add("x.ytd", MadeMeasures.month(month), String(format: "%.4f", sum))
        }
      }
      for period in ["2025-6M", "2025-Q3", "2025-9M"] { made.ask("x", "1000", in: period) }
      return try made.card()
    }
    func width(_ card: [String: [String: String]], _ period: String) throws -> Double {
      let row = try #require(card["x \(period)"])
      return try #require(row.number("value_p90")) - #require(row.number("value_p10"))
    }
    let (whole, open) = (
      try card(without: []), try card(without: [12 * 2025 + 4, 12 * 2025 + 5])
    )
    #expect(try width(open, "2025-Q3") > 1.02 * width(whole, "2025-Q3"))
    #expect(try width(open, "2025-Q3") > 1.02 * width(open, "2025-9M"))
    #expect(open["x 2025-6M"]?["note"]?.contains("no figure for month 5, 6") == true)
    #expect(open["x 2025-Q3"]?["note"]?.contains("no figure for month 6") == true)
    #expect(open["x 2025-9M"]?["note"]?.contains("no figure") == false)
    #expect(whole["x 2025-6M"]?["note"]?.contains("no figure") == false)
  }

  @Test("What is planned of the first months of a year needs no name of its own")
  func plan() throws {
    var made = months(#"{"level_to_date": "x.ytd"}, "plan": {"level_to_date": "x.p"}"#)
    made.rows = made.rows.map { $0.replacingOccurrences(of: "x,K", with: "x.ytd,K") }
    made.rows = made.rows.filter { $0.split(separator: ",")[3].hasSuffix("-01") }
    made.add("x.p", "2025-9M", "1", status: "plan")
    let row = try #require(try made.card()["x 2025-9M"])
    #expect(row.number("plan") == 1 && row["plan_source"] == "x.p.ytd")
  }

  @Test("A month without anything does not take growth from the others")
  func zero() throws {
    var made = months(#""x""#)
    let february = "x,K,M,2021-02,"
    made.rows = made.rows.map { row in
      row.hasPrefix(february) ? "x,K,M,2021-02,0,u,na,final,2025-08-01,made," : row
    }
    made.ask("x", "1", kind: "growth", in: "2025-07")
    let row = try #require(try made.card()["x 2025-07"])
    let level = { MadeMeasures.level($0, growth: 9, wobble: 0.05) }
    let growth = 100 * (level(12 * 2025 + 6) / level(12 * 2024 + 6) - 1)
    #expect(abs(try #require(row.number("yoy_percent")) - growth) < 1e-3)
    #expect(row["verdict"] == (growth >= 1 ? "met" : "missed"))
  }

  @Test("Years and growth to date make a year that grows as its months did", arguments: [4, 0])
  func yearly(levels: Int) throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "v", "series": {"level": "v", "growth_to_date": "v.g"}}"#]
    if levels == 0 { made.measures = [#"{"id": "v", "series": {"growth_to_date": "v.g"}}"#] }
    for year in 0..<levels {
      made.add("v", "\(2021 + year)", String(format: "%.6f", 1000 * pow(1.065, Double(year))))
    }
    for month in 12 * 2022...12 * 2025 + 6 {
      made.add("v.g", MadeMeasures.month(month), "6.5", unit: "%")
    }
    let growth = try #require(try made.card()["v 2025"]?.number("yoy_percent"))
    #expect(abs(growth - 6.5) < 0.5)
  }

  @Test("A stock of which growth alone is published has an outlook")
  func stock() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "c", "series": {"growth": "c.g"}, "year_is": "last"}"#]
    for month in 12 * 2021...12 * 2025 + 6 {
      made.add("c.g", MadeMeasures.month(month), "8.0", unit: "%")
    }
    made.ask("c", "4", kind: "growth", in: "2025")
    let card = try made.card()
    #expect(card["c 2025-07"]?.number("value") == 8)
    let year = try #require(card["c 2025"])
    #expect(abs(try #require(year.number("value")) - 8) < 2)
    #expect(try #require(year.number("probability")) > 0.5)
  }

  @Test("Months of the year typed into another one are a fault, not an empty page")
  func typedYear() throws {
    var made = months(#""x""#)
    made.rows = made.rows.map {
      $0.replacingOccurrences(of: "x,K,M,2025-", with: "x,K,M,2052-")
        .replacingOccurrences(of: ",2025-08-01,", with: ",2053-01-01,")
    }
    made.asOf = "2053-02-01"
    let (outcome, _) = try made.run("scorecard", ["--year", "2025"])
    #expect(outcome.status == 3 && outcome.errors.contains("[measure-year]"))
  }

  @Test("An estimate of a year that goes on decides nothing of it, and is told")
  func estimate() throws {
    var made = months(#""x""#)
    made.ask("x", "10", in: "2025")
    let without = try #require(try made.card()["x 2025"])
    made.add("x", "2025", "1e6", status: "estimate")
    let row = try #require(try made.card()["x 2025"])
    #expect(row["verdict"] == "open" && row["value"] == without["value"])
    #expect(try made.run().outcome.errors.contains("[estimate-ahead]"))
  }

  @Test("What growth of months leaves open of half a year is not decided to the last digit")
  func halfYear() throws {
    var made = MadeMeasures()
    made.measures = [#"{"id": "g", "series": {"growth": "g.yoy"}}"#]
    for month in 12 * 2021...12 * 2025 + 6 {
      made.add("g.yoy", MadeMeasures.month(month), month % 2 == 0 ? "2.0" : "8.0", unit: "%")
    }
    let half = try #require(try made.card()["g 2025-6M"]?.number("value"))
    func verdict(_ asked: Double) throws -> String? {
      made.plan = []
      made.ask("g", "\(asked)", kind: "growth", in: "2025-6M")
      return try made.card()["g 2025-6M"]?["verdict"]
    }
    #expect(try verdict(half - 0.01) == "open" && verdict(half - 4) != "missed")
  }
}
