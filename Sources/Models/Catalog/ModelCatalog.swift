/// The models that a scenario can name: a new one is one file and one line here.
public enum ModelCatalog {
  /// The models, in the order in which they are listed.
  public static let all: [any ForecastModel.Type] = [
    DampedDrift.self,
    LogLinearTrend.self,
    LocalLinearTrend.self,
    BasicStructural.self,
    LogitTrend.self,
    LogisticAdoption.self,
    GompertzAdoption.self,
    Naive.self,
    SeasonalNaive.self,
    Drift.self,
    DampedTrend.self,
    ExponentialSmoothing.self,
    Theta.self,
    AutoregressiveDifferences.self,
    Combination.self,
  ]

  /// The cards, those of models that are chosen by their source rather than by name included.
  public static var cards: [ModelCard] {
    all.map { $0.card } + [BorrowedPace.card, BorrowedWalk.card]
  }

  /// A model by its id; `nil` when there is none.
  public static func model(
    id: String, parameters: [String: Double]
  ) throws(ModelError) -> (any ForecastModel)? {
    guard let type = all.first(where: { $0.card.id == id }) else { return nil }
    return try type.init(parameters: parameters)
  }
}
