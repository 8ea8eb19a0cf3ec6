public import Files
internal import TimeSeries

/// What a scenario file looks like.
public enum ScenarioShape {
  /// The whole file.
  public static var scenario: Shape {
    .object(
      [
        .optional("$schema", .string(), "Where an editor finds the schema."),
        .required("name", name, "Name of the scenario and of its run folder; letters, digits, -."),
        .optional("base", .string(), "Scenario file to inherit from, relative to this file."),
        .optional(
          "inherits", .array(.string(oneOf: ScenarioInheritance.regional)),
          "What is taken over from a base of another region; needed where it states any of these."),
        .optional("title", text, "Title for readers; needed here or in the base."),
        .optional(
          "region", region, "The region whose plan is assessed; needed here or in the base."),
        .optional("office", office, "Who hands in workbooks that are made of it."),
        .optional("as_of", date, "Day whose knowledge counts, YYYY-MM-DD."),
        .optional(
          "data", .array(TableLayout.shape(vintage: date), minimum: 1),
          "Observation files, sheets of workbooks (book.xlsx#Sheet), addresses of databases or files of statistics offices; tables of another layout with how they are read."
        ),
        .optional("plans", .array(.string(), minimum: 1), "Plan files."),
        .optional(
          "track_record", .array(.string(), minimum: 1),
          "Files of earlier targets and what came of them, shown beside the plan's chances."),
        .optional(
          "tasks", .array(.string(), minimum: 1),
          "Files of tasks with dates, for forecast tasks; such a scenario may hold nothing else."),
        .optional(
          "headline", .array(.string(), minimum: 1),
          "References of the targets that pages and workbooks show first, REF or PLAN/REF."),
        .optional("horizon", year, "Last year that is simulated."),
        .optional("indicators", .array(indicator), "How each indicator is assessed."),
        .optional("placeholder", placeholder, "Rule that fills indicators without figures."),
        .optional("dependence", dependence, "Assumptions about dependence."),
        .optional("simulation", simulation, "Paths, seed, precision."),
      ] + GrowthShape.fields + LeverShape.fields + [
        FloorDecoder.field, BaseRateDecoder.field, MeasureDecoder.field, SeriesSplices.field,
      ])
  }

  static let sourceKeys = ["series", "anchor", "proxy", "judgement", "derived", "not_assessed"]

  private static var indicator: Shape {
    .object(
      [
        .required("id", .string(), "Id that plans use."),
        .optional("name", text, "Name for readers; a plan's own name by default."),
        .optional("unit", text, "Unit for readers."),
        .optional("definition", text, "What exactly is measured."),
        .optional(
          "kind", .choice(of: IndicatorKind.self),
          "What sort of quantity it is; auto picks the model by it. Growth is a level that grows; a rate of growth in percent is a level."
        ),
        .optional(
          "scale", .choice(of: Scale.self), "Modelling scale; follows from kind by default."),
        .optional("bounds", bounds, "Bounds that no path leaves."),
        .optional("monotone", .boolean, "Whether paths only rise, from the last known value on."),
        .optional(
          "resolution", .number(1e-9...1e9),
          "Step in which the figure is published; by default its printed decimals, at the ends of the scale."
        ),
        .optional("series", selection, "Own series, fitted."),
        .optional("anchor", anchor, "Own level, borrowed pace."),
        .optional("proxy", proxy, "Other series with an uncertain offset."),
        .optional("judgement", judgement, "What somebody judges."),
        .optional("derived", derived, "Computed from other indicators."),
        .optional("not_assessed", text, "Reason why nothing is assessed."),
        .optional("prior", prior, "What somebody judges beside the data, and its weight."),
        .optional("model", model, "auto, a model id, or an id with parameters."),
        .optional(
          "long_run", longRun,
          "Where long-run growth is shrunk to, for models that shrink: damped_drift."),
        .optional(
          "nation", selection,
          "Series of what the region is a part of: a growing level then goes on as regions did beside their nations."
        ),
        .optional(
          "breaks", .array(period), "First periods of new definitions: levels are never chained."),
        .optional("remark", text, "Remark for readers of the tables."),
      ], groups: [.exactlyOne(of: sourceKeys)])
  }

  static var text: Shape {
    .either(
      .string(),
      .object([
        .required("en", .string(), "English."), .required("vi", .string(), "Vietnamese."),
      ]))
  }

  static var name: Shape {
    .text(format: .name) { text in
      !text.isEmpty && text.count <= 80
        && text.unicodeScalars.allSatisfy {
          $0.isASCII
            && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
        }
    }
  }

  static var date: Shape {
    .text(format: .date) { CalendarDate($0) != nil }
  }

  static var period: Shape {
    .text(format: .period) { Period($0) != nil }
  }

  /// A period, also the first months of a year together.
  static var periodOfYear: Shape {
    .text(format: .periodOfYear) {
      Period($0) != nil || CumulatedPeriod(utf8: ArraySlice($0.utf8)) != nil
    }
  }

  static var year: Shape { .integer(Scenario.allowedYears) }

  private static var region: Shape {
    .object([
      .required("geo", .string(), "Name in the observation files."),
      .optional("name", text, "Name for readers."),
      .optional("until", date, "Last day of these borders."),
      RegionParts.field,
    ])
  }

  private static var office: Shape {
    .object([
      .required("name", text, "Name of the office, as it stands at the head of papers."),
      .optional("signatory", text, "Function of who signs, as it stands below them."),
    ])
  }

  private static var bounds: Shape {
    .object([
      .optional("lower", .number(), "Lower end."), .optional("upper", .number(), "Upper end."),
    ])
  }

  static var reference: Shape {
    .either(
      .string(),
      .object([
        .required("id", .string(), "Series id."),
        .optional("geo", .string(), "Place; the region by default."),
      ]))
  }

  private static var selection: Shape {
    .either(
      .string(),
      .object([
        .optional("id", .string(), "Series of levels; the same as level."),
        .optional("level", .string(), "Series of levels."),
        .optional(
          "level_to_date", .string(),
          "Series of levels cumulated from January, by quarter or month."),
        .optional("growth", .string(), "Series of growth on the year before, percent."),
        .optional("growth_to_date", .string(), "Series of growth of the year to date, percent."),
        .optional("growth_average", .string(), "Series of average growth over spans, percent."),
        .optional("contributions", .array(.string()), "Series of contributions to growth."),
        .optional("geo", .string(), "Place; the region by default."),
      ]))
  }

  private static var anchor: Shape {
    .object(
      [.required("series", reference, "Series that holds the level."), paceShare] + loan,
      groups: [.exactlyOne(of: loan.map(\.key))])
  }

  private static var paceShare: Field {
    .optional(
      "pace_share", .number(0...1),
      "With pace: how much the named series count beside comparable ones; by default as much as did best. 1 takes them alone."
    )
  }

  private static var loan: [Field] {
    [
      .optional("pace", .array(reference, minimum: 2), "Series whose pace is borrowed."),
      .optional(
        "walk", .array(reference, minimum: 1), "Series whose yearly changes are borrowed."),
    ]
  }

  private static var quantiles: Shape {
    .array(
      .object([
        .required("probability", .number(1e-6...0.999999), "Between 0 and 1."),
        .required("value", .number(), "Value at that probability."),
      ]), minimum: 2)
  }

  private static var proxy: Shape {
    .object(
      [
        .required("series", selection, "The other series."),
        .required(
          "offset",
          .object(
            [
              .optional("sd", .number(0...1e6), "Standard deviation on the modelling scale."),
              .optional("centre", .number(), "Centre on the modelling scale; 0 by default."),
              .optional(
                "drift", .number(0...1e6),
                "Standard deviation of the change of the offset in one year; as of comparable regions by default."
              ),
              .optional("quantiles", quantiles, "Quantiles of the own level in one period."),
              .optional("period", period, "That period."),
            ], groups: [.exactlyOne(of: ["sd", "quantiles"])]),
          "How far the indicator may lie from it."),
        paceShare,
      ] + loan, groups: [.atMostOne(of: loan.map(\.key))])
  }

  /// A belief about one year and whose it is, with what else the place asks for.
  private static func belief(and own: Field) -> Shape {
    .object(
      [
        .required("year", year, "Year judged."),
        .optional("quantiles", quantiles, "Quantiles, all of them met."),
        .optional("low", .number(), "Lowest value (PERT)."),
        .optional("likely", .number(), "Most likely value (PERT)."),
        .optional("high", .number(), "Highest value (PERT)."), own,
        .required("author", .string(), "Who judges."),
        .optional("date", date, "When."),
      ], groups: [.exactlyOne(of: ["quantiles", "likely"])])
  }

  private static var judgement: Shape {
    belief(
      and: .optional(
        "start",
        .object([
          .required("year", year, "Year."),
          .required("value", .number(), "Value in that year."),
        ]), "Where it starts."))
  }

  private static var prior: Shape {
    belief(and: .required("weight", .number(0...1), "Share of paths that follow the judgement."))
  }

  private static var derived: Shape {
    .object(
      [
        .optional(
          "average_growth",
          .object([
            .required("of", .string(), "Indicator."),
            .required("base", year, "Base year: the first growth is after it."),
            .required("last", year, "Last year."),
            .optional(
              "mean", .choice(of: DerivedSpecification.Mean.self), "geometric by default."),
          ]), "Average growth, percent a year."),
        .optional(
          "growth", .object([.required("of", .string(), "Indicator.")]),
          "Growth on the year before, percent."),
        .optional(
          "ratio", pair("numerator", "denominator", "1 by default, 100 for percent."),
          "One indicator over another, on the same path."),
        .optional(
          "product", pair("first", "second", "1 by default, 0.01 where one is in percent."),
          "One indicator times another, on the same path."),
      ], groups: [.exactlyOne(of: ["average_growth", "growth", "ratio", "product"])])
  }

  private static func pair(_ first: String, _ second: String, _ factor: String) -> Shape {
    .object([
      .required(first, .string(), "Indicator."), .required(second, .string(), "Indicator."),
      .optional("factor", .number(), factor),
    ])
  }

  private static var model: Shape { .either(.string(), .parameters) }

  private static var longRun: Shape {
    .object([
      .required("series", reference, "Series of levels whose mean growth is the centre."),
      .required("sd", .number(1e-6...1e3), "Standard deviation around it, points a year."),
    ])
  }

  private static var placeholder: Shape {
    .object([
      .required("start", .number(0...1), "Start as a share of the target."),
      .required("low", .number(0...10), "Low as a share of the target."),
      .required("likely", .number(0...10), "Likely as a share of the target."),
      .required("high", .number(0...10), "High as a share of the target."),
      .required("due_from", year, "Targets due from this year on are filled."),
      .required("author", .string(), "Who is named as author."),
    ])
  }

  private static var dependence: Shape {
    .object([
      .optional(
        "high", .number(0...0.99),
        "Correlation of indicators in the row 'high'; 0.5 by default. Milestones of tasks share all of their shock instead."
      ),
      .optional(
        "prior_sd", .number(1e-6...1),
        "By how much correlations of pairs differ from the usual one; 0.1. More lets own years count more."
      ),
    ])
  }

  private static var simulation: Shape {
    .object([
      .optional("paths", .integer(100...1_000_000_000), "Paths; 20000 by default."),
      .optional("seed", .integer(0...Int.max), "Seed; 1 by default."),
      .optional("precision", .number(1e-6...0.5), "Largest Monte Carlo error wanted."),
    ])
  }
}

extension Shape {
  /// An object with an id and free numeric parameters.
  static var parameters: Shape { .tagged(id: "id", .number()) }
}
