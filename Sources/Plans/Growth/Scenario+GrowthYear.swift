public import TimeSeries

extension Scenario {
  /// The year that growth commands speak of where none is asked for.
  ///
  /// That of the day, unless the variants that were out by then ask nothing of it: then the last year before it that they ask
  /// of, such as the one just over in January; else the first one after it. Without variants it is that of the day. Where
  /// no day is told it is the last year that variants ask of.
  ///
  /// - Parameters:
  ///   - day: whose knowledge counts; `nil` where all does.
  ///   - names: the variants that are asked for, whenever they were issued; all that were out when empty.
  /// - Returns: `nil` where neither day nor variants tell one.
  public func growthYear(on day: CalendarDate?, variants names: [String]) -> Int? {
    let asked = (growth?.variants ?? []).filter { variant in
      guard names.isEmpty else { return names.contains(variant.id) }
      guard let day, let issued = variant.issued else { return true }
      return issued <= day
    }
    let years = Set(asked.flatMap(\.conditions).map(\.first.year))
    guard let day else { return years.max() }
    if years.isEmpty || years.contains(day.year) { return day.year }
    return years.filter { $0 < day.year }.max() ?? years.min() ?? day.year
  }
}
