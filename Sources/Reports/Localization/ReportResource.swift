internal import CReportResources

/// Files that the program carries inside.
package enum ReportResource {
  /// The style of the page.
  static var style: String { packed(flushLeft(text("page.css"))) }
  /// The script of the page.
  static var script: String { flushLeft(text("page.js")) }

  /// Lines without their indentation, and without those that are remarks: pages carry every byte.
  private static func flushLeft(_ code: String) -> String {
    code.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.hasPrefix("//") && !($0.hasPrefix("/*") && $0.hasSuffix("*/")) }
      .joined(separator: "\n")
  }

  /// A style sheet without the blanks that only its writers read; what stands in quotes stays as it is.
  ///
  /// Blanks before a colon or a parenthesis, and those around signs of sums, say something and stay.
  static func packed(_ style: String) -> String {
    var code = ""
    var quote: Character?
    for character in style.replacing("\n", with: " ") {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == " " {
        if let last = code.last, " {};:,".contains(last) { continue }
      } else if "{}".contains(character) {
        while code.last == " " || code.last == ";" && character == "}" { code.removeLast() }
      } else if "\"'".contains(character) {
        quote = character
      }
      code.append(character)
    }
    return code
  }

  /// The sentences of a language, as JSON.
  static func sentences(_ language: Language) -> String { text("\(language.rawValue).json") }

  /// Help on commands in a language, as JSON by the text of the sources; `nil` for English, in which they are written.
  static func help(_ language: Language) -> String? {
    switch language {
    case .en: nil
    case .vi: text("help.vi.json")
    }
  }

  /// What tables and columns mean in a language, as JSON by the text of the sources; `nil` for English, in which they are
  /// written.
  static func columns(_ language: Language) -> String? {
    switch language {
    case .en: nil
    case .vi: text("columns.vi.json")
    }
  }

  /// A file by its name; that of one which is not inside is a fault of the program.
  package static func text(_ name: String) -> String {
    var size = 0
    guard let bytes = report_resource(name, &size) else {
      preconditionFailure("\(name) is not among the resources of Reports")
    }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
  }
}
