/// What can be wrong with a region that is made of former ones, and with series that are joined.
public enum PartsProblem: Sendable, Hashable {
  /// A region that is a part of itself.
  case partOfItself(String)
  /// A part without any figure.
  case unknownPart(String)
  /// A part that publishes nothing of a series for a period that others publish.
  case missing(series: String, part: String, period: String)
  /// The same, where other periods are there: so many periods are not made.
  case leftOut(series: String, part: String, period: String, periods: Int)
  /// Parts with two units or price bases.
  case unlike(
    series: String, part: String, period: String, written: String, first: String, firstPart: String)
  /// Growth whose base of the year before is not known.
  case withoutBase(series: String, part: String, period: String)
  /// The same, where other periods have one: so many periods are not made.
  case baseMissing(series: String, part: String, period: String, periods: Int)
  /// A quantity that neither adds nor grows.
  case notMadeOfParts(series: String, kind: String)
  /// A series of percentages where levels are asked for, which parts add up to.
  case percentages(series: String)
  /// Two series that have no period in common.
  case apart(series: String, old: String)
  /// Two series whose common periods are not above 0, so that no ratio joins them.
  case noRatio(series: String, old: String, period: String)
  /// A series that is joined to itself.
  case ontoItself(String)

  var code: String {
    switch self {
    case .partOfItself, .unknownPart: "part-unknown"
    case .missing, .leftOut: "part-missing"
    case .unlike: "part-unit"
    case .withoutBase, .baseMissing: "part-base"
    case .notMadeOfParts, .percentages: "part-kind"
    case .apart, .noRatio, .ontoItself: "splice"
    }
  }
}
