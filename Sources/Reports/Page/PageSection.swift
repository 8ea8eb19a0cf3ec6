/// A part of the page under a heading of its own.
struct PageSection {
  /// The anchor.
  private(set) var id: String
  private(set) var heading: String
  let sentences: [String]
  let list: [String]
  let figures: [PageFigure]
  let tables: [PageTable]
  /// Whether figures stand side by side.
  let isGrid: Bool

  /// The same part with what it is about behind its heading.
  func about(_ label: String) -> PageSection {
    var part = self
    part.heading = "\(heading) · \(label)"
    return part
  }

  /// The same part under another anchor, where several folders have one.
  func renamed(_ id: String) -> PageSection {
    var part = self
    part.id = id
    return part
  }

  /// A section of paragraphs, findings, charts and tables.
  init(
    _ id: String, _ heading: String, sentences: [String] = [], list: [String] = [],
    figures: [PageFigure] = [], tables: [PageTable] = [], isGrid: Bool = false
  ) {
    self.id = id
    self.heading = heading
    self.sentences = sentences
    self.list = list
    self.figures = figures
    self.tables = tables
    self.isGrid = isGrid
  }

  var html: HTML {
    """
    <section id="\(id)">
    <h2>\(heading)</h2>
    \(HTML.each(sentences) { "<p>\($0)</p>\n" })\(findings)\(drawn)\
    \(HTML.each(tables) { "\($0.html)\n" })</section>

    """
  }

  private var findings: HTML {
    list.isEmpty
      ? "\n"
      : """
      <ul class="findings">
      \(HTML.each(list) { "<li>\($0)</li>\n" })</ul>

      """
  }

  private var drawn: HTML {
    figures.isEmpty
      ? "\n"
      : """
      <div class="figures\(isGrid ? " grid" as HTML : "")">
      \(HTML.each(figures, \.html))</div>

      """
  }
}

/// What stands above the tables of a section.
enum PageFigure {
  /// What each shape of a mark stands for.
  case legend([(shape: String, text: String)])
  case chart(Chart)

  /// A chart of the data with its table, which waits behind a word.
  struct Chart {
    /// Its position in the data.
    let position: Int
    let title: String
    let table: PageTable
    var unit = ""
    var notes: [String] = []
    var isWide = false
  }

  var html: HTML {
    switch self {
    case .legend(let keys):
      """
      <ul class="legend">
      \(HTML.each(keys, Self.key))</ul>


      """
    case .chart(let chart): "\n\(chart.html)\n"
    }
  }

  private static func key(_ key: (shape: String, text: String)) -> HTML {
    """
    <li><svg class="key" data-shape="\(key.shape)" width="28" height="14" aria-hidden="true"></svg>\(key.text)</li>

    """
  }
}

extension PageFigure.Chart {
  var html: HTML {
    let unit: HTML = unit.isEmpty ? "" : " <span class=\"unit\">(\(unit))</span>"
    return """
      <figure\(isWide ? " class=\"wide\"" as HTML : "")>
      <figcaption>\(title)\(unit)</figcaption>
      <div class="chart" data-chart="\(position)" tabindex="0" role="img" aria-label="\(title)"></div>
      <p class="readout" aria-live="polite"></p>
      \(HTML.each(notes) { "<p class=\"note\">\($0)</p>\n" })\(table.html)
      </figure>
      """
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

  var html: HTML {
    let folded = foldedUnder.map { "<details><summary>\($0)</summary>" as HTML }
    return """
      \(folded)
      <div class="scroll" role="region" aria-label="\(caption)" tabindex="0">\
      <table\(folded == nil ? "" : " class=\"small\"" as HTML)>
      <caption>\(caption)</caption>
      <thead><tr>\(HTML.each(columns) { "<th scope=\"col\">\($0)</th>" })</tr></thead>
      <tbody>
      \(HTML.each(rows) { "<tr>\(cells($0))</tr>\n" })</tbody>
      </table></div>
      \(folded == nil ? "" : "</details>" as HTML)

      """
  }

  private func cells(_ row: [Cell]) -> HTML {
    HTML.each(zip(row, columns).enumerated()) { index, pair in
      switch pair.0 {
      case .text(let text):
        index == 0
          ? "<th scope=\"row\">\(text)</th>" : "<td data-label=\"\(pair.1)\">\(text)</td>"
      case .number(let text): "<td class=\"number\" data-label=\"\(pair.1)\">\(text)</td>"
      case .plot(let position):
        """
        <td class="plot" data-label="\(pair.1)">\
        <svg class="cell" data-plot="\(position)" width="180" height="20" aria-hidden="true"></svg></td>
        """
      case .group(let text):
        "<th class=\"group\" scope=\"rowgroup\" colspan=\"\(columns.count)\">\(text)</th>"
      }
    }
  }
}
