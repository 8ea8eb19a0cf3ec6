internal import Plans
internal import TimeSeries

/// Which published figures count: those of a day, or those of an earlier moment as it was known then.
///
/// At a moment of the year only figures about periods that end by then count, and of those what was out on the
/// day when the period came out.
struct GrowthKnowledge {
  /// An earlier moment.
  struct Moment: Sendable, Hashable {
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

  /// What counts of a series, by period.
  func history(of key: SeriesKey, in observations: ObservationSet) -> [Observation] {
    guard let moment else { return observations.history(of: key, asOf: asOf) }
    return observations.history(of: key, asOf: moment.day ?? asOf).filter {
      $0.period.lastMonth <= moment.month
    }
  }

  /// The figures of a series that were published more than once, as far as they were known.
  func revisions(
    of key: SeriesKey, in observations: ObservationSet
  ) -> [(first: Observation, latest: Observation)] {
    guard let moment else { return observations.revisions(of: key, asOf: asOf) }
    return observations.revisions(of: key, asOf: moment.day ?? asOf).filter {
      $0.first.period.lastMonth <= moment.month
    }
  }
}

extension Period {
  /// The last month, by ordinal.
  var lastMonth: Int {
    switch frequency {
    case .annual, .span: 12 * year + 11
    case .quarterly: 3 * ordinal + 2
    case .monthly: ordinal
    }
  }

  /// The first month, by ordinal.
  var firstMonth: Int {
    switch frequency {
    case .annual, .span: 12 * firstYear
    case .quarterly: 3 * ordinal
    case .monthly: ordinal
    }
  }
}
