internal import CXLSXWriter

/// The formats of a workbook, made when first asked for.
struct WorkbookFormats {
  private let book: UnsafeMutablePointer<lxw_workbook>
  let language: Language
  private var made: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  init(book: UnsafeMutablePointer<lxw_workbook>, language: Language) {
    self.book = book
    self.language = language
  }

  /// The format of a style; `nil` where memory is short.
  mutating func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let format = made[style] { return format }
    guard let format = workbook_add_format(book) else { return nil }
    // The face that rules for official papers ask for.
    format_set_font_name(format, "Times New Roman")
    let look = look(style.role)
    format_set_font_size(format, look.size)
    if style.isBold || look.isBold { format_set_bold(format) }
    if look.isItalic { format_set_italic(format) }
    if look.wraps { format_set_text_wrap(format) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    format_set_align(format, UInt8((style.isCentred ? LXW_ALIGN_CENTER : look.place).rawValue))
    let indent = style.role == .number && !style.isCentred ? 1 : style.indent
    if indent > 0 { format_set_indent(format, UInt8(min(indent, 15))) }
    if style.role == .number { format_set_num_format(format, pattern(style)) }
    if look.isFramed {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, lxw_color_t(0x7F7F7F))
    }
    if let ground = style.fill.map(colour) ?? look.ground {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, lxw_color_t(ground))
    }
    made[style] = format
    return format
  }

  private struct Look {
    var size = 11.0
    var isBold = false, isItalic = false, wraps = false
    var place = LXW_ALIGN_LEFT
    var isFramed = false
    var ground: UInt32?
  }

  /// How a role looks: size, weight, slant, breaking of lines, place, and the ground of a frame.
  private func look(_ role: CellStyle.Role) -> Look {
    switch role {
    case .title: Look(size: 14, isBold: true, wraps: true, place: LXW_ALIGN_CENTER)
    case .subtitle, .office: Look(size: 12, isBold: true, wraps: true, place: LXW_ALIGN_CENTER)
    case .caption: Look(isItalic: true, place: LXW_ALIGN_RIGHT)
    case .note: Look(wraps: true)
    case .header:
      Look(isBold: true, wraps: true, place: LXW_ALIGN_CENTER, isFramed: true, ground: 0xE7E6E6)
    case .band: Look(isBold: true, wraps: true, isFramed: true, ground: 0xF2F2F2)
    case .text: Look(wraps: true, isFramed: true)
    case .number: Look(place: LXW_ALIGN_RIGHT, isFramed: true)
    }
  }

  /// The pattern of numbers: in Vietnamese, say, `1.234,5` wherever the reader's system is.
  private func pattern(_ style: CellStyle) -> String {
    let lead = language.writing.pattern
    let tail = style.mark.map { " \"(\(Catalogue.of(language)("workbook.mark.\($0.rawValue)")))\"" }
    let pattern =
      switch style.decimals {
      case .none: "#,##0"
      case .two: "0.00"
      case .grouped: "#,##0.00"
      case .one: "#,##0.0"
      case .stated(let decimals):
        decimals > 0 ? "#,##0." + String(repeating: "0", count: decimals) : "#,##0"
      case .percent: "0.0%"
      case .finePercent: "0.000%"
      case .chance: "[<0.005]\"<1%\";\(lead)[>=0.995]\">99%\";\(lead)0%"
      case .signed: "+0.0;\(lead)-0.0;\(lead)0.0"
      case .plain: "0"
      }
    return lead + pattern + (tail ?? "")
  }

  /// The ground of cells that a rule finds; `nil` where memory is short.
  func ground(_ word: Likelihood) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = workbook_add_format(book) else { return nil }
    let colour: UInt32 =
      switch word {
      case .likely: 0xC6E0B4
      case .even: 0xFFF2CC
      case .unlikely: 0xF8CBAD
      case .rare: 0xF4A7A0
      }
    format_set_bg_color(format, lxw_color_t(colour))
    return format
  }

  private func colour(_ fill: CellStyle.Fill) -> UInt32 {
    switch fill {
    case .actual: 0xE2EFDA
    case .estimate: 0xFFF2CC
    case .split: 0xFCE4D6
    case .scenario: 0xDDEBF7
    }
  }
}
