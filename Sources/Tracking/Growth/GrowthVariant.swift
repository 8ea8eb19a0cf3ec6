public import Plans

/// Whether what a variant asks was reached.
public enum GrowthVerdict: String, Sendable, Hashable, CaseIterable {
  /// All that it asks is over and was reached.
  case met
  /// Something that it asks is over and was not reached.
  case missed
  /// Something that it asks is still ahead, and nothing was missed.
  case open
}

/// Where a variant lies beside the forecast without conditions.
public enum GrowthStance: String, Sendable, Hashable, CaseIterable {
  /// It asks for less than the forecast.
  case below
  /// The forecast is what it asks, or lies inside its range.
  case inside
  /// It asks for more.
  case above
  /// It asks for more of one thing and less of another.
  case mixed
}

/// A variant of the year.
public struct GrowthVariant: Sendable, Hashable {
  /// The id; `VariantSpecification.forecastID` for the unconditioned forecast.
  public let id: String
  /// The title.
  public let title: LocalizedText
  /// What is asked.
  public let conditions: [GrowthCondition]
  /// What each condition came to, in percent or in the unit of levels; `nil` where it is still ahead.
  public let outcomes: [Double?]
  /// How far the conditions lie from the forecast: the share of futures nearer to it, 0–100; `nil`
  /// without conditions that are still ahead.
  public let plausibilityPercentile: Double?
  /// Where they lie beside the forecast; `nil` without conditions that are still ahead.
  public let stance: GrowthStance?
  /// The share of unconditioned paths that reach at least what is asked of what is still ahead, 1 or 0 where all of it is over;
  /// `nil` without conditions.
  public let probability: Double?
  /// Its simulation error; `nil` where nothing is left to chance.
  public let probabilityError: Double?
  /// Whether it was met; `nil` without conditions.
  public let verdict: GrowthVerdict?

  /// Whether it is the unconditioned forecast.
  public var isForecast: Bool { id == VariantSpecification.forecastID }
}
