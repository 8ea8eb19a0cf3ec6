internal import CReferenceTables
public import FoundationEssentials
internal import Synchronization
public import TimeSeries

/// The reference classes that come with the program.
public enum ReferenceClassLibrary {
  /// Their names.
  public static let names = [
    "growth", "general", "adoption", "shares", "quarterly", "monthly", "regions", "provinces",
  ]

  /// The names of the yearly classes.
  public static let yearly = ["growth", "general", "adoption", "shares", "regions", "provinces"]

  /// What series of a frequency and bounds may belong to.
  public static func candidates(frequency: Frequency, bounds: Bounds) -> [ReferenceClassMix] {
    let names =
      switch frequency {
      case .annual, .span: bounds.isClosed ? ["adoption", "shares"] : ["growth", "general"]
      case .quarterly: ["quarterly"]
      case .monthly: ["monthly"]
      }
    let own = names.map { ReferenceClassMix([(named($0), 1)], rates: .seen) }
    return names.contains("growth") ? own + [regions] : own
  }

  /// Regions: their own class, which goes on, and the general one, which is careful, with four parts in ten of their own
  /// pace. The shares were about best for provinces and states of countries that the class had not seen.
  public static var regions: ReferenceClassMix {
    ReferenceClassMix(
      [(named("regions"), 1), (named("general"), 1)], ownPace: 0.4, rates: .seen)
  }

  /// Rates by themselves: no class of levels says anything of them.
  static var ownRate: ReferenceClassMix {
    ReferenceClassMix([(named("general"), 1)], rates: .own)
  }

  /// The classes of a kind of quantity. Levels go in equal parts as national accounts, as yearly series of all kinds and
  /// as regions: for countries as good as their own class, for regions nearer by a fifteenth. Shares that moved one way go on
  /// in part at their own pace.
  public static func mix(_ kind: AutomaticChoice.Kind) -> ReferenceClassMix {
    switch kind {
    case .growth, .other, .rank:
      ReferenceClassMix(
        mixes: candidates(frequency: .annual, bounds: .none).map { ($0, 1) })
    case .share: ReferenceClassMix([(named("shares"), 1)]).with(.share)
    case .adoption: ReferenceClassMix([(named("adoption"), 1)]).with(.adoption)
    }
  }

  /// Classes that were read already: one is half a megabyte of text.
  private static let known = Mutex<[String: ReferenceClass]>([:])

  /// A class by one of the names.
  public static func named(_ name: String) -> ReferenceClass {
    if let table = known.withLock({ $0[name] }) { return table }
    let table = builtIn(name)
    known.withLock { $0[name] = table }
    return table
  }

  private static func builtIn(_ name: String) -> ReferenceClass {
    var size = 0
    guard let bytes = reference_table(name, &size),
      let table = try? decode(Data(bytes: bytes, count: size))
    else { preconditionFailure("the table \(name) was not built in") }
    return table
  }

  /// Reads a table that `forecast calibrate` wrote.
  public static func decode(_ data: Data) throws -> ReferenceClass {
    let table = try JSONDecoder().decode(ReferenceClass.self, from: data)
    guard table.format == ReferenceClass.currentFormat else {
      throw ReferenceClassError.otherFormat(table.format)
    }
    guard table.isSound else { throw ReferenceClassError.unsound }
    return table
  }

  /// The bytes of a table file.
  public static func encode(_ table: ReferenceClass) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(table)
  }
}

/// Why a table could not be read.
public enum ReferenceClassError: Error, Sendable, Equatable {
  /// The file says it has another format.
  case otherFormat(String)
  /// Its parts do not fit together.
  case unsound
}
