internal import Files
internal import TimeSeries

/// Finds figures of quite another size than those beside them: one typed in million beside others in billion, one with its decimal
/// mark a place off.
///
/// A figure is far where it is a hundred times the median of the twelve beside it or more, or a hundredth or less, and thirty
/// times off at least one neighbour. None is where sizes pass so often (the middle half of the figures beside it spans thirty
/// times). Among calm figures (all but one of those beside it within twice of each other) what is `slip` times off is far, too,
/// if it is 2.5 times farther from all of them than they are from each other. None is far where the same part of another year
/// came to as much, and where something is not above 0.
struct FigureSizes {
  /// How far off the median, and how far off a neighbour or within the middle half.
  private static let (far, apart) = (100.0, 30.0)
  /// Within how many times the same part of another year is of the same size.
  static let alike = 10.0
  /// Figures beside it that are looked at, and how many there must be.
  static let (beside, fewest) = (12, 3)
  /// Within how many times of each other figures are calm, how many of them say so, and by how much farther off one is.
  static let calm = 2.0
  static let (fewestCalm, farther) = (5, 2.5)
  /// How many times off a power of ten.
  private static let offPower = 1.6
  /// How many times off its calm neighbours a figure is at least that has a digit too many or too few: ten, by three fifths less.
  static let slip = 10 / offPower

  private let rows: [Observation]
  private let values: [Double]

  /// - Parameter rows: figures of one series and frequency, in order of their periods.
  init(_ rows: [Observation]) {
    self.rows = rows
    values = rows.map(\.value)
  }

  /// The figures that are far, each with the median of those beside it.
  var found: [(place: Int, beside: Double)] {
    guard rows.count > Self.fewest, values.allSatisfy({ $0 > 0 }) else { return [] }
    var found: [(place: Int, beside: Double)] = []
    for place in values.indices where isApart(place) {
      if let median = median(beside: place) { found.append((place, median)) }
    }
    return found
  }

  /// Whether a figure is off one of the two before it or behind it: hardly any is, so that this is asked first.
  private func isApart(_ place: Int) -> Bool {
    for other in max(0, place - 2)...min(place + 2, values.count - 1)
    where Self.times(values[place], values[other]) >= Self.farther {
      return true
    }
    return false
  }

  /// The median beside a figure that is far from it; `nil` beside any other.
  private func median(beside place: Int) -> Double? {
    let value = values[place]
    let first = max(0, min(place - Self.beside / 2, rows.count - 1 - Self.beside))
    let near = values[first..<min(values.count, first + Self.beside + 1)]
    let others = near.indices.filter { $0 != place }.map { near[$0] }.sorted()
    let median = others.medianInOrder
    let times = Self.times(value, median)
    guard isFar(place, times, others) || Self.isOff(value, median, among: others) else {
      return nil
    }
    let isUsual =
      rows[place].period.frequency != .annual
      && rows.contains {
        $0.period.positionInYear == rows[place].period.positionInYear
          && $0.period.year != rows[place].period.year
          && Self.times(value, $0.value) < min(Self.alike, times.squareRoot())
      }
    return isUsual ? nil : median
  }

  private func isFar(_ place: Int, _ times: Double, _ others: [Double]) -> Bool {
    let quarter = others.count / 4
    return times >= Self.far
      && others[others.count - 1 - quarter] < Self.apart * others[quarter]
      && [place - 1, place + 1].filter(rows.indices.contains).contains {
        Self.times(values[place], values[$0]) >= Self.apart
      }
  }

  /// Whether it is off figures that are calm, in order.
  private static func isOff(_ value: Double, _ median: Double, among others: [Double]) -> Bool {
    guard others.count >= fewestCalm, times(value, median) >= slip else { return false }
    // One of them may be odd itself.
    let isLowOdd = times(others[0], median) > times(others[others.count - 1], median)
    let usual = isLowOdd ? others.dropFirst() : others.dropLast()
    guard let low = usual.first, let high = usual.last, high <= calm * low else { return false }
    return min(times(value, low), times(value, high)) >= farther * high / low
  }

  /// Whether a ratio is about ten, a hundred, a thousand.
  static func isPower(_ times: Double) -> Bool {
    var power = 10.0
    while power * offPower < times { power *= 10 }
    return power <= offPower * times
  }

  static func times(_ one: Double, _ other: Double) -> Double {
    max(one / other, other / one)
  }
}

extension FigureCheck {
  /// Warns of figures of quite another size than those beside them.
  ///
  /// - Parameters:
  ///   - nature: whether they are amounts, rates, which come near 0 as they please, or cumulated from January, which is small.
  ///   - areSums: whether what is cumulated are sums, and no rates to date.
  func tellSizes(
    _ series: SeriesReference, _ rows: [Observation], _ nature: UnitChanges.Nature,
    areSums: Bool = false, faults: inout FaultCollector
  ) {
    let changes = UnitChanges(rows, nature).found
    for change in changes {
      guard let place = place(rows[change.places.lowerBound]) else { continue }
      let figure = FigureProblem.otherUnit(
        series: series.title, from: rows[change.places.lowerBound].period.description,
        through: rows[change.places.upperBound].period.description,
        value: Self.short(change.value), before: Self.short(change.before))
      faults.warn(.figure(figure), at: place)
    }
    var told: Set<Int> = []
    for (index, beside) in FigureSizes(rows).found
    where (nature == .amount || rows[index].value > beside)
      && !changes.contains(where: { $0.odd.contains(index) })
    {
      let row = rows[index]
      told.insert(index)
      guard let place = place(row) else { continue }
      let figure = FigureProblem.farSize(
        series: series.title, period: row.period.description, value: Self.short(row.value),
        beside: Self.short(beside))
      faults.warn(.figure(figure), at: place)
    }
    // Across a change of unit years are not to be compared.
    let slips = changes.isEmpty && areSums ? CumulatedSlips(rows).found : []
    for (index, usual) in (changes.isEmpty ? SeasonalSizes(rows).found : []) + slips
    where (nature != .rate || rows[index].value > usual) && told.insert(index).inserted {
      let row = rows[index]
      guard let place = place(row) else { continue }
      let figure = FigureProblem.farFromOtherYears(
        series: series.title, period: row.period.description, value: Self.short(row.value),
        usual: Self.short(usual))
      faults.warn(.figure(figure), at: place)
    }
  }

  /// A number without more digits than tell its size.
  private static func short(_ value: Double) -> String {
    value >= 100 ? "\(Int(min(value, 1e15).rounded()))" : "\((1000 * value).rounded() / 1000)"
  }
}
