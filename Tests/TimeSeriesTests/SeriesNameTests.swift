import Testing
import TimeSeries

@Suite struct SeriesNameTests {
  @Test(
    "Names that read alike are one name, whichever was written first",
    arguments: [
      ("Hải Dương", "Ha\u{309}i Du\u{31B}o\u{31B}ng"), ("Đà Nẵng", "đà nẵng"), ("a.b", "a.b "),
      ("a b", "\u{A0}a \u{2009} b\t"), ("GRDP", "\u{FEFF}grdp"), ("x", "x\u{200B}"),
      ("ĐẮK LẮK", "Đa\u{306}\u{301}k La\u{306}\u{301}k"),
    ])
  func same(first: String, second: String) {
    let (one, other) = (SeriesName(first), SeriesName(second))
    #expect(one == other && Set([one, other]).count == 1)
    #expect([other.key: 1][one.key] == 1)
    #expect(one.text.unicodeScalars.elementsEqual(first.unicodeScalars))
  }

  @Test(
    "Diacritics, signs and words tell names apart",
    arguments: [("Tình A", "Tỉnh A"), ("a.b", "a_b"), ("d", "đ"), ("a b", "ab"), ("a1", "a 1")])
  func different(first: String, second: String) {
    #expect(SeriesName(first) != SeriesName(second))
  }

  @Test("Another Unicode form alone is no other spelling, another case or blank is")
  func spelling() {
    let name = SeriesName("Cà Mau")
    #expect(!name.isSpelledUnlike(SeriesName("Ca\u{300} Mau")))
    #expect(name.isSpelledUnlike(SeriesName("Cà Mau ")))
    #expect(name.isSpelledUnlike(SeriesName("CÀ MAU")))
  }

  @Test("Blanks alone are no name")
  func blank() {
    #expect(SeriesName(" \u{A0}\t").key.isEmpty)
  }
}
