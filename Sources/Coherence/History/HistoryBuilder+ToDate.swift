internal import RealModule
internal import TimeSeries

/// Growth of a year to date: as it is published, or from levels.
extension HistoryBuilder {
  /// What is known of a year that is not over.
  struct Sight {
    /// Growth to date in percent.
    let growth: Double
    /// Months behind it.
    let months: Int
    /// The figures it rests on.
    let labels: [FigureLabel]
    /// How far the year's growth may come out from it, in points, and the cases of its own behind that.
    var spread: (size: Double, cases: Int) = (0, 0)
  }

  /// The newest figure to date of a year, with its spread; `nil` without one.
  func sight(of year: Int, _ request: HistoryRequest) -> Sight? {
    let own = FiguresToDate(self, request)
    let months = (1...11).reversed()
    guard var newest = months.lazy.compactMap({ own.growth(in: year, months: $0) }).first
    else { return nil }
    let cases = ended(months: newest.months, besides: year, request)
    newest.spread = (
      ToDateSpread.deviation(months: Double(newest.months), cases: cases), cases.count
    )
    return newest
  }

  /// Growth of years that are over minus their growth to date after as many months, over every place that the
  /// files hold, in points.
  private func ended(
    months: Int, besides year: Int, _ request: HistoryRequest
  ) -> [Double] {
    let named = [request.growthToDate, request.levelToDate, request.level, request.growth]
    var places: [SeriesName: String] = [:]
    for series in named.compactMap({ $0 }) {
      for key in observations.keys(id: series.id) where key.frequency != .annual {
        places[SeriesName(key.geo)] = key.geo
      }
    }
    return places.values.sorted().flatMap { place in
      let here = request.moved(to: place)
      let (figures, grown) = (FiguresToDate(self, here), yearGrowth(here))
      return grown.keys.sorted().filter { $0 != year }.compactMap { over -> Double? in
        guard let end = grown[over], let sight = figures.growth(in: over, months: months) else {
          return nil
        }
        return end - sight.growth
      }
    }
  }

  /// What whole years grew by: as published, else from growth to date at their ends, else from levels.
  private func yearGrowth(_ request: HistoryRequest) -> [Int: Double] {
    var levels: [Int: Double] = [:]
    for frequency in [Frequency.monthly, .quarterly, .annual] {
      for row in rows(request.levelToDate, frequency) where row.period.closesYear {
        levels[row.period.year] = row.value
      }
      for (year, own) in Dictionary(grouping: rows(request.level, frequency), by: \.period.year)
      where own.count == frequency.periodsPerYear && frequency != .annual {
        levels[year] = own.reduce(0) { $0 + $1.value }
      }
    }
    for row in rows(request.level, .annual) { levels[row.period.year] = row.value }
    var growth: [Int: Double] = [:]
    for (year, level) in levels {
      if let before = levels[year - 1], before > 0 { growth[year] = 100 * (level / before - 1) }
    }
    for frequency in [Frequency.monthly, .quarterly, .annual] {
      for row in rows(request.growthToDate, frequency) where row.period.closesYear {
        growth[row.period.year] = row.value
      }
    }
    for row in rows(request.growth, .annual) { growth[row.period.year] = row.value }
    return growth.filter { $0.value > -100 }
  }

  /// Every figure to date of the request that counts, ends of years left out.
  func figuresToDate(_ request: HistoryRequest) -> [Observation] {
    [request.growthToDate, request.levelToDate].flatMap { series in
      [Frequency.quarterly, .monthly].flatMap { rows(series, $0) }
    }.filter { !$0.period.closesYear }
  }
}

/// The figures of one place that tell what a year grew by until a month, by year and month.
private struct FiguresToDate {
  /// A year and the month of it in which a quarter or a month ends.
  private struct Cell: Hashable {
    let year: Int
    let months: Int
  }

  private typealias Table = [Cell: Observation]

  private let builder: HistoryBuilder
  private let growth: [Table]
  private let cumulated: [Table]
  private let levels: [(table: Table, length: Int)]
  private let singleGrowth: [(table: Table, length: Int)]

  init(_ builder: HistoryBuilder, _ request: HistoryRequest) {
    self.builder = builder
    func table(_ series: (id: String, geo: String)?, _ frequency: Frequency) -> Table {
      Dictionary(
        builder.rows(series, frequency).map { row in
          let months = row.period.positionInYear * 12 / frequency.periodsPerYear
          return (Cell(year: row.period.year, months: months), row)
        }
      ) { first, _ in first }
    }
    let frequencies = [Frequency.quarterly, .monthly]
    growth = frequencies.map { table(request.growthToDate, $0) }
    cumulated = frequencies.map { table(request.levelToDate, $0) }
    levels = frequencies.map { (table(request.level, $0), 12 / $0.periodsPerYear) }
    singleGrowth = frequencies.map { (table(request.growth, $0), 12 / $0.periodsPerYear) }
  }

  /// Growth of the first months of a year on those of the year before: as published, else from cumulated
  /// levels, else from the levels of single quarters or months, else from their growth.
  func growth(in year: Int, months: Int) -> HistoryBuilder.Sight? {
    let cell = Cell(year: year, months: months)
    for table in growth {
      if let row = table[cell], row.value > -100 {
        return HistoryBuilder.Sight(
          growth: row.value, months: months, labels: [FigureLabel(row)])
      }
    }
    let before = Cell(year: year - 1, months: months)
    for table in cumulated {
      if let now = table[cell], let then = table[before] {
        if let sight = sight([now], [then], months) { return sight }
      }
    }
    for (table, length) in levels {
      if let now = single(table, length, cell), let then = single(table, length, before),
        let sight = sight(now, then, months)
      {
        return sight
      }
    }
    for (table, length) in singleGrowth {
      // What single periods grew by stands in for what they grew by together.
      if let own = single(table, length, cell) {
        let mean = own.reduce(0) { $0 + $1.value } / Double(own.count)
        guard mean > -100 else { continue }
        return HistoryBuilder.Sight(
          growth: mean, months: months, labels: own.map(FigureLabel.init))
      }
    }
    return nil
  }

  private func sight(
    _ now: [Observation], _ before: [Observation], _ months: Int
  ) -> HistoryBuilder.Sight? {
    func sum(_ rows: [Observation]) -> Double { rows.reduce(0) { $0 + $1.value } }
    guard sum(before) > 0, sum(now) > 0 else { return nil }
    return HistoryBuilder.Sight(
      growth: 100 * (sum(now) / sum(before) - 1), months: months, labels: now.map(FigureLabel.init))
  }

  /// The quarters or months that end by a cell, from the year's first; `nil` unless all are there.
  private func single(_ table: Table, _ length: Int, _ cell: Cell) -> [Observation]? {
    guard cell.months.isMultiple(of: length) else { return nil }
    let rows = stride(from: length, through: cell.months, by: length).compactMap {
      table[Cell(year: cell.year, months: $0)]
    }
    return rows.count * length == cell.months ? rows : nil
  }
}

extension HistoryRequest {
  /// The same series of another place.
  func moved(to geo: String) -> HistoryRequest {
    func moved(_ series: (id: String, geo: String)?) -> (id: String, geo: String)? {
      series.map { ($0.id, geo) }
    }
    return HistoryRequest(
      isFlow: isFlow, level: moved(level), levelToDate: moved(levelToDate),
      growth: moved(growth), growthToDate: moved(growthToDate),
      growthAverage: moved(growthAverage), contributions: contributions.map { ($0.id, geo) })
  }
}
