internal import Files

/// A plan in words beside the row that it stands in: whether it is a figure of what the row tells.
///
/// `tăng 10%` is none of a share, and `12 triệu đồng/người/tháng` none of a row in triệu đồng: what cannot be said in the unit
/// of the row is not read.
enum GoalFit {
  case fits
  /// In a unit of another size of the same thing.
  case inUnit(String)
  /// The yearly growth of the level that the row tells, in percent.
  case growth
  case none

  /// - Parameters:
  ///   - goal: what the cell says.
  ///   - name: of the thing.
  ///   - unit: of the row; empty where none is told.
  ///   - year: that of the plan.
  init(_ goal: WrittenGoal, name: String, unit: String, year: Int?) {
    let words = goal.words
    if words.timesOf != nil {
      self = goal.upper == nil && !goal.number.isPercent ? .fits : .none
      return
    }
    if words.isRank {
      let isRank = StartWords("\(name) \(unit)").contains(anyOf: StartWords.ranks)
      self = isRank && goal.upper == nil && words.unit.isEmpty ? .fits : .none
      return
    }
    if Self.isGrowth(goal, unit: unit, year: year) {
      self = .growth
      return
    }
    let isPercentRow = unit.isEmpty || StartUnit(unit).isPercent || StartUnit(unit).isPoints
    let isPercent = goal.number.isPercent || goal.upper?.isPercent == true
    let end = Self.lastYear(words)
    guard end == nil || year == nil || end == year, isPercentRow || !isPercent,
      !Self.isOtherChange(words, name: name, isPercent: isPercent || StartUnit(unit).isPercent)
    else {
      self = .none
      return
    }
    self = Self.unit(words.unit, beside: unit, name)
  }

  /// The last year that it names.
  private static func lastYear(_ words: GoalPhrase.Words) -> Int? {
    words.year ?? words.stage?.upperBound
  }

  /// Whether it says by how much an amount grows each year: `11-12%/năm`, `tăng bình quân 12%/năm`.
  private static func isGrowth(_ goal: WrittenGoal, unit: String, year: Int?) -> Bool {
    let words = goal.words
    let end = lastYear(words)
    let isOfYears = words.isYearly || words.isMean || words.hasMeanLead && words.change == .rise
    let kind = StartUnit(unit)
    return isOfYears && (goal.number.isPercent || goal.upper?.isPercent == true)
      && words.unit.isEmpty && words.change != .fall && year != nil && (end == nil || end == year)
      && !unit.isEmpty && !kind.isPercent && !kind.isPoints && !kind.isFraction
  }

  /// Whether it says how much changes of a thing that is itself no change.
  private static func isOtherChange(
    _ words: GoalPhrase.Words, name: String, isPercent: Bool
  ) -> Bool {
    let title = StartWords(name)
    let isShare = title.contains(anyOf: StartWords.shares)
    let falls = title.contains(anyOf: ["giảm", "decrease", "decline", "reduction"])
    let isChange = falls || title.contains(anyOf: StartWords.moved)
    switch words.change {
    case .fall?: return !falls
    case .rise?: return !isPercent || isShare && !isChange
    case nil: return words.isYearly && isShare && !isChange
    }
  }

  private static func unit(_ own: String, beside unit: String, _ name: String) -> GoalFit {
    if own.isEmpty || unit.isEmpty { return .fits }
    if let places = UnitSize.places(from: own, to: unit) {
      return places == 0 ? .fits : .inUnit(own)
    }
    let (bare, other) = (Self.bare(own, name), Self.bare(unit, name))
    guard !bare.isEmpty, let places = UnitSize.places(from: bare, to: other) else { return .none }
    return places == 0 ? .fits : .none
  }

  /// A unit without that it is of one person or of one year, which is often left out, and without what the name says of it,
  /// `Số bác sĩ/vạn dân`; a month is said.
  private static func bare(_ unit: String, _ name: String) -> String {
    let title = Phrase(folded(name))
    let parts = unit.lowercased().split(separator: "/").map { withoutOuterBlanks($0) }
    return parts.enumerated().filter { place, part in
      !["người", "năm", "lao động", "person", "year"].contains(part)
        && (place == 0 || !title.contains([folded(part)]))
    }.map(\.element).joined(separator: "/")
  }
}
