internal import Plans
internal import Tables
internal import TimeSeries
internal import Tracking

/// What is said of moves in words.
struct ChangesWords {
  let say: Catalogue
  let style: NumberStyle
  private let names: [String: String]
  private let isOfMeasures: Bool
  /// Whether growth is the median of its forecast.
  private var isMedian = false

  /// Words about sectors and variants.
  init(_ language: Language, names: [String: String], isMedian: Bool = false) {
    self.isMedian = isMedian
    (say, style) = (Catalogue.of(language), NumberStyle(language))
    (self.names, isOfMeasures) = (names, false)
  }

  /// Words about measures.
  init(_ language: Language, measures: [String: String]) {
    (say, style) = (Catalogue.of(language), NumberStyle(language))
    (names, isOfMeasures) = (measures, true)
  }

  /// Words about what a folder tells of.
  init(_ folder: FolderTables) {
    let measures = folder.records(ScorecardTable.definition).map {
      ($0[ScorecardTable.measure], $0[ScorecardTable.name])
    }
    let sectors = folder.records(GrowthFiguresTable.annual).map {
      ($0[GrowthColumns.sector], $0[GrowthColumns.sectorName])
    }
    if measures.isEmpty {
      self.init(
        folder.language, names: Dictionary(sectors) { $1 },
        isMedian: !folder.records(TrackingTable.definition).isEmpty)
    } else {
      self.init(folder.language, measures: Dictionary(measures) { $1 })
    }
  }

  /// How causes are told apart, or that they cannot be.
  ///
  /// - Parameter day: that of the earlier run; `nil` where it names none.
  func explained(_ causes: [GrowthChanges.Cause], since day: CalendarDate?) -> String {
    let isTogether = causes.allSatisfy { $0 == .together || $0 == .plan }
    let together = "changes.told_together" + (day == nil ? "" : ".day")
    let key =
      (isTogether ? together : "changes.explained") + (causes.contains(.plan) ? ".plans" : "")
    return say(key, ["day": day.map { say.day($0) } ?? ""])
  }

  /// A measure or a sector by its name, a series by its id.
  func own(_ id: String) -> String { names[id] ?? id }

  /// What a figure behind a cause is of: a series by its id, where it bears a day; else a sector, measure or variant.
  func figure(_ id: String, isDated: Bool) -> String {
    isDated ? id : names[id] ?? say.variant(id)
  }

  /// What moved.
  ///
  /// - Parameter title: its name; by default what the words know it by.
  func name(
    _ quantity: GrowthChanges.Quantity, _ id: String, _ period: PeriodOfYear, title: String?
  ) -> String {
    let title = title.flatMap { $0.isEmpty ? nil : $0 }
    let own = title ?? own(id)
    let dated = ScorecardWords(say.language).dated(period)
    switch quantity {
    case .growth:
      return say(
        isMedian ? "changes.growth.median" : "changes.growth",
        ["sector": own, "year": "\(period.year)"])
    case .value: return say("changes.value", ["measure": own, "period": dated])
    case .chance:
      return isOfMeasures
        ? say("changes.chance_of", ["measure": own, "period": dated])
        : say("changes.chance", ["variant": title ?? say.variant(id)])
    }
  }

  /// A figure before or after.
  func value(_ quantity: GrowthChanges.Quantity, _ value: Double) -> String {
    switch quantity {
    case .growth: style.rate(value)
    case .value: style.short(value)
    case .chance: style.percent(value)
    }
  }

  /// A move with its sign.
  func move(_ quantity: GrowthChanges.Quantity, _ points: Double) -> String {
    let text =
      quantity == .value
      ? style.short(points) : style.fixed(points, decimals: quantity == .growth ? 2 : 1)
    return points > 0 ? "+" + text : text
  }

  /// Growth as it is printed.
  func printed(_ growth: Double) -> Double { (100 * growth).rounded() / 100 }

  /// The most chances of parts of a year that are told where many moved.
  private static let mostParts = 6

  /// Which figures of measures are told of: those of the year, and of parts of it the chances that moved most.
  static func most(
    _ rows: [(id: String, period: PeriodOfYear, quantity: GrowthChanges.Quantity, points: Double)]
  ) -> (GrowthChanges.Row) -> Bool {
    let parts = rows.filter { !$0.period.isWholeYear }
    let moves = grouped(parts) { "\($0.id) \($0.period)" }.map { group in
      (name: group.key, size: abs(group.rows.reduce(0) { $0 + $1.points }))
    }.filter { $0.size >= 0.05 }
    let largest = Set(
      moves.sorted { ($1.size, $0.name) < ($0.size, $1.name) }.prefix(mostParts).map(\.name))
    return { $0.period.isWholeYear || largest.contains("\($0.id) \($0.period)") }
  }
}
