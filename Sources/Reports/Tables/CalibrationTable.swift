internal import Files
internal import Models
public import Tables
public import Tracking

/// `calibration.csv`.
enum CalibrationTable {
  static let scope = Column<Scope>("scope", "What it was measured on.")
  static let level = Column<Int>("level", "Central interval, in percent.")
  static let nominal = Column<Double>("nominal", "Share of outcomes that the interval should hold.")
  static let covered = Column<Double>("covered", "Share of outcomes that it held.")
  static let cases = Column<Int>("cases", "Outcomes compared.")
  static let source = Column<CoverageSource>(
    "source", "Where the cases come from, in the language of the run.")

  /// A row with the language that it is told in.
  typealias Row = (row: CalibrationRow, language: Language)

  static let definition = TableDefinition<Row>(
    "calibration", "How often intervals held in the past.",
    fields: [
      Field(scope) { $0.row.scope },
      Field(level) { $0.row.level },
      Field(nominal) { Double($0.row.level) / 100 },
      Field(covered) { $0.row.covered },
      Field(cases) { $0.row.cases },
      Field(source, told: { $0.row.source.cell(in: $0.language) }),
    ])

  static func rows(_ rows: [CalibrationRow]?, _ language: Language) -> [Row]? {
    rows?.map { ($0, language) }
  }
}

extension Scope: Fact, FieldValue {
  private static let (after, quarters) = ("year after ", " quarters")

  /// `series:grdp`, `class:growth.short`, `year after 2 quarters`.
  public var code: String {
    switch self {
    case .series(let id): "series:\(id)"
    case .allSeries: "all fitted series"
    case .referenceClass(let id, let sample): "class:\(Self.name(of: id, sample))"
    case .year(let known): "\(Self.after)\(known)\(Self.quarters)"
    }
  }

  /// A class with what its cases are a sample of: `growth.short`.
  static func name(of referenceClass: String, _ sample: ReferenceClass.Sample) -> String {
    sample == .whole ? referenceClass : "\(referenceClass).\(sample.rawValue)"
  }

  /// The scope with a code.
  public init?(code: String) {
    if code.hasPrefix(Self.after), code.hasSuffix(Self.quarters),
      let known = Int(code.dropFirst(Self.after.count).dropLast(Self.quarters.count))
    {
      self = .year(quarters: known)
    } else {
      self.init(code: code, among: [.allSeries], named: [Self.series, Self.referenceClass(named:)])
    }
  }

  /// The class of a name with its sample.
  private static func referenceClass(named name: String) -> Scope {
    let dot = name.lastIndex(of: ".")
    let sample = dot.flatMap { ReferenceClass.Sample(rawValue: String(name[$0...].dropFirst())) }
    return .referenceClass(
      String(sample == nil ? name[...] : name[..<(dot ?? name.endIndex)]), sample ?? .whole)
  }
}

extension CoverageSource: Fact, FieldValue {
  /// A phrase that names files, in the language of the sources.
  public var code: String {
    switch self {
    case .ownHistory: "rolling origin on its own history"
    case .ownHistories: "rolling origin on their own histories"
    case .ownSectors: "past years of these sectors, forecast again from each quarter"
    case .lendingSectors:
      "past years of the sectors that lend their course, forecast again from each quarter"
    case .comparableSeries(let files):
      "comparable series not learned from, cross-validated over groups: "
        + files.joined(separator: " ")
    case .crossValidation(let file): "cross-validated over groups: \(file)"
    }
  }

  /// The source with a code, or with what any language says in its place.
  public init?(code: String) {
    let texts: [(Self) -> String] =
      [\.code] + Language.allCases.map { language in { $0.told(Catalogue.of(language)) } }
    for text in texts {
      if let plain = Self.plain.first(where: { text($0) == code }) {
        self = plain
        return
      }
      if let make = Self.named.first(where: { code.hasPrefix(text($0(""))) }) {
        self = make(String(code.dropFirst(text(make("")).count)))
        return
      }
    }
    return nil
  }

  private static let plain: [Self] = [.ownHistory, .ownHistories, .ownSectors, .lendingSectors]
  private static let named: [@Sendable (String) -> Self] = [
    { .comparableSeries(files: $0.split(separator: " ").map(String.init)) },
    { .crossValidation(file: $0) },
  ]

  /// What stands in a table of a language.
  package func cell(in language: Language) -> Cell {
    language == .en ? cell : .text(told(Catalogue.of(language)))
  }

  /// The source in words.
  func told(_ say: Catalogue) -> String {
    switch self {
    case .ownHistory: say("run.source.own")
    case .ownHistories: say("run.source.own_all")
    case .ownSectors: say("workbook.source.own")
    case .lendingSectors: say("workbook.source.lent")
    case .comparableSeries(let files):
      say("run.source.classes", ["files": files.joined(separator: " ")])
    case .crossValidation(let file): say("run.source.crossed", ["file": file])
    }
  }
}
