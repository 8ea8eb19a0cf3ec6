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
  public var hasInnerGap: Bool {
    guard let first = values.firstIndex(where: { $0 != nil }),
      let last = values.lastIndex(where: { $0 != nil })
    else { return false }
    return values[first...last].contains(nil)
  }
}

/// Many series of one frequency.
public struct Panel: Sendable, Hashable {
  /// Their frequency.
  public let frequency: Frequency
  /// The series, in the order of the file.
  public let series: [PanelSeries]

  /// A panel.
  public init(frequency: Frequency, series: [PanelSeries]) {
    self.frequency = frequency
    self.series = series
  }

  /// Every series beside the one of the same id among `parents`, or beside the one called `*`.
  public func beside(_ parents: Panel) -> Panel {
    let all = Dictionary(parents.series.map { ($0.id, $0) }) { first, _ in first }
    return Panel(
      frequency: frequency,
      series: series.map { series in (all[series.id] ?? all["*"]).map(series.beside) ?? series })
  }

  /// Every series normalised.
  public var normalised: Panel {
    Panel(frequency: frequency, series: series.map(\.normalised.series))
  }
}
