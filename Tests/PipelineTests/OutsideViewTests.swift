import Attainment
import Files
import Models
import Pipeline
import Plans
import Simulation
import Testing
import TimeSeries
import Tracking

/// What comparable series say of indicators that have one figure, or none but another region's.
@Suite("Outside view on anchors and proxies") struct OutsideViewTests {
  private static func asked(offset: String, kind: String = "share") -> Asked {
    var asked = Asked()
    asked.horizon = 2035
    let start = kind == "growth" ? 100.0 : 40
    asked.series("n", from: 2015, (0..<10).map { start + Double($0) + Double($0 * 7 % 3) })
    asked.indicate(
      "a",
      #""kind": "\#(kind)", "unit": "\#(kind == "share" ? "%" : "u")", "proxy": {"series": "n", "offset": {\#(offset)}}"#
    )
    asked.target("1", "a", low: kind == "growth" ? "130" : "55", year: 2030)
    return asked
  }

  private func width(_ offset: String, in year: Int, kind: String = "share") throws -> Double {
    let summary = try Self.asked(offset: offset, kind: kind).run().summary("a", year)
    return summary.quantile(0.9) - summary.quantile(0.1)
  }

  @Test(
    "An offset drifts as those of comparable regions do unless the scenario says how, from year to year more",
    arguments: ["share", "adoption", "growth"])
  func drift(kind: String) throws {
    let still = #""sd": 0.05, "drift": 0"#
    func ratio(_ year: Int) throws -> Double {
      try width(#""sd": 0.05"#, in: year, kind: kind) / width(still, in: year, kind: kind)
    }
    let (near, far) = try (ratio(2026), ratio(2035))
    #expect(near > 1.02 && far > 1.05)
    #expect(
      try width(#""sd": 0.05, "drift": 0.4"#, in: 2030, kind: kind)
        > width(#""sd": 0.05, "drift": 0.1"#, in: 2030, kind: kind))
  }

  @Test(
    "A declared offset unlike those of regions is questioned with figures",
    arguments: [
      (#""sd": 0.05"#, "narrow"), (#""sd": 0.5"#, nil), (#""sd": 3"#, "wide"),
      (#""sd": 0.5, "centre": 4"#, "distant"),
      (
        #""period": "2020", "quantiles": [{"probability": 0.1, "value": 45.4}, {"probability": 0.9, "value": 46.6}]"#,
        "narrow"
      ),
    ])
  func questioned(offset: String, expected: String?) throws {
    let told = try Self.asked(offset: offset).run().warnings.compactMap { fault -> String? in
      guard case .series(.unusualOffset("a", let doubt, let groups)) = fault.problem else {
        return nil
      }
      #expect(groups > 50)
      switch doubt {
      case .narrow(let declared, let low, _):
        #expect(declared < low)
        return "narrow"
      case .wide(let declared, _, let high):
        #expect(declared > high)
        return "wide"
      case .distant(let middle, let limit):
        #expect(abs(middle) > limit)
        return "distant"
      }
    }
    #expect(told == [expected].compactMap { $0 })
  }

  @Test(
    "A proxy and an anchor are compared with spells of what stood there, and of the series behind")
  func rates() throws {
    var asked = Self.asked(offset: #""sd": 0.5"#)
    asked.rows.append("own,X,A,2024,89,u,na,final,2025-03-15,made,")
    asked.series("m", from: 2018, [20, 24, 31, 36, 45])
    asked.series("k", from: 2018, [60, 61, 66, 68, 73])
    asked.indicate(
      "b", #""kind": "adoption", "unit": "%", "anchor": {"series": "own", "pace": ["m", "k"]}"#)
    asked.target("2", "b", low: "95", year: 2028)
    let result = try asked.run()
    let rows = Dictionary(result.baseRates.map { ($0.target.reference, $0) }) { first, _ in first }
    let proxy = try #require(rows["1"])
    #expect(
      proxy.asked?.isGrowth == false && proxy.rates.map(\.source.kind) == [.proxyPast, .pool])
    #expect(proxy.rates[0].span == 2015...2024)
    let anchor = try #require(rows["2"])
    guard case .pool("adoption", let levels)? = anchor.rates.last?.source else {
      Issue.record("no pool: \(anchor.rates)")
      return
    }
    #expect(levels.contains(89) && anchor.asked?.start == 89)
    let move = try #require(
      ComparablePools.shipped.move(
        from: 89, bounds: .init(lower: 0, upper: 100), of: .adoption))
    #expect(anchor.rates.last?.share == move.share(ofChange: 6, over: 4, atLeast: true))
    #expect(anchor.rates.last?.cases == move.cases[3])
    #expect(try result.row("2").assessment != nil)
  }

  @Test(
    "Where a chance jumps over the wanted one, both sides are told; where it rises steadily, one")
  func jump() throws {
    var asked = Asked()
    asked.rows.append("own,X,A,2024,99,%,na,final,2025-03-15,made,")
    asked.series("m", from: 2018, [20, 24, 31, 36, 45])
    asked.series("k", from: 2018, [60, 61, 66, 68, 73])
    asked.indicate(
      "a",
      #""kind": "adoption", "resolution": 0.1, "anchor": {"series": "own", "pace": ["m", "k"]}"#)
    asked.target("1", "a", low: "100", year: 2028)
    asked.target("2", "a", low: "60", year: 2028)
    func required(_ target: String, _ wanted: Double) throws -> RequirementResult {
      try RequirementRun.run(
        asked.bundle(), options: RunOptions(), target: target, probability: wanted, variable: nil)
    }
    let now = try required("1", 0.5).before.value
    let wanted = now / 2
    let jump = try required("1", wanted)
    let below = try #require(jump.below)
    #expect(below.probability.value < wanted && jump.reached.value > wanted + 0.02)
    #expect(below.value < jump.value && jump.value - below.value < 1e-6)
    let steady = try required("2", 0.9)
    #expect(steady.below == nil && abs(steady.reached.value - 0.9) < 0.02)
  }

  @Test(
    "Growth in percent of a level is asked of the level in its own unit, and its pace is growth")
  func derived() throws {
    var asked = Asked()
    asked.series("rev", from: 2016, [62, 66, 69, 75, 78, 84, 89, 95, 100])
    asked.indicate("rev", #""kind": "level", "series": "rev""#)
    asked.indicate(
      "g", #""derived": {"average_growth": {"of": "rev", "base": 2024, "last": 2028}}"#)
    asked.target("1", "g", low: "9", year: 2028, kind: "growth")
    asked.targets = asked.targets.map { $0.replacing(",u,growth,", with: ",%,growth,") }
    asked.series("part", from: 2016, [30, 31, 33, 32, 35, 36, 36, 38, 40])
    asked.indicate("part", #""kind": "level", "unit": "%", "series": "part""#)
    asked.target("2", "part", low: "46", year: 2028)
    func required(_ target: String) throws -> RequirementResult {
      try RequirementRun.run(
        asked.bundle(), options: RunOptions(), target: target, probability: 0.8, variable: nil)
    }
    // More of a percentage is points of it, however percent is written.
    #expect(try required("2").unit == .pointsAgainstForecast)
    let growing = try required("1")
    #expect(growing.unit == .perYear(LocalizedText(en: "u", vi: "u")))
    // Where eight in ten futures grow by 9% a year the middle one does by a little more.
    let growth = try #require(growing.averageGrowth)
    #expect(growth > 9 && growth < 20, "\(growth)")
  }
}
