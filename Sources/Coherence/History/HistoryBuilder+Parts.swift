internal import RealModule
internal import TimeSeries

/// Levels by year, month and quarter of which the years are the sums of the others.
extension HistoryBuilder {
  /// Whether months or quarters of a series add up to its years, as amounts do, rather than stand at their own times.
  ///
  /// What adds up has `P` parts a year whose middle one, times `P`, is about the year (their mean where most are 0);
  /// of what stands that is `P` times the year. The middle of all years, each beside itself or the year before, lies nearer to
  /// one or to the other in logarithms; years of which all parts are known decide where there are any.
  /// What is summed up from January on adds up where it is of the size of the years. Where no year is known, or none with
  /// all its parts, a name that says what levels are decides (`HistoryRequest.isSum`).
  func addsUp(
    _ level: (id: String, geo: String)?, toDate: (id: String, geo: String)? = nil
  ) -> Bool {
    if partsAreSums { return true }
    let years = Dictionary(rows(level, .annual).map { ($0.period.year, $0.value) }) { $1 }
    guard !years.isEmpty else {
      // Without any year nothing but the name can tell.
      return isSum == true && [Frequency.quarterly, .monthly].contains { !rows(level, $0).isEmpty }
    }
    // Low months of a rate look like parts of its years; of such units the sums must be the years.
    let isOfNoAmount = rows(level, .annual).contains { PercentUnit.isOfNoAmount($0.unit) }
    guard !isOfNoAmount || areSums(level, years) else { return false }
    if let level, let toDate,
      observations.cumulatesAmount(level: level, toDate: toDate, asOf: asOf, isSum: isSum)
    {
      return true
    }
    return [Frequency.quarterly, .monthly].contains { frequency in
      let periods = Double(frequency.periodsPerYear)
      let parts = Dictionary(grouping: rows(level, frequency), by: \.period.year)
      // Whole years beside their own parts tell it; a month of the year under way may be of any size.
      let whole = parts.filter { years[$0.key] ?? 0 > 0 && $0.value.count == Int(periods) }
      let ratios = (whole.isEmpty ? parts : whole).compactMap { year, own -> Double? in
        guard let whole = years[year] ?? years[year - 1], whole > 0 else { return nil }
        let middle = own.map(\.value).median
        let part = middle > 0 ? middle : own.reduce(0) { $0 + $1.value } / Double(own.count)
        return periods * part / whole
      }.sorted()
      guard !ratios.isEmpty, ratios[ratios.count / 2] > 0 else { return false }
      if whole.isEmpty, let isSum { return isSum }
      return ratios[ratios.count / 2] < periods.squareRoot()
    }
  }

  /// Whether years are the sums of their parts to a hundredth, of one year at least.
  private func areSums(_ level: (id: String, geo: String)?, _ years: [Int: Double]) -> Bool {
    let misses = [Frequency.quarterly, .monthly].flatMap { frequency in
      Dictionary(grouping: rows(level, frequency), by: \.period.year).compactMap {
        year, own -> Double? in
        guard own.count == frequency.periodsPerYear, let whole = years[year] else { return nil }
        return abs(own.reduce(0) { $0 + $1.value } - whole) / max(abs(whole), 1e-300)
      }
    }
    return !misses.isEmpty && misses.allSatisfy { $0 < 0.01 }
  }

  /// The history of years whose parts add up, with the year under way as far as its parts tell it; `nil` where figures do not go on
  /// from one to the next as levels do.
  func summed(_ request: HistoryRequest) -> BuiltHistory? {
    guard addsUp(request.level, toDate: request.levelToDate) else { return nil }
    let years = rows(request.level, .annual)
    guard years.allSatisfy({ $0.value > 0 }) else { return nil }
    var flow = request
    flow.isFlow = true
    guard let built = build(flow), !built.isIndex else { return nil }
    return built
  }
}
