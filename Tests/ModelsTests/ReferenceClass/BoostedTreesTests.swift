import Foundation
import Models
import Testing

/// Trees that are packed by hand, and tables as they stand in the sources.
@Suite("Trees of classes, and the tables that hold them") struct BoostedTreesTests {
  /// A tree of two splits, one without any, one of one split; leaves are powers of two.
  private static let packed: [UInt8] =
    [2, 1, 10, 1, 0xFD, 0, 200, 0xFF, 0xFE] + bytes(1, 2, 4)
    + [0] + bytes(8)
    + [1, 2, 0, 0xFF, 0xFE] + bytes(16, 32)

  private static func bytes(_ leaves: Float...) -> [UInt8] {
    leaves.flatMap { leaf in (0..<4).map { UInt8(leaf.bitPattern >> (8 * $0) & 255) } }
  }

  private static func trees(_ bytes: [UInt8]) throws -> BoostedTrees {
    let text = "{\"start\":0.5,\"trees\":\"\(Data(bytes).base64EncodedString())\"}"
    return try JSONDecoder().decode(BoostedTrees.self, from: Data(text.utf8))
  }

  /// The first tree asks feature 1 for at most 10 and then feature 0 for at most 200, the last one feature 2 for 0.
  @Test(
    "A row ends in one leaf of each tree",
    arguments: [
      ([200, 10, 0], 0.5 + 1 + 8 + 16), ([201, 10, 1], 0.5 + 2 + 8 + 32),
      ([0, 11, 0], 0.5 + 4 + 8 + 16), ([255, 255, 255], 0.5 + 4 + 8 + 32),
    ] as [([UInt8], Double)])
  func leaves(_ codes: [UInt8], _ sum: Double) throws {
    #expect(try Self.trees(Self.packed).value(codes) == sum)
    #expect(try Self.trees([]).value(codes) == 0.5)
  }

  /// Deep beside shallow ones, so that some rows are at a leaf long before others.
  @Test(
    "Of any number of trees each adds the leaf that a walk down it alone finds", arguments: 0...9)
  func alone(_ count: Int) throws {
    var state: UInt64 = 726
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var packed: [[UInt8]] = []
    for tree in 0..<count {
      let splits = [0, 1, 12, 3, 7][tree % 5]
      var bytes = [UInt8(splits)]
      for node in 0..<splits {
        // One child is a leaf, the other the next split, on either side.
        let (leaf, next) = (
          UInt8(bitPattern: Int8(-1 - node)),
          node + 1 < splits ? UInt8(node + 1) : UInt8(bitPattern: Int8(-1 - splits))
        )
        let isLeft = random(2) == 0
        bytes += [
          UInt8(random(3)), UInt8(random(256)), isLeft ? leaf : next, isLeft ? next : leaf,
        ]
      }
      for _ in 0...splits { bytes += Self.bytes(Float(random(1 << 20)) / 1024) }
      packed.append(bytes)
    }
    let all = try Self.trees(packed.flatMap(\.self))
    for _ in 0..<200 {
      let row = (0..<3).map { _ in UInt8(random(256)) }
      let sum = packed.reduce(0.5) { $0 + Self.leaf($1, row) }
      #expect(all.value(row) == sum)
    }
  }

  /// The leaf of one packed tree in which a row ends.
  private static func leaf(_ bytes: [UInt8], _ row: [UInt8]) -> Double {
    let splits = Int(bytes[0])
    var child = splits == 0 ? -1 : 0
    while child >= 0 {
      let split = bytes[(1 + 4 * child)..<(5 + 4 * child)].map(\.self)
      child = Int(Int8(bitPattern: row[Int(split[0])] <= split[1] ? split[2] : split[3]))
    }
    let place = 1 + 4 * splits + 4 * (-1 - child)
    let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << (8 * $1) }
    return Double(Float(bitPattern: bits))
  }

  @Test("Trees that are written are read as the same")
  func written() throws {
    let trees = try Self.trees(Self.packed)
    let again = try JSONDecoder().decode(BoostedTrees.self, from: JSONEncoder().encode(trees))
    let other = try Self.trees([0] + Self.bytes(8))
    #expect(again == trees && again != other)
  }

  @Test(
    "Tables in the program are those in the sources",
    arguments: [
      "growth", "general", "adoption", "shares", "quarterly", "monthly", "regions", "provinces",
    ])
  func inside(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/CReferenceTables/tables/\(name).json")
    let table = try ReferenceClassLibrary.decode(Data(contentsOf: file))
    let inside = try ReferenceClassLibrary.encode(ReferenceClassLibrary.named(name))
    #expect(try inside == ReferenceClassLibrary.encode(table))
  }
}
