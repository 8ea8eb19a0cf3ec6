import Foundation
import Models
import TestSupport
import Testing
import TimeSeries

@Suite struct ReferenceClassTests {
  private func cases(_ count: Int, seed: UInt64, noise: Double = 1) -> [LearningCase] {
    var draws = Draws(seed: seed)
    return (0..<count).map { index in
      let slope = draws.normal()
      var level = 100 + 20 * draws.normal()
      let values = (0..<14).map { _ in
        level += slope + noise * draws.normal()
        return level
      }
      return LearningCase(
        group: "g\(index % 40)", weight: 1, history: Array(values.prefix(10)),
        future: Array(values.suffix(4)), bounds: .none)
    }
  }

  private func learn(_ cases: [LearningCase], threads: Int = 2) throws -> ReferenceClass {
    try ReferenceClassLearner(
      frequency: .annual, recipe: .annual, horizon: 4, threads: threads
    ).learn(
      cases, id: "made",
      provenance: ReferenceClass.Provenance(sources: [], command: "", version: "test"))
  }

  @Test("On simulated walks never seen, 80% intervals hold 80% and 95% intervals 95%")
  func coverage() throws {
    let table = try learn(cases(1200, seed: 1))
    var inside = [0, 0]
    var total = 0
    for item in cases(800, seed: 2) {
      let margins = table.forecast(item.history, bounds: .none, steps: [1, 2, 3, 4]).margins
      for (margin, value) in zip(margins, item.future) {
        total += 1
        if margin.value(at: 0.1) <= value && value <= margin.value(at: 0.9) { inside[0] += 1 }
        if margin.value(at: 0.025) <= value && value <= margin.value(at: 0.975) { inside[1] += 1 }
      }
    }
    // Four values of a series count as one case; 5.3 standard errors are a false alarm in 10⁷.
    for (count, level) in zip(inside, [0.8, 0.95]) {
      let band = 5.3 * (level * (1 - level) / 800).squareRoot()
      #expect(abs(Double(count) / Double(total) - level) < band)
    }
  }

  @Test("The same cases give the same table on one thread and on two")
  func threads() throws {
    let made = cases(400, seed: 3)
    let one = try ReferenceClassLibrary.encode(learn(made, threads: 1))
    let two = try ReferenceClassLibrary.encode(learn(made, threads: 2))
    #expect(one == two)
  }

  @Test("A table survives storage to the last quantile")
  func storage() throws {
    let table = try learn(cases(400, seed: 4))
    let again = try ReferenceClassLibrary.decode(ReferenceClassLibrary.encode(table))
    let history = cases(1, seed: 5)[0].history
    let first = table.forecast(history, bounds: .none, steps: [1, 4, 9]).margins
    #expect(first == again.forecast(history, bounds: .none, steps: [1, 4, 9]).margins)
  }

  @Test("Fewer rows than a table needs are refused; few give constants in place of trees")
  func fewCases() throws {
    #expect(throws: ModelError.tooFewCases(found: 16, minimum: 30)) {
      _ = try learn(cases(4, seed: 6))
    }
    let table = try learn(cases(20, seed: 6))
    let margin = table.forecast([1, 2, 3, 4, 5], bounds: .none, steps: [1]).margins[0]
    #expect(margin.value(at: 0.05) < margin.value(at: 0.95))
  }

  @Test("How often a class changed so much is what counting its cases gives")
  func frequency() throws {
    let cases = cases(1200, seed: 1)
    let table = try learn(cases)
    for steps in [1, 4] {
      for change in [-0.1, -0.02, 0.0, 0.02, 0.1] {
        let counted = cases.count { item in
          let last = item.history[item.history.count - 1]
          let seen = (item.future[steps - 1] - last) / abs(last)
          return change >= 0 ? seen >= change : seen <= change
        }
        let share = Double(counted) / Double(cases.count)
        // Between two pooled quantiles the function is a line.
        #expect(abs(table.frequency(ofChange: change, over: steps) - share) < 0.02)
      }
    }
  }

  @Test("A case of weight 0 is never learned from")
  func weightless() throws {
    let made = cases(200, seed: 7)
    let extra = cases(200, seed: 8, noise: 50).map {
      LearningCase(
        group: $0.group, weight: 0, history: $0.history, future: $0.future, bounds: $0.bounds)
    }
    #expect(
      try ReferenceClassLibrary.encode(learn(made))
        == ReferenceClassLibrary.encode(learn(made + extra)))
  }

  @Test(
    "Scale and unit drop out: a multiple of a history has a multiple of its forecast",
    arguments: [1e-9, 1e12])
  func scaleEquivariance(factor: Double) throws {
    let table = ReferenceClassLibrary.named("growth")
    let history = [100.0, 104, 109, 111, 118, 121, 127, 131, 138]
    let steps = [1, 3, 6, 10]
    let plain = table.forecast(history, bounds: .none, steps: steps).margins
    let scaled = table.forecast(history.map { $0 * factor }, bounds: .none, steps: steps).margins
    for (one, other) in zip(plain, scaled) {
      for (value, multiple) in zip(one.values, other.values) {
        #expect(abs(multiple / factor / value - 1) < 1e-6)
      }
    }
  }

  @Test(
    "Every shipped table says where it comes from and what its intervals held",
    arguments: ReferenceClassLibrary.names)
  func provenance(name: String) throws {
    let table = ReferenceClassLibrary.named(name)
    #expect(table.id == name && table.format == ReferenceClass.currentFormat)
    #expect(table.provenance.command.hasPrefix("forecast calibrate"))
    #expect(!table.provenance.sources.isEmpty)
    for source in table.provenance.sources {
      #expect(source.sha256.count == 64 && source.cases > 0)
    }
    #expect(Set(table.coverage.map(\.level)) == [50, 80, 95])
    #expect(table.coverage.allSatisfy { $0.cases > 0 && $0.covered <= $0.cases })
  }

  @Test(
    "Degenerate histories have finite, ordered quantiles inside the bounds",
    arguments: ReferenceClassLibrary.names)
  func degenerate(name: String) throws {
    let table = ReferenceClassLibrary.named(name)
    let bounds = table.recipe == .share ? Bounds(lower: 0, upper: 100) : .none
    let histories: [[Double]] =
      [
        [7], [7, 8], [5, 5, 5, 5, 5, 5], [0, 0, 0], [0, 0, 1, 0, 0, 0],
        [1e-12, 2e-12, 4e-12, 5e-12],
        [100, 100, 100, 100, 99.999], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3],
      ]
      + (table.recipe == .share
        ? [] : [[-3, -2, -5, -4, 1], [1e300, 2e299, 3e300, 1e299, 2e300]])
    for history in histories {
      for margin in table.forecast(history, bounds: bounds, steps: [1, 2, 20]).margins {
        #expect(margin.values.allSatisfy { $0.isFinite && bounds.contains($0) }, "\(history)")
        #expect(zip(margin.values, margin.values.dropFirst()).allSatisfy(<=))
        #expect(margin.mean.isFinite)
      }
    }
  }

  @Test("A quantile function inverts itself, and its mean is that of its lines")
  func quantileFunction() {
    let function = QuantileFunction { 3 + 2 * ($0 - 0.5) }
    for value in [2.2, 2.6, 3, 3.7] {
      #expect(abs(function.value(atScore: function.score(of: value)) - value) < 1e-12)
    }
    #expect(abs(function.mean - 3) < 1e-3)
    #expect(abs(function.probability(atLeast: 3) - 0.5) < 1e-12)
  }

  @Test("Moved levels make the quantiles hold: too wide a function is drawn in, a right one stays")
  func relevelled() {
    // Outcomes are uniform on 0 to 1, the function says −1 to 2.
    let wide = QuantileFunction { 3 * $0 - 1 }
    let fell = QuantileFunction { 1.0 / 3 + $0 / 3 }
    let drawn = wide.relevelled(fell)
    for probability in [0.1, 0.5, 0.9] {
      #expect(abs(drawn.value(at: probability) - probability) < 0.02)
    }
    let same = wide.relevelled(QuantileFunction { $0 })
    for probability in [0.05, 0.5, 0.95] {
      #expect(abs(same.value(at: probability) - wide.value(at: probability)) < 1e-9)
    }
    #expect(abs(wide.transform(of: 0.5) - 0.5) < 1e-9)
  }

  @Test("Scores beyond a table hang together as those of a walk: four times as far, half as much")
  func beyondTable() {
    let table = ReferenceClassLibrary.named("growth")
    let end = table.horizon
    let whole = table.scoreCorrelation(1, end)
    #expect(whole > 0.05 && whole < 1)
    #expect(abs(table.scoreCorrelation(1, 4 * end) / whole - 0.5) < 1e-12)
    #expect(abs(table.scoreCorrelation(4 * end, 1) / whole - 0.5) < 1e-12)
    #expect(abs(table.scoreCorrelation(end, 4 * end) - 0.5) < 1e-12)
    #expect(abs(table.scoreCorrelation(9 * end, 4 * end) - 2.0 / 3) < 1e-12)
  }

  @Test("A figure to date counts by the squares of its error and of the forecast's spread")
  func evidenceWeight() throws {
    let values = [100.0, 107, 115, 124, 131, 141, 152, 163, 175]
    let times = values.indices.map { 2016 + Double($0) }
    let model = try ReferenceClassModel(parameters: [:])
    let plain = ModelInput(times: times, values: values, transform: .log)
    let before = try model.fit(plain, at: [2025]).paths.margins[0]
    // A score of half a unit around the middle is the unit in which the error is measured.
    let unit = before.value(atScore: 0.5) - before.value(atScore: -0.5)
    let seen = before.value(at: 0.5)
    for share in [0.25, 0.5, 1, 2] {
      let sighted = ModelInput(
        times: times + [2025], values: values + [seen],
        errors: values.map { _ in 0 } + [share * unit], transform: .log)
      let after = try model.forecast(sighted, at: [2025]).paths.margins[0]
      // Scores before, weighted by the density of what was seen, have this deviation.
      var sums = (weight: 0.0, score: 0.0, square: 0.0)
      for place in -800...800 {
        let score = Double(place) / 100
        let value = before.value(atScore: score)
        guard value > 0 else { continue }
        let gap = log(value / seen) * seen / (share * unit)
        let weight = exp(-0.5 * (score * score + gap * gap))
        sums = (
          sums.weight + weight, sums.score + weight * score, sums.square + weight * score * score
        )
      }
      let mean = sums.score / sums.weight
      let deviation = (sums.square / sums.weight - mean * mean).squareRoot()
      // Half of a normal lies within 0.6745 of its deviations.
      let quarter = before.score(of: after.value(at: 0.75))
      let found = (quarter - before.score(of: after.value(at: 0.25))) / 2 / 0.6745
      #expect(abs(found / deviation - 1) < 0.05, "\(share)")
    }
  }

  @Test("Evidence about the year under way narrows it and moves the years after it")
  func evidence() throws {
    let values = [100.0, 107, 115, 124, 131, 141, 152, 163, 175]
    let times = values.indices.map { 2016 + Double($0) }
    let model = try ReferenceClassModel(parameters: [:])
    let plain = ModelInput(times: times, values: values, transform: .log)
    let before = try model.fit(plain, at: [2025, 2026, 2027]).paths.margins
    let seen = before[0].value(at: 0.35)
    let sighted = ModelInput(
      times: times + [2025], values: values + [seen],
      errors: Array(repeating: 0, count: 9) + [1.0], transform: .log)
    let after = try model.forecast(sighted, at: [2025, 2026, 2027]).paths.margins
    func width(_ margin: QuantileFunction) -> Double {
      margin.value(at: 0.9) - margin.value(at: 0.1)
    }
    #expect(width(after[0]) < 0.5 * width(before[0]))
    #expect(abs(after[0].value(at: 0.5) - seen) < 1)
    #expect(after[2].value(at: 0.5) < before[2].value(at: 0.5))
    #expect(width(after[2]) < width(before[2]))
  }
}
