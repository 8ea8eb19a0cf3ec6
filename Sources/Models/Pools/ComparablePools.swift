internal import CReferenceTables
internal import FoundationEssentials
internal import RealModule
public import TimeSeries

/// How pools of comparable series moved from a level, and how regions stay apart from their nation.
///
/// What is known of an indicator of which one figure was published, or none but another region's: how far others went
/// from such a level (`Move`), how far regions lie from their nation and how that changes (`Offsets`). Counted by
/// `Scripts/learn-pools`, which also judges it on countries that it was not learned from.
///
/// Source: an outside view on a single case: Kahneman & Tversky 1979, TIMS Studies in Management Science 12, 313–327.
public struct ComparablePools: Sendable, Codable {
  /// Where series went that stood within a band of levels.
  public struct Move: Sendable, Codable {
    /// The band, in points of a hundred of the way from one bound to the other.
    public let lower: Double
    /// Its other end.
    public let upper: Double
    /// Series that ever stood in it.
    public let series: Int
    /// Their spells of one year, two, and so on.
    public let cases: [Int]
    /// Changes of these, in points of a hundred.
    let changes: [QuantileFunction]

    /// Years that were counted.
    public var horizon: Int { changes.count }

    /// The share of spells of so many years that changed by at least, or at most, so many points of a hundred.
    public func share(ofChange change: Double, over years: Int, atLeast: Bool) -> Double {
      let found = changes[min(max(years, 1), horizon) - 1]
      return atLeast ? found.probability(atLeast: change) : found.probability(atMost: change)
    }
  }

  /// Regions beside their nation, on the modelling scale.
  public struct Offsets: Sendable, Codable {
    /// The standard deviation of the change of an offset after one year, two, and so on.
    let drift: [Double]
    /// Regions, with what they were compared in.
    public let pairs: Int
    /// The standard deviation of offsets among regions: the tenth part of all groups has less than the first, half less
    /// than the second, nine tenths less than the third; `nil` where units differ.
    let spread: [Double]?
    /// Groups of regions that this was counted over.
    public let groups: Int?

    /// The standard deviation of the change of an offset after so many years; beyond those that were counted it
    /// grows with the root of time, before the first likewise.
    public func drift(after years: Double) -> Double {
      guard years > 0, let first = drift.first, let last = drift.last else { return 0 }
      if years <= 1 { return first * years.squareRoot() }
      let count = Double(drift.count)
      if years >= count { return last * (years / count).squareRoot() }
      let below = Int(years)
      return drift[below - 1] + (years - Double(below)) * (drift[below] - drift[below - 1])
    }

    /// Between which standard deviations eight groups of regions in ten lie, and the middle one.
    public var usualSpread: (low: Double, middle: Double, high: Double)? {
      spread.map { ($0[0], $0[1], $0[2]) }
    }
  }

  /// By kind.
  struct ByKind<Value: Sendable & Codable>: Sendable, Codable {
    let share: Value
    let adoption: Value
    let growth: Value
  }

  /// By class.
  struct Moves: Sendable, Codable {
    let shares: [Move]
    let adoption: [Move]
  }

  let moves: Moves
  let offsets: ByKind<Offsets>

  /// What comes with the program.
  public static let shipped: ComparablePools = {
    var size = 0
    guard let bytes = reference_table("pools", &size),
      let table = try? JSONDecoder().decode(
        ComparablePools.self, from: Data(bytes: bytes, count: size))
    else { preconditionFailure("the table of pools was not built in") }
    return table
  }()

  /// Where series of a kind went from a level; `nil` for kinds without bounds, and levels at which too few stood.
  public func move(
    from level: Double, bounds: Bounds, of kind: AutomaticChoice.Kind
  ) -> Move? {
    guard bounds.isClosed, bounds.contains(level) else { return nil }
    let place = 100 * (level - bounds.lower) / (bounds.upper - bounds.lower)
    let bands: [Move]
    switch kind {
    case .share: bands = moves.shares
    case .adoption: bands = moves.adoption
    case .growth, .rank, .other: return nil
    }
    return bands.last { $0.lower <= place && place <= $0.upper }
  }

  /// How offsets of a kind behave; `nil` for kinds of which nothing is known.
  public func offsets(of kind: AutomaticChoice.Kind) -> Offsets? {
    switch kind {
    case .share: offsets.share
    case .adoption: offsets.adoption
    case .growth: offsets.growth
    case .rank, .other: nil
    }
  }
}
