public import TimeSeries

/// What history says, as a distribution over future paths.
public protocol ForecastModel: Sendable {
  /// What a reader should know.
  static var card: ModelCard { get }

  /// A model with some parameters set; the rest take their defaults.
  ///
  /// - Throws: `parameterOutOfRange`, `unknownParameter`.
  init(parameters: [String: Double]) throws(ModelError)

  /// Fits a history and forecasts at given times.
  ///
  /// - Parameters:
  ///   - input: the history, scale and bounds.
  ///   - times: ends of the future periods in years, increasing, all after the last observation.
  /// - Throws: `tooShort`, `tooLong`, `tooWide`, `outsideScale`, `unsuitableScale`, `numerical`.
  func fit(_ input: ModelInput, at times: [Double]) throws(ModelError) -> FittedModel
}

extension ForecastModel {
  /// Checks names and ranges of parameters against the card.
  static func check(_ parameters: [String: Double]) throws(ModelError) {
    for (name, value) in parameters.sorted(by: { $0.key < $1.key }) {
      guard let known = card.parameters.first(where: { $0.name == name }) else {
        throw .unknownParameter(name: name)
      }
      guard known.range.contains(value) else {
        throw .parameterOutOfRange(name: name, value: value)
      }
    }
  }

  /// Throws `tooShort` when the card asks for more, `tooLong` when it asks for fewer.
  static func checkLength(_ input: ModelInput) throws(ModelError) {
    guard input.count >= card.minimumObservations else {
      throw .tooShort(observations: input.count, minimum: card.minimumObservations)
    }
    if let maximum = card.maximumObservations, input.count > maximum {
      throw .tooLong(observations: input.count, maximum: maximum)
    }
  }
}

/// A long-run mean to shrink growth towards, on the modelling scale, per year.
public struct LongRun: Sendable, Hashable, Codable {
  /// The centre.
  public let mean: Double
  /// Standard deviation around it.
  public let standardDeviation: Double

  /// A prior for long-run growth.
  public init(mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// What a model is given.
public struct ModelInput: Sendable, Hashable {
  /// Ends of the observed periods, in years, increasing; gaps allowed.
  public let times: [Double]
  /// The values, in the unit of the quantity.
  public internal(set) var values: [Double]
  /// Standard deviations of measurement, in the same unit.
  public let errors: [Double]
  /// The modelling scale with its bounds.
  public let transform: Transform
  /// Periods per year.
  public let periodsPerYear: Int
  /// Where long-run growth is shrunk to.
  public internal(set) var longRun: LongRun?
  /// A typical change in a year on the modelling scale, which counts as some changes of a short history; `nil`
  /// takes the history's own alone.
  public internal(set) var typicalChange: Double?
  /// Times from which on a new definition holds.
  public let breaks: [Double]
  /// What is said of the last value where it is evidence that is told by more than a value and its error.
  public let tales: YearTales?

  /// An input; times must increase.
  public init(
    times: [Double], values: [Double], errors: [Double]? = nil, transform: Transform,
    periodsPerYear: Int = 1, longRun: LongRun? = nil, typicalChange: Double? = nil,
    breaks: [Double] = [], tales: YearTales? = nil
  ) {
    precondition(
      times.count == values.count, "\(times.count) times and \(values.count) values")
    precondition(zip(times, times.dropFirst()).allSatisfy(<), "times do not increase")
    self.times = times
    self.values = values
    self.errors = errors ?? Array(repeating: 0, count: values.count)
    self.transform = transform
    self.periodsPerYear = periodsPerYear
    self.longRun = longRun
    self.typicalChange = typicalChange
    self.breaks = breaks
    self.tales = tales
  }

  /// Observations.
  public var count: Int { values.count }

  /// The values on the modelling scale; a share at its bound stands where the middle of what is printed so lies.
  ///
  /// - Throws: `outsideScale`.
  func images() throws(ModelError) -> [Double] {
    var images: [Double] = []
    for (value, error) in zip(values, errors) {
      guard let image = transform.forward(value, insideBy: Self.edge(error)) else {
        throw .outsideScale(value: value)
      }
      images.append(image)
    }
    return images
  }

  /// The same input where shares at a bound stand inside.
  var insideBounds: ModelInput {
    var inside = self
    inside.values = zip(values, errors).map { transform.inside($0, by: Self.edge($1)) }
    return inside
  }

  /// Half of half of the last printed digit, whose error of rounding is the deviation: the middle of what is printed as
  /// the end of a scale.
  static func edge(_ error: Double) -> Double { error * 3.0.squareRoot() / 2 }

  /// Variances of measurement on the modelling scale.
  func imageVariances() -> [Double] {
    zip(values, errors).map { value, error in
      let onScale = error * transform.slope(at: transform.inside(value, by: Self.edge(error)))
      return onScale * onScale
    }
  }

  /// For each break that has observations on both sides: ones from the break on.
  func breakColumns(at points: [Double]) -> [[Double]] {
    breaks.filter { start in times.contains { $0 < start } && times.contains { $0 >= start } }
      .map { start in points.map { $0 >= start ? 1 : 0 } }
  }
}
