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
}
