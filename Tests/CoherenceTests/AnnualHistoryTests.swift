import Coherence
import RealModule
import Testing
import TimeSeries

@Suite struct AnnualHistoryTests {
  private func label(_ series: String, _ year: Int) -> FigureLabel {
    .published(series: series, period: .year(year), status: .final, vintage: nil)
  }

  private func growth(_ year: Int, _ percent: Double, rounding: Double = 0.05) -> PublishedFact {
    PublishedFact(
      .change(from: year - 1, to: year, log: Double.log(onePlus: percent / 100)),
      rank: .annualGrowth, rounding: rounding / 100, isProvisional: false,
      label: label("growth", year))
  }

  private func level(_ year: Int, _ value: Double) -> PublishedFact {
    PublishedFact(
      .level(year: year, log: Double.log(value)), rank: .level, rounding: 0.5 / value,
      isProvisional: false, label: label("level", year))
  }

  private func average(_ first: Int, _ last: Int, _ percent: Double) -> PublishedFact {
    let years = Double(last - first + 1)
    return PublishedFact(
      .change(from: first - 1, to: last, log: years * Double.log(onePlus: percent / 100)),
      rank: .average, rounding: 0.0005, isProvisional: false, label: label("average", first))
  }

  @Test("Growth chains into an index, 100 in the last year")
  func index() throws {
    let history = try #require(AnnualHistory(facts: [growth(2022, 10), growth(2023, 20)]))
    #expect(history.cells.map(\.year) == [2021, 2022, 2023] && !history.hasPublishedLevel)
    #expect(abs(history.cells[2].level - 100) < 1e-12)
    #expect(abs(history.cells[0].level - 100 / 1.32) < 1e-10)
    #expect(abs((history.cells[1].growth ?? 0) - 10) < 1e-10)
  }

  @Test("An average fills the years that nothing else tells, and says so")
  func filling() throws {
    let facts = [
      growth(2015, 8.2), growth(2018, 9.1), growth(2019, 8.6), average(2015, 2019, 9.1),
    ]
    let history = try #require(AnnualHistory(facts: facts))
    #expect(history.cells.map(\.year) == [2014, 2015, 2017, 2018, 2019])
    let joined = history.cells[2]
    // (1.091⁵ / (1.082 · 1.091 · 1.086))^½ is the yearly growth of 2016 and 2017 together.
    let expected = 100 * ((Double.pow(1.091, 5) / (1.082 * 1.091 * 1.086)).squareRoot() - 1)
    #expect(abs((joined.growth ?? 0) - expected) < 1e-9)
    guard case .derived(let from) = joined.origin else {
      Issue.record("2017 is not marked as derived")
      return
    }
    #expect(from.contains(label("average", 2015)))
    #expect(history.discrepancies.isEmpty)
  }

  @Test("Levels go before growth; what disagrees beyond rounding gives way and is reported")
  func precedence() throws {
    let facts = [growth(2023, 8), level(2022, 1000), level(2023, 1100), growth(2022, 5)]
    let history = try #require(AnnualHistory(facts: facts))
    #expect(history.hasPublishedLevel)
    #expect(abs((history.cells.first { $0.year == 2023 }?.growth ?? 0) - 10) < 1e-9)
    let discrepancy = try #require(history.discrepancies.first)
    #expect(history.discrepancies.count == 1 && discrepancy.label == label("growth", 2023))
    #expect(abs(discrepancy.size + 2) < 1e-9)
    #expect(history.cells.first { $0.year == 2021 } != nil, "growth reaches back from the level")
  }

  @Test("Rounding alone is no discrepancy")
  func rounding() throws {
    let facts = [
      growth(2021, 8.6), growth(2022, 9.12), growth(2023, 8.16), average(2021, 2023, 8.6),
    ]
    let history = try #require(AnnualHistory(facts: facts))
    #expect(history.discrepancies.isEmpty)
  }

  @Test("Years that nothing joins to the newest one are named, not used")
  func unjoined() throws {
    let history = try #require(
      AnnualHistory(facts: [growth(2010, 7), growth(2020, 2), growth(2021, 8)]))
    #expect(
      history.cells.map(\.year) == [2019, 2020, 2021] && history.unjoinedYears == [2009, 2010])
  }

  @Test("Nothing is no history; one level is a history of one year")
  func empty() throws {
    #expect(AnnualHistory(facts: []) == nil)
    let one = try #require(AnnualHistory(facts: [level(2020, 5)]))
    #expect(one.cells.count == 1 && abs(one.cells[0].level - 5) < 1e-12)
    #expect(one.cells[0].growth == nil)
  }
}
