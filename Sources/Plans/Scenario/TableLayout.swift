public import Files
public import TimeSeries

/// How a table of somebody else's layout becomes observations, as `init` writes it into a scenario.
///
/// The table itself is recognised anew each time it is read: its periods, columns and rows may have become more. What
/// it must still hold are the series that stand here, by the names and units that the table gives them.
public struct TableLayout: Sendable {
  /// A series of the table.
  public struct Series: Sendable {
    /// The name that the table gives it; `nil` where it gives none.
    public let title: String?
    /// The place that the table gives it; `nil` where it gives none.
    public let place: String?
    /// The id that it has in the scenario.
    public let id: String
    /// The unit that the table gives it; empty where it gives none.
    public let unit: String
    /// Where the scenario names it.
    public let location: SourceLocation
  }

  /// How figures are laid out, as `init` calls it.
  public let form: String
  /// The decimal mark of numbers that are text; `nil` to see it from them.
  public let decimal: DecimalMark?
  /// How quarters or months make a year, `sum`, `last` or `mean`; `nil` to see it from names.
  public let yearly: String?
  /// The place of figures that name none.
  public let geo: String
  /// The series.
  public let series: [Series]
  /// Names of series and headers of columns that hold figures and are not wanted.
  public let leftOut: [String]
  /// When the figures were published; `nil` when that is unknown.
  public let vintage: CalendarDate?

  /// What a scenario says of a file; `nil` where it says no layout.
  ///
  /// - Parameters:
  ///   - entry: an element of `data`.
  ///   - region: the place of the scenario.
  init?(_ entry: JSONNode, region: String?) {
    guard let node = entry["layout"] else { return nil }
    form = node["form"]?.string ?? ""
    decimal = node["decimal"]?.string.flatMap(DecimalMark.init)
    yearly = node["yearly"]?.string
    geo = node["geo"]?.string ?? region ?? ""
    series = node.list("series").compactMap { one in
      one["id"]?.string.map {
        Series(
          title: one["title"]?.string, place: one["place"]?.string, id: $0,
          unit: one["unit"]?.string ?? "", location: one.location)
      }
    }
    leftOut = node.list("leave_out").compactMap(\.string)
    vintage = entry["vintage"]?.string.flatMap { CalendarDate(lastDayOf: ArraySlice($0.utf8)) }
  }

  /// What an element of `data` looks like.
  static func shape(vintage: Shape) -> Shape {
    .either(
      .string(),
      .object([
        .required("file", .string(), "The file, relative to this one."),
        .optional("vintage", vintage, "Day on which its figures were published, YYYY-MM-DD."),
        .required(
          "layout", layout, "How a table of another layout is read; init --in-place writes it."),
      ]))
  }

  private static let layout = Shape.object([
    .required(
      "form",
      .string(oneOf: ["down", "across", "long", "years_down", "years_across", "printed"]),
      "How figures are laid out."),
    .optional(
      "decimal", .choice(of: DecimalMark.self),
      "Decimal mark of numbers that are written as text, where they do not show it."),
    .optional(
      "yearly", .string(oneOf: ["sum", "last", "mean"]),
      "How quarters or months make a year, where names do not say it."),
    .optional("geo", .string(), "Place of figures that name none; that of the region by default."),
    .required(
      "series",
      .array(
        .object([
          .optional("title", .string(), "Its name in the table; none where the table gives none."),
          .optional("place", .string(), "Its place in the table, where that names several."),
          .required("id", .string(), "Its id in this scenario."),
          .optional("unit", .string(), "Its unit in the table."),
        ]), minimum: 1), "Series that the table must hold."),
    .optional(
      "leave_out", .array(.string()),
      "Names of series and headers of columns that hold figures and are not wanted."),
  ])
}

/// Reads tables of other layouts as observations.
public protocol LayoutReader: Sendable {
  /// The figures of a table as rows of observations, each with the cell that it stands in.
  ///
  /// - Throws: every cell and series that does not fit the layout.
  func observations(of path: String, _ layout: TableLayout) throws(Faults) -> SourceFile
}
