internal import Files
internal import TimeSeries

/// A number with a note behind it, or with words or a sign that say how settled it is: `1.300 (*)`, `12,5 (ước)`, `≈ 120`.
struct NotedNumber {
  let number: SpelledNumber
  /// How settled it is; `nil` where the note does not say it.
  let status: ObservationStatus?

  /// Reads a cell; `nil` of a plain number, of a year and of anything else.
  init?(_ text: String) {
    var rest = Substring(withoutOuterBlanks(text))
    guard rest.count <= 40, SpelledNumber(String(rest)) == nil else { return nil }
    var status: ObservationStatus?
    if let first = rest.first, "≈~≃".contains(first) {
      status = .estimate
      rest = rest.dropFirst()
    }
    if rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex {
      let inside = rest[rest.index(after: open)...].dropLast()
      if let stated = Self.words[folded(inside)] {
        status = stated
      } else if inside.isEmpty || !inside.allSatisfy({ FootnoteSigns.all.contains($0) }) {
        return nil
      }
      rest = rest[..<open]
    } else if let end = rest.lastIndex(where: \.isNumber) {
      let tail = rest[rest.index(after: end)...]
      if tail.first?.isWhitespace == true, let stated = Self.words[folded(tail)] {
        status = stated
        rest = rest[...end]
      }
    }
    let digits = withoutOuterBlanks(rest)
    guard digits.count < text.count, let number = SpelledNumber(digits),
      digits.count != 4 || Int(digits).map(PeriodPattern.years.contains) != true || status == nil
    else { return nil }
    self.number = number
    self.status = number.status ?? status
  }

  private static let words: [String: ObservationStatus] = [
    "uoc": .estimate, "uoc tinh": .estimate, "uoc th": .estimate, "uoc thuc hien": .estimate,
    "tam tinh": .estimate, "estimate": .estimate, "estimated": .estimate, "so bo": .preliminary,
    "sb": .preliminary, "preliminary": .preliminary, "prel": .preliminary, "du bao": .forecast,
    "forecast": .forecast, "dieu chinh": .revised, "revised": .revised,
  ]
}
