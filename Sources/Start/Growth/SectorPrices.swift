internal import Files

/// The prices that value added is counted at.
public enum StartPrices: String, Sendable, CaseIterable {
  /// Those of each period.
  case current
  /// Those of one year.
  case constant

  fileprivate static func said(in text: String) -> (prices: StartPrices, phrase: String)? {
    let words = " " + folded(text) + " "
    for (prices, phrases) in all {
      for phrase in phrases where words.contains(" " + phrase + " ") { return (prices, phrase) }
    }
    return nil
  }

  private static let all: [(StartPrices, [String])] = [
    (
      .current,
      [
        "theo gia hien hanh", "gia hien hanh", "theo gia thuc te", "gia thuc te",
        "at current prices", "current prices", "current price", "nominal",
      ]
    ),
    (
      .constant,
      [
        "theo gia so sanh", "gia so sanh", "theo gia co dinh", "gia co dinh", "at constant prices",
        "constant prices", "constant price", "real prices",
      ]
    ),
  ]
}

/// Where a table says at which prices its figures are counted: in heads of columns, in a column of its own, or in lines
/// between rows.
struct SectorPrices {
  /// Figures of one sort that are found, with the words that say so and where.
  struct Sort {
    let prices: StartPrices
    let text: String
    let location: SourceLocation
  }

  private(set) var sorts: [Sort] = []
  private var columns: [Int: StartPrices] = [:]
  private var lines: [Int: StartPrices] = [:]
  /// Lines that say so, and hold no figures.
  private var heads: Set<Int> = []
  /// A column that says so of each row.
  private var told: Int?
  private let table: StartTable

  init(_ table: StartTable) {
    self.table = table
    for (column, cell) in table.header.enumerated() {
      guard let said = StartPrices.said(in: cell.text) else { continue }
      columns[column] = said.prices
      note(said.prices, cell)
    }
    told = table.header.indices.first { column in
      let texts = table.texts(column)
      return columns[column] == nil && texts.count > 1
        && texts.allSatisfy { StartPrices.said(in: $0) != nil }
    }
    var current: StartPrices?
    for row in table.rows {
      if let told {
        guard let said = StartPrices.said(in: row.plain(told)) else { continue }
        lines[row.line] = said.prices
        note(said.prices, table.cell(row, told))
        continue
      }
      let filled = table.header.indices.filter { !row.plain($0).isEmpty }
      if filled.allSatisfy({ SpelledNumber(row.plain($0)) == nil }),
        let place = filled.first(where: { StartPrices.said(in: row.plain($0)) != nil }),
        let said = StartPrices.said(in: row.plain(place))
      {
        current = said.prices
        heads.insert(row.line)
        note(said.prices, table.cell(row, place))
      } else if let current {
        lines[row.line] = current
      }
    }
  }

  private mutating func note(_ prices: StartPrices, _ cell: StartCell) {
    guard !sorts.contains(where: { $0.prices == prices }) else { return }
    sorts.append(Sort(prices: prices, text: cell.text, location: cell.location))
  }

  /// The prices of what is taken: those asked for, or the only ones; `nil` where nothing is said of them.
  func taken(_ asked: StartPrices?) -> StartPrices? {
    asked ?? (sorts.count == 1 ? sorts[0].prices : nil)
  }

  /// The prices that lines above the table name for all of it; `nil` where they name none, or both.
  var ofTitles: StartPrices? {
    let said = Set(table.titles.compactMap { StartPrices.said(in: $0)?.prices })
    return said.count == 1 ? said.first : nil
  }

  /// The table of one sort alone, its heads without the words that say so; columns of neither sort stay.
  ///
  /// - Returns: with the columns that are to be left out.
  func table(of prices: StartPrices) -> (table: StartTable, out: [Int]) {
    let header = table.header.enumerated().map { column, cell in
      columns[column] == nil
        ? cell : StartCell(text: Self.without(cell.text), location: cell.location)
    }
    let rows = table.rows.filter { row in
      !heads.contains(row.line) && (lines[row.line].map { $0 == prices } ?? true)
    }
    let other = table.header.indices.filter { column in
      columns[column].map { $0 != prices } ?? (column == told)
    }
    return (
      StartTable(
        delimiter: table.delimiter, header: header, rows: rows, titles: table.titles,
        notes: table.notes, sheet: table.sheet, hasPoints: table.hasPoints), other
    )
  }

  /// A head without the words for prices and what joins them to the rest.
  private static func without(_ text: String) -> String {
    let separators: Set<Character> = [" ", "-", "–", "—", ",", ";", "/", "(", ")", ":", "|", "."]
    var words = text.split(whereSeparator: { $0.isWhitespace }).map(String.init)
    guard let said = StartPrices.said(in: text) else { return text }
    let wanted = said.phrase.split(separator: " ").count
    for start in words.indices where start + wanted <= words.count {
      guard folded(words[start..<start + wanted].joined(separator: " ")) == said.phrase else {
        continue
      }
      words.removeSubrange(start..<start + wanted)
      // A year of constant prices goes with them: giá so sánh 2010 2024.
      if said.prices == .constant, words.count > 1, start < words.count {
        let year = words[start].filter(\.isNumber)
        let rest = words.indices.filter { $0 != start }.map { words[$0] }.joined(separator: " ")
        if Int(year).map({ [1994, 2010, 2015, 2020].contains($0) }) == true,
          year.count == words[start].filter({ !separators.contains($0) }).count,
          StartPeriod(rest) != nil
        {
          words.remove(at: start)
        }
      }
      break
    }
    var left = words.joined(separator: " ")
    while let last = left.last, separators.contains(last) { left.removeLast() }
    while let first = left.first, separators.contains(first) { left.removeFirst() }
    return left
  }
}
