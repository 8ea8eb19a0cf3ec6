/// The course of yearly values that moved one way in nearly each of their years.
package struct OneWayCourse: Hashable, Sendable {
  /// Years in which the values moved that way, and years of which it is known whether they moved.
  package let along, years: Int
  /// Whether they rose.
  package let rises: Bool

  /// Years from which on a course is told: where figures are few, what kind a share is of decides most.
  private static let fewest = 2
  /// In one year of so many they may have moved otherwise, or not at all.
  private static let others = 8

  /// The course of values by year; `nil` where they moved both ways, or too few years follow each other.
  package init?(_ values: [Int: Double]) {
    let changes = values.compactMap { year, value in values[year - 1].map { value - $0 } }
    let rising = changes.count { $0 > 0 }
    let falling = changes.count { $0 < 0 }
    along = max(rising, falling)
    years = changes.count
    rises = rising > falling
    guard years >= Self.fewest, (years - along) * Self.others <= years else { return nil }
  }
}
