public import Files

/// How an uncertain size is stated.
public enum SizeSpecification: Sendable, Hashable {
  /// One value.
  case certain(Double)
  /// Low, likely and high.
  case range(low: Double, likely: Double, high: Double)
  /// What was measured of an event.
  case measured(MeasuredSize)
}

/// A lever: a departure from the base case with uncertain effects.
public struct LeverSpecification: Sendable, Named {
  /// The course of an effect over the years.
  public enum Course: String, Sendable, CaseIterable {
    /// All of it from the first year on.
    case step
    /// Rising evenly from the first year to the last, then all of it.
    case ramp
    /// From the first year to the last, then nothing.
    case pulse
  }

  /// The author of effects that nobody has judged.
  public static let placeholder = "placeholder"

  /// What it does to one indicator.
  public struct Effect: Sendable {
    /// The indicator.
    public let indicator: String
    /// `growth`, `level`, `ceiling` or `speed`.
    public let channel: String
    /// The course.
    public let course: Course
    /// The first year.
    public let start: Int
    /// The last year of a ramp or pulse; `nil` for the horizon.
    public let end: Int?
    /// The size per unit of the lever.
    public let size: SizeSpecification
    /// Who judges so.
    public let author: String
    /// Where it stands.
    public let location: SourceLocation
  }

  /// The id.
  public let id: String
  /// The title.
  public let title: LocalizedText
  /// The unit of its value.
  public let unit: LocalizedText
  /// The value at which it changes nothing.
  public let baseline: Double
  /// The value it has here.
  public let value: Double
  /// The values it may have.
  public let range: ClosedRange<Double>
  /// What it does.
  public let effects: [Effect]
  /// Where it is named.
  public let location: SourceLocation
}

/// A shock: something that may happen in any year, or happens in one.
public struct ShockSpecification: Sendable, Named {
  /// What it does to one indicator.
  public struct Effect: Sendable {
    /// The indicator.
    public let indicator: String
    /// `growth` or `level`.
    public let channel: String
    /// The size when it happens.
    public let size: SizeSpecification
    /// What is left of it a year later, 0 to 1.
    public let persistence: Double
    /// Where it stands.
    public let location: SourceLocation
  }

  /// The id.
  public let id: String
  /// The title.
  public let title: LocalizedText
  /// The probability of each year.
  public let probability: Double
  /// The years in which it can happen; empty for all.
  public let years: [Int]
  /// Where its size was read.
  public let source: String
  /// What it does.
  public let effects: [Effect]
  /// Where it is named.
  public let location: SourceLocation
}
