public import Plans
public import Simulation

/// What a probability rests on.
public enum Basis: String, Sendable, Codable, CaseIterable {
  case data, anchor, proxy, derived, judgement, illustrative
  case notAssessed = "not_assessed"
}

/// One row of the attainment table.
public struct AttainmentRow: Sendable {
  /// The plan's row.
  public let target: Target
  /// The indicator's name and unit.
  public let name: LocalizedText
  /// The assessment; `nil` when not assessed.
  public let assessment: Assessment?
  /// What it rests on.
  public let basis: Basis
  /// What it was forecast by; `nil` when not assessed, and where the figure is published.
  public let model: Method?
  /// Why it is not assessed; `nil` where it is.
  public var reason: NotAssessed?
  /// What a reader must know.
  public var remarks: [RowRemark] = []

  package init(
    target: Target, assessment: Assessment?, basis: Basis, model: Method?,
    reason: NotAssessed? = nil, remarks: [RowRemark] = []
  ) {
    (self.target, name, self.assessment) = (target, target.name, assessment)
    (self.basis, self.model, self.reason, self.remarks) = (basis, model, reason, remarks)
  }

  /// Whether the figure of the target's year is published: the row is a fact and nothing is simulated for it.
  public var isOver: Bool { assessment != nil && basis == .data && model == nil }

  /// The numbers of an assessed row.
  public struct Assessment: Sendable {
    /// The share of paths that meet the target.
    public let probability: EstimatedProbability
    /// The indicator in the target's year.
    public let p10, p50, p90: Double
    /// The median of the shortfall, 0 or less when half of the paths meet it.
    public let shortfallMedian: Double
    /// The first year by which half of the paths have met it.
    public let firstYearMedian: Int?
    /// The change a year that leads from the last known value to the target.
    public let requiredPerYear: Double?

    package init(
      probability: EstimatedProbability, p10: Double, p50: Double, p90: Double,
      shortfallMedian: Double, firstYearMedian: Int?, requiredPerYear: Double?
    ) {
      (self.probability, self.p10, self.p50, self.p90) = (probability, p10, p50, p90)
      self.shortfallMedian = shortfallMedian
      self.firstYearMedian = firstYearMedian
      self.requiredPerYear = requiredPerYear
    }
  }
}
