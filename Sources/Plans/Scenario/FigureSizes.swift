internal import Files
internal import TimeSeries

/// Finds figures of quite another size than those beside them: one typed in million beside others in billion.
///
/// A figure is far where it is a hundred times the median of the twelve beside it or more, or a hundredth or less, and thirty
/// times off at least one neighbour. None is where sizes pass so often (the middle half of the figures beside it spans thirty
/// times), where the same part of another year came to as much, where something is not above 0; whole numbers below 100 are
/// never a hundred times apart.
struct FigureSizes {
  /// How far off the median, and how far off a neighbour or within the middle half.
  private static let (far, apart) = (100.0, 30.0)
  /// Within how many times the same part of another year is of the same size.
  private static let alike = 10.0
  /// Figures beside it that are looked at, and how many there must be.
  private static let (beside, fewest) = (12, 3)

  private let rows: [Observation]
  private let values: [Double]

  /// - Parameter rows: figures of one series and frequency, in order of their periods.
  init(_ rows: [Observation]) {
    self.rows = rows
    values = rows.map(\.value)
  }

  /// The figures that are far, each with the median of those beside it.
  var found: [(row: Observation, beside: Double)] {
    guard rows.count > Self.fewest, values.allSatisfy({ $0 > 0 }) else { return [] }
    var found: [(row: Observation, beside: Double)] = []
    var place = 0
    while place < values.count {
      if isApart(place), let median = median(beside: place) { found.append((rows[place], median)) }
      place += 1
    }
    return found
  }

  /// Whether a figure is far off a neighbour: hardly any is, so that this is asked first.
  private func isApart(_ place: Int) -> Bool {
    place > 0 && Self.times(values[place], values[place - 1]) >= Self.apart
      || place + 1 < values.count && Self.times(values[place], values[place + 1]) >= Self.apart
  }

  /// The median beside a figure that is far from it and from a neighbour; `nil` beside any other.
  private func median(beside place: Int) -> Double? {
    let value = values[place]
    let first = max(0, min(place - Self.beside / 2, rows.count - 1 - Self.beside))
    let near = values[first..<min(rows.count, first + Self.beside + 1)]
    let others = near.indices.filter { $0 != place }.map { near[$0] }.sorted()
    let median = (others[(others.count - 1) / 2] + others[others.count / 2]) / 2
    let times = Self.times(value, median)
    guard times >= Self.far else { return nil }
    let quarter = others.count / 4
    guard others[others.count - 1 - quarter] < Self.apart * others[quarter] else { return nil }
    let period = rows[place].period
    let isUsual =
      period.frequency != .annual
      && rows.contains {
        $0.period.positionInYear == period.positionInYear && $0.period.year != period.year
          && Self.times(value, $0.value) < Self.alike
      }
    return isUsual ? nil : median
  }

  private static func times(_ one: Double, _ other: Double) -> Double {
    max(one / other, other / one)
  }
}

extension FigureCheck {
  /// Warns of figures of quite another size than those beside them.
  ///
  /// - Parameter isOpenBelow: whether a small figure says nothing: a rate near 0, what is cumulated in January.
  func tellSizes(
    _ series: SeriesReference, _ rows: [Observation], isOpenBelow: Bool,
    faults: inout FaultCollector
  ) {
    for (row, beside) in FigureSizes(rows).found where !isOpenBelow || row.value > beside {
      guard let place = place(row) else { continue }
      let figure = FigureProblem.farSize(
        series: series.title, period: row.period.description, value: Self.short(row.value),
        beside: Self.short(beside))
      faults.warn(.figure(figure), at: place)
    }
  }

  /// A number without more digits than tell its size.
  private static func short(_ value: Double) -> String {
    value >= 100 ? "\(Int(min(value, 1e15).rounded()))" : "\((1000 * value).rounded() / 1000)"
  }
}
