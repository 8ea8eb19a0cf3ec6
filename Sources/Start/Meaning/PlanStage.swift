internal import Files
internal import TimeSeries

/// The head of plans of several years together: `Mục tiêu giai đoạn 2026–2030`, `Kế hoạch 5 năm 2026-2030`.
struct PlanStage {
  /// The years; a term, `nhiệm kỳ 2025–2030`, is told of the years behind its first.
  let years: ClosedRange<Int>

  /// Reads a head; `nil` of one that says anything else.
  init?(_ title: String) {
    var words = folded(title).split(separator: " ").map(String.init)
    let years = words.indices.filter { words[$0].count == 4 && Int(words[$0]) != nil }
    guard years.count == 2, let first = Int(words[years[0]]), let last = Int(words[years[1]]),
      first < last, last - first <= 10, PeriodPattern.years.contains(first),
      PeriodPattern.years.contains(last),
      title.contains(where: { "-–—".contains($0) }) || words.contains("den") || words.contains("to")
    else { return nil }
    words.remove(at: years[1])
    words.remove(at: years[0])
    var rest = Phrase(words.joined(separator: " "))
    let isTerm = rest.contains(["nhiem ky"])
    guard rest.contains(Self.plans) else { return nil }
    rest.remove(Self.plans + Self.words)
    guard rest.text.isEmpty else { return nil }
    self.years = (isTerm ? first + 1 : first)...last
  }

  /// The last of the years as the period of a plan.
  var period: StartPeriod {
    var period = StartPeriod(.period(.year(years.upperBound)), status: .plan)
    period.stage = years
    return period
  }

  /// Whether a head speaks of a plan of which nothing says the year: `Kế hoạch 5 năm`, `Mục tiêu`.
  static func isWithoutYear(_ title: String) -> Bool {
    var rest = Phrase(folded(title))
    guard rest.contains(plans), !title.contains(where: { $0 == "%" }) else { return false }
    rest.remove(plans + words)
    return rest.text.isEmpty
  }

  private static let plans =
    StartPlanName.words + ["chi tieu", "mt", "dai hoi", "nq dai hoi", "nghi quyet dai hoi", "goal"]
  private static let words = [
    "giai doan", "thoi ky", "nhiem ky", "cac nam", "5 nam", "nam nam", "ca giai doan", "trong",
    "cua", "cho", "tu", "nam", "den", "to", "period", "five year", "5 year", "for", "over", "in",
    "the",
    "cuoi ky", "theo", "dai hoi", "dang bo", "tinh", "trung han", "medium term",
  ]
}
