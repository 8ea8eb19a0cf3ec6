/// Something that is moved by a lever.
public struct MovedCase: Sendable, CustomStringConvertible {
  /// What tests call it.
  public let description: String
  /// What is looked at, with the lever so far from its baseline; `nil` has no lever at all.
  let outcome: @Sendable (_ departure: Double?) throws -> [Double]
  /// Which of the figures it moves.
  let moves: Range<Int>

  /// A lever whose positive departure raises what it moves.
  public init(
    _ name: String, moves: Range<Int>,
    outcome: @escaping @Sendable (_ departure: Double?) throws -> [Double]
  ) {
    description = name
    self.moves = moves
    self.outcome = outcome
  }
}

/// The laws that every lever obeys; nil when one holds, else what went wrong.
public enum LeverLaws {
  /// At its baseline nothing changes by a bit.
  public static func baselineIsIdentity(_ item: MovedCase) throws -> String? {
    let (without, at) = (try item.outcome(nil), try item.outcome(0))
    return without == at ? nil : "\(without) becomes \(at)"
  }

  /// More raises what it moves, less lowers it, and the rest stays to the bit.
  public static func hasItsSign(_ item: MovedCase) throws -> String? {
    let (less, none, more) = (
      try item.outcome(-2), try item.outcome(nil), try item.outcome(2)
    )
    for place in none.indices {
      let isRaised = less[place] < none[place] && none[place] < more[place]
      let isSame = less[place] == none[place] && none[place] == more[place]
      if item.moves.contains(place) ? !isRaised : !isSame {
        return "\(place): \(less[place]), \(none[place]), \(more[place])"
      }
    }
    return nil
  }
}
