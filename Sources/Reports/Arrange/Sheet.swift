/// What a cell holds.
package enum CellValue: Sendable, Hashable {
  /// Nothing but a format.
  case blank
  /// A text, never read as a formula.
  case text(String)
  /// A number; written blank unless finite.
  case number(Double)
  /// A formula without its equals sign, and its value for readers that do not compute.
  case formula(String, Double)
  /// A formula that makes a text, and its value for readers that do not compute.
  case textFormula(String, String)

  /// A number where there is one.
  static func optional(_ number: Double?) -> CellValue { number.map(CellValue.number) ?? .blank }
}

/// How a cell looks.
package struct CellStyle: Sendable, Hashable {
  /// What the cell is for.
  enum Role: Sendable, Hashable {
    case title, subtitle, office, caption, note, header, band, text, number
  }

  /// Decimals of a number, with the signs of a language.
  enum Decimals: Sendable, Hashable {
    case none, two
    /// Two, thousands grouped.
    case grouped
    /// One, thousands grouped.
    case one
    /// So many as a number was stated with, thousands grouped.
    case stated(Int)
    /// A share as a percentage with one decimal, or with three.
    case percent, finePercent
    /// A chance in whole percents; what would round to 0 or 100 is said to lie beyond 1 or 99.
    case chance
    /// A difference with its sign, one decimal.
    case signed
    /// A year or another number that is never grouped.
    case plain
  }

  /// A background that tells figures apart.
  enum Fill: String, Sendable, Hashable {
    case actual, estimate, split, scenario
  }

  /// What the cell is for.
  let role: Role
  /// Bold.
  let isBold: Bool
  /// Steps of indentation.
  let indent: Int
  /// The background.
  let fill: Fill?
  /// Decimals, for numbers.
  let decimals: Decimals
  /// Whether text stands in the middle.
  let isCentred: Bool
  /// What the background means, said in the cell itself behind the number, so that a photocopy keeps it; the number
  /// stays a number.
  var mark: Fill?

  init(
    _ role: Role, isBold: Bool = false, indent: Int = 0, fill: Fill? = nil,
    decimals: Decimals = .none, isCentred: Bool = false
  ) {
    (self.role, self.isBold, self.indent, self.fill) = (role, isBold, indent, fill)
    (self.decimals, self.isCentred) = (decimals, isCentred)
  }

  /// The same with its background said in the cell.
  func marked(_ fill: Fill?) -> CellStyle {
    var style = self
    style.mark = fill
    return style
  }

  /// A number.
  static func number(
    _ decimals: Decimals, fill: Fill? = nil, isBold: Bool = false, isCentred: Bool = false
  ) -> CellStyle {
    CellStyle(.number, isBold: isBold, fill: fill, decimals: decimals, isCentred: isCentred)
  }

  /// A text in a table.
  static func label(
    isBold: Bool = false, indent: Int = 0, isCentred: Bool = false, fill: Fill? = nil
  ) -> CellStyle {
    CellStyle(.text, isBold: isBold, indent: indent, fill: fill, isCentred: isCentred)
  }
}

/// A native chart over cells of the workbook.
package struct SheetChart: Sendable, Hashable {
  /// How values are drawn.
  package enum Kind: Sendable, Hashable {
    case line, bar, column
    /// Areas upon each other, and lines over them.
    case fan
  }

  /// How one series of a fan is drawn.
  package enum Shape: Sendable, Hashable {
    case line
    /// A line with a dot at each value.
    case dots
    /// A mark at each value, joined where they follow each other.
    case marks
    case area
    /// An area that only carries the next one; neither drawn nor named.
    case ground
  }

  /// Pixels of bars with so many names at 8 points, title, axis and legend.
  package static func pixels(ofNames count: Int) -> Double { 110 + 18 * Double(count) }

  /// Cells in one column.
  package struct Cells: Sendable, Hashable {
    package let sheet: String
    package let rows: ClosedRange<Int>
    package let column: Int

    /// As formulas write it: `='Data'!$C$5:$C$9`.
    var formula: String {
      let first = Sheet.address(on: sheet, rows.lowerBound, column, isFixed: true)
      return "=\(first):" + Sheet.address(rows.upperBound, column, isFixed: true)
    }
  }

  /// One line, or one set of bars.
  package struct Series: Sendable, Hashable {
    package let name: String
    package let values: Cells
    let colour: UInt32
    var isDashed = false
    package var shape = Shape.line
  }

  package let kind: Kind
  package let title: String
  package let categories: Cells
  package let series: [Series]
  /// The cell of the upper left corner.
  package let row, column: Int
  /// In pixels.
  package let width, height: Double
  /// Whether the values are shares, shown as percentages from 0 to 1.
  var isShare = false
  /// Whether its series are named below it, where there are several.
  var hasLegend = true
  /// Whether smaller values stand higher, as ranks do.
  var isReversed = false
  /// Where the axis of values begins; `nil` leaves it to the program.
  var least: Double?

  /// The size of its title, in points: small where it would take more than two lines, since none is cut.
  package var titleSize: Double { 7.5 * Double(title.count) > 2 * width ? 8 : 11 }
}

/// How cells look that follow what they hold.
package struct SheetRule: Sendable, Hashable {
  /// What is followed.
  enum Kind: Sendable, Hashable {
    /// A bar as long as the share in the cell, which is not written.
    case bar
    /// A background by the word that a chance has, read from the column of chances.
    case likelihood(chances: Int)
  }

  let kind: Kind
  let rows: ClosedRange<Int>
  let column: Int
}

/// A cell of a sheet, or several merged.
package struct SheetCell: Sendable, Hashable {
  /// The first row and column, from 0.
  package let row, column: Int
  /// The last row and column; the first where nothing is merged.
  package let lastRow, lastColumn: Int
  /// What it holds.
  package let value: CellValue
  /// How it looks.
  let style: CellStyle
}

/// A sheet of a workbook as a value: nothing is written until the workbook is.
package struct Sheet: Sendable, Hashable {
  /// The name on the tab.
  package let name: String
  /// The cells in the order of writing.
  package private(set) var cells: [SheetCell] = []
  /// Widths of columns, in characters.
  package private(set) var widths: [Double]
  /// Heights of rows, in points, where they do not follow from the text.
  package private(set) var heights: [Int: Double] = [:]
  /// Charts over cells of the workbook.
  package var charts: [SheetChart] = []
  /// Looks that follow the cells.
  var rules: [SheetRule] = []
  /// Whether pages stand upright.
  package var isPortrait = false
  /// Whether all of it stands on one page, smaller where it must.
  var isOnePage = false
  /// Rows that begin a page; the sheet is then scaled, not fitted.
  var breaks: [Int] = []
  /// The heading row and the last row of the table that readers may filter.
  var filtered: ClosedRange<Int>?
  /// Rows that are repeated on every page.
  package var headerRows: ClosedRange<Int>?
  /// The first row and column that scroll.
  var frozen: Corner?

  /// A row and a column.
  struct Corner: Sendable, Hashable {
    let row, column: Int
  }

  init(name: String, widths: [Double]) {
    self.name = name
    self.widths = widths
  }

  /// Columns with a width.
  var columns: Int { widths.count }

  /// The width of all columns, in characters.
  var width: Double { widths.reduce(0, +) }

  /// The first row without a cell.
  package var nextRow: Int { (cells.lazy.map(\.lastRow).max() ?? -1) + 1 }

  /// Sets a cell.
  ///
  /// A column grows with numbers whose meaning stands behind them: programs would show crosses in their place.
  mutating func set(_ row: Int, _ column: Int, _ value: CellValue, _ style: CellStyle) {
    if style.mark != nil, value != .blank { widen(column, to: Self.markedWidth) }
    cells.append(
      SheetCell(
        row: row, column: column, lastRow: row, lastColumn: column, value: value, style: style))
  }

  /// Sets a text across several cells; the row grows with it.
  mutating func merge(
    _ rows: ClosedRange<Int>, _ columns: ClosedRange<Int>, _ text: String, _ style: CellStyle
  ) {
    cells.append(
      SheetCell(
        row: rows.lowerBound, column: columns.lowerBound, lastRow: rows.upperBound,
        lastColumn: columns.upperBound, value: .text(text), style: style))
    // A program grows no row for merged cells.
    guard rows.count == 1 else { return }
    let width = widths[columns].reduce(0, +)
    let size = style.role == .title ? 1.4 : style.role == .subtitle ? 1.2 : 1
    let lines = (Double(text.count) * 0.88 * size / max(width, 1)).rounded(.up)
    let height = max(1, lines) * 15.5 * size
    heights[rows.lowerBound] = max(heights[rows.lowerBound] ?? 0, height)
  }

  /// Makes a column at least so wide, in characters.
  mutating func widen(_ column: Int, to width: Double) {
    widths[column] = max(widths[column], width)
  }

  /// Makes a row at least so high, in points.
  mutating func raise(_ row: Int, to height: Double) {
    heights[row] = max(heights[row] ?? 0, height)
  }

  private static let lineHeight = 15.0
  /// Characters of a number with a mark of one or two words.
  private static let markedWidth = 20.0

  /// How many lines a bold heading fills whose words stay whole, each line a fifth shorter than its column is wide.
  package static func lines(of heading: String, across width: Double) -> Int {
    let room = max(1, Int(0.8 * width))
    var (lines, used) = (1, 0)
    for word in heading.split(separator: " ") {
      if used > 0, used + 1 + word.count > room {
        lines += 1
        used = word.count
      } else {
        used += (used > 0 ? 1 : 0) + word.count
      }
    }
    return lines
  }

  /// The address of a cell as formulas write it, `C5`.
  static func address(_ row: Int, _ column: Int, isFixed: Bool = false) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      let letter = UInt8(65 + (rest - 1) % 26)
      letters = String(decoding: [letter], as: UTF8.self) + letters
      rest = (rest - 1) / 26
    }
    return isFixed ? "$\(letters)$\(row + 1)" : letters + String(row + 1)
  }

  /// The address of a cell of a sheet, as another sheet writes it: `'Data'!C5`.
  static func address(
    on sheet: String, _ row: Int, _ column: Int, isFixed: Bool = false
  ) -> String {
    let quoted = sheet.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    return "'\(quoted)'!" + address(row, column, isFixed: isFixed)
  }
}

extension Sheet {
  /// The place and the office at the head: over the first two columns, or as many as carry a name.
  mutating func office(_ place: String, _ office: String?) {
    var last = min(1, columns - 1)
    while last < columns - 1, widths[0...last].reduce(0, +) < Self.officeWidth { last += 1 }
    merge(0...0, 0...last, place.uppercased(), CellStyle(.office))
    if let office { merge(1...1, 0...last, office, CellStyle(.office)) }
  }

  /// Characters that most names of offices fit into.
  private static var officeWidth: Double { 40 }

  /// A text across the sheet, below everything so far.
  mutating func remark(_ text: String, _ role: CellStyle.Role = .note) {
    let row = nextRow
    merge(row...row, 0...(columns - 1), text, CellStyle(role))
  }

  /// A line across the sheet that opens a block.
  mutating func band(at row: Int, _ text: String) {
    merge(row...row, 0...(columns - 1), text, CellStyle(.band))
    raise(row, to: 20)
  }

  /// Heads of columns, side by side, each over all of some rows.
  ///
  /// - Parameter frozen: columns that stay in view while the rows below scroll; with it the heads are repeated on every
  ///   page.
  mutating func heads(
    _ rows: ClosedRange<Int>, _ names: [String], from first: Int = 0, frozen: Int? = nil
  ) {
    for (column, name) in names.enumerated() {
      let place = first + column
      if rows.count == 1 {
        set(rows.lowerBound, place, .text(name), CellStyle(.header))
      } else {
        merge(rows, place...place, name, CellStyle(.header))
      }
    }
    let lines = names.enumerated().map { Self.lines(of: $1, across: widths[first + $0]) }.max() ?? 1
    if lines > 1 {
      raise(rows.lowerBound, to: Self.lineHeight * Double(lines - rows.count + 1) + 2)
    }
    guard let frozen else { return }
    headerRows = rows
    self.frozen = Corner(row: rows.upperBound + 1, column: frozen)
  }

  /// Sets the cells of a row, each over some columns.
  mutating func spread(
    _ row: Int, _ places: [ClosedRange<Int>], _ cells: [(value: CellValue, style: CellStyle)]
  ) {
    for (place, cell) in zip(places, cells) {
      let text = if case .text(let text) = cell.value { text } else { "" }
      merge(row...row, place, text, cell.style)
      if case .text = cell.value { continue }
      set(row, place.lowerBound, cell.value, cell.style)
    }
  }

  /// Sets the cells of a row, which becomes as high as its longest text needs.
  mutating func row(_ row: Int, _ cells: [(CellValue, CellStyle)]) {
    var lines = 1.0
    for (index, cell) in cells.enumerated() {
      set(row, index, cell.0, cell.1)
      if case .text(let text) = cell.0 {
        // Words break before the edge, so that a line holds a tenth less than its width.
        lines = max(lines, (Double(text.count) / (0.9 * widths[index])).rounded(.up))
      }
    }
    raise(row, to: 15 * min(lines, 20) + 1)
  }
}
