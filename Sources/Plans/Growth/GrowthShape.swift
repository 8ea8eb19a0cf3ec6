internal import Files
internal import TimeSeries

/// What the keys of a growth scenario look like.
enum GrowthShape {
  /// The keys beside those of every scenario.
  static var fields: [Field] {
    [
      .optional("sectors", .array(sector, minimum: 1), "Tree of sectors: parts add to parents."),
      .optional(
        "stated_levels", .array(statedLevel),
        "Levels that no file publishes, with the reason why they are known."),
      .optional("variants", .array(variant), "Variants of the year: conditions on totals."),
    ]
  }

  private static var sector: Shape {
    .object([
      .required("id", .string(), "Id of the sector."),
      .optional("parent", .string(), "Sector it is part of; none for the top."),
      .optional("name", ScenarioShape.text, "Name for readers."),
      .optional("series", series, "Its published series; a text means levels."),
      .optional(
        "profile", ScenarioShape.reference,
        "Quarterly levels of the same sector elsewhere, for the course of the year."),
      .optional(
        "indicators", .array(ScenarioShape.reference), "Monthly series that split quarters."),
      .optional(
        "current", ScenarioShape.reference,
        "Levels at current prices, for the structure of the whole; figures cumulated from January may stand beside them under the same id and .ytd."
      ),
      .optional(
        "split", .choice(of: MonthlySplit.self),
        "How quarters are split into months; denton_cholette by default."),
    ])
  }

  private static var series: Shape {
    .either(
      .string(),
      .object([
        .optional("level", .string(), "Levels."),
        .optional("level_to_date", .string(), "Levels cumulated from January."),
        .optional("growth", .string(), "Growth on the same period a year before, percent."),
        .optional("growth_to_date", .string(), "Growth of the cumulated level, percent."),
        .optional(
          "contribution", .string(), "Change over the top's level a year before, points."),
        .optional("contribution_to_date", .string(), "The same, cumulated."),
        .optional(
          "year_contribution", .string(),
          "A quarter's change over the top's whole year before, points."),
        .optional("geo", .string(), "Place; the region by default."),
      ]))
  }

  private static var statedLevel: Shape {
    .object([
      .required("sector", .string(), "Sector."),
      .required("period", ScenarioShape.period, "Period."),
      .required("value", .number(1e-9...1e15), "Level."),
      .optional(
        "tolerance", .number(0...1e15), "Largest error; half of the last digit by default."),
      .required("reason", .string(), "How it is known."),
    ])
  }

  private static var variantName: Shape {
    .text(format: .sector) { text in
      !text.isEmpty && text.count <= 40
        && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "-.".contains($0) }
    }
  }

  private static var variant: Shape {
    .object([
      .required("id", variantName, "Id of the variant; letters, digits, hyphens, points."),
      .optional("title", ScenarioShape.text, "Title for readers."),
      .optional(
        "issued", ScenarioShape.date, "Day on which it was issued; before that it is not asked."),
      .required("conditions", .array(condition, minimum: 1), "What must hold."),
    ])
  }

  /// Growth of -100% would leave nothing.
  private static let growths = -99.99...1e15
  /// Levels are above 0.
  private static let levels = 1e-9...1e15

  private static func demand(_ range: ClosedRange<Double>) -> Shape {
    .either(
      .number(range),
      .object(
        [
          .optional("value", .number(range), "Value asked for."),
          .optional("sd", .number(1e-9...1e15), "Standard deviation around it."),
          .optional("low", .number(range), "Lower end of a range."),
          .optional("high", .number(range), "Upper end of a range."),
        ], groups: [.exactlyOne(of: ["value", "low"])]))
  }

  private static var condition: Shape {
    .object(
      [
        .optional(
          "sector", .either(.string(), .array(.string(), minimum: 1)),
          "Sector, or several that are added; the top by default."),
        .required(
          "period", ScenarioShape.periodOfYear,
          "Year, quarter or month; 2026-6M for the first six months, 2026-9M for nine."),
        .optional("through", ScenarioShape.period, "Last period, when there are several."),
        .optional("to_date", .boolean, "From January to the end of the period."),
        .optional("growth", demand(growths), "Growth on the same periods a year before, percent."),
        .optional("level", demand(levels), "Level."),
      ],
      groups: [.exactlyOne(of: ["growth", "level"]), .atMostOne(of: ["through", "to_date"])])
  }
}
