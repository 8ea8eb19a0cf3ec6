import Randomness
import RealModule
import Testing

@Suite struct DistributionTests {
  @Test("Far normal quantiles are those of 40-digit arithmetic, to 14 digits")
  func farNormal() {
    // Roots of erfc(−x/√2)/2 = p by mpmath 1.3.0 with 40 digits.
    let exact = [
      (1e-11, -6.706_023_155_495_137), (1e-12, -7.034_483_825_301_132),
      (1e-13, -7.348_796_102_800_677_5), (1e-14, -7.650_628_092_935_269),
      (1e-15, -7.941_345_326_170_997),
    ]
    for (p, score) in exact {
      #expect(abs(StandardNormal.quantile(p) / score - 1) < 1e-14, "\(p)")
      #expect(abs(StandardNormal.portableQuantile(p) / score - 1) < 1e-14, "\(p)")
    }
  }

  @Test("Student's t: closed forms of one and two degrees, printed quantiles of more")
  func studentT() {
    for step in -40...40 {
      let x = Double(step) / 4
      let one = 0.5 + Double.atan(x) / .pi
      let two = 0.5 + x / (2 * (2 + x * x).squareRoot())
      #expect(abs(StudentT.cumulative(x, degrees: 1) - one) < 1e-13)
      #expect(abs(StudentT.cumulative(x, degrees: 2) - two) < 1e-13)
    }
    // Abramowitz & Stegun 1964, table 26.10.
    for (p, degrees, printed) in [
      (0.975, 5, 2.571), (0.95, 10, 1.812), (0.995, 3, 5.841), (0.975, 30, 2.042),
    ] as [(Double, Double, Double)] {
      #expect(abs(StudentT.quantile(p, degrees: degrees) - printed) < 5e-4)
    }
  }

  @Test("In a cut normal a value keeps its rank, inside the cut and in either half")
  func truncated() {
    for (low, high) in [(-0.5, 3.0), (-3.0, 0.5), (1, 1.5), (-9, -8), (-6, 6)] {
      for step in -8...8 {
        let z = Double(step) / 4
        let value = TruncatedNormal.sameRank(
          10 + 2 * z, mean: 10, deviation: 2, low: 10 + 2 * low, high: 10 + 2 * high)
        let score = (value - 10) / 2
        #expect(low <= score && score <= high)
        let bottom = StandardNormal.cumulative(low)
        let inside = StandardNormal.cumulative(high) - bottom
        let rank = (StandardNormal.cumulative(score) - bottom) / inside
        #expect(abs(rank - StandardNormal.cumulative(z)) < 1e-9, "\(low) \(high) \(z)")
      }
    }
  }
}
