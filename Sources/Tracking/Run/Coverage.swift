public import Models

/// What the coverage of intervals was measured on.
public enum Scope: Sendable, Hashable {
  /// The history of one indicator.
  case series(String)
  /// All fitted histories of a run.
  case allSeries
  /// A reference class, on series that it had not learned from.
  case referenceClass(String, ReferenceClass.Sample)
  /// Growth of a year of which so many quarters are known.
  case year(quarters: Int)
}

/// Where the cases come from that coverage was measured on.
public enum CoverageSource: Sendable, Hashable {
  /// An indicator's own history, forecast again from each of its points.
  case ownHistory
  /// The same of several.
  case ownHistories
  /// Series beside those that a class learned from, in files of these names.
  case comparableSeries(files: [String])
  /// Cross-validation of a class over the groups of a file.
  case crossValidation(file: String)
  /// Past years of a growth scenario's own sectors.
  case ownSectors
  /// Past years of the sectors that lend theirs their course.
  case lendingSectors
}

/// Measured coverage of one interval.
public struct CalibrationRow: Sendable, Hashable {
  /// What it was measured on.
  public let scope: Scope
  /// The interval, in percent.
  public let level: Int
  /// The share of cases it held.
  public let covered: Double
  /// The cases.
  public let cases: Int
  /// Where the cases come from.
  public let source: CoverageSource

  /// Measured coverage.
  public init(scope: Scope, level: Int, covered: Double, cases: Int, source: CoverageSource) {
    self.scope = scope
    self.level = level
    self.covered = covered
    self.cases = cases
    self.source = source
  }
}
