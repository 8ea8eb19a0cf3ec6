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

  /// The years that end with the last value's phase of the year.
  init(_ input: ModelInput) {
    guard let end = input.times.last else { return }
    var points: [(years: Int, value: Double, error: Double)] = []
    for (index, time) in input.times.enumerated() {
      let years = Int((end - time).rounded())
      guard abs(end - time - Double(years)) < 1e-6 else { continue }
      points.append((years, input.values[index], input.errors[index]))
    }
    let spliced = Self.spliced(points.map { (end - Double($0.years), $0.value) }, input)
    for (point, value) in zip(points, spliced) {
      guard let value else {
        (values, count) = ([], 0)
        continue
      }
      let gap = values.isEmpty ? 0 : Int((end - Double(point.years) - last).rounded()) - 1
      if gap >= Self.longGap {
        (values, count) = ([], 0)
      } else if gap > 0 {
        values += Array(repeating: .nan, count: gap)
      }
      values.append(value)
      count += 1
      last = end - Double(point.years)
      error = point.error
    }
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
