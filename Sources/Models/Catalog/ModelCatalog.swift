internal import TimeSeries

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
    all.map { $0.card } + [
      ReferenceClassModel.card, PooledPace.card, BorrowedPace.card, BorrowedWalk.card,
    ]
  }

  /// The ids that a scenario or `--model` can name: the models and the yearly reference classes, which
  /// may be joined: `reference_class:growth+provinces`; and `reference_class:own_rate`, which says that a series is a rate.
  public static var ids: [String] {
    all.map { $0.card.id }
      + (ReferenceClassLibrary.yearly + [ReferenceClassMix.ownRate]).map { classPrefix + $0 }
  }

  /// The ids of models that carry on the one or two values of an anchor.
  public static let anchorIDs = [PooledPace.card.id, BorrowedPace.card.id, BorrowedWalk.card.id]

  private static let classPrefix = ReferenceClassModel.card.id + ":"

  /// A model by its id; `nil` when there is none.
  public static func model(
    id: String, parameters: [String: Double]
  ) throws(ModelError) -> (any ForecastModel)? {
    if let type = all.first(where: { $0.card.id == id }) {
      return try type.init(parameters: parameters)
    }
    if id == ReferenceClassModel.card.id { return try ReferenceClassModel(parameters: parameters) }
    guard id.hasPrefix(classPrefix) else { return nil }
    if id == classPrefix + ReferenceClassMix.ownRate {
      return ReferenceClassModel(classes: ReferenceClassLibrary.ownRate)
    }
    // Several classes joined by + count alike.
    let names = id.dropFirst(classPrefix.count).split(separator: "+").map(String.init)
    guard !names.isEmpty, names.allSatisfy(ReferenceClassLibrary.names.contains) else { return nil }
    let tables = names.map { ReferenceClassLibrary.named($0) }
    guard tables.allSatisfy({ $0.frequency == .annual }) else { return nil }
    return ReferenceClassModel(classes: ReferenceClassMix(tables.map { ($0, 1) }))
  }
}
