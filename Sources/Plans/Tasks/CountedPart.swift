internal import Files

/// How many of several things are done, `Đã tổ chức 6/10 lớp`, `được 6/10`; a day, `12/6`, is none.
///
/// Two numbers that may be a day and a month count where a thing that is counted follows, or where `được` or `đạt` stands before
/// them; others with any word behind. Numbers of documents, `số 5/2025`, are none.
struct CountedPart {
  /// What is done, of all: 0 to 1.
  let share: Double
  /// Where it stands in the text.
  let range: Range<String.Index>

  /// `nil` where none stands there, or more than one.
  init?(_ text: String) {
    let found = text.matches(of: /[0-9]+(?:[.,][0-9]+)*\s?\/\s?[0-9]+(?:[.,][0-9]+)*/)
      .compactMap { match in
        Self.share(
          text[match.range], behind: text[..<match.range.lowerBound],
          before: text[match.range.upperBound...]
        ).map { (share: $0, range: match.range) }
      }
    guard found.count == 1 else { return nil }
    (share, range) = found[0]
  }

  private static func share(
    _ fraction: Substring, behind lead: Substring, before rest: Substring
  ) -> Double? {
    let numbers = fraction.split(separator: "/").compactMap { part -> Double? in
      let number = SpelledNumber(withoutOuterBlanks(part))
      return (number?.withComma ?? number?.withPoint).flatMap { Double($0) }
    }
    let joints = "/-.,"
    guard numbers.count == 2, numbers[1] > 1, numbers[0] <= numbers[1],
      lead.last.map({ !joints.contains($0) && !$0.isLetter && !$0.isNumber }) ?? true,
      rest.first.map({ !"/-%".contains($0) && !$0.isLetter && !$0.isNumber }) ?? true
    else { return nil }
    let last = folded(lead).split(separator: " ").last.map(String.init) ?? ""
    guard !days.contains(last) else { return nil }
    let noun =
      rest.first == " " ? folded(rest).split(separator: " ").first.map(String.init) ?? "" : ""
    let mayBeDay = numbers[0] <= 31 && numbers[1] <= 12
    let isCounted =
      things.contains(noun)
      || !mayBeDay && !noun.isEmpty && noun.allSatisfy(\.isLetter) && !joins.contains(noun)
    guard isCounted || ["duoc", "dat"].contains(last) else { return nil }
    return numbers[0] / numbers[1]
  }

  /// What stands before days and numbers of documents.
  private static let days: Set<String> = [
    "ngay", "thang", "quy", "so", "vao", "den", "tu", "truoc", "sau", "han", "hom", "sang", "chieu",
    "ky", "dot", "lan", "luc",
  ]

  /// What goes on with a sentence, and counts nothing.
  private static let joins: Set<String> = [
    "da", "dang", "chua", "se", "va", "tai", "theo", "cua", "trong", "do", "de", "den", "thi", "la",
    "ve", "voi", "nhung", "hoan", "ban", "ngay", "qd", "kh", "nq", "ct", "cv", "tb",
  ]

  /// What tasks of offices count.
  private static let things: Set<String> = [
    "lop", "xa", "phuong", "huyen", "thon", "ap", "khu", "du", "nhiem", "chi", "cong", "hang", "ho",
    "don", "co", "truong", "tram", "van", "hoi", "cuoc", "buoi", "km", "ha", "can", "nha", "goi",
    "thu", "dich", "nguoi", "hoc", "chuyen", "bao", "de", "ke", "noi", "tieu", "diem", "cum",
    "cau", "tuyen", "doan", "mau", "quyen", "phan", "muc", "san", "doanh", "hop", "khoa", "vu",
    "ty", "trieu", "nghin", "dong", "m2", "m3", "tan", "ca", "nganh", "so", "ban", "tinh", "to",
    "benh", "giuong", "may", "thiet", "he", "quyet", "nghi", "thong", "class", "classes", "of",
  ]
}
