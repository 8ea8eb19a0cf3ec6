import Foundation
import LinearAlgebra
import Models
import Randomness
import Testing
import TimeSeries

/// Years that hang together as one path of growth.
@Suite struct GrowthPathTests {
  private let history: [Double] = [100, 104, 113, 112, 120, 131, 130, 142, 149]

  private func middles(_ margins: [QuantileFunction]) -> [Double] {
    margins.map { log($0.value(at: 0.5) / 149) }
  }

  /// The mean of the classes' own middles, before a path is laid through them.
  private var raw: [Double] {
    let classes = [("growth", 0.5), ("general", 0.5)]
    let all = classes.map { name, weight in
      ReferenceClassLibrary.named(name).forecast(history, bounds: .none, steps: Array(1...6))
        .margins.map { weight * $0.value(at: 0.5) }
    }
    return zip(all[0], all[1]).map { log(($0 + $1) / 149) }
  }

  private var mix: ReferenceClassMix {
    ReferenceClassMix(
      ["growth", "general"].map { (ReferenceClassLibrary.named($0), 0.5) })
  }

  @Test("The middle is a pace that the present one fades into, fitted to the average paces")
  func middle() throws {
    let found = middles(mix.forecast(history, bounds: .none, steps: Array(1...40)).margins)
    let steps = (1...6).map(Double.init)
    // Least squares with two unknowns by the normal equations.
    let design = Matrix(rows: 6, columns: 2) { row, column in
      column == 0 ? 1 : (1 - pow(0.7, steps[row])) / steps[row]
    }
    let solution = try LeastSquares(
      design: design, response: zip(raw, steps).map { $0 / $1 }
    ).coefficients
    for (index, value) in found.enumerated() {
      let step = Double(index + 1)
      let wanted = solution[0] * step + solution[1] * (1 - pow(0.7, step))
      #expect(abs(value - wanted) < 1e-9, "year \(step)")
    }
  }

  @Test("Growth of the middle changes by less every year and has no seam where learning ends")
  func seam() {
    let found = middles(mix.forecast(history, bounds: .none, steps: Array(1...25)).margins)
    let growth = zip(found, [0] + found.dropLast()).map { 100 * ($0 - $1) }
    // What is left of the present pace falls by three tenths a year, and nothing happens where learning ends.
    let turns = zip(growth.dropFirst(), growth).map { $0 - $1 }
    #expect(abs(turns[0]) < 0.5 && abs(turns[6]) > 1e-6)
    for (now, before) in zip(turns.dropFirst(), turns) { #expect(abs(now - 0.7 * before) < 1e-9) }
  }

  private func spread(_ margin: QuantileFunction) -> Double {
    func width(_ low: Double, _ high: Double) -> Double {
      log(margin.value(at: high) / margin.value(at: low))
    }
    return width(0.25, 0.75) / 1.349 / 2 + width(0.1, 0.9) / 2.5631 / 2
  }

  @Test("Growth of two years has the correlation that the spreads of the years tell")
  func dependence() throws {
    let margins = mix.forecast(history, bounds: .none, steps: Array(1...12)).margins
    let ratio = pow(spread(margins[4]) / spread(margins[0]), 2) / 5
    let common = 0.8 * (ratio - 1) / 4
    #expect(common > 0.02 && common < 0.5)
    let times = (0..<9).map { 2000 + Double($0) }
    let transform = try #require(Transform(scale: .log, bounds: .none))
    let input = ModelInput(times: times, values: history, transform: transform)
    let fitted = try ReferenceClassModel(classes: mix).fit(
      input, at: (9...20).map { 2000 + Double($0) })
    let component = fitted.paths.components[0]
    var rows: [[Double]] = Array(repeating: Array(repeating: 0, count: 12), count: 12)
    var place = 0
    for column in 0..<12 {
      for row in column..<12 {
        rows[row][column] = component.factor[place]
        place += 1
      }
    }
    func covariance(_ low: Double, _ high: Double) -> Double {
      (1 - common) * min(low, high) + common * low * high
    }
    for (first, second) in [(1, 2), (1, 5), (3, 4), (6, 12), (11, 12)] {
      let found = zip(rows[first - 1], rows[second - 1]).reduce(0) { $0 + $1.0 * $1.1 }
      let (one, two) = (Double(first), Double(second))
      let wanted =
        covariance(one, two) / (covariance(one, one) * covariance(two, two)).squareRoot()
      #expect(abs(found - wanted) < 1e-6, "years \(first) and \(second)")
    }
  }

  /// What years share over a stretch, by tenths of years: all within six years, less and less beyond.
  private func together(_ steps: Int) -> Double {
    let parts = (0..<10 * steps).map { Double($0) / 10 }
    return parts.reduce(0.0) { sum, one in
      parts.reduce(sum) { $0 + exp(min(0, 6 - abs($1 - one))) / 100 }
    }
  }

  @Test(
    "Distances from the middle are what is new in a year and what years share, fitted to all learned years"
  )
  func fan() throws {
    let margins = mix.forecast(history, bounds: .none, steps: Array(1...20)).margins
    let classes = ["growth", "general"].map { name in
      ReferenceClassLibrary.named(name).forecast(history, bounds: .none, steps: Array(1...6))
        .margins
    }
    let steps = (1...6).map(Double.init)
    func average(_ step: Int, _ probability: Double) -> Double {
      (classes[0][step].value(at: probability) + classes[1][step].value(at: probability)) / 2
    }
    let inner = QuantileFunction.probabilities.filter { $0 < 0.5 }
    for side in [Array(inner.reversed()), QuantileFunction.probabilities.filter { $0 > 0.5 }] {
      var (own, shared) = (0.0, 0.0)
      for probability in side {
        let squares = (0..<6).map { pow(log(average($0, probability) / average($0, 0.5)), 2) }
        let design = Matrix(rows: 6, columns: 2) { $1 == 0 ? 1 / steps[$0] : 1 }
        let parts = try LeastSquares(
          design: design, response: zip(squares, steps).map { $0 / ($1 * $1) }
        ).coefficients
        guard parts[0] > 0, parts[1] > 0 else { break }
        // Neither part is less than that of a quantile nearer to the middle.
        (own, shared) = (max(own, parts[0]), max(shared, parts[1]))
        for step in [1, 2, 6, 7, 12, 20] {
          let found = margins[step - 1]
          let distance = log(found.value(at: probability) / found.value(at: 0.5))
          let ahead = Double(step)
          let square = step <= 6 ? ahead * ahead : together(step)
          let wanted = (own * ahead + shared * square).squareRoot()
          #expect(abs(abs(distance) - wanted) < (step <= 6 ? 1e-9 : 0.003 * wanted))
          #expect((distance > 0) == (probability > 0.5))
        }
      }
      #expect(own > 0.001 && shared > 0.0001)
    }
  }

  @Test("A series is one of logarithms where its past is positive, unless a bound says otherwise")
  func positive() {
    func margins(_ series: [Double], lower: Double = -.infinity) -> [QuantileFunction] {
      mix.forecast(series, bounds: Bounds(lower: lower, upper: .infinity), steps: [1, 6, 60])
        .margins
    }
    let wild = [12.0, 9, 1, 8, 2, 7, 1, 3]
    for margin in margins(history) { #expect(margin.values[0] > 0) }
    for margins in [margins(wild, lower: -1e9), margins([5, -9, 2, 14, -1, 8, 3, 11])] {
      let isSound = margins.flatMap(\.values).allSatisfy(\.isFinite)
      #expect(isSound && margins[1].values[0] < 0)
      #expect(margins[2].values[0] < margins[1].values[0])
    }
    // What doubled for two years is as wide next year as the classes say, whatever they think of later ones.
    let doubled = margins([1, 2, 4])[0]
    let average = ["growth", "general"].map { name in
      ReferenceClassLibrary.named(name).forecast([1, 2, 4], bounds: .none, steps: [1]).margins[0]
        .value(at: 0.975) / 2
    }.reduce(0, +)
    #expect(abs(doubled.value(at: 0.975) / average - 1) < 0.15)
  }

  @Test("What falls goes on as its classes say, and a path's quantiles never cross")
  func falling() {
    let falling = (0..<15).map { 1000 * pow(0.88, Double($0)) }
    let margins = mix.forecast(falling, bounds: .none, steps: [1, 6, 10]).margins
    let classes = ["growth", "general"].map { name in
      ReferenceClassLibrary.named(name).forecast(falling, bounds: .none, steps: [1, 6, 10]).margins
    }
    for (index, margin) in margins.enumerated() {
      let average = (classes[0][index].value(at: 0.5) + classes[1][index].value(at: 0.5)) / 2
      #expect(abs(margin.value(at: 0.5) - average) < 1e-9)
    }
    for series in [[100, 107, 114.49], history] {
      for margin in mix.forecast(series, bounds: .none, steps: [1, 10, 25, 40]).margins {
        let isApart = zip(margin.values.dropFirst(), margin.values).allSatisfy { $0 > $1 }
        #expect(isApart)
      }
    }
  }

  @Test("What never reaches a floor stays as it is, however near it comes")
  func floors() {
    let near = QuantileFunction { 0.2 + $0 }
    #expect(near.keptPositive(from: 0.5) == near)
    let below = QuantileFunction { $0 - 0.2 }.keptPositive(from: 0.5)
    let isAbove = below.values.allSatisfy { $0 > 0 }
    #expect(isAbove && below.value(at: 0.9) == 0.9 - 0.2)
  }

  @Test("Paths that grow fast and those that fall are numbers, however far ahead")
  func far() {
    for base in [0.2, 0.9, 1.6, 8] {
      let series = (0..<12).map { 1e3 * pow(base, Double($0)) }
      let margins = ReferenceClassLibrary.mix(.growth).forecast(
        series, bounds: .none, steps: [1, 30, 300]
      ).margins
      for margin in margins {
        let values = margin.values
        let isRising = zip(values.dropFirst(), values).allSatisfy { $0 >= $1 }
        let isSound = values.allSatisfy(\.isFinite)
        #expect(isRising && isSound)
      }
    }
  }

  @Test(
    "Behind told years a path goes on as behind a last known value, with what they tell of its pace"
  )
  func goesOn() throws {
    let times = (0..<9).map { 2000 + Double($0) }
    let transform = try #require(Transform(scale: .log, bounds: .none))
    let input = ModelInput(times: times, values: history, transform: transform)
    let paths = try ReferenceClassModel(classes: mix).fit(
      input, at: (9...14).map { 2000 + Double($0) }
    ).paths
    let correlation = try #require(paths.growthCorrelation)
    #expect(correlation > 0.02 && correlation < 0.5)
    let (lanes, steps) = (64, 6)
    let sampler = PathSampler(paths, lanes: lanes)
    #expect(sampler.goesOnFromTold)
    let normals = (0..<steps * lanes).map { Double(($0 * 29) % 17) / 8 - 1 }
    var free = Array(repeating: 0.0, count: steps * lanes)
    sampler.sample(normals: Array(normals[(2 * lanes)...]), wanted: 4, into: &free)
    let middles = paths.margins.map { $0.value(at: 0.5) }
    let told = (0..<2 * lanes).map { 150 + Double($0 % lanes) / 4 + Double($0 / lanes) * 9 }
    var found = Array(repeating: 0.0, count: steps * lanes)
    sampler.goOn(from: told, steps: 2, normals: normals, wanted: steps, into: &found)
    #expect(Array(found[..<(2 * lanes)]) == told)
    for lane in 0..<lanes {
      let last = told[lanes + lane]
      for later in 1...4 {
        let pace = Double(later) * correlation / (1 + correlation)
        let growth = free[lanes * (later - 1) + lane] / middles[later - 1]
        let wanted =
          last * growth * (middles[1 + later] / middles[1]) * pow(last / middles[1], pace)
        #expect(abs(found[lanes * (1 + later) + lane] / wanted - 1) < 1e-6)
      }
    }
    // Months and quarters ahead are not years one by one.
    let odd = try ReferenceClassModel(classes: mix).fit(input, at: [2008.5, 2009.5]).paths
    #expect(odd.growthCorrelation == nil)
  }

  @Test(
    "Told years that went on as the path does leave those behind them where they would have been")
  func goneOn() throws {
    let times = (0..<9).map { 2000 + Double($0) }
    let input = ModelInput(times: times, values: history, transform: .log)
    let paths = try ReferenceClassModel(classes: mix).fit(
      input, at: (9...15).map { 2000 + Double($0) }
    ).paths
    let (lanes, steps) = (32, 7)
    let sampler = PathSampler(paths, lanes: lanes)
    let normals = (0..<steps * lanes).map { Double(($0 * 29) % 17) / 8 - 1 }
    let told = (0..<2 * lanes).map { 150 + Double($0 % lanes) / 4 + Double($0 / lanes) * 9 }
    var found = Array(repeating: 0.0, count: steps * lanes)
    sampler.goOn(from: told, steps: 2, normals: normals, wanted: steps, into: &found)
    for gone in 1...3 {
      let known = Array(found[..<((2 + gone) * lanes)])
      var again = Array(repeating: 0.0, count: steps * lanes)
      sampler.goOn(
        from: known, steps: 2 + gone, gone: gone, normals: normals, wanted: steps, into: &again)
      for (one, two) in zip(found, again) { #expect(abs(one / two - 1) < 1e-9) }
    }
  }

  @Test("The outside view is the class's own forecast, read as growth year by year")
  func outsideView() throws {
    let years = (0..<9).map { 2000 + $0 }
    let model = ReferenceClassModel(classes: mix)
    let view = try #require(model.outsideView(after: history, in: years, count: 4))
    let input = ModelInput(
      times: years.map { Double($0 + 1) }, values: history, transform: .log)
    let paths = try model.fit(input, at: (10...13).map { 2000 + Double($0) }).paths
    let margins = paths.margins
    let last = try #require(history.last)
    #expect(abs(view.middles[0] - log(margins[0].value(at: 0.5) / last)) < 1e-12)
    #expect(
      abs(view.middles.reduce(0, +) - log(margins[3].value(at: 0.5) / last)) < 1e-12)
    let range = log(margins[0].value(at: 0.9) / margins[0].value(at: 0.1))
    #expect(abs(view.spreads[0] - range / (2 * 1.2815515655446004)) < 1e-12)
    // The spread of growth among drawn paths, whose margins are no normal ones.
    let drawn = paths.simulate(paths: 20_000, stream: RandomStream(seed: 5, stream: 1))
    let growth = drawn.map { log($0[2] / $0[1]) }.sorted()
    let seen = (growth[18_000] - growth[2_000]) / (2 * 1.2815515655446004)
    #expect(abs(view.spreads[2] / seen - 1) < 0.15, "\(view.spreads[2]) \(seen)")
    #expect(view.correlation == paths.growthCorrelation)
    #expect(abs(view.share(after: 3) - view.correlation / (1 + 2 * view.correlation)) < 1e-15)
    // What is not positive does not grow.
    #expect(model.outsideView(after: [3, -1, 2], in: [2000, 2001, 2002], count: 2) == nil)
    #expect(model.outsideView(after: [], in: [], count: 2) == nil)
  }
}
