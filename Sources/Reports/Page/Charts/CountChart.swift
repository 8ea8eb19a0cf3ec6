/// How many targets are met: the share of futures for each number, under each case of dependence.
struct CountChart {
  /// One case.
  struct Series {
    let name: String
    let sign: Sign
    let shares: [Double]
  }

  let series: [Series]
  let number: NumberStyle

  /// The drawing.
  func markup(label: String) -> Markup {
    let most = series.flatMap(\.shares).max() ?? 1
    // Numbers beyond the last that a future in two thousand reaches say nothing.
    let last = series.map { $0.shares.lastIndex { $0 > 0.0005 } ?? 0 }.max() ?? 0
    let frame = ChartFrame(
      width: 720, height: 260, x: -0.5...Double(last) + 0.8, y: 0...max(most * 1.1, 1e-9))
    let step = max(1, (last + 1) / 15)
    let across = Markup.joined(
      stride(from: 0, through: last, by: step).map {
        Drawing.text(frame.x(Double($0)), frame.bottom + 17, "\($0)", "axis", .middle)
      })
    let lines = series.enumerated().map { index, one -> Markup in
      let points = one.shares.prefix(last + 1).enumerated().map {
        (x: frame.x(Double($0)), y: frame.y($1))
      }
      return Drawing.path(points, "series s\(index % 6)")
        + .joined(
          points.map { one.sign.drawn($0.x, $0.y, size: 3.4, "s\(index % 6)") })
    }
    let percent = ChartFrame(
      width: 720, height: 260, x: frame.x.values, y: 0...100 * max(most * 1.1, 1e-9))
    let places = Drawing.Places(
      numbers: 0...last, first: frame.x(0), step: frame.x(1) - frame.x(0))
    return Drawing.svg(
      (frame.width, frame.height), label: label,
      [percent.levels(number, unit: "%"), across] + lines, name: "chart", told: places)
  }
}
