internal import Attainment
internal import Files
public import Folders
public import Pipeline
internal import Plans

/// `whatif.json`: what pages move targets with.
public enum WhatIfFile {
  static let name = "whatif.json"

  /// The file of a run, with the names of its levers in a language.
  public static func file(_ data: WhatIf, _ language: Language) -> OutputFile {
    let indicators = data.indicators.map { indicator in
      JSONNode.keys([
        "indicator": .text(indicator.id), "yearly": indicator.yearly.map(JSONNode.text),
        "years": .list(indicator.years.map { .integer($0) }),
        "quantiles": .list(
          indicator.quantiles.map { .text($0.map(drawn).joined(separator: " ")) }),
      ])
    }
    let goals = data.goals.map { goal in
      JSONNode.keys([
        "plan": .text(goal.target.planID), "ref": .text(goal.target.reference),
        "indicator": .text(goal.target.indicatorID), "grid": grid(goal.scale),
        "lower": end(goal.scale.lower), "upper": end(goal.scale.upper),
        "met": .text(goal.met.map(hexadecimal).joined()),
      ])
    }
    let node = JSONNode.keys([
      "format": .text("forecast-whatif/1"), "paths": .integer(data.paths),
      "indicators": .list(indicators), "targets": .list(goals),
      "levers": data.levers.isEmpty ? nil : .list(data.levers.map { lever($0, language) }),
    ])
    return OutputFile(name: name, text: node.canonicalText)
  }

  private static func lever(_ grid: LeverGrid, _ language: Language) -> JSONNode {
    func shares(_ list: [Double]) -> JSONNode {
      .list(list.map { .number(($0 * 1e4).rounded() / 1e4) })
    }
    let isJudged = grid.lever.effects.contains { $0.author == LeverSpecification.placeholder }
    return .keys([
      "lever": .text(grid.lever.id), "title": .text(language.text(grid.lever.title)),
      "unit": .text(language.text(grid.lever.unit)), "value": .number(grid.value),
      "placeholder": .bool(isJudged), "paths": .integer(grid.paths),
      "values": .list(grid.values.map { .number($0) }),
      "targets": .list(
        grid.goals.map { goal in
          .keys([
            "plan": .text(goal.target.planID), "ref": .text(goal.target.reference),
            "chances": shares(goal.chances),
          ])
        }),
    ])
  }

  private static func grid(_ scale: PublishedScale) -> JSONNode? {
    scale.isGrid ? .number(scale.unit) : nil
  }

  private static func end(_ end: PublishedScale.End?) -> JSONNode? {
    end.map { .list([.number($0.value), .number($0.half)]) }
  }

  /// Sixteen digits, the first path in the lowest bit of the last.
  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Four digits: finer than a share read from quantiles is.
  static func drawn(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return "0" }
    var (scale, decimals) = (1.0, 0)
    while abs(number) * scale < 999.95 && decimals < 12 {
      scale *= 10
      decimals += 1
    }
    let rounded = (number * scale).rounded() / scale
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
}
