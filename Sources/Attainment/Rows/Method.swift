/// What an indicator was forecast by.
public indirect enum Method: Sendable, Hashable {
  /// How a judgement is stated: lowest, likely and highest value, or values at probabilities.
  public enum Judgement: String, Sendable, Hashable, CaseIterable {
    case pert, quantiles
  }

  /// A model of the catalogue.
  case model(String)
  /// A judgement.
  case judgement(Judgement)
  /// A method with a judgement beside it.
  case mixed(Method, Judgement)
  /// What several sources were forecast by; `nil` for one that was not.
  case sources([Method?])

  /// How dated tasks are forecast.
  public static let completion = Method.model("completion")

  /// What an indicator that is derived from others rests on; `nil` where nothing was forecast.
  package init?(sources: [Method?]) {
    let only = sources.count == 1 ? sources[0] : .sources(sources)
    guard let only, sources.contains(where: { $0 != nil }) else { return nil }
    self = only
  }
}
