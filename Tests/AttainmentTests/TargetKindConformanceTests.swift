import Attainment
import TestSupport
import Testing

/// The laws of kinds of target over the whole catalogue.
@Suite struct TargetKindConformanceTests {
  private static let cases: [TargetKindCase] = [
    TargetKindCase(AtLeast(80), direction: "at_least", low: "80", high: ""),
    TargetKindCase(AtMost(20), direction: "at_most", low: "", high: "20"),
    TargetKindCase(WithinRange(low: 16, high: 18), direction: "range", low: "16", high: "18"),
    TargetKindCase(Exactly(2), direction: "exactly", low: "2", high: "2", figure: "count"),
    TargetKindCase(RankWithin(15), direction: "at_most", low: "", high: "15", figure: "rank"),
    TargetKindCase(
      AverageGrowthAtLeast(rate: 12, years: 6), direction: "at_least", low: "12", high: "",
      figure: "growth", averageYears: 6),
  ]

  @Test("The suite leaves out no kind of the catalogue, the catalogue none of the sources")
  func whole() throws {
    #expect(Self.cases.map(\.description) == TargetKindCatalog.ids)
    let types = Self.cases.map { "\(type(of: $0.kind))" }
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
