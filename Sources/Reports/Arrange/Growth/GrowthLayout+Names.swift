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
    let id = annex.variants[variant].id
    if annex.variants[variant].isForecast { return phrase("variant.baseline") }
    let isNumbered = id.hasPrefix("pa") && id.dropFirst(2).allSatisfy(\.isNumber) && id.count > 2
    return isNumbered ? id.uppercased() : id
  }

  /// The short name and the title of a variant.
  func title(ofVariant variant: Int) -> String {
    let (name, title) = (name(ofVariant: variant), annex.variants[variant].title)
    return title.isEmpty || title == name ? name : "\(name): \(title)"
  }

  /// The name of a row as tables write it: parts of parts begin with a dash.
  func label(_ row: Int) -> String {
    let name = sector(row).name + (sector(row).isUnpublished ? " (*)" : "")
    return rows[row].depth >= 2 ? "- " + name : name
  }

  /// `GDP` or `GRDP` where the top sector's name has it, else the name.
  var total: String {
    guard !rows.isEmpty else { return "" }
    let name = sector(0).name
    let words = name.split { !$0.isLetter }
    return words.first { $0 == "GRDP" || $0 == "GDP" }.map(String.init) ?? name
  }

  /// A day as the language writes it.
  func day(_ date: CalendarDate) -> String {
    guard language == .vi else { return date.description }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(date.day))/\(two(date.month))/\(date.year)"
  }

  /// Periods in words.
  var words: ConditionWords { ConditionWords(language, names: [:], unit: annex.unit) }

  /// The period of a stretch of the year, in words.
  func period(ofSpan span: Int) -> String {
    let quarters = GrowthSpan.all[span].quarters
    return words.period(
      .quarter(quarters.lowerBound, of: annex.year),
      .quarter(quarters.upperBound, of: annex.year))
  }

  /// The fill of a status.
  func fill(_ status: GrowthCell.Status) -> CellStyle.Fill {
    switch status {
    case .actual: .actual
    case .estimate: .estimate
    case .split: .split
    case .scenario: .scenario
    }
  }
}
