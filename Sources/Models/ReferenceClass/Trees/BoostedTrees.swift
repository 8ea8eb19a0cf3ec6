internal import FoundationEssentials

/// A sum of regression trees on coded features.
///
/// Equation: `f(x) = f₀ + Σ_m t_m(x)`, each `t_m` constant on the boxes that its splits cut.
///
/// Source: Friedman 2001, Annals of Statistics 29, 1189–1232.
public struct BoostedTrees: Sendable, Hashable {
  /// The constant that the trees correct.
  public let start: Float
  /// Trees, in the order in which they were learned.
  let trees: [Tree]
  private let rows: TreeRows

  /// One tree; a child below 0 is the leaf with the number `−1 − child`.
  struct Tree: Sendable, Hashable {
    var features: [UInt8] = []
    var codes: [UInt8] = []
    var left: [Int8] = []
    var right: [Int8] = []
    var leaves: [Float] = []

    @inline(__always)
    func leaf(at code: (Int) -> UInt8) -> Int {
      guard !features.isEmpty else { return 0 }
      var node = 0
      while true {
        let child = code(Int(features[node])) <= codes[node] ? left[node] : right[node]
        if child < 0 { return -1 - Int(child) }
        node = Int(child)
      }
    }
  }

  /// A sum of such trees; children of all of them must be sound.
  init(start: Float, trees: [Tree]) {
    (self.start, self.trees, rows) = (start, trees, TreeRows(trees))
  }

  /// The value for one coded row.
  public func value(_ codes: [UInt8]) -> Double { rows.sum(Double(start), codes) }
}

/// The splits and leaves of all trees behind each other: a forecast walks through hundreds of trees for each step.
private struct TreeRows: Sendable, Hashable {
  /// From the lowest byte: feature, code, left and right child of each split.
  private var splits: [UInt32] = []
  private var leaves: [Float] = []
  /// Where each tree begins; without splits it has one leaf.
  private var starts: [Start] = []

  private struct Start: Sendable, Hashable {
    let split, leaf: Int
    let isLeaf: Bool

    /// Where a row begins: the first split, or the only leaf.
    var root: Int { isLeaf ? -1 : 0 }
  }

  init(_ trees: [BoostedTrees.Tree]) {
    for tree in trees {
      starts.append(
        Start(split: splits.count, leaf: leaves.count, isLeaf: tree.features.isEmpty))
      for node in tree.features.indices {
        let children = [tree.left[node], tree.right[node]].map { UInt32(UInt8(bitPattern: $0)) }
        splits.append(
          UInt32(tree.features[node]) | UInt32(tree.codes[node]) << 8 | children[0] << 16
            | children[1] << 24)
      }
      leaves += tree.leaves
    }
  }

  /// A number and, added one by one, the leaves in which a row ends.
  func sum(_ start: Double, _ codes: [UInt8]) -> Double {
    codes.withUnsafeBufferPointer { codes in
      splits.withUnsafeBufferPointer { splits in
        leaves.withUnsafeBufferPointer { leaves in
          starts.withUnsafeBufferPointer { starts in
            var sum = start
            var tree = 0
            // Each step down a tree waits for the one before; four trees at once wait together.
            while tree + 4 <= starts.count {
              let (a, b, c, d) = (
                starts[tree], starts[tree + 1], starts[tree + 2], starts[tree + 3]
              )
              var (one, two, three, four) = (a.root, b.root, c.root, d.root)
              while max(max(one, two), max(three, four)) >= 0 {
                one = Self.below(one, of: a, splits, codes)
                two = Self.below(two, of: b, splits, codes)
                three = Self.below(three, of: c, splits, codes)
                four = Self.below(four, of: d, splits, codes)
              }
              sum += Double(leaves[a.leaf - 1 - one])
              sum += Double(leaves[b.leaf - 1 - two])
              sum += Double(leaves[c.leaf - 1 - three])
              sum += Double(leaves[d.leaf - 1 - four])
              tree += 4
            }
            while tree < starts.count {
              let own = starts[tree]
              var node = own.root
              while node >= 0 { node = Self.below(node, of: own, splits, codes) }
              sum += Double(leaves[own.leaf - 1 - node])
              tree += 1
            }
            return sum
          }
        }
      }
    }
  }

  /// The child of a split in which a row goes on; a leaf stays where it is.
  @inline(__always)
  private static func below(
    _ node: Int, of tree: Start, _ splits: UnsafeBufferPointer<UInt32>,
    _ codes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard node >= 0 else { return node }
    let split = splits[tree.split + node]
    let isLeft = codes[Int(split & 255)] <= UInt8(truncatingIfNeeded: split >> 8)
    return Int(Int8(truncatingIfNeeded: split >> (isLeft ? 16 : 24)))
  }
}

extension BoostedTrees: Codable {
  private enum CodingKeys: String, CodingKey {
    case start, trees
  }

  /// Reads trees packed into bytes: splits, then for each its feature, code and children, then the
  /// leaves as little-endian 32-bit numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let start = try container.decode(Float.self, forKey: .start)
    let bytes = [UInt8](try container.decode(Data.self, forKey: .trees))
    var trees: [Tree] = []
    var position = 0
    func fault() -> DecodingError {
      .dataCorruptedError(forKey: .trees, in: container, debugDescription: "cut short")
    }
    while position < bytes.count {
      let splits = Int(bytes[position])
      position += 1
      guard position + 4 * splits + 4 * (splits + 1) <= bytes.count else { throw fault() }
      var tree = Tree()
      for _ in 0..<splits {
        tree.features.append(bytes[position])
        tree.codes.append(bytes[position + 1])
        tree.left.append(Int8(bitPattern: bytes[position + 2]))
        tree.right.append(Int8(bitPattern: bytes[position + 3]))
        position += 4
      }
      for _ in 0...splits {
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << (8 * $1) }
        tree.leaves.append(Float(bitPattern: bits))
        position += 4
      }
      guard tree.isSound else { throw fault() }
      trees.append(tree)
    }
    self.init(start: start, trees: trees)
  }

  /// Writes the packed form.
  public func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    for tree in trees {
      bytes.append(UInt8(tree.features.count))
      for node in tree.features.indices {
        bytes += [
          tree.features[node], tree.codes[node], UInt8(bitPattern: tree.left[node]),
          UInt8(bitPattern: tree.right[node]),
        ]
      }
      for leaf in tree.leaves {
        for shift in 0..<4 {
          bytes.append(UInt8(truncatingIfNeeded: leaf.bitPattern >> (8 * shift)))
        }
      }
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(start, forKey: .start)
    try container.encode(Data(bytes), forKey: .trees)
  }
}

extension BoostedTrees.Tree {
  /// Whether every child exists and comes after its parent.
  fileprivate var isSound: Bool {
    func isSound(_ child: Int, of node: Int) -> Bool {
      if child < 0 { return -1 - child < leaves.count }
      return child > node && child < features.count
    }
    return features.indices.allSatisfy { node in
      isSound(Int(left[node]), of: node) && isSound(Int(right[node]), of: node)
    }
  }
}
