internal import Files

/// Which side of a value is good, as plans write it.
///
/// A new one is a case and its facts here, and its words under `run.direction.` in the catalogue of every language; all
/// else asks for the facts.
public enum TargetDirection: String, Sendable, Codable, CaseIterable {
  case atLeast = "at_least"
  case atMost = "at_most"
  case range
  case exactly

  /// A value of a plan's row.
  public enum End: Sendable { case low, high }

  /// The values that a row must state.
  public var ends: [End] {
    switch self {
    case .atLeast: [.low]
    case .atMost: [.high]
    case .range, .exactly: [.low, .high]
    }
  }

  /// The values that are good, ends included.
  ///
  /// - Returns: `nil` when one is missing that decides, and for ends in the wrong order.
  public func interval(low: Double?, high: Double?) -> ClosedRange<Double>? {
    switch self {
    case .atLeast: low.map { $0...Double.infinity }
    case .atMost: high.map { -Double.infinity...$0 }
    case .range:
      if let low, let high, low <= high { low...high } else { nil }
    case .exactly: low.map { $0...$0 }
    }
  }

  /// The mathematical sign before one value; empty where none says it.
  public var sign: String {
    switch self {
    case .atLeast: "≥"
    case .atMost: "≤"
    case .range: ""
    case .exactly: "="
    }
  }
}

extension TargetDirection {
  /// Whether larger values are never worse.
  public var asksForMore: Bool { ends == [.low] }

  /// Whether smaller values are never worse.
  public var asksForLess: Bool { ends == [.high] }

  /// The names of those that need a value, or of all, as a sentence lists them.
  static func names(needing end: End? = nil, last word: String) -> String {
    allCases.filter { direction in end.map(direction.ends.contains) ?? true }
      .map(\.rawValue).listed(word)
  }
}
