/// HTML or SVG whose texts and attributes were escaped where they entered.
///
/// Written by hand: the engines for templates bring Foundation into the program, and what they fill in is not
/// checked by the compiler.
package struct Markup: Sendable, Hashable {
  /// The code.
  package private(set) var code: String

  /// Nothing.
  static let none = Markup(trusted: "")

  /// A text.
  package init(_ text: String) { code = Self.escaped(text) }

  /// Code of our own that enters as it is.
  init(trusted code: String) { self.code = code }

  /// Elements without content and without an end tag.
  private static let empty: Set<String> = ["meta", "link", "input", "br", "col"]

  /// Shapes of drawings, which close themselves where nothing stands in them.
  private static let shapes: Set<String> = ["path", "rect", "circle"]

  /// An element; an attribute without a value is left out, one with an empty value stands alone.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: Markup...
  ) -> Markup {
    element(name, attributes, content)
  }

  /// An element around several.
  package static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: [Markup]
  ) -> Markup {
    var code = "<\(name)"
    for (key, value) in attributes {
      guard let value else { continue }
      code +=
        value.isEmpty && key != "value" && key != "alt"
        ? " \(key)" : " \(key)=\"\(escaped(value))\""
    }
    if shapes.contains(name), content.allSatisfy(\.isEmpty) {
      return Markup(trusted: code + "/>")
    }
    code += ">"
    for part in content { code += part.code }
    if !empty.contains(name) { code += "</\(name)>" }
    return Markup(trusted: code)
  }

  /// Several behind each other.
  static func joined(_ parts: [Markup], by separator: String = "") -> Markup {
    Markup(trusted: parts.map(\.code).joined(separator: separator))
  }

  static func + (one: Markup, other: Markup) -> Markup {
    Markup(trusted: one.code + other.code)
  }

  static func += (one: inout Markup, other: Markup) { one.code += other.code }

  var isEmpty: Bool { code.isEmpty }

  /// A text that can end neither an element nor an attribute.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { special.contains($0) }) else { return text }
    var code = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": code += "&amp;"
      case "<": code += "&lt;"
      case ">": code += "&gt;"
      case "\"": code += "&quot;"
      case "'": code += "&#39;"
      default: code.unicodeScalars.append(character)
      }
    }
    return code
  }

  private static let special = Set("&<>\"'".utf8)
}

extension Catalogue {
  /// A sentence with its places filled by markup.
  func markup(_ key: String, _ values: [String: Markup] = [:]) -> Markup {
    pieces(of: key).reduce(into: Markup.none) { text, piece in
      switch piece {
      case .words(let words): text += Markup(words)
      case .place(let name): text += values[name] ?? Markup("{\(name)}")
      case .form(let name, let one, let more):
        text += Markup(values[name] == Markup("1") ? one : more)
      }
    }
  }
}

extension Markup {
  /// A text whose addresses of pages are links; what ends a sentence behind one is no part of it.
  package static func linked(_ text: String) -> Markup {
    joined(
      text.split(separator: " ", omittingEmptySubsequences: false).map { word in
        guard let start = word.firstRange(of: "https://") ?? word.firstRange(of: "http://") else {
          return Markup(String(word))
        }
        let rest = word[start.lowerBound...]
        let behind = rest.reversed().prefix { ".,;:)".contains($0) }.count
        let address = String(rest.dropLast(behind))
        return Markup(String(word[..<start.lowerBound]))
          + element("a", ["href": address], Markup(address)) + Markup(String(rest.suffix(behind)))
      }, by: " ")
  }

  /// A text that stands out.
  static func strong(_ text: String) -> Markup { element("b", [:], Markup(text)) }

  /// A paragraph of a class.
  static func paragraph(_ content: Markup, _ name: String? = nil) -> Markup {
    element("p", ["class": name], content)
  }
}
