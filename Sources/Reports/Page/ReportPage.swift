internal import Files
public import Folders
internal import Mustache

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
        MilestonePart(words: words).section(&charts),
        TogetherPart(words: words).section(&charts),
        FanPart(words: words).section(&charts),
        GrowthPart(words).section(&charts),
        TrackingPart(words: words).section(&charts),
        ScorecardPart(words: words).section(&charts),
        words.milestones.isEmpty ? TasksPart(words: words).section(&charts) : nil,
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
    let context: [String: Any] = [
      "language": language.rawValue, "title": folders[0].title, "facts": first.facts,
      "words": ["skip": say("page.skip"), "keys": say("page.keys")],
      "contents": say("page.contents"),
      "sections": (sections + [sources]).map(\.context),
      "style": Self.resource(PackageResources.page_css),
      "library": library.script, "licence": library.licence,
      "script": Self.resource(PackageResources.page_js),
      "data": Self.safe(charts.node(say).canonicalText),
      "noscript": say("page.noscript"),
    ]
    let text = Self.templates.render(context, withTemplate: "page") ?? ""
    return OutputFile(name: Self.name, text: text)
  }

  private static func resource(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// JSON that cannot end the element it stands in.
  private static func safe(_ json: String) -> String {
    json.replacing("<", with: "\\u003c").replacing("\n", with: "").replacing("  ", with: "")
  }

  private static let templates: MustacheLibrary = {
    do {
      return MustacheLibrary(templates: [
        "page": try MustacheTemplate(string: resource(PackageResources.page_mustache)),
        "table": try MustacheTemplate(string: resource(PackageResources.table_mustache)),
      ])
    } catch {
      preconditionFailure("a template of the page cannot be read: \(error)")
    }
  }()
}

/// A part of the page under a heading of its own.
struct PageSection {
  /// The anchor.
  private(set) var id: String
  /// What the template fills in.
  private(set) var context: [String: Any]

  /// The same part with what it is about behind its heading.
  func about(_ label: String) -> PageSection {
    var part = self
    part.context["heading"] = "\(context["heading"] ?? "") · \(label)"
    return part
  }

  /// The same part under another anchor, where several folders have one.
  func renamed(_ id: String) -> PageSection {
    var part = self
    part.id = id
    part.context["id"] = id
    return part
  }

  /// A section of paragraphs, findings, charts and tables.
  init(
    _ id: String, _ heading: String, sentences: [String] = [], list: [String] = [],
    figures: [[String: Any]] = [], tables: [PageTable] = [], isGrid: Bool = false
  ) {
    self.id = id
    context = [
      "id": id, "heading": heading, "sentences": sentences, "list": list, "hasList": !list.isEmpty,
      "figures": figures, "hasFigures": !figures.isEmpty, "grid": isGrid,
      "tables": tables.map(\.context),
    ]
  }
}

/// What the template draws above the tables of a section.
enum PageFigure {
  /// What each shape of a mark stands for.
  static func legend(_ keys: [(shape: String, text: String)]) -> [String: Any] {
    ["isLegend": true, "keys": keys.map { ["shape": $0.shape, "text": $0.text] }]
  }

  /// A chart of the data with its table, which waits behind a word.
  static func chart(
    _ chart: Int, _ title: String, table: PageTable, _ others: [String: Any] = [:]
  ) -> [String: Any] {
    [
      "isChart": true, "chart": chart, "title": title, "label": title, "table": [table.context],
    ].merging(others) { $1 }
  }
}

/// A table of the page; a cell may be drawn by the script.
struct PageTable {
  /// One cell.
  enum Cell {
    case text(String)
    case number(String)
    /// The position of a plot in the data.
    case plot(Int)
    /// The heading of the rows below, alone in its row.
    case group(String)
  }

  let caption: String
  let columns: [String]
  var rows: [[Cell]] = []
  /// The word behind which the table waits; `nil` where it lies open.
  var foldedUnder: String?

  var context: [String: Any] {
    [
      "caption": caption, "summary": foldedUnder ?? "", "folded": foldedUnder != nil,
      "columns": columns,
      "rows": rows.map { row in
        [
          "cells": zip(row, columns).enumerated().map { index, pair -> [String: Any] in
            switch pair.0 {
            case .text(let text):
              ["text": text, "isHead": index == 0, "label": pair.1, "isText": index > 0]
            case .number(let text): ["text": text, "isNumber": true, "label": pair.1]
            case .plot(let index): ["plot": index, "isPlot": true, "label": pair.1]
            case .group(let text): ["text": text, "isGroup": true, "span": columns.count]
            }
          }
        ]
      },
    ]
  }
}
