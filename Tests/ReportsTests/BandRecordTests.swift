import Reports
import Testing

@Suite struct BandRecordTests {
  @Test(
    "A band says that past years are few or contradict it, and nothing where they agree",
    arguments: [
      (3, 0.53, 0.27, "forecast again: 3"), (12, 0.5, 0.1, "too narrow"),
      (12, 0.97, 0.03, "too wide"), (12, 0.75, 0.06, nil),
    ] as [(Int, Double, Double, String?)])
  func sentence(years: Int, covered: Double, error: Double, said: String?) {
    let record = BandRecord(years: years, covered: covered, error: error)
    let text = record.sentence(Catalogue.of(.en), NumberStyle(.en))
    #expect(text == nil ? said == nil : said.map { text?.contains($0) == true } == true)
  }
}
