/// Markup that texts cannot break: what is written in our sources is markup, what is filled in is text.
///
///     let line: HTML = "<li>\(name)</li>\n"
///
/// Texts are escaped wherever they stand, between tags or inside quotes. Fragments go in as they are, and
/// so does what is called verbatim, which must not end the element it stands in.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  /// The markup itself.
  package private(set) var markup: String

  package init(stringLiteral markup: String) { self.markup = markup }

  package init(stringInterpolation parts: Parts) { markup = parts.markup }

  package static func += (fragment: inout HTML, other: HTML) { fragment.markup += other.markup }

  /// Fragments one after the other.
  package static func each<Items: Sequence>(_ items: Items, _ fragment: (Items.Element) -> HTML)
    -> HTML
  {
    var all: HTML = ""
    for item in items { all += fragment(item) }
    return all
  }

  /// A literal as it comes together.
  package struct Parts: StringInterpolationProtocol {
    fileprivate var markup = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { markup += literal }

    /// A text, escaped byte by byte: no mark that follows a letter hides it.
    package mutating func appendInterpolation(_ text: String) {
      var rest = text.utf8[...]
      while let place = rest.firstIndex(where: { HTML.escapes($0) != nil }) {
        markup += String(rest[..<place]) ?? ""
        markup += HTML.escapes(rest[place]) ?? ""
        rest = rest[rest.index(after: place)...]
      }
      markup += String(rest) ?? ""
    }

    package mutating func appendInterpolation(_ number: Int) { markup += "\(number)" }

    package mutating func appendInterpolation(_ fragment: HTML) { markup += fragment.markup }

    /// A fragment where there is one.
    package mutating func appendInterpolation(_ fragment: HTML?) {
      markup += fragment?.markup ?? ""
    }

    /// The content of a script, a style or a block of data.
    package mutating func appendInterpolation(verbatim content: String) { markup += content }
  }

  private static func escapes(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
