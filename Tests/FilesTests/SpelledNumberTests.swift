import Files
import Testing

@Suite struct SpelledNumberTests {
  @Test(
    "Digits with one mark are read under both conventions as other writings are; none is blank",
    arguments: [
      ("1234", "1234", "1234"), ("-7", "-7", "-7"), ("1.234", "1.234", "1234"),
      ("1,234", "1234", "1.234"), ("-12,345", "-12345", "-12.345"), ("0,123", "", "0.123"),
      ("0.123", "0.123", ""), ("1234.567", "1234.567", ""), ("12,5", "", "12.5"),
      ("12.50", "12.50", ""), ("007", "007", "007"), ("1,234,567", "1234567", ""),
    ])
  func marks(text: String, withPoint: String, withComma: String) throws {
    // Blanks at the end lead past what reads plain digits alone.
    for written in [text, text + " "] {
      let number = try #require(SpelledNumber(written))
      #expect((number.withPoint ?? "") == withPoint && (number.withComma ?? "") == withComma)
      #expect(!number.isPercent && number.status == nil)
    }
  }

  @Test(
    "What has no digit on a side of its mark is no number", arguments: [".5", "5.", "-", "1..2"])
  func open(text: String) {
    #expect(SpelledNumber(text) == nil)
  }
}
