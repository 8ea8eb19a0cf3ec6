internal import CReportResources

/// Files that the program carries inside.
enum ReportResource {
  /// The style of the page.
  static var style: String { flushLeft(text("page.css")) }
  /// The script of the page.
  static var script: String { flushLeft(text("page.js")) }

  /// Lines without their indentation, and without those that are remarks: pages carry every byte.
  private static func flushLeft(_ code: String) -> String {
    code.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
      .joined(separator: "\n")
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

  private static func text(_ name: String) -> String {
    var size = 0
    guard let bytes = report_resource(name, &size) else {
      preconditionFailure("\(name) is not among the resources of Reports")
    }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
  }
}
