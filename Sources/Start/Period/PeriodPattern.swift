internal import TimeSeries

/// What a sequence of numbers, markers and signs names.
struct PeriodPattern {
  /// Years that a file may speak of.
  static let years = 1900...2100

  private let words: PeriodWords
  private let numbers: [Int]
  private let signature: String
  /// Whether the year was read from two digits.
  private(set) var isShort = false

  /// The sequence as letters: `Y` a year of four digits, `n` one or two digits, `N` a month's name, `q` `m` `h` markers
  /// of quarters, months and halves, `Q` the word quý, `R` a Roman number, and signs.
  init(_ words: PeriodWords) {
    self.words = words
    var numbers: [Int] = []
    var signature = ""
    for item in words.items {
      switch item {
      case .number(let value, let digits):
        numbers.append(value)
        signature += digits == 4 && Self.years.contains(value) ? "Y" : digits <= 2 ? "n" : "?"
      case .month(let month):
        numbers.append(month)
        signature += "N"
      case .roman(let number):
        numbers.append(number)
        signature += "R"
      case .quarter(let isWord): signature += isWord ? "Q" : "q"
      case .months: signature += "m"
      case .half: signature += "h"
      case .sign(let sign): if !"(),:'".contains(sign) { signature.append(sign) }
      }
    }
    self.numbers = numbers
    self.signature = Self.simplified(signature, numbers)
  }

  /// One year named twice is one, a point or dash beside a marker is none.
  private static func simplified(_ signature: String, _ numbers: [Int]) -> String {
    if signature == "Y-Y" || signature == "YY" || signature == "Y/Y", numbers[0] == numbers[1] {
      return "Y"
    }
    return signature
  }

  /// The meaning; `nil` when the sequence is no period.
  mutating func meaning() -> StartPeriod.Meaning? {
    guard !signature.contains("?") else { return nil }
    if words.isHalf { return half() }
    if words.isFiscal, signature == "n", words.items.last.map(Self.isTwoDigits) == true {
      return .fiscal(short(numbers[0]))
    }
    guard let plain = plain() else { return nil }
    if words.isToDate { return Self.toDate(plain) }
    if words.isUntil {
      // By a year is a target's word, `Mục tiêu đến năm 2030`; until a day is a state or a sum so far.
      if case .period(let period) = plain, period.frequency == .annual {
        return words.status == .plan ? plain : nil
      }
      return Self.toDate(plain)
    }
    if words.isFiscal {
      switch plain {
      case .openFiscal(let year, _): return .fiscal(year)
      // A fiscal year's quarters lie nobody says where.
      case .period(let period) where period.frequency != .annual: return nil
      default: break
      }
    }
    return plain
  }

  /// `nửa đầu năm 2024`.
  private func half() -> StartPeriod.Meaning? {
    guard signature == "Y", let side = words.side else { return nil }
    return side == .first ? .months(1, 6, of: numbers[0]) : .months(7, 12, of: numbers[0])
  }

  /// What is cumulated from January to the end of a period.
  private static func toDate(_ plain: StartPeriod.Meaning) -> StartPeriod.Meaning? {
    switch plain {
    case .period(let period):
      if period.frequency.monthsPerPeriod == 12 { return plain }
      let months = period.positionInYear * period.frequency.monthsPerPeriod
      return .months(1, months, of: period.year)
    case .months(1, let last, let year): return .months(1, last, of: year)
    case .day(let day) where day.day == CalendarDate.daysIn(month: day.month, of: day.year):
      return .months(1, day.month, of: day.year)
    default: return nil
    }
  }

  private mutating func plain() -> StartPeriod.Meaning? {
    if let side = words.side { return counted(side) }
    return year() ?? month() ?? quarter() ?? day() ?? range() ?? half(of: signature)
  }

  // MARK: Years

  private func year() -> StartPeriod.Meaning? {
    switch signature {
    case "Y": return .period(.year(numbers[0]))
    case "Y-Y", "Y/Y": return numbers[1] == numbers[0] + 1 ? .fiscal(numbers[0]) : nil
    case "Y-n", "Y/n":
      guard case .number(_, let digits)? = words.items.last else { return nil }
      let (year, number) = (numbers[0], numbers[1])
      let isMonth = (1...12).contains(number)
      if number == (year + 1) % (digits == 2 ? 100 : 10) {
        return isMonth ? .openFiscal(year, month: number) : .fiscal(year)
      }
      return isMonth ? .period(.month(number, of: year)) : nil
    default: return nil
    }
  }

  // MARK: Months and quarters

  private mutating func month() -> StartPeriod.Meaning? {
    switch signature {
    case "n/Y", "n-Y", "mn/Y", "mn-Y", "mnY", "mn.Y", "NY", "N-Y", "N/Y", "N.Y", "mN/Y", "mNY":
      return month(numbers[0], numbers[1])
    case "Ymn", "Y-mn", "Y/mn", "YN", "Y-N", "Y/N", "Y.N": return month(numbers[1], numbers[0])
    case "N-n", "Nn", "N/n", "N.n", "mn/n", "mn-n":
      guard words.items.last.map(Self.isTwoDigits) == true else { return nil }
      return month(numbers[0], short(numbers[1]))
    default: return nil
    }
  }

  private func month(_ month: Int, _ year: Int) -> StartPeriod.Meaning? {
    (1...12).contains(month) ? .period(.month(month, of: year)) : nil
  }

  private mutating func quarter() -> StartPeriod.Meaning? {
    switch signature {
    case "qnY", "qn/Y", "qn-Y", "qn.Y", "QnY", "Qn/Y", "Qn-Y", "Qn.Y", "nqY", "nq/Y", "nq-Y",
      "qRY", "qR/Y", "qR-Y", "qR.Y", "QRY", "QR/Y", "QR-Y", "QR.Y", "R/Y", "R-Y", "RY", "R.Y":
      return quarter(numbers[0], numbers[1])
    case "Yqn", "Y-qn", "Y/qn", "YqR", "Y-qR", "Y/qR", "YQn", "Y-Qn", "Y/Qn", "YQR", "Y-QR",
      "Y/QR", "YR", "Y-R", "Y/R", "Ynq", "Y-nq":
      return quarter(numbers[1], numbers[0])
    case "qn/n", "qn-n", "qnn", "nqn", "nq-n", "nq/n", "QR/n", "Qn/n", "qRn", "qR/n":
      guard words.items.last.map(Self.isTwoDigits) == true else { return nil }
      return quarter(numbers[0], short(numbers[1]))
    default: return nil
    }
  }

  private func quarter(_ quarter: Int, _ year: Int) -> StartPeriod.Meaning? {
    (1...4).contains(quarter) ? .period(.quarter(quarter, of: year)) : nil
  }

  private static func isTwoDigits(_ item: PeriodWords.Item) -> Bool {
    if case .number(_, digits: 2) = item { true } else { false }
  }

  private mutating func short(_ digits: Int) -> Int {
    isShort = true
    return digits < 50 ? 2000 + digits : 1900 + digits
  }

  // MARK: Days

  private func day() -> StartPeriod.Meaning? {
    switch signature {
    case "Y-n-n", "Y/n/n", "Y.n.n": return day(numbers[0], numbers[1], numbers[2])
    case "n/n/Y", "n-n-Y", "n.n.Y":
      let (first, second, year) = (numbers[0], numbers[1], numbers[2])
      let dayFirst = CalendarDate(year: year, month: second, day: first)
      let monthFirst = CalendarDate(year: year, month: first, day: second)
      // Points stand between day and month, in that order.
      guard let monthFirst, first != second, signature != "n.n.Y" else {
        return dayFirst.map { .day($0) }
      }
      return dayFirst.map { .openDay($0, monthFirst) } ?? .day(monthFirst)
    case "n-N-Y", "nNY", "n/N/Y", "nN-Y", "n.NY", "nmnY", "n-NY":
      return day(numbers[2], numbers[1], numbers[0])
    case "NnY", "N-n-Y", "Nn-Y", "N.nY": return day(numbers[2], numbers[0], numbers[1])
    default: return nil
    }
  }

  private func day(_ year: Int, _ month: Int, _ day: Int) -> StartPeriod.Meaning? {
    CalendarDate(year: year, month: month, day: day).map { .day($0) }
  }

  // MARK: Several months together

  /// `6 tháng đầu năm 2024`, `3 tháng cuối năm 2024`; `cuối năm 2024` is the year's end.
  private func counted(_ side: PeriodWords.Side) -> StartPeriod.Meaning? {
    if signature == "Y" && side == .last { return .period(.year(numbers[0])) }
    guard signature == "nmY" || signature == "nm/Y" || signature == "nQY" else { return nil }
    let count = signature == "nQY" ? numbers[0] * 3 : numbers[0]
    guard (1...12).contains(count) else { return nil }
    return side == .first
      ? .months(1, count, of: numbers[1]) : .months(13 - count, 12, of: numbers[1])
  }

  private func range() -> StartPeriod.Meaning? {
    switch signature {
    // A number of months before the word counts them: 9 tháng is January to September.
    case "nmY", "nm/Y", "nm-Y": return months(1, numbers[0], numbers[1])
    case "Y-nm", "Ynm", "Y/nm": return months(1, numbers[1], numbers[0])
    case "nQY", "nQ/Y", "nQ-Y": return months(1, numbers[0] * 3, numbers[1])
    case "n-n/Y", "mn-n/Y", "mn-nY", "mn-mn/Y", "mn-mnY", "N-NY", "N-N/Y", "N-N-Y", "n-nmY",
      "n-nm/Y", "mn-mn-Y", "NNY":
      return months(numbers[0], numbers[1], numbers[2])
    case "Ymn-n", "Ymn-mn", "YN-N", "Y-N-N", "Yn-nm":
      return months(numbers[1], numbers[2], numbers[0])
    case "n/Y-n/Y", "mn/Y-mn/Y", "NY-NY", "N/Y-N/Y":
      if numbers[1] == numbers[3] { return months(numbers[0], numbers[2], numbers[1]) }
      let isWholeYear = numbers[3] == numbers[1] + 1 && numbers[2] == numbers[0] - 1
      return isWholeYear ? .fiscal(numbers[1]) : nil
    case "qn-qnY", "qn-qn/Y", "qn-n/Y", "Qn-QnY", "Qn-Qn/Y", "Qn-n/Y", "QR-QRY", "QR-QR/Y",
      "QR-R/Y", "QR-RY", "R-R/Y", "qR-qR/Y", "qR-qRY":
      guard (1...4).contains(numbers[0]), (1...4).contains(numbers[1]) else { return nil }
      return months(numbers[0] * 3 - 2, numbers[1] * 3, numbers[2])
    default: return nil
    }
  }

  private func months(_ first: Int, _ last: Int, _ year: Int) -> StartPeriod.Meaning? {
    guard (1...12).contains(first), (first...12).contains(max(last, first)), last >= first else {
      return nil
    }
    return .months(first, last, of: year)
  }

  /// `H1 2024`, `2024-S2`, `1H24`.
  private mutating func half(of signature: String) -> StartPeriod.Meaning? {
    let number: Int
    let year: Int
    switch signature {
    case "hnY", "hn/Y", "hn-Y", "nhY", "nh/Y", "hRY", "hR/Y":
      (number, year) = (numbers[0], numbers[1])
    case "Yhn", "Y-hn", "Y/hn", "Ynh", "Y-nh": (number, year) = (numbers[1], numbers[0])
    case "nhn", "hnn", "hn/n", "hn-n":
      guard words.items.last.map(Self.isTwoDigits) == true else { return nil }
      (number, year) = (numbers[0], short(numbers[1]))
    default: return nil
    }
    switch number {
    case 1: return .months(1, 6, of: year)
    case 2: return .months(7, 12, of: year)
    default: return nil
    }
  }
}
