internal import CXLSXWriter
internal import Files
internal import Folders
internal import FoundationEssentials
internal import TimeSeries

#if canImport(Glibc)
  internal import Glibc
#endif

/// Writes sheets as an Office Open XML workbook; the same sheets give the same bytes.
///
/// The only place that sees libxlsxwriter, which writes to a file: a private folder holds it until
/// it is read back.
enum WorkbookFile {
  /// The bytes of a workbook.
  ///
  /// - Parameters:
  ///   - sheets: the sheets, the first one shown; at least one.
  ///   - language: the signs of numbers.
  ///   - title: the title in the properties.
  ///   - day: the day of making in the properties; 2000-01-01 where there is none.
  /// - Throws: `RunFolderError.refused` when the system gives no place for the file.
  static func bytes(
    of sheets: [Sheet], language: Language, title: String, day: CalendarDate?
  ) throws(RunFolderError) -> [UInt8] {
    precondition(!sheets.isEmpty, "a workbook needs a sheet")
    UnfinishedWork.begin()
    defer { UnfinishedWork.end() }
    let folder = try privateFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/workbook.xlsx"
    let status = folder.withCString { place -> lxw_error in
      var options = lxw_workbook_options()
      options.tmpdir = UnsafeMutablePointer(mutating: place)
      guard let book = workbook_new_opt(path, &options) else {
        return LXW_ERROR_MEMORY_MALLOC_FAILED
      }
      describe(book, title: title, day: day)
      var formats = WorkbookFormats(book: book, language: language)
      for (index, sheet) in sheets.enumerated() {
        let error = write(sheet, to: book, isFirst: index == 0, &formats)
        if error != LXW_NO_ERROR {
          _ = workbook_close(book)
          return error
        }
      }
      return workbook_close(book)
    }
    guard status == LXW_NO_ERROR else {
      let reason = lxw_strerror(status).map { FileObstacle.quoted(String(cString: $0)) }
      throw .refused(path: path, reason ?? .numbered(Int(status.rawValue)))
    }
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw .refused(path: path, RunFolder.obstacle(error))
    }
  }

  private static func privateFolder() throws(RunFolderError) -> String {
    // A TMPDIR that is not there is no reason to do without a workbook.
    let places = [FileManager.default.temporaryDirectory.path, "/tmp", "/var/tmp", "."]
    for place in places {
      var name = Array((place + "/forecast-XXXXXX").utf8CString)
      guard mkdtemp(&name) != nil else { continue }
      return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    throw .refused(path: places[0], .system(errno))
  }

  private static func describe(
    _ book: UnsafeMutablePointer<lxw_workbook>, title: String, day: CalendarDate?
  ) {
    String(title.unicodeScalars.prefix(200)).withCString { text in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: text)
      properties.created = seconds(at: day)
      _ = workbook_set_properties(book, &properties)
    }
    _ = workbook_set_custom_property_string(book, "forecast", marker)
  }

  /// What tells a workbook of ours from others, in its properties.
  static let marker = "forecast-workbook/1"

  /// Seconds from 1970 to the start of a day; never 0, which would mean now.
  private static func seconds(at day: CalendarDate?) -> time_t {
    guard let day, day.year >= 1971 else { return 946_684_800 }
    let leaps = (1970..<day.year).count(where: CalendarDate.isLeap)
    return 86_400 * (365 * (day.year - 1970) + leaps + day.dayOfYear - 1)
  }

  private static func write(
    _ sheet: Sheet, to book: UnsafeMutablePointer<lxw_workbook>, isFirst: Bool,
    _ formats: inout WorkbookFormats
  ) -> lxw_error {
    let checked = workbook_validate_sheet_name(book, sheet.name)
    guard checked == LXW_NO_ERROR else { return checked }
    guard let page = workbook_add_worksheet(book, sheet.name) else {
      return LXW_ERROR_MEMORY_MALLOC_FAILED
    }
    for (column, width) in sheet.widths.enumerated() {
      _ = worksheet_set_column(page, lxw_col_t(column), lxw_col_t(column), width, nil)
    }
    for (row, height) in sheet.heights.sorted(by: { $0.key < $1.key }) {
      _ = worksheet_set_row(page, lxw_row_t(row), height, nil)
    }
    for cell in sheet.cells {
      let error = write(cell, to: page, formats.format(cell.style))
      if error != LXW_NO_ERROR { return error }
    }
    for rule in sheet.rules {
      let error = WorkbookRules.add(rule, to: page, &formats)
      if error != LXW_NO_ERROR { return error }
    }
    for chart in sheet.charts {
      let error = WorkbookCharts.insert(chart, into: page, of: book, language: formats.language)
      if error != LXW_NO_ERROR { return error }
    }
    arrange(page, sheet, isFirst: isFirst)
    return LXW_NO_ERROR
  }

  private static func write(
    _ cell: SheetCell, to page: UnsafeMutablePointer<lxw_worksheet>,
    _ format: UnsafeMutablePointer<lxw_format>?
  ) -> lxw_error {
    let (row, column) = (lxw_row_t(cell.row), lxw_col_t(cell.column))
    if cell.lastRow > cell.row || cell.lastColumn > cell.column {
      let error = worksheet_merge_range(
        page, row, column, lxw_row_t(cell.lastRow), lxw_col_t(cell.lastColumn), "", format)
      if error != LXW_NO_ERROR { return error }
    }
    switch cell.value {
    case .text(let text) where !text.isEmpty:
      return worksheet_write_string(page, row, column, fitting(text), format)
    case .number(let number) where number.isFinite:
      return worksheet_write_number(page, row, column, number, format)
    case .formula(let formula, let value) where value.isFinite:
      return worksheet_write_formula_num(page, row, column, "=" + formula, format, value)
    case .textFormula(let formula, let value):
      return worksheet_write_formula_str(page, row, column, "=" + formula, format, value)
    default: return worksheet_write_blank(page, row, column, format)
    }
  }

  /// A text as long as a cell may hold.
  private static func fitting(_ text: String) -> String {
    // The limit counts UTF-16 units of 32,767.
    guard text.utf16.count > 32_000 else { return text }
    return String(text.prefix(8_000))
  }

  /// What A4 would shrink further stands on A3, percent: letters of 12 points become 7.
  private static let leastScale = 57

  /// How much a sheet shrinks so that its columns fit the width of an upright or lying page, percent.
  ///
  /// - Parameter keeping: how much of that is used, percent; programs differ in how wide they print a character.
  private static func scale(_ sheet: Sheet, keeping: Double = 80) -> UInt16 {
    // A4 less margins, in pixels of 96 to the inch; a character is 7 of them and a column 5 more.
    let room = (sheet.isPortrait ? 8.27 : 11.69) * 96 - 96
    let width = sheet.widths.reduce(0) { $0 + 7 * $1 + 5 }
    return UInt16(min(100, max(10, (keeping * room / width).rounded(.down))))
  }

  private static func arrange(
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: Sheet, isFirst: Bool
  ) {
    if sheet.isPortrait { worksheet_set_portrait(page) } else { worksheet_set_landscape(page) }
    let isWide = sheet.charts.isEmpty && scale(sheet, keeping: 100) < leastScale
    worksheet_set_paper(page, isWide ? 8 : 9)
    if sheet.breaks.isEmpty {
      worksheet_fit_to_pages(page, 1, sheet.isOnePage ? 1 : 0)
    } else {
      // Programs pass over breaks in a sheet that is fitted to pages.
      worksheet_set_print_scale(page, scale(sheet))
      var rows = sheet.breaks.map { lxw_row_t($0) } + [0]
      _ = worksheet_set_h_pagebreaks(page, &rows)
    }
    worksheet_center_horizontally(page)
    worksheet_set_margins(page, 0.5, 0.5, 0.6, 0.6)
    worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    _ = worksheet_set_footer(page, "&L&A&R&P/&N")
    if let rows = sheet.headerRows {
      _ = worksheet_repeat_rows(page, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound))
    }
    if let rows = sheet.filtered {
      _ = worksheet_autofilter(
        page, lxw_row_t(rows.lowerBound), 0, lxw_row_t(rows.upperBound),
        lxw_col_t(max(0, sheet.columns - 1)))
    }
    if let frozen = sheet.frozen {
      worksheet_freeze_panes(page, lxw_row_t(frozen.row), lxw_col_t(frozen.column))
    }
    // Row numbers such as 2.1 are texts, and sums differ from their neighbours on purpose.
    let all = "A1:" + Sheet.address(max(sheet.nextRow, 1), max(sheet.columns, 1))
    for kind in [
      LXW_IGNORE_NUMBER_STORED_AS_TEXT, LXW_IGNORE_FORMULA_DIFFERS,
      LXW_IGNORE_FORMULA_RANGE, LXW_IGNORE_EMPTY_CELL_REFERENCE,
    ] {
      _ = worksheet_ignore_errors(page, UInt8(kind.rawValue), all)
    }
    if isFirst { worksheet_activate(page) }
  }
}
