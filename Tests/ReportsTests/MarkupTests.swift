import Reports
import Testing

@Suite struct MarkupTests {
  @Test("Texts are escaped wherever they stand, also where a mark follows what is escaped")
  func escaping() {
    let hostile = "<b a=\"x\" c='y'>&amp;</b>"
    let escaped = "&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;&lt;/b&gt;"
    let line = Markup.element("p", ["title": hostile], [Markup(hostile)])
    #expect(line.code == "<p title=\"\(escaped)\">\(escaped)</p>")
    // To a reader of characters `<` with an accent is another letter than `<`; to a browser it opens an element.
    let marked = Markup("<\u{301}script>\u{200D}\"\u{20DD}").code
    #expect(!marked.utf8.contains(UInt8(ascii: "<")) && !marked.utf8.contains(UInt8(ascii: "\"")))
  }

  @Test("Texts of every language that need no escape stay as they are")
  func plain() {
    let texts = [
      "", "a", "Tốc độ tăng GRDP · 8,5%", "日本語 👩‍👩‍👧 e\u{301}", String(repeating: "ặ", count: 999),
    ]
    for text in texts { #expect(Markup(text).code == text) }
  }

  @Test(
    "An attribute without a value is left out, an empty one stands alone, some elements have no end"
  )
  func attributes() {
    let input = Markup.element("input", ["type": "range", "id": nil, "hidden": ""], [])
    #expect(input.code == "<input type=\"range\" hidden>")
    #expect(Markup.element("option", ["value": ""], []).code == "<option value=\"\"></option>")
  }
}
