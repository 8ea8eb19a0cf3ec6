import Foundation
import LinearAlgebra
import Models
import TestSupport
import Testing
import TimeSeries

private func power(_ base: Double, _ exponent: Int) -> Double {
  (0..<exponent).reduce(1.0) { product, _ in product * base }
}

/// Regions beside their nation.
@Suite struct NationTests {
  private let region: [Double] = (0..<10).map { (year: Int) -> Double in
    power(1.08, year) * (100 + Double(year * 7 % 3))
  }

  private func middle(_ nation: [Double], bounds: Bounds = .none) -> Double {
    ReferenceClassLibrary.named("regions").forecast(
      region, nation: nation, bounds: bounds, steps: [6]
    ).margins[0].value(at: 0.5)
  }

  @Test("A nation that grows fast lifts the middle of its region, whatever the unit it is told in")
  func lifts() {
    let fast = (0..<10).map { 5000 * power(1.1, $0) }
    let slow = (0..<10).map { 5000 * power(1.04, $0) }
    #expect(middle(fast) > middle(slow) * 1.01)
    #expect(middle(fast) == middle(fast.map { $0 * 1e-3 }))
  }

  @Test(
    "By its own name, too, the class of regions expects no less where the nation grew more",
    arguments: [0.5, 1.2, 2.5])
  func rising(noise: Double) {
    let mix = ReferenceClassMix([(ReferenceClassLibrary.named("regions"), 1)])
    for base in [1.03, 1.065, 1.11] {
      let wobble = (0..<11).map { Double(($0 * 17) % 7) / 3 - 1 }
      let region = (0..<11).map { power(base, $0) * (100 + noise * wobble[$0]) }
      let medians = (-16...68).map { quarter -> [Double] in
        let nation = (0..<11).map {
          1000 * exp(Double(quarter) / 400 * Double($0)) * (1 + 0.004 * wobble[$0] * noise)
        }
        return mix.forecast(region, nation: nation, bounds: .none, steps: [1, 3, 6]).margins
          .map { $0.value(at: 0.5) }
      }
      for (one, two) in zip(medians, medians.dropFirst()) {
        // A calm region goes on at its own pace as far as its class is wider, which moves with the nation, too.
        let least = noise < 1 ? 1 - 2e-3 : 1 - 1e-4
        for (before, after) in zip(one, two) { #expect(after > before * least) }
      }
      #expect(medians[medians.count - 1][2] > medians[0][2] * 1.02)
    }
  }

  @Test(
    "By itself the class of regions has the middle of its largest median at slower paces of the nation and its smallest at faster ones"
  )
  func monotone() {
    let table = ReferenceClassLibrary.named("regions")
    let mix = ReferenceClassMix([(table, 1)])
    let wobble = [0, 1, -1, 0.5, -0.5, 1, 0, -1, 0.5, 0]
    func median(of margins: [QuantileFunction]) -> Double { margins[0].value(at: 0.5) }
    let nations = (-6...16).map { point in
      (0..<10).map { exp(Double(point) / 100 * Double($0)) * (1 + 0.004 * wobble[$0]) }
    }
    let plain = nations.map {
      median(of: table.forecast(region, nation: $0, bounds: .none, steps: [6]).margins)
    }
    // Trees do not only rise.
    #expect(zip(plain, plain.dropFirst()).contains { $0 > $1 })
    for (place, nation) in nations.enumerated() {
      let found = median(
        of: mix.forecast(region, nation: nation, bounds: .none, steps: [6]).margins)
      let (slower, faster) = (plain[...place].max() ?? .nan, plain[place...].min() ?? .nan)
      // The path through the medians of all years and the own pace of what is calm move that of one by less than a fiftieth.
      #expect(abs(found / (slower * faster).squareRoot() - 1) < 0.02, "\(place - 6)")
    }
  }

  @Test("What is not known of a nation counts as nothing known")
  func unknown() {
    let none = middle([])
    for nation in [
      Array(repeating: Double.nan, count: 10), Array(repeating: 0, count: 10), [1, 2, 3],
    ] {
      #expect(middle(nation) == none)
    }
    let gappy = (0..<10).map { $0 % 2 == 0 ? 100 * power(1.09, $0) : .nan }
    #expect(middle(gappy) == none)
  }

  @Test("Classes that know of no nation do not look at one")
  func others() {
    let nation = (0..<10).map { 100 * power(1.1, $0) }
    let growth = ReferenceClassLibrary.named("growth")
    #expect(
      growth.forecast(region, nation: nation, bounds: .none, steps: [1, 6]).margins
        == growth.forecast(region, bounds: .none, steps: [1, 6]).margins)
  }

  private func values(_ mix: ReferenceClassMix, _ history: [Double]) -> [Double] {
    mix.forecast(history, bounds: .none, steps: [3]).margins[0].values
  }

  @Test("The own pace is a walk with drift in logarithms, narrowed where it is fast and steady")
  func ownPace() throws {
    let table = ReferenceClassLibrary.named("growth")
    let changes: [Double] = zip(region.dropFirst(), region).map { log($0 / $1) }
    let mean = changes.reduce(0, +) / 9
    let recent = changes.suffix(3).reduce(0, +) / 3
    let pace = 0.7 * mean + 0.3 * recent
    let squares = changes.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    // Two changes more of a deviation of 3 points; over 3 years of 9 changes: 3 + 3²/9.
    let deviation = ((squares + 2 * 0.0009) / 10).squareRoot()
    let clear = min(mean / (deviation + 0.005) - 1, 2.5)
    #expect(mean > 0.07 && clear > 0.5)
    let reach = 1 + 0.4 * min(max((0.03 - deviation) / 0.01, 0), 1) * (1.959964 - 1.2816)
    // Student's t with 10 degrees of freedom: 2.228139 has 2.5% beyond it.
    let score = 2.228139
    let last = try #require(region.last)
    let places = QuantileFunction.probabilities
    let calm = min(max((0.03 - deviation) / 0.01, 0), 1)
    let early = 0.05 + 0.2 * calm * (1 - clear / 2.5)
    func narrowing(_ step: Int) -> Double {
      exp(-(0.06 + 0.15 * pow(0.5, Double(step - 1))) * clear - (step == 1 ? early : 0)) * reach
    }
    /// Distances of the learned years as what is new in a year and what years share, at the third.
    func fan(_ distances: [Double]) throws -> Double {
      let steps = (1...6).map(Double.init)
      let parts = try LeastSquares(
        design: Matrix(rows: 6, columns: 2) { $1 == 0 ? 1 / steps[$0] : 1 },
        response: zip(distances, steps).map { $0 * $0 / ($1 * $1) }
      ).coefficients
      try #require(parts[0] > 0 && parts[1] > 0)
      return (3 * parts[0] + 9 * parts[1]).squareRoot()
    }
    func spread(_ step: Int) -> Double {
      deviation * (Double(step) + Double(step * step) / 9).squareRoot() * score
    }
    let whole = values(ReferenceClassMix([(table, 1)], ownPace: 1 - 1e-12), region)
    let own = try fan((1...6).map { spread($0) * narrowing($0) })
    for (probability, sign) in [(0.025, -1.0), (0.5, 0), (0.975, 1)] {
      let place = try #require(places.firstIndex(of: probability))
      #expect(abs(whole[place] / (last * exp(3 * pace + sign * own)) - 1) < 1e-6)
    }
    // The average of class and pace, around a middle that the whole path tells.
    let half = values(ReferenceClassMix([(table, 1)], ownPace: 0.5), region)
    let plain = table.forecast(region, bounds: .none, steps: Array(1...6)).margins
    for (probability, sign) in [(0.025, -1.0), (0.975, 1)] {
      let place = try #require(places.firstIndex(of: probability))
      let distances = (1...6).map { step in
        let ahead = Double(step) * pace
        let middle = (plain[step - 1].value(at: 0.5) + last * exp(ahead)) / 2
        let own = last * exp(ahead + sign * spread(step))
        let average = (plain[step - 1].value(at: probability) + own) / 2
        return narrowing(step) * log(average / middle)
      }
      let wanted = try sign * fan(distances)
      #expect(abs(log(half[place] / half[places.count / 2]) - wanted) < 1e-6)
    }
  }

  @Test("A history that grows steadily has a larger share in its own forecast")
  func steady() throws {
    let transform = try #require(Transform(scale: .log, bounds: .none))
    func share(_ growth: [Double]) throws -> Double? {
      let values = growth.reduce(into: [100.0]) { $0.append(($0.last ?? 0) * $1) }
      let input = ModelInput(
        times: values.indices.map { 2000 + Double($0) }, values: values, transform: transform)
      let model = ReferenceClassModel(classes: ReferenceClassLibrary.mix(.growth))
      return try model.fit(input, at: [2020]).parameters.first { $0.name == "weight_own_pace" }?
        .value
    }
    let slow = try #require(try share((0..<12).map { 1.02 + 0.02 * Double($0 % 3) - 0.02 }))
    let steady = try #require(try share((0..<12).map { 1.07 + 0.01 * Double($0 % 3) }))
    #expect(abs(slow - 0.4 / 3) < 1e-12)
    // Mean 7.7% in logarithms: the whole 2.5 less what the deviation takes.
    #expect(steady > 0.28 && steady < 0.4)
  }

  @Test(
    "The own pace of a region is the mean of its own and its nation's, so more of a nation is never less"
  )
  func paces() throws {
    let table = ReferenceClassLibrary.named("growth")
    func own(_ nation: [Double]) -> Double {
      // The own pace all but alone.
      ReferenceClassMix([(table, 1)], ownPace: 1 - 1e-12).forecast(
        region, nation: nation, bounds: .none, steps: [4]
      ).margins[0].value(at: 0.5)
    }
    let steady = { (rate: Double) in (0..<10).map { 700 * power(1 + rate, $0) } }
    // Four years at half of the difference in paces, whatever the region's own.
    #expect(abs(own(steady(0.10)) / own(steady(0.04)) / exp(2 * log(1.10 / 1.04)) - 1) < 1e-9)
    var last = 0.0
    for change in [0.8, 0.9, 0.95, 1, 1.03, 1.06, 1.1, 1.2] {
      let nation = Array(steady(0.06).dropLast()) + [700 * power(1.06, 8) * change]
      #expect(own(nation) > last)
      last = own(nation)
    }
    // One that is told of in too few years, in rates, or as the region itself says nothing.
    let few = steady(0.1).enumerated().map { $0.offset < 5 ? .nan : $0.element }
    let rates = [9, 4, 12, 7, 10, 3, 8, 11, 5, 9.0]
    for nothing in [few, rates, region] { #expect(own(nothing) == own([])) }
  }

  @Test("Why a nation says nothing is told")
  func obstacles() {
    let mix = ReferenceClassLibrary.regions
    func obstacle(_ nation: [Double], of history: [Double]? = nil) -> NationObstacle? {
      mix.obstacle(to: history ?? region, nation: nation, bounds: .none)
    }
    let nation = (0..<10).map { 900 * power(1.05, $0) }
    #expect(obstacle(nation) == nil)
    #expect(obstacle([]) == .missing)
    #expect(obstacle(region) == .itself)
    #expect(obstacle(nation.enumerated().map { $0.offset < 8 ? .nan : $0.element }) == .years)
    #expect(obstacle([7, 5, 8, 6, 9, 2.5, 7, 8, 5, 6.5]) == .noLevel)
    #expect(obstacle(nation, of: [4, -1, 3, 5, -2, 4, 1, 6, -1, 2]) == .ofRate)
  }

  @Test("Mixes of mixes hold each class once; few values have no own pace")
  func mixes() {
    let table = ReferenceClassLibrary.named("growth")
    let mixed = ReferenceClassMix(mixes: [
      (ReferenceClassMix([(table, 1)]), 1), (ReferenceClassMix([(table, 1)], ownPace: 0.5), 1),
    ])
    #expect(mixed.ownPace == 0.25)
    #expect(mixed.classes.map(\.weight) == [1])
    let few = Array(region.prefix(6))
    #expect(values(mixed, few) == values(ReferenceClassMix([(table, 1)]), few))
  }

  @Test("Years that are not known are one change at its mean")
  func gaps() {
    let steady = (0..<9).map { 100 * power(1.05, $0) }
    let gappy = steady.enumerated().map { $0.offset == 4 ? .nan : $0.element }
    let table = ReferenceClassLibrary.named("growth")
    let change = { (history: [Double]) -> Double in
      values(ReferenceClassMix([(table, 1)], ownPace: 1 - 1e-9), history)[14]
    }
    #expect(abs(change(gappy) / change(steady) - 1) < 1e-6)
  }

  @Test(
    "A bound cuts off what lies beyond it, and lowers no chance of reaching it",
    arguments: [0.4, 0.6, 0.9])
  func bounds(probability: Double) {
    func margin(_ bounds: Bounds) -> QuantileFunction {
      ReferenceClassLibrary.regions.forecast(region, bounds: bounds, steps: [6]).margins[0]
    }
    let free = margin(.none)
    let upper = free.value(at: probability)
    let cut = margin(Bounds(lower: 0, upper: upper))
    #expect(cut.value(at: 0.975) == upper)
    #expect(abs(cut.probability(atLeast: upper) - free.probability(atLeast: upper)) < 0.01)
    let lower = margin(Bounds(lower: upper, upper: upper * 100))
    #expect(lower.value(at: 0.025) == upper)
    #expect(abs(lower.probability(atMost: upper) - free.probability(atMost: upper)) < 0.01)
  }
}
