internal import RealModule

/// What was said to be so likely, beside how often it came about: statements near each tenth, with errors that know
/// which of them are about one outcome.
///
/// Equations, `p` the stated chances of a bin, `o` 1 where it came true, `g` groups of statements about one outcome:
/// observed `ō = Σ o / n`; its error `√(G/(G−1) Σ_g (Σ_{i∈g} (oᵢ − ō))²) / n`; the error that right statements would
/// have `√(Σ_g (Σ_{i∈g} √(pᵢ(1−pᵢ)))²) / n`, where those about one outcome come true together.
///
/// Edge cases: a chance halfway between tenths belongs to the higher one; with one outcome there is no error of what
/// was observed; statements of 0 and 1 leave right ones no error.
/// Source: bins as in Murphy & Winkler 1977, Applied Statistics 26, 41–47; errors by cluster as in Liang & Zeger 1986,
/// Biometrika 73, 13–22.
public struct StatedChances: Sendable, Hashable {
  /// One statement with what came of it.
  public struct Statement: Sendable, Hashable {
    /// The stated chance.
    public let probability: Double
    /// Whether it came true.
    public let happened: Bool
    /// What it was about: statements that share this come true or not together.
    public let outcome: String

    /// A statement.
    public init(probability: Double, happened: Bool, outcome: String) {
      (self.probability, self.happened, self.outcome) = (probability, happened, outcome)
    }
  }

  /// Statements of about one chance, or all of them.
  public struct Bin: Sendable, Hashable {
    /// The tenth that the chances are near to; `nil` for all statements.
    public let near: Double?
    /// Statements.
    public let statements: Int
    /// Outcomes that they are about.
    public let outcomes: Int
    /// Mean of the stated chances.
    public let stated: Double
    /// Statements that came true.
    public let cameTrue: Int
    /// The share of them.
    public let observed: Double
    /// Its standard error, by outcome; `nil` for a single one, and where all came or none did, which tells no spread.
    public let error: Double?
    /// The error that the share would have if the statements were right.
    public let errorIfRight: Double
    /// The mean Brier score.
    public let brier: Double
  }

  /// All statements; `nil` without any.
  public let all: Bin?
  /// Statements by tenths, those without a statement left out.
  public let bins: [Bin]

  /// Counts statements.
  public init(_ statements: [Statement]) {
    all = Self.bin(statements, near: nil)
    let tenths = Dictionary(grouping: statements) { Self.tenth($0.probability) }
    bins = tenths.sorted { $0.key < $1.key }.compactMap {
      Self.bin($1, near: Double($0) / 10)
    }
  }

  /// The tenth that a chance is near to, 0 to 10.
  static func tenth(_ probability: Double) -> Int {
    min(10, max(0, Int((10 * probability + 0.5).rounded(.down))))
  }

  private static func bin(_ statements: [Statement], near: Double?) -> Bin? {
    guard !statements.isEmpty else { return nil }
    let count = Double(statements.count)
    let cameTrue = statements.count(where: \.happened)
    let observed = Double(cameTrue) / count
    let groups = Dictionary(grouping: statements, by: \.outcome).sorted { $0.key < $1.key }
      .map(\.value)
    func squares(_ value: (Statement) -> Double) -> Double {
      groups.reduce(0) { total, group in
        let sum = group.reduce(0) { $0 + value($1) }
        return total + sum * sum
      }
    }
    let number = Double(groups.count)
    let spread = squares { ($0.happened ? 1 : 0) - observed }
    return Bin(
      near: near, statements: statements.count, outcomes: groups.count,
      stated: statements.reduce(0) { $0 + $1.probability } / count, cameTrue: cameTrue,
      observed: observed,
      error: number > 1 && spread > 0 ? (spread * number / (number - 1)).squareRoot() / count : nil,
      errorIfRight: squares { ($0.probability * (1 - $0.probability)).squareRoot() }.squareRoot()
        / count,
      brier: statements.reduce(0) {
        $0 + BrierScore.score(probability: $1.probability, happened: $1.happened)
      } / count)
  }
}
