/// Figures of units that something happened to and of others, before and after.
public struct EffectPanel: Sendable, Hashable {
  /// One figure.
  public struct Row: Sendable, Hashable {
    /// Positions of its unit and of its period.
    public let unit, period: Int
    /// The figure, and what it counts beside others, above 0.
    public let value, weight: Double

    /// A figure.
    public init(unit: Int, period: Int, value: Double, weight: Double = 1) {
      (self.unit, self.period, self.value, self.weight) = (unit, period, value, weight)
    }
  }

  /// For each unit whether it happened to it.
  public let isTreated: [Bool]
  /// For each period whether it lies behind the event; periods are in order.
  public let isAfter: [Bool]
  /// The figures, at most one a unit and period.
  public let rows: [Row]

  /// A panel.
  public init(isTreated: [Bool], isAfter: [Bool], rows: [Row]) {
    (self.isTreated, self.isAfter, self.rows) = (isTreated, isAfter, rows)
  }

  /// The figures of some periods, with other ones behind the event.
  func keeping(_ kept: (Int) -> Bool, after: (Int) -> Bool) -> EffectPanel {
    EffectPanel(
      isTreated: isTreated, isAfter: isAfter.indices.map(after),
      rows: rows.filter { kept($0.period) })
  }
}
