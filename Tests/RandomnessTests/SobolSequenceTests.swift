import Randomness
import Testing

@Suite struct SobolSequenceTests {
  @Test("Every dimension puts one of 2ᵏ points into each of 2ᵏ intervals, scrambled or not")
  func stratified() {
    let sequence = SobolSequence(dimensions: 300)
    for scramble in [0, 0xDEAD_BEEF, 1] as [UInt32] {
      for dimension in stride(from: 0, to: 300, by: 7) {
        var uniforms = [Double](repeating: 0, count: 1024)
        for first in stride(from: 0, to: 1024, by: 64) {
          uniforms.withUnsafeMutableBufferPointer { all in
            sequence.fill(
              UnsafeMutableBufferPointer(rebasing: all[first..<(first + 64)]),
              dimension: dimension, first: UInt32(first), scramble: scramble)
          }
        }
        #expect(uniforms.allSatisfy { $0 > 0 && $0 < 1 })
        for bits in [6, 8, 10] {
          let count = 1 << bits
          let cells = Set(uniforms[..<count].map { Int($0 * Double(count)) })
          #expect(cells.count == count, "dimension \(dimension), \(count) points")
        }
      }
    }
  }

  @Test("Two dimensions fill squares more evenly than chance would; scramblings differ")
  func pairs() {
    let sequence = SobolSequence(dimensions: 40)
    func points(_ dimension: Int, _ scramble: UInt32) -> [Double] {
      var uniforms = [Double](repeating: 0, count: 4096)
      uniforms.withUnsafeMutableBufferPointer {
        sequence.fill($0, dimension: dimension, first: 0, scramble: scramble)
      }
      return uniforms
    }
    #expect(points(3, 5) != points(3, 6))
    var worse = 0
    for dimension in 0..<39 {
      let (one, two) = (points(dimension, 11), points(dimension + 1, 12))
      var counts = [Int](repeating: 0, count: 256)
      for (x, y) in zip(one, two) { counts[Int(x * 16) * 16 + Int(y * 16)] += 1 }
      // By chance the sum of squared deviations from 16 is 16 · 255.
      let squares = counts.reduce(0) { $0 + ($1 - 16) * ($1 - 16) }
      if squares > 16 * 255 { worse += 1 }
    }
    #expect(worse <= 4, "\(worse) of 39 pairs")
  }

  @Test("Quantiles without the C library are those of the library to the last digits")
  func portableQuantiles() {
    for step in 1..<10_000 {
      let p = Double(step) / 10_000
      let difference = StandardNormal.portableQuantile(p) - StandardNormal.quantile(p)
      #expect(abs(difference) < 1e-14)
    }
  }

  @Test("Quantiles of chi-square come back")
  func chiSquare() {
    for degrees in [1.0, 2, 5, 30, 200] {
      for p in [1e-12, 1e-4, 0.03, 0.5, 0.97, 1 - 1e-6] {
        let x = ChiSquare.quantile(p, degrees: degrees)
        #expect(abs(ChiSquare.cumulative(x, degrees: degrees) / p - 1) < 1e-9)
      }
    }
  }
}
