internal import Files

/// What tables and columns mean in a language that is not that of the sources.
struct ColumnMeanings: Sendable {
  private let texts: [String: String]

  /// The meanings in a language.
  static func of(_ language: Language) -> ColumnMeanings {
    switch language {
    case .en: english
    case .vi: vietnamese
    }
  }

  private static let english = ColumnMeanings(.en)
  private static let vietnamese = ColumnMeanings(.vi)

  private init(_ language: Language) {
    guard let resource = ReportResource.columns(language) else {
      texts = [:]
      return
    }
    var faults = FaultCollector()
    let source = SourceFile(path: "columns.\(language.rawValue)", text: resource)
    let node = JSONParser.parse(source, faults: &faults)
    precondition(faults.found.isEmpty, "columns in \(language.rawValue) are not JSON")
    texts = Dictionary((node?.members ?? []).map { ($0.key, $0.node.string ?? "") }) { $1 }
  }

  /// A meaning in the language; as the sources have it where nobody has translated it.
  func text(_ meaning: String) -> String { texts[meaning] ?? meaning }
}
