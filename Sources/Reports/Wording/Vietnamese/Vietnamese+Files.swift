internal import Files
internal import Plans
internal import TimeSeries

// Lỗi của tệp, của cách viết và của từng giá trị.

extension Vietnamese {
  func sentence(_ problem: FileProblem) -> String {
    switch problem {
    case .missing: "tệp không tồn tại"
    case .missingNamed(let name): "tệp \(name) không tồn tại"
    case .unreadable(let obstacle): "không đọc được tệp: \(words(obstacle))"
    case .empty: "tệp trống"
    case .tooLarge(let bytes, let limit): "tệp có \(bytes) byte; chỉ đọc tối đa \(limit)"
    case .allTooLarge(let bytes, let limit):
      "cùng với tệp này, các tệp của kịch bản có \(bytes) byte; chỉ đọc tối đa \(limit)"
    case .changed: "tệp bị ghi trong khi đang được đọc"
    case .notUTF8: "các byte ở đây không theo mã UTF-8"
    case .utf16: "tệp theo mã UTF-16, không phải UTF-8"
    case .controlCharacter(let code): "ở đây có ký tự điều khiển (\(scalar(code))): hãy xóa"
    case .tooManyFaults(let limit): "còn nhiều lỗi hơn \(limit) lỗi đầu"
    }
  }

  func sentence(_ problem: JSONProblem) -> String {
    switch problem {
    case .syntax(let expected, let found): "cần \(words(expected)), nhưng gặp \(words(found))"
    case .tooDeep(let limit): "các giá trị lồng nhau sâu hơn \(limit) cấp"
    case .duplicateKey(let key, let line): "khóa \"\(key)\" đã được khai báo ở dòng \(line)"
    case .unknownKey(let key): "ở đây không có khóa \"\(key)\""
    case .missingKey(let key): "thiếu khóa \"\(key)\""
    case .wrongType(let key, let expected, let found):
      "\"\(key)\" phải là \(words(expected)), không phải \(words(found))"
    case .noneOf(let keys): "cần một trong các khóa: \(list(keys))"
    case .moreThanOneOf(let keys): "ở đây chỉ được có một trong các khóa: \(list(keys))"
    }
  }

  func sentence(_ problem: ValueProblem) -> String {
    switch problem {
    case .tooLarge(let text): "số \(text) quá lớn"
    case .tooSmall(let text): "số \(text) quá gần 0 mà không bằng 0"
    case .notANumber(let text): "\(text) không phải là số dùng được"
    case .outOfRange(let key, let value, let allowed):
      "\"\(key)\" là \(words(value)); cho phép: \(words(allowed))"
    case .unknown(let key, let value): "\"\(key)\" không thể là \"\(value)\""
    case .conflict(let key, let conflict): "\"\(key)\" không phù hợp: \(words(conflict))"
    case .doubledEntry(let name, let list, let line):
      "\(name) đã có trong \"\(list)\" ở dòng \(line)"
    }
  }

  func sentence(_ problem: TableProblem) -> String {
    switch problem {
    case .rowTooLong(let limit): "dòng dài hơn \(limit) byte; phần còn lại của tệp không được đọc"
    case .missingColumn(let name): "thiếu cột \"\(name)\""
    case .duplicateColumn(let name): "cột \"\(name)\" xuất hiện hai lần trong dòng tiêu đề"
    case .raggedRow(let expected, let found): "dòng có \(found) ô, dòng tiêu đề có \(expected) ô"
    case .openQuote: "dấu nháy kép mở mà không đóng"
    case .strayQuote: "có dấu nháy kép trong một ô không bắt đầu bằng dấu nháy kép"
    case .textAfterQuote: "có chữ sau dấu nháy kép đóng"
    case .emptyField(let column): "ô \"\(column)\" để trống"
    case .badNumber(let column, let text): "\"\(column)\" là \"\(text)\", không phải là số"
    case .decimalComma(let column, let text): "\"\(column)\" là \"\(text)\", có dấu phẩy thập phân"
    case .ambiguousComma(let column, let text):
      "\"\(column)\" là \"\(text)\": dấu \(text.contains(",") ? "phẩy" : "chấm") có thể phân cách hàng nghìn hoặc là dấu thập phân"
    case .noRows: "tệp chỉ có dòng tiêu đề, không có dòng số liệu"
    }
  }

  func sentence(_ problem: PeriodProblem) -> String {
    switch problem {
    case .impossible(let text): "\"\(text)\" không phải là một kỳ"
    case .mixedSpelling(let text, let first, let line):
      "\"\(text)\" được viết khác với \"\(first)\" ở dòng \(line)"
    case .otherDay(let text, let first, let line):
      "\"\(text)\" không phải là ngày đại diện cho kỳ như các dòng khác, ví dụ \"\(first)\" ở dòng \(line)"
    case .openDayOrder(let text):
      "\"\(text)\" có thể bắt đầu bằng ngày hoặc bằng tháng, và không dòng nào khác cho biết"
    case .otherFrequency(let period, let frequency):
      "kỳ \(period) không hợp với tần suất \(frequency.rawValue)"
    case .impossibleDate(let column, let text): "\"\(column)\" là \"\(text)\", không phải là ngày"
    }
  }

  func sentence(_ problem: PanelProblem) -> String {
    switch problem {
    case .notATable: "tệp không phải là bảng hiệu chỉnh của phiên bản này"
    case .noOrigin(let minimum):
      "không chuỗi nào có \(minimum) giá trị và thêm một giá trị để so sánh"
    case .duplicatePeriod(let series, let period, let line):
      "\(series) đã có kỳ \(period) ở dòng \(line)"
    }
  }

  func sentence(_ note: PanelNote) -> String {
    switch note {
    case .joinedName(let written, let series, let line, _):
      return
        "\"\(written)\" được hiểu là chuỗi \"\(series)\" ở dòng \(line): hai tên chỉ khác nhau ở dấu cách hoặc chữ hoa, chữ thường"
    case .unheardNation(let series, let others, let obstacle, _):
      return unheardNation(series, others, obstacle)
    case .sparse(let series, let count, let step, let frequency, _):
      let others = count == 1 ? "" : " và \(count - 1) chuỗi khác"
      let unit = frequency == .monthly ? "tháng" : "quý"
      let advice =
        switch (frequency, step) {
        case (.monthly, 3):
          "có vẻ là số liệu quý: dùng --frequency Q và viết kỳ theo quý để dự báo theo quý"
        case (.monthly, 12), (.quarterly, 4):
          "có vẻ là số liệu năm: dùng --frequency A và viết kỳ theo năm để dự báo theo năm"
        case (.monthly, 6), (.quarterly, 2):
          "có vẻ là số liệu nửa năm; các \(unit) ở giữa được nội suy"
        default: "các \(unit) ở giữa được nội suy, không phải là số liệu"
        }
      return "\(series)\(others) chỉ có giá trị cách nhau \(step) \(unit); \(advice)"
    }
  }
}
