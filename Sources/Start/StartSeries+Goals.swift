internal import Files
public import Plans
internal import TimeSeries

/// What the plan of a year asks of a series.
public enum StartAsked: Sendable, Hashable {
  /// Its value in the year of the plan.
  case value
  /// Its mean over years, of growth in percent.
  case mean(ClosedRange<Int>)
  /// How much the level grows on average over years, percent a year.
  case growth(ClosedRange<Int>)
  /// Nothing that a target can ask for.
  case none(StartUnasked)
}

/// Why a plan is no target.
public enum StartUnasked: String, Sendable, CaseIterable {
  /// The mean of a level over years.
  case meanOfLevels = "mean_of_levels"
  /// The mean of growth, of which some year is not known.
  case meanOfUnknown = "mean_of_unknown"
  /// The growth of a level that may be 0, or of which the year before is not known.
  case growthOfUnknown = "growth_of_unknown"
  /// The mean of other years than those of the newest plan, of which the indicator is.
  case otherMean = "other_mean"
  /// The sum of years, or the value of the last one: the plan of several years lies far above what one year had.
  case sumOrYear = "sum_or_year"
}

extension StartSeries {
  /// What the plan of a year asks.
  ///
  /// A mean over years (`bình quân 10%/năm`, growth in the column of `giai đoạn 2026–2030`) is one of growth where the row
  /// tells growth; of anything else a target cannot ask for it.
  public func asked(by goal: StartGoal?, of year: Int) -> StartAsked {
    if goal?.mean == .ofGrowth { return askedGrowth(goal, of: year) }
    let isGrowth = guess.reason == .change
    let isOfPrices = StartWords(title).contains(anyOf: StartWords.consumerPrices)
    let isMean: Bool =
      switch goal?.mean {
      case .ofYears: isGrowth || !StartWords(title).contains(anyOf: StartWords.means)
      case .ofRow: isGrowth && !isOfPrices
      case .ofGrowth: false
      case nil: isGrowth && (goal?.stage != nil || namesMeanOfYears && !isOfPrices)
      }
    if isMean {
      let first = firstYear(of: goal, in: year)
      guard isGrowth else { return .none(.meanOfLevels) }
      let isKnown = isChained && history.first.map { $0.year <= first } ?? false
      return isKnown && first < year ? .mean(first...year) : .none(.meanOfUnknown)
    }
    if let stage = goal?.stage, isPerhapsSum(of: stage, in: year) { return .none(.sumOrYear) }
    return .value
  }

  /// The first year that a plan speaks of: as it says, else the one behind the history.
  private func firstYear(of goal: StartGoal?, in year: Int) -> Int {
    goal?.stage?.lowerBound ?? (history.last?.year ?? year - 1) + 1
  }

  /// Growth of a level, which a level above 0 has from the first year of its history on.
  private func askedGrowth(_ goal: StartGoal?, of year: Int) -> StartAsked {
    let first = firstYear(of: goal, in: year)
    let isKnown = history.first.map { $0.year < first } ?? false
    let isAbove = guess.bounds.lower >= 0 && history.allSatisfy { $0.value > 0 }
    return isAssessable && isKnown && isAbove && guess.kind != .rank && first <= year
      ? .growth(first...year) : .none(.growthOfUnknown)
  }

  /// Whether the figure of a year is one of the thing in that year: no range, no mean, no sum of years.
  func isValue(_ goal: StartGoal?, of year: Int) -> Bool {
    goal?.upper == nil && (goal == nil && !namesMeanOfYears || asked(by: goal, of: year) == .value)
  }

  /// Whether the figure of a year stands as one among others: a history, or a plan of that year alone.
  public func isFigure(_ one: StartYear) -> Bool {
    one.status.isHistory || isValue(one.goal, of: one.year)
  }

  /// The same of what was published before.
  public func isFigure(_ one: StartFigure) -> Bool {
    one.status.isHistory
      || (one.period.frequency == .annual
        ? isValue(one.goal, of: one.period.year) : one.goal?.upper == nil)
  }

  /// Whether its title says that a plan is the mean of years: `Tốc độ tăng GRDP bình quân 5 năm`.
  public var namesMeanOfYears: Bool {
    guard guess.reason == .change else { return false }
    let title = Phrase(folded(self.title))
    let perHead = ["binh quan dau nguoi", "binh quan mot nguoi", "per capita", "per head"]
    return title.contains([
      "binh quan giai doan", "binh quan thoi ky", "binh quan 5 nam", "binh quan hang nam",
      "binh quan moi nam", "binh quan nam", "tang binh quan", "tang truong binh quan",
      "average annual", "annual average",
    ]) && !title.contains(perHead)
  }

  /// Whether growth of every year between the first and the last one is known, so that it makes an index.
  public var isChained: Bool {
    isAssessable && history.allSatisfy { $0.value > -100 }
      && zip(history, history.dropFirst()).allSatisfy { $0.year + 1 == $1.year }
  }

  /// Whether the plan of several years may be their sum, as of what adds up it often is: it lies so far above the last
  /// figure that half of the years would make it.
  private func isPerhapsSum(of stage: ClosedRange<Int>, in year: Int) -> Bool {
    switch guess.reason {
    case .output, .positive, .count, .scatteredCount, .nonNegative, .anySign: break
    default: return false
    }
    guard let last = history.last?.value, last > 0,
      let plan = yearly.last(where: { $0.status == .plan && $0.year == year })?.value
    else { return false }
    return plan >= last * Double(stage.count) / 2
  }
}

extension StartSeries {
  /// Which side of a plan is good: of a range of a part of a whole both ends count.
  public func direction(of goal: StartGoal?) -> TargetDirection {
    goal?.upper != nil && guess.directionReason == .structure ? .range : guess.direction
  }
}

/// Parts of a whole, of which neither more nor less is better by itself: `Tỷ trọng nông nghiệp trong GRDP`.
enum StartStructure {
  /// Whether a title names the part of a sector in the whole.
  static func names(_ title: String) -> Bool {
    let words = StartWords(title)
    if words.contains(anyOf: rebuilding) { return false }
    if words.contains(anyOf: structures) { return true }
    return words.contains(anyOf: parts) && words.contains(anyOf: sectors)
  }

  /// Whether a line names a whole of which the rows below it are parts.
  static func heads(_ title: String, hasFigures: Bool) -> Bool {
    let words = StartWords(title)
    guard !words.contains(anyOf: rebuilding) else { return false }
    if words.contains(anyOf: structures) { return !hasFigures || !words.contains(anyOf: sectors) }
    return words.contains(anyOf: parts) && !hasFigures && !words.contains(anyOf: sectors)
  }

  /// Whether a row is called after a sector.
  static func isSector(_ title: String) -> Bool { StartWords(title).contains(anyOf: sectors) }

  /// Whether a row tells something else than a part of a whole, whatever stands above it.
  static func isOther(_ title: String) -> Bool {
    StartWords(title).contains(anyOf: others + StartWords.changes)
  }

  private static let rebuilding: StartPhrases = ["tái cơ cấu", "cơ cấu lại"]
  private static let others: StartPhrases = [
    "tỷ lệ", "tỉ lệ", "giá trị", "năng suất", "chỉ số", "rate", "value", "productivity", "index",
  ]

  private static let structures: StartPhrases = ["cơ cấu", "structure", "composition"]
  private static let parts: StartPhrases = ["tỷ trọng", "tỉ trọng", "share", "proportion"]
  private static let sectors: StartPhrases = [
    "nông nghiệp", "lâm nghiệp", "thủy sản", "thuỷ sản", "nông, lâm", "nông lâm", "công nghiệp",
    "xây dựng", "dịch vụ", "thuế sản phẩm", "thuế nhập khẩu", "khu vực i", "khu vực ii",
    "khu vực iii", "khu vực 1", "khu vực 2", "khu vực 3", "agriculture", "forestry", "industry",
    "construction", "services", "product taxes", "primary sector", "secondary sector",
    "tertiary sector",
  ]
}
