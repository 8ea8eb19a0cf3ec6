internal import Attainment
internal import Pipeline
internal import Plans
internal import Tables

/// What it would take a year to reach a target: the change that lead, charts and explanations speak of.
struct RequiredPace {
  enum Kind {
    /// Points or units a year from a level on.
    case units
    /// Percent a year from a level on.
    case growth
    /// Percent in each of the years from one on, whatever the level.
    case average(from: Int)
  }

  let perYear: Double
  let kind: Kind
  /// Where it starts; `nil` where the run does not say.
  let start: RunFits.Start?
}

extension PageWords {
  /// The pace that a target takes; `nil` where none is known, and where what is known meets it already.
  func required(_ row: Table.Record) -> RequiredPace? {
    guard let required = row[AttainmentTable.required], required.isFinite else { return nil }
    let indicator = row[CommonColumns.indicator]
    let rate = records(BaseRateTable.definition).first { key($0) == key(row) }
    let isPercent = WantedValue.isPercent(row[CommonColumns.unit])
    if yearly(of: indicator) != nil {
      guard let year = row[AttainmentTable.year] else { return nil }
      let span = rate?[BaseRateTable.askedYears]
      return RequiredPace(
        perYear: required, kind: .average(from: span.map { year - $0 + 1 } ?? .min), start: nil)
    }
    // What already stands on the good side needs no change; two ends may be missed on either.
    let direction = row[AttainmentTable.direction]
    let isMissing =
      direction?.asksForMore == true
      ? required > 0 : direction?.asksForLess == true ? required < 0 : required != 0
    guard isMissing else { return nil }
    // Of a level that is not said to grow the change is in units, though its spells are counted in percent.
    let asked = rate?[BaseRateTable.asked] ?? .nan
    let isGrowth =
      rate?[BaseRateTable.unit] == .percent
      && (isPercent || abs(asked - required) <= 1e-9 * abs(required))
    return RequiredPace(
      perYear: required, kind: isGrowth ? .growth : .units,
      start: folder.fits?.indicators?.first { $0.indicator == indicator }?.start)
  }

  /// What it would take a year, in a sentence that says from where; `nil` where no pace is known or none is needed.
  func pace(_ row: Table.Record) -> String? {
    guard let pace = required(row) else { return nil }
    let unit = row[CommonColumns.unit]
    let isLess = pace.perYear < 0
    let key =
      switch pace.kind {
      case .average:
        row[AttainmentTable.direction]?.asksForLess == true ? "average.most" : "average"
      case .growth: isLess ? "growth.fall" : "growth"
      case .units:
        WantedValue.isPercent(unit) ? isLess ? "fewer" : "points" : isLess ? "less" : "units"
      }
    let isSigned = key.hasPrefix("average")
    return say(
      "page.lead.pace.\(key)",
      [
        "from": self.start(pace.start, row),
        "value": number.short(isSigned ? pace.perYear : abs(pace.perYear)),
        "unit": say.word("unit.", unit),
      ])
  }

  /// Where a pace starts, in words.
  private func start(_ start: RunFits.Start?, _ row: Table.Record) -> String {
    guard let start, let value = start.value, let time = start.time, let origin = start.origin
    else { return say("page.lead.from") }
    let months = Int((12 * time).rounded()) - 1
    let (year, month) = (months / 12, months % 12 + 1)
    let when =
      month == 12
      ? say("page.lead.from.year", ["year": "\(year)"])
      : say("page.lead.from.month", ["month": "\(month)", "year": "\(year)"])
    return say(
      "page.lead.from.\(origin.rawValue)",
      ["level": number.given(value) + percentSign(row), "when": when])
  }
}
