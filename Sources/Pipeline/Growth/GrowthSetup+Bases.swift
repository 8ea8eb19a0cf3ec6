internal import Coherence
internal import TimeSeries

// Growth on levels that were never published.

extension GrowthSetup {
  /// Sectors whose realised quarters are known while nothing settles the same quarters of the year before.
  var assumedBases: [GrowthNote] {
    guard settledQuarters > 0 else { return [] }
    return data.leaves.compactMap { node in
      guard !isUnpublished(node) else { return nil }
      let published = GrowthPublished(data, node: node)
      let assumed = (4 * year..<4 * year + settledQuarters).filter { quarter in
        history.isSettled(node, .quarters(quarter...quarter))
          && !history.isGrowthSettled(node, .quarters(quarter...quarter))
          && published.figures(3 * quarter...3 * quarter + 2).growth == nil
      }.map { $0 - 4 }
      guard let first = assumed.first, let last = assumed.last else { return nil }
      return GrowthNote(
        kind: .baseAssumed, sector: data.tree.nodes[node],
        first: .quarter(first % 4 + 1, of: first / 4), last: .quarter(last % 4 + 1, of: last / 4),
        count: assumed.count)
    }
  }
}
