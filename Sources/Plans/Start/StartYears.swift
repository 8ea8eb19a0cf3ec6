internal import TimeSeries

/// A series by year: as it is, or made from quarters or months where what they mean is evident.
struct StartYears {
  let rule: StartYearRule?
  let yearly: [StartYear]
  let partYears: [Int]

  /// The years of a series; `nil` (and a fault) when what its quarters or months mean is open, or
  /// when no year is whole.
  static func make(
    _ figures: [StartFigure], title: String, unit: String, request: StartRequest,
    at location: SourceLocation, faults: inout FaultCollector
  ) -> StartYears? {
    guard let frequency = figures.first?.period.frequency else { return nil }
    if frequency == .annual {
      let yearly = figures.map {
        StartYear(
          year: $0.period.year, digits: $0.digits, value: $0.value, status: $0.status,
          source: $0.source, note: $0.note)
      }
      return StartYears(rule: nil, yearly: yearly, partYears: [])
    }
    guard let rule = request.yearly ?? evidentRule(title: title, unit: unit) else {
      faults.note(
        .undecidedYear(series: title, frequency: frequency.rawValue), at: location,
        hint: .yearlyOption)
      return nil
    }
    let byYear = Dictionary(grouping: figures.filter(\.status.isHistory), by: \.period.year)
    let years = byYear.keys.sorted()
    let whole = years.filter { byYear[$0]?.count == frequency.periodsPerYear }
    let part = years.filter { !whole.contains($0) }
    if whole.isEmpty {
      faults.note(
        .noWholeYear(series: title, missing: missing(byYear, frequency)), at: location,
        hint: .wholeYears)
      return nil
    }
    return StartYears(
      rule: rule, yearly: whole.map { year(of: $0, byYear[$0] ?? [], rule) }, partYears: part)
  }

  private static func year(_ rule: StartYearRule, _ rows: [StartFigure]) -> (Double, String) {
    let decimals = rows.map { printedDecimals(ArraySlice($0.digits.utf8)) }.max() ?? 0
    let sum = rows.reduce(0) { $0 + $1.value }
    switch rule {
    case .sum: return (sum, fixed(sum, decimals: decimals))
    case .mean:
      let mean = sum / Double(rows.count)
      return (mean, fixed(mean, decimals: decimals + 2))
    case .last:
      let last = rows.last
      return (last?.value ?? 0, last?.digits ?? "0")
    }
  }

  private static func year(
    of year: Int, _ rows: [StartFigure], _ rule: StartYearRule
  ) -> StartYear {
    let (value, digits) = self.year(rule, rows)
    return StartYear(
      year: year, digits: digits, value: Double(digits) ?? value,
      status: rows.first(where: \.status.isOpen)?.status ?? rows.last?.status ?? .secondary,
      source: rows.last?.source ?? "", note: "")
  }

  /// The periods that the fullest year lacks.
  private static func missing(
    _ byYear: [Int: [StartFigure]], _ frequency: Frequency
  ) -> [String] {
    guard
      let fullest = byYear.max(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) })
    else { return [] }
    let known = Set(fullest.value.map(\.period.positionInYear))
    return (1...frequency.periodsPerYear).filter { !known.contains($0) }.map {
      let period =
        frequency == .quarterly
        ? Period.quarter($0, of: fullest.key) : Period.month($0, of: fullest.key)
      return period.description
    }
  }

  /// Only a name that says it decides: amounts add up, what is counted at a day stands.
  private static func evidentRule(title: String, unit: String) -> StartYearRule? {
    let words = StartWords(title)
    if words.contains(anyOf: StartWords.standing) { return .last }
    let isRatio = StartWords.isPercent(unit) || words.contains(anyOf: StartWords.ratios)
    return !isRatio && words.contains(anyOf: StartWords.flows) ? .sum : nil
  }

  /// Digits with so many decimals; what no integer holds keeps its own form.
  private static func fixed(_ number: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let rounded = (abs(number) * scale).rounded()
    guard rounded < 9e15 else { return "\(number)" }
    let text = String(Int(rounded))
    let digits = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    let sign = number < 0 && rounded > 0 ? "-" : ""
    return decimals == 0
      ? sign + digits : "\(sign)\(digits.dropLast(decimals)).\(digits.suffix(decimals))"
  }
}

extension ObservationStatus {
  /// Whether the file itself calls the figure an estimate or preliminary.
  fileprivate var isOpen: Bool { self == .estimate || self == .preliminary }
}
