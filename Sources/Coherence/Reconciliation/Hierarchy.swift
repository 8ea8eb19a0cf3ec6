/// Why a tree of sectors is none.
public enum HierarchyError: Error, Sendable, Equatable {
  /// A node has itself among its parents.
  case loop([String])
  /// Two nodes have one name.
  case duplicate(String)
  /// A parent that is no node.
  case unknownParent(node: String, parent: String)
  /// No node or several have no parent.
  case roots([String])
}

/// A tree: every node that has children is their sum.
public struct Hierarchy: Sendable, Hashable {
  /// The nodes, every parent before its children, children in the order given.
  public let nodes: [String]
  /// Positions of the children of each node.
  public let children: [[Int]]
  /// Position of the parent of each node; `nil` for the top.
  public let parents: [Int?]
  /// Positions of the nodes without children.
  public let leaves: [Int]
  /// Leaves under each node, by their places in `leaves`; a leaf is under itself.
  public let leavesUnder: [[Int]]

  /// A tree from pairs of a node and its parent, in any order.
  ///
  /// - Throws: `duplicate`, `unknownParent`, `roots`, `loop`.
  public init(_ pairs: [(node: String, parent: String?)]) throws(HierarchyError) {
    var given: [String: String?] = [:]
    for (node, parent) in pairs {
      guard given.updateValue(parent, forKey: node) == nil else { throw .duplicate(node) }
    }
    for case (let node, let parent?) in pairs where given[parent] == nil {
      throw .unknownParent(node: node, parent: parent)
    }
    for (node, _) in pairs {
      var chain = [node]
      while let parent = given[chain[chain.count - 1]] ?? nil {
        guard !chain.contains(parent) else { throw .loop(chain + [parent]) }
        chain.append(parent)
      }
    }
    let roots = pairs.filter { $0.parent == nil }.map(\.node)
    guard roots.count == 1 else { throw .roots(roots) }
    var nodes: [String] = []
    var parents: [Int?] = []
    func visit(_ node: String, _ parent: Int?) {
      let position = nodes.count
      nodes.append(node)
      parents.append(parent)
      for (child, above) in pairs where above == node { visit(child, position) }
    }
    visit(roots[0], nil)
    var children = Array(repeating: [Int](), count: nodes.count)
    for (position, parent) in parents.enumerated() {
      if let parent { children[parent].append(position) }
    }
    self.nodes = nodes
    self.parents = parents
    self.children = children
    leaves = nodes.indices.filter { children[$0].isEmpty }
    var under = Array(repeating: [Int](), count: nodes.count)
    for (place, leaf) in leaves.enumerated() {
      for node in sequence(first: leaf, next: { parents[$0] }) { under[node].append(place) }
    }
    leavesUnder = under
  }

  /// The values of all nodes from those of the leaves, in the order of `leaves`.
  public func sums(ofLeaves values: [Double]) -> [Double] {
    precondition(values.count == leaves.count, "\(values.count) values, \(leaves.count) leaves")
    var all = [Double](repeating: 0, count: nodes.count)
    for (place, value) in zip(leaves, values) { all[place] = value }
    for node in nodes.indices.reversed() where !children[node].isEmpty {
      all[node] = children[node].reduce(0) { $0 + all[$1] }
    }
    return all
  }
}
