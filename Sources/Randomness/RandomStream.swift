/// Draws keyed by (seed, stream, path, step): the same whatever was drawn before, in whatever order.
///
/// A stream belongs to one quantity; steps from 0 are its normals in time order. Auxiliary uniforms
/// live at steps of their own and never meet the normals.
public struct RandomStream: Sendable, Hashable {
  /// The seed of the run.
  public let seed: UInt64
  /// The quantity.
  public let stream: UInt32

  /// A stream of a run.
  public init(seed: UInt64, stream: UInt32) {
    self.seed = seed
    self.stream = stream
  }

  /// The standard normal at one step of one path, by Box–Muller (1958, Ann. Math. Stat. 29): steps `4k … 4k + 3` share
  /// one counter, and each pair of them one word of 64 bits, whose upper 40 bits are the radius and the others the turn.
  public func normal(path: UInt64, step: Int) -> Double {
    let bits = bits(path: path, block: UInt32(truncatingIfNeeded: step / 4))
    let word = step / 2 % 2 == 0 ? bits.first : bits.second
    let (first, second) = Self.around(word, radius: Self.radius(PortableMath.uniform(word)))
    return step.isMultiple(of: 2) ? first : second
  }

  /// `√(−2 log u)` to 10⁻¹¹ of itself, for a uniform number below 1.
  ///
  /// `−2 log u = −2k log 2 − 2 log((1 + f)/(1 − f))`, the latter by the polynomial of least greatest error in `f²`.
  private static func radius(_ uniform: Double) -> Double {
    let bits = uniform.bitPattern
    let biased = (bits &+ 0x3FF0_0000_0000_0000 &- 0x3FE6_A09E_667F_3BCD) &>> 52
    let k =
      Double(bitPattern: biased &+ (PortableMath.magic.bitPattern &- 1023)) - PortableMath.magic
    let m = Double(bitPattern: bits &- ((biased &- 1023) &<< 52))
    let f = (m - 1) / (m + 1)
    let s = f * f
    var sum = -0.47239278269921153
    sum = sum * s - 0.5706973717371737
    sum = sum * s - 0.8000077566497418
    sum = sum * s - 1.3333333046009035
    sum = sum * s - 4.000000000017018
    return (sum * f + k * -0x1.62e42fefa39efp+0).squareRoot()
  }

  /// A point of a circle by the lowest 24 bits of a word: one for the side, one for which coordinate is which, the
  /// others for the place in an eighth to either side of an axis. To 10⁻¹¹ of the radius.
  private static func around(_ word: UInt64, radius: Double) -> (first: Double, second: Double) {
    let place = (word &<< 30 & 0x000F_FFFF_C000_0000) | 0x3FF0_0000_0000_0000
    let t = Double(bitPattern: place) - 0x1.7FFFFEp0
    let r = Double(bitPattern: radius.bitPattern ^ (word &<< 40 & 0x8000_0000_0000_0000))
    let s = t * t
    var sine = 0.00015819507428092063
    sine = sine * s - 0.004681260627569026
    sine = sine * s + 0.079692581842889
    sine = sine * s - 0.6459640961024181
    sine = sine * s + 1.57079632678775
    var cosine = -2.4857068321092395e-05
    cosine = cosine * s + 0.0009191659011992487
    cosine = cosine * s - 0.02086346903165282
    cosine = cosine * s + 0.253669507264342
    cosine = cosine * s - 1.2337005501249463
    cosine = cosine * s + 1
    let (one, other) = (r * cosine, r * (t * sine))
    return word &>> 22 & 1 == 0 ? (one, other) : (other, one)
  }

  /// An auxiliary uniform strictly between 0 and 1.
  public func uniform(path: UInt64, index: Int) -> Double {
    let bits = bits(path: path, block: 0x8000_0000 | UInt32(truncatingIfNeeded: index / 2))
    return PortableMath.uniform(index.isMultiple(of: 2) ? bits.first : bits.second)
  }

  @inline(__always)
  private func bits(path: UInt64, block: UInt32) -> (first: UInt64, second: UInt64) {
    let words = Philox.words(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: path), UInt32(truncatingIfNeeded: path &>> 32), block, stream),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed &>> 32)))
    return (
      UInt64(words.x) | UInt64(words.y) &<< 32, UInt64(words.z) | UInt64(words.w) &<< 32
    )
  }
}
