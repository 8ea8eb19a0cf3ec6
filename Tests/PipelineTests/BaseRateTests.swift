import Attainment
import Files
import Models
import Pipeline
import Plans
import Testing
import TimeSeries
import Tracking

/// How often something as fast as a target came about.
@Suite("Base rates") struct BaseRateTests {
  /// Four years at 10%, then five at 2%, of which the plan asks 9%.
  private static func asked() -> Asked {
    var asked = Asked()
    var level = 100.0
    let growth = [10.0, 10, 10, 10, 2, 2, 2, 2, 2]
    let levels =
      [level]
      + growth.map { rate -> Double in
        level *= 1 + rate / 100
        return level
      }
    asked.series("x", from: 2015, levels)
    asked.indicate("x", "\"kind\": \"growth\", \"series\": {\"level\": \"x\"}")
    asked.indicate("rate", "\"derived\": {\"growth\": {\"of\": \"x\"}}")
    asked.indicate(
      "mean",
      "\"derived\": {\"average_growth\": {\"of\": \"x\", \"base\": 2024, \"last\": 2028, \"mean\": \"geometric\"}}"
    )
    asked.judged("j", from: (2024, 50), in: 2028, 40, 60, 90)
    asked.target("mean", "mean", low: "9", year: 2028, kind: "growth")
    asked.target("level", "x", low: "\(level * 1.09 * 1.09)", year: 2026)
    asked.target("year", "rate", low: "9", year: 2026, kind: "growth")
    asked.target("slow", "rate", high: "3", year: 2026, kind: "growth")
    asked.target("judged", "j", low: "60", year: 2028)
    asked.series("s", from: 2015, (50..<60).map(Double.init))
    asked.indicate("s", "\"kind\": \"share\", \"unit\": \"%\", \"series\": \"s\"")
    asked.target("share", "s", low: "61", year: 2026)
    asked.target("done", "s", low: "40", year: 2026)
    asked.indicate("index", "\"kind\": \"share\", \"unit\": \"index\", \"series\": \"s\"")
    asked.target("index", "index", low: "61", year: 2026)
    for (geo, value) in [("A", 12.0), ("B", 8), ("C", 9)] {
      asked.rows.append("avg,\(geo),P,2015-2020,\(value),%,na,final,2021-03-15,made,")
    }
    for (year, fast) in [(2022, 9.0), (2023, 9), (2024, 9.3)] {
      for number in 0..<12 {
        asked.rows.append(
          "g,R\(number),A,\(year),\(number == 0 ? fast : 5),%,na,final,2025-03-15,made,")
      }
    }
    asked.series("plain", from: 2015, levels)
    asked.indicate("plain", "\"kind\": \"level\", \"series\": \"plain\"")
    asked.target("plain", "plain", low: "\(level * 1.09 * 1.09)", year: 2026)
    asked.series("signed", from: 2015, levels.map { $0 - 110 })
    asked.indicate("signed", "\"kind\": \"level\", \"series\": \"signed\"")
    asked.target("signed", "signed", low: "\(level)", year: 2026)
    asked.series("pct", from: 2015, (growth + [2]).map { $0 })
    asked.indicate(
      "pct", "\"kind\": \"level\", \"scale\": \"identity\", \"unit\": \"%\", \"series\": \"pct\"")
    asked.target("pct", "pct", low: "9", year: 2026)
    asked.series("ratio", from: 2015, (growth + [2]).map { 30 + $0 })
    asked.indicate(
      "ratio",
      "\"kind\": \"level\", \"scale\": \"log\", \"unit\": \"% GDP\", \"bounds\": {\"lower\": 0}, \"series\": \"ratio\""
    )
    asked.target("ratio", "ratio", low: "34", year: 2026)
    asked.more.append(
      """
      "base_rates": [
        {"indicators": ["x"], "series": "avg", "start": 2015, "end": 2020, "of": 10,
         "name": {"en": "regions", "vi": "vùng"}},
        {"indicators": ["x"], "series": "g", "name": "places"}]
      """)
    return asked
  }

  private static let rows = Result {
    let result = try asked().run()
    return Dictionary(result.baseRates.map { ($0.target.reference, $0) }) { first, _ in first }
  }

  private func rates(_ reference: String, _ kind: BaseRate.Source.Kind) throws -> [BaseRate] {
    try #require(try Self.rows.get()[reference]).rates.filter { $0.source.kind == kind }
  }

  @Test(
    "A pace is looked for in spells of the series as long as the target's",
    arguments: [
      ("mean", 4, 6, 1), ("level", 2, 8, 3), ("year", 1, 9, 4), ("slow", 1, 9, 5),
    ])
  func ownPast(reference: String, years: Int, cases: Int, reached: Int) throws {
    let rate = try #require(try rates(reference, .ownPast).first)
    #expect(rate.years == years && rate.cases == cases && rate.reached == reached, "\(rate)")
    #expect(rate.span == 2015...2024)
    let asked = try #require(try Self.rows.get()[reference]?.asked)
    #expect(asked.isGrowth && asked.years == years)
    #expect(abs(asked.perYear - (reference == "slow" ? 3 : 9)) < 1e-9)
  }

  @Test(
    "Regions that are not on a list of the fastest were slower; short figures make short spells")
  func regions() throws {
    let mean = try rates("mean", .regions)
    #expect(mean.map(\.cases) == [10, 12] && mean.map(\.reached) == [2, 1])
    #expect(mean.map(\.years) == [6, 3] && mean.map(\.span) == [2015...2020, 2022...2024])
    #expect(mean[0].place == "o.csv:23-25" && mean[1].place == "o.csv:26-61")
    let year = try rates("year", .regions)
    #expect(year.map(\.cases) == [10, 36] && year.map(\.reached) == [2, 3])
    // A list of the fastest does not tell how many were slow.
    #expect(try rates("slow", .regions).map(\.cases) == [36])
  }

  @Test("A reference class tells how many of its histories were as fast, and as slow")
  func referenceClass() throws {
    let table = ReferenceClassLibrary.named("growth")
    let mean = try #require(try rates("mean", .referenceClass).first)
    let change = 1.09 * 1.09 * 1.09 * 1.09 - 1
    #expect(mean.years == 4 && mean.cases == table.histories)
    #expect(abs(mean.share - table.frequency(ofChange: change, over: 4)) < 1e-9)
    let slow = try #require(try rates("slow", .referenceClass).first)
    #expect(abs(slow.share - (1 - table.frequency(ofChange: 0.03, over: 1))) < 1e-9)
  }

  @Test("A share is compared by points a year; where it is there already nothing is asked for")
  func shares() throws {
    let row = try #require(try Self.rows.get()["share"])
    #expect(row.asked?.isGrowth == false && row.asked?.perYear == 1 && row.asked?.years == 2)
    #expect(row.rates.map(\.source) == [.ownPast, .pool("shares", from: 50...60)])
    #expect(row.rates[0].cases == 8 && row.rates[0].reached == 8)
    let move = try #require(
      ComparablePools.shipped.move(from: 59, bounds: .init(lower: 0, upper: 100), of: .share))
    #expect(row.rates[1].share == move.share(ofChange: 2, over: 2, atLeast: true))
    let done = try #require(try Self.rows.get()["done"])
    #expect(done.asked == nil && done.rates.isEmpty)
  }

  @Test("An index is no share: shares of other places tell nothing of it, its own past does")
  func index() throws {
    let row = try #require(try Self.rows.get()["index"])
    #expect(row.asked?.perYear == 1 && row.rates.map(\.source) == [.ownPast])
  }

  @Test("A level that was positive throughout is compared by growth, one that was not by nothing")
  func levels() throws {
    let rows = try Self.rows.get()
    let plain = try #require(rows["plain"])
    #expect(plain.rates.map(\.source) == [.ownPast, .referenceClass("general")])
    #expect(plain.rates[0].cases == 8 && plain.rates[0].reached == 3)
    #expect(plain.asked?.isGrowth == true && abs((plain.asked?.perYear ?? 0) - 9) < 1e-9)
    let signed = try #require(rows["signed"])
    #expect(signed.asked == nil && signed.rates.isEmpty)
  }

  @Test("A series of growth is asked for growth of a year, not for growth of its figures")
  func rate() throws {
    let row = try #require(try Self.rows.get()["pct"])
    #expect(row.asked?.isGrowth == true && row.asked?.perYear == 9 && row.asked?.years == 1)
    #expect(row.rates.map(\.source) == [.ownPast])
    #expect(row.rates[0].cases == 10 && row.rates[0].reached == 4)
    #expect(try Self.asked().run().numbers("pct").requiredPerYear == nil)
  }

  @Test(
    "What shows by itself that it is a rate is asked for its value, whatever its unit is called")
  func seenRate() throws {
    var asked = Asked()
    let growth = [7.6, 7.1, 6.4, 8.2, 8.9, 8.1, 3.1, 4.4, 9.4, 6.2]
    asked.series("seen", from: 2015, growth)
    asked.series("level", from: 2015, growth.map { 40 * $0 })
    for (id, value) in [("seen", "8"), ("level", "400")] {
      asked.indicate(
        id, "\"kind\": \"level\", \"scale\": \"identity\", \"unit\": \"u\", \"series\": \"\(id)\"")
      asked.target(id, id, low: value, year: 2027)
    }
    let result = try asked.run()
    let rows = Dictionary(result.baseRates.map { ($0.target.reference, $0) }) { first, _ in first }
    let row = try #require(rows["seen"])
    #expect(row.asked?.isOfRate == true && row.asked?.perYear == 8 && row.asked?.years == 1)
    #expect(row.rates.map(\.source) == [.ownPast])
    #expect(row.rates[0].cases == 10 && row.rates[0].reached == 4)
    #expect(try result.numbers("seen").requiredPerYear == nil)
    #expect(rows["level"]?.asked?.isOfRate == false)
  }

  @Test("A percentage of something is compared by points, which do not read as its growth")
  func percentage() throws {
    let row = try #require(try Self.rows.get()["ratio"])
    // From 32 at the end of 2024 to the end of 2026.
    #expect(row.asked?.isGrowth == false && row.asked?.perYear == 1 && row.asked?.years == 2)
    #expect(row.rates.map(\.source) == [.ownPast])
  }

  @Test("Growth over years on end is averaged as it compounds; a gap breaks the years")
  func averages() {
    let pace = AskedPace(
      indicator: "r", perYear: 4.9, isGrowth: true, years: 2, asksForMore: true, isOfRate: true)
    let spells = pace.spells(of: [2020: 0, 2021: 10, 2022: 0, 2024: 50])
    // Twice the square root of 1.1; 2023 is missing.
    #expect(spells?.years == 2 && spells?.cases == 2 && spells?.reached == 0)
    #expect(pace.spells(of: [2020: 5])?.reached == 1)
  }

  @Test(
    "The pace that base rates speak of is the one that the row requires, also from within a year")
  func withinYear() throws {
    var asked = Asked()
    asked.rows.append("net,X,M,2025-05,26,%,na,final,2025-06-10,made,")
    asked.indicate(
      "net",
      """
      "kind": "adoption", "proxy": {"series": "net", "offset": {"sd": 0.5, "note": "made"},
       "pace": [{"id": "pace", "geo": "X"}, {"id": "other", "geo": "X"}]}
      """)
    asked.series("pace", from: 2018, [10, 20, 33, 47, 60, 70, 78])
    asked.series("other", from: 2018, [5, 9, 16, 26, 39, 52, 63])
    asked.target("net", "net", low: "70", year: 2028)
    let result = try asked.run()
    let row = try #require(result.baseRates.first { $0.target.reference == "net" }?.asked)
    // From the end of May 2025 to the end of 2028 are 3 years and 7 months.
    #expect(abs(row.perYear - 44 / (3 + 7.0 / 12)) < 1e-9 && row.years == 4)
    #expect(try result.numbers("net").requiredPerYear == row.perYear)
  }

  @Test("What rests on a judgement alone has nothing comparable")
  func judged() throws {
    let row = try #require(try Self.rows.get()["judged"])
    #expect(row.asked == nil && row.rates.isEmpty)
  }

  @Test("A requirement is compared by the same counts, and says those of its target")
  func requirement() throws {
    let bundle = try Self.asked().bundle()
    let result = try RequirementRun.run(
      bundle, options: RunOptions(), target: "mean", probability: 0.5, variable: nil)
    #expect(result.asked?.rates == (try Self.rows.get()["mean"]?.rates))
    let growth = try #require(result.averageGrowth)
    let own = try #require(result.rates.first { $0.source.kind == .ownPast })
    // Half of the paths average 9% where their median level does.
    #expect(abs(growth - 9) < 0.2 && own.years == 4 && own.cases == 6)
  }

  @Test("An indicator and a series that are nowhere are named", arguments: ["y", "gg"])
  func faults(name: String) throws {
    var asked = Self.asked()
    let (indicator, series) = name == "y" ? ("y", "g") : ("x", "gg")
    asked.more = [
      "\"base_rates\": [{\"indicators\": [\"\(indicator)\"], \"series\": \"\(series)\", \"name\": \"n\"}]"
    ]
    #expect(throws: (any Error).self) { try asked.bundle() }
  }

  @Test(
    "A base rate that is compared with nothing, or is of levels, is told of",
    arguments: [
      (#""series": "avg""#, nil), (#""series": "avg", "start": 2015, "end": 2020"#, nil),
      (#""series": "avg", "start": 2014, "end": 2020"#, BaseRateDoubt.noYears),
      (#""series": "g", "start": 2010, "end": 2015"#, .otherYears(first: 2022, last: 2024)),
      (#""series": "x""#, .levels(middle: 149.3)),
    ])
  func told(rate: String, expected: BaseRateDoubt?) throws {
    var asked = Self.asked()
    asked.more = [#""base_rates": [{"indicators": ["x"], \#(rate), "name": "n"}]"#]
    let told = try asked.bundle().warnings.compactMap { fault -> BaseRateDoubt? in
      guard case .series(.emptyBaseRate(_, let doubt)) = fault.problem else { return nil }
      if case .levels(let middle) = doubt { return .levels(middle: (10 * middle).rounded() / 10) }
      return doubt
    }
    #expect(told == [expected].compactMap { $0 })
  }
}
