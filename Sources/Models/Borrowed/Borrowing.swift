internal import LinearAlgebra
internal import TimeSeries

/// The last value of a history whose course comes from other series.
struct Borrowing {
  private let input: ModelInput
  private let value: Double
  /// When it was.
  let time: Double
  /// Its image on the modelling scale.
  let level: Double
  /// The standard deviation of its error there.
  let noise: Double

  /// - Throws: `tooShort`, `outsideScale`.
  init(_ input: ModelInput) throws(ModelError) {
    guard let time = input.times.last, let value = input.values.last,
      let error = input.errors.last
    else { throw .tooShort(observations: 0, minimum: 1) }
    let edge = ModelInput.edge(error)
    guard let level = input.transform.forward(value, insideBy: edge) else {
      throw .outsideScale(value: value)
    }
    self.input = input
    self.value = value
    self.time = time
    self.level = level
    noise = error * input.transform.slope(at: input.transform.inside(value, by: edge))
  }

  /// Values of another series on the modelling scale.
  ///
  /// - Throws: `outsideScale`.
  static func images(
    of values: [Double], _ transform: Transform
  ) throws(ModelError) -> [Double] {
    var images: [Double] = []
    for value in values {
      guard let image = transform.forward(value, insideBy: 0) else {
        throw .outsideScale(value: value)
      }
      images.append(image)
    }
    return images
  }

  /// A forecast of one component; the level stands before its other parameters.
  ///
  /// - Throws: `numerical`.
  func fitted(
    _ id: String, mean: [Double], covariance: Matrix, degreesOfFreedom: Int,
    parameters: [FittedParameter], at times: [Double]
  ) throws(ModelError) -> FittedModel {
    let component = try numerical { () throws(LinearAlgebraError) in
      try PathComponent(
        weight: 1, mean: mean, covariance: covariance,
        degreesOfFreedom: Double(degreesOfFreedom))
    }
    return try FittedModel(
      id, input, at: times, [component],
      parameters: [FittedParameter("level", value)] + parameters, residuals: [])
  }
}
