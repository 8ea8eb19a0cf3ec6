import Files
import Testing

@Suite struct PhraseSearchTests {
  @Test(
    "Phrases stand from blank to blank, whole words only, with marks in either spelling",
    arguments: [
      ("so ke hoach va dau tu", ["ke hoach"], true), ("so ke hoach", ["ke hoa", "so ke h"], false),
      ("kh", ["kh"], true), ("kh 2025", ["kh"], true), ("tkh", ["kh"], false),
      ("giá gạo", ["gia"], false), ("giá gạo", ["giá"], true),
      ("gia\u{301} gạo", ["giá"], true), ("gia\u{301} gạo", ["gia"], false),
      ("", ["kh"], false), ("th kh", [], false),
    ] as [(String, [String], Bool)])
  func contains(text: String, phrases: [String], isThere: Bool) {
    #expect(PhraseSearch.contains(text, anyOf: phrases) == isThere)
    // What is found is what is taken out.
    #expect((PhraseSearch.removing(phrases, from: text) != nil) == isThere)
  }

  @Test(
    "All places of a phrase are taken out, those that meet only then, too",
    arguments: [
      ("luy ke tu dau nam thu", ["tu dau nam", "luy ke"], "thu"), ("kh kh 2025 kh", ["kh"], "2025"),
      ("a a b b", ["a b"], ""), ("a b c", ["b"], "a c"), ("x a", ["a"], "x"), ("a x", ["a"], "x"),
      ("giá gạo giá", ["giá"], "gạo"), ("gia\u{301} gạo", ["giá"], "gạo"),
    ] as [(String, [String], String)])
  func removing(text: String, phrases: [String], rest: String) {
    #expect(PhraseSearch.removing(phrases, from: text) == rest)
  }

  @Test("It finds and takes out what a search through letters does")
  func sameAsLetters() {
    let words = ["ke", "hoach", "kh", "nam", "th", "giá", "năm", "x"]
    var state: UInt64 = 7
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    for _ in 0..<2000 {
      let text = (0..<next(8)).map { _ in words[next(words.count)] }.joined(separator: " ")
      let phrases = (0..<next(3)).map { _ in
        (0...next(2)).map { _ in words[next(words.count)] }.joined(separator: " ")
      }
      var padded = " \(text) "
      for phrase in phrases {
        while let place = padded.firstRange(of: " \(phrase) ") {
          padded.replaceSubrange(place, with: " ")
        }
      }
      let rest = padded.split(separator: " ").joined(separator: " ")
      #expect(PhraseSearch.contains(text, anyOf: phrases) == (rest != text), "\(text) \(phrases)")
      #expect((PhraseSearch.removing(phrases, from: text) ?? text) == rest, "\(text) \(phrases)")
    }
  }
}
