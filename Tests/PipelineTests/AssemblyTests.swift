internal import Attainment
internal import Files
import Models
import Pipeline
import Plans
import RealModule
import Simulation
import TestSupport
import Testing
import TimeSeries
import Tracking

/// Series that stand in for an indicator.
@Suite("Offsets") struct OffsetTests {
  /// The level that a proxy's indicator is thought to stand at: units a year to a goal, and the way back.
  private func level(_ offset: String, years: [Double?]) throws -> Double {
    var asked = Asked()
    asked.series("n", from: 2014, years)
    asked.indicate(
      "x",
      "\"kind\": \"level\", \"scale\": \"identity\", \"proxy\": {\"series\": \"n\", \"offset\": {\(offset)}}"
    )
    asked.target("1", "x", low: "100", year: 2027)
    let row = try asked.run().row("1")
    #expect(row.basis == .proxy)
    return 100 - 3 * (try #require(row.assessment?.requiredPerYear))
  }

  private let values: [Double?] = [44, 45, 47, 46, 48, 49, 50, 50, 50, 55, 60]
  private let quantiles =
    #""quantiles": [{"probability": 0.1, "value": 30}, {"probability": 0.5, "value": 40}, "#
    + #"{"probability": 0.9, "value": 50}], "period": "#

  @Test("An indicator lies as far from its proxy as was stated of one period")
  func stated() throws {
    // The proxy stood at 60 in 2024, the indicator's middle at 40: 20 below, then as now.
    #expect(try abs(level(quantiles + "\"2024\"", years: values) - 40) < 1e-6)
    // In 2023 it stood at 55: 15 below, and in 2024 at 45.
    #expect(try abs(level(quantiles + "\"2023\"", years: values) - 45) < 1e-6)
  }

  @Test("Between two figures of the proxy a straight line counts")
  func between() throws {
    var gap = values
    gap[9] = nil
    gap[8] = 40
    // Between 40 in 2022 and 60 in 2024 the line passes 50: 10 below.
    #expect(try abs(level(quantiles + "\"2023\"", years: gap) - 50) < 1e-6)
  }

  @Test("A stated centre moves the indicator away from its proxy")
  func centre() throws {
    #expect(try abs(level("\"sd\": 0.5, \"centre\": 7", years: values) - 67) < 1e-6)
    #expect(try abs(level("\"sd\": 0.5", years: values) - 60) < 1e-6)
  }

  @Test("A period without figures around it is a fault at the offset")
  func missing() throws {
    do {
      _ = try level(quantiles + "\"2031\"", years: values)
      Issue.record("a proxy of 2031 was found")
    } catch let error as PipelineError {
      guard case .faults(let faults) = error else { throw error }
      #expect(faults.count == 1)
    }
  }
}

/// Long-run growth that a model is told.
@Suite("Long-run growth") struct LongRunTests {
  @Test("A long run that is stated sharply is where growth goes, in points a year")
  func shrinks() throws {
    var asked = Asked()
    asked.series("a", from: 2017, [100, 112, 121, 138, 149, 165, 184, 199])
    asked.series(
      "w", from: 1994,
      (0...30).map { (year: Int) -> Double? in 100 * Double.pow(1.03, Double(year)) })
    asked.indicate(
      "a",
      #""kind": "growth", "series": "a", "model": "damped_drift", "long_run": {"series": "w", "sd": 0.01}"#
    )
    let result = try asked.run()
    let indicator = try #require(result.indicators.first)
    let growth = indicator.parameters.first { $0.name == "long_run_growth_per_year" }
    // A hundredth of a point leaves the history of 10% a year no say.
    #expect(abs((growth?.value ?? .nan) - Double.log(1.03)) < 1e-4, "\(indicator.parameters)")
  }
}

/// Judgements beside data.
@Suite("Judgements beside data") struct PriorTests {
  private func asked(weight: Double) -> Asked {
    var asked = Asked(paths: 20_000)
    asked.series("a", from: 2015, [91, 92, 94, 93, 96, 97, 98, 99, 101, 100])
    asked.indicate(
      "a",
      """
      "kind": "level", "series": "a", "prior": {"weight": \(weight), "year": 2028, "low": 1000,
       "likely": 1100, "high": 1200, "author": "Department"}
      """)
    asked.target("1", "a", low: "900", year: 2028)
    return asked
  }

  @Test("The chance is that of data and judgement, weighed")
  func mixture() throws {
    let asked = asked(weight: 0.3)
    let result = try asked.run()
    let prior = try #require(result.priors.first)
    // Data never lead to 900, the judgement always does.
    #expect(prior.before.value == 0 && prior.weight == 0.3 && prior.author == "Department")
    let band = MonteCarlo.band(probability: 0.3, draws: asked.paths)
    #expect(abs(prior.after.value - 0.3) < band)
    #expect(try result.numbers("1").probability.value == prior.after.value)
    let row = try result.row("1")
    #expect(row.basis == .data && isMixed(row.model))
  }

  /// Whether a model has a judgement beside it.
  private func isMixed(_ method: Attainment.Method?) -> Bool {
    if case .mixed(_, .pert) = method { true } else { false }
  }

  @Test("A judgement that takes all of the weight is what the row rests on; one of none is not")
  func whole() throws {
    let whole = try asked(weight: 1).run().row("1")
    #expect(whole.basis == .judgement && whole.model == .judgement(.pert))
    #expect(whole.assessment?.probability.value == 1)
    let none = try asked(weight: 0).run().row("1")
    #expect(none.basis == .data && !isMixed(none.model))
    #expect(none.assessment?.probability.value == 0)
  }
}

/// What a mechanical rule fills.
@Suite("Placeholders") struct PlaceholderTests {
  private static let rule = """
    "placeholder": {"start": 0.5, "low": 0.6, "likely": 0.9, "high": 1.1, "due_from": 2027,
     "author": "placeholder"}
    """

  private func asked(_ change: (inout Asked) -> Void) throws -> RunResult {
    var asked = Asked(paths: 20_000)
    asked.certain("own", from: (2024, 1), to: (2028, 1))
    asked.more = [Self.rule]
    change(&asked)
    return try asked.run()
  }

  /// The middle of a PERT, from its quantile function.
  private func middle(_ low: Double, _ likely: Double, _ high: Double) -> Double {
    PERT(low: low, likely: likely, high: high).quantile(0.5)
  }

  @Test("The rule reaches targets from its year on, and they say so")
  func reach() throws {
    let result = try asked {
      $0.target("late", "q", low: "100", year: 2027)
      $0.target("early", "r", low: "100", year: 2026)
    }
    #expect(try result.row("late").basis == .illustrative)
    #expect(try result.row("early").basis == .notAssessed)
  }

  @Test("What is filled starts in the year before the first, and goes in a straight line")
  func line() throws {
    let result = try asked { $0.target("1", "q", low: "100", year: 2027) }
    let end = try result.summary("q", 2027)
    let spread = end.standardDeviation
    #expect(
      abs(end.quantile(0.5) - middle(60, 90, 110))
        < 2 * MonteCarlo.band(standardDeviation: spread, draws: 20_000))
    for (year, share) in [(2025, 1.0 / 3), (2026, 2.0 / 3)] {
      let mean = try result.summary("q", year).mean
      #expect(abs(mean - (50 + share * (end.mean - 50))) < 1e-9 * mean)
    }
  }

  @Test("What is to fall starts above its target and is judged to stay above")
  func smaller() throws {
    let result = try asked { $0.target("1", "q", high: "40", year: 2027) }
    let end = try result.summary("q", 2027)
    #expect(
      abs(end.quantile(0.5) - middle(40 / 1.1, 40 / 0.9, 40 / 0.6))
        < 2 * MonteCarlo.band(standardDeviation: end.standardDeviation, draws: 20_000))
    let mean = try result.summary("q", 2025).mean
    #expect(abs(mean - (80 + (end.mean - 80) / 3)) < 1e-9 * mean)
  }

  @Test("What is derived from something illustrative is so itself, and counted apart")
  func derived() throws {
    let result = try asked {
      $0.certain("x", from: (2024, 100), to: (2028, 140))
      $0.indicate("grown", #""derived": {"growth": {"of": "x"}}"#)
      $0.more.append(
        """
        "levers": [{"id": "l", "kind": "effect", "value": 1, "effects": [{"indicator": "x",
         "on": "level", "course": "step", "start": 2026, "per_unit": 1, "author": "placeholder"}]}]
        """)
      $0.target("1", "grown", low: "1", year: 2028)
      $0.target("2", "own", low: "1", year: 2028)
    }
    #expect(try result.row("1").basis == .illustrative)
    let counts = result.joint.filter { $0.dependence == .fitted }.map { ($0.group, $0.targets) }
    #expect(counts.map(\.0) == [.all, .withIllustrative] && counts.map(\.1) == [1, 2])
  }
}

/// Levels that grow, and bounds that they are said to have.
@Suite("Bounds of levels that grow") struct GrowingBoundsTests {
  private func asked(upper: Int) -> Asked {
    var asked = Asked()
    asked.series("a", from: 2017, [100, 112, 121, 138, 149, 165, 184, 199])
    asked.indicate("a", #""kind": "growth", "series": "a", "bounds": {"upper": \#(upper)}"#)
    return asked
  }

  @Test("A known level beyond the bounds is a fault, not a forecast that stands at them")
  func beyond() throws {
    do {
      _ = try asked(upper: 150).run()
      Issue.record("a level of 165 went below 150")
    } catch let error as PipelineError {
      guard case .faults(let faults) = error else { throw error }
      #expect(faults.map(\.problem.code) == ["figure-bounds"])
    }
    #expect(try asked(upper: 1000).run().summary("a", 2028).quantile(0.9) <= 1000)
  }
}

/// A region that names its nation.
@Suite("Nation of a region") struct RegionTests {
  private func median(_ more: String, nation growth: Double = 1.06) throws -> Double {
    var asked = Asked()
    asked.series("r", from: 2013, [50, 54, 59, 63, 69, 74, 81, 87, 94, 101, 109, 118])
    asked.series(
      "n", from: 2010,
      (0...14).map { (year: Int) -> Double? in 1000 * Double.pow(growth, Double(year)) })
    asked.indicate("r", #""kind": "growth", "series": "r""# + more)
    asked.target("1", "r", low: "1", year: 2028)
    return try asked.run().summary("r", 2028).quantile(0.5)
  }

  private let named = #", "nation": "n""#

  @Test("A region goes on as regions did, the faster its nation grows the faster")
  func lifts() throws {
    let (alone, beside) = try (median(""), median(named))
    #expect(alone != beside)
    #expect(try median(named, nation: 1.1) > median(named, nation: 1.01))
  }

  @Test(
    "A nation that says nothing is told of",
    arguments: [
      (#", "nation": "n""#, nil), (#", "nation": "r""#, NationObstacle.itself),
      (#", "nation": "rates""#, .noLevel), (#", "nation": "early""#, .years),
      (#", "nation": "n", "model": "theta""#, .model("theta")),
      (#", "nation": "n", "model": "reference_class:growth""#, .model("reference_class:growth")),
    ])
  func told(more: String, obstacle: NationObstacle?) throws {
    var asked = Asked()
    asked.series("r", from: 2013, [50, 54, 59, 63, 69, 74, 81, 87, 94, 101, 109, 118])
    asked.series("n", from: 2013, (0...11).map { 1000 * Double.pow(1.06, Double($0)) })
    asked.series("early", from: 1990, (0...11).map { 1000 * Double.pow(1.06, Double($0)) })
    asked.series("rates", from: 2013, [7, 5, 8, 6, 9, 2.5, 7, 8, 5, 6.5, 4, 7])
    asked.indicate("r", #""kind": "growth", "series": "r""# + more)
    asked.target("1", "r", low: "1", year: 2028)
    let told = try asked.run().warnings.compactMap { fault -> NationObstacle? in
      guard case .series(.unheardNation("r", 0, let obstacle)) = fault.problem else { return nil }
      return obstacle
    }
    #expect(told == [obstacle].compactMap { $0 })
  }

  @Test("`run` and `predict` say the same of a region beside its nation")
  func panel() throws {
    let values: [Double?] = [50, 54, 59, 63, 69, 74, 81, 87, 94, 101, 109, 118]
    let series = PanelSeries(id: "r", first: .year(2013), values: values, bounds: .none)
    let nation = PanelSeries(
      id: "n", first: .year(2010), values: (0...14).map { 1000 * Double.pow(1.06, Double($0)) },
      bounds: .none)
    let forecast = PanelForecaster(classes: ReferenceClassLibrary.regions, model: nil, horizon: 4)
      .forecast(series.beside(nation))
    let expected = try #require(forecast.margins.last).value(at: 0.5)
    #expect(try abs(median(named) / expected - 1) < 0.005)
  }
}
