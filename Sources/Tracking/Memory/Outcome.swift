public import TimeSeries

/// What came of a statement.
public struct Outcome: Sendable, Hashable {
  /// Whether what was said to be so likely came about, or the range held.
  public let happened: Bool
  /// The figure that decides it; `nil` where several do.
  public let value: Double?
  /// The day on which a figure that decides it was first published, where that is known.
  public let published: CalendarDate?
  /// The day of publication of the figure that counts, where that is known.
  public let vintage: CalendarDate?
  /// What it is: statements that share it come true or not together.
  public let quantity: String
  /// What its figures were multiplied by to stand on the base of the run; `nil` where they stood on it.
  public private(set) var factor: Double?

  /// From its parts.
  package init(
    happened: Bool, value: Double?, published: CalendarDate?, vintage: CalendarDate?,
    quantity: String
  ) {
    self.happened = happened
    self.value = value
    self.published = published
    self.vintage = vintage
    self.quantity = quantity
  }

  /// The same outcome of figures that were set on the base of the run.
  package func chained(by factor: Double?) -> Outcome {
    var other = self
    other.factor = factor
    return other
  }
}

/// The figures that speak of a period's end, by the day of their publication.
package struct PublicationDays {
  /// The first one of any, and the newest one that counts.
  package let first, newest: CalendarDate?

  /// - Parameters:
  ///   - series: the series that decide.
  ///   - isMeant: whether a figure is one about the period.
  ///   - asOf: the day whose knowledge counts; `nil` for all that is published.
  package init(
    _ series: [SeriesReferenceKey], in observations: ObservationSet, asOf: CalendarDate?,
    where isMeant: (Observation) -> Bool
  ) {
    let days = series.flatMap { name in
      [Frequency.annual, .quarterly, .monthly].flatMap { frequency in
        observations[SeriesKey(id: name.id, geo: name.geo, frequency: frequency)]
      }
    }.filter { row in row.status.isHistory && isMeant(row) }.compactMap(\.vintage)
    first = days.min()
    newest = days.filter { day in asOf.map { day <= $0 } ?? true }.max()
  }
}

/// A series of a place.
package struct SeriesReferenceKey: Hashable {
  let id, geo: String

  /// From its parts.
  package init(
    id: String, geo: String
  ) {
    self.id = id
    self.geo = geo
  }
}
