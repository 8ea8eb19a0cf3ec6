/// The counter-based generator Philox4x32-7: 128 random bits for each (counter, key).
///
/// A round multiplies two words, keeps the high halves and mixes them with the key; seven rounds,
/// the fewest with which it passes BigCrush.
/// There is no state, so any draw can be had without drawing those before it.
///
/// Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC '11,
/// section 3.3 and table 2, doi:10.1145/2063384.2063405.
public enum Philox {
  /// The 128 bits for one counter under one key.
  @inline(__always)
  public static func words(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>
  ) -> SIMD4<UInt32> {
    var (a, b, c, d) = (counter.x, counter.y, counter.z, counter.w)
    var (low, high) = (key.x, key.y)
    for _ in 0..<7 {
      let first = UInt64(a) &* 0xD251_1F53
      let second = UInt64(c) &* 0xCD9E_8D57
      let (oldB, oldD) = (b, d)
      a = UInt32(truncatingIfNeeded: second >> 32) ^ oldB ^ low
      b = UInt32(truncatingIfNeeded: second)
      c = UInt32(truncatingIfNeeded: first >> 32) ^ oldD ^ high
      d = UInt32(truncatingIfNeeded: first)
      low &+= 0x9E37_79B9
      high &+= 0xBB67_AE85
    }
    return SIMD4(a, b, c, d)
  }
}
