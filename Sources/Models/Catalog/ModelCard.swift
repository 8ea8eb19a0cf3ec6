/// What a reader should know of a model before trusting it.
public struct ModelCard: Sendable, Hashable {
  /// The id in scenarios.
  public let id: String
  /// One sentence.
  public let summary: String
  /// The equation in plain text.
  public let equation: String
  /// Author, year, place.
  public let sources: [String]
  /// The fewest observations that the model fits.
  public let minimumObservations: Int
  /// The most observations that the model fits, where its work grows with their cube; `nil` for any number.
  public internal(set) var maximumObservations: Int?
  /// What can be set, with ranges.
  public internal(set) var parameters: [ModelParameter] = []
  /// Whether adding a constant on the modelling scale moves every forecast by it.
  public internal(set) var isShiftEquivariant = true
  /// Whether the forecast variance may shrink with the horizon.
  public internal(set) var variancesMayShrink = false
}

/// What models take whose matrices have a row and a column for each observation or period.
enum DenseLimit {
  /// Observations: a fit then stays within a second.
  static let observations = 400
  /// Periods from the first observation to the last forecast: a century of months.
  static let periods = 1200
}

/// One number that a scenario may set.
public struct ModelParameter: Sendable, Hashable {
  /// The key in scenarios.
  public let name: String
  /// What it means, with its unit.
  public let summary: String
  /// The values allowed; the data decide where nothing is set.
  public let range: ClosedRange<Double>
}
