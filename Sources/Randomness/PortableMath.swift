/// Elementary functions that give the same bits on every machine: sums, products and square roots
/// of IEEE 754 only, no fused multiply-add, no C library.
///
/// Arguments are reduced exactly and the rest summed from the Taylor series; the error stays below
/// two units in the last place on the ranges named.
public enum PortableMath {
  /// `1.5 · 2⁵²`: adding it rounds to a whole number that stands in the low bits.
  @usableFromInline static let magic = 0x1.8p52

  /// `eˣ`; arguments outside −708…709 are moved to the nearest of these.
  @inlinable @inline(__always)
  public static func exp(_ argument: Double) -> Double {
    let x = Swift.min(Swift.max(argument, -708), 709)
    let shifted = x * 1.4426950408889634 + magic
    let k = shifted - magic
    let r = (x - k * 0x1.62E42FEFA0000p-1) - k * 0x1.CF79ABC9E3B3Ap-40
    var sum = 1.0 / 6227020800
    sum = sum * r + 1.0 / 479001600
    sum = sum * r + 1.0 / 39916800
    sum = sum * r + 1.0 / 3628800
    sum = sum * r + 1.0 / 362880
    sum = sum * r + 1.0 / 40320
    sum = sum * r + 1.0 / 5040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    let scale = (shifted.bitPattern &- magic.bitPattern &+ 1023) &<< 52
    return sum * Double(bitPattern: scale)
  }

  /// `log x` for a normal positive number.
  @inlinable @inline(__always)
  public static func log(_ x: Double) -> Double {
    // Takes the exponent off so that the rest lies between √½ and √2. The bias of 1023 keeps the
    // shift logical, which processors without wider registers do have.
    let biased = (x.bitPattern &+ 0x3FF0_0000_0000_0000 &- 0x3FE6_A09E_667F_3BCD) &>> 52
    let k = Double(bitPattern: biased &+ (magic.bitPattern &- 1023)) - magic
    let m = Double(bitPattern: x.bitPattern &- ((biased &- 1023) &<< 52))
    let f = (m - 1) / (m + 1)
    let s = f * f
    var sum = 1.0 / 23
    sum = sum * s + 1.0 / 21
    sum = sum * s + 1.0 / 19
    sum = sum * s + 1.0 / 17
    sum = sum * s + 1.0 / 15
    sum = sum * s + 1.0 / 13
    sum = sum * s + 1.0 / 11
    sum = sum * s + 1.0 / 9
    sum = sum * s + 1.0 / 7
    sum = sum * s + 1.0 / 5
    sum = sum * s + 1.0 / 3
    let tail = sum * s * f
    return k * 0x1.62E42FEFA0000p-1 + (2 * f + (2 * tail + k * 0x1.CF79ABC9E3B3Ap-40))
  }

  /// `(cos 2πu, sin 2πu)` for `u` between 0 and 1.
  @inlinable @inline(__always)
  public static func cosineAndSine(turns u: Double) -> (cosine: Double, sine: Double) {
    let shifted = 4 * u + magic
    let k = shifted - magic
    let x = (4 * u - k) * 1.5707963267948966
    let s = x * x
    var sine = 1.0 / 355687428096000
    sine = sine * s - 1.0 / 1307674368000
    sine = sine * s + 1.0 / 6227020800
    sine = sine * s - 1.0 / 39916800
    sine = sine * s + 1.0 / 362880
    sine = sine * s - 1.0 / 5040
    sine = sine * s + 1.0 / 120
    sine = sine * s - 1.0 / 6
    sine = x + x * s * sine
    var cosine = 1.0 / 20922789888000
    cosine = cosine * s - 1.0 / 87178291200
    cosine = cosine * s + 1.0 / 479001600
    cosine = cosine * s - 1.0 / 3628800
    cosine = cosine * s + 1.0 / 40320
    cosine = cosine * s - 1.0 / 720
    cosine = cosine * s + 1.0 / 24
    cosine = cosine * s - 0.5
    cosine = 1 + cosine * s
    // The quarter turn decides which of the two is which, and their signs.
    let quarter = shifted.bitPattern
    let swap = 0 &- (quarter & 1)
    let first = (cosine.bitPattern & ~swap) | (sine.bitPattern & swap)
    let second = (sine.bitPattern & ~swap) | (cosine.bitPattern & swap)
    let signOfCosine = ((quarter &+ 1) & 2) &<< 62
    let signOfSine = (quarter & 2) &<< 62
    return (Double(bitPattern: first ^ signOfCosine), Double(bitPattern: second ^ signOfSine))
  }

  /// The nearest whole number, halves to the even one; exact below 2⁵¹.
  @inlinable @inline(__always)
  public static func rounded(_ x: Double) -> Double { (x + magic) - magic }

  /// A uniform number strictly between 0 and 1 from the upper 52 of 64 bits.
  @inlinable @inline(__always)
  public static func uniform(_ bits: UInt64) -> Double {
    Double(bitPattern: (bits &>> 12) | 0x3FF0_0000_0000_0000) - 0x1.FFFFFFFFFFFFFp-1
  }
}
