/// What `auto` picks, by the kind of quantity and the length of its history.
public enum AutomaticChoice {
  /// A kind of quantity, as far as the choice of a model depends on it.
  public enum Kind: Sendable {
    case growth, share, adoption, rank, other
  }

  /// Why a model was picked.
  public enum Reason: String, Sendable, Codable {
    /// Comparable series have histories as short as this one.
    case comparableSeries = "comparable_series"
    /// The history is long enough for a level and a slope that both wander.
    case longHistory = "long_history"
    /// A place among others moves by what is typical of places and by its own past.
    case placeAmongOthers = "place_among_others"
    /// The quantity is a share of a whole.
    case shareOfAWhole = "share_of_a_whole"
    /// The quantity takes up something new towards a ceiling.
    case adoptionToCeiling = "adoption_to_ceiling"
  }

  /// Years of quarters or months from which on a model of their own course is fitted.
  public static let longYears = 8
  /// A typical yearly move of a place among others, in log odds of the place: the root mean square of
  /// eleven provinces in the local innovation index of 2023 and 2024 (Việt Nam, 63 places).
  public static let typicalRankMove = 0.37

  /// The id of the model and the reason.
  ///
  /// - Parameters:
  ///   - kind: what sort of quantity it is.
  ///   - isShareScale: whether the modelling scale is the log odds.
  ///   - input: its history.
  public static func pick(
    kind: Kind, isShareScale: Bool, _ input: ModelInput
  ) -> (id: String, reason: Reason) {
    // Beyond it the curves and the log odds are not fitted.
    guard input.count <= DenseLimit.observations else {
      return (LocalLinearTrend.card.id, .longHistory)
    }
    if kind == .rank { return (DampedDrift.card.id, .placeAmongOthers) }
    let years = ReferenceClassModel.usable(input)
    guard input.periodsPerYear > 1, years >= longYears else {
      return (ReferenceClassModel.card.id, .comparableSeries)
    }
    switch kind {
    case .adoption: return (LogisticAdoption.card.id, .adoptionToCeiling)
    case .share where isShareScale: return (LogitTrend.card.id, .shareOfAWhole)
    default: return (LocalLinearTrend.card.id, .longHistory)
    }
  }
}
