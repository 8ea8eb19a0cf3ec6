import Reports
import Testing
import Tracking

/// The word of a variant beside its chance.
@Suite struct VariantWordTests {
  private func said(
    _ probability: Double, _ stance: GrowthStance, percentile: Double = 10, conditions: Int = 1
  ) -> String {
    VariantWord(
      probability: probability, percentile: percentile, stance: stance, conditions: conditions
    ).text(Catalogue.of(.en))
  }

  @Test(
    "What lies above is called by the share of futures that reach it")
  func above() {
    #expect(said(0.282, .above) == "close to the forecast")
    #expect(said(0.18, .above) == "above the forecast, within reach")
    #expect(said(0.083, .above) == "ambitious")
    #expect(said(0.03, .above, percentile: 60) == "ambitious")
    #expect(said(0.023, .above) == "ambitious, far above the forecast")
    #expect(said(0.001, .above) == "above nearly all forecast futures")
    // A far corner that many paths pass is not far.
    #expect(said(0.4, .above, percentile: 99.9) == "close to the forecast")
  }

  @Test("Several conditions are called by all of them at once")
  func joint() {
    #expect(
      said(0.001, .above, conditions: 9)
        == "above nearly all forecast futures, all 9 conditions at once")
    #expect(said(0.08, .above, conditions: 2) == "ambitious, both conditions at once")
    #expect(said(0.3, .above, conditions: 9) == "close to the forecast")
    let low = said(0.01, .below, conditions: 7)
    #expect(low.contains("seldom reached") && low == said(0.01, .inside, conditions: 7))
  }

  @Test(
    "What lies below is called by the share that does not reach it"
  )
  func below() {
    #expect(said(0.7, .below) == "close to the forecast")
    #expect(said(0.88, .below) == "a little below the forecast")
    #expect(said(0.96, .below) == "cautious, below the forecast")
    #expect(said(0.98, .below) == "easily reached, far below the forecast")
    #expect(said(0.998, .below) == "below nearly all forecast futures")
    #expect(said(0.62, .inside) == "close to the forecast")
    #expect(said(0.995, .inside) == "the forecast lies inside what is asked")
  }

  @Test("What asks more and less is called by its distance or its chance, whichever says more")
  func mixed() {
    #expect(said(0.4, .mixed, percentile: 40) == "close to the forecast")
    let (far, rare) = (said(0.4, .mixed, percentile: 97), said(0.01, .mixed, percentile: 40))
    #expect(far == "far from the forecast, higher in one thing and lower in another" && far == rare)
  }

  @Test("Of a range it is said that its lower end counts", arguments: [Language.en, .vi])
  func range(language: Language) {
    func remark(_ hasRange: Bool) -> String {
      VariantWord(probability: 0.9, percentile: 50, stance: .below, hasRange: hasRange)
        .remark(Catalogue.of(language))
    }
    #expect(remark(false).isEmpty)
    #expect(remark(true).contains(language == .en ? "lower end" : "đầu dưới"))
  }
}
