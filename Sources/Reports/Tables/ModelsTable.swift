internal import Files
internal import Models
public import Pipeline
public import Tables

/// `models.csv`.
enum ModelsTable {

  static let definition = TableDefinition<SeriesForecast>(
    "models", commands: ["predict"], meaning: "What answered for each series, and why.",
    fields: [
      Field(PanelColumns.id) { $0.id },
      Field("model", "Model, or reference_class with its classes, the heaviest first.") {
        $0.answer.maker
      },
      Field("rung", "How far down the ladder the answer was found; refused when there is none.") {
        $0.answer.rung
      },
      Field(
        "reason",
        "Why this rung; many_gaps_filled_by_lines where more than a fifth of the values was missing between others, for which no coverage was measured."
      ) { $0.answer.reason },
    ])
}

extension Answer.Rung: Fact, FieldValue {}

extension Answer.Maker: Fact, FieldValue {
  private static let classes = "\(ReferenceClassModel.card.id):"

  /// `none`, the id of a model, or `reference_class:` with names of classes.
  public var code: String {
    switch self {
    case .nobody: "none"
    case .model(let id): id
    case .classes(let names): Self.classes + names
    }
  }

  /// What is written so.
  public init?(code: String) {
    self =
      code == "none"
      ? .nobody
      : code.hasPrefix(Self.classes)
        ? .classes(String(code.dropFirst(Self.classes.count))) : .model(code)
  }
}

extension Answer.Reason: Fact, FieldValue {
  private static let plain: [(code: String, reason: Self)] = [
    ("named", .named), ("enough_values", .enoughValues), ("few_values", .fewValues),
    ("gaps_filled_by_lines", .gaps), ("many_gaps_filled_by_lines", .manyGaps),
    ("never_moved", .neverMoved), ("too_short", .tooShort), ("no_value", .noValue),
    ("left_out", .leftOut),
  ]
  private static let ofModels: [(code: String, reason: @Sendable (String) -> Self)] = [
    ("too_short_for_", { .tooShortFor($0) }), ("too_long_for_", { .tooLongFor($0) }),
    ("no_scale_for_", { .noScaleFor($0) }), ("no_fit_by_", { .noFitBy($0) }),
  ]

  /// `enough_values`, or `too_short_for_ets`.
  public var code: String {
    switch self {
    case .tooShortFor(let model): "too_short_for_\(model)"
    case .tooLongFor(let model): "too_long_for_\(model)"
    case .noScaleFor(let model): "no_scale_for_\(model)"
    case .noFitBy(let model): "no_fit_by_\(model)"
    case .named, .enoughValues, .fewValues, .gaps, .manyGaps, .neverMoved, .tooShort, .noValue,
      .leftOut:
      Self.plain.first { $0.reason == self }?.code ?? ""
    }
  }

  /// The reason that is written so.
  public init?(code: String) {
    if let found = Self.plain.first(where: { $0.code == code }) {
      self = found.reason
    } else if let found = Self.ofModels.first(where: { code.hasPrefix($0.code) }) {
      self = found.reason(String(code.dropFirst(found.code.count)))
    } else {
      return nil
    }
  }
}
