import Randomness
import RealModule
import TestSupport
import Testing

/// The laws of distributions and streams over all of the room.
@Suite struct RandomnessConformanceTests {
  private static let counted: QuantileHistogram = {
    var histogram = QuantileHistogram(covering: -5...5, bins: 4000)
    for value in grid { histogram.add(value) }
    return histogram
  }()
  private static let grid = (0..<20_000).map {
    StandardNormal.quantile((Double($0) + 0.5) / 20_000)
  }

  /// A normal of mean 10 and deviation 2 cut to 9…13, by the ranks of the whole one.
  private static let cut: KnownDistribution = {
    let (low, high) = (-0.5, 1.5)
    let share = StandardNormal.cumulative(high) - StandardNormal.cumulative(low)
    let (left, right) = (StandardNormal.density(low), StandardNormal.density(high))
    let shift = (left - right) / share
    let variance = 1 + (low * left - high * right) / share - shift * shift
    return KnownDistribution(
      "cut normal", file: "TruncatedNormal", mean: 10 + 2 * shift, variance: 4 * variance,
      tolerance: 1e-9,
      quantile: {
        TruncatedNormal.sameRank(
          10 + 2 * StandardNormal.quantile($0), mean: 10, deviation: 2, low: 9, high: 13)
      },
      cumulative: {
        (StandardNormal.cumulative(($0 - 10) / 2) - StandardNormal.cumulative(low)) / share
      })
  }()

  private static let distributions: [KnownDistribution] = [
    KnownDistribution(
      "normal", file: "StandardNormal", mean: 0, variance: 1, density: StandardNormal.density,
      quantile: StandardNormal.quantile, cumulative: StandardNormal.cumulative),
    KnownDistribution(
      "portable normal", file: "StandardNormal", mean: 0, variance: 1,
      density: StandardNormal.density, quantile: StandardNormal.portableQuantile,
      cumulative: StandardNormal.cumulative),
    // Mean 0, variance ν/(ν − 2).
    KnownDistribution(
      "t of 9 degrees", file: "StudentT", mean: 0, variance: 9.0 / 7,
      quantile: { StudentT.quantile($0, degrees: 9) },
      cumulative: { StudentT.cumulative($0, degrees: 9) }),
    // Mean ν, variance 2ν.
    KnownDistribution(
      "chi-square of 5 degrees", file: "ChiSquare", mean: 5, variance: 10,
      quantile: { ChiSquare.quantile($0, degrees: 5) },
      cumulative: { ChiSquare.cumulative($0, degrees: 5) }),
    cut,
    KnownDistribution(
      "counted values", file: "QuantileHistogram", mean: 0,
      variance: grid.reduce(0) { $0 + $1 * $1 } / 20_000, tolerance: 2e-3,
      quantile: { counted.quantile($0) ?? .nan }, cumulative: { counted.share(atMost: $0) }),
  ]

  @Test("The suite leaves out no distribution of the room")
  func whole() throws {
    let files = try Catalogues.files(
      declaring: "static func quantile(_ p: Double", in: ["Randomness"])
    #expect(files == ["ChiSquare", "StandardNormal", "StudentT"])
    #expect(Set(files).isSubset(of: Self.distributions.map(\.file)))
  }

  @Test("The probability below a quantile is its probability", arguments: distributions)
  func inverse(known: KnownDistribution) {
    #expect(DistributionLaws.quantilesInvert(known) == nil)
  }

  @Test("A density integrates to the probabilities between quantiles", arguments: distributions)
  func density(known: KnownDistribution) {
    #expect(DistributionLaws.densityIntegrates(known) == nil)
  }

  @Test("Moments of drawn values are those in closed form", arguments: distributions)
  func moments(known: KnownDistribution) {
    #expect(DistributionLaws.samplesHaveMoments(known, draws: 10_000) == nil)
  }

  private static let streams: [DrawnStream] = [
    DrawnStream(
      "normals", draw: { RandomStream(seed: 3, stream: 8).normal(path: $0, step: $1) },
      block: { first, count, steps in
        blocks(PathKernels.current, RandomStream(seed: 3, stream: 8), first, count, steps)
      }),
    DrawnStream(
      "uniforms", draw: { RandomStream(seed: 3, stream: 8).uniform(path: $0, index: $1) },
      block: { first, count, steps in
        let stream = RandomStream(seed: 3, stream: 8)
        return (0..<count).map { path in
          (0..<steps).map { stream.uniform(path: first + UInt64(path), index: $0) }
        }
      }),
  ]

  /// The normals of a block of paths, as the engine draws them.
  private static func blocks(
    _ kernels: PathKernels, _ stream: RandomStream, _ first: UInt64, _ count: Int, _ steps: Int
  ) -> [[Double]] {
    var block = [Double](repeating: 0, count: count * (steps + 1))
    kernels.fillNormals(&block, of: stream, firstPath: first, lanes: count, steps: steps)
    return (0..<count).map { path in (0..<steps).map { block[$0 * count + path] } }
  }

  @Test("Skipping ahead equals drawing: a path is the same whatever was drawn", arguments: streams)
  func skipping(stream: DrawnStream) {
    #expect(StreamLaws.skippingIsDrawing(stream) == nil)
  }

  @Test("How paths are shared among workers changes no bit", arguments: streams)
  func sharing(stream: DrawnStream) {
    #expect(StreamLaws.sharingSaysNothing(stream) == nil)
  }

  @Test("Draws are the documented words of Philox: known answers of the stream itself")
  func knownAnswers() {
    let stream = RandomStream(seed: 0x0000_0002_0000_0001, stream: 9)
    for (path, index) in [(UInt64(5), 0), (5, 1), (1 << 33 | 4, 6)] {
      let words = Philox.words(
        counter: SIMD4(
          UInt32(truncatingIfNeeded: path), UInt32(path >> 32), 0x8000_0000 | UInt32(index / 2), 9),
        key: SIMD2(1, 2))
      let low = index.isMultiple(of: 2) ? words.x : words.z
      let high = index.isMultiple(of: 2) ? words.y : words.w
      // The upper 53 of 64 bits, half a step above: strictly between 0 and 1.
      let bits = (UInt64(low) | UInt64(high) << 32) >> 11
      let expected = (Double(bits) + 0.5) * 0x1p-53
      #expect(abs(stream.uniform(path: path, index: index) - expected) < 0x1p-52)
    }
  }
}
