internal import Files
public import Models
public import Plans
public import Tracking

/// What is said of an event; reports only arrange it.
public struct EffectResult: Sendable {
  /// The panel.
  public let file: EffectFile
  /// Its name.
  public let name: String
  /// The estimates.
  public let estimates: DifferenceInDifferences
  /// The seed of signs and choices where they are drawn.
  public let seed: UInt64
  /// Treated units up to which errors by unit are not to be relied on, and units of both kinds together.
  public static let (fewTreated, fewUnits) = (5, 20)

  /// Whether so few units are treated, or are not, that clustered errors say too little.
  public static func areFew(treated: Int, others: Int) -> Bool {
    min(treated, others) < fewTreated
  }
}

/// Estimates what an event did.
public enum EffectRun {
  /// Estimates from a panel.
  ///
  /// - Throws: `faults` where the panel does not tell it.
  public static func run(
    _ file: EffectFile, name: String, seed: UInt64
  ) throws(PipelineError) -> EffectResult {
    let panel = EffectPanel(
      isTreated: file.isTreated, isAfter: file.isAfter,
      rows: file.rows.map {
        EffectPanel.Row(unit: $0.unit, period: $0.period, value: $0.value, weight: $0.weight)
      })
    do throws(DifferenceInDifferences.Obstacle) {
      return EffectResult(
        file: file, name: name, estimates: try DifferenceInDifferences(panel, seed: seed),
        seed: seed)
    } catch {
      let problem: EffectProblem =
        switch error {
        case .noTreated: .noTreated
        case .noOthers: .noOthers
        case .noBefore: .noBefore
        case .noAfter: .noAfter
        case .notTold, .numerical: .notTold
        }
      throw .faults([Fault(.effect(problem), at: SourceLocation(file: file.source.path))])
    }
  }
}
