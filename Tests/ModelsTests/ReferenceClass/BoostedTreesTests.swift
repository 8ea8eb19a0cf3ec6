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
