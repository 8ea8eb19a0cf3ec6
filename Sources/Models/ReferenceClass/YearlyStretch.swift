internal import TimeSeries

/// What a reference class is told of a history: a number for each year behind its last long gap, or none.
struct YearlyStretch {
  /// One entry a year, oldest first; no number where nothing is known.
  private(set) var values: [Double] = []
  /// How many of them are numbers.
  private(set) var count = 0
  /// The end of the last one, in years.
  private(set) var last = 0.0
  /// Standard deviation of the last value.
  private(set) var error = 0.0

  /// Years without a value from which on a gap is a new beginning.
  private static let longGap = 10

  /// How far, in years, a value may lie from the time of the year for which it stands.
  private static let nearby = 0.5 + 1e-6

  /// The years that end with the last value's phase of the year.
  ///
  /// A year is known when a value lies within half a year of its end; where that is not the end itself it
  /// is taken from the straight line between the values around it, on the modelling scale.
  init(_ input: ModelInput) {
    guard let end = input.times.last, let own = input.errors.last else { return }
    let spliced = Self.spliced(Array(zip(input.times, input.values)), input)
    let points = zip(input.times, spliced).compactMap { time, value in value.map { (time, $0) } }
    guard let first = points.first?.0 else { return }
    for back in stride(from: Int((end - first + Self.nearby).rounded(.down)), through: 0, by: -1) {
      let time = end - Double(back)
      guard let value = Self.value(points, at: time, input.transform) else { continue }
      let gap = values.isEmpty ? 0 : Int((time - last).rounded()) - 1
      if gap >= Self.longGap {
        (values, count) = ([], 0)
      } else if gap > 0 {
        values += Array(repeating: .nan, count: gap)
      }
      values.append(value)
      count += 1
      last = time
    }
    error = own
  }

  /// The value at a time, or `nil` where no other lies near it.
  private static func value(
    _ points: [(Double, Double)], at time: Double, _ transform: Transform
  ) -> Double? {
    let after = points.firstIndex { $0.0 >= time - 1e-6 } ?? points.count
    if after < points.count, abs(points[after].0 - time) < 1e-6 { return points[after].1 }
    let neighbours = [after - 1, after].filter(points.indices.contains)
    guard let nearest = neighbours.min(by: { abs(points[$0].0 - time) < abs(points[$1].0 - time) }),
      abs(points[nearest].0 - time) <= nearby
    else { return nil }
    guard neighbours.count == 2, let low = transform.forward(points[after - 1].1),
      let high = transform.forward(points[after].1)
    else { return points[nearest].1 }
    let share = (time - points[after - 1].0) / (points[after].0 - points[after - 1].0)
    return transform.backward(low + share * (high - low))
  }

  /// Values before a break moved on the modelling scale, so that the change over the break is the median of
  /// the others; `nil` where there is no other change to go by.
  private static func spliced(
    _ points: [(time: Double, value: Double)], _ input: ModelInput
  ) -> [Double?] {
    var values = points.map { Double?.some($0.value) }
    let breaks = input.breaks.compactMap { start -> Int? in
      let after = points.firstIndex { $0.time >= start }
      return after.flatMap { $0 > 0 ? $0 : nil }
    }
    guard !breaks.isEmpty else { return values }
    var images = points.map { input.transform.forward($0.value) }
    func change(_ index: Int) -> Double? {
      guard let now = images[index], let before = images[index - 1] else { return nil }
      return (now - before) / (points[index].time - points[index - 1].time)
    }
    let others = points.indices.dropFirst().filter { !breaks.contains($0) }.compactMap(change)
    for index in Set(breaks).sorted(by: >) {
      guard !others.isEmpty, let over = change(index) else {
        for earlier in 0..<index { values[earlier] = nil }
        return values
      }
      let years = points[index].time - points[index - 1].time
      let move = (over - Statistics.median(others)) * years
      for earlier in 0..<index {
        images[earlier] = images[earlier].map { $0 + move }
        values[earlier] = images[earlier].map { input.transform.backward($0) }
      }
    }
    return values
  }

  /// Changes from year to year on the modelling scale around their mean, over their deviation.
  func residuals(_ transform: Transform) -> [Residual] {
    let images = values.map { $0.isFinite ? transform.forward($0) : nil }
    var changes: [(time: Double, size: Double)] = []
    for index in images.indices.dropFirst() {
      guard let now = images[index], let before = images[index - 1] else { continue }
      changes.append((last - Double(images.count - 1 - index), now - before))
    }
    let sizes = changes.map(\.size)
    let (mean, deviation) = (Statistics.mean(sizes), Statistics.deviation(sizes))
    guard deviation > 0 else { return [] }
    return changes.map { Residual(time: $0.time, value: ($0.size - mean) / deviation) }
  }
}
