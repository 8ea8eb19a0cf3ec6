import TestSupport
import Testing

/// What is stated is kept, or is a fault.
@Suite struct BeliefCommandTests {
  private static let draws = 20_000

  private func quantiles(_ points: [(Double, String)]) -> String {
    let list = points.map { "{\"probability\": \($0.0), \"value\": \($0.1)}" }
    return "\"quantiles\": [\(list.joined(separator: ", "))]"
  }

  private func judged(_ id: String, _ rest: String, _ belief: String, year: Int = 2029) -> String {
    "{\"id\": \"\(id)\"\(rest), \"judgement\": {\"year\": \(year), \"author\": \"a\", \(belief)}}"
  }

  @Test("Stated quantiles are met on every scale and touch bounds, alone and beside data")
  func kept() throws {
    let cases: [(id: String, rest: String, points: [(Double, String)])] = [
      ("skew", ", \"scale\": \"log\"", [(0.1, "2"), (0.5, "2.5"), (0.9, "40")]),
      ("two", "", [(0.3, "-4"), (0.6, "11")]),
      ("far", ", \"kind\": \"share\"", [(0.01, "3"), (0.5, "80"), (0.99, "81")]),
      (
        "top", ", \"bounds\": {\"lower\": 0, \"upper\": 30}",
        [(0.2, "6"), (0.6, "29"), (0.85, "30")]
      ),
      (
        "many", ", \"kind\": \"growth\"",
        [
          (0.05, "90"), (0.2, "91"), (0.4, "120"), (0.5, "121"), (0.6, "122"), (0.8, "300"),
          (0.95, "301"),
        ]
      ),
    ]
    var plan: [String] = []
    for item in cases {
      for (number, point) in item.points.enumerated() {
        plan.append("\(item.id)\(number),\(item.id),at_least,\(point.1),,2029")
      }
    }
    var indicators = cases.map { judged($0.id, $0.rest, quantiles($0.points)) }
    // The same beside a series that nobody follows.
    indicators.append(
      """
      {"id": "prior", "kind": "share", "series": "x", "prior": {"year": 2029, "author": "a",
        "weight": 1, \(quantiles([(0.1, "30"), (0.5, "80"), (0.9, "84")]))}}
      """)
    plan += ["prior0,prior,at_least,30,,2029", "prior1,prior,at_least,80,,2029"]
    let small = try SmallScenario(
      indicators, plan: plan,
      series: [("x", ["20", "21.5", "23", "24", "26", "27.5", "29"])])
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    var wanted: [(String, Double)] = [("prior0", 0.1), ("prior1", 0.5)]
    for item in cases {
      wanted += item.points.enumerated().map { ("\(item.id)\($0)", $1.0) }
    }
    for (ref, p) in wanted {
      let below = 1 - (try small.figure(ref))
      #expect(abs(below - p) < MonteCarlo.band(probability: p, draws: Self.draws), "\(ref)")
    }
    let models = Set(try small.table("attainment.csv").compactMap { $0["model"] })
    #expect(models.contains("quantiles"))
  }

  @Test(
    "The spread of places in one year, in the paths of a steady proxy five years on, without a drift"
  )
  func proxy() throws {
    // Odds that grow by e^0.2 a year: the offset alone spreads the paths.
    let years = (0..<7).map { 1 / (1 + 6 * expOf(-0.2 * Double($0))) * 100 }
    let points: [(Double, Double)] = [(0.15, 12), (0.55, 13), (0.9, 60)]
    let belief = quantiles(points.map { ($0.0, "\($0.1)") })
    let indicator = """
      {"id": "a", "kind": "share", "model": "drift", "proxy": {"series": "x",
        "offset": {"period": "2022", "drift": 0, \(belief)}}}
      """
    let targets = points.enumerated().map { number, point in
      let odds = point.1 / (100 - point.1) * expOf(0.2 * 7)
      return "t\(number),a,at_least,\(100 * odds / (1 + odds)),,2029"
    }
    let small = try SmallScenario(
      [indicator], plan: targets, series: [("x", years.map { "\($0)" })])
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    for (number, point) in points.enumerated() {
      let below = 1 - (try small.figure("t\(number)"))
      #expect(
        abs(below - point.0) < MonteCarlo.band(probability: point.0, draws: Self.draws) + 1e-3)
    }
  }

  /// `eˣ` by its series.
  private func expOf(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for index in 1..<60 {
      term *= x / Double(index)
      sum += term
    }
    return sum
  }

  @Test("Quantiles that fall, leave the bounds or have no place on the scale are faults")
  func refused() throws {
    let wrong: [(String, String)] = [
      ("", quantiles([(0.1, "5"), (0.9, "4")])), ("", quantiles([(0.9, "5"), (0.1, "7")])),
      (", \"kind\": \"share\"", quantiles([(0.1, "5"), (0.9, "101")])),
      (", \"scale\": \"log\"", quantiles([(0.1, "-5"), (0.9, "10")])),
      (", \"kind\": \"share\"", "\"low\": 50, \"likely\": 90, \"high\": 120"),
      ("", "\"low\": 5, \"likely\": 3, \"high\": 9"),
    ]
    for (rest, belief) in wrong {
      let small = try SmallScenario(
        [judged("a", rest, belief)], plan: ["t,a,at_least,5,,2029"])
      let outcome = try small.run()
      #expect(outcome.status == 3 && outcome.errors.contains("s.json:"), "\(belief)")
    }
  }

  @Test(
    "Who names an end the likeliest value gives it a chance; who is certain is taken at his word")
  func ends() throws {
    let small = try SmallScenario(
      [
        judged("top", "", "\"low\": 55.5, \"likely\": 80, \"high\": 80"),
        judged("low", "", "\"low\": 0, \"likely\": 0, \"high\": 12"),
        judged("inside", "", "\"low\": 0, \"likely\": 5, \"high\": 12"),
        judged("sure", "", "\"low\": 4.5, \"likely\": 4.5, \"high\": 4.5"),
      ],
      plan: [
        "top,top,at_least,80,,2029", "over,top,at_least,80.1,,2029", "low,low,at_most,,0,2029",
        "half,top,at_least,70,,2029", "inside,inside,at_least,12,,2029",
        "sure,sure,at_least,4.5,,2029", "more,sure,at_least,4.51,,2029",
      ])
    let outcome = try small.run()
    #expect(outcome.status == 0, "\(outcome.errors)")
    // A fortieth of the range, half of it before the end: 1 − (79/80)⁵.
    let band = MonteCarlo.band(probability: 0.061, draws: Self.draws)
    #expect(abs(try small.figure("top") - (1 - power(79.0 / 80, 5))) < band)
    // Printed in whole numbers, at most a tenth of the range: 1 − (1 − 1/24)⁵.
    let wide = MonteCarlo.band(probability: 0.2, draws: Self.draws)
    #expect(abs(try small.figure("low") - (1 - power(1 - 1.0 / 24, 5))) < wide)
    for ref in ["over", "inside", "more"] { #expect(try small.figure(ref) == 0, "\(ref)") }
    #expect(abs(try small.figure("half") - (1 - power(14.5 / 24.5, 5))) < wide)
    #expect(try small.figure("sure") == 1)
    let note = try small.table("attainment.csv").first { $0["ref"] == "low" }?["note"]
    #expect(note == "scored as published: 0.5 and less is printed as 0")
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  @Test("A lever and a shock of one certain size, stated as a range, move as the number does")
  func certainSizes() throws {
    func scenario(_ size: String) throws -> SmallScenario {
      try SmallScenario(
        ["{\"id\": \"a\", \"series\": \"x\"}"], plan: ["t,a,at_least,110,,2028"],
        series: [("x", ["90", "94", "95", "99", "101", "104", "106"])],
        more: """
          , "levers": [{"id": "push", "kind": "effect", "value": 1, "effects": [{"indicator": "a",
            "on": "level", "course": "step", "start": 2026, "per_unit": \(size), "author": "a"}]}],
          "shocks": [{"id": "hit", "probability": 0.3, "source": "s", "effects": [
            {"indicator": "a", "on": "level", "size": \(size)}]}]
          """)
    }
    let range = try scenario("{\"low\": 3, \"likely\": 3, \"high\": 3}")
    let number = try scenario("3")
    for small in [range, number] {
      let outcome = try small.run()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    #expect(try range.text("attainment.csv") == number.text("attainment.csv"))
    #expect(try range.text("projections.csv") == number.text("projections.csv"))
  }

  @Test("Shards, one thread and a repeat give the bytes of the run, stated quantiles and all")
  func again() throws {
    let small = try SmallScenario(
      [
        judged("a", ", \"scale\": \"log\"", quantiles([(0.1, "2"), (0.503, "2.5"), (0.9, "40")])),
        """
        {"id": "m", "kind": "adoption", "monotone": true, "proxy": {"series": "x",
          "offset": {"period": "2023", \(quantiles([(0.1, "20"), (0.4, "60"), (0.9, "61")]))}}}
        """,
      ], plan: ["a,a,at_least,3,,2029", "m,m,at_least,70,,2029"],
      series: [("x", ["20", "27", "35", "41", "48", "56", "61"])])
    #expect(try small.run("run", ["--threads", "1"]).status == 0)
    #expect(try small.run("run", ["--threads", "2"], output: "two").status == 0)
    for shard in 1...3 {
      #expect(try small.run("run", ["--shard", "\(shard)/3"], output: "part\(shard)").status == 0)
    }
    let merged = try small.program(["merge", "part1", "part2", "part3", "--output", "merged"])
    #expect(merged.status == 0, "\(merged.errors)")
    let again = try small.program(["run", "--again", "r", "--output", "again"])
    #expect(again.status == 0, "\(again.errors)")
    for name in ["attainment.csv", "projections.csv", "joint.csv"] {
      for output in ["two", "merged", "again"] {
        #expect(try small.text(name, output: output) == small.text(name), "\(name) in \(output)")
      }
    }
  }
}
