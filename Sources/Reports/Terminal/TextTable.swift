/// A table of text for a terminal: columns as wide as needed, one of them giving way to the width.
public struct TextTable: Sendable {
  /// How a column is set.
  public enum Alignment: Sendable {
    case left, right
    /// Left, and broken into lines when the table is too wide.
    case flexible
  }

  private var alignments: [Alignment]
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

  /// The lines, none wider than `width`: flexible columns give way first, then titles of several words, then texts of
  /// other columns; what still does not fit goes on in a table below, under the first column again.
  public func lines(width: Int) -> [String] {
    let parts = parts(width: width)
    return parts.enumerated().flatMap { place, columns in
      (place > 0 ? [""] : []) + part(columns).lines(widths: part(columns).widths(within: width))
    }
  }

  /// The columns of each of the tables that fit a width, one below the other.
  private func parts(width: Int) -> [[Int]] {
    let all = Array(alignments.indices)
    guard total(widths(within: width)) > width, all.count > 2 else { return [all] }
    var parts: [[Int]] = [[0, 1]]
    for column in all.dropFirst(2) {
      let wider = parts[parts.count - 1] + [column]
      if total(part(wider).widths(within: width)) > width {
        parts.append([0, column])
      } else {
        parts[parts.count - 1] = wider
      }
    }
    return parts
  }

  /// The table of some of the columns.
  private func part(_ columns: [Int]) -> TextTable {
    var part = self
    part.alignments = columns.map { alignments[$0] }
    part.rows = rows.map { row in columns.map { row[$0] } }
    return part
  }

  /// The longest word of a title that stays whole in a table that is too wide.
  private static let longestWord = 14

  private func total(_ widths: [Int]) -> Int { widths.reduce(2 * (widths.count - 1), +) }

  /// How wide each column is, as near to a whole width as the columns give way.
  private func widths(within width: Int) -> [Int] {
    var widths = alignments.indices.map { column in
      rows.map { displayWidth($0[column]) }.max() ?? 0
    }
    let gaps = 2 * (alignments.count - 1)
    // Titles break before names do.
    narrowTitles(&widths, to: width - gaps)
    let excess = widths.reduce(gaps, +) - width
    if excess > 0 {
      for column in alignments.indices where alignments[column] == .flexible {
        widths[column] = max(12, widths[column] - excess)
      }
    }
    narrow(&widths, to: width - gaps)
    return widths
  }

  private func lines(widths: [Int]) -> [String] {
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return rows.enumerated().flatMap { index, row -> [String] in
      let cells = row.enumerated().map { column, cell in
        alignments[column] != .right || index == 0
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
      // A name as long as a file's is cut rather than a column put below the others.
      let words = rows[0][column].split(separator: " ").map {
        min(Self.longestWord, displayWidth(String($0)))
      }
      return rows.dropFirst().map { displayWidth($0[column]) }.reduce(words.max() ?? 0, max)
    }
    for _ in 0..<1_000 where widths.reduce(0, +) > room {
      let open = widths.indices.filter { alignments[$0] != .flexible && widths[$0] > least[$0] }
      guard let widest = open.max(by: { (widths[$0], $1) < (widths[$1], $0) }) else { return }
      widths[widest] -= 1
    }
  }

  /// Breaks texts of columns that are not flexible, the widest first, until the table fits or every word stands alone.
  private func narrow(_ widths: inout [Int], to room: Int) {
    let least = alignments.indices.map { column in
      rows.flatMap { $0[column].split(separator: " ") }.map { displayWidth(String($0)) }.max() ?? 0
    }
    for _ in 0..<1_000 where widths.reduce(0, +) > room {
      let open = widths.indices.filter { alignments[$0] == .left && widths[$0] > least[$0] }
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
    if !line.isEmpty && displayWidth(line) + 1 + displayWidth(String(word)) > width {
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

/// A text whose lines are no wider than so many columns: longer ones are broken at spaces, and go on as far in as they
/// began, those of a name and a text behind two spaces below the text. Lines of tables are left alone where they fit.
public func fitted(_ text: String, width: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
    let own = String(line)
    guard displayWidth(own) > width else { return [own] }
    let indent = String(own.prefix { $0 == " " })
    let isBold = own.hasPrefix(Emphasis.start) && own.hasSuffix(Emphasis.end)
    let bare =
      isBold ? String(own.dropFirst(Emphasis.start.count).dropLast(Emphasis.end.count)) : own
    if let start = textStart(bare), start < width / 2 {
      let hanging = String(repeating: " ", count: start)
      let lines = brokenLines(String(bare.dropFirst(start)), width: width - start)
      return lines.enumerated().map { ($0 == 0 ? String(bare.prefix(start)) : hanging) + $1 }
    }
    let lines = brokenLines(bare, width: max(20, width - indent.count)).map { indent + $0 }
    return isBold ? lines.map { Emphasis.start + $0 + Emphasis.end } : lines
  }.joined(separator: "\n")
}

/// Where the text begins in a line of a name, two spaces or more, and a text; `nil` in other lines.
private func textStart(_ line: String) -> Int? {
  let name = line.drop { $0 == " " }
  guard let gap = name.firstRange(of: "  ") else { return nil }
  let text = name[gap.upperBound...].drop { $0 == " " }
  // More gaps are those of a table.
  guard !text.isEmpty, !text.contains("  ") else { return nil }
  return line.count - text.count
}

/// Columns that a text takes; Vietnamese letters, composed or not, take one each.
func displayWidth(_ text: String) -> Int {
  guard text.hasPrefix(Emphasis.start) else { return text.count }
  // What makes a heading bold takes no room.
  return text.count - Emphasis.start.count - (text.hasSuffix(Emphasis.end) ? Emphasis.end.count : 0)
}

/// How headings stand out on a terminal.
public enum Emphasis: Sendable {
  /// Plain text, for files and pipes and where `NO_COLOR` is set.
  case none
  /// Bold headings.
  case bold

  /// What begins and ends bold.
  static let (start, end) = ("\u{1B}[1m", "\u{1B}[0m")

  /// A section whose first line is its heading.
  func section(_ lines: [String]) -> [String] {
    guard self == .bold, let first = lines.first else { return lines }
    return [Self.start + first + Self.end] + lines.dropFirst()
  }
}
