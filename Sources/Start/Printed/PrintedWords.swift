internal import Files
internal import TimeSeries

/// Words of printed headers that are neither periods nor comparisons.
extension PrintedHeader {
  /// Texts in brackets.
  static func brackets(_ text: String) -> [String] {
    text.split(separator: "(").dropFirst().compactMap { part in
      part.firstIndex(of: ")").map { withoutOuterBlanks(part[..<$0]) }
    }
  }

  /// Whether a header says that its figures are in percent, in brackets or not: `Đạt %`, `Tỷ lệ đạt`.
  static func isPercent(_ header: String) -> Bool {
    let brackets = brackets(header)
    if brackets.contains(where: { StartUnit($0).isPercent }) { return true }
    guard !brackets.contains(where: isUnit) else { return false }
    return words(of: header).contains { $0 == "%" }
      || Phrase(folded(header)).contains(["ty le", "ti le"])
  }

  /// Whether a text names what is counted.
  static func isUnit(_ text: String) -> Bool {
    let unit = StartUnit(text)
    return unit.isAmount || unit.isPercent || units.contains(folded(text))
  }

  /// Whether the rest of a header is nothing but a unit, `Nghìn người`.
  static func isUnitAlone(_ text: String) -> Bool {
    let words = folded(text).split(separator: " ")
    // "Tỷ lệ" is folded as "tỷ" is, which counts.
    guard let first = words.first, words.count <= 3,
      !(first == "ty" && words.count > 1
        && ["le", "trong", "suat", "so", "gia"].contains(words[1]))
    else { return false }
    return units.contains(folded(text))
      || ["nghin", "trieu", "ty", "thousand", "million", "billion"].contains(first)
        && StartUnit(text).isAmount
  }

  private static let units: Set<String> = [
    "dn", "du an", "nguoi", "luot nguoi", "vu", "ha", "nghin ha", "doanh nghiep", "nghin hk",
    "nghin luot", "trieu luot khach", "con", "cai", "chiec", "nghin con", "trieu con",
  ]

  /// The rest of a header that tells its column from others, and the status among it.
  static func quantity(_ rest: [String]) -> (String, ObservationStatus?) {
    var text = ""
    var depth = 0
    for character in rest.joined(separator: " ") {
      if character == "(" { depth += 1 }
      if depth == 0 { text.append(character) }
      if character == ")" { depth = max(0, depth - 1) }
    }
    var words = words(of: text)
    var status: ObservationStatus?
    let known: [(String, ObservationStatus?)] = [
      ("ke hoach nam", .plan), ("kh nam", .plan), ("du toan nam", .plan),
      ("uoc thuc hien", .estimate), ("uoc th", .estimate),
      ("uoc tinh", .estimate), ("so bo", .preliminary),
      ("ke hoach", .plan), ("du toan", .plan), ("du bao", .forecast), ("uoc", .estimate),
      ("thuc hien", nil),
      ("ky nay", nil), ("tong so", nil), ("tong muc", nil), ("chia ra", nil), ("trong do", nil),
      ("cung thoi diem", nil), ("thoi diem", nil), ("cung ky nam truoc", nil), ("cong don", nil),
      ("cung ky", nil), ("thang truoc", nil), ("quy truoc", nil), ("ky truoc", nil),
      ("nam truoc", nil), ("ky goc", nil), ("luy ke", nil), ("tu dau nam", nil), ("dau nam", nil),
      ("so voi", nil),
      ("same period", nil), ("of the previous year", nil), ("previous year", nil),
      ("estimate", .estimate),
      ("previous month", nil), ("of last year", nil),
    ]
    for (phrase, meaning) in known {
      let count = phrase.split(separator: " ").count
      var place = 0
      while place + count <= words.count {
        if folded(words[place..<(place + count)].joined(separator: " ")) == phrase {
          words.removeSubrange(place..<(place + count))
          status = status ?? meaning
        } else {
          place += 1
        }
      }
    }
    // Behind other words KH may be customers, and TH a school.
    if let first = words.first.map({ folded($0) }), ["kh", "th"].contains(first) {
      words.removeFirst()
      if first == "kh" { status = status ?? .plan }
    }
    let plain = words.joined(separator: " ").filter { !"%:;".contains($0) }
    return (withoutOuterBlanks(plain.drop { $0 == "-" }.trimmingDashes), status)
  }
}

extension Substring {
  /// Without blanks and dashes at its end.
  fileprivate var trimmingDashes: Substring {
    var rest = self
    while let last = rest.last, last == "-" || last == "–" || last.isWhitespace {
      rest.removeLast()
    }
    return rest
  }
}
