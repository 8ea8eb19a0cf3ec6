/// The closed interval that a quantity cannot leave; either side may be open.
public struct Bounds: Hashable, Sendable, Codable {
  /// The lower end; `-infinity` when open.
  public let lower: Double
  /// The upper end; `infinity` when open.
  public let upper: Double

  /// No bounds.
  public static let none = Bounds(lower: -.infinity, upper: .infinity)

  /// Bounds with `lower < upper`.
  public init(lower: Double, upper: Double) {
    precondition(lower < upper, "bounds \(lower) to \(upper) are empty")
    self.lower = lower
    self.upper = upper
  }

  /// Whether both ends are finite.
  public var isClosed: Bool { lower.isFinite && upper.isFinite }

  /// The nearest value inside.
  public func clamp(_ value: Double) -> Double { min(max(value, lower), upper) }

  /// Whether a value lies inside, ends included.
  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }
}

extension Bounds {
  private enum CodingKeys: String, CodingKey {
    case lower, upper
  }

  /// Reads two optional numbers; a missing side is open.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    lower = try container.decodeIfPresent(Double.self, forKey: .lower) ?? -.infinity
    upper = try container.decodeIfPresent(Double.self, forKey: .upper) ?? .infinity
  }

  /// Writes the finite sides.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if lower.isFinite { try container.encode(lower, forKey: .lower) }
    if upper.isFinite { try container.encode(upper, forKey: .upper) }
  }
}
