internal import Files
internal import TimeSeries

/// What folded words around a period mean.
enum PeriodPhrases {
  /// A meaning.
  enum Meaning {
    case filler
    case status(ObservationStatus)
    case toDate, until, fiscal, firstSide, lastSide, firstHalf, lastHalf, months, half
    case month(Int)
    /// So many months.
    case count(Int)
    case quarter(isWord: Bool)
    case roman(Int)
  }

  /// The meaning of a phrase; `nil` for any other.
  static func meaning(_ phrase: String) -> Meaning? {
    if let meaning = table[phrase] { return meaning }
    // Runs of letters that belong together: QI, TH.
    if phrase.first == "q", let number = romans.firstIndex(of: String(phrase.dropFirst())) {
      return .roman(number + 1)
    }
    return MonthName.month(phrase).map(Meaning.month)
  }

  private static let romans = ["i", "ii", "iii", "iv"]

  private static let table: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    func add(_ meaning: Meaning, _ phrases: String...) {
      for phrase in phrases { table[phrase] = meaning }
    }
    add(
      .filler, "nam", "year", "years", "thuc hien", "th", "chinh thuc", "ngay", "actual", "ca nam",
      "full year", "whole year", "annual", "so lieu", "ket qua", "nien giam", "official", "ky",
      "of", "cy", "ket qua thuc hien", "trong", "co", "final", "outturn", "realised", "realized",
      "tai", "tai ngay", "thoi diem",
      "tai thoi diem", "as of", "at", "tu", "ban dau", "giao", "duoc giao")
    add(
      .status(.estimate), "uoc", "uoc tinh", "uoc thuc hien", "uoc th", "uoc dat", "uth", "est",
      "du uoc", "uoc kq",
      "estimate", "estimated", "estimates", "flash", "advance", "uoc ca nam")
    add(
      .status(.preliminary), "so bo", "sb", "prel", "prelim", "preliminary", "provisional", "prov")
    add(.status(.revised), "revised", "rev", "dieu chinh", "sau dieu chinh", "da dieu chinh")
    add(
      .status(.plan), "ke hoach", "kh", "plan", "planned", "target", "muc tieu", "du toan",
      "nghi quyet", "nq", "ke hoach giao", "kh giao", "phan dau", "dinh huong",
      "chi tieu giao", "chi tieu duoc giao", "chi tieu phan dau", "muc tieu phan dau",
      "budget", "budgeted", "goal")
    add(
      .status(.forecast), "du bao", "forecast", "fcst", "projection", "projected", "proj",
      "du kien", "outlook")
    add(
      .toDate, "luy ke", "luy ke den", "luy ke tu dau nam", "cong don", "ytd", "year to date",
      "to date", "tu dau nam", "tu dau nam den", "cumulative", "cumulated", "accumulated",
      "luy ke den het", "lk")
    add(
      .until, "den", "den het", "tinh den", "den cuoi", "tinh den het", "to", "through", "thru",
      "by",
      "toi")
    add(
      .fiscal, "fy", "fiscal year", "financial year", "fiscal", "nam tai chinh", "nam hoc",
      "school year", "academic year", "nien khoa", "nien do", "season", "nien vu", "vu")
    add(.firstSide, "dau nam", "dau", "first")
    add(.lastSide, "cuoi nam", "cuoi", "last")
    add(.firstHalf, "nua dau nam", "nua dau", "first half")
    add(.lastHalf, "nua cuoi nam", "nua cuoi", "second half", "nua sau")
    add(.months, "thang", "thg", "t", "m", "month", "months", "mth", "mths")
    add(.half, "h", "half", "half year", "hy", "s", "semester", "nua nam", "hk")
    add(.quarter(isWord: false), "q", "quarter", "qtr", "quarters")
    add(.quarter(isWord: true), "quy")
    for (place, roman) in romans.enumerated() { table[roman] = .roman(place + 1) }
    let words = [
      "mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai",
    ]
    for (place, word) in words.enumerated() {
      table["thang \(word)"] = .month(place + 1)
      // "Từ tháng" is from a month on, four months are bốn tháng.
      table["\(word == "tu" ? "bon" : word) thang"] = .count(place + 1)
    }
    for (word, count) in [("three", 3), ("six", 6), ("nine", 9), ("twelve", 12)] {
      table["\(word) months"] = .count(count)
    }
    add(.month(1), "thang gieng")
    add(.month(12), "thang chap")
    // "tháng năm 2024" may name May or leave the month out.
    table["thang nam"] = nil
    table["thang nam nam"] = .month(5)
    return table
  }()
}

/// Marks of footnotes and of status around a period: `2023*`, `2024(1)`, `2022 (p)`, `2023¹`.
enum PeriodMarks {
  /// The text without marks, and the status that they give.
  static func strip(_ text: String) -> (text: String, status: ObservationStatus?) {
    var rest = Substring(withoutOuterBlanks(text))
    var status: ObservationStatus?
    while true {
      let before = rest
      while let last = rest.last, last.isWhitespace || FootnoteSigns.all.contains(last) {
        rest.removeLast()
      }
      while let first = rest.first, first.isWhitespace || FootnoteSigns.all.contains(first) {
        rest.removeFirst()
      }
      if let (outside, inside) = bracket(rest) {
        switch inside {
        case "p", "prel", "sb": (rest, status) = (outside, .preliminary)
        case "e", "est", "uoc", "u", "re", "ae": (rest, status) = (outside, .estimate)
        case "f", "proj", "db": (rest, status) = (outside, .forecast)
        case "r", "rev": (rest, status) = (outside, .revised)
        case "be", "kh": (rest, status) = (outside, .plan)
        default:
          // The World Bank writes 2019 [YR2019].
          let isSame =
            inside.hasPrefix("yr") && withoutOuterBlanks(outside) == inside.dropFirst(2)
          let isNote =
            isSame || (inside.allSatisfy(\.isNumber) ? inside.count <= 2 : inside.count == 1)
          if isNote || inside.allSatisfy({ FootnoteSigns.all.contains($0) }) { rest = outside }
        }
      }
      if rest == before { return (String(rest), status) }
    }
  }

  /// A bracket at the end of a text behind something else.
  private static func bracket(_ text: Substring) -> (outside: Substring, inside: String)? {
    guard let last = text.last, let opening = [")": "(", "]": "["][String(last)] else { return nil }
    guard let open = text.lastIndex(of: Character(opening)), open > text.startIndex else {
      return nil
    }
    let inside = withoutOuterBlanks(text[text.index(after: open)...].dropLast())
    return inside.isEmpty ? nil : (text[..<open], inside.lowercased())
  }
}
