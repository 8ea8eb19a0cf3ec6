internal import Files
internal import TimeSeries

/// What a phrase in a department's table says of a status, where it is no word that is known as a whole: `Đã hoàn thành, vượt tiến độ`,
/// `Hoàn thành (QĐ số 5/QĐ-UBND)`, `Đã ban hành Quyết định số 12`, `Đang thực hiện chậm tiến độ`.
///
/// What stands before the first mark says how the task stands; what stands behind may say whether it was in time, and is no
/// end where it says that something is still open. What says neither is not guessed.
struct StatusPhrase {
  let status: TaskStatus?
  /// Of what is done, whether that was in time.
  let isInTime: Bool?
  /// Whether it says that the due day is over, of an open task.
  let isOverdue: Bool
  /// The day on which it was done, where the phrase tells it: `Đã hoàn thành ngày 12/6/2025`.
  let day: CalendarDate?
  /// How long behind its due day it was done, where the phrase tells it: `Đã hoàn thành, chậm 5 ngày`, `chậm 1 tháng`.
  let lateness: Lateness?
  /// Whether it says that it came to an end with a part, `Hoàn thành (đạt 51%)`: a day of the end says that it did.
  private(set) var isEndInPart = false

  /// `nil` where the words say nothing of a status.
  init?(_ text: String) {
    var text = WrittenDue.withWholeYears(text).replacing(" - ", with: "; ")
    // Points within a day are no marks.
    for match in text.matches(of: /([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})/).reversed() {
      text.replaceSubrange(match.range, with: "\(match.1)/\(match.2)/\(match.3)")
    }
    let isShare = ShareDone(text).map { $0.share < 1 } ?? false
    var isPart = false
    // Without its marks the Party, Đảng, is work under way, đang.
    text = text.replacing(/đảng/.ignoresCase(), with: " ")
    if let part = CountedPart(text) {
      isPart = part.share < 1
      text.replaceSubrange(part.range, with: isPart ? " " : " 100 ")
    } else if let share = text.firstMatch(of: /([0-9]+)(?:[.,][0-9]+)?\s*%/) {
      isPart = Int(share.1).map { $0 < 100 } ?? false
      text.replaceSubrange(share.range, with: isPart ? " " : " 100 ")
    }
    let marks: Set<Character> = ["(", ")", ",", ";", ":", ".", "–", "—", "\n"]
    let pieces = text.split(maxSplits: 1) { marks.contains($0) }
    guard let piece = pieces.first else { return nil }
    var (first, rest) = (Self.words(piece), pieces.count > 1 ? Self.words(pieces[1]) : [])
    let all = first + rest
    let isLate = Self.timing(all).map { !$0 } ?? false
    // Ngày 12/6/2026 đã hoàn thành: the day stands before.
    let lead = first.prefix { $0 == "ngay" || $0 == "vao" || Int($0) != nil }
    if lead.contains(where: { Int($0) != nil }) {
      first.removeFirst(lead.count)
      rest += lead
    }
    first = Self.fromIssue(first)
    day = Self.day(in: first, rest) ?? Self.day(in: lead)
    isOverdue = isLate && all.contains("han")
    lateness = Self.lateness(all)
    if Self.tail(of: first, behind: Self.running) != nil {
      (status, isInTime) = (isLate ? .late : .running, nil)
    } else if let tail = Self.tail(of: first, behind: Self.ends) {
      if isPart {
        (status, isInTime) = (isLate ? .late : .running, nil)
        isEndInPart = !isLate && !Self.isOpen(all)
        return
      }
      guard Self.tells(tail), !Self.isOpen(rest) else { return nil }
      (status, isInTime) = (.done, Self.timing(all))
    } else if Self.tail(of: first, behind: Self.issues) != nil {
      // Đã ban hành kế hoạch, đang triển khai: the issue was a step.
      let isGoingOn = isPart || all.contains("dang")
      guard isGoingOn || !Self.isOpen(all) && !Self.has(Self.parts, all) else { return nil }
      (status, isInTime) =
        isGoingOn ? (isLate ? .late : .running, nil) : (.done, Self.timing(all))
    } else if Self.tail(of: first, behind: Self.idle) != nil {
      (status, isInTime) = (isLate ? .late : .notStarted, nil)
    } else if let known = TaskStatus.Word(known: first.joined(separator: " ")) {
      // Of what is late or in time, what follows may say that it is done.
      let isEnd = Self.tail(of: rest, behind: Self.ends).map { Self.tells($0) } ?? false
      let isOpen = known.status != .late && known.status != nil
      if isEnd, !isOpen {
        (status, isInTime) = (.done, Self.timing(all))
      } else {
        (status, isInTime) = (known.status, known.isInTime)
      }
    } else if let tail = Self.tail(of: first, behind: ["qua han", "tre han", "cham han"]),
      tail.allSatisfy({ Int($0) != nil || $0 == "ngay" || $0 == "thang" })
    {
      (status, isInTime) = (.late, nil)
    } else if first.first == "da", isShare || rest.first == "dang" {
      // Đã giải ngân 40%; Đã khảo sát, đang lập dự toán.
      (status, isInTime) = (isLate ? .late : .running, nil)
    } else {
      return nil
    }
  }

  /// The words of a text, those that are usually cut short as they are said.
  private static func words(_ text: some StringProtocol) -> [String] {
    folded(text).split(separator: " ").flatMap { word -> [String] in
      (short[String(word)] ?? String(word)).split(separator: " ").map(String.init)
    }
  }

  private static let short = [
    "ht": "hoan thanh", "th": "thuc hien", "dht": "da hoan thanh", "dth": "dang thuc hien",
    "cth": "chua thuc hien", "cht": "chua hoan thanh",
  ]

  private static let ends = [
    "hoan thanh", "da hoan thanh", "hoan tat", "da hoan tat", "da duoc hoan thanh", "xong",
    "da xong", "da thuc hien xong", "thuc hien xong",
  ]

  /// What ends tasks that are to issue or to build something.
  private static let issues = [
    "da ban hanh", "da duoc ban hanh", "da phe duyet", "da duoc phe duyet", "da nghiem thu",
    "da duoc nghiem thu", "da dua vao su dung", "da dua vao van hanh", "da dua vao hoat dong",
    "da khanh thanh", "da to chuc", "da thong qua", "da duoc thong qua",
  ]

  /// What is issued or approved on the way to the end.
  private static let parts = ["du thao", "chu truong", "de cuong", "du toan"]

  /// Words from where somebody has issued or approved something: `UBND tỉnh đã ban hành …`, `Đã được UBND tỉnh phê duyệt …`.
  private static func fromIssue(_ words: [String]) -> [String] {
    let closed = ["chua", "dang", "se", "cho", "trinh", "de", "neu", "khi", "sau", "du"]
    func isPlain(_ part: ArraySlice<String>) -> Bool {
      part.count <= 8 && part.allSatisfy { !closed.contains($0) }
    }
    for place in words.indices.dropFirst() where words[place] == "da" {
      if tail(of: Array(words[place...]), behind: issues) != nil, isPlain(words[..<place]) {
        return Array(words[place...])
      }
    }
    guard words.starts(with: ["da", "duoc"]) else { return words }
    for place in words.indices.dropFirst(3) {
      let end = ["da", "duoc"] + words[place...]
      if tail(of: end, behind: issues) != nil, isPlain(words[2..<place]) { return end }
    }
    return words
  }

  private static let running = [
    "dang", "chua hoan thanh", "khong hoan thanh", "gan hoan thanh", "sap hoan thanh",
    "hoan thanh mot phan", "da hoan thanh mot phan", "da trinh",
  ]

  private static let idle = [
    "chua thuc hien", "chua trien khai", "chua bat dau", "chua xu ly", "chua khoi cong",
  ]

  /// What follows one of some beginnings; `nil` where the words begin otherwise.
  private static func tail(of words: [String], behind begins: [String]) -> ArraySlice<String>? {
    let counts = begins.compactMap { begin -> Int? in
      let begin = begin.split(separator: " ").map(String.init)
      return words.starts(with: begin) ? begin.count : nil
    }
    return counts.max().map { words.dropFirst($0) }
  }

  /// Whether words behind an end say no more than when it came: another word may name a part of the work alone.
  private static func tells(_ tail: ArraySlice<String>) -> Bool {
    let isDated =
      !Set(tail).isDisjoint(with: ["ngay", "thang", "quy", "nam"]) || day(in: tail) != nil
    return tail.allSatisfy { word in
      qualifiers.contains(word) || word == "100"
        || isDated && (word.allSatisfy(\.isNumber) || ["i", "ii", "iii", "iv"].contains(word))
    }
  }

  /// The day that stands behind an end: in its piece among words that say no more than when, or alone in the next.
  private static func day(in first: [String], _ rest: [String]) -> CalendarDate? {
    let accepted = ends + issues + ["nghiem thu", "ban giao"]
    let pieces = [tail(of: first, behind: accepted), tail(of: rest, behind: accepted), rest[...]]
    return pieces.lazy.compactMap { $0.flatMap(day(in:)) }.first
  }

  private static func day(in told: ArraySlice<String>) -> CalendarDate? {
    // Ngày 12 tháng 6 năm 2026.
    let words = told.filter { $0 != "thang" && $0 != "nam" }
    let numbers = words.indices.filter { Int(words[$0]) != nil }
    guard numbers.count == 3, numbers[2] - numbers[0] == 2, words[numbers[2]].count == 4,
      words.allSatisfy({ qualifiers.contains($0) || Int($0) != nil })
    else { return nil }
    let before = words[..<numbers[0]].last { $0 != "ngay" && $0 != "vao" }
    guard before.map({ !["truoc", "den", "tu", "han", "sau", "theo"].contains($0) }) ?? true else {
      return nil
    }
    let parts = numbers.compactMap { Int(words[$0]) }
    return CalendarDate(year: parts[2], month: parts[1], day: parts[0])
  }

  /// Days, weeks or months behind the due day, or before it; `nil` where none are told, or working days.
  private static func lateness(_ words: [String]) -> Lateness? {
    let told =
      /\b(cham|muon|tre|qua han|som|truoc han)(?: han| tien do| thoi han| hon| so voi han)* ([0-9]{1,3}|mot|hai|ba) (ngay|tuan|thang)\b(?! lam)/
    let small = ["mot": 1, "hai": 2, "ba": 3]
    guard let match = words.joined(separator: " ").firstMatch(of: told),
      let size = Int(match.2) ?? small[String(match.2)]
    else { return nil }
    let count = ["som", "truoc han"].contains(match.1) ? -size : size
    switch match.3 {
    case "ngay": return Lateness(days: count)
    case "tuan": return Lateness(days: 7 * count)
    default: return Lateness(months: count)
    }
  }

  private static let qualifiers: Set<String> = [
    "dung", "truoc", "som", "trong", "qua", "tre", "cham", "muon", "kip", "vuot", "tien", "do",
    "thoi", "han", "gian", "ke", "hoach", "so", "voi", "hon", "nhiem", "vu", "cong", "viec",
    "toan", "bo", "tat", "ca", "theo", "yeu", "cau", "bi", "nhung", "khong", "vao", "ngay", "thang",
    "nam", "quy", "dat", "lam", "tuan", "mot", "hai", "ba",
  ]

  private static func isOpen(_ words: [String]) -> Bool {
    has(["dang", "chua", "se", "tiep tuc", "du kien", "con lai"], words)
  }

  private static func has(_ phrases: [String], _ words: [String]) -> Bool {
    let text = " " + words.joined(separator: " ") + " "
    return phrases.contains { text.contains(" \($0) ") }
  }

  /// Whether words say in time, or late; `nil` where they say neither, or both.
  private static func timing(_ words: [String]) -> Bool? {
    let text = " " + words.joined(separator: " ") + " "
    func count(_ phrases: [String]) -> (plain: Bool, negated: Bool) {
      let denied = phrases.flatMap { phrase in
        ["khong", "chua", "khong bi"].map { " \($0) \(phrase) " }
      }.filter { text.contains($0) }
      let rest = denied.reduce(text) { $0.replacing($1, with: " ") }
      return (phrases.contains { rest.contains(" \($0) ") }, !denied.isEmpty)
    }
    let (late, early) = (count(lateness), count(earliness))
    let (isLate, isEarly) = (late.plain || early.negated, early.plain || late.negated)
    return isLate == isEarly ? nil : isEarly
  }

  private static let lateness = [
    "qua han", "qua thoi han", "tre han", "tre tien do", "tre", "cham", "cham han", "cham tien do",
    "muon", "vuot han", "vuot thoi han",
  ]

  private static let earliness = [
    "dung han", "dung thoi han", "dung tien do", "dung ke hoach", "truoc han", "truoc thoi han",
    "truoc tien do", "truoc ke hoach", "trong han", "trong thoi han", "som", "som hon",
    "kip tien do",
    "vuot tien do", "vuot ke hoach",
  ]
}
