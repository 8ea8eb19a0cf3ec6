internal import Models

/// What made the forecast of one series, how far down the ladder, and why there.
public struct Answer: Sendable, Hashable {
  /// What makes forecasts.
  public enum Maker: Sendable, Hashable {
    /// Nothing does.
    case nobody
    /// A model of the catalogue, by its id.
    case model(String)
    /// Reference classes, the heaviest first.
    case classes(String)
  }

  /// How far down the ladder an answer was found.
  public enum Rung: String, Sendable, Hashable, CaseIterable {
    /// What was asked for.
    case first
    /// Drift, because the named model needs more values.
    case drift
    /// The last value with the pooled changes of the class.
    case pooledChanges = "pooled_changes"
    /// Values that never differed, as series went on that had stood as long.
    case standing
    /// No answer: the series has no value.
    case refused

    init(_ rung: ReferenceClass.Rung) {
      self =
        switch rung {
        case .learned: .first
        case .standing: .standing
        case .pooledChanges: .pooledChanges
        }
    }
  }

  /// Why an answer was found where it was.
  public enum Reason: Sendable, Hashable {
    /// The user named the model.
    case named
    /// The history is long enough for the class.
    case enoughValues
    /// It is, and yet short.
    case fewValues
    /// Some values between others are missing.
    case gaps
    /// More than a fifth of them is.
    case manyGaps
    /// No value differs from another.
    case neverMoved
    /// The class needs more values.
    case tooShort
    /// There is no value at all.
    case noValue
    /// The case was left out of what the class learned.
    case leftOut
    /// The named model needs more values.
    case tooShortFor(String)
    /// The named model takes fewer values, or less of them at once.
    case tooLongFor(String)
    /// The named model knows no scale for such values.
    case noScaleFor(String)
    /// The named model could not be fitted.
    case noFitBy(String)
  }

  /// What made it.
  public let maker: Maker
  /// How far down the ladder.
  public let rung: Rung
  /// Why there.
  public let reason: Reason

  package init(maker: Maker, rung: Rung, reason: Reason) {
    (self.maker, self.rung, self.reason) = (maker, rung, reason)
  }

  /// Whether it is that of a rate by itself, of which no class tells.
  public var isOfRate: Bool { maker == .classes(ReferenceClassMix.ownRate) }

  /// Whether it is that of a count by itself.
  public var isOfCount: Bool { maker == .classes(ReferenceClassMix.ownCount) }

  /// Whether it is that of a series by itself, so that what classes held says nothing of it.
  public var isByItself: Bool { isOfRate || isOfCount }
}
