internal import Files
internal import TimeSeries

/// The periods that a title names.
extension PrintedHeader {
  /// The period that a title speaks of.
  struct TitlePeriod {
    let slot: PrintedSlot
    let status: ObservationStatus?
    /// The period of what is planned, where the title names another one for that: `Thực hiện năm 2024, kế hoạch năm 2025`.
    let plan: PrintedSlot?
    /// Whether what the title names is cumulated to its period.
    let isToDate: Bool
    /// The title without the period.
    let rest: String
  }

  /// The period of a title; without one the rest is the title.
  static func titlePeriod(_ title: String) -> (period: TitlePeriod?, rest: String) {
    let words = words(of: title)
    guard let found = period(in: words) else { return (nil, plainTitle(words)) }
    let plain = " \(folded(title)) "
    let isToDate = [" tu 01 01 ", " tu dau nam ", " luy ke "].contains { plain.contains($0) }
    var rest = plainTitle(found.rest)
    var (happened, planned) = bothPeriods(in: words)
    // "Kết quả 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2025"
    if happened == nil, found.slot.isOther,
      let first = part(
        in: found.rest, of: found.slot.period.year, besides: ["ket", "qua", "thuc", "hien"]),
      !first.slot.isOther
    {
      (happened, planned) = (first, found)
      rest = plainTitle(first.rest)
    }
    let own = happened ?? found
    // What is done of a plan, "thực hiện kế hoạch năm 2024", is none.
    let isDone = happened != nil || Phrase(folded(title)).contains(doneOfPlans)
    return (
      TitlePeriod(
        slot: own.slot, status: isDone && own.status == .plan ? nil : own.status,
        plan: planned?.slot, isToDate: isToDate, rest: rest),
      rest
    )
  }

  private static let doneOfPlans = [
    "thuc hien ke hoach", "thuc hien du toan", "thuc hien muc tieu", "thuc hien nhiem vu",
    "implementation",
  ]

  /// The periods of what happened and of what is planned, where a title names one of each, in different years.
  private static func bothPeriods(in title: [String]) -> (happened: Found?, planned: Found?) {
    // No period goes on behind a comma.
    let title = title.flatMap { ",;".contains($0.last ?? " ") ? [$0, "·"] : [$0] }
    var words = title
    var found: [(place: Range<Int>, period: Found)] = []
    while found.count < 4, let next = period(in: words) {
      let first = zip(words, next.rest).prefix { $0 == $1 }.count
      let place = first..<first + words.count - next.rest.count
      guard !place.isEmpty else { break }
      found.append((place, next))
      words.replaceSubrange(place, with: place.map { _ in "·" })
    }
    found.sort { $0.place.lowerBound < $1.place.lowerBound }
    var end = 0
    var (happened, planned): (Found?, Found?)
    for (place, period) in found {
      let lead = folded(title[end..<place.upperBound].joined(separator: " "))
      let isPlan =
        Phrase(lead).contains([
          "ke hoach", "du toan", "muc tieu", "nhiem vu", "phuong huong", "plan",
        ])
        && !Phrase(lead).contains(doneOfPlans)
      if isPlan {
        planned = planned ?? period
      } else {
        happened = happened ?? period
      }
      end = place.upperBound
    }
    guard let happened, let planned,
      happened.slot.period.year != planned.slot.period.year
        || planned.slot.isOther && !happened.slot.isOther
    else { return (nil, nil) }
    return (happened, planned)
  }

  /// A title without its number, `(Tiếp theo)`, and words that led to its period.
  private static func plainTitle(_ words: [String]) -> String {
    var text = words.joined(separator: " ")
    let number = text.prefix { $0.isNumber || $0 == "." }
    if number.contains("."), number.first?.isNumber == true { text.removeFirst(number.count) }
    for mark in ["(Tiếp theo)", "(tiếp theo)", "(Tiếp)", "(continued)", "(*)"] {
      text = text.replacing(mark, with: "")
    }
    let leads = [
      "đến ngày", "tính đến", "đến", "ước tính", "ước", "trong", "của", "từ", "ngày", "cấp phép từ",
      "và",
      "các", "các quý", "theo quý", "năm",
      "thực hiện", "sơ bộ",
    ]
    var rest = withoutOuterBlanks(text)
    var isShorter = true
    while isShorter {
      isShorter = false
      // "từ 01/01-"
      if let last = rest.split(separator: " ").last, last.count < rest.count,
        !last.contains(where: \.isLetter), !last.contains(")"), last.count != 4
      {
        rest = withoutOuterBlanks(rest.dropLast(last.count))
        isShorter = true
      }
      for lead in leads where rest.lowercased().hasSuffix(" " + lead) {
        rest = withoutOuterBlanks(rest.dropLast(lead.count))
        isShorter = true
      }
      // "tháng 6 và 6 tháng năm 2019"
      let last = rest.split(separator: " ").suffix(2).map(String.init)
      if last.count == 2, ["thang", "quy"].contains(folded(last[0])),
        Int(last[1]) != nil || StartPart.roman(last[1]) != nil,
        rest.hasSuffix(last.joined(separator: " "))
      {
        rest = withoutOuterBlanks(rest.dropLast(last.joined(separator: " ").count))
        isShorter = true
      }
    }
    return rest.split(separator: " ").joined(separator: " ")
  }
}
