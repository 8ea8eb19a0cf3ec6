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
}
