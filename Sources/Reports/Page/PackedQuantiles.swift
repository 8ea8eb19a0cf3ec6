internal import Files
internal import FoundationEssentials
internal import Pipeline

/// Quantiles as a page carries them: whole numbers of a small unit, each as the step from the one before, to base 36;
/// a step of more digits than one stands in brackets.
///
/// The unit is a fifteen-hundredth of the range from the first to the 99th hundredth, or the step that values stand
/// on; so a share that is read from them moves by less than a tenth of a point.
enum PackedQuantiles {
  /// `FIRST UNIT STEPS` for texts of numbers with blanks between.
  static func packed(_ text: String, grid: Double?) -> String {
    let values = text.split(separator: " ").compactMap { Double($0) }
    guard let first = values.first, let last = values.last, last > first, values.count > 2 else {
      return text.split(separator: " ").first.map {
        "\($0) 1 " + String(repeating: "0", count: max(0, values.count - 1))
      } ?? ""
    }
    // Files of earlier versions hold no half hundredths.
    let hundredth = values.count > WhatIf.levels.count - 2 ? 2 : 1
    let range = values[values.count - 1 - hundredth] - values[hundredth]
    let unit = grid ?? (range > 0 ? range : last - first) / 1500
    var before = 0
    let steps = values.dropFirst().map { value -> String in
      let place = Int(min(9e15, ((value - first) / unit).rounded()))
      defer { before = place }
      let step = String(place - before, radix: 36)
      return step.utf8.count == 1 ? step : "(\(step))"
    }
    return [WhatIfFile.drawn(first), WhatIfFile.drawn(unit), steps.joined()].joined(separator: " ")
  }

  /// The document with its quantiles packed.
  static func packed(_ document: JSONNode) -> JSONNode {
    let goals = document.list("targets")
    let indicators = document.list("indicators").map { node -> JSONNode in
      let id = node["indicator"]?.string
      let grid = goals.first { $0["indicator"]?.string == id }?["grid"]?.number
      return .keys([
        "indicator": node["indicator"], "years": node["years"],
        "quantiles": .list(
          node.list("quantiles").map { .text(packed($0.string ?? "", grid: grid)) }),
      ])
    }
    return .keys([
      "paths": document["paths"], "indicators": .list(indicators),
      "targets": .list(document.list("targets").map(packedBits)), "levers": levers(document),
    ])
  }

  /// Levers that move something; the page's tables and its script count them alike.
  static func movingLevers(_ document: JSONNode?) -> [JSONNode] {
    (document?.list("levers") ?? []).filter { !$0.list("targets").isEmpty }
  }

  /// Those levers without what stands in the page's tables.
  private static func levers(_ document: JSONNode) -> JSONNode? {
    let moving = movingLevers(document)
    guard !moving.isEmpty else { return nil }
    return .list(
      moving.map { lever in
        .keys([
          "value": lever["value"], "values": lever["values"],
          "chances": .list(lever.list("targets").compactMap { $0["chances"] }),
        ])
      })
  }

  /// A target whose bits are written to base 64 instead of 16, a third shorter.
  private static func packedBits(_ goal: JSONNode) -> JSONNode {
    let digits: [Int] = (goal["met"]?.string ?? "").compactMap { $0.hexDigitValue }
    let bytes: [UInt8] = stride(from: 0, to: digits.count - 1, by: 2).map { place in
      let byte: Int = 16 * digits[place] + digits[place + 1]
      return UInt8(byte)
    }
    return goal.removing("met").adding("met", .text(Data(bytes).base64EncodedString()))
  }
}
