/// What `auto` picks, by the kind of quantity and the length of its history.
public enum AutomaticChoice {
  /// A kind of quantity, as far as the choice of a model depends on it.
  public enum Kind: Sendable {
    case growth, share, adoption, other
  }

  /// Why a model was picked.
  public enum Reason: String, Sendable, Codable {
    /// Yearly values enough to be compared with what other series did.
    case comparableSeries = "comparable_series"
    /// The history is long enough for a level and a slope that both wander.
    case longHistory = "long_history"
    /// The history is short, so recent growth is damped towards its mean.
    case shortHistory = "short_history"
    /// The quantity is a share of a whole.
    case shareOfAWhole = "share_of_a_whole"
    /// The quantity takes up something new towards a ceiling.
    case adoptionToCeiling = "adoption_to_ceiling"
    /// The history is too short for a curve with a ceiling.
    case tooShortForCeiling = "too_short_for_ceiling"
  }

  /// Values from which on a history counts as long.
  public static let longHistory = 25

  /// The id of the model and the reason.
  ///
  /// - Parameters:
  ///   - kind: what sort of quantity it is.
  ///   - isShareScale: whether the modelling scale is the log odds.
  ///   - observations: values of the history.
  public static func pick(
    kind: Kind, isShareScale: Bool, observations: Int
  ) -> (id: String, reason: Reason) {
    // Beyond it the curves and the log odds are not fitted.
    guard observations <= DenseLimit.observations else {
      return (LocalLinearTrend.card.id, .longHistory)
    }
    switch kind {
    case .adoption where observations >= LogisticAdoption.card.minimumObservations:
      return (LogisticAdoption.card.id, .adoptionToCeiling)
    case .adoption where isShareScale: return (LogitTrend.card.id, .tooShortForCeiling)
    case .share where isShareScale: return (LogitTrend.card.id, .shareOfAWhole)
    default:
      return observations >= longHistory
        ? (LocalLinearTrend.card.id, .longHistory) : (DampedDrift.card.id, .shortHistory)
    }
  }
}
