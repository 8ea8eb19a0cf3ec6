/// Scrambled Sobol' points: evenly spread in every dimension, and random enough to know their error.
///
/// Points `0 … 2ᵏ − 1` put exactly one into each of `2ᵏ` equal intervals of every dimension, before and after
/// scrambling. Replicates differ in their scrambling only and are independent.
/// Sources: Sobol' 1967, USSR Computational Mathematics and Mathematical Physics 7, 86–112; recurrence as in
/// Bratley & Fox 1988, ACM TOMS 14, 88–100; scrambling by Owen 1995, with the hash of Burley 2020, Journal of
/// Computer Graphics Techniques 9(4), 1–20.
public struct SobolSequence: Sendable {
  /// Bits of a coordinate, and of a point's number.
  private static let bits = 32

  /// Dimensions.
  public let dimensions: Int
  /// For each dimension the direction numbers with their bits reversed.
  private let directions: [[UInt32]]

  /// A sequence of so many dimensions.
  ///
  /// The first direction numbers of a dimension, which may be any odd numbers below `2ⁱ`, are drawn
  /// from a fixed stream.
  public init(dimensions: Int) {
    precondition(dimensions >= 0, "\(dimensions) dimensions")
    self.dimensions = dimensions
    let stream = RandomStream(seed: 0x50B0_1967, stream: 0)
    var polynomials = PrimitivePolynomials()
    directions = (0..<dimensions).map { dimension in
      if dimension == 0 { return (0..<Self.bits).map { 1 << UInt32($0) } }
      let (degree, polynomial) = polynomials.next()
      var numbers: [UInt32] = []
      for bit in 0..<Self.bits {
        if bit < degree {
          let odd = stream.uniform(path: UInt64(dimension), index: bit) * Double(1 << bit)
          numbers.append((2 * UInt32(odd) + 1) << UInt32(31 - bit))
          continue
        }
        // v_i = v_{i−d} ⊕ (v_{i−d} ≫ d) ⊕ Σ a_k v_{i−k}
        var value = numbers[bit - degree] ^ numbers[bit - degree] >> UInt32(degree)
        for place in 1..<max(1, degree) where polynomial >> UInt32(degree - place) & 1 == 1 {
          value ^= numbers[bit - place]
        }
        numbers.append(value)
      }
      return numbers.map(Self.reversed)
    }
  }

  /// One coordinate of `uniforms.count` points from `first`, a multiple of that power of two.
  ///
  /// - Parameter scramble: any number; another gives another scrambling.
  public func fill(
    _ uniforms: UnsafeMutableBufferPointer<Double>, dimension: Int, first: UInt32,
    scramble: UInt32
  ) {
    let numbers = directions[dimension]
    var base: UInt32 = 0
    for bit in 0..<Self.bits where first >> UInt32(bit) & 1 == 1 { base ^= numbers[bit] }
    for lane in uniforms.indices {
      // Gray code by halves: bits of the lane that are set.
      var point = base
      var rest = UInt32(truncatingIfNeeded: lane)
      while rest != 0 {
        point ^= numbers[rest.trailingZeroBitCount]
        rest &= rest - 1
      }
      let hashed = Self.reversed(Self.permuted(point, seed: scramble))
      uniforms[lane] = (Double(hashed) + 0.5) * 0x1p-32
    }
  }

  /// Changes each bit by the bits below it: Owen's scrambling of a number whose bits are reversed.
  private static func permuted(_ number: UInt32, seed: UInt32) -> UInt32 {
    var x = number &+ seed
    x ^= x &* 0x6C50_B47C
    x ^= x &* 0xB82F_1E52
    x ^= x &* 0xC7AF_E638
    x ^= x &* 0x8D22_F6E6
    return x
  }

  private static func reversed(_ number: UInt32) -> UInt32 {
    var x = number.byteSwapped
    x = (x >> 4 & 0x0F0F_0F0F) | (x & 0x0F0F_0F0F) << 4
    x = (x >> 2 & 0x3333_3333) | (x & 0x3333_3333) << 2
    return (x >> 1 & 0x5555_5555) | (x & 0x5555_5555) << 1
  }
}

/// Primitive polynomials over two elements, by degree and then by value.
struct PrimitivePolynomials {
  private var degree = 1
  private var candidate: UInt32 = 0b11

  /// The next one; bit `k` is the coefficient of `xᵏ`.
  mutating func next() -> (degree: Int, polynomial: UInt32) {
    while true {
      let current = candidate
      let order = degree
      candidate += 2
      if candidate >> UInt32(degree + 1) != 0 {
        degree += 1
        candidate = 1 << UInt32(degree) | 1
      }
      if Self.isPrimitive(current, degree: order) { return (order, current) }
    }
  }

  /// Whether `x` has the order `2ᵈ − 1` modulo the polynomial.
  static func isPrimitive(_ polynomial: UInt32, degree: Int) -> Bool {
    let full = (1 << degree) - 1
    var power: UInt32 = 1
    for exponent in 1...full {
      power <<= 1
      if power >> UInt32(degree) & 1 == 1 { power ^= polynomial }
      if power == 1 { return exponent == full }
    }
    return false
  }
}
