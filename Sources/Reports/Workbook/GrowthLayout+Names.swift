internal import Pipeline
internal import TimeSeries

extension GrowthLayout {
  /// A sentence of the workbook.
  func phrase(_ key: String, _ values: [String: String] = [:]) -> String {
    say("workbook." + key, values)
  }

  /// Numbers in running text.
  var numbers: NumberStyle { NumberStyle(language) }

  /// The name of a sheet.
  func sheetName(_ key: String) -> String { phrase("sheet." + key) }

  /// The name of a stretch.
  func name(ofSpan span: Int) -> String { phrase("span." + GrowthSpan.all[span].key) }

  /// The short name of a variant, for the heads of columns.
  func name(ofVariant variant: Int) -> String {
    let id = result.variants[variant].id
    if id == "baseline" { return phrase("variant.baseline") }
    let isNumbered = id.hasPrefix("pa") && id.dropFirst(2).allSatisfy(\.isNumber) && id.count > 2
    return isNumbered ? id.uppercased() : id
  }

  /// The short name and the title of a variant.
  func title(ofVariant variant: Int) -> String {
    let (name, title) = (name(ofVariant: variant), language.text(result.variants[variant].title))
    return title.isEmpty || title == name ? name : "\(name): \(title)"
  }

  /// The name of a row as tables write it: parts of parts begin with a dash.
  func label(_ row: Int) -> String {
    let name = language.text(sector(row).name)
    return rows[row].depth >= 2 ? "- " + name : name
  }

  /// `GDP` or `GRDP` where the top sector's name has it, else the name.
  var total: String {
    guard !rows.isEmpty else { return "" }
    let name = language.text(sector(0).name)
    let words = name.split { !$0.isLetter }
    return words.first { $0 == "GRDP" || $0 == "GDP" }.map(String.init) ?? name
  }

  /// A day as the language writes it.
  func day(_ date: CalendarDate) -> String {
    guard language == .vi else { return date.description }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(date.day))/\(two(date.month))/\(date.year)"
  }

  /// A year or quarter as the language writes it.
  func name(of period: Period) -> String {
    switch period.frequency {
    case .annual: return phrase("period.year", ["year": "\(period.year)"])
    case .quarterly:
      let name = name(ofSpan: GrowthSpan.place(ofQuarter: period.positionInYear))
      return phrase("period.part", ["part": name, "year": "\(period.year)"])
    case .monthly:
      let name = phrase("month", ["month": "\(period.positionInYear)"])
      return phrase("period.part", ["part": name, "year": "\(period.year)"])
    case .span: return period.description
    }
  }

  /// The conditions of a variant in words, one sentence each.
  func conditions(_ variant: Int) -> [String] {
    result.variants[variant].conditions.map(inWords)
  }

  /// `gdp 2025 = +8%` in words; what has another form stays as it is.
  private func inWords(_ condition: String) -> String {
    let parts = condition.split(separator: " ")
    guard parts.count == 4, let period = Period(parts[1]),
      let sector = result.sectors.first(where: { $0.id == String(parts[0]) })
    else { return condition }
    let keys = ["=": "exactly", "==": "exactly", ">=": "atleast", "<=": "atmost"]
    guard let key = keys[String(parts[2])] else { return condition }
    let isGrowth = parts[3].hasSuffix("%")
    let digits = isGrowth ? parts[3].dropLast() : parts[3]
    guard let value = Double(digits), value.isFinite else { return condition }
    let places = [
      "sector": language.text(sector.name), "period": name(of: period),
      "value": isGrowth ? numbers.short(value) + "%" : numbers.short(value) + " " + result.unit,
    ]
    return phrase((isGrowth ? "growth." : "level.") + key, places)
  }

  /// The fill of a status.
  func fill(_ status: GrowthCell.Status) -> CellStyle.Fill {
    switch status {
    case .actual: .actual
    case .estimate: .estimate
    case .scenario: .scenario
    }
  }
}
