internal import Files
public import Folders

/// One self-contained page from run folders: sentences, charts and the tables behind them.
///
/// Text and tables are plain HTML; charts are drawn by a script from numbers that the page carries. A policy
/// inside the page forbids every request.
public struct ReportPage: Sendable {
  /// The file's name in a run folder.
  public static let name = "report.html"

  private let folders: [FolderTables]
  private let language: Language

  /// A page about folders; the first gives title and language.
  ///
  /// - Parameter folders: one or more, of any command.
  public init(_ folders: [FolderTables]) {
    precondition(!folders.isEmpty, "a page is about a run")
    self.folders = folders
    language = folders[0].language
  }

  /// What tells the run of a folder apart on a page about several; `nil` where nothing need be told.
  private func label(of folder: FolderTables) -> String? {
    guard folders.count(where: { $0.manifest.scenario != nil }) > 1,
      folder.manifest.scenario != nil
    else { return nil }
    return [folder.title, folder.manifest.variantTitle].compactMap { $0 }
      .joined(separator: " · ")
  }

  /// The file.
  public func file(_ library: ChartLibrary) -> OutputFile {
    let say = Catalogue.of(language)
    var charts = ChartData()
    let parts = folders.flatMap { folder -> [PageSection] in
      let words = PageWords(folder: folder, language: language)
      return [
        ShortPart(words: words).section,
        AttainmentPart(words: words).section(&charts),
        TogetherPart(words: words).section(&charts),
        FanPart(words: words).section(&charts),
        GrowthPart(words).section(&charts),
        TrackingPart(words: words).section(&charts),
        ScorecardPart(words: words).section(&charts),
        TasksPart(words: words).section(&charts),
        ComparisonPart(words: words).section(&charts),
        RequirementPart(words: words).section,
        CalibrationPart(words: words).section(&charts),
        RestPart(words: words).section,
      ].compactMap { $0 }.map { section in label(of: folder).map(section.about) ?? section }
    }
    var seen: [String: Int] = [:]
    let sections = parts.map { part -> PageSection in
      seen[part.id, default: 0] += 1
      let count = seen[part.id] ?? 1
      return count == 1 ? part : part.renamed("\(part.id)-\(count)")
    }
    let sources = SourcePart(folders: folders.map { PageWords(folder: $0, language: language) })
      .section
    let first = PageWords(folder: folders[0], language: language)
    let page = html(
      say, facts: first.facts, sections: sections + [sources], library: library,
      data: Self.safe(charts.node(say).canonicalText))
    return OutputFile(name: Self.name, text: page.markup)
  }

  private func html(
    _ say: Catalogue, facts: [String], sections: [PageSection], library: ChartLibrary, data: String
  ) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
    script-src 'unsafe-inline'; img-src data:">
    <link rel="icon" href="data:,">
    <title>\(folders[0].title)</title>
    <style>\(verbatim: ReportResource.style)</style>
    </head>
    <body>
    <a class="skip" href="#main">\(say("page.skip"))</a>
    \(header(say, facts: facts, sections: sections))<main id="main">
    <noscript><p>\(say("page.noscript"))</p></noscript>
    <p class="hint">\(say("page.keys"))</p>
    \(HTML.each(sections, \.html))</main>
    <script type="text/plain" id="licence">\(verbatim: library.licence)</script>
    <script type="application/json" id="data">\(verbatim: data)</script>
    <script>\(verbatim: library.script)</script>
    <script>\(verbatim: ReportResource.script)</script>
    </body>
    </html>

    """
  }

  private func header(_ say: Catalogue, facts: [String], sections: [PageSection]) -> HTML {
    """
    <header>
    <h1>\(folders[0].title)</h1>
    \(HTML.each(facts) { "<p class=\"facts\">\($0)</p>\n" })<nav aria-label="\(say("page.contents"))"><ul>
    \(HTML.each(sections) { "<li><a href=\"#\($0.id)\">\($0.heading)</a></li>\n" })</ul></nav>
    </header>

    """
  }

  /// JSON that cannot end the element it stands in.
  private static func safe(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing("\n", with: "").replacing("  ", with: "")
  }
}
