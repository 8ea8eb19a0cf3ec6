internal import Files
internal import TimeSeries

/// What the figures under a title are of the thing that it names: `Kế hoạch`, `Thực hiện`, `Lũy kế`, `So cùng kỳ (%)`.
enum StartMeasure: Hashable {
  /// The thing itself.
  case itself
  /// The thing as it was forecast or estimated.
  case stated(ObservationStatus)
  /// The year of the row as it was forecast or estimated: `Ước thực hiện cả năm`.
  case ofYear(ObservationStatus)
  /// The thing as it was planned.
  case plan(StartPlanName)
  /// Cumulated from January, with what else the title says of it.
  case toDate(ObservationStatus?)
  /// The first months of each year: `Thu 6 tháng đầu năm` beside years.
  case firstMonths(Int, ObservationStatus?)
  /// A comparison with a plan or another period, in percent.
  case comparison
  /// The thing in another period than that of the row.
  case otherPeriod

  /// Whether its periods are those of the row.
  var isRegular: Bool {
    switch self {
    case .toDate, .firstMonths, .ofYear: false
    case .plan(let plan): plan.isRegular
    default: true
    }
  }

  /// Whether its figures are cumulated from January.
  var isToDate: Bool {
    switch self {
    case .toDate: true
    case .plan(let plan): plan.span == .toDate
    default: false
    }
  }

  /// What the title says of how settled its figures are.
  var status: ObservationStatus? {
    switch self {
    case .plan: .plan
    case .stated(let status), .ofYear(let status): status
    case .toDate(let status), .firstMonths(_, let status): status
    case .itself, .comparison, .otherPeriod: nil
    }
  }

  /// The measure that a title speaks of, and the rest of the title, folded; empty when the title is nothing else.
  static func of(_ title: String) -> (measure: StartMeasure, base: String) {
    let header = StartHeader(PlanDay(title)?.rest ?? title)
    var name = Phrase(NounsBeforePlans.folded(header.name))
    let isPercent = StartUnit(header.unit).isPercent || header.name.contains("%")
    let whole = name
    let measure = measure(&name, isPercent: isPercent)
    name.remove(Self.fillers)
    // "TH tháng", "Ước TH quý" say of which time, and name nothing.
    if name != whole, barePeriods.contains(name.text) { name = Phrase("") }
    // "Đạt (%)" or "Tăng (%)" compares something with something that it does not name.
    if isPercent && measure == .itself {
      var rest = name
      rest.remove(bareComparisons)
      if rest.text.isEmpty { return (.comparison, "") }
    }
    return (measure, NounsBeforePlans.plain(name.text))
  }

  /// Whether a title names a plan, whatever it says of it.
  static func speaksOfPlan(_ title: String) -> Bool {
    Phrase(folded(title)).contains(StartPlanName.words + ["budget"])
  }

  private static func measure(_ name: inout Phrase, isPercent: Bool) -> StartMeasure {
    if compares(name) { return .comparison }
    let isPercent = isPercent || name.contains(percents)
    if isPercent && name.contains(StartPlanName.words + ["tien do"]) && !name.contains(notPlans) {
      return .comparison
    }
    let isOfEstimate = name.contains(["so dt"]) || sharesOfEstimates.contains(name.text)
    if isPercent && (name.contains(["so nq"]) || isOfEstimate) || name.isShareOfPlan {
      return .comparison
    }
    if name.contains(otherPeriods) { return isPercent ? .comparison : .otherPeriod }
    if name.namesLateMonths {
      var rest = name
      if case .plan = said(&rest) { return .otherPeriod }
    }
    if let months = name.removeFirstMonths() {
      return .firstMonths(months, said(&name, isCumulated: true).status)
    }
    guard name.remove(cumulated) else { return said(&name) }
    let said = said(&name, isCumulated: true)
    if case .plan = said { return said }
    return .toDate(said.status)
  }

  /// Whether something is compared with something else: prices that are, `giá so sánh`, are those of one year.
  private static func compares(_ name: Phrase) -> Bool {
    var rest = name
    rest.remove(["gia so sanh"])
    return Phrase(ToldOf.read(rest.text).words).contains(comparisons)
  }

  /// Whether a title compares with a plan or another period and names nothing that is compared: `So với KH (%)`,
  /// `Tỷ lệ đạt KH tỉnh giao (%)`.
  static func isBareComparison(_ title: String) -> Bool {
    var rest = Phrase(folded(StartHeader(title).name))
    let said = comparisons + otherPeriods + StartPlanName.words
    guard rest.contains(said + ["so nq", "dt"]) else { return false }
    rest.remove(said + bareComparisons + fillers + ["so", "nq", "dt", "th", "uoc", "nam"])
    return rest.text.isEmpty || PlanGiver(alone: rest.text) != nil
  }

  /// What a name says of how settled its figures are.
  private static func said(_ name: inout Phrase, isCumulated: Bool = false) -> StartMeasure {
    if name.contains(notPlans) { return .itself }
    if let plan = StartPlanName(takenFrom: &name, isCumulated: isCumulated) { return .plan(plan) }
    for (words, status) in [
      (forecasts, ObservationStatus.forecast), (estimates, ObservationStatus.estimate),
    ] {
      var rest = name
      let isOfYear = rest.removeYear()
      guard rest.removeOuter(words) else { continue }
      name = rest
      return isOfYear || name.removeYear() ? .ofYear(status) : .stated(status)
    }
    if name.removeOuter(["so bo", "preliminary", "provisional"]) { return .stated(.preliminary) }
    if let phrase = results.first(where: { name.text == $0 || name.text.hasSuffix(" " + $0) }) {
      name.removeOuter([phrase])
      return .itself
    }
    name.removeOuter(["thuc hien", "th", "actual", "actuals", "ket qua"])
    return .itself
  }

  /// What came in the period that a row is about.
  private static let results = [
    "thuc hien trong thang", "thuc hien thang bao cao", "thuc hien thang", "thuc hien trong quy",
    "thuc hien quy", "thuc hien trong ky", "thuc hien ky bao cao", "thuc hien ky",
  ]
  static let comparisons = [
    "so voi", "so cung ky", "so sanh", "so ke hoach", "so du toan", "yoy", "y o y", "mom", "m o m",
    "qoq", "versus", "vs", "compared", "compared with", "compared to", "of plan", "of the plan",
    "of target", "of budget",
  ]
  static let percents = PercentUnit.foldedWords + ["ty le"]
  static let bareComparisons = [
    "ty le", "dat", "muc", "hoan thanh", "tien do", "phan tram", "percent", "percentage", "rate",
    "ratio", "tang giam", "tang", "giam", "toc do", "toc do tang", "toc do tang truong",
    "tang truong", "growth", "change", "completion", "completed", "achieved", "execution",
  ]
  static let otherPeriods = [
    "cung ky", "ck", "nam truoc", "ky truoc", "thang truoc", "quy truoc", "same period",
    "previous year", "last year", "prior year", "previous period", "previous month",
  ]
  private static let cumulated = [
    "luy ke tu dau nam", "luy ke den thang bao cao", "luy ke", "cong don", "tinh tu dau nam",
    "tu dau nam", "since january", "from january", "since the start of the year",
    "since the beginning of the year", "year to date", "ytd", "cumulative", "cumulated",
    "accumulated", "running total", "total to date", "to date",
  ]
  static let notPlans = [
    "ke hoach hoa", "so ke hoach", "so ke hoach va dau tu", "tai chinh ke hoach",
    "ke hoach tai chinh", "phong ke hoach", "ban ke hoach", "vu ke hoach",
  ]
  private static let forecasts = [
    "du bao", "forecast", "forecasts", "projection", "projected", "du kien",
  ]
  private static let estimates = [
    "uoc thuc hien", "uoc tinh", "uoc th", "uoc dat", "uoc", "uth", "estimate", "estimated",
  ]
  /// Percentages of the estimate of a budget, `% DT`: DT alone may be an area, too.
  private static let sharesOfEstimates: Set<String> = [
    "dt", "th dt", "dat dt", "dt nam", "dt giao", "uoc th dt", "ty le th dt",
  ]
  private static let barePeriods: Set<String> = ["thang", "quy", "ky", "month", "quarter"]
  /// Words that only say that there is a figure, and of which time.
  static let fillers = [
    "thuc hien", "gia tri", "so lieu", "value", "values", "trong thang", "trong ky", "trong quy",
    "thang bao cao", "quy bao cao", "ky bao cao", "ca nam", "trong nam", "hang thang", "figure",
    "monthly", "ket qua", "actual", "nam nay", "ky nay", "this year",
  ]
}

/// Words with one blank between them, in which phrases are looked for.
struct Phrase: Hashable {
  private(set) var text: String

  init(_ text: String) { self.text = text }

  func contains(_ phrases: [String]) -> Bool { PhraseSearch.contains(text, anyOf: phrases) }

  /// Takes these phrases out, wherever they stand.
  @discardableResult
  mutating func remove(_ phrases: [String]) -> Bool {
    guard let rest = PhraseSearch.removing(phrases, from: text) else { return false }
    text = rest
    return true
  }

  /// Takes words that name the first months of a year out, `6 thang dau nam`; the last of them.
  ///
  /// `6 thang` alone is that only at the end, and of what is no deposit or age.
  mutating func removeFirstMonths() -> Int? {
    guard contains(["nam", "first", "h1", "thang"]) else { return nil }
    let words = text.split(separator: " ")
    for start in words.indices {
      for end in stride(from: min(start + 5, words.count), to: start, by: -1) {
        let phrase = words[start..<end].joined(separator: " ")
        let isSaid =
          phrase.hasSuffix("dau nam") || phrase.hasPrefix("first ") || phrase == "h1"
          || (end == words.count && phrase.hasSuffix(" thang") && end - start == 2 && start > 0
            && !contains(["ky han", "lai suat", "tien gui", "duoi", "tren", "tu", "tuoi", "hon"]))
        guard isSaid, case .months(1, let last)? = StartPart(phrase), last < 12 else { continue }
        text = (words[..<start] + words[end...]).joined(separator: " ")
        return last
      }
    }
    return nil
  }

  /// Whether words name months from the second on to the end of a year: `6 thang cuoi nam`, `second half`.
  var namesLateMonths: Bool {
    let words = text.split(separator: " ")
    guard words.contains(where: { $0 == "nam" || $0 == "h2" || $0.hasSuffix("half") }) else {
      return false
    }
    return words.indices.contains { start in
      (start..<min(start + 5, words.count)).contains { end in
        let phrase = words[start...end].joined(separator: " ")
        guard ["cuoi nam", "half"].contains(where: phrase.hasSuffix) || phrase == "h2",
          case .months(let first, 12)? = StartPart(phrase)
        else { return false }
        return first > 1
      }
    }
  }

  /// Whether words say how much of a plan was reached: `dat kh`, `hoan thanh ke hoach tinh giao`.
  var isShareOfPlan: Bool {
    ["ty le dat", "ty le hoan thanh", "muc dat", "hoan thanh", "dat"].contains { lead in
      guard text.hasPrefix(lead + " ") else { return false }
      var rest = Phrase(String(text.dropFirst(lead.count + 1)))
      return StartPlanName(takenFrom: &rest) != nil && rest.text.isEmpty
    }
  }

  /// Takes words that say that a whole year is meant out: `cả năm`, `năm 2025` at the end, `năm` alone.
  mutating func removeYear() -> Bool {
    if remove(["ca nam", "full year", "whole year", "of the year", "for the year"]) { return true }
    let words = text.split(separator: " ")
    if ["nam", "annual"].contains(text) {
      text = ""
      return true
    }
    guard words.count > 1, let year = words.last, year.count == 4,
      Int(year).map(PeriodPattern.years.contains) == true, words[words.count - 2] == "nam"
    else { return false }
    text = words.dropLast(2).joined(separator: " ")
    return true
  }

  /// Takes the first phrase with which the text begins or ends out.
  @discardableResult
  mutating func removeOuter(_ phrases: [String]) -> Bool {
    for phrase in phrases {
      if text == phrase {
        text = ""
      } else if text.hasPrefix(phrase + " ") {
        text = withoutOuterBlanks(text.dropFirst(phrase.count))
      } else if text.hasSuffix(" " + phrase) {
        text = withoutOuterBlanks(text.dropLast(phrase.count))
      } else {
        continue
      }
      return true
    }
    return false
  }
}
