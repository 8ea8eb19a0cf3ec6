internal import Files
public import Plans

/// Which side of a plan its cell says is good, `≥ 95`, `dưới 2,5`, or between which ends, `7,5 - 8`.
public struct StartGoal: Sendable, Hashable {
  /// The good side; `.range` of two ends, `nil` where the cell says none: `khoảng 15%`.
  public let direction: TargetDirection?
  /// The upper end of a range, digits with a decimal point; `nil` of anything else.
  public let upper: String?
  /// Whether it speaks of a mean, and of which.
  public var mean: Mean?
  /// The years that it is told of, where its cell or its head says them: `giai đoạn 2026–2030`.
  public var stage: ClosedRange<Int>?
  /// The year of whose figure it is so many times: `gấp 2 lần năm 2020`; `nil` of anything else.
  public var timesOf: Int?

  /// What a mean is of.
  public enum Mean: Sendable, Hashable {
    /// Of years: `bình quân 10%/năm`.
    case ofYears
    /// Of what its row tells: `bình quân 8,5%` is one of years beside growth, `bình quân 210 triệu đồng` of people.
    case ofRow
    /// Of the yearly growth of a level, percent: `tăng bình quân 12%/năm` of an amount.
    case ofGrowth
  }
}

/// A plan as its cell has it: a number and what stands around it.
struct WrittenGoal {
  /// The good side; `nil` where none is said.
  let direction: TargetDirection?
  /// The number, or the lower end of a range.
  private(set) var number: SpelledNumber
  /// The upper end of a range.
  private(set) var upper: SpelledNumber?
  /// What words around the number say besides.
  var words = GoalPhrase.Words()

  /// Reads a cell; `nil` of a plain number and of anything else.
  init?(_ text: String) {
    let goal = Self.withoutAside(text)
    guard goal.count <= 100, text.count <= 300, SpelledNumber(text) == nil,
      let phrase = GoalPhrase(goal)
    else { return nil }
    words = phrase.words
    let (ends, unit) = Self.unitBehind(phrase.rest)
    if let (low, high) = Self.range(phrase.rest) ?? Self.range(ends) {
      let isSided = phrase.direction == .atMost
      // Of a side one end alone counts: the upper one of what is to be at most.
      (number, upper) = phrase.direction == nil ? (low, high) : (isSided ? high : low, nil)
      direction = phrase.direction ?? .range
      if Self.range(phrase.rest) == nil {
        words.unit = unit
        takeYearOfUnit()
      }
      return
    }
    let isFrom = phrase.rest.hasPrefix("từ ")
    let rest = isFrom ? String(phrase.rest.dropFirst(3)) : phrase.rest
    direction = phrase.direction ?? (isFrom ? .atLeast : nil)
    upper = nil
    if let number = SpelledNumber(rest), number.status == nil {
      self.number = number
      return
    }
    guard let (number, unit) = Self.withUnit(rest) else { return nil }
    words.unit = unit
    self.number = number
    takeYearOfUnit()
  }

  /// A goal without what is told beside it: `Đạt 80% (phấn đấu 85%)`, `95%; trong đó nông thôn 90%`.
  private static func withoutAside(_ text: String) -> String {
    let asides = [
      /^(.*[0-9].*?) *\((?:phấn đấu|Phấn đấu|striving for) [^()]*\)$/,
      /^(.*[0-9].*?) *[;,] *(?:trong đó|Trong đó|of which)[ :].*$/,
    ]
    for aside in asides {
      if let match = text.wholeMatch(of: aside) { return String(match.1) }
    }
    return text
  }

  /// `bình quân 30.000 tỷ đồng/năm` is a mean of years.
  private mutating func takeYearOfUnit() {
    let parts = words.unit.split(separator: "/").map { folded(withoutOuterBlanks($0)) }
    if words.hasMeanLead, parts.count > 1, parts.last == "nam" || parts.last == "year" {
      words.isMean = true
    }
  }

  /// A text without the unit behind its last number, and that unit: `45.000 - 50.000 tỷ đồng`.
  private static func unitBehind(_ text: String) -> (String, unit: String) {
    guard let last = text.lastIndex(where: \.isNumber) else { return (text, "") }
    let unit = withoutOuterBlanks(text[text.index(after: last)...])
    let isUnit = unit.count <= 40 && unit.prefix(while: \.isLetter).count > 1
    return isUnit ? (String(text[...last]), unit) : (text, "")
  }

  /// `7,5 - 8`, `từ 7,5 đến 8%`, `7.5–8`.
  private static func range(_ text: String) -> (SpelledNumber, SpelledNumber)? {
    let text = text.hasPrefix("từ ") ? text.dropFirst(3) : Substring(text)
    for separator in [" đến ", " to ", "÷", "~", "–", "-"] {
      let parts = text.ranges(of: separator)
      guard parts.count == 1, let place = parts.first,
        let low = SpelledNumber(withoutOuterBlanks(text[..<place.lowerBound])),
        let high = SpelledNumber(withoutOuterBlanks(text[place.upperBound...])),
        low.status == nil, high.status == nil
      else { continue }
      return (low, high)
    }
    return nil
  }

  /// A number and the unit behind it, `15 bác sĩ`, `30% GRDP`.
  private static func withUnit(_ text: String) -> (SpelledNumber, unit: String)? {
    let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "," || $0 == " " || $0 == "%" }
    let unit = text[digits.endIndex...]
    guard digits.first?.isNumber == true, unit.count <= 40,
      unit.prefix(while: \.isLetter).count > 1 || ["m2", "m3"].contains(unit),
      let number = SpelledNumber(withoutOuterBlanks(digits)), number.status == nil
    else { return nil }
    return (number, (number.isPercent ? "% " : "") + unit)
  }

  /// One that is read already, with its number or lower end.
  init(_ goal: StartGoal, _ number: SpelledNumber) {
    direction = goal.direction
    self.number = number
    upper = goal.upper.flatMap { SpelledNumber($0)?.ofCell }
    (words.isMean, words.hasMeanLead) = (goal.mean == .ofYears, goal.mean != nil)
    words.isGrowthOfLevel = goal.mean == .ofGrowth
    (words.stage, words.timesOf) = (goal.stage, goal.timesOf)
  }

  /// Whether its numbers are two different ones each, `trên 50.000`, and nothing in it says which.
  var isOpen: Bool {
    let numbers = [number, upper].compactMap(\.self)
    return numbers.contains(where: \.isAmbiguous) && numbers.allSatisfy { $0.decisive == nil }
  }

  /// The same with its numbers as they are under a decimal mark; `nil` where they cannot be any.
  func settled(_ mark: DecimalMark) -> WrittenGoal? {
    guard let low = number.settled(mark) else { return nil }
    var goal = self
    goal.number = low
    if let upper {
      guard let high = upper.settled(mark) else { return nil }
      goal.upper = high
    }
    return goal
  }

  /// What it says, with the digits of its upper end; `nil` where that is none, or lies below the lower end.
  func goal(_ mark: DecimalMark) -> StartGoal? {
    guard let upper else {
      return StartGoal(
        direction: direction, upper: nil, mean: mean, stage: words.stage, timesOf: words.timesOf)
    }
    guard let digits = upper.digits(mark), let high = Double(digits),
      let low = number.digits(mark).flatMap(Double.init), low < high
    else { return nil }
    return StartGoal(direction: direction, upper: digits, mean: mean, stage: words.stage)
  }

  private var mean: StartGoal.Mean? {
    if words.isGrowthOfLevel { return .ofGrowth }
    return words.isMean ? .ofYears : words.hasMeanLead ? .ofRow : nil
  }
}

extension StartGoal {
  /// The same in a unit that is so many decimal places smaller.
  func moved(by places: Int) -> StartGoal {
    StartGoal(
      direction: direction, upper: upper.map { UnitSize.moved($0, by: places) }, mean: mean,
      stage: stage)
  }
}

extension WrittenGoal {
  /// The unit behind its number, of a row that has none; `nil` where none stands there.
  var unitAlone: String? { words.unit.isEmpty ? nil : words.unit }
}

extension StartGoal {
  /// Whether it is one number in the unit of its series.
  var isOneFigure: Bool { upper == nil && timesOf == nil && mean != .ofGrowth }
}
