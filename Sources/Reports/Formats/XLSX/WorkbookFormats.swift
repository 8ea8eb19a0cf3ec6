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
    format_set_font_size(format, size(style.role))
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if style.isBold { format_set_bold(format) }
    place(format, style)
    if let fill = style.fill {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, lxw_color_t(colour(fill)))
    }
    made[style] = format
    return format
  }

  private func size(_ role: CellStyle.Role) -> Double {
    switch role {
    case .title: 14
    case .subtitle, .office: 12
    default: 11
    }
  }

  private func place(_ format: UnsafeMutablePointer<lxw_format>, _ style: CellStyle) {
    let centre = UInt8(LXW_ALIGN_CENTER.rawValue)
    switch style.role {
    case .title, .subtitle, .office:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, centre)
    case .caption:
      format_set_italic(format)
      format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .note:
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .header:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, centre)
      frame(format, background: 0xE7E6E6)
    case .band:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      frame(format, background: 0xF2F2F2)
    case .text:
      format_set_text_wrap(format)
      format_set_align(format, style.isCentred ? centre : UInt8(LXW_ALIGN_LEFT.rawValue))
      if style.indent > 0 { format_set_indent(format, UInt8(min(style.indent, 15))) }
      frame(format, background: nil)
    case .number:
      format_set_num_format(format, pattern(style.decimals))
      format_set_align(
        format, style.isCentred ? centre : UInt8(LXW_ALIGN_RIGHT.rawValue))
      if !style.isCentred { format_set_indent(format, 1) }
      frame(format, background: nil)
    }
  }

  private func frame(_ format: UnsafeMutablePointer<lxw_format>, background: UInt32?) {
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_border_color(format, lxw_color_t(0x7F7F7F))
    guard let background else { return }
    format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
    format_set_bg_color(format, lxw_color_t(background))
  }

  /// The pattern of numbers: in Vietnamese `1.234,5` wherever the reader's system is.
  private func pattern(_ decimals: CellStyle.Decimals) -> String {
    let pattern =
      switch decimals {
      case .none: "#,##0"
      case .two: "0.00"
      case .grouped: "#,##0.00"
      case .one: "#,##0.0"
      case .percent: "0.0%"
      case .finePercent: "0.000%"
      case .plain: "0"
      }
    return language == .vi ? "[$-42A]" + pattern : pattern
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
