import Attainment
import Files
import Models
import Pipeline
import Plans
import Randomness
import Simulation
import TestSupport
import Testing
import TimeSeries

/// Levels that were positive throughout, in a run as in a panel.
@Suite("Positive levels") struct PositiveLevelTests {
  /// Falls and rises by factors, so that quantiles of a level without a rule go far below 0.
  private static let wild: [Double?] = [30, 12, 25, 9, 20, 6, 15, 4]

  private func asked(_ rest: String, values: [Double?] = wild) -> Asked {
    var asked = Asked()
    asked.horizon = 2030
    asked.paths = 2000
    asked.series("top", from: 2017, [100, 104, 108, 113, 117, 121, 126, 131])
    asked.series("den", from: 2017, values)
    asked.indicate("top", #""kind": "level", "series": "top""#)
    asked.indicate("den", #""series": "den", "# + rest)
    asked.indicate(
      "q", #""derived": {"ratio": {"numerator": "top", "denominator": "den"}}"#)
    asked.indicate("g", #""derived": {"growth": {"of": "den"}}"#)
    asked.target("q", "q", low: "20", year: 2030)
    asked.target("den", "den", low: "4", year: 2030)
    asked.target("top", "top", low: "150", year: 2030)
    asked.target("g", "g", low: "1", year: 2030)
    return asked
  }

  @Test(
    "A level that was positive stays above 0 on every path, with the quantiles of predict",
    arguments: [#""kind": "level""#, #""kind": "growth""#])
  func kept(kind: String) throws {
    let result = try asked(kind).run()
    let panel = PanelSeries(
      id: "den", first: .year(2017), values: Self.wild, bounds: .none)
    let forecast = PanelForecaster(
      classes: ReferenceClassLibrary.mix(.other), model: nil, horizon: 6
    ).forecast(panel)
    for year in 2025...2030 {
      #expect(try result.summary("den", year).histogram.share(atMost: 0) == 0, "\(year)")
    }
    var drawn: [Double] = []
    var reader = try result.draws.reader()
    while let block = reader.next() { drawn += block.values[1] }
    #expect(drawn.count == 2000 && drawn.allSatisfy { $0 > 0 })
    for p in [0.05, 0.1, 0.25, 0.5, 0.9] {
      let value = forecast.margins[5].value(at: p)
      let share = Double(drawn.count { $0 <= value }) / 2000
      // Of 2,000 paths the share below a quantile errs by 0.011.
      #expect(abs(share - p) < 0.06, "\(p)")
    }
    let isLost = try result.row("g").remarks.contains { remark in
      if case .lostLevel = remark { true } else { false }
    }
    #expect(!isLost)
  }

  @Test("A ratio is the quotient of the draws, but where its denominator is held, which is told")
  func quotient() throws {
    let result = try asked(#""kind": "level""#).run()
    var reader = try result.draws.reader()
    var (held, paths) = (0, 0)
    while let block = reader.next() {
      for path in 0..<block.paths {
        let (ratio, den, top) = (
          block.values[0][path], block.values[1][path], block.values[2][path]
        )
        #expect(den > 0)
        if den < 0.004 { held += 1 } else { #expect(abs(ratio - top / den) < 1e-9 * ratio) }
        paths += 1
      }
    }
    let told = try result.row("q").remarks.compactMap { remark -> Int? in
      if case .heldDenominator(of: "den", at: _, let paths) = remark { paths } else { nil }
    }
    #expect(told == (held > 0 ? [held] : []) && paths == 2000)
  }

  @Test("A bound below 0, a figure below 0 and a rate let a level fall below 0")
  func free() throws {
    let rate: [Double?] = [3.1, 0.9, 2.6, 0.8, 2.9, 1.1, 2.7, 0.7]
    for (rest, values) in [
      (#""kind": "level", "bounds": {"lower": -1000}"#, Self.wild),
      (#""kind": "level""#, Self.wild.dropLast() + [-4]), (#""kind": "level""#, rate),
    ] {
      var asked = Asked()
      asked.horizon = 2030
      asked.series("den", from: 2017, values)
      asked.indicate("den", #""series": "den", "# + rest)
      let result = try asked.run()
      #expect(try result.summary("den", 2030).histogram.share(atMost: 0) > 0, "\(rest)")
    }
  }

  @Test("Levels far above 0 keep their quantiles")
  func ordinary() throws {
    let input = ModelInput(
      times: (0..<8).map { 2018 + Double($0) }, values: [100, 104, 108, 113, 117, 121, 126, 131],
      transform: .identity)
    let paths = try Drift(parameters: [:]).fit(input, at: [2026, 2028, 2030]).paths
    let kept = paths.keptPositive(from: 50)
    #expect(kept.margins == paths.margins)
  }

  @Test("A level near 0 that a drift carries below it stays above, and medians above the edge stay")
  func drift() throws {
    let input = ModelInput(
      times: (0..<8).map { 2018 + Double($0) }, values: [30, 25, 28, 20, 22, 15, 17, 12],
      transform: .identity)
    let paths = try Drift(parameters: [:]).fit(input, at: [2026, 2028, 2030]).paths
    let kept = paths.keptPositive(from: 6)
    #expect(paths.margins.contains { $0.values[0] < 0 })
    for (margin, former) in zip(kept.margins, paths.margins) {
      #expect(margin.values.allSatisfy { $0 > 0 })
      let middle = former.value(at: 0.5)
      #expect(middle < 6 || margin.value(at: 0.5) == middle)
    }
    let drawn = kept.simulate(paths: 2000, stream: RandomStream(seed: 3, stream: 1))
    #expect(drawn.allSatisfy { $0.allSatisfy { $0 > 0 } })
  }
}
