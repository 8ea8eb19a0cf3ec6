public import Plans

/// Years of a run that are those of its growth scenario, path by path.
public struct CarriedYears: Sendable {
  /// One indicator.
  public struct Indicator: Sendable, Hashable {
    /// The indicator.
    public let id: String
    /// The sector that it is.
    public let sector: String
    /// The years.
    public let years: ClosedRange<Int>
  }

  /// The first year that was not over on the day.
  public let year: Int
  /// The variant that its growth paths meet; `nil` for the forecast without conditions.
  public let variant: VariantSpecification?
  /// The indicators, by id.
  public let indicators: [Indicator]
}
