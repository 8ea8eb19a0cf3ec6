internal import Attainment

/// Lengths of a drawing: one digit behind the point is a tenth of a pixel.
func px(_ length: Double) -> String {
  let tenths = (length * 10).rounded()
  guard abs(tenths) < 1e9 else { return "0" }
  let (whole, rest) = Int(tenths).quotientAndRemainder(dividingBy: 10)
  if rest == 0 { return "\(whole)" }
  return "\(tenths < 0 && whole == 0 ? "-" : "")\(whole).\(abs(rest))"
}

/// The parts of SVG that charts are drawn with; colours and widths are those of the page's style.
enum Drawing {
  /// Where the numbers stand that rows of a chart's table begin with, so that a script tells them to who points there.
  struct Places {
    let numbers: ClosedRange<Int>
    let first, step: Double
    fileprivate var text: String {
      "\(numbers.lowerBound) \(numbers.upperBound) \(px(first)) \(px(step))"
    }
  }

  /// Small drawings of which a page has many: the style says how large they are.
  private static let styled: Set<String> = ["cell", "bar", "key"]

  /// The frame; what it shows is said by its label.
  static func svg(
    _ size: (width: Double, height: Double), label: String?, _ parts: [Markup],
    name: String? = nil, told places: Places? = nil
  ) -> Markup {
    let isStyled = name.map(styled.contains) ?? false
    return .element(
      "svg",
      [
        "class": name, "viewBox": "0 0 \(px(size.width)) \(px(size.height))",
        "width": isStyled ? nil : px(size.width), "height": isStyled ? nil : px(size.height),
        "role": label == nil ? nil : "img", "aria-label": label,
        "aria-hidden": label == nil ? "true" : nil, "data-told": places?.text,
      ], parts)
  }

  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String
  ) -> Markup {
    let ends = (from: (px(x1), px(y1)), to: (px(x2), px(y2)))
    // Level and upright lines name what changes alone.
    let end =
      ends.from.1 == ends.to.1
      ? "H\(ends.to.0)"
      : ends.from.0 == ends.to.0 ? "V\(ends.to.1)" : "L\(ends.to.0) \(ends.to.1)"
    return .element("path", ["class": name, "d": "M\(ends.from.0) \(ends.from.1)\(end)"])
  }

  /// A line through points.
  static func path(_ points: [(x: Double, y: Double)], _ name: String) -> Markup {
    guard points.count > 1 else { return .none }
    return .element("path", ["class": name, "d": Self.course(points)])
  }

  /// The surface between two lines of the same places.
  static func area(
    _ lower: [(x: Double, y: Double)], _ upper: [(x: Double, y: Double)], _ name: String
  ) -> Markup {
    guard lower.count > 1, lower.count == upper.count else { return .none }
    return .element(
      "path", ["class": name, "d": course(lower + upper.reversed()) + "z"])
  }

  /// Lines from place to place, each as the step from the one before: a third shorter than places are.
  ///
  /// Steps are those between rounded places, so that no error adds up; a minus parts numbers by itself, and before a
  /// point no 0 is needed.
  private static func course(_ points: [(x: Double, y: Double)]) -> String {
    func tenths(_ length: Double) -> Double { (length * 10).rounded() }
    func short(_ length: Double) -> String {
      let text = px(length)
      return text.hasPrefix("0.")
        ? String(text.dropFirst()) : text.hasPrefix("-0.") ? "-\(text.dropFirst(2))" : text
    }
    func apart(_ text: String) -> String { text.hasPrefix("-") ? text : " " + text }
    var code = ""
    var before = (x: 0.0, y: 0.0)
    for point in points {
      let place = (x: tenths(point.x), y: tenths(point.y))
      let across = short((place.x - before.x) / 10)
      code += code.isEmpty ? "m\(across)" : apart(across)
      code += apart(short((place.y - before.y) / 10))
      before = place
    }
    return code
  }

  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ name: String
  ) -> Markup {
    .element(
      "rect",
      [
        "class": name, "x": px(x), "y": px(y), "width": px(max(0, width)),
        "height": px(max(0, height)),
      ])
  }

  static func circle(
    _ x: Double, _ y: Double, _ radius: Double, _ name: String, says: String? = nil
  ) -> Markup {
    .element(
      "circle", ["class": name, "cx": px(x), "cy": px(y), "r": px(radius)],
      says.map { .element("title", [:], Markup($0)) } ?? .none)
  }

  enum Anchor: String { case start, middle, end }

  static func text(
    _ x: Double, _ y: Double, _ text: String, _ name: String? = nil, _ anchor: Anchor = .start
  ) -> Markup {
    .element(
      "text",
      [
        "class": name, "x": px(x), "y": px(y),
        "text-anchor": anchor == .start ? nil : anchor.rawValue,
      ], Markup(text))
  }
}

/// What tells kinds and series apart without colour: a shape, filled or hollow.
enum Sign: String, CaseIterable {
  case circle, ring, square, box, diamond, lozenge, triangle, delta

  /// The sign of a series by its place.
  static func of(_ place: Int) -> Sign { allCases[[0, 3, 4, 7, 6, 1, 2, 5][place % 8]] }

  private var isHollow: Bool { [.ring, .box, .lozenge, .delta].contains(self) }

  /// The sign around a point.
  func drawn(_ x: Double, _ y: Double, size: Double = 4, _ name: String = "", says: String? = nil)
    -> Markup
  {
    let corners: [(Double, Double)]
    switch self {
    case .circle, .ring:
      return Drawing.circle(x, y, size, classes(name), says: says)
    case .square, .box: corners = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
    case .diamond, .lozenge: corners = [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]
    case .triangle, .delta: corners = [(0, -1.2), (1.1, 0.8), (-1.1, 0.8)]
    }
    let places = corners.map { "\(px(x + size * $0.0)) \(px(y + size * $0.1))" }
    return .element(
      "path", ["class": classes(name), "d": "M\(places.joined(separator: "L"))Z"],
      says.map { .element("title", [:], Markup($0)) } ?? .none)
  }

  private func classes(_ name: String) -> String {
    ["sign", isHollow ? "hollow" : "", name].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The sign by itself, for a legend.
  func key(line: String? = nil, _ name: String = "") -> Markup {
    Drawing.svg(
      (28, 14), label: nil,
      [line.map { Drawing.line(0, 7, 28, 7, $0) } ?? .none, drawn(14, 7, name)], name: "key")
  }
}

extension Sign {
  /// The sign of what a row rests on.
  init(_ basis: Basis?) {
    switch basis {
    case .data: self = .circle
    case .anchor: self = .ring
    case .proxy: self = .box
    case .derived: self = .square
    case .reference: self = .diamond
    case .judgement: self = .lozenge
    case .illustrative: self = .delta
    case .notAssessed, nil: self = .ring
    }
  }
}
