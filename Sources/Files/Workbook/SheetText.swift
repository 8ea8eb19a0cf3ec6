/// Numbers and days of cells as texts.
enum SheetText {
  /// A number as it is read elsewhere: as it stands where it is short, else the shortest text of the same number.
  ///
  /// - Returns: whether the bytes are a number at all.
  static func appendNumber(_ bytes: [UInt8], to text: inout [UInt8]) -> Bool {
    if isShort(bytes) {
      text += bytes
      return true
    }
    guard let number = number(bytes) else { return false }
    text += plain(number).utf8
    return true
  }

  /// Digits with a point at most, few enough to be what was entered.
  private static func isShort(_ bytes: [UInt8]) -> Bool {
    guard let last = bytes.last, bytes.count <= 15, last != 46, last != 48 || bytes.count == 1
    else { return isWhole(bytes) }
    var points = 0
    var digits = 0
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case 48...57: digits += 1
      case 46 where place > 0 && digits > 0: points += 1
      case 45 where place == 0: break
      default: return false
      }
    }
    return digits > 0 && points <= 1
  }

  private static func isWhole(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty, bytes.count <= 15 else { return false }
    return bytes.allSatisfy { (48...57).contains($0) } && (bytes[0] != 48 || bytes.count == 1)
  }

  /// The place of a string among those that are shared; `nil` for what is none.
  static func place(_ bytes: [UInt8]) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9, bytes.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// The number that bytes are; `nil` for none, and for what no cell holds.
  static func number(_ bytes: [UInt8]) -> Double? {
    guard let first = bytes.first, first <= 57, bytes.count <= 60,
      let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }

  /// The shortest text of a number, whole ones without a point.
  static func plain(_ number: Double) -> String {
    if let whole = Int(exactly: number), abs(whole) < 1 << 53 { return "\(whole)" }
    return "\(number)"
  }

  /// A hundredfold of a number, by its digits, so that 0.07 is 7.
  static func hundredfold(_ number: Double) -> String {
    let text = "\(number)"
    guard !text.contains("e"), let point = text.firstIndex(of: ".") else {
      return plain(number * 100)
    }
    var whole = String(text[..<point])
    var fraction = Substring(text[text.index(after: point)...])
    for _ in 0..<2 { whole.append(fraction.popFirst() ?? "0") }
    let isNegative = whole.hasPrefix("-")
    var digits = whole.drop { $0 == "-" || $0 == "0" }
    if digits.isEmpty { digits = "0" }
    let tail = fraction.allSatisfy { $0 == "0" } ? "" : ".\(fraction)"
    return (isNegative ? "-" : "") + digits + tail
  }

  // MARK: Days

  /// A day and time by their number; `nil` for what is none.
  ///
  /// - Parameter from1904: whether days are counted from 1904 on.
  static func date(_ number: Double, _ part: NumberFormat.DatePart, from1904: Bool) -> String? {
    guard number >= 0, number < 2_958_466 else { return nil }
    // Parts of a second are rounded, or a day begins a moment before midnight.
    let seconds = (number * 86_400).rounded()
    let (days, clock) = (Int(seconds) / 86_400, Int(seconds) % 86_400)
    let time = "\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))"
    if part == .time && days == 0 { return time }
    let (year, month, day) = calendar(days, from1904: from1904)
    switch part {
    case .year: return "\(year)"
    case .month: return "\(year)-\(two(month))"
    case .day: return "\(year)-\(two(month))-\(two(day))"
    case .dayAndTime, .time:
      let date = "\(year)-\(two(month))-\(two(day))"
      return clock == 0 ? date : "\(date) \(time)"
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The day of a number; 1900 has a 29 February that never was, day 60.
  private static func calendar(_ days: Int, from1904: Bool) -> (Int, Int, Int) {
    if !from1904 && days == 60 { return (1900, 2, 29) }
    // Days since 1 March of the year 0.
    let epoch = from1904 ? 695_361 : days < 60 ? 693_900 : 693_899
    let day = days + epoch
    let era = day / 146_097
    let ofEra = day % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * ofYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, ofYear - (153 * shifted + 2) / 5 + 1)
  }
}
