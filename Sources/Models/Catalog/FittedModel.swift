internal import LinearAlgebra
public import Randomness
internal import TimeSeries

/// A model after fitting: what was estimated, and the distribution of future paths.
public struct FittedModel: Sendable, Hashable, Codable {
  /// The model.
  public let modelID: String
  /// What was estimated, for readers and the record.
  public let parameters: [FittedParameter]
  /// The distribution of future paths.
  public let paths: PathDistribution
  /// One-step residuals of variance one, for dependence between indicators.
  public let residuals: [Residual]

  /// A fitted model.
  ///
  /// - Throws: `numerical` when paths or residuals are no finite numbers.
  public init(
    modelID: String, parameters: [FittedParameter], paths: PathDistribution, residuals: [Residual]
  ) throws(ModelError) {
    guard paths.isFinite, residuals.allSatisfy({ $0.value.isFinite }),
      parameters.allSatisfy({ !$0.value.isNaN })
    else { throw .numerical(.notFinite) }
    self.modelID = modelID
    self.parameters = parameters
    self.paths = paths
    self.residuals = residuals
  }

  /// A model fitted to a history, on whose scale its paths have components.
  ///
  /// - Parameter link: from the components to the unit; the scale of the history where none is told.
  /// - Throws: `numerical` when paths or residuals are no finite numbers.
  init(
    _ id: String, _ input: ModelInput, at times: [Double], _ components: [PathComponent],
    link: Link? = nil, parameters: [FittedParameter], residuals: [Residual]
  ) throws(ModelError) {
    try self.init(
      modelID: id, parameters: parameters,
      paths: PathDistribution(
        times: times, components: components, link: link ?? .transform(input.transform),
        bounds: input.transform.bounds), residuals: residuals)
  }

  /// Future paths, one row a path, in the unit of the quantity.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - stream: where the randomness comes from; one normal a step, auxiliary uniforms besides.
  public func simulate(paths count: Int, stream: RandomStream) -> [[Double]] {
    paths.simulate(paths: count, stream: stream)
  }
}

/// One estimate.
public struct FittedParameter: Sendable, Hashable, Codable {
  /// Its name.
  public let name: String
  /// The estimate.
  public let value: Double
  /// Its standard error, where there is one.
  public let standardError: Double?

  /// An estimate.
  public init(_ name: String, _ value: Double, standardError: Double? = nil) {
    self.name = name
    self.value = value
    self.standardError = standardError
  }
}

/// A residual of variance one at a time.
public struct Residual: Sendable, Hashable, Codable {
  /// The end of the period, in years.
  public let time: Double
  /// The residual over its standard deviation.
  public let value: Double
}
