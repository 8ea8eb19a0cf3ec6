internal import Files
internal import TimeSeries

/// What is wrong with a due day that cannot be read.
extension WrittenDue {
  /// How it may be written; `nil` where its words say nothing of that.
  var hint: TaskHint? {
    let told = current
    if told.isMonthFirst { return .dayFirst }
    if told.isTooOften { return .tooOften }
    if told.comesBack { return told.recurringHint }
    if told.isSeveralDays { return .severalDays }
    if told.isBeginAlone { return .beginAlone }
    if told.isConditional { return .emptyDue }
    // Put off by three months is no day.
    if told.isVague || told.isLength && told.items != items { return .lastDay }
    return told.isRoundAlone ? .rounds : nil
  }

  /// Whether it is a day with the month before the day, `10/17/2025`.
  var isMonthFirst: Bool {
    let numbers = numbers
    return numbers.count == 3 && numbers[2].digits == 4 && (1...12).contains(numbers[0].value)
      && (13...31).contains(numbers[1].value)
  }

  /// Whether it says how many months, not which: `6 tháng`, of `6 tháng đầu năm` the first.
  var isLength: Bool {
    items.indices.dropLast().contains { place in
      guard case .number = items[place], items[place + 1] == .word("thang") else { return false }
      guard items.indices.contains(place + 2) else { return true }
      if case .word(let word) = items[place + 2] { return word != "dau" && word != "cuoi" }
      return false
    }
  }

  /// Whether it tells of every month or half without a word that it comes back: `6 tháng, năm`, `ngày 5 tháng sau`, `2 lần/năm`.
  private var isRoundAlone: Bool {
    let words = words
    guard !numbers.contains(where: { $0.digits == 4 }) else { return false }
    return words.contains("lan")
      || words.contains("thang")
        && words.allSatisfy { Self.known.contains($0) || ["cua", "sau", "cung"].contains($0) }
  }

  /// Whether a word says from when on, and none until when.
  var isBeginAlone: Bool {
    let words = words
    let isRelative = words.contains("ke") && !numbers.contains { $0.digits == 4 }
    return !isRelative && (words.contains("tu") || words.first == "sau" && !numbers.isEmpty)
      && Set(words).isDisjoint(with: ["den", "het", "hang"])
  }

  /// Whether it names two whole days or more, one after the other.
  private var isSeveralDays: Bool {
    let numbers = numbers
    let days = numbers.indices.dropLast(2).compactMap { place -> CalendarDate? in
      guard numbers[place].digits < 4, numbers[place + 1].digits < 4, numbers[place + 2].digits == 4
      else { return nil }
      return CalendarDate(
        year: numbers[place + 2].value, month: numbers[place + 1].value, day: numbers[place].value)
    }
    return days.count > 1 && zip(days, days.dropFirst()).allSatisfy(<)
  }

  /// Whether it hangs on something else than a day: `theo yêu cầu`, `sau khi có hướng dẫn`.
  private var isConditional: Bool {
    let words = words
    let isAfter =
      !numbers.contains { $0.digits == 4 }
      && zip(words, words.dropFirst()).contains { $0 == "sau" && $1 == "khi" }
    return isAfter
      || numbers.isEmpty
        && (words.first == "theo" || words.starts(with: ["sau", "khi"]) || words.first == "khi")
  }

  /// Whether it comes back every day or week.
  private var isTooOften: Bool {
    let words = words
    return zip(words, words.dropFirst()).contains {
      ["hang", "moi", "ky"].contains($0) && ["ngay", "tuan"].contains($1)
    }
  }

  private var recurringHint: TaskHint {
    let isQuarter = words.contains("quy") && numbers.count == 1
    return isQuarter ? .monthOfQuarter : numbers.count > 2 ? .severalDays : .rounds
  }

  /// Whether it says about when, or how long, and no last day.
  private var isVague: Bool {
    let words = words
    return !Self.vague.isDisjoint(with: words)
      || zip(words, words.dropFirst()).contains { $0 == "thoi" && $1 == "gian" }
      || zip(words, words.dropFirst()).contains { $0 == "ke" && $1 == "tu" }
  }

  private static let vague: Set<String> = [
    "dau", "giua", "nua", "ky", "tuan", "vong", "hoc", "som", "khoang", "dip", "truong",
  ]
}
