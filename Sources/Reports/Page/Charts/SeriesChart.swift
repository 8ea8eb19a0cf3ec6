/// Several series over the same periods, with a band around the first: growth by quarter, chances over time, tasks done.
struct SeriesChart {
  /// One series; `nil` where it has no value.
  struct Series {
    let name: String
    let values: [Double?]
    var band: [(low: Double, high: Double)?] = []
    /// Places whose values nobody published.
    var estimated: Set<Int> = []
  }

  let periods: [String]
  let series: [Series]
  /// How many of the periods are over.
  var over = 0
  var width = 480.0
  var height = 230.0
  /// Whether 0 must be seen.
  var hasZero = true
  var unit = ""
  /// A line before a period, with what it stands for.
  var mark: (place: Int, text: String)?
  /// Whether the sign of each value is drawn.
  var hasSigns = true

  let number: NumberStyle
  let say: Catalogue

  /// The drawing.
  func markup(label: String) -> Markup {
    var all: [Double] = hasZero ? [0] : []
    for one in series {
      all += one.values.compactMap { $0 }
      for range in one.band.compactMap({ $0 }) { all += [range.low, range.high] }
    }
    guard !all.isEmpty, !periods.isEmpty else { return .none }
    let frame = ChartFrame(
      width: width, height: height, x: -0.6...Double(periods.count) - 0.4, y: Axis.room(all))
    var parts = [ground(frame), frame.levels(number, unit: unit)]
    if hasZero, frame.y.values.contains(0) {
      parts.append(Drawing.line(frame.left, frame.y(0), frame.right, frame.y(0), "zero"))
    }
    parts += series.enumerated().map { draw($1, $0, frame) }
    parts.append(marked(frame))
    parts.append(names(frame))
    parts += periods.indices.map { readout($0, frame) }
    return Drawing.svg((frame.width, frame.height), label: label, parts, name: "chart")
  }

  /// Only as many names as fit.
  private func names(_ frame: ChartFrame) -> Markup {
    let longest = Double(periods.map(\.count).max() ?? 1)
    let room = (frame.right - frame.left) / Double(periods.count)
    let step = max(1, Int((longest * 7.2 / room).rounded(.up)))
    // None leaves the drawing or stands under the numbers at its left; those at the ends are moved inside, and one that
    // would then touch the next is left out.
    var next = Double.infinity
    return .joined(
      periods.enumerated().filter { (periods.count - 1 - $0.offset) % step == 0 }.reversed()
        .compactMap { place, name -> Markup? in
          let half = 3.4 * Double(name.count)
          let x = max(
            frame.left + half, min(frame.x(Double(place)), frame.width - 2 - half))
          guard x + half + 4 <= next else { return nil }
          next = x - half
          return Drawing.text(x, frame.bottom + 17, name, "axis", .middle)
        })
  }

  private func ground(_ frame: ChartFrame) -> Markup {
    guard over < periods.count else { return .none }
    let left = over == 0 ? frame.left : frame.x(Double(over) - 0.5)
    return Drawing.rectangle(
      left, frame.top, frame.right - left, frame.bottom - frame.top, "ahead")
  }

  private func marked(_ frame: ChartFrame) -> Markup {
    guard let mark else { return .none }
    let x = frame.x(Double(mark.place) - 0.5)
    let isLeft = x < (frame.left + frame.right) / 2
    return Drawing.line(x, frame.top, x, frame.bottom, "needed")
      + Drawing.text(
        x + (isLeft ? 6 : -6), frame.top + 12, mark.text, "goal", isLeft ? .start : .end)
  }

  private func draw(_ one: Series, _ index: Int, _ frame: ChartFrame) -> Markup {
    let style = "s\(index % 6)"
    var parts: [Markup] = []
    let banded = one.band.enumerated().compactMap { place, range in
      range.map { (x: frame.x(Double(place)), low: frame.y($0.low), high: frame.y($0.high)) }
    }
    parts.append(
      Drawing.area(banded.map { ($0.x, $0.low) }, banded.map { ($0.x, $0.high) }, "band80"))
    var course: [(x: Double, y: Double)] = []
    for (place, value) in one.values.enumerated() {
      if let value {
        course.append((frame.x(Double(place)), frame.y(value)))
      } else {
        parts.append(Drawing.path(course, "series " + style))
        course = []
      }
    }
    parts.append(Drawing.path(course, "series " + style))
    if hasSigns {
      parts += one.values.enumerated().compactMap { place, value in
        value.map {
          Sign.of(index).drawn(
            frame.x(Double(place)), frame.y($0), size: 3.2,
            one.estimated.contains(place) ? "hollow " + style : style)
        }
      }
    }
    return .joined(parts)
  }

  private func readout(_ place: Int, _ frame: ChartFrame) -> Markup {
    let width = frame.x(1) - frame.x(0)
    let told = series.compactMap { one -> String? in
      guard let value = one.values[place] else { return nil }
      let range = place < one.band.count ? one.band[place] : nil
      let band = range.map { " (\(number.short($0.low)) – \(number.short($0.high)))" } ?? ""
      return "\(one.name) \(number.short(value))\(unit)\(band)"
    }
    guard !told.isEmpty else { return .none }
    return .element(
      "rect",
      [
        "class": "hover", "x": px(frame.x(Double(place)) - width / 2), "y": px(frame.top),
        "width": px(width), "height": px(frame.bottom - frame.top),
      ],
      .element("title", [:], Markup("\(periods[place]): " + told.joined(separator: "; "))))
  }
}
