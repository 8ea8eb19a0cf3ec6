internal import TimeSeries

/// What letters and words beside figures say of how settled they are.
enum StatisticsFlags {
  /// The status; settled where nothing is said.
  static func status(_ flags: String, words: String?) -> ObservationStatus {
    guard !flags.isEmpty else { return .final }
    let letters = flags.lowercased()
    // SDMX and Eurostat: S and I are estimates, too; A is a normal value.
    if letters.count <= 3, letters.allSatisfy(\.isLetter) {
      if let status = ObservationStatus(flags: letters) { return status }
      if letters.contains("s") || letters.contains("i") { return .estimate }
    }
    let text = folded(words ?? flags)
    let known: [(String, ObservationStatus)] = [
      ("forecast", .forecast), ("project", .forecast), ("du bao", .forecast),
      ("estimat", .estimate), ("uoc", .estimate), ("imput", .estimate), ("prelim", .preliminary),
      ("provis", .preliminary), ("so bo", .preliminary), ("revis", .revised),
      ("dieu chinh", .revised),
    ]
    return known.first { text.contains($0.0) }?.1 ?? .final
  }

  /// Whether flags say no more than a status does.
  static func isPlain(_ flags: String) -> Bool {
    flags.count <= 2 && flags.lowercased().allSatisfy { "aefprsi".contains($0) }
  }
}

/// How the periods of a table are written.
struct StatisticsPeriod {
  /// The frequency of days that stand for periods, by their least distance.
  private let ofDays: Frequency

  /// The codes of a dimension of time.
  init(of codes: [String]) {
    let months = Set(codes.compactMap(Self.month)).sorted()
    let gap = zip(months, months.dropFirst()).map { $1 - $0 }.min() ?? 12
    ofDays = gap >= 12 ? .annual : gap >= 3 ? .quarterly : .monthly
  }

  /// The month of a day, counted through; `nil` for what is no day.
  private static func month(_ code: String) -> Int? {
    guard code.count >= 10, let day = CalendarDate(String(code.prefix(10))) else { return nil }
    return day.year * 12 + day.month - 1
  }

  /// A code as our own spelling, where it is one of those that are known; else as it is.
  ///
  /// `2024Q1`, `2024-Q1`, `2024K1` (PX-Web), `2024M01`, `2024-M01`, `202401`, `2024-A1`, days.
  func read(_ code: String, stated: Frequency?) -> (period: String, frequency: Frequency) {
    if let month = Self.month(code) {
      let (year, number) = (month / 12, month % 12)
      switch stated ?? ofDays {
      case .quarterly: return ("\(Self.padded(year))-Q\(number / 3 + 1)", .quarterly)
      case .monthly:
        return ("\(Self.padded(year))-\(number < 9 ? "0" : "")\(number + 1)", .monthly)
      case .annual, .span: return (Self.padded(year), .annual)
      }
    }
    let year = code.prefix(4)
    guard year.count == 4, Int(year) != nil else { return (code, stated ?? .annual) }
    let rest = code.dropFirst(4).drop { $0 == "-" }
    if rest.isEmpty { return (String(year), stated ?? .annual) }
    let number = rest.drop(while: \.isLetter)
    let letter = rest.prefix(while: \.isLetter).uppercased()
    switch (letter, number.count) {
    case ("Q", 1), ("K", 1), ("Q", 2), ("K", 2):
      return ("\(year)-Q\(number.last.map(String.init) ?? "")", .quarterly)
    case ("M", 2), ("", 2): return ("\(year)-\(number)", .monthly)
    case ("A", _): return (String(year), .annual)
    default: return (code, stated ?? .annual)
    }
  }

  /// Whether a code names a period for certain: a year of four digits from 1800 to 2199, alone or with its part.
  static func isPeriod(_ code: String) -> Bool {
    guard let year = Int(code.prefix(4)), (1800..<2200).contains(year) else { return false }
    let period = StatisticsPeriod(of: [code]).read(code, stated: nil).period
    return Period(utf8: ArraySlice(period.utf8)) != nil
  }

  /// A code as a panel takes it: as it is, but for letters that PX-Web writes for quarters.
  static func spelled(_ code: String) -> String {
    let rest = code.dropFirst(4)
    return rest.first == "K" && rest.count == 2 ? code.prefix(4) + "Q" + rest.dropFirst() : code
  }

  private static func padded(_ year: Int) -> String {
    String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
  }
}
