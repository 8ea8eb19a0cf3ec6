internal import TimeSeries

extension ReferenceClass {
  /// Steps that a table may know.
  private static let horizons = 1...1000
  /// Years, quarters or months of a series whose description shows how many features there are.
  private static let example = (0..<40).map { 50 + Double($0 * 7 % 11) }

  /// Whether the parts of a table that was read fit together, so that any series can be forecast with it.
  var isSound: Bool {
    guard frequency != .span, (recipe == .seasonal) == (frequency.periodsPerYear > 1),
      Self.horizons.contains(horizon),
      let features = recipe.describe(
        Self.example, season: frequency.periodsPerYear, bounds: Bounds(lower: 0, upper: 100),
        horizon: horizon)?.row(0).count
    else { return false }
    return bins.cuts.count == features && bins.cuts.allSatisfy { $0.count <= 255 }
      && [location, spread].allSatisfy { models in
        !models.isEmpty && models.allSatisfy { $0.isSound(features: features) }
      } && [residuals, changes].allSatisfy { $0.count == horizon && $0.allSatisfy(\.isSound) }
      && correlation.count == horizon && correlation.allSatisfy(isSoundRow)
      && (-10...10).contains(scaleGrowth) && coverage.allSatisfy(\.isSound)
  }

  private func isSoundRow(_ row: [Double]) -> Bool {
    row.count == horizon && row.allSatisfy { (-1...1).contains($0) }
  }
}

extension ReferenceClass.Coverage {
  fileprivate var isSound: Bool {
    (0...100).contains(level) && covered >= 0 && covered <= cases && cases <= 1_000_000_000_000
  }
}

extension BoostedTrees {
  /// Whether no tree asks for a feature that there is not, and all leaves are numbers.
  fileprivate func isSound(features: Int) -> Bool {
    start.isFinite
      && trees.allSatisfy { tree in
        tree.features.allSatisfy { Int($0) < features } && tree.leaves.allSatisfy(\.isFinite)
      }
  }
}
