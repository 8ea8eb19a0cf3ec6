import Reports
import Testing

@Suite struct BandRecordTests {
  @Test(
    "A band says that past years are few or contradict it, and nothing where they agree",
    arguments: [
      (3, 0.53, 0.27, "forecast again: 3"), (12, 0.5, 0.1, "too narrow"),
      (12, 0.97, 0.03, "too wide"), (12, 0.75, 0.06, nil), (5, 0.53, 0.27, "give or take 27"),
    ] as [(Int, Double, Double, String?)])
  func sentence(years: Int, covered: Double, error: Double, said: String?) {
    let record = BandRecord(years: years, covered: covered, error: error)
    let text = record.sentences(Catalogue.of(.en), NumberStyle(.en)).first
    #expect(text == nil ? said == nil : said.map { text?.contains($0) == true } == true)
  }

  @Test(
    "A record says how far the forecast lay off where its band is no good, and that growth to date was nearer"
  )
  func errors() {
    func said(_ missed: Double, _ rate: Double, covered: Double = 0.8) -> String {
      BandRecord(
        years: 12, covered: covered, error: 0.1, missed: missed, missedByRate: rate, quarters: 2
      ).sentences(Catalogue.of(.en), NumberStyle(.en)).joined(separator: " ")
    }
    #expect(said(3.24, 2.9, covered: 0.5).contains("missed the year's growth by 3.24 points"))
    #expect(said(3.24, 1.5).contains("growth to date was the better guide"))
    #expect(said(3.24, 2).isEmpty)
  }

  @Test("What bands of the whole held stands apart from what those of all sectors did")
  func whole() {
    func said(_ cases: Int, _ language: Language = .en) -> String {
      BandRecord(
        years: 5, covered: 0.66, error: 0.17, missed: 1.31, missedByRate: 1.59, cases: cases,
        coveredWhole: 0.6
      ).sentences(Catalogue.of(language), NumberStyle(language)).joined(separator: " ")
    }
    #expect(said(65).contains("66% of outcomes of the whole and all sectors"))
    #expect(said(65).contains("Of the whole alone they held 3 of 5"))
    #expect(said(65).contains("missed the year's growth by 1.31 points"))
    #expect(said(65, .vi).contains("chứa 3 trong 5 kết quả"))
    // A whole without parts is all there is.
    #expect(said(5).contains("66% of outcomes, give") && !said(5).contains("whole"))
  }

  @Test("Without a past year forecast again that is said")
  func none() {
    let said = BandRecord.sentences(nil, Catalogue.of(.en), NumberStyle(.en))
    #expect(said.count == 1 && said[0].contains("not measured"))
    let fine = BandRecord(years: 12, covered: 0.8, error: 0.1)
    #expect(BandRecord.sentences(fine, Catalogue.of(.en), NumberStyle(.en)).isEmpty)
  }
}
