/// Numbers of names, so that what is drawn hangs on what something is called and not on where it stands.
///
/// FNV-1a: for each byte `h = (h xor byte) · p`, modulo the width.
///
/// Source: Fowler, Noll & Vo 1991; Eastlake et al., RFC 9923.
package enum NameHash {
  /// Of 32 bits.
  package static func short(_ name: String) -> UInt32 {
    name.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// Of 64 bits.
  package static func long(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
