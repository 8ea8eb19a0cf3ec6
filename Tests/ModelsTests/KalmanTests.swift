import LinearAlgebra
import Models
import RealModule
import TestSupport
import Testing

/// Golden cases of the Nile series.
private struct NileCases: Decodable {
  struct Case: Decodable {
    let name: String
    let values: [Double?]
    let variances: [Double]
    let logLikelihood: Double
    let nextState: [Double]
    let nextVariance: [[Double]]

    var model: StateSpaceModel {
      variances.count == 2
        ? .localLevel(observationVariance: variances[0], levelVariance: variances[1])
        : .localLinearTrend(
          observationVariance: variances[0], levelVariance: variances[1],
          slopeVariance: variances[2])
    }
  }
  let tolerance: Double
  let cases: [Case]

  static func load() throws -> NileCases { try Golden.load(NileCases.self, "Models/nile") }
}

@Suite struct KalmanTests {
  /// The log-likelihood with the variance of the observation concentrated out, as Durbin & Koopman
  /// (2.63) write it, without the constant `−n/2 log 2π − (n − 1)/2`.
  private func concentrated(_ flow: [Double?], ratio: Double) -> (value: Double, variance: Double) {
    let filter = KalmanFilter(
      .localLevel(observationVariance: 1, levelVariance: ratio), observations: flow)
    let variance = filter.sumOfSquares / Double(filter.ordinaryCount)
    // The first F∞ is 1, so the sum of log F over the other years is the whole determinant.
    let value =
      -0.5 * (Double(filter.ordinaryCount) * Double.log(variance) + filter.logDeterminant)
    return (value, variance)
  }

  @Test("Nile: maximum likelihood of Durbin & Koopman 2012, table 2.1: q 0.0973, log L −492.07")
  func published() throws {
    let flow = try #require(NileCases.load().cases.first).values
    var best = (ratio: 0.0, value: -Double.infinity, variance: 0.0)
    for step in 0...4000 {
      let ratio = Double.exp(-5 + Double(step) / 1000)
      let (value, variance) = concentrated(flow, ratio: ratio)
      if value > best.value { best = (ratio, value, variance) }
    }
    #expect(abs(best.ratio - 0.0973) < 0.00005)
    #expect(abs(best.value + 492.07) < 0.005)
    // Section 2.10: the estimates are 15099 and 1469.1.
    #expect(abs(best.variance - 15099) < 1 && abs(best.variance * best.ratio - 1469.1) < 0.5)
    // With its constant the diffuse log-likelihood is −633.46, table 2.1's value and section 7.2.2.
    let constant = -50 * Double.log(2 * Double.pi) - 49.5
    #expect(abs(best.value + constant + 633.46) < 0.01)
  }

  @Test("Filtered states and diffuse likelihood equal statsmodels, gaps and diffuse start included")
  func filter() throws {
    let golden = try NileCases.load()
    for example in golden.cases {
      let filter = KalmanFilter(example.model, observations: example.values)
      for (own, theirs) in zip(filter.nextState, example.nextState) {
        #expect(abs(own - theirs) < golden.tolerance * 1000, "\(example.name)")
      }
      for (i, row) in example.nextVariance.enumerated() {
        for (j, theirs) in row.enumerated() {
          #expect(abs(filter.nextVariance[i, j] / theirs - 1) < golden.tolerance)
        }
      }
      // statsmodels counts ½ log 2π for each diffuse step as well.
      let variant =
        filter.logLikelihood - 0.5 * Double(filter.diffuseCount) * Double.log(2 * Double.pi)
      #expect(abs(variant - example.logLikelihood) < 1e-7, "\(example.name)")
      #expect(filter.isInitialised)
    }
  }

  @Test("A missing observation leaves the likelihood of the rest as if it had never been asked for")
  func missing() throws {
    let flow = try #require(NileCases.load().cases.first).values
    let model = StateSpaceModel.localLevel(observationVariance: 15099, levelVariance: 1469.1)
    var trailing = flow
    trailing.append(nil)
    trailing.append(nil)
    let whole = KalmanFilter(model, observations: flow)
    let longer = KalmanFilter(model, observations: trailing)
    #expect(whole.logLikelihood == longer.logLikelihood)
  }
}

extension StateSpaceModel {
  /// The local level: a random walk seen with noise.
  fileprivate static func localLevel(
    observationVariance: Double, levelVariance: Double
  ) -> StateSpaceModel {
    StateSpaceModel(
      transition: .identity(1), loading: [1], stateVariance: .diagonal([levelVariance]),
      observationVariance: observationVariance)
  }
}
