internal import CXLSXWriter

/// Native charts of a workbook.
enum WorkbookCharts {
  /// Puts a chart into a page.
  static func insert(
    _ chart: SheetChart, into page: UnsafeMutablePointer<lxw_worksheet>,
    of book: UnsafeMutablePointer<lxw_workbook>, language: Language
  ) -> lxw_error {
    let kind =
      switch chart.kind {
      case .line: LXW_CHART_LINE
      case .bar: LXW_CHART_BAR
      case .column: LXW_CHART_COLUMN
      case .fan: LXW_CHART_AREA_STACKED
      }
    guard let drawn = workbook_add_chart(book, UInt8(kind.rawValue)) else {
      return LXW_ERROR_MEMORY_MALLOC_FAILED
    }
    chart_title_set_name(drawn, inert(chart.title))
    withFont(size: chart.titleSize) { chart_title_set_name_font(drawn, $0) }
    for series in chart.series {
      guard
        let added = chart_add_series(drawn, chart.categories.formula, series.values.formula)
      else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
      chart_series_set_name(added, inert(series.name))
      style(added, series, kind: chart.kind)
    }
    if chart.kind == .fan { FanWriting.prepare(drawn, chart) }
    arrange(drawn, chart, language: language)
    var options = lxw_chart_options()
    options.x_scale = chart.width / usualSize.width
    options.y_scale = chart.height / usualSize.height
    return worksheet_insert_chart_opt(
      page, lxw_row_t(chart.row), lxw_col_t(chart.column), drawn, &options)
  }

  /// A name that the library does not take for the formula of a cell.
  private static func inert(_ name: String) -> String { name.hasPrefix("=") ? "'" + name : name }

  /// The size of a chart that is not scaled, in pixels.
  private static let usualSize = (width: 480.0, height: 288.0)

  private static func style(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ look: SheetChart.Series,
    kind: SheetChart.Kind
  ) {
    let isArea = look.shape == .area || look.shape == .ground
    guard kind == .line || kind == .fan && !isArea else {
      var fill = lxw_chart_fill()
      fill.color = lxw_color_t(look.colour)
      if look.shape == .ground { fill.none = 1 }
      chart_series_set_fill(series, &fill)
      guard isArea else { return }
      var border = lxw_chart_line()
      border.none = 1
      chart_series_set_line(series, &border)
      return
    }
    var line = lxw_chart_line()
    line.color = lxw_color_t(look.colour)
    line.width = look.isDashed || kind == .fan ? 1.25 : 2.25
    line.dash_type = UInt8(
      (look.isDashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID).rawValue)
    chart_series_set_line(series, &line)
    guard kind == .fan else { return }
    mark(series, look)
  }

  /// The marks at the values of a line in a fan.
  private static func mark(
    _ series: UnsafeMutablePointer<lxw_chart_series>, _ look: SheetChart.Series
  ) {
    let mark: lxw_chart_marker_type? =
      switch look.shape {
      case .dots: LXW_CHART_MARKER_CIRCLE
      case .marks: LXW_CHART_MARKER_DIAMOND
      case .line, .area, .ground: nil
      }
    chart_series_set_marker_type(series, UInt8((mark ?? LXW_CHART_MARKER_NONE).rawValue))
    guard mark != nil else { return }
    chart_series_set_marker_size(series, look.shape == .dots ? 4 : 8)
    var fill = lxw_chart_fill()
    fill.color = lxw_color_t(look.colour)
    chart_series_set_marker_fill(series, &fill)
    var border = lxw_chart_line()
    border.color = lxw_color_t(look.colour)
    chart_series_set_marker_line(series, &border)
  }

  /// The library does not know that stacked areas stand on a value axis: its own setter warns instead of setting.
  private static func setLeast(_ least: Double, of axis: UnsafeMutablePointer<lxw_chart_axis>?) {
    axis?.pointee.has_min = 1
    axis?.pointee.min = least
  }

  private static func arrange(
    _ drawn: UnsafeMutablePointer<lxw_chart>, _ chart: SheetChart, language: Language
  ) {
    // Bars lie, and the library's axes with them.
    let isLying = chart.kind == .bar
    let values = isLying ? drawn.pointee.x_axis : drawn.pointee.y_axis
    if chart.isShare {
      setLeast(0, of: values)
      chart_axis_set_num_format(values, language.writing.pattern + "0%")
    }
    if isLying {
      // Bars are drawn from below; the table reads from above.
      chart_axis_set_reverse(drawn.pointee.y_axis)
      chart_axis_set_interval_unit(drawn.pointee.y_axis, 1)
      // Beside the chart, not across bars that lie left of 0.
      chart_axis_set_label_position(
        drawn.pointee.y_axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
      if chart.isShare { chart_axis_set_max(values, 1) }
    }
    if chart.isReversed { chart_axis_set_reverse(values) }
    if let least = chart.least {
      setLeast(least, of: values)
    }
    withFont(size: 8, isBold: false) {
      chart_axis_set_num_font(drawn.pointee.x_axis, $0)
      chart_axis_set_num_font(drawn.pointee.y_axis, $0)
    }
    let place =
      chart.series.count == 1 || !chart.hasLegend ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM
    chart_legend_set_position(drawn, UInt8(place.rawValue))
    chart_show_blanks_as(drawn, UInt8(LXW_CHART_BLANKS_AS_GAP.rawValue))
  }

  private static func withFont(
    size: Double, isBold: Bool = true, _ body: (UnsafeMutablePointer<lxw_chart_font>) -> Void
  ) {
    var font = lxw_chart_font()
    font.size = size
    font.bold = isBold ? 1 : 0
    body(&font)
  }
}
