/// A table of text for a terminal: columns as wide as needed, one of them giving way to the width.
public struct TextTable: Sendable {
  /// How a column is set.
  public enum Alignment: Sendable {
    case left, right
    /// Left, and broken into lines when the table is too wide.
    case flexible
  }

  private let alignments: [Alignment]
  private var rows: [[String]]

  /// A table with its header.
  public init(_ columns: [(title: String, alignment: Alignment)]) {
    alignments = columns.map(\.alignment)
    rows = [columns.map(\.title)]
  }

  /// Adds a row.
  public mutating func append(_ cells: [String]) {
    precondition(
      cells.count == alignments.count, "\(cells.count) cells for \(alignments.count) columns")
    rows.append(cells.map(VisibleText.line))
  }

  /// The lines, none wider than `width` where the flexible columns and titles of several words give enough.
  public func lines(width: Int) -> [String] {
    var widths = alignments.indices.map { column in
      rows.map { displayWidth($0[column]) }.max() ?? 0
    }
    let gaps = 2 * (alignments.count - 1)
    let excess = widths.reduce(gaps, +) - width
    if excess > 0 {
      for column in alignments.indices where alignments[column] == .flexible {
        widths[column] = max(12, widths[column] - excess)
      }
    }
    narrowTitles(&widths, to: width - gaps)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return rows.enumerated().flatMap { index, row -> [String] in
      let cells = row.enumerated().map { column, cell in
        alignments[column] == .flexible || index == 0
          ? brokenLines(cell, width: widths[column]) : [cell]
      }
      let height = cells.map(\.count).max() ?? 1
      let lines = (0..<height).map { line in
        let text = cells.enumerated().map { column, parts in
          pad(line < parts.count ? parts[line] : "", to: widths[column], alignments[column])
        }.joined(separator: "  ")
        return String(text.reversed().drop { $0 == " " }.reversed())
      }
      return index == 0 ? lines + [rule] : lines
    }
  }

  /// Breaks titles of columns whose cells are narrower, the widest first, until the table fits.
  private func narrowTitles(_ widths: inout [Int], to room: Int) {
    let least = alignments.indices.map { column in
      let words = rows[0][column].split(separator: " ").map { displayWidth(String($0)) }
      return rows.dropFirst().map { displayWidth($0[column]) }.reduce(words.max() ?? 0, max)
    }
    for _ in 0..<1_000 where widths.reduce(0, +) > room {
      let open = widths.indices.filter { alignments[$0] != .flexible && widths[$0] > least[$0] }
      guard let widest = open.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { return }
      widths[widest] -= 1
    }
  }

  private func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return alignment == .right ? space + text : text + space
  }
}

/// A text broken at spaces into lines of at most so many columns; longer words are cut.
func brokenLines(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ") {
    if !line.isEmpty && displayWidth(line) + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
    while displayWidth(line) > width {
      lines.append(String(line.prefix(width)))
      line = String(line.dropFirst(width))
    }
  }
  if !line.isEmpty || lines.isEmpty { lines.append(line) }
  return lines
}

/// Columns that a text takes; Vietnamese letters, composed or not, take one each.
func displayWidth(_ text: String) -> Int { text.count }

/// How headings stand out on a terminal.
public enum Emphasis: Sendable {
  /// Plain text, for files and pipes and where `NO_COLOR` is set.
  case none
  /// Bold headings.
  case bold

  /// A section whose first line is its heading.
  func section(_ lines: [String]) -> [String] {
    guard self == .bold, let first = lines.first else { return lines }
    return ["\u{1B}[1m\(first)\u{1B}[0m"] + lines.dropFirst()
  }
}
