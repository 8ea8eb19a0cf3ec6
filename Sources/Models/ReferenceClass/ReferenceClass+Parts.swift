internal import TimeSeries

/// What a class is made of and what it answers.
extension ReferenceClass {
  /// Where a table comes from.
  public struct Provenance: Sendable, Hashable, Codable {
    /// Files learned from, with their licence where it is known.
    public var sources: [Source]
    /// The command that makes the table again.
    public var command: String
    /// The version that learned it.
    public var version: String

    /// A provenance.
    public init(sources: [Source], command: String, version: String) {
      self.sources = sources
      self.command = command
      self.version = version
    }
  }

  /// What a file of histories is a sample of.
  public enum Sample: String, Sendable, Codable {
    /// Histories as they are.
    case whole
    /// Copies of few values.
    case short
    /// Copies that lack some years.
    case gappy
  }

  /// One file learned from.
  public struct Source: Sendable, Hashable, Codable {
    /// Its name.
    public var name: String
    /// SHA-256 of its bytes.
    public var sha256: String
    /// Series in it.
    public var series: Int
    /// Histories with a future that were learned from.
    public var cases: Int
    /// Who published it and on what terms, as the file says.
    public var attribution: String
    /// Whether its histories are copies of those of another file.
    public var sample: Sample

    /// A source.
    public init(
      name: String, sha256: String, series: Int, cases: Int, attribution: String,
      sample: Sample = .whole
    ) {
      self.sample = sample
      self.name = name
      self.sha256 = sha256
      self.series = series
      self.cases = cases
      self.attribution = attribution
    }
  }

  /// How often an interval held.
  public struct Coverage: Sendable, Hashable, Codable {
    /// Which cases: a file's name.
    public var scope: String
    /// The interval, in per cent.
    public var level: Int
    /// Cases inside.
    public var covered: Int
    /// All cases.
    public var cases: Int
    /// What the cases are a sample of.
    public var sample: Sample

    /// A count.
    public init(
      scope: String, level: Int, covered: Int, cases: Int, sample: Sample = .whole
    ) {
      self.sample = sample
      self.scope = scope
      self.level = level
      self.covered = covered
      self.cases = cases
    }
  }

  /// How an answer came about, from rich to simple.
  public enum Rung: String, Sendable, Codable {
    /// Trees on the features of the history.
    case learned
    /// The last value and the pooled changes of the class.
    case pooledChanges = "pooled_changes"
    /// Values that never differed: as series went on that had stood as long.
    case standing
  }

  /// A forecast of one series.
  public struct Forecast: Sendable {
    /// One distribution a step asked for.
    public let margins: [QuantileFunction]
    /// How it came about.
    public let rung: Rung

    /// A forecast.
    public init(margins: [QuantileFunction], rung: Rung) {
      self.margins = margins
      self.rung = rung
    }
  }

}
