/// A part of the page under a heading of its own.
struct PageSection {
  /// The anchor.
  private(set) var id: String
  private(set) var heading: String
  private let content: Markup

  /// A part of any content.
  init(_ id: String, _ heading: String, _ content: Markup) {
    (self.id, self.heading, self.content) = (id, heading, content)
  }

  /// A part of paragraphs, findings, figures and tables.
  init(
    _ id: String, _ heading: String, sentences: [String] = [], list: [String] = [],
    figures: [Markup] = [], tables: [PageTable] = [], isGrid: Bool = false
  ) {
    var content = Markup.joined(sentences.map { .paragraph(Markup($0)) })
    content += Self.findings(list)
    if !figures.isEmpty {
      content += .element("div", ["class": isGrid ? "figures grid" : "figures"], figures)
    }
    self.init(id, heading, content + .joined(tables.map(\.markup)))
  }

  /// Sentences as a list; nothing where there are none.
  static func findings(_ list: [String]) -> Markup {
    guard !list.isEmpty else { return .none }
    return .element("ul", ["class": "findings"], list.map { .element("li", [:], Markup($0)) })
  }

  /// The same part with what it is about behind its heading.
  func about(_ label: String) -> PageSection {
    PageSection(id, "\(heading) · \(label)", content)
  }

  /// The same part under another anchor, where several folders have one.
  func renamed(_ id: String) -> PageSection { PageSection(id, heading, content) }

  /// The part.
  var markup: Markup {
    .element("section", ["id": id], .element("h2", [:], Markup(heading)), content)
  }
}

/// What stands above the tables of a part.
enum PageFigure {
  /// What each sign of a chart stands for.
  static func legend(_ keys: [(sign: Markup, text: String)]) -> Markup {
    .element(
      "ul", ["class": "legend"],
      keys.map { .element("li", [:], $0.sign, Markup($0.text)) })
  }

  /// A chart under what it shows, with its table behind a word.
  static func chart(
    _ chart: Markup, _ title: Markup, notes: [String] = [], table: PageTable?, isWide: Bool = false,
    id: String? = nil, tools: Markup = .none
  ) -> Markup {
    .element(
      "figure", ["class": isWide ? "wide" : nil, "id": id],
      .element("figcaption", [:], title), chart,
      .joined(notes.map { .paragraph(.linked($0), "note") }), tools,
      table?.markup ?? .none)
  }
}

/// A table of the page.
struct PageTable {
  /// One cell.
  enum Cell {
    case text(String)
    case number(String)
    /// A share between 0 and 1 as a line below its text.
    case share(Double?, String)
    /// A sentence that needs no name of its column on a narrow screen.
    case remark(String)
    /// A drawing.
    case plot(Markup)
    /// Anything else.
    case markup(Markup)
    /// The heading of the rows below, alone in its row.
    case group(String)

    /// The text of a number.
    fileprivate var number: String? {
      switch self {
      case .number(let text), .share(_, let text): text
      default: nil
      }
    }

    /// The same kind of cell with another text of its number.
    fileprivate func telling(_ text: String) -> Cell {
      if case .share(let share, _) = self { .share(share, text) } else { .number(text) }
    }

    fileprivate var isFilled: Bool {
      switch self {
      case .text(let text), .number(let text), .share(nil, let text), .remark(let text):
        !["", "–"].contains(text)
      case .plot(let drawing), .markup(let drawing): !drawing.isEmpty
      case .share, .group: true
      }
    }
  }

  let caption: String
  let columns: [String]
  var rows: [[Cell]] = []
  /// The word behind which the table waits; `nil` where it lies open.
  var foldedUnder: String?

  var markup: Markup {
    let numbers = columns.indices.map(isOfNumbers)
    let heads = zip(columns, numbers).map { headCell($0, isOfNumbers: $1) }
    let head = Markup.element("thead", [:], .element("tr", [:], heads))
    let body = Markup.element(
      "tbody", [:],
      aligned(numbers).map { row in
        .element(
          "tr", [:], zip(told(row), columns).enumerated().map { cell($1.0, $0, under: $1.1) })
      })
    // A folded table is named by its caption and its chart.
    let isFolded = foldedUnder != nil
    let table = Markup.element(
      "div",
      [
        "class": "scroll", "role": isFolded ? nil : "group",
        "aria-label": isFolded ? nil : caption, "tabindex": "0",
      ],
      .element(
        "table",
        [
          "class": foldedUnder == nil ? nil : "small",
          "style": foldedUnder == nil ? Self.names(of: columns) : nil,
        ],
        .element("caption", [:], Markup(caption)), head, body))
    guard let foldedUnder else { return table }
    return .element("details", [:], .element("summary", [:], Markup(foldedUnder)), table)
  }

  /// The same table without columns in which nothing stands but blanks and dashes; the first is the head of the rows.
  var withoutBlankColumns: PageTable {
    let isKept = columns.indices.map { column in
      column == 0 || rows.isEmpty
        || rows.contains { row in column < row.count && row[column].isFilled }
    }
    func kept<Element>(_ list: [Element]) -> [Element] {
      zip(list, isKept).filter(\.1).map(\.0)
    }
    var table = PageTable(caption: caption, columns: kept(columns), foldedUnder: foldedUnder)
    // The heading of a group stands alone in its row.
    table.rows = rows.map { $0.count == columns.count ? kept($0) : $0 }
    return table
  }

  private func headCell(_ name: String, isOfNumbers: Bool) -> Markup {
    let isMarked = isOfNumbers && foldedUnder == nil
    return .element(
      "th", ["scope": scope("col"), "class": isMarked ? "number" : nil], Markup(name))
  }

  /// Whether a column holds numbers and nothing else but blanks.
  private func isOfNumbers(_ column: Int) -> Bool {
    let cells = rows.filter { $0.count > 1 && column < $0.count }.map { $0[column] }
    return cells.contains { $0.number != nil } && cells.allSatisfy { $0.number != nil }
  }

  /// The rows with the points of each column of numbers below each other.
  private func aligned(_ numbers: [Bool]) -> [[Cell]] {
    let alignment = DecimalAlignment(rows.flatMap { $0.compactMap(\.number) })
    var aligned = rows
    for column in columns.indices where numbers[column] {
      let held = rows.indices.filter { rows[$0].count > 1 && column < rows[$0].count }
      let texts = alignment.aligned(held.map { rows[$0][column].number ?? "" })
      for (row, text) in zip(held, texts) {
        aligned[row][column] = rows[row][column].telling(text)
      }
    }
    return aligned
  }

  /// A row of a folded table without the empty cells at its end.
  private func told(_ row: [Cell]) -> ArraySlice<Cell> {
    guard foldedUnder != nil else { return row[...] }
    let last = row.lastIndex { if case .number("") = $0 { false } else { true } } ?? 0
    return row.prefix(last + 1)
  }

  /// The names of columns, once a table: on narrow screens, where open tables are stacked, each cell says its column.
  ///
  /// The first is the head of its row; the style knows places up to the twelfth, later cells bear their name.
  static func names(of columns: [String]) -> String? {
    let names = columns.enumerated().dropFirst().prefix(named - 1).filter { !$0.element.isEmpty }
    guard !names.isEmpty else { return nil }
    return names.map { "--h\($0 + 1):\(Self.quoted($1 + ": "))" }.joined(separator: ";")
  }

  private static let named = 12

  /// A text as a string of a style sheet.
  private static func quoted(_ text: String) -> String {
    let inside = text.map { character in
      character == "\\" || character == "'"
        ? "\\\(character)" : character.isNewline ? " " : "\(character)"
    }
    return "'\(inside.joined())'"
  }

  /// What a head is of; in folded tables, whose first row and first column are all heads, it goes without saying.
  private func scope(_ name: String) -> String? { foldedUnder == nil ? name : nil }

  private func cell(_ cell: Cell, _ index: Int, under name: String) -> Markup {
    let isOpen = foldedUnder == nil
    let column = isOpen && index >= Self.named ? name : nil
    return switch cell {
    case .text(let text) where index == 0:
      .element("th", ["scope": scope("row")], Markup(text))
    case .text(let text): .element("td", ["data-label": column], Markup(text))
    case .number(let text):
      .element(
        "td", ["class": isOpen ? "number" : nil, "data-label": column], Markup(text))
    case .share(let share, let text):
      .element(
        "td",
        [
          "class": "number share",
          "style": share.map { "--share:\(px(100 * min(1, max(0, $0))))" },
          "data-label": column,
        ], Markup(text))
    case .remark(let text): .element("td", ["class": "remark"], Markup(text))
    case .plot(let drawing):
      .element("td", ["class": "plot", "data-label": column], drawing)
    case .markup(let markup) where index == 0:
      .element("th", ["scope": scope("row")], markup)
    case .markup(let markup): .element("td", ["data-label": column], markup)
    case .group(let text):
      .element(
        "th", ["class": "group", "scope": "rowgroup", "colspan": "\(columns.count)"], Markup(text))
    }
  }
}
