/// Bytes as a source of choices; behind their end every choice is the first.
struct FuzzBytes {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isEmpty: Bool { position >= bytes.count }

  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// A number from 0, below a limit of at most 256.
  mutating func below(_ limit: Int) -> Int { Int(byte()) % max(1, limit) }

  mutating func flag() -> Bool { byte() & 1 == 1 }

  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  mutating func word() -> UInt64 {
    var word: UInt64 = 0
    for _ in 0..<8 { word = word << 8 | UInt64(byte()) }
    return word
  }

  /// From −327.68 to 327.67.
  mutating func hundredths() -> Double {
    let (high, low) = (UInt16(byte()), UInt16(byte()))
    return Double(Int16(bitPattern: high << 8 | low)) / 100
  }
}
