import Reports
import Testing

@Suite struct HTMLTests {
  @Test("Texts are escaped wherever they stand, also where a mark follows what is escaped")
  func escaping() {
    let hostile = "<b a=\"x\" c='y'>&amp;</b>"
    let line: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
    let escaped = "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;"
    #expect(line.markup == "<p title=\"\(escaped)\">\(escaped)</p>")
    // To a reader of characters `<` with an accent is another letter than `<`; to a browser it opens an element.
    let marked: HTML = "\("<\u{301}script>\u{200D}\"\u{20DD}")"
    #expect(!marked.markup.utf8.contains(UInt8(ascii: "<")))
    #expect(!marked.markup.utf8.contains(UInt8(ascii: "\"")))
  }

  @Test("Texts of every length keep all that needs no escape, letters of all languages among it")
  func plain() {
    let texts = [
      "", "a", "Tốc độ tăng GRDP · 8,5%", "日本語 👩‍👩‍👧 e\u{301}", String(repeating: "ặ", count: 999),
    ]
    for text in texts {
      let markup: HTML = "\(text)"
      #expect(markup.markup == text)
    }
  }

  @Test("Fragments, numbers and what is verbatim go in as they are; what is missing leaves nothing")
  func fragments() {
    let items: HTML = .each(["1", "<"]) { "<li>\($0)</li>" }
    let none: HTML? = nil
    let list: HTML = """
      <ul data-n="\(-7)">\(items)\(none)</ul><style>\(verbatim: "a > b {}")</style>
      """
    #expect(
      list.markup
        == "<ul data-n=\"-7\"><li>1</li><li>&lt;</li></ul><style>a > b {}</style>")
  }
}
