package import Plans
package import Tables
internal import TimeSeries

/// What a target asks for, as one field: a number, or both ends of a range joined by `..`.
package enum WantedValue: FieldValue, Hashable {
  case one(Double)
  case range(low: Double, high: Double)

  /// What a target asks for; `nil` where it states no value.
  init?(_ target: Target) {
    if target.direction == .range, let low = target.low, let high = target.high {
      self = .range(low: low, high: high)
    } else if let value = target.direction?.asksForLess == true ? target.high : target.low {
      self = .one(value)
    } else {
      return nil
    }
  }

  /// Both ends; one of them where the target has but one.
  func bounds(_ direction: TargetDirection?) -> (low: Double?, high: Double?) {
    switch self {
    case .range(let low, let high): return (low, high)
    case .one(let value):
      let ends = direction?.ends ?? [.low, .high]
      return (ends.contains(.low) ? value : nil, ends.contains(.high) ? value : nil)
    }
  }

  /// One of its numbers: that with the more decimals.
  var finest: Double {
    switch self {
    case .one(let value): value
    case .range(let low, let high): low == low.rounded() ? high : low
    }
  }

  /// The value as people read it: `≥ 5%`.
  package func text(_ direction: TargetDirection?, unit: String, _ number: NumberStyle) -> String {
    let unit = Self.isPercent(unit) ? "%" : ""
    switch self {
    case .range(let low, let high): return "\(number.given(low))–\(number.given(high))\(unit)"
    case .one(let value): return "\(direction?.sign ?? "") \(number.given(value))\(unit)"
    }
  }

  /// Whether a unit, as a scenario or a plan names it, is percent.
  static func isPercent(_ unit: String) -> Bool {
    PercentUnit.isNamed(by: unit)
  }

  package static var kind: FieldKind { .either }

  package var cell: Cell {
    switch self {
    case .one(let value): Cell(value)
    case .range(let low, let high): .text("\(low)..\(high)")
    }
  }

  package init?(_ cell: Cell) {
    if let value = Double(cell) {
      self = .one(value)
    } else if let text = String(cell), let gap = text.firstRange(of: ".."),
      let low = Double(text[..<gap.lowerBound]), let high = Double(text[gap.upperBound...])
    {
      self = .range(low: low, high: high)
    } else {
      return nil
    }
  }
}
