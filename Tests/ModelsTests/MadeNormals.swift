import Foundation

/// Standard normals from a fixed generator, the same on every machine.
enum MadeNormals {
  /// So many of them, others for each number.
  static func values(_ number: Int, _ count: Int) -> [Double] {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
    func uniform() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return (Double(state >> 11) + 0.5) / 9_007_199_254_740_992
    }
    for _ in 0..<20 { _ = uniform() }
    return (0..<count).map { _ in
      (-2 * log(uniform())).squareRoot() * cos(2 * Double.pi * uniform())
    }
  }
}
