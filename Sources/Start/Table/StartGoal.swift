internal import Files
public import Plans

/// Which side of a plan its cell says is good, `≥ 95`, `dưới 2,5`, or between which ends, `7,5 - 8`.
public struct StartGoal: Sendable, Hashable {
  /// The good side.
  public let direction: TargetDirection
  /// The upper end of a range, digits with a decimal point; `nil` of anything else.
  public let upper: String?
}

/// A plan as its cell has it: a number and what stands around it.
struct WrittenGoal {
  let direction: TargetDirection
  /// The number, or the lower end of a range.
  let number: SpelledNumber
  /// The upper end of a range.
  let upper: SpelledNumber?

  /// Reads a cell; `nil` of a plain number and of anything else.
  init?(_ text: String) {
    let text = withoutOuterBlanks(text.lowercased())
    guard text.count <= 60, SpelledNumber(text) == nil else { return nil }
    if let (low, high) = Self.range(text) {
      (direction, number, upper) = (.range, low, high)
      return
    }
    for (heads, tails, direction) in Self.sides {
      let heads = heads.sorted { $0.count > $1.count }
      var rest = Substring(text)
      let head = heads.first { rest.hasPrefix($0) }
      if let head { rest = rest.dropFirst(head.count) }
      let tail = tails.first { rest.hasSuffix($0) }
      if let tail {
        rest = rest.dropLast(tail.count)
        if rest.hasPrefix("từ ") { rest = rest.dropFirst(3) }
      }
      guard head != nil || tail != nil,
        let number = SpelledNumber(withoutOuterBlanks(rest)), number.status == nil
      else { continue }
      (self.direction, self.number, upper) = (direction, number, nil)
      return
    }
    return nil
  }

  private static let sides: [(heads: [String], tails: [String], TargetDirection)] = [
    (
      [
        "≥", ">=", "=>", ">", "trên ", "ít nhất ", "tối thiểu ", "không dưới ", "không thấp hơn ",
        "lớn hơn ", "hơn ", "at least ", "above ", "over ", "more than ",
      ], [" trở lên", " or more"], .atLeast
    ),
    (
      [
        "≤", "<=", "=<", "<", "dưới ", "không quá ", "tối đa ", "không vượt quá ", "không vượt ",
        "không cao hơn ", "nhỏ hơn ", "thấp hơn ", "at most ", "below ", "under ", "up to ",
        "less than ",
      ], [" trở xuống", " or less"], .atMost
    ),
  ]

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

  /// One that is read already, with its number or lower end.
  init(_ goal: StartGoal, _ number: SpelledNumber) {
    direction = goal.direction
    self.number = number
    upper = goal.upper.flatMap { SpelledNumber($0)?.ofCell }
  }

  /// What it says, with the digits of its upper end; `nil` where that is none, or lies below the lower end.
  func goal(_ mark: DecimalMark) -> StartGoal? {
    guard let upper else { return StartGoal(direction: direction, upper: nil) }
    guard let digits = upper.digits(mark), let high = Double(digits),
      let low = number.digits(mark).flatMap(Double.init), low < high
    else { return nil }
    return StartGoal(direction: direction, upper: digits)
  }
}
