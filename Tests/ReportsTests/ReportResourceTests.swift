import Files
import Foundation
import Reports
import Testing

/// What the program carries inside is what stands in the sources.
@Suite("Files that the program carries inside") struct ReportResourceTests {
  private static let reports = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Reports")

  @Test(
    "Sentences, style and script come out of the program as they were written",
    arguments: [
      "Localization/Sentences/en.json", "Localization/Sentences/vi.json",
      "Localization/Sentences/help.vi.json", "Localization/Sentences/columns.vi.json",
      "Page/page.css", "Page/page.js",
    ])
  func inside(_ path: String) throws {
    let file = Self.reports.appending(path: path)
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(!written.isEmpty && ReportResource.text(file.lastPathComponent) == written)
  }

  @Test("Threads that ask at once get the same text")
  func together() async {
    let texts = await withTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { ReportResource.text("page.js") } }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(texts.count == 1)
  }

  @Test("A place of a plan brings its own word, and no sentence says it again")
  func placesOfPlans() {
    for language in Language.allCases {
      let say = Catalogue.of(language)
      let keys = say.keys.filter { !say.places(of: $0).isDisjoint(with: ["ref", "refs"]) }
      #expect(keys.count > 3)
      for key in keys {
        for word in ["mục", "section"] {
          let values = say.places(of: key).map { ($0, $0.hasPrefix("ref") ? "\(word) 9" : "7") }
          let text = say(key, Dictionary(uniqueKeysWithValues: values))
          #expect(!text.contains("\(word) \(word)"), "\(key): \(text)")
        }
      }
    }
  }
}
