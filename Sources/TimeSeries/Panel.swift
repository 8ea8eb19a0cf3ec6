/// One series of a panel: consecutive periods, gaps as `nil`.
public struct PanelSeries: Sendable, Hashable {
  /// Its id.
  public let id: String
  /// The first period.
  public let first: Period
  /// One entry a period; `nil` where nothing is known.
  public let values: [Double?]
  /// Bounds of the series.
  public let bounds: Bounds
  /// What it belongs with when series are learned from; its id unless the file says otherwise.
  public let group: String
  /// Its weight when it is learned from.
  public let weight: Double
  /// Positions in `values` that were marked as forecast origins.
  public let origins: [Int]
  /// The same periods of what the series is a part of, such as its nation; empty where nothing is known.
  public private(set) var nation: [Double?] = []

  /// A series.
  public init(
    id: String, first: Period, values: [Double?], bounds: Bounds, group: String? = nil,
    weight: Double = 1, origins: [Int] = []
  ) {
    self.id = id
    self.first = first
    self.values = values
    self.bounds = bounds
    self.group = group ?? id
    self.weight = weight
    self.origins = origins
  }

  /// The period so many steps after the first.
  public func period(_ position: Int) -> Period { first.advanced(by: position) }

  /// The same series beside another, such as its nation's, of which the same periods are looked at.
  public func beside(_ nation: PanelSeries) -> PanelSeries {
    var series = self
    series.nation = values.indices.map { position in
      let place = period(position).ordinal - nation.first.ordinal
      return nation.values.indices.contains(place) ? nation.values[place] : nil
    }
    return series
  }

  /// What is known of the nation in the periods of `history(through:)`, no number where nothing is; empty without a nation.
  public func nation(through end: Int) -> [Double] {
    let part = values[...min(end, values.count - 1)]
    guard !nation.isEmpty, let first = part.firstIndex(where: { $0 != nil }),
      let last = part.lastIndex(where: { $0 != nil })
    else { return [] }
    return nation[first...last].map { $0 ?? .nan }
  }

  /// Below which forecasts near 0, from the values up to a position; `nil` where they may come to 0.
  public func positiveEdge(through end: Int) -> Double? {
    PositiveSeries.edge(of: values.prefix(end + 1).compactMap { $0 }, bounds: bounds)
  }

  /// Whether the values up to a position are whole, never negative and 0 in places: a number of things, which cannot be
  /// less, unless a bound says so.
  public func isOfCounts(through end: Int) -> Bool {
    let known = values.prefix(end + 1).compactMap { $0 }
    return bounds.lower == -.infinity && known.contains(0)
      && known.allSatisfy { $0 >= 0 && $0.rounded() == $0 }
  }

  /// From the first known value to the last one up to a position, no number where a period between is not
  /// known, and the position of the last one.
  public func history(through end: Int) -> (values: [Double], last: Int)? {
    let part = values[...min(end, values.count - 1)]
    guard let first = part.firstIndex(where: { $0 != nil }),
      let last = part.lastIndex(where: { $0 != nil })
    else { return nil }
    return (part[first...last].map { $0 ?? .nan }, last)
  }

  /// The known part up to a position without gaps, and the position of its last known value.
  ///
  /// Leading and trailing gaps are left out; inner gaps are filled by straight lines.
  public func filled(through end: Int) -> (values: [Double], last: Int)? {
    let part = values[...min(end, values.count - 1)]
    guard let first = part.firstIndex(where: { $0 != nil }),
      let last = part.lastIndex(where: { $0 != nil })
    else { return nil }
    var result: [Double] = []
    var position = first
    while position <= last {
      if let value = part[position] {
        result.append(value)
        position += 1
        continue
      }
      var after = position
      while part[after] == nil { after += 1 }
      guard let before = result.last, let next = part[after] else { return nil }
      let gap = after - position + 1
      for step in 1..<gap { result.append(before + (next - before) * Double(step) / Double(gap)) }
      position = after
    }
    return (result, last)
  }

  /// The series divided by a power of two where its values are so large or small that sums of squares
  /// would leave the range of numbers, and that power; others as they are, and 1.
  public var normalised: (series: PanelSeries, factor: Double) {
    let largest = values.compactMap { $0.map { abs($0) } }.max() ?? 0
    guard largest > 0, largest > 1e100 || largest < 1e-100, !bounds.isClosed else {
      return (self, 1)
    }
    // Two steps, because the reciprocal of the smallest numbers is none.
    let half = Double(sign: .plus, exponent: -(largest.exponent / 2), significand: 1)
    let rest = Double(
      sign: .plus, exponent: -(largest.exponent - largest.exponent / 2), significand: 1)
    var scaled = PanelSeries(
      id: id, first: first, values: values.map { $0.map { $0 * half * rest } },
      bounds: Bounds(lower: bounds.lower * half * rest, upper: bounds.upper * half * rest),
      group: group, weight: weight, origins: origins)
    scaled.nation = nation
    return (scaled, 1 / half / rest)
  }

  /// Whether a gap lies between known values.
  public var hasInnerGap: Bool { innerGaps > 0 }

  /// Periods without a value between known ones.
  public var innerGaps: Int {
    guard let first = values.firstIndex(where: { $0 != nil }),
      let last = values.lastIndex(where: { $0 != nil })
    else { return 0 }
    return values[first...last].count { $0 == nil }
  }

  /// The share of filled values from which on what was measured on whole series does not hold.
  public static let tolerableGaps = 0.2

  /// Whether more than a fifth of the values between the first and the last would be drawn as lines: such values are
  /// no data, and what was measured on whole series says nothing of them.
  public var hasManyGaps: Bool {
    let known = values.count { $0 != nil }
    return Double(innerGaps) > Self.tolerableGaps * Double(innerGaps + known)
  }

  /// The step between known values, where four distances in five are it or all are made of it; `nil` below four
  /// values.
  ///
  /// 3 of a monthly series says that it is a quarterly one.
  public var stride: Int? {
    let known = values.indices.filter { values[$0] != nil }
    guard known.count >= 4 else { return nil }
    let steps = zip(known, known.dropFirst()).map { $1 - $0 }
    let divisor = steps.reduce(0, greatestCommonDivisor)
    if divisor > 1 { return divisor }
    var counts: [Int: Int] = [:]
    for step in steps { counts[step, default: 0] += 1 }
    let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return usual.map { $0.value * 5 >= steps.count * 4 ? $0.key : 1 }
  }
}

/// Many series of one frequency.
public struct Panel: Sendable, Hashable {
  /// Their frequency.
  public let frequency: Frequency
  /// The series, in the order of the file.
  public let series: [PanelSeries]
  /// How its file writes periods.
  public let spelling: PeriodSpelling

  /// A panel.
  ///
  /// - Parameter spelling: how its file writes periods; `nil` for our own.
  public init(frequency: Frequency, series: [PanelSeries], spelling: PeriodSpelling? = nil) {
    self.frequency = frequency
    self.series = series
    self.spelling = spelling ?? .plain(frequency)
  }

  /// The id of a nation of every series that has none of its own.
  public static let anybody = "*"

  /// Every series beside the one of the same name among `parents`, or beside the one called `*`.
  public func beside(_ parents: Panel) -> Panel {
    let all = Dictionary(parents.series.map { (SeriesName($0.id), $0) }) { first, _ in first }
    let anybody = all[SeriesName(Self.anybody)]
    return Panel(
      frequency: frequency,
      series: series.map { series in
        (all[SeriesName(series.id)] ?? anybody).map(series.beside) ?? series
      }, spelling: spelling)
  }

  /// Every series normalised.
  public var normalised: Panel {
    Panel(frequency: frequency, series: series.map(\.normalised.series), spelling: spelling)
  }
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
  second == 0 ? first : greatestCommonDivisor(second, first % second)
}
