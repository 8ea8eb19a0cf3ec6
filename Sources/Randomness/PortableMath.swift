/// Elementary functions that give the same bits on every machine: sums, products and square roots
/// of IEEE 754 only, no fused multiply-add, no C library.
///
/// Arguments are reduced exactly; the rest is the polynomial of least greatest relative error (Remez 1934,
/// Comptes Rendus 198, 2063–2065). The error stays below two units in the last place on the ranges named.
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
    var sum = 2.5117897913821334e-08
    sum = sum * r + 2.763126388078867e-07
    sum = sum * r + 2.755721616408463e-06
    sum = sum * r + 2.4801489986317798e-05
    sum = sum * r + 0.00019841269917560313
    sum = sum * r + 0.0013888888946975502
    sum = sum * r + 0.008333333333307113
    sum = sum * r + 0.04166666666651556
    sum = sum * r + 0.166666666666667
    sum = sum * r + 0.5000000000000012
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
    var sum = 0.0739797676260412
    sum = sum * s + 0.07657025081122336
    sum = sum * s + 0.09091782171110947
    sum = sum * s + 0.11111099286420233
    sum = sum * s + 0.14285714371195798
    sum = sum * s + 0.19999999999707327
    sum = sum * s + 0.3333333333333367
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
    var sine = 1.5896828001219824e-10
    sine = sine * s - 2.505075865392005e-08
    sine = sine * s + 2.755731369522552e-06
    sine = sine * s - 0.00019841269829816926
    sine = sine * s + 0.008333333333322425
    sine = sine * s - 0.16666666666666632
    sine = x + x * s * sine
    var cosine = 2.063359044285567e-09
    cosine = cosine * s - 2.755529638128079e-07
    cosine = cosine * s + 2.4801579016584735e-05
    cosine = cosine * s - 0.0013888888871727634
    cosine = cosine * s + 0.04166666666650321
    cosine = cosine * s - 0.49999999999999484
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
