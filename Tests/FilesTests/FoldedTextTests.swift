import Files
import Testing

@Suite struct FoldedTextTests {
  @Test("Letters with marks fold to the same, written as one sign or as several; others are kept")
  func folding() {
    #expect(folded("Đơn vị tính: %") == "don vi tinh")
    #expect(folded(" GRDP, (USD) 2025 ") == "grdp usd 2025" && folded("--").isEmpty)
    #expect(folded("  TỶ LỆ hộ   nghèo (*) ") == "ty le ho ngheo")
    let composed = "Tỷ lệ ướt ẵm Đặng ngữ Åå çđ"
    let taken = composed.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
      // ệ is e, a dot below and a circumflex; đ has no parts.
      scalar == "ệ"
        ? ["e", "\u{323}", "\u{302}"] : scalar == "ẵ" ? ["a", "\u{306}", "\u{303}"] : [scalar]
    }
    var decomposed = ""
    decomposed.unicodeScalars.append(contentsOf: taken)
    #expect(folded(composed) == "ty le uot am dang ngu aa cd")
    #expect(folded(decomposed) == folded(composed))
    #expect(folded("Привет 東京 2024") == "привет 東京 2024")
    #expect(slug("Tỷ lệ hộ nghèo (%)") == "ty_le_ho_ngheo")
  }
}
