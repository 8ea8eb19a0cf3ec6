internal import TimeSeries

/// A period as people write it: `Quý I/2024`, `T1/2024`, `Ước 2024`, `31/12/2024`.
struct StartPeriod: Hashable {
  /// What the text names.
  enum Meaning: Hashable {
    case period(Period)
    case day(CalendarDate)
  }

  /// The period or the day.
  let meaning: Meaning
  /// What the text says about the figure, `Sơ bộ 2023`; `nil` when it says nothing.
  let status: ObservationStatus?

  /// Reads a text; `nil` when it names no period.
  init?(_ text: String) {
    guard let words = Words(text) else { return nil }
    status = words.status
    guard let meaning = Self.meaning(words) else { return nil }
    self.meaning = meaning
  }

  /// A quarter or month written beside a column of years: `2`, `Q2`, `Quý II`, `T2`.
  static func part(_ text: String, frequency: Frequency) -> Int? {
    guard let words = Words(text), words.status == nil, words.numbers.count == 1,
      words.marker == nil || words.marker == frequency
    else { return nil }
    let number = words.numbers[0].value
    return (1...frequency.periodsPerYear).contains(number) ? number : nil
  }

  private static func meaning(_ words: Words) -> Meaning? {
    let numbers = words.numbers
    func isYear(_ index: Int) -> Bool {
      numbers[index].digits == 4 && (1900...2100).contains(numbers[index].value)
    }
    switch numbers.count {
    case 1:
      return isYear(0) && words.marker == nil ? .period(.year(numbers[0].value)) : nil
    case 2:
      guard let year = [0, 1].first(where: isYear), numbers[1 - year].digits <= 2 else {
        return nil
      }
      guard let frequency = words.marker ?? (words.isPlainlyJoined ? .monthly : nil) else {
        return nil
      }
      let part = numbers[1 - year].value
      guard (1...frequency.periodsPerYear).contains(part) else { return nil }
      let number = numbers[year].value
      return .period(
        frequency == .quarterly ? .quarter(part, of: number) : .month(part, of: number))
    case 3 where isYear(0) || isYear(2):
      let (year, day) = isYear(0) ? (0, 2) : (2, 0)
      guard words.marker != .quarterly else { return nil }
      return CalendarDate(
        year: numbers[year].value, month: numbers[1].value, day: numbers[day].value
      ).map(Meaning.day)
    default: return nil
    }
  }

  /// The numbers and words of a text, in order.
  private struct Words {
    var numbers: [(value: Int, digits: Int)] = []
    var marker: Frequency?
    var status: ObservationStatus?
    /// Whether only `-` and `/` stand between the numbers.
    var isPlainlyJoined = true

    init?(_ text: String) {
      guard text.count <= 40, text.allSatisfy(Self.isUsual) else { return nil }
      var points = 0
      for character in text {
        if character == "." { points += 1 }
        if character.isWhitespace { isPlainlyJoined = false }
      }
      for run in Self.runs(folded(text)) {
        if let value = Int(run) {
          numbers.append((value, run.count))
        } else if !take(run) {
          return nil
        }
      }
      // 2024.5 is a number, 31.12.2024 a day.
      if points > 0 && numbers.count == 2 && marker == nil { return nil }
      if numbers.isEmpty { return nil }
    }

    /// Letters, digits and what stands between them in periods; a comma or semicolon never does.
    private static func isUsual(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character.isWhitespace
        || "-–/.()_:".contains(character)
    }

    /// Runs of digits and runs of letters.
    private static func runs(_ text: String) -> [String] {
      var runs: [String] = []
      var isOpen = false
      for character in text {
        guard character != " " else {
          isOpen = false
          continue
        }
        if isOpen, let last = runs.last?.last, last.isNumber == character.isNumber {
          runs[runs.count - 1].append(character)
        } else {
          runs.append(String(character))
        }
        isOpen = true
      }
      return runs
    }

    private mutating func take(_ word: String) -> Bool {
      switch word {
      case "nam", "year", "thuc", "hien", "th", "chinh", "ngay", "actual": break
      case "q", "quy", "quarter": marker = .quarterly
      case "t", "thang", "m", "month": marker = .monthly
      case "uoc", "est", "estimate", "estimated": status = .estimate
      case "so", "bo", "prel", "preliminary": status = .preliminary
      case "ke", "hoach", "kh", "plan": status = .plan
      case "du", "bao", "forecast": status = .forecast
      default:
        let roman = word.first == "q" ? String(word.dropFirst()) : word
        guard let number = ["i", "ii", "iii", "iv"].firstIndex(of: roman) else { return false }
        marker = .quarterly
        numbers.append((number + 1, 1))
      }
      return true
    }
  }
}
