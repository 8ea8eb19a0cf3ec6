internal import Files

/// What levers and shocks look like.
enum LeverShape {
  static let channels = ["growth", "level", "ceiling", "speed"]

  static var fields: [Field] {
    [
      .optional("levers", .array(lever), "Departures from the base case, and new capacity."),
      .optional("shocks", .array(shock), "What may happen in any year, to several indicators."),
    ]
  }

  private static var size: Shape {
    .either(
      .number(),
      .object(
        [
          .optional("low", .number(), "Lowest size (PERT)."),
          .optional("likely", .number(), "Most likely size (PERT)."),
          .optional("high", .number(), "Highest size (PERT)."),
          .optional(
            "from_effect", .string(),
            "Folder of forecast effect, or its effect.csv: the size is drawn from what was measured."
          ),
          .optional("times", .number(), "What a measured size is multiplied by; 1 by default."),
        ], groups: [.exactlyOne(of: ["likely", "from_effect"])]))
  }

  private static var effect: Shape {
    .object([
      .required("indicator", .string(), "Indicator that it moves; not a derived one."),
      .required(
        "on", .string(oneOf: channels),
        "growth: points a year; level: unit; ceiling: percent; speed: percent of the pace."),
      .required(
        "course", .choice(of: LeverSpecification.Course.self), "Course over the years."),
      .required("start", ScenarioShape.year, "First year."),
      .optional("end", ScenarioShape.year, "Last year of a ramp or pulse."),
      .required("per_unit", size, "Size per unit of the lever's departure from its baseline."),
      .required("author", .string(), "Who judges so."),
    ])
  }

  private static var lever: Shape {
    .object([
      .required("id", ScenarioShape.name, "Id of the lever; letters, digits, -."),
      .required("kind", .string(oneOf: ["effect", "new_capacity"]), "Kind of the lever."),
      .optional("title", ScenarioShape.text, "Title for readers."),
      .optional("unit", ScenarioShape.text, "effect: unit of its value."),
      .optional("baseline", .number(), "effect: value that changes nothing; 0 by default."),
      .optional("value", .number(), "effect: value here; the baseline by default."),
      .optional(
        "range",
        .object([
          .required("low", .number(), "Lowest value."),
          .required("high", .number(), "Highest value."),
        ]), "effect: values that make sense."),
      .optional("effects", .array(effect, minimum: 1), "effect: what it does."),
      .optional("sector", .string(), "new_capacity: sector without parts."),
      .optional("from", ScenarioShape.period, "new_capacity: first month."),
      .optional("until", ScenarioShape.period, "new_capacity: last month; for good by default."),
      .optional("per_month", .number(-1e12...1e12), "new_capacity: value added a month."),
      .optional("author", .string(), "new_capacity: who says so."),
    ])
  }

  private static var shock: Shape {
    .object(
      [
        .required("id", ScenarioShape.name, "Id of the shock; letters, digits, -."),
        .optional("title", ScenarioShape.text, "Title for readers."),
        .optional("probability", .number(0...1), "Probability of each year."),
        .optional("year", ScenarioShape.year, "The one year in which it happens for certain."),
        .required("source", .string(), "Where its size was read."),
        .required(
          "effects",
          .array(
            .object([
              .required("indicator", .string(), "Indicator that it hits; not a derived one."),
              .required("on", .string(oneOf: ["growth", "level"]), "Where it enters."),
              .required("size", size, "Size when it happens."),
              .optional(
                "persistence", .number(0...1), "What is left of it a year later; 0 by default."),
            ]), minimum: 1), "What it does, at one rank together."),
      ], groups: [.exactlyOne(of: ["probability", "year"])])
  }
}
