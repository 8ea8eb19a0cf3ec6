/// Fiscal and school years: `2019-20`, `2019/2020`, `FY 2019-20`. Their period is the year in which they begin.
extension SpelledPeriod {
  /// A fiscal year; `nil` for any other text, and where the second year does not follow the first.
  init?(fiscal text: some StringProtocol) {
    let digits: (Character) -> Bool = { ("0"..."9").contains($0) }
    let prefix = text.prefix { !digits($0) }
    guard ["", "fy", "fy "].contains(prefix.lowercased()) else { return nil }
    let rest = text[prefix.endIndex...]
    let first = rest.prefix(while: digits)
    let sign = rest[first.endIndex...].prefix { !digits($0) }
    let second = rest[sign.endIndex...]
    guard first.count == 4, ["-", "/", "–"].contains(String(sign)), second.allSatisfy(digits),
      let year = Int(first), let next = Int(second), year >= 1
    else { return nil }
    switch second.count {
    case 2 where next == (year + 1) % 100: parts = [.nextYear(isShort: true)]
    case 4 where next == year + 1: parts = [.nextYear(isShort: false)]
    default: return nil
    }
    parts =
      (prefix.isEmpty ? [] : [.literal(String(prefix))])
      + [.year, .literal(String(sign))] + parts
    self.year = year
    (quarter, month, day) = (nil, nil, nil)
  }
}
