internal import Files
internal import Tables

/// What moving one lever does to the chances: complete as a table, and a slider for values between.
struct LeversPart {
  let words: PageWords
  private var say: Catalogue { words.say }

  var section: PageSection? {
    let levers = PackedQuantiles.movingLevers(words.folder.whatIf)
    guard !levers.isEmpty else { return nil }
    let isIllustrative = levers.contains { $0["placeholder"]?.bool == true }
    let paths = levers[0]["paths"]?.number.map { words.number.fixed($0, decimals: 0) } ?? ""
    let chances = levers.flatMap { lever in
      lever.list("targets").flatMap { $0.list("chances").compactMap(\.number) }
    }
    var content = Markup.paragraph(
      Markup(
        [
          say("page.levers.explained", ["paths": paths]),
          words.mostError(of: chances, paths: levers[0]["paths"]?.number.map { Int($0) }),
        ].compactMap(\.self).joined(separator: " ")))
    if isIllustrative { content += .paragraph(Markup(say("page.levers.placeholder")), "warn") }
    for (index, lever) in levers.enumerated() { content += block(lever, index) }
    return PageSection("levers", say("page.levers.heading"), content)
  }

  private func block(_ lever: JSONNode, _ index: Int) -> Markup {
    let values = lever.list("values").compactMap(\.number)
    guard let value = lever["value"]?.number, let here = values.firstIndex(of: value),
      let low = values.first, let high = values.last
    else { return .none }
    let unit = lever["unit"]?.string ?? ""
    func named(_ value: Double) -> String {
      unit.isEmpty ? words.number.given(value) : "\(words.number.given(value)) \(unit)"
    }
    let title = (lever["title"]?.string ?? "")
    let isIllustrative = lever["placeholder"]?.bool == true
    var table = PageTable(
      caption: isIllustrative ? say("page.levers.illustrative", ["title": title]) : title,
      columns: [
        say("column.target"), named(low), say("page.levers.planned", ["value": named(value)]),
        named(high),
      ])
    func shares(_ chances: [Double]) -> [PageTable.Cell] {
      [0, here, values.count - 1].map { place in
        guard place < chances.count else { return .number("–") }
        return .share(chances[place], words.inHundred(chances[place]))
      }
    }
    for target in lever.list("targets") {
      let chances = target.list("chances").compactMap(\.number)
      table.rows.append([.text(name(of: target))] + shares(chances))
    }
    let slider = Markup.element(
      "div",
      [
        "class": "lever script", "hidden": "", "data-run": "\(words.place)",
        "data-lever": "\(index)",
        "data-title": title, "data-unit": unit,
      ])
    return .element("div", ["class": "leverbox"], table.markup, slider)
  }

  private func name(of target: JSONNode) -> String {
    let key = [target["plan"]?.string ?? "", target["ref"]?.string ?? ""]
    guard let row = words.assessed.first(where: { words.key($0) == key }) else { return key[1] }
    return say(
      "page.levers.target",
      [
        "name": row[CommonColumns.target], "asked": words.asked(row),
        "year": row[AttainmentTable.year].map { "\($0)" } ?? "",
      ])
  }
}
