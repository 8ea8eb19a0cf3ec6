internal import CXLSXWriter

/// Looks of cells that follow what they hold.
enum WorkbookRules {
  /// Adds a rule to a page.
  static func add(
    _ rule: SheetRule, to page: UnsafeMutablePointer<lxw_worksheet>,
    _ formats: inout WorkbookFormats
  ) -> lxw_error {
    switch rule.kind {
    case .bar: return bar(rule, page)
    case .likelihood(let chances):
      for word in Likelihood.allCases {
        let error = likelihood(word, chances, rule, page, formats)
        if error != LXW_NO_ERROR { return error }
      }
      return LXW_NO_ERROR
    }
  }

  /// A bar from 0 to 1 in place of the number.
  private static func bar(
    _ rule: SheetRule, _ page: UnsafeMutablePointer<lxw_worksheet>
  ) -> lxw_error {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
    format.data_bar_2010 = 1
    format.bar_only = 1
    format.bar_solid = 1
    format.bar_no_border = 1
    format.bar_color = lxw_color_t(0x2F6EA5)
    format.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    format.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
    format.min_value = 0
    format.max_value = 1
    return put(&format, rule, page)
  }

  /// The ground of a word where the chance in the row has that word.
  private static func likelihood(
    _ word: Likelihood, _ chances: Int, _ rule: SheetRule,
    _ page: UnsafeMutablePointer<lxw_worksheet>, _ formats: WorkbookFormats
  ) -> lxw_error {
    let cell = "$" + Sheet.address(rule.rows.lowerBound, chances)
    let condition = "=AND(ISNUMBER(\(cell)),\(word.condition(on: cell)))"
    return condition.withCString { text in
      var format = lxw_conditional_format()
      format.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      format.value_string = UnsafeMutablePointer(mutating: text)
      format.format = formats.ground(word)
      return put(&format, rule, page)
    }
  }

  private static func put(
    _ format: inout lxw_conditional_format, _ rule: SheetRule,
    _ page: UnsafeMutablePointer<lxw_worksheet>
  ) -> lxw_error {
    worksheet_conditional_format_range(
      page, lxw_row_t(rule.rows.lowerBound), lxw_col_t(rule.column),
      lxw_row_t(rule.rows.upperBound), lxw_col_t(rule.column), &format)
  }
}

extension Likelihood {
  /// The first hundredth of the word, and the first beyond it; `nil` for no end.
  var hundredths: (from: Int?, below: Int?) {
    switch self {
    case .likely: (66, nil)
    case .even: (33, 66)
    case .unlikely: (10, 33)
    case .rare: (nil, 10)
    }
  }

  /// Whether the chance in a cell has the word, as a formula.
  func condition(on cell: String) -> String {
    let ends = hundredths
    let conditions = [
      ends.from.map { "ROUND(100*\(cell),0)>=\($0)" },
      ends.below.map { "ROUND(100*\(cell),0)<\($0)" },
    ].compactMap(\.self)
    return conditions.count == 1 ? conditions[0] : "AND(\(conditions.joined(separator: ",")))"
  }

  /// The words of the chance in a cell, as a formula.
  static func formula(on cell: String, _ say: Catalogue) -> String {
    func text(_ word: Likelihood) -> String {
      let own = say("page.likelihood.\(word.rawValue)")
      return "\""
        + own.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
    let words = [Likelihood.likely, .even, .unlikely]
    let open = words.map { "IF(ROUND(100*\(cell),0)>=\($0.hundredths.from ?? 0),\(text($0))," }
    return open.joined() + text(.rare) + String(repeating: ")", count: words.count)
  }
}
