internal import Attainment
internal import Tables

/// Every target with a chance, to be searched, filtered, sorted and ticked; the headline ones first.
struct TargetsPart {
  let words: PageWords
  /// The run before; `nil` for none.
  let earlier: PageWords?
  private var say: Catalogue { words.say }

  var section: PageSection? {
    let rows = words.ordered(words.assessed)
    guard !rows.isEmpty else { return nil }
    let content =
      tools(rows) + table(rows) + together
      + .joined(words.rowsOfPlans.map { .paragraph(Markup($0), "note") })
      + .paragraph(Markup(say("page.targets.explained")), "note")
      + (isAnyLed ? .none : .paragraph(Markup(say("page.noagency.all")), "note"))
      + legend(rows)
    return PageSection("targets", say("page.targets.heading"), content)
  }

  // MARK: Tools

  private func tools(_ rows: [Table.Record]) -> Markup {
    // What several lead is found under each of them.
    let agencies = rows.flatMap(agencies).reduce(into: [String]()) { list, name in
      if !list.contains(name) { list.append(name) }
    }
    let bases = Basis.allCases.filter { basis in
      rows.contains { $0[AttainmentTable.basis] == basis }
    }
    return .element(
      "div", ["class": "tools script", "hidden": ""],
      .element(
        "input",
        [
          "type": "search", "class": "find", "placeholder": say("page.tools.find"),
          "aria-label": say("page.tools.find"),
        ]),
      isAnyLed ? choice("agency", say("page.tools.agency"), agencies.map { ($0, $0) }) : .none,
      choice(
        "word", say("page.tools.word"),
        Likelihood.allCases.map { ($0.rawValue, say("page.likelihood.\($0.rawValue)")) }),
      choice("basis", say("page.tools.basis"), bases.map { ($0.code, say("basis.\($0.code)")) }),
      .element("button", ["type": "button", "class": "table-csv"], Markup(say("page.tools.csv"))),
      .element("output", ["class": "shown", "aria-live": "polite"]))
  }

  private func choice(_ id: String, _ all: String, _ options: [(String, String)]) -> Markup {
    .element(
      "select", ["class": "by", "data-by": id, "aria-label": all],
      [.element("option", ["value": ""], Markup(all))]
        + options.map { .element("option", ["value": $0.0], Markup($0.1)) })
  }

  // MARK: Table

  private func table(_ rows: [Table.Record]) -> Markup {
    var heads = [
      head(say("column.target")), head(say("column.wanted")), head(say("page.column.forecast")),
      head(say("column.chance"), sorts: "chance"), head(say("page.column.word")),
    ]
    if let earlier {
      let day = earlier.folder.manifest.asOf.map(words.day) ?? say("page.lead.nobefore")
      heads.append(head(say("page.column.since", ["date": day]), sorts: "since"))
    }
    heads.append(head(say("column.basis")))
    let changes = earlier.map { TargetChanges(words, since: $0) }
    let names =
      [
        "column.target", "column.wanted", "page.column.forecast", "column.chance",
        "page.column.word",
      ] + (earlier == nil ? [] : ["page.column.change"]) + ["column.basis"]
    return .element(
      "div",
      [
        "class": "scroll", "role": "group", "tabindex": "0",
        "aria-label": say("page.attainment.table"),
      ],
      .element(
        "table",
        [
          "class": "targets", "data-run": "\(words.place)",
          "data-heads": valueHeads(earlier != nil),
          "style": PageTable.names(of: names.map { say($0) }),
        ],
        .element("caption", ["class": "unseen"], Markup(say("page.attainment.table"))),
        .element("thead", [:], .element("tr", [:], heads)),
        .element("tbody", [:], rows.map { row($0, changes) })))
  }

  private func head(_ text: String, sorts: String? = nil) -> Markup {
    guard let sorts else { return .element("th", ["scope": "col"], Markup(text)) }
    return .element(
      "th", ["scope": "col", "aria-sort": "none"],
      .element("button", ["type": "button", "class": "sort", "data-by": sorts], Markup(text)))
  }

  private func agencies(_ row: Table.Record) -> [String] {
    let names = LeadAgencies.named(in: row[AttainmentTable.agency])
    return names.isEmpty ? [say("page.noagency")] : names
  }

  /// Whether any row names who leads; where none does that is said once.
  private var isAnyLed: Bool { words.assessed.contains { !$0[AttainmentTable.agency].isEmpty } }

  private func agency(_ row: Table.Record) -> String { agencies(row).joined(separator: "; ") }

  private func row(_ row: Table.Record, _ changes: TargetChanges?) -> Markup {
    let chance = row[AttainmentTable.probability] ?? 0
    let change = changes?.changes.first { $0.key == words.key(row) }
    var cells = [name(row), asked(row), forecast(row), chanceCell(row), word(row)]
    if changes != nil { cells.append(since(change)) }
    cells.append(basis(row))
    return .element(
      "tr",
      [
        "id": words.anchor(row), "data-key": words.key(row).joined(separator: "/"),
        "data-word": words.isOpen(row) ? Likelihood(chance).rawValue : nil,
        "data-agency": isAnyLed ? agency(row) : "", "data-basis": row[AttainmentTable.basis]?.code,
        "data-chance": "\(chance)", "data-since": change.map { "\($0.points)" } ?? "0",
        "data-values": values(row),
      ], cells)
  }

  /// Heads of the table that is taken away: one for each value.
  private func valueHeads(_ isSince: Bool) -> String {
    ([
      "page.csv.plan", "column.ref", "column.target", "page.csv.agency", "page.csv.least",
      "page.csv.most", "column.year", "page.csv.p10", "page.csv.p50", "page.csv.p90",
      "page.csv.chance", "page.csv.error", "page.csv.unit", "page.column.word", "column.basis",
    ] + (isSince ? ["page.csv.since"] : [])).map { say($0) }.joined(separator: "|")
  }

  /// Numbers of a row of that table, one a place: what is asked, by when, the forecast, the chance, its error, the unit;
  /// with a point, and no more digits than the page shows.
  private func values(_ row: Table.Record) -> String {
    let ends = row[AttainmentTable.target]?.bounds(row[AttainmentTable.direction])
    let basis = row[AttainmentTable.basis]
    let isExact = basis?.isThin == false && !words.isKnown(row)
    func points(_ column: Column<Double>, _ decimals: Int) -> String? {
      row[column].map { NumberStyle.plain.fixed(100 * $0, decimals: decimals) }
    }
    let numbers = [
      ends?.low.map { "\($0)" }, ends?.high.map { "\($0)" },
      row[AttainmentTable.year].map { "\($0)" },
      row[CommonColumns.p10].map(NumberStyle.plain.short),
      row[CommonColumns.p50].map(NumberStyle.plain.short),
      row[CommonColumns.p90].map(NumberStyle.plain.short),
      basis == .illustrative ? nil : points(AttainmentTable.probability, isExact ? 1 : 0),
      isExact ? points(CommonColumns.error, 2) : nil,
    ]
    return (numbers.map { $0 ?? "" } + [words.unit(row)]).joined(separator: "|")
  }

  private func name(_ row: Table.Record) -> Markup {
    let plan = row[CommonColumns.plan]
    let reference = say("page.row", ["plan": plan, "ref": say.place(row[CommonColumns.reference])])
    return .element(
      "th", ["scope": "row"],
      .element(
        "input",
        [
          "type": "checkbox", "class": "script tick", "hidden": "",
          "aria-label": say("page.tick", ["name": row[CommonColumns.target]]),
        ]),
      .element(
        "a", ["href": "#" + words.wayAnchor(row[CommonColumns.indicator])],
        Markup(row[CommonColumns.target])),
      .element(
        "small", [:],
        .element("a", ["class": "here", "href": "#" + words.anchor(row)], Markup(reference)),
        Markup(isAnyLed ? " · " + agency(row) : "")))
  }

  private func asked(_ row: Table.Record) -> Markup {
    let year = row[AttainmentTable.year].map { say("page.inyear", ["year": "\($0)"]) } ?? ""
    return cell(Markup(words.asked(row)) + small(year))
  }

  private func forecast(_ row: Table.Record) -> Markup {
    let range = say(
      "page.eight",
      [
        "low": words.short(row, CommonColumns.p10),
        "high": words.short(row, CommonColumns.p90) + words.percentSign(row),
      ])
    let middle = words.short(row, CommonColumns.p50) + words.percentSign(row)
    return cell(Markup(middle) + small(range), "forecast")
  }

  private func chanceCell(_ row: Table.Record) -> Markup {
    let chance = row[AttainmentTable.probability] ?? 0
    if words.isKnown(row) { return cell(Markup(words.likelihood(row))) }
    if row[AttainmentTable.basis] == .illustrative {
      return cell(Markup(say("page.illustrative")))
    }
    return cell(
      ShareMark.bar(chance)
        + .element(
          "details", ["class": "exact"],
          .element("summary", [:], .strong(words.inHundred(chance))),
          small(say("page.exact", ["chance": words.chance(row)]))))
  }

  private func word(_ row: Table.Record) -> Markup {
    guard let chance = row[AttainmentTable.probability], words.isOpen(row) else {
      return cell(words.isKnown(row) ? Markup(words.likelihood(row)) : Markup("–"))
    }
    let word = Likelihood(chance)
    return cell(
      .element("i", ["aria-hidden": "true"], Markup(word.sign))
        + Markup(" " + say("page.likelihood.\(word.rawValue)")), "word \(word.rawValue)")
  }

  private func since(_ change: TargetChanges.Change?) -> Markup {
    let text =
      switch change {
      case nil: say("page.since.new")
      case let change? where change.points == 0: say("page.since.same")
      case let change?: since(change)
      }
    return cell(Markup(text))
  }

  private func since(_ change: TargetChanges.Change) -> String {
    let points = change.told(words.number).points
    let way = change.points > 0 ? "up" : "down"
    return say("page.since.\(way)\(points == "1" ? ".one" : "")", ["points": points])
  }

  private func basis(_ row: Table.Record) -> Markup {
    let sign = Drawing.svg((14, 14), label: nil, [Sign(row[AttainmentTable.basis]).drawn(7, 7)])
    return cell(sign + Markup(" " + words.basis(row)))
  }

  private func small(_ text: String) -> Markup { .element("small", [:], Markup(text)) }

  private func cell(_ content: Markup, _ name: String? = nil) -> Markup {
    .element("td", ["class": name], content)
  }

  // MARK: Below

  /// What the ticked targets come to together.
  private var together: Markup {
    guard words.folder.whatIf != nil else { return .none }
    return .element(
      "div", ["class": "ticks script", "hidden": ""],
      .element("p", ["class": "ticked", "aria-live": "polite"], Markup(say("page.script.none"))),
      .element("button", ["type": "button", "class": "tick-all"], Markup(say("page.tick.all"))),
      .element(
        "button", ["type": "button", "class": "tick-none"], Markup(say("page.tick.clear"))))
  }

  private func legend(_ rows: [Table.Record]) -> Markup {
    let bases = Basis.allCases.filter { basis in
      basis != .notAssessed && rows.contains { $0[AttainmentTable.basis] == basis }
    }
    return PageFigure.legend(
      bases.map { (Sign($0).key(), say("basis.explained.\($0.code)")) })
  }
}

extension PageWords {
  /// A name that an anchor can have, told apart from every other.
  func slug(_ text: String) -> String {
    var slug = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        slug.unicodeScalars.append(Unicode.Scalar(byte))
      default: slug += "_" + String(byte, radix: 16)
      }
    }
    return slug
  }

  /// Where a target stands on the page.
  func anchor(_ row: Table.Record) -> String {
    (place == 0 ? "row-" : "row\(place + 1)-") + key(row).map(slug).joined(separator: "_")
  }

  /// Where the way of an indicator stands on the page.
  func wayAnchor(_ indicator: String) -> String {
    (place == 0 ? "way-" : "way\(place + 1)-") + slug(indicator)
  }
}
