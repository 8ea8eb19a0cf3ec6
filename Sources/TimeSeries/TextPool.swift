/// Texts that many rows repeat, one copy each, named by numbers; number 0 is the empty text.
///
/// Written here because a dictionary of strings decodes and hashes every text anew, where a row mostly repeats
/// what an earlier one had.
public struct TextPool: Sendable {
  private var texts = [""]
  private var numbers: [String: Int32] = ["": 0]
  /// The number last found for a hash of bytes.
  private var recent = [Int32](repeating: 0, count: 1 << 12)

  /// Nothing but the empty text.
  public init() {}

  /// The text of a number that this pool gave.
  public subscript(number: Int32) -> String { texts[Int(number)] }

  /// The number of a text; texts that differ only in their Unicode composition share one.
  public mutating func number(of text: String) -> Int32 {
    if let number = numbers[text] { return number }
    let number = Int32(texts.count)
    texts.append(text)
    numbers[text] = number
    return number
  }

  /// The number of a text in UTF-8.
  public mutating func number(of bytes: ArraySlice<UInt8>) -> Int32 {
    if bytes.isEmpty { return 0 }
    let slot = bytes.withUnsafeBytes(Self.slot)
    let candidate = Int(recent[slot])
    let isKnown = bytes.withUnsafeBytes { bytes in
      texts[candidate].utf8.withContiguousStorageIfAvailable {
        Self.areEqual(bytes, UnsafeRawBufferPointer($0))
      }
    }
    if isKnown == true { return Int32(candidate) }
    let number = number(of: String(decoding: bytes, as: UTF8.self))
    recent[slot] = number
    return number
  }

  /// Where to look first: eight bytes a step, mixed by a multiplication.
  private static func slot(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash = UInt64(bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      place += 8
    }
    while place < bytes.count {
      hash = (hash ^ UInt64(bytes[place])) &* 0x9E37_79B9_7F4A_7C15
      place += 1
    }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0xFFF)
  }

  private static func areEqual(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Bool {
    guard left.count == right.count else { return false }
    var place = 0
    while place + 8 <= left.count {
      let words = (
        left.loadUnaligned(fromByteOffset: place, as: UInt64.self),
        right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      )
      if words.0 != words.1 { return false }
      place += 8
    }
    while place < left.count {
      if left[place] != right[place] { return false }
      place += 1
    }
    return true
  }
}
