/// Small drawings of shares for cells of tables.
struct ShareMark {
  /// One share.
  struct Share {
    let value: Double?
    var error: Double?
    let sign: Sign
    var name = ""
  }

  private static let size = (width: 180.0, height: 20.0)
  private static let ends = (left: 8.0, right: 172.0)

  /// Shares between 0 and 1 with 1.96 errors, below each other.
  static func shares(_ shares: [Share]) -> Markup {
    let x = Axis(values: 0...1, from: ends.left, to: ends.right)
    return svg(scale(x, [0, 0.5, 1]) + signs(shares, x))
  }

  /// A difference around 0.
  static func difference(_ share: Share, within most: Double) -> Markup {
    let most = most > 0 ? most : 1
    let x = Axis(values: -most...most, from: ends.left, to: ends.right)
    return svg(scale(x, [0]) + signs([share], x))
  }

  /// A share of past cases beside what was promised.
  ///
  /// The bar is Wilson's interval, which stays inside 0 and 1 and is wide for few cases. Source: Wilson 1927,
  /// Journal of the American Statistical Association 22, 209–212.
  static func held(_ share: Double, of cases: Int, promised: Double) -> Markup {
    let x = Axis(values: 0...1, from: ends.left, to: ends.right)
    let (n, z) = (Double(cases), 1.96)
    let q = 1 + z * z / n
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / q
    let centre = (share + z * z / (2 * n)) / q
    return svg(
      scale(x, [0, 0.5, 1]) + Drawing.line(x(promised), 1, x(promised), 19, "promised")
        + Drawing.line(x(max(0, centre - half)), 10, x(min(1, centre + half)), 10, "error")
        + Sign.circle.drawn(x(share), 10))
  }

  /// A bar of a chance with a mark at one half.
  static func bar(_ share: Double) -> Markup {
    Drawing.svg(
      (104, 12), label: nil,
      [
        Drawing.rectangle(2, 4, 100, 5, "track"),
        Drawing.rectangle(2, 4, 100 * min(1, max(0, share)), 5, "fill"),
        Drawing.line(52, 1, 52, 12, "half"),
      ], name: "bar")
  }

  private static func svg(_ content: Markup) -> Markup {
    Drawing.svg(size, label: nil, [content], name: "cell")
  }

  private static func scale(_ x: Axis, _ places: [Double]) -> Markup {
    let ticks = places.map { "M\(px(x($0))) 4V16" }.joined()
    return .element(
      "path", ["class": "scale", "d": "M\(px(ends.left)) 10H\(px(ends.right))\(ticks)"])
  }

  private static func signs(_ shares: [Share], _ x: Axis) -> Markup {
    let gap = shares.count > 1 ? 6.0 : 0
    return .joined(
      shares.enumerated().map { index, share in
        guard let value = share.value, value.isFinite else { return .none }
        let y = 10 + gap * (Double(index) - Double(shares.count - 1) / 2)
        let error = 1.96 * (share.error ?? 0)
        let low = max(x.values.lowerBound, value - error)
        let high = min(x.values.upperBound, value + error)
        return (error > 0 ? Drawing.line(x(low), y, x(high), y, "error") : .none)
          + share.sign.drawn(x(value), y, size: gap > 0 ? 2.8 : 4, share.name)
      })
  }
}
