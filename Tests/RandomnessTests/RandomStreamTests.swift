import Randomness
import RealModule
import TestSupport
import Testing

@Suite struct RandomStreamTests {
  @Test("Moments of a million normals lie in their Monte Carlo bands")
  func moments() {
    let stream = RandomStream(seed: 42, stream: 9)
    let count = 1_000_000
    var sums = [0.0, 0, 0, 0]
    for path in 0..<UInt64(count / 4) {
      for step in 0..<4 {
        let z = stream.normal(path: path, step: step)
        var power = z
        for order in 0..<4 {
          sums[order] += power
          power *= z
        }
      }
    }
    // Means 0, 1, 0, 3 and variances 1, 2, 15, 96 of z, z², z³, z⁴.
    for (order, (mean, variance)) in [(0.0, 1.0), (1, 2), (0, 15), (3, 96)].enumerated() {
      let band = MonteCarlo.band(standardDeviation: variance.squareRoot(), draws: count)
      #expect(abs(sums[order] / Double(count) - mean) < band)
    }
  }

  @Test("Neighbouring paths, steps, streams and seeds are uncorrelated")
  func independence() {
    let count = 200_000
    let base = RandomStream(seed: 7, stream: 3)
    let others: [(UInt64) -> Double] = [
      { base.normal(path: $0 + 1, step: 0) }, { base.normal(path: $0, step: 1) },
      { base.normal(path: $0, step: 2) }, { base.normal(path: $0, step: 3) },
      { base.normal(path: $0, step: 4) },
      { RandomStream(seed: 7, stream: 4).normal(path: $0, step: 0) },
      { RandomStream(seed: 8, stream: 3).normal(path: $0, step: 0) },
      { StandardNormal.quantile(base.uniform(path: $0, index: 0)) },
    ]
    for other in others {
      var sum = 0.0
      for path in 0..<UInt64(count) { sum += base.normal(path: path, step: 0) * other(path) }
      #expect(
        abs(sum / Double(count)) < MonteCarlo.band(standardDeviation: 1, draws: count))
    }
  }
}

@Suite struct UniformTests {
  @Test("Uniforms of a path do not tell its normals: no correlation with their radius or turn")
  func independent() {
    let stream = RandomStream(seed: 3, stream: 4)
    let count = 20_000
    var sums = [Double](repeating: 0, count: 4)
    for path in 0..<UInt64(count) {
      let (one, other) = (stream.normal(path: path, step: 0), stream.normal(path: path, step: 1))
      // Of the uniform numbers that a Box–Muller pair is made of, this one is the first.
      let radius = Double.exp(-(one * one + other * other) / 2) - 0.5
      let turn = Double.atan2(y: other, x: one) / (2 * .pi)
      for index in 0...1 {
        let uniform = stream.uniform(path: path, index: index) - 0.5
        sums[index] += 12 * uniform * radius
        sums[2 + index] += 12 * uniform * turn
      }
    }
    // The product of two uniforms of deviation 1/√12 has a deviation of 1/12.
    let band = MonteCarlo.band(standardDeviation: 1, draws: count)
    for sum in sums { #expect(abs(sum / Double(count)) < band) }
  }
}

@Suite struct StandardNormalTests {
  @Test("The quantile function undoes the distribution function, far into the tails")
  func inverse() {
    for step in -75...75 {
      let x = Double(step) / 10
      let p = StandardNormal.cumulative(x)
      // Near 1 the probability itself has lost the digits, so the lower half is the sharp check.
      let tolerance =
        x <= 0 ? 1e-13 * max(1, abs(x)) : 1e-15 / max(StandardNormal.density(x), 1e-16)
      #expect(abs(StandardNormal.quantile(p) - x) < max(tolerance, 1e-12))
    }
  }

  @Test("Values of the AS 241 paper")
  func published() {
    // Wichura 1988, section 4: Φ⁻¹ of 0.25, 0.001 and 10⁻²⁰.
    #expect(abs(StandardNormal.quantile(0.25) + 0.674_489_750_196_081_7) < 1e-15)
    #expect(abs(StandardNormal.quantile(0.001) + 3.090_232_306_167_814) < 1e-14)
    #expect(abs(StandardNormal.quantile(1e-20) + 9.262_340_089_798_408) < 1e-14)
  }
}
