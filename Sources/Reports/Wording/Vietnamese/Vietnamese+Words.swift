internal import Files
internal import TimeSeries

#if canImport(Glibc)
  internal import Glibc
#endif

// Từ ngữ nằm trong câu.

extension Vietnamese {
  /// A period of files within a sentence: `2025-Q3` is `quý III năm 2025`; what is none stands as it is.
  func told(_ period: String) -> String {
    guard let known = PeriodOfYear(utf8: Array(period.utf8)[...]) else { return period }
    let words = known.isWholeYear ? "Năm \(known.year)" : catalogue.period(known)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// A number of files with the decimal mark of the language, without a zero that says nothing.
  func number(_ text: String) -> String {
    guard Double(text) != nil else { return text }
    return catalogue.figure(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }

  func words(_ obstacle: FileObstacle) -> String {
    switch obstacle {
    case .folder: "đó là một thư mục"
    case .notPlain: "đó không phải là tệp thông thường"
    case .notAFolder: "đó không phải là thư mục"
    case .noPermission: "không có quyền truy cập"
    case .readOnly: "ổ đĩa chỉ cho phép đọc"
    case .noSpace: "ổ đĩa đã đầy"
    case .noName: "chưa có tên"
    case .nameTooLong: "tên quá dài"
    case .deadLink: "đó là liên kết không dẫn đến đâu"
    case .nameOfLock: "tên này dành cho tệp khóa của thư mục kết quả; hãy chọn tên khác"
    case .notALock: "đó không phải là tệp khóa của forecast; hãy chuyển đi nơi khác"
    case .workingFolderGone: "thư mục đang làm việc không còn"
    case .system(let code): system(code)
    case .numbered(let code): "lỗi số \(code)"
    case .quoted(let text): text
    }
  }

  /// What the system says in English only.
  private func system(_ code: Int32) -> String {
    switch code {
    case EACCES, EPERM: words(FileObstacle.noPermission)
    case EROFS: words(FileObstacle.readOnly)
    case ENOSPC, EDQUOT: words(FileObstacle.noSpace)
    case EISDIR: words(FileObstacle.folder)
    case ENOTDIR: words(FileObstacle.notAFolder)
    case ENAMETOOLONG: words(FileObstacle.nameTooLong)
    case ENOENT: "tệp hoặc thư mục không tồn tại"
    case EEXIST: "đã tồn tại"
    case ENOTEMPTY: "thư mục không trống"
    case EFBIG: "tệp quá lớn"
    case ELOOP: "quá nhiều liên kết nối tiếp nhau"
    case EMFILE, ENFILE: "quá nhiều tệp đang mở"
    case EBUSY, ETXTBSY: "đang được dùng"
    case EIO: "lỗi đọc, ghi của thiết bị"
    case EPIPE: "nơi nhận đã đóng"
    default: "lỗi hệ thống số \(code) (\(String(cString: strerror(code))))"
    }
  }

  func words(_ expected: JSONExpectation) -> String {
    switch expected {
    case .value: "một giá trị"
    case .key: "một khóa trong dấu nháy kép"
    case .colon: "dấu :"
    case .commaOrBrace: "dấu , hoặc }"
    case .commaOrBracket: "dấu , hoặc ]"
    case .endOfFile: "hết tệp"
    case .digit: "một chữ số"
    case .noLeadingZeros: "một số không bắt đầu bằng số 0 thừa"
    case .closingQuote: "dấu nháy kép đóng"
    case .printable: "một ký tự in được"
    case .restOfEscape: "phần còn lại của ký hiệu bắt đầu bằng \\"
    case .knownEscape: "một ký hiệu bắt đầu bằng \\ mà JSON cho phép"
    case .lowSurrogate: "nửa sau của cặp mã UTF-16"
    case .unicodeScalar: "một mã Unicode"
    case .hexadecimalDigits: "bốn chữ số thập lục phân"
    }
  }

  func words(_ found: JSONFinding) -> String {
    switch found {
    case .endOfFile: "hết tệp"
    case .endOfLine: "hết dòng"
    case .character(let text): text
    }
  }

  func words(_ kind: ValueKind) -> String {
    switch kind {
    case .string: "chuỗi ký tự"
    case .number: "số"
    case .wholeNumber: "số nguyên"
    case .boolean: "true hoặc false"
    case .array: "danh sách [ ]"
    case .object: "đối tượng { }"
    case .null: "null"
    case .text(let format): words(format)
    case .either(let first, let second): "\(words(first)) hoặc \(words(second))"
    case .written(let text): text
    }
  }

  func words(_ format: TextFormat) -> String {
    switch format {
    case .name: "chữ cái, chữ số và dấu gạch nối"
    case .sector: "chữ cái, chữ số, dấu gạch nối và dấu chấm"
    case .date: "ngày theo mẫu YYYY-MM-DD"
    case .period: "kỳ theo mẫu 2024, 2024-Q1 hoặc 2024-01"
    case .periodOfYear: "kỳ theo mẫu 2024, 2024-Q1, 2024-01 hoặc 2024-6M"
    }
  }

  func words(_ value: GivenValue) -> String {
    switch value {
    case .written(let text): text
    case .elements(let count): "\(count) phần tử"
    case .periods(let count): "\(count) kỳ"
    }
  }

  func words(_ allowed: AllowedRange) -> String {
    switch allowed {
    case .between(let low, let high): "từ \(low) đến \(high)"
    case .above(let low): "lớn hơn \(low)"
    case .atLeast(let low): "từ \(low) trở lên"
    case .atMost(let high): "tối đa \(high)"
    case .positiveOn(let scale): "lớn hơn 0 trên thang \(scale)"
    case .format(let format): words(format)
    }
  }

  func words(_ conflict: ValueConflict) -> String {
    switch conflict {
    case .relation(let formula): "phải có \(formula)"
    case .baseline: "baseline là tên của dự báo không điều kiện"
    case .laterPeriod: "cần một kỳ sau đó trong cùng năm, dài như kỳ đầu"
    case .month: "cần một tháng"
    case .notBeforeStart: "không được trước start"
    case .derived(let id): "\(id) được tính từ chỉ tiêu khác: hãy nêu các chỉ tiêu gốc"
    case .notAssessed(let id): "\(id) không được đánh giá"
    case .noRegions: "{region} cần có \"regions\""
    case .regionsAlike: "cần {region} để phân biệt các vùng"
    case .noOption: "tùy chọn phải bắt đầu bằng dấu -"
    case .onlyUnderived: "không dùng cho chỉ tiêu được tính từ chỉ tiêu khác"
    case .bothBounds(let scale): "thang \(scale) cần cả cận dưới và cận trên"
    case .quantileOrder: "xác suất phải tăng dần, giá trị không được giảm"
    case .startBeforeJudged: "năm xuất phát phải trước năm được đánh giá"
    case .priorAlone: "chỉ dùng cùng với series, anchor hoặc proxy"
    case .horizonBeforeDay: "không được trước năm của as_of"
    case .dayBehindHorizon(let year): "năm của ngày này sau năm cuối của kịch bản, \(year)"
    case .rowNotAssessed(let row): "dòng \(row) không được đánh giá nên không có xác suất"
    case .rowOfTasks(let row):
      "dòng \(row) đạt khi các nhiệm vụ của nó hoàn thành, tăng trưởng hay đòn bẩy không làm thay đổi điều đó nên không có gì để yêu cầu; xem tiến độ bằng forecast tasks"
    case .noIndicatorOfSectors:
      "không có chỉ tiêu nào dùng chuỗi số liệu của một ngành nên không phương án nào làm thay đổi kế hoạch"
    case .publishedAlready(let year): "số liệu năm \(year) đã được công bố"
    case .allNeedsLever: "all cần --variable là một giải pháp của kịch bản"
    case .precisionOfShards: "không dùng khi chạy từng phần; hãy nêu số đường mô phỏng"
    case .noValue(let id, let year): "\(id) không có giá trị năm \(year)"
    case .noValueForMean(let id, let year):
      "\(id) không có giá trị năm \(year), trong khi bình quân cộng cần giá trị đó"
    case .growthOfRate(let id):
      "\(id) đã là tốc độ tăng, mà tăng trưởng của một tốc độ không phải là bình quân các tốc độ: hãy nêu chỉ tiêu mức; chuỗi của chỉ tiêu đó có thể khai báo là {\"growth\": CHUỖI}, khi đó kết quả là bình quân của các tốc độ"
    case .noValueOfProxy(let period): "chuỗi proxy không có giá trị quanh kỳ \(period)"
    case .offScale(let value, let scale):
      "\(value) không có vị trí trên thang \(scale); độ lệch cần các giá trị nằm trong khoảng cho phép"
    case .judgedBelowStart(let value, let start):
      "giá trị đánh giá \(value) thấp hơn mức hiện tại \(start)"
    case .onlyLogScale: "chỉ dùng với thang log"
    case .learnedFrom(let frequency): "bảng được lập từ số liệu tần suất \(frequency)"
    case .sameName(let name, let first, let second): "\(name) là tên của cả \(first) và \(second)"
    }
  }

  func words(_ obstacle: ModelObstacle) -> String {
    switch obstacle {
    case .tooShort(let values, let minimum): "có \(values) giá trị, cần ít nhất \(minimum)"
    case .tooLong(let values, let maximum): "có \(values) giá trị, tối đa \(maximum)"
    case .tooWide(let periods, let maximum): "có \(periods) kỳ đến năm cuối, tối đa \(maximum)"
    case .outsideScale(let value): "giá trị \(value) không có vị trí trên thang của mô hình"
    case .unsuitableScale(let scale): "mô hình không dùng được trên thang \(scale)"
    case .parameterOutOfRange(let name, let value): "\(name) không thể là \(value)"
    case .unknownParameter(let name): "mô hình không có tham số \(name)"
    case .infeasibleQuantiles: "không phân phối nào đi qua các phân vị đã nêu"
    case .noPace: "chưa đủ hai chuỗi có ít nhất hai giá trị để biết nhịp thay đổi"
    case .tooFewCases(let found, let minimum): "có \(found) trường hợp, cần ít nhất \(minimum)"
    case .onlyForAnchors: "mô hình này dành cho một, hai giá trị của anchor"
    }
  }
}
