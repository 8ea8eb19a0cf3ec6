public import TimeSeries

extension Scenario {
  /// The year that growth commands speak of where none is asked for.
  ///
  /// That of the day, unless the variants that were out by then ask nothing of it: then the last year before it that they ask
  /// of, such as the one just over in January; else the first one after it. Without variants it is that of the day.
  ///
  /// - Parameters:
  ///   - day: whose knowledge counts.
  ///   - names: the variants that are asked for, whenever they were issued; all that were out when empty.
  public func growthYear(on day: CalendarDate, variants names: [String]) -> Int {
    let asked = (growth?.variants ?? []).filter { variant in
      guard names.isEmpty else { return names.contains(variant.id) }
      return variant.issued.map { $0 <= day } ?? true
    }
    let years = Set(asked.flatMap(\.conditions).map(\.first.year))
    if years.isEmpty || years.contains(day.year) { return day.year }
    return years.filter { $0 < day.year }.max() ?? years.min() ?? day.year
  }
}
