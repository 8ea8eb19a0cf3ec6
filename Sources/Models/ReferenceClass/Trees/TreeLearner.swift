internal import Randomness

/// What a learner minimises.
enum TreeLoss {
  /// Sum of absolute errors: leaves are weighted medians.
  case absolute
  /// Sum of squared errors: leaves are weighted means.
  case squared
}

/// How trees are grown.
struct TreeSettings: Sendable, Hashable, Codable {
  /// Trees.
  var rounds = 200
  /// Leaves a tree, at most 100.
  var leaves = 12
  /// Rows a leaf holds at least.
  var rowsPerLeaf = 200
  /// Share of a leaf's value that is taken over.
  var rate = 0.05
  /// Share of features that a tree may use.
  var featureShare = 0.5
  /// Share of rows that a tree is grown on.
  var rowShare = 0.6
  /// Added to a leaf's weight, which shrinks it towards zero.
  var penalty = 30.0
}

/// Coded rows to learn from, feature after feature.
struct CodedRows: Sendable {
  let count: Int
  let features: Int
  let codes: [UInt8]

  init(_ rows: [[Double]], bins: FeatureBins) {
    count = rows.count
    features = bins.cuts.count
    var codes = Array(repeating: UInt8(0), count: rows.count * features)
    for (row, values) in rows.enumerated() {
      for (feature, code) in bins.codes(of: values).enumerated() {
        codes[feature * rows.count + row] = code
      }
    }
    self.codes = codes
  }

  func row(_ row: Int) -> [UInt8] { (0..<features).map { codes[$0 * count + row] } }
}

/// Learns a sum of trees by gradient boosting on histograms, best leaf first.
///
/// Each round takes the sign of the errors (absolute loss) or the errors (squared loss), draws rows
/// and features, splits the leaf with the largest gain `G²/(H + λ)` until the tree is full, and gives
/// each leaf the median or the mean of its errors times the rate.
///
/// Randomness: one uniform a row and a feature in every round, from the stream.
///
/// Source: Friedman 2001, Annals of Statistics 29, algorithms 2 and 3; stochastic: Friedman 2002,
/// Computational Statistics & Data Analysis 38, 367–378; histograms, best leaf first: Ke et al. 2017,
/// NeurIPS 30.
struct TreeLearner {
  let settings: TreeSettings
  let loss: TreeLoss
  let stream: RandomStream

  private struct Leaf {
    var range: Range<Int>
    var histogram: [Double] = []
    var gain = 0.0
    var feature = 0
    var code: UInt8 = 0
    /// The node and side that point to this leaf; −1 for the root.
    var parent = -1
    var isRight = false
  }

  /// Learns from some of the rows.
  ///
  /// - Parameters:
  ///   - data: coded rows.
  ///   - rows: which of them.
  ///   - target: one value for each row of `data`.
  ///   - weight: above 0, for each row of `data`.
  func learn(_ data: CodedRows, rows: [Int32], target: [Double], weight: [Double]) -> BoostedTrees {
    let start = centre(rows.map { (target[Int($0)], weight[Int($0)]) })
    var current = Array(repeating: Double(Float(start)), count: data.count)
    var trees: [BoostedTrees.Tree] = []
    for round in 0..<settings.rounds {
      let tree = grow(round, data, rows, target, weight, current)
      data.codes.withUnsafeBufferPointer { codes in
        for row in rows {
          let index = Int(row)
          let leaf = tree.leaf { codes[$0 * data.count + index] }
          current[index] += Double(tree.leaves[leaf])
        }
      }
      trees.append(tree)
    }
    return BoostedTrees(start: Float(start), trees: trees)
  }

  private func grow(
    _ round: Int, _ data: CodedRows, _ all: [Int32], _ target: [Double], _ weight: [Double],
    _ current: [Double]
  ) -> BoostedTrees.Tree {
    var rows = all.filter {
      stream.uniform(path: UInt64(round), index: Int($0) + 1024) < settings.rowShare
    }
    let features = (0..<data.features).filter {
      stream.uniform(path: UInt64(round), index: $0) < settings.featureShare
    }
    var gradient = Array(repeating: 0.0, count: data.count)
    for row in rows {
      let index = Int(row)
      let error = target[index] - current[index]
      gradient[index] =
        weight[index] * (loss == .squared ? error : error > 0 ? 1 : error < 0 ? -1 : 0)
    }
    var tree = BoostedTrees.Tree()
    var root = Leaf(range: 0..<rows.count)
    root.histogram = histogram(data, rows, root.range, features, gradient, weight)
    score(&root, features)
    var leaves = [root]
    while leaves.count < settings.leaves,
      let best = leaves.indices.max(by: { leaves[$0].gain < leaves[$1].gain }),
      leaves[best].gain > 1e-12
    {
      let leaf = leaves[best]
      let node = tree.features.count
      tree.features.append(UInt8(leaf.feature))
      tree.codes.append(leaf.code)
      tree.left.append(0)
      tree.right.append(0)
      link(leaf, to: Int8(node), in: &tree)
      let middle = partition(data, &rows, leaf)
      var low = Leaf(range: leaf.range.lowerBound..<middle, parent: node)
      var high = Leaf(range: middle..<leaf.range.upperBound, parent: node, isRight: true)
      if low.range.count <= high.range.count {
        low.histogram = histogram(data, rows, low.range, features, gradient, weight)
        high.histogram = zip(leaf.histogram, low.histogram).map { $0 - $1 }
      } else {
        high.histogram = histogram(data, rows, high.range, features, gradient, weight)
        low.histogram = zip(leaf.histogram, high.histogram).map { $0 - $1 }
      }
      score(&low, features)
      score(&high, features)
      leaves[best] = low
      leaves.append(high)
    }
    for (number, leaf) in leaves.enumerated() {
      link(leaf, to: Int8(-1 - number), in: &tree)
      tree.leaves.append(Float(settings.rate * value(rows[leaf.range], target, weight, current)))
    }
    return tree
  }

  private func link(_ leaf: Leaf, to child: Int8, in tree: inout BoostedTrees.Tree) {
    guard leaf.parent >= 0 else { return }
    if leaf.isRight { tree.right[leaf.parent] = child } else { tree.left[leaf.parent] = child }
  }

  /// Sums of gradients, weights and rows by feature and code.
  private func histogram(
    _ data: CodedRows, _ rows: [Int32], _ range: Range<Int>, _ features: [Int],
    _ gradient: [Double], _ weight: [Double]
  ) -> [Double] {
    let members = rows[range]
    let gradients = members.map { gradient[Int($0)] }
    let weights = members.map { weight[Int($0)] }
    var sums = Array(repeating: 0.0, count: features.count * 256 * 3)
    sums.withUnsafeMutableBufferPointer { sums in
      data.codes.withUnsafeBufferPointer { codes in
        members.withUnsafeBufferPointer { members in
          for (position, feature) in features.enumerated() {
            let column = feature * data.count
            let base = position * 768
            for index in 0..<members.count {
              let slot = base + 3 * Int(codes[column + Int(members[index])])
              sums[slot] += gradients[index]
              sums[slot + 1] += weights[index]
              sums[slot + 2] += 1
            }
          }
        }
      }
    }
    return sums
  }

  /// Finds the best split of a leaf.
  private func score(_ leaf: inout Leaf, _ features: [Int]) {
    leaf.gain = 0
    let least = Double(settings.rowsPerLeaf)
    for (position, feature) in features.enumerated() {
      let base = position * 768
      var total = (gradient: 0.0, weight: 0.0, rows: 0.0)
      for code in 0..<256 {
        total.gradient += leaf.histogram[base + 3 * code]
        total.weight += leaf.histogram[base + 3 * code + 1]
        total.rows += leaf.histogram[base + 3 * code + 2]
      }
      guard total.rows >= 2 * least else { continue }
      let whole = total.gradient * total.gradient / (total.weight + settings.penalty)
      var low = (gradient: 0.0, weight: 0.0, rows: 0.0)
      for code in 0..<255 {
        low.gradient += leaf.histogram[base + 3 * code]
        low.weight += leaf.histogram[base + 3 * code + 1]
        low.rows += leaf.histogram[base + 3 * code + 2]
        guard low.rows >= least else { continue }
        guard total.rows - low.rows >= least else { break }
        let rest = total.gradient - low.gradient
        let gain =
          low.gradient * low.gradient / (low.weight + settings.penalty)
          + rest * rest / (total.weight - low.weight + settings.penalty) - whole
        if gain > leaf.gain {
          leaf.gain = gain
          leaf.feature = feature
          leaf.code = UInt8(code)
        }
      }
    }
  }

  /// Puts the rows of the left side first, in their order; gives where the right side starts.
  private func partition(_ data: CodedRows, _ rows: inout [Int32], _ leaf: Leaf) -> Int {
    let column = leaf.feature * data.count
    var right: [Int32] = []
    var next = leaf.range.lowerBound
    for position in leaf.range {
      let row = rows[position]
      if data.codes[column + Int(row)] <= leaf.code {
        rows[next] = row
        next += 1
      } else {
        right.append(row)
      }
    }
    for (offset, row) in right.enumerated() { rows[next + offset] = row }
    return next
  }

  private func value(
    _ rows: ArraySlice<Int32>, _ target: [Double], _ weight: [Double], _ current: [Double]
  ) -> Double {
    let errors = rows.map { (target[Int($0)] - current[Int($0)], weight[Int($0)]) }
    guard loss == .squared else { return centre(errors) }
    let sum = errors.reduce(into: (0.0, settings.penalty)) { sum, error in
      sum.0 += error.0 * error.1
      sum.1 += error.1
    }
    return sum.0 / sum.1
  }

  /// The weighted median or mean.
  private func centre(_ values: [(value: Double, weight: Double)]) -> Double {
    let total = values.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return 0 }
    switch loss {
    case .squared: return values.reduce(0) { $0 + $1.value * $1.weight } / total
    case .absolute:
      var sum = 0.0
      for (value, weight) in values.sorted(by: { $0.value < $1.value }) {
        sum += weight
        if sum >= total / 2 { return value }
      }
      return 0
    }
  }
}
