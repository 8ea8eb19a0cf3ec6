internal import Files
internal import Models
public import Pipeline
public import Tables

/// `calibration.csv`.
enum CalibrationTable {
  static let scope = Column<Scope>("scope", "What it was measured on.")
  static let level = Column<Int>("level", "Central interval, in percent.")
  static let nominal = Column<Double>(
    "nominal", "Share of outcomes that the interval should hold.")
  static let covered = Column<Double>("covered", "Share of outcomes that it held.")
  static let cases = Column<Int>("cases", "Outcomes compared.")
  static let source = Column<CoverageSource>("source", "Where the cases come from.")

  static let definition = TableDefinition<CalibrationRow>(
    "calibration", commands: ["run", "merge", "sweep", "monthly", "track", "predict"],
    meaning: "How often intervals held in the past.",
    fields: [
      Field(scope) { $0.scope },
      Field(level) { $0.level },
      Field(nominal) { Double($0.level) / 100 },
      Field(covered) { $0.covered },
      Field(cases) { $0.cases },
      Field(source) { $0.source },
    ])
}

extension Scope: Fact, FieldValue {
  private static let all = "all fitted series"
  private static let (series, group) = ("series:", "class:")
  private static let (after, quarters) = ("year after ", " quarters")

  /// `series:grdp`, `class:growth.short`, `year after 2 quarters`.
  public var code: String {
    switch self {
    case .series(let id): Self.series + id
    case .allSeries: Self.all
    case .referenceClass(let id, let sample): Self.group + Self.name(of: id, sample)
    case .year(let known): "\(Self.after)\(known)\(Self.quarters)"
    }
  }

  /// A class with what its cases are a sample of: `growth.short`.
  static func name(of referenceClass: String, _ sample: ReferenceClass.Sample) -> String {
    sample == .whole ? referenceClass : "\(referenceClass).\(sample.rawValue)"
  }

  /// The scope with a code.
  public init?(code: String) {
    if code == Self.all {
      self = .allSeries
    } else if code.hasPrefix(Self.series) {
      self = .series(String(code.dropFirst(Self.series.count)))
    } else if code.hasPrefix(Self.group) {
      let name = code.dropFirst(Self.group.count)
      let dot = name.lastIndex(of: ".")
      let sample = dot.flatMap { ReferenceClass.Sample(rawValue: String(name[$0...].dropFirst())) }
      self = .referenceClass(
        String(sample == nil ? name : name[..<(dot ?? name.endIndex)]), sample ?? .whole)
    } else if code.hasPrefix(Self.after), code.hasSuffix(Self.quarters),
      let known = Int(code.dropFirst(Self.after.count).dropLast(Self.quarters.count))
    {
      self = .year(quarters: known)
    } else {
      return nil
    }
  }
}

extension CoverageSource: Fact, FieldValue {
  private static let plain: [(source: CoverageSource, code: String)] = [
    (.ownHistory, "rolling origin on its own history"),
    (.ownHistories, "rolling origin on their own histories"),
    (.ownSectors, "past years of these sectors, forecast again from each quarter"),
    (
      .lendingSectors,
      "past years of the sectors that lend their course, forecast again from each quarter"
    ),
  ]
  private static let comparable =
    "comparable series not learned from, cross-validated over groups: "
  private static let crossed = "cross-validated over groups: "

  /// A phrase that names files.
  public var code: String {
    switch self {
    case .comparableSeries(let files): Self.comparable + files.joined(separator: " ")
    case .crossValidation(let file): Self.crossed + file
    case .ownHistory, .ownHistories, .ownSectors, .lendingSectors:
      Self.plain.first { $0.source == self }?.code ?? ""
    }
  }

  /// The source with a code.
  public init?(code: String) {
    if code.hasPrefix(Self.comparable) {
      let files = code.dropFirst(Self.comparable.count).split(separator: " ")
      self = .comparableSeries(files: files.map(String.init))
    } else if code.hasPrefix(Self.crossed) {
      self = .crossValidation(file: String(code.dropFirst(Self.crossed.count)))
    } else if let plain = Self.plain.first(where: { $0.code == code }) {
      self = plain.source
    } else {
      return nil
    }
  }
}
