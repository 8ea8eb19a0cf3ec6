import Attainment
import Plans
import TestSupport
import Testing

/// The laws of kinds of target over the whole catalogue.
@Suite struct TargetKindConformanceTests {
  private static let cases: [TargetKindCase] =
    TargetDirection.allCases.compactMap(Self.directed) + [
      TargetKindCase(RankWithin(15), direction: "at_most", low: "", high: "15", figure: "rank"),
      TargetKindCase(
        AverageGrowthAtLeast(rate: 12, years: 6), direction: "at_least", low: "12", high: "",
        figure: "growth", averageYears: 6),
    ]

  /// A row of a direction with the values that it needs; two of them differ where they may.
  private static func directed(_ direction: TargetDirection) -> TargetKindCase? {
    let (low, high) = direction == .exactly ? (16.0, 16.0) : (16, 18)
    let ends = direction.ends
    guard
      let kind = InDirection(
        direction, low: ends.contains(.low) ? low : nil, high: ends.contains(.high) ? high : nil)
    else { return nil }
    return TargetKindCase(
      kind, direction: direction.rawValue, low: ends.contains(.low) ? "\(low)" : "",
      high: ends.contains(.high) ? "\(high)" : "")
  }

  @Test("The suite leaves out no kind of the catalogue, the catalogue none of the sources")
  func whole() throws {
    #expect(Self.cases.map(\.description) == TargetKindCatalog.ids)
    let types = Set(Self.cases.map { "\(type(of: $0.kind))" })
    #expect(try Catalogues.conformers(to: "TargetKind") == types.sorted())
  }

  @Test("A target is met exactly when its shortfall is 0 or less", arguments: cases)
  func shortfall(item: TargetKindCase) {
    #expect(TargetKindLaws.metIsNoShortfall(item) == nil)
  }

  @Test("Kinds are monotone in the direction of good", arguments: cases)
  func monotone(item: TargetKindCase) {
    #expect(TargetKindLaws.isMonotone(item) == nil)
  }

  @Test("The goal from outside is the nearest value that meets the target", arguments: cases)
  func goal(item: TargetKindCase) {
    #expect(TargetKindLaws.goalMeets(item) == nil)
  }

  @Test("The row of a plan finds its kind again", arguments: cases)
  func rows(item: TargetKindCase) {
    #expect(TargetKindLaws.survivesCSV(item) == nil)
  }
}
