internal import RealModule
internal import TimeSeries

/// Growth of a year to date: as it is published, or from levels.
extension HistoryBuilder {
  /// What is known of a year that is not over.
  struct Sight {
    /// Growth to date in percent.
    var growth: Double
    /// Months behind it.
    let months: Int
    /// The figures it rests on.
    let labels: [FigureLabel]
    /// How far the year's growth may come out from it, in points, and the cases of its own behind that.
    var spread: (size: Double, cases: Int) = (0, 0)
    /// Whether it is not known how much of a year its months make.
    var isWithoutCourse = false
    /// What has come of an amount, beside the year before; `nil` elsewhere.
    var come: KnownPart?
    /// What its parts say of the year, beside the year before.
    var tales: YearTales?
    /// What of the year before is usual, as a share of it.
    var usual = 1.0
    /// Parts of an amount far beyond their likes.
    var once: [AmountDoubt] = []
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
  func ended(
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
    return growth.merging(statedGrowth(request)) { $1 }.filter { $0.value > -100 }
  }

  /// Every figure to date of the request that counts, ends of years left out.
  func figuresToDate(_ request: HistoryRequest) -> [Observation] {
    [request.growthToDate, request.levelToDate].flatMap { series in
      [Frequency.quarterly, .monthly].flatMap { rows(series, $0) }
    }.filter { !$0.period.closesYear }
  }
}

/// The figures of one place that tell what a year grew by until a month.
private struct FiguresToDate {
  /// A year and the month of it in which a quarter or a month ends.
  private struct Cell: Hashable {
    let year: Int
    let months: Int
  }

  /// The figures of one series at one frequency.
  private struct Source {
    let rows: [Cell: Observation]
    /// Months of a figure that speaks of a single period; `nil` for one that speaks of all since January.
    let length: Int?
    let isGrowth: Bool

    /// The figures that speak of the first months of a year together; `nil` unless all are there.
    func figures(in year: Int, months: Int) -> [Observation]? {
      let length = length ?? months
      guard months.isMultiple(of: length) else { return nil }
      let found = stride(from: length, through: months, by: length).compactMap {
        rows[Cell(year: year, months: $0)]
      }
      return found.count * length == months ? found : nil
    }
  }

  /// In their order of precedence: growth to date as published, cumulated levels, levels of single quarters or
  /// months, growth of these, which stands in for what they grew by together.
  private let sources: [Source]

  init(_ builder: HistoryBuilder, _ request: HistoryRequest) {
    let series: [((id: String, geo: String)?, isSingle: Bool, isGrowth: Bool)] = [
      (request.growthToDate, false, true), (request.levelToDate, false, false),
      (request.level, true, false), (request.growth, true, true),
    ]
    sources = series.flatMap { series, isSingle, isGrowth in
      [Frequency.quarterly, .monthly].map { frequency in
        let length = 12 / frequency.periodsPerYear
        let rows = builder.rows(series, frequency).map { row in
          (Cell(year: row.period.year, months: row.period.positionInYear * length), row)
        }
        return Source(
          rows: Dictionary(rows) { first, _ in first }, length: isSingle ? length : nil,
          isGrowth: isGrowth)
      }
    }
  }

  /// Growth of the first months of a year on those of the year before, by the first source that tells it.
  func growth(in year: Int, months: Int) -> HistoryBuilder.Sight? {
    func sum(_ rows: [Observation]) -> Double { rows.reduce(0) { $0 + $1.value } }
    for source in sources {
      guard let now = source.figures(in: year, months: months) else { continue }
      var growth: Double?
      if source.isGrowth {
        growth = sum(now) / Double(now.count)
      } else if let before = source.figures(in: year - 1, months: months), sum(before) > 0,
        sum(now) > 0
      {
        growth = 100 * (sum(now) / sum(before) - 1)
      }
      if let growth, growth > -100 {
        return HistoryBuilder.Sight(
          growth: growth, months: months, labels: now.map(FigureLabel.init))
      }
    }
    return nil
  }
}

extension HistoryRequest {
  /// The same series of another place.
  func moved(to geo: String) -> HistoryRequest {
    var other = self
    other.level?.geo = geo
    other.levelToDate?.geo = geo
    other.growth?.geo = geo
    other.growthToDate?.geo = geo
    other.growthAverage?.geo = geo
    other.contributions = contributions.map { ($0.id, geo) }
    return other
  }
}
