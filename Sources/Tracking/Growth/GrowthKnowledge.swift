internal import Plans
package import TimeSeries

/// Which published figures count: those of a day, or those of an earlier moment as it was known then.
///
/// At a moment of the year only figures about periods that end by then count, and of those what was out on the
/// day when the period came out.
package struct GrowthKnowledge {
  /// An earlier moment.
  package struct Moment: Sendable, Hashable {
    /// The last month, by ordinal.
    let month: Int
    /// The day on which that month's figures were out; `nil` to take all as they are known on the day of the
    /// command.
    var day: CalendarDate?
  }

  /// The day of the command; `nil` for all that is published.
  let asOf: CalendarDate?
  /// The moment; `nil` for the day itself.
  var moment: Moment?

  /// From its parts.
  package init(asOf: CalendarDate?, moment: Moment? = nil) {
    self.asOf = asOf
    self.moment = moment
  }

  /// The last day whose publications count.
  var day: CalendarDate? { moment?.day ?? asOf }

  /// Whether a period is over at the moment.
  private func isOver(_ period: Period) -> Bool {
    moment.map { period.lastMonth <= $0.month } ?? true
  }

  /// What counts of a series, by period.
  func history(of key: SeriesKey, in observations: ObservationSet) -> [Observation] {
    observations.history(of: key, asOf: day).filter { isOver($0.period) }
  }

  /// The figures of a series that were published more than once, as far as they were known.
  func revisions(
    of key: SeriesKey, in observations: ObservationSet
  ) -> [(first: Observation, latest: Observation)] {
    observations.revisions(of: key, asOf: day).filter { isOver($0.first.period) }
  }
}

extension SeriesReference {
  /// The series at a frequency.
  package func key(_ frequency: Frequency) -> SeriesKey {
    SeriesKey(id: id, geo: geo, frequency: frequency)
  }
}

extension Period {
  /// A quarter by its ordinal.
  static func quarter(_ ordinal: Int) -> Period { .quarter(ordinal % 4 + 1, of: ordinal / 4) }

  /// A month by its ordinal.
  static func month(_ ordinal: Int) -> Period { .month(ordinal % 12 + 1, of: ordinal / 12) }

  /// The last month, by ordinal.
  package var lastMonth: Int {
    switch frequency {
    case .annual, .span: 12 * year + 11
    case .quarterly: 3 * ordinal + 2
    case .monthly: ordinal
    }
  }

  /// The first month, by ordinal.
  package var firstMonth: Int {
    switch frequency {
    case .annual, .span: 12 * firstYear
    case .quarterly: 3 * ordinal
    case .monthly: ordinal
    }
  }
}
