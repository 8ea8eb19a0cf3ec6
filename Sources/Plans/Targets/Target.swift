public import Files
public import TimeSeries

/// A text in both languages.
public struct LocalizedText: Sendable, Hashable, Codable {
  /// English.
  public let en: String
  /// Vietnamese.
  public let vi: String

  /// A text.
  public init(en: String, vi: String) {
    self.en = en
    self.vi = vi
  }

  /// One text for both.
  init(both text: String) { self.init(en: text, vi: text) }
}

/// One row of a plan.
public struct Target: Sendable, Hashable {
  /// The plan, `kh726`.
  public internal(set) var planID: String
  /// The place in the document, `I.7.1`.
  public let reference: String
  /// The indicator it speaks of.
  public internal(set) var indicatorID: String
  /// Its name.
  public let name: LocalizedText
  /// Its unit, as in the file.
  public let unit: String
  /// What sort of figure it is: share, level, growth, count, rank, completion, …
  public let kind: String
  /// Which side is good; `nil` for a row without a value.
  public let direction: TargetDirection?
  /// The lower value, in `unit`.
  public let low: Double?
  /// The upper value, in `unit`.
  public let high: Double?
  /// Digits after the decimal separator with which the plan prints them.
  public let decimals: Int
  /// The year it is due; `nil` when the document prints none.
  public let year: Int?
  /// The months it speaks of where these are not a whole year.
  public let period: PeriodOfYear?
  /// Who leads.
  public let leadAgency: LocalizedText
  /// Rows that disagree, as `plan/ref`.
  public let conflicts: [String]
  /// What a reader must know.
  public let note: String
  /// Where the row stands.
  public let location: SourceLocation
  /// The day from which on it asks this; `nil` where it does from the beginning.
  public internal(set) var issued: CalendarDate?

  /// Whether there is a number to score.
  public var hasValue: Bool { direction != nil && (low != nil || high != nil) }

  /// `plan/ref`.
  public var fullReference: String { "\(planID)/\(reference)" }
}

/// A plan: its targets in the order of the document.
public struct Plan: Sendable, Hashable {
  /// The plan's id.
  public let id: String
  /// The rows, those without a value included.
  public let targets: [Target]
  /// The file.
  public let file: String
}

extension Plan {
  /// The plan as it stood on a day: of rows of one reference the one that was issued last.
  ///
  /// - Parameter day: `nil` for what stands now.
  /// - Returns: `nil` where no row had been issued.
  package func known(on day: CalendarDate?) -> Plan? {
    var rows: [SeriesName: Target] = [:]
    var order: [SeriesName] = []
    for target in targets {
      let name = SeriesName(target.reference)
      if let day, let issued = target.issued, issued > day { continue }
      if rows[name] == nil { order.append(name) }
      rows[name] = [rows[name], target].compactMap(\.self).max { one, other in
        guard let later = other.issued else { return false }
        return one.issued.map { $0 < later } ?? true
      }
    }
    let known = order.compactMap { rows[$0] }
    return known.isEmpty ? nil : Plan(id: id, targets: known, file: file)
  }
}
