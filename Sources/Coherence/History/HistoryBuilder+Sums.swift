internal import RealModule
internal import TimeSeries

/// Years of amounts whose months or quarters were typed as sums from January on.
extension HistoryBuilder {
  /// The least scatter that growth of single parts does not show, how much less that of sums is, and how many sums tell
  /// it where they begin within the year.
  private static let (wild, calmer, fewestSums) = (0.3, 3.0, 3)
  /// The largest share that a first part makes of a year.
  private static let mostAtFirst = 0.4
  /// The largest share of its year that a January makes; months that rise through a year do not start as low.
  private static let mostInJanuary = 0.15
  /// How far the sum to its end may lie from a year that was published by itself.
  private static let nearWhole = 0.05

  /// The parts of years that are sums from January on beside the others, by year and frequency.
  ///
  /// Of a year of all parts that never fall, the first less than two fifths of the last, the last one is the whole year
  /// to a twentieth, or lies, in logarithms, half as far from the year before as their sum at most. Of fewer parts,
  /// from January on, the ratios to the same parts of the year before scatter as no growth does, and a third as much at
  /// most where parts from one of them on, three or more, are taken for sums (two, where those of the year before are
  /// sums throughout). Where no year is published, months that rise through every year are.
  func likeSums(_ request: HistoryRequest) -> [[Observation]] {
    let annual = rows(request.level, .annual).filter { $0.value > 0 }
    let wholes = Dictionary(annual.map { ($0.period.year, $0.value) }) { $1 }
    guard !annual.contains(where: { PercentUnit.isOfNoAmount($0.unit) }) else { return [] }
    var found: [[Observation]] = []
    for frequency in [Frequency.quarterly, .monthly] {
      let own = Dictionary(grouping: rows(request.level, frequency), by: \.period.year)
      var single: [Int: [Double]] = [:]
      var summedYears: Set<Int> = []
      let doAllRise = annual.isEmpty && frequency == .monthly && Self.doAllRise(own)
      for year in own.keys.sorted() {
        let parts = own[year] ?? []
        let values = parts.map(\.value)
        guard parts.first?.period.positionInYear == 1, values.allSatisfy({ $0 > 0 }),
          parts.last?.period.positionInYear == parts.count
        else { continue }
        single[year] = values
        let isWhole = parts.count == frequency.periodsPerYear
        let isSummed =
          isWhole
          ? doAllRise || Self.isSummed(values, whole: wholes[year], before: wholes[year - 1])
          : single[year - 1].map {
            Self.isSummed(values, beside: $0, bothSummed: summedYears.contains(year - 1))
          } ?? false
        guard isSummed else { continue }
        found.append(parts)
        if isWhole {
          summedYears.insert(year)
          single[year] = zip(values, [0] + values).map { $0 - $1 }
        }
      }
    }
    return found
  }

  /// Whether in every year that is over, of two or more, no month lies below the one before it, and the first is a small part
  /// of the last: months of no season rise so throughout.
  private static func doAllRise(_ own: [Int: [Observation]]) -> Bool {
    let whole = own.values.filter { $0.count == 12 }.map { $0.map(\.value) }
    return whole.count >= 2
      && whole.allSatisfy { values in
        values[0] > 0 && values[0] < mostInJanuary * values[11]
          && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
      }
  }

  /// Whether the parts of a year that is over are sums.
  private static func isSummed(_ values: [Double], whole: Double?, before: Double?) -> Bool {
    // What stands at its own times begins the year near where it ends it.
    guard let first = values.first, let last = values.last, first < mostAtFirst * last,
      zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return false }
    let sum = values.reduce(0, +)
    if let whole { return abs(last / whole - 1) < nearWhole && sum > 1.5 * whole }
    guard let before else { return false }
    let (near, far) = (abs(Double.log(last / before)), Double.log(sum / before))
    return far > wild && near < far / 2
  }

  /// Whether the parts of a year under way are sums beside those of the year before.
  private static func isSummed(
    _ values: [Double], beside before: [Double], bothSummed: Bool
  ) -> Bool {
    let count = values.count
    guard count >= (bothSummed ? 2 : 3), before.count >= count,
      before.prefix(count).allSatisfy({ $0 > 0 })
    else { return false }
    let single = zip(values, before).map { Double.log($0 / $1) }
    var sum = 0.0
    let summed = zip(values, before).map { value, then in
      sum += then
      return Double.log(value / sum)
    }
    let usual = scatter(single)
    guard usual > wild else { return false }
    let starts = bothSummed ? 0...0 : 0...max(0, count - fewestSums)
    return starts.contains { start in
      let rising = values.suffix(count - max(0, start - 1))
      guard zip(rising, rising.dropFirst()).allSatisfy({ $0 < $1 }) else { return false }
      return scatter(Array(single.prefix(start) + summed.suffix(count - start))) < usual / calmer
    }
  }

  private static func scatter(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(max(1, values.count - 1))).squareRoot()
  }
}
