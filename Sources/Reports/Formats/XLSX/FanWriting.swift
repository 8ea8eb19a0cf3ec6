internal import CXLSXWriter

/// Areas and lines in one chart, which the library draws only by themselves.
///
/// A chart of areas holds the lines behind its areas. When it is written its areas come as areas; then the writer of a
/// chart of lines writes the rest over the same axes. Series are told apart by their fill, which lines have not.
enum FanWriting {
  /// Makes a chart of areas write its lines as lines, and leaves what carries areas out of the legend.
  static func prepare(_ drawn: UnsafeMutablePointer<lxw_chart>, _ chart: SheetChart) {
    drawn.pointee.write_chart_type = { chart in
      guard let chart, let list = chart.pointee.series_list, let first = list.pointee.stqh_first
      else { return }
      var lastArea: UnsafeMutablePointer<lxw_chart_series>?
      var next: UnsafeMutablePointer<lxw_chart_series>? = first
      while let series = next, series.pointee.fill != nil {
        lastArea = series
        next = series.pointee.list_pointers.stqe_next
      }
      if let lastArea {
        let lines = lastArea.pointee.list_pointers.stqe_next
        lastArea.pointee.list_pointers.stqe_next = nil
        FanWriting.write(chart, as: LXW_CHART_AREA_STACKED)
        lastArea.pointee.list_pointers.stqe_next = lines
      }
      guard let lines = next else { return }
      list.pointee.stqh_first = lines
      FanWriting.write(chart, as: LXW_CHART_LINE)
      list.pointee.stqh_first = first
    }
    let hidden = chart.series.indices.filter { chart.series[$0].shape == .ground }
    guard !hidden.isEmpty else { return }
    var places = hidden.map { Int16($0) } + [-1]
    _ = chart_legend_delete_series(drawn, &places)
  }

  /// Writes the series of a chart as one of a type would.
  private static func write(
    _ chart: UnsafeMutablePointer<lxw_chart>, as type: lxw_chart_type
  ) {
    guard let own = lxw_chart_new(UInt8(type.rawValue)) else { return }
    defer { lxw_chart_free(own) }
    let (grouping, ownType) = (chart.pointee.grouping, chart.pointee.type)
    chart.pointee.grouping = own.pointee.grouping
    chart.pointee.type = own.pointee.type
    own.pointee.write_chart_type?(chart)
    (chart.pointee.grouping, chart.pointee.type) = (grouping, ownType)
  }
}
