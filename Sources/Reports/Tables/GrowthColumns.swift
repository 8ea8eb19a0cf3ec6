public import Tables
internal import TimeSeries
public import Tracking

/// Columns that tables of growth scenarios share.
enum GrowthColumns {
  static let variant = Column<String>(
    "variant", "Id of the variant; baseline is the unconditioned forecast.")
  static let sector = Column<String>("sector", "Id of the sector.")
  static let parent = Column<String>("parent", "Id of the sector it is part of; empty for the top.")
  static let sectorName = Column<String>(
    "sector_name", "Name of the sector, in the language of the run.")
  static let period = Column<Period>("period", "2025, 2025-Q1 or 2025-01.")
  static let quartersKnown = Column<Int>("quarters_known", "Whole quarters known.")
  static let outlookP10 = Column<Double>(
    "outlook_p10", "Growth of the whole year: 10% of futures lie at or below, percent.")
  static let outlookP50 = Column<Double>("outlook_p50", "The same, the middle future.")
  static let outlookP90 = Column<Double>("outlook_p90", "The same, 90% of futures.")
  static let toDateStatus = Column<GrowthCell.Status>(
    "ytd_status", "actual where published figures settle the growth to date, else estimate.")
}

extension GrowthCell.Status: Fact, FieldValue {}
extension GrowthStance: Fact, FieldValue {}
extension GrowthVerdict: Fact, FieldValue {}
extension GrowthNote.Kind: Fact, FieldValue {}

extension GrowthCell.Status {
  /// What a growth to date is; `nil` where there is none.
  init?(isEstimate: Bool, of growth: Double?) {
    guard growth != nil else { return nil }
    self = isEstimate ? .estimate : .actual
  }
}

extension PublishedFigure: FieldValue {
  /// Numbers.
  public static var kind: FieldKind { .number }
  /// The figure with its decimals.
  public var cell: Cell { .printed(value, decimals: decimals) }
  /// A figure with the decimals that it was printed with.
  public init?(_ cell: Cell) {
    switch cell {
    case .printed(let value, let decimals): self.init(value: value, decimals: decimals)
    // Full precision writes one digit after the point at least.
    case .number(let value):
      self.init(value: value, decimals: max(1, PrintedDecimals.needed(for: value)))
    case .integer(let value): self.init(value: Double(value), decimals: 0)
    case .text, .fact, .blank: return nil
    }
  }
}
