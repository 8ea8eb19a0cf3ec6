internal import FoundationEssentials
public import Models
internal import Randomness
internal import TimeSeries

/// A model of the catalogue as the laws see it: something that fits.
public struct ModelSubject: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  /// What readers are told of it.
  public let card: ModelCard
  /// Whether its example is a share between 0 and 100.
  let isShare: Bool
  let fitted: @Sendable (ModelInput, [Double]) throws(ModelError) -> FittedModel

  /// A model of the list without parameters.
  public init(_ type: any ForecastModel.Type) {
    description = type.card.id
    card = type.card
    isShare = type.card.id.contains("adoption") || type.card.id == "logit_trend"
    fitted = { input, times throws(ModelError) in
      try type.init(parameters: [:]).fit(input, at: times)
    }
  }

  /// Anything else that fits.
  public init(
    _ name: String, card: ModelCard, isShare: Bool = false,
    fit: @escaping @Sendable (ModelInput, [Double]) throws(ModelError) -> FittedModel
  ) {
    description = name
    self.card = card
    self.isShare = isShare
    fitted = fit
  }

  func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel {
    try fitted(input, times)
  }
}

/// The laws that every model obeys; one function a law, nil when it holds, else what went wrong.
public enum ModelLaws {
  /// A made history that a model fits: growth around 8%, adoption or a share, as its scale asks.
  public static func example(for subject: ModelSubject, count: Int? = nil) -> ModelInput {
    let needed = max(count ?? 12, subject.card.minimumObservations)
    let times = (0..<needed).map { 2013.0 + Double($0) }
    guard subject.isShare else {
      var draws = Draws(seed: 11)
      var level = 100.0
      let values = times.map { _ in
        level *= 1.08 + 0.02 * draws.normal()
        return level
      }
      return ModelInput(times: times, values: values, transform: .log)
    }
    guard let transform = Transform(scale: .logit, bounds: Bounds(lower: 0, upper: 100)) else {
      preconditionFailure("bounds of a percentage are closed")
    }
    var draws = Draws(seed: 12)
    let values = times.enumerated().map { index, _ in
      let position = 0.3 * (Double(index) - Double(needed) / 2) + 0.1 * draws.normal()
      return transform.backward(position)
    }
    return ModelInput(times: times, values: values, transform: transform)
  }

  /// Ends of the next periods.
  public static func future(of input: ModelInput, steps: Int) -> [Double] {
    let last = input.times.last ?? 0
    return (1...steps).map { last + Double($0) }
  }

  /// Fewer values than the card asks for throw `tooShort`.
  public static func shortInputThrows(_ subject: ModelSubject) throws -> String? {
    let minimum = subject.card.minimumObservations
    let whole = example(for: subject)
    let input = ModelInput(
      times: Array(whole.times.prefix(minimum - 1)),
      values: Array(whole.values.prefix(minimum - 1)), transform: whole.transform)
    do {
      _ = try subject.fit(input, at: [whole.times[whole.count - 1] + 1])
      return "fitted \(minimum - 1) values"
    } catch {
      let expected = ModelError.tooShort(observations: minimum - 1, minimum: minimum)
      return error == expected ? nil : "threw \(error)"
    }
  }

  /// The longest history of the card is fitted, one value more throws `tooLong`; without a limit thousands fit.
  public static func longInputIsFittedOrRefused(_ subject: ModelSubject) throws -> String? {
    let whole = example(for: subject)
    func fit(_ count: Int) throws -> FittedModel {
      var draws = Draws(seed: 21)
      var level = 0.0
      let values = (0..<count).map { _ in
        level = 0.95 * level + draws.normal()
        return 50 + 2 * level
      }
      let times = (0..<count).map { 1900 + Double($0) / 12 }
      let input = ModelInput(
        times: times, values: values, transform: whole.transform, periodsPerYear: 12)
      return try subject.fit(input, at: [times[count - 1] + 1])
    }
    let most = subject.card.maximumObservations ?? 2000
    guard let margin = try fit(most).paths.margins.first, margin.values.allSatisfy(\.isFinite)
    else {
      return "no quantiles after \(most) values"
    }
    guard subject.card.maximumObservations != nil else { return nil }
    do {
      _ = try fit(most + 1)
      return "fitted \(most + 1) values"
    } catch let error as ModelError {
      let expected = ModelError.tooLong(observations: most + 1, maximum: most)
      return error == expected ? nil : "threw \(error)"
    }
  }

  /// The same stream gives the same bytes; another stream gives others.
  public static func sameStreamSamePaths(_ subject: ModelSubject) throws -> String? {
    let input = example(for: subject)
    let fitted = try subject.fit(input, at: future(of: input, steps: 5))
    let stream = RandomStream(seed: 3, stream: 4)
    let first = fitted.simulate(paths: 200, stream: stream)
    if first != fitted.simulate(paths: 200, stream: stream) { return "two draws differ" }
    if first == fitted.simulate(paths: 200, stream: RandomStream(seed: 3, stream: 5)) {
      return "two streams agree"
    }
    return nil
  }

  /// Mean and spread of simulated paths on the modelling scale agree with the closed form.
  public static func simulationMatchesMoments(_ subject: ModelSubject) throws -> String? {
    let input = example(for: subject, count: 16)
    let fitted = try subject.fit(input, at: future(of: input, steps: 4))
    let draws = 40_000
    let paths = fitted.simulate(paths: draws, stream: RandomStream(seed: 8, stream: 1))
    for step in 0..<4 {
      guard let images = images(of: paths.map { $0[step] }, fitted.paths) else { continue }
      let expected = fitted.paths.momentsOnScale(step: step)
      let seen = moments(images)
      let meanBand = MonteCarlo.band(
        standardDeviation: expected.standardDeviation, draws: draws)
      if abs(seen.mean - expected.mean) > meanBand {
        return "step \(step): mean \(seen.mean), expected \(expected.mean) ± \(meanBand)"
      }
      let band = MonteCarlo.band(ofDeviation: expected.standardDeviation, draws: draws)
      if abs(seen.deviation - expected.standardDeviation) > band {
        return "step \(step): deviation \(seen.deviation), "
          + "expected \(expected.standardDeviation) ± \(band)"
      }
    }
    return nil
  }

  /// So many paths lie at or below each quantile of a step as it says, whatever the scale.
  public static func marginsAreThoseOfPaths(_ subject: ModelSubject) throws -> String? {
    let input = example(for: subject, count: 16)
    let fitted = try subject.fit(input, at: future(of: input, steps: 4))
    let draws = 20_000
    let paths = fitted.simulate(paths: draws, stream: RandomStream(seed: 9, stream: 1))
    for (step, margin) in fitted.paths.margins.enumerated() {
      let values = paths.map { $0[step] }.sorted()
      for probability in [0.05, 0.25, 0.5, 0.75, 0.95] {
        let quantile = margin.value(at: probability)
        let below = Double(values.count { $0 < quantile }) / Double(draws)
        let atMost = Double(values.count { $0 <= quantile }) / Double(draws)
        let band = MonteCarlo.band(probability: probability, draws: draws)
        if below > probability + band || atMost < probability - band {
          return "step \(step): \(below) to \(atMost) below the quantile of \(probability)"
        }
      }
    }
    return nil
  }

  /// Values back on the scale; only where the link is one map for every path.
  private static func images(of values: [Double], _ paths: PathDistribution) -> [Double]? {
    guard case .transform(let transform) = paths.link else { return nil }
    let images = values.compactMap { transform.forward($0) }
    return images.count == values.count ? images : nil
  }

  /// The spread on the modelling scale does not shrink with the horizon.
  public static func spreadGrows(_ subject: ModelSubject) throws -> String? {
    if subject.card.variancesMayShrink { return nil }
    let input = example(for: subject)
    let fitted = try subject.fit(input, at: future(of: input, steps: 12))
    let spreads = (0..<12).map { fitted.paths.momentsOnScale(step: $0).standardDeviation }
    for (before, after) in zip(spreads, spreads.dropFirst()) where after < before * (1 - 1e-9) {
      return "the spread falls from \(before) to \(after)"
    }
    return nil
  }

  /// Every path stays inside the bounds.
  public static func boundsHold(_ subject: ModelSubject) throws -> String? {
    let input = example(for: subject)
    let fitted = try subject.fit(input, at: future(of: input, steps: 20))
    let bounds = fitted.paths.bounds
    for path in fitted.simulate(paths: 2000, stream: RandomStream(seed: 5, stream: 2)) {
      for value in path where !bounds.contains(value) { return "\(value) leaves \(bounds)" }
    }
    return nil
  }

  /// A constant history gives finite paths, the middle one of the next year near the constant.
  public static func constantIsDefined(_ subject: ModelSubject) throws -> String? {
    let pattern = example(for: subject)
    let input = ModelInput(
      times: pattern.times, values: pattern.values.map { _ in 40 }, transform: pattern.transform)
    let fitted = try subject.fit(input, at: future(of: input, steps: 3))
    for path in fitted.simulate(paths: 500, stream: RandomStream(seed: 6, stream: 2)) {
      for value in path where !value.isFinite { return "a path holds \(value)" }
    }
    let middle = fitted.paths.margins[0].value(at: 0.5)
    // A pace that others lend goes on: a tenth either way.
    return abs(middle - 40) < 4 ? nil : "the middle of the next year is \(middle)"
  }

  /// Adding a constant on the modelling scale moves the forecast by it and nothing else.
  public static func shiftMovesForecast(_ subject: ModelSubject) throws -> String? {
    guard subject.card.isShiftEquivariant else { return nil }
    let input = example(for: subject)
    let factor = 3.5
    let moved = ModelInput(
      times: input.times, values: input.values.map { $0 * factor }, transform: input.transform)
    let times = future(of: input, steps: 4)
    let first = try subject.fit(input, at: times).paths
    let second = try subject.fit(moved, at: times).paths
    for step in 0..<4 {
      let (before, after) = (first.momentsOnScale(step: step), second.momentsOnScale(step: step))
      let shift = after.mean - before.mean
      if abs(shift - 1.252_762_968_495_368) > 1e-6 { return "step \(step): shift \(shift)" }
      if abs(after.standardDeviation / before.standardDeviation - 1) > 1e-5 {
        return "step \(step): spread \(before.standardDeviation), \(after.standardDeviation)"
      }
    }
    return nil
  }

  /// A figure to date of the year ahead narrows that year, draws its middle and moves the next years with it.
  public static func sightOfTheYear(_ model: any ForecastModel, _ input: ModelInput) throws
    -> String?
  {
    let times = future(of: input, steps: 3)
    let plain = try model.forecast(input, at: times).paths.margins
    for probability in [0.2, 0.5, 0.8] {
      let seen = plain[0].value(at: probability)
      let spread = plain[0].value(at: 0.9) - plain[0].value(at: 0.1)
      let sighted = ModelInput(
        times: input.times + [times[0]], values: input.values + [seen],
        errors: input.errors + [0.1 * spread], transform: input.transform)
      let margins = try model.forecast(sighted, at: times).paths.margins
      guard margins.allSatisfy({ $0.values.allSatisfy(\.isFinite) }) else { return "no numbers" }
      let middle = margins[0].value(at: 0.5)
      if abs(middle - seen) > 0.15 * spread { return "seen \(seen), then a middle of \(middle)" }
      let left = margins[0].value(at: 0.9) - margins[0].value(at: 0.1)
      if !(left < 0.7 * spread) { return "a range of \(spread) becomes \(left)" }
      let moved = margins[2].value(at: 0.5) - plain[2].value(at: 0.5)
      if probability == 0.8 && moved <= 0 || probability == 0.2 && moved >= 0 {
        return "the third year moves by \(moved) after \(probability)"
      }
    }
    return nil
  }

  /// A fitted model written as JSON and read back is the same.
  public static func survivesStorage(_ subject: ModelSubject) throws -> String? {
    let input = example(for: subject)
    let fitted = try subject.fit(input, at: future(of: input, steps: 3))
    let stored = try JSONEncoder().encode(fitted)
    return try JSONDecoder().decode(FittedModel.self, from: stored) == fitted
      ? nil : "the stored model differs"
  }

  /// Every parameter of the card is accepted at its ends and refused beyond them.
  public static func parametersAreChecked(_ type: any ForecastModel.Type) -> String? {
    for parameter in type.card.parameters {
      let range = parameter.range
      if (try? type.init(parameters: [parameter.name: range.lowerBound])) == nil {
        return "\(parameter.name) refuses \(range.lowerBound)"
      }
      if (try? type.init(parameters: [parameter.name: range.upperBound * 1.01 + 1])) != nil {
        return "\(parameter.name) takes more than \(range.upperBound)"
      }
    }
    return (try? type.init(parameters: ["no_such_parameter": 1])) == nil ? nil : "takes any name"
  }
}
