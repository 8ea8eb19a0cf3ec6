internal import Coherence
internal import Plans
internal import TimeSeries
internal import Tracking

/// What a variant asks, in words: exact values, ranges, values with a spread, of sectors and sums of sectors, over
/// periods of any length.
struct ConditionWords {
  let say: Catalogue
  /// Names of sectors by id.
  let names: [String: String]
  /// The unit of levels.
  let unit: String

  private var style: NumberStyle { NumberStyle(say.language) }

  init(_ language: Language, sectors: [GrowthSector], unit: String) {
    say = Catalogue.of(language)
    names = Dictionary(sectors.map { ($0.id, language.text($0.name)) }) { first, _ in first }
    self.unit = say.unit(unit)
  }

  init(_ language: Language, names: [String: String], unit: String) {
    say = Catalogue.of(language)
    self.names = names
    self.unit = say.unit(unit)
  }

  /// `GRDP: growth in 2025 of 8%`.
  func text(_ condition: GrowthCondition) -> String {
    let measure = condition.isGrowth ? "growth" : "level"
    let sectors = condition.sectors.map { names[$0] ?? $0 }
    var places = ["sector": joined(sectors), "period": period(condition.first, condition.last)]
    func value(_ number: Double) -> String { self.value(number, isGrowth: condition.isGrowth) }
    switch condition.demand {
    case .equal(let number):
      places["value"] = value(number)
      return say("workbook.\(measure).exactly", places)
    case .about(let number, let deviation):
      places["value"] = value(number)
      places["spread"] =
        condition.isGrowth ? say("growth.spread", ["points": exact(deviation)]) : value(deviation)
      return say("workbook.\(measure).about", places)
    case .between(let low, let high):
      (places["low"], places["high"]) = (value(low), value(high))
      return say("workbook.\(measure).between", places)
    }
  }

  /// What a condition came to: `7.62%`.
  func outcome(_ value: Double, isGrowth: Bool) -> String {
    isGrowth ? style.fixed(value, decimals: 2) + "%" : self.value(value, isGrowth: false)
  }

  private func value(_ number: Double, isGrowth: Bool) -> String {
    isGrowth
      ? exact(number) + "%"
      : (exact(number) + " " + unit).split(separator: " ").joined(separator: " ")
  }

  /// A number with the digits that it is written with.
  private func exact(_ number: Double) -> String {
    let digits = (0...6).first { decimals in
      let scale = (0..<decimals).reduce(1.0) { scale, _ in 10 * scale }
      return abs((number * scale).rounded() - number * scale) < 1e-6
    }
    return style.fixed(number, decimals: digits ?? 6)
  }

  /// Names in a row: `a`, `a and b`, `a, b and c`.
  private func joined(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return say("growth.sum", ["names": names.dropLast().joined(separator: ", "), "last": last])
  }

  // MARK: Periods

  /// A stretch of the year as people name it: `quarter III of 2025`, `the first 6 months of 2025`.
  func period(_ first: Period, _ last: Period) -> String {
    let year = ["year": "\(first.year)"]
    let length = 12 / max(1, first.frequency.periodsPerYear)
    let start = (first.positionInYear - 1) * length
    let end = last.positionInYear * length
    if first.frequency == .annual { return say("workbook.period.year", year) }
    if first == last { return name(of: first) }
    let months = ["months": "\(end - start)"].merging(year) { $1 }
    if start == 0, end == 12 { return say("workbook.period.year", year) }
    if start == 0 { return say("growth.period.first", months) }
    if end == 12 { return say("growth.period.last", months) }
    return say(
      "growth.period.through",
      ["first": single(first), "last": single(last)].merging(year) { $1 })
  }

  /// A year, quarter or month as the language writes it.
  func name(of period: Period) -> String {
    switch period.frequency {
    case .annual, .span:
      return period.frequency == .span
        ? say.period(period) : say("workbook.period.year", ["year": "\(period.year)"])
    case .quarterly, .monthly:
      return say("workbook.period.part", ["part": single(period), "year": "\(period.year)"])
    }
  }

  private func single(_ period: Period) -> String {
    guard period.frequency == .quarterly else {
      return say("growth.part.month", ["number": "\(period.positionInYear)"])
    }
    let number = ["I", "II", "III", "IV"][period.positionInYear - 1]
    return say("growth.part.quarter", ["number": number])
  }

  // MARK: Figures

  /// A figure by its series or sector, what it speaks of, and when it was published or why it is known.
  ///
  /// - Parameter isShort: whether it is but said that the scenario states it, and not why.
  func label(_ figure: GrowthFigure, isShort: Bool = false) -> String {
    var places = [
      "series": names[figure.series] ?? figure.series, "period": name(of: figure.period),
    ]
    switch figure.origin {
    case .stated(let reason):
      places["reason"] = reason
      return say("workbook.discrepancy.\(isShort ? "stated" : "reasoned")", places)
    case .published(nil): return "\(places["series"] ?? ""), \(places["period"] ?? "")"
    case .published(let vintage?):
      places["date"] = say.day(vintage)
      return say("workbook.discrepancy.dated", places)
    }
  }

  // MARK: Notes

  /// The series or the variant of a note, a variant with its title: ids are words of whoever wrote the scenario.
  private func name(of note: GrowthNote) -> String {
    guard let title = note.title.map(say.language.text) else { return note.name }
    if note.isOfDriver || note.kind == .measureUntried { return title.isEmpty ? note.name : title }
    let id = say.variant(note.name)
    return title.isEmpty || title == note.name ? id : "\(title) (\(id))"
  }

  /// What happened to figures on the way, as a sentence.
  func text(_ note: GrowthNote) -> String {
    let growth = note.growth.map { style.fixed($0, decimals: 2) }
    let (first, last) = (note.first.map(name) ?? "", note.last.map(name) ?? "")
    return say(
      "growth.note.\(note.kind.rawValue)",
      [
        "sector": names[note.sector] ?? note.sector, "name": name(of: note),
        "count": note.count.map { "\($0)" } ?? "", "used": note.used.map { "\($0)" } ?? "",
        "first": first, "last": last,
        "span": first.isEmpty || last.isEmpty || first == last ? first : "\(first) – \(last)",
        "one": growth.first ?? "", "two": growth.last ?? "",
        "minimum": "\(MonthlyPattern.minimumMonths)",
      ])
  }
}
