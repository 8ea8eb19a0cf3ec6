internal import Attainment
internal import Files
public import Folders
internal import Tables

/// One self-contained page from run folders: the answer first, then every target, the ways to them and what they rest on.
///
/// Texts, tables and drawings are complete without scripts; a script adds what answers to a reader's hand. A policy
/// inside the page forbids every request.
public struct ReportPage: Sendable {
  /// The file's name in a run folder.
  public static let name = "report.html"

  private let folders: [FolderTables]
  private let earlier: FolderTables?
  private let language: Language

  /// A page about folders; the first gives title and language.
  ///
  /// - Parameters:
  ///   - folders: one or more, of any command.
  ///   - earlier: the run before, which the first is compared with.
  public init(_ folders: [FolderTables], since earlier: FolderTables? = nil) {
    precondition(!folders.isEmpty, "a page is about a run")
    self.folders = folders
    self.earlier = earlier
    language = folders[0].language
  }

  /// What tells the run of a folder apart on a page about several; `nil` where nothing need be told.
  ///
  /// Runs of one scenario are told apart by their days, scenarios of one title by their names.
  private func label(of folder: FolderTables) -> String? {
    let named = folders.filter { $0.manifest.scenario != nil }
    guard named.count > 1, folder.manifest.scenario != nil else { return nil }
    let same = named.filter {
      $0.title == folder.title && $0.manifest.variantTitle == folder.manifest.variantTitle
    }
    let days = Set(same.map { $0.manifest.asOf })
    let day = days.count > 1 ? folder.manifest.asOf.map(language.writing.text) : nil
    let name = Set(same.map { $0.manifest.scenario }).count > 1 ? folder.manifest.scenario : nil
    return [folder.title, folder.manifest.variantTitle, name, day].compactMap { $0 }
      .joined(separator: " · ")
  }

  private var written: [PageWords] {
    folders.enumerated().map { index, folder in
      let isPlan = Self.hasPlan(folder)
      let before = folders.prefix(index).count {
        isPlan ? Self.hasPlan($0) : $0.command == folder.command
      }
      return PageWords(folder: folder, language: language, place: before)
    }
  }

  private static func hasPlan(_ folder: FolderTables) -> Bool {
    !folder.records(AttainmentTable.definition).isEmpty
  }

  /// The file.
  public func file() -> OutputFile {
    let say = Catalogue.of(language)
    let words = written
    let before = earlier.map { PageWords(folder: $0, language: language) }
    let lead = words.first.flatMap {
      LeadPart(words: $0, earlier: before).markup ?? GrowthPart($0).lead
        ?? ScorecardLead($0)?.screen.markup(say) ?? TaskScreen($0)?.screen.markup(say)
    }
    let told: [PageSection] = zip(folders, words).enumerated().flatMap { index, pair in
      let (folder, words) = pair
      return parts(words, index == 0 ? before : nil, isLed: index == 0).map { section in
        label(of: folder).map(section.about) ?? section
      }
    }
    var seen: [String: Int] = [:]
    let sections =
      told.map { part -> PageSection in
        seen[part.id, default: 0] += 1
        let count = seen[part.id] ?? 1
        return count == 1 ? part : part.renamed("\(part.id)-\(count)")
      } + [SourcePart(folders: words).section]
    let body = Markup.element(
      "body", [:],
      .element("a", ["class": "skip", "href": "#main"], Markup(say("page.skip"))),
      header(words[0]),
      .element(
        "main", ["id": "main"],
        [lead ?? .none, contents(sections, say)] + sections.map(\.markup)),
      script("application/json", Self.safe(data(words, say).canonicalText), id: "data"),
      script(nil, ReportResource.script),
      .element("i", ["id": "end", "hidden": ""]))
    let page = Markup.element("html", ["lang": language.rawValue], head, body)
    return OutputFile(name: Self.name, text: "<!DOCTYPE html>\n" + page.code + "\n")
  }

  /// - Parameter isLed: whether the first screen is about this folder.
  private func parts(_ words: PageWords, _ before: PageWords?, isLed: Bool) -> [PageSection] {
    [
      TargetsPart(words: words, earlier: before).section,
      LeversPart(words: words).section,
      WayPart(words: words).section,
      ShortPart(words: words).section,
      MilestonePart(words: words).section,
      TogetherPart(words: words).section,
      GrowthPart(words).section,
      TrackingPart(words: words).section,
      ScorecardPart(words: words, isLed: isLed).section,
      ChangesPart(words: words).section,
      words.milestones.isEmpty
        ? TasksPart(words: words, isLed: isLed && words.folder.command == "tasks").section : nil,
      EffectPart(words: words).section,
      ComparisonPart(words: words).section,
      RequirementPart(words: words).section,
      CalibrationPart(words: words).section,
      RestPart(words: words).section,
    ].compactMap { $0 }
  }

  // MARK: Frame

  private var head: Markup {
    .element(
      "head", [:],
      .element("meta", ["charset": "utf-8"]),
      // Shown once it is whole: columns of a table move while its rows arrive, and the script puts tools above.
      .element("link", ["rel": "expect", "href": "#end", "blocking": "render"]),
      .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .element("meta", ["name": "color-scheme", "content": "light dark"]),
      Self.generator,
      .element(
        "meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy]),
      .element("link", ["rel": "icon", "href": "data:,"]),
      .element("title", [:], Markup(folders[0].title)),
      .element("style", [:], Markup(trusted: ReportResource.style)))
  }

  /// What tells a page of ours from others.
  static let generator = Markup.element("meta", ["name": "generator", "content": "forecast"])

  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

  private func header(_ words: PageWords) -> Markup {
    // Where borders are told the region is named there.
    let manifest = folders[0].manifest
    let region = manifest.bordersUntil == nil || manifest.event != nil ? manifest.region : nil
    return .element(
      "header", [:],
      region.map { .paragraph(Markup($0), "region") } ?? .none,
      .element("h1", [:], Markup(folders[0].title)),
      .joined(words.facts.map { .paragraph(Markup($0), "facts") }))
  }

  private func contents(_ sections: [PageSection], _ say: Catalogue) -> Markup {
    .element(
      "nav", ["aria-label": say("page.contents")],
      .element(
        "ul", [:],
        sections.map {
          .element(
            "li", [:],
            .element("a", ["href": "#\($0.id)"], Markup($0.heading)))
        }))
  }

  private func script(_ type: String?, _ code: String, id: String? = nil) -> Markup {
    .element("script", ["type": type, "id": id], Markup(trusted: code))
  }

  // MARK: What the script reads

  private func data(_ words: [PageWords], _ say: Catalogue) -> JSONNode {
    let keys = say.keys.filter { $0.hasPrefix("page.script.") || $0.hasPrefix("page.hundred") }
    let said = keys.sorted().map { key in
      let pieces = say.pieces(of: key).map { piece in
        switch piece {
        case .words(let words): words
        case .place(let name): "{\(name)}"
        case .form(let name, let one, let more): "{\(name)|\(one)|\(more)}"
        }
      }
      return JSONMember(
        key: String(key.dropFirst("page.".count)), location: .whole(""),
        node: .text(pieces.joined()))
    }
    return .keys([
      "locale": .text(language.writing.tag),
      "words": JSONNode(.object(said), at: .whole("")),
      "thin": .list(Basis.allCases.filter(\.isThin).map { .text($0.code) }),
      "runs": .list(
        words.filter { Self.hasPlan($0.folder) }.map { words in
          guard let told = words.folder.whatIf.map(PackedQuantiles.packed) else {
            return .keys([:])
          }
          // Shares of sliders were counted on all paths of the run, those of ticked targets on the first.
          return words.folder.manifest.paths.map { told.adding("futures", .integer($0)) } ?? told
        }),
    ])
  }

  /// JSON that cannot end the element it stands in, without what only people read.
  private static func safe(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing("\n", with: "").replacing("  ", with: "")
  }
}
