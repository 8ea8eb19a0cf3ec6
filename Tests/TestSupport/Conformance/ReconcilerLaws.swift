public import Coherence

/// Something that makes forecasts of a tree add up.
public struct Reconciler: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  /// The type that holds it.
  public let type: String
  let reconcile: @Sendable ([Double]) throws -> [Double]

  /// A reconciler of values by node.
  public init(
    _ name: String, type: String, reconcile: @escaping @Sendable ([Double]) throws -> [Double]
  ) {
    description = name
    self.type = type
    self.reconcile = reconcile
  }
}

/// The laws that every reconciler obeys; nil when one holds, else what went wrong.
public enum ReconcilerLaws {
  /// Rounding of values beside the largest of them.
  private static let rounding = 1e-9

  private static func distance(_ one: [Double], _ other: [Double]) -> Double {
    let size = one.map { abs($0) }.max() ?? 1
    return (zip(one, other).map { abs($0 - $1) }.max() ?? .infinity) / size
  }

  /// What comes out adds up.
  public static func isCoherent(
    _ reconciler: Reconciler, _ tree: Hierarchy, _ base: [Double]
  ) throws -> String? {
    let values = try reconciler.reconcile(base)
    let sums = tree.sums(ofLeaves: tree.leaves.map { values[$0] })
    let miss = distance(sums, values)
    return miss <= rounding ? nil : "sums miss by \(miss)"
  }

  /// What was made to add up is left as it is.
  public static func twiceIsOnce(_ reconciler: Reconciler, _ base: [Double]) throws -> String? {
    let once = try reconciler.reconcile(base)
    let miss = distance(once, try reconciler.reconcile(once))
    return miss <= rounding ? nil : "a second time moves by \(miss)"
  }

  /// What adds up by itself is left as it is.
  public static func coherentStays(
    _ reconciler: Reconciler, _ tree: Hierarchy
  ) throws -> String? {
    let sums = tree.sums(ofLeaves: tree.leaves.indices.map { Double(3 + 2 * $0 % 7) })
    let miss = distance(sums, try reconciler.reconcile(sums))
    return miss <= rounding ? nil : "moves by \(miss)"
  }
}
