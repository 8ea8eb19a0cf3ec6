internal import Plans
internal import Tables

/// What a target asks for, as one field: a number, or both ends of a range joined by `..`.
enum WantedValue: FieldValue, Hashable {
  case one(Double)
  case range(low: Double, high: Double)

  /// What a target asks for; `nil` where it states no value.
  init?(_ target: Target) {
    if target.direction == .range, let low = target.low, let high = target.high {
      self = .range(low: low, high: high)
    } else if let value = target.direction == .atMost ? target.high : target.low {
      self = .one(value)
    } else {
      return nil
    }
  }

  static var kind: FieldKind { .either }

  var cell: Cell {
    switch self {
    case .one(let value): Cell(value)
    case .range(let low, let high): .text("\(low)..\(high)")
    }
  }

  init?(_ cell: Cell) {
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
