internal import Files
internal import TimeSeries

/// Vietnamese, as an office in Việt Nam writes it.
struct Vietnamese: Wording {
  let language = Language.vi
  let writing = Writing(
    tag: "vi-VN", decimal: ",", thousands: ".",
    pattern: "[$-42A]", day: .dayFirst(quarter: "Quý", month: "Tháng"), prefersVietnamese: true)
  var catalogue: Catalogue { Self.sentences }
  private static let sentences = Catalogue(.vi)

  func label(_ label: FaultLabel) -> String {
    switch label {
    case .hint: "gợi ý:"
    case .warning: "cảnh báo:"
    case .note: "lưu ý:"
    }
  }

  func closing(faults count: Int, isMore: Bool) -> String {
    "\(isMore ? "hơn " : "")\(grouped(count)) lỗi; không có tệp nào được ghi"
  }

  func unlisted(faults count: Int, of all: Int, lastLine: Int) -> String {
    "… và \(grouped(count)) lỗi cùng loại nữa (tổng cộng \(grouped(all))"
      + (lastLine > 0 ? ", lỗi cuối ở dòng \(lastLine))" : ")")
  }

  func unlisted(warnings count: Int) -> String { "còn \(count) trường hợp cùng loại" }

  func unlisted(notes count: Int) -> String { "… và \(count) lưu ý nữa" }

  /// A day as an office writes it; a text that is none stays as it is.
  func day(_ text: String) -> String {
    CalendarDate(text).map { writing.figures(of: $0) } ?? text
  }

  /// The same.
  func day(_ date: CalendarDate) -> String { writing.figures(of: date) }

  // MARK: Gợi ý

  func sentence(_ hint: Hint) -> String {
    switch hint {
    case .didYouMean(let name): "có phải ý bạn là \"\(name)\"?"
    case .allowed(let names): "các tên dùng được ở đây: \(list(names))"
    case .columns(let names): "các cột phải có: \(list(names))"
    case .schema(let format): "lệnh forecast schema \(format) in ra định dạng của tệp"
    case .quoteOpened(let line): "dấu nháy kép mở ở dòng \(line)"
    case .doubleQuotes: "đặt cả ô trong dấu nháy kép và viết mỗi dấu nháy kép bên trong thành hai"
    case .opened(let bracket, let line): "dấu \(bracket) mở ở dòng \(line)"
    case .readAgain: "chạy lại khi không có ai đang ghi vào tệp"
    case .runAnew:
      "chạy lại lệnh đã ghi ra nó vào một thư mục mới; muốn ghi thêm thì ghi vào bản sao để ở nơi khác"
    case .runFrom: "dùng --directory để nêu thư mục nơi lệnh run đã chạy, hoặc thư mục của kịch bản"
    case .growthCommand:
      "kịch bản tăng trưởng theo ngành được chạy bằng lệnh forecast monthly và forecast track, thêm --year nếu kịch bản không nêu ngày"
    case .scorecardCommand(let file):
      "kịch bản này theo dõi các chỉ tiêu trong năm, không có mục tiêu cho lệnh run: dùng forecast scorecard \(file)"
    case .calibrate: "lệnh forecast calibrate tạo ra bảng hiệu chỉnh"
    case .listOnce: "chỉ nêu một lần"
    case .write(let hint): sentence(hint)
    case .mend(let hint): sentence(hint)
    case .start(let hint): sentence(hint)
    case .task(let hint): sentence(hint)
    case .workbook(let hint): sentence(hint)
    case .database(let hint): sentence(hint)
    case .statistics(let hint): sentence(hint)
    }
  }

  func sentence(_ hint: WritingHint) -> String {
    switch hint {
    case .number(let text): "viết \(text)"
    case .either(.comma, let thousands, let decimal):
      "viết \(thousands) nếu dấu phẩy phân cách hàng nghìn, \(decimal) nếu đó là dấu thập phân"
    case .either(.point, let thousands, let decimal):
      "viết \(thousands) nếu dấu chấm phân cách hàng nghìn; nếu đó là dấu thập phân thì viết \(decimal), cách viết này áp dụng cho mọi số liệu của bảng"
    case .percentCell(let text):
      "Excel hiển thị ô này theo định dạng Percentage (Tỷ lệ phần trăm): chọn định dạng General (Chung) rồi viết \(text)"
    case .noCommaInNumbers:
      "dấu phẩy trong một số bị hiểu là bắt đầu cột mới: viết 12.5 và 1234, không viết 12,5 và 1,234"
    case .day: "viết ngày theo mẫu 2024-01-31"
    case .year(let example): "hãy viết cả năm: \(example)"
    case .date: "viết 2025-06-30, 2025-06 hoặc 2025"
    case .period(.annual): "viết năm, ví dụ 2024"
    case .period(.quarterly): "viết quý, ví dụ 2024-Q1"
    case .period(.monthly): "viết tháng, ví dụ 2024-01"
    case .period(.span): "viết nhiều năm tính chung, ví dụ 2015-2020"
    case .anyPeriod: "viết 2024, 2024-Q1, 2024-01 hoặc 2024-01-31"
    case .sameDay:
      "dùng cùng một ngày cho mọi kỳ; nếu một kỳ có nhiều ngày, hãy gộp thành một giá trị trước"
    case .utf8: "lưu tệp theo mã UTF-8"
    case .table:
      "viết dòng tiêu đề rồi các dòng số liệu, các ô cách nhau bằng dấu phẩy, dấu chấm phẩy hoặc dấu tab"
    }
  }

  func sentence(_ hint: MendingHint) -> String {
    switch hint {
    case .namesAlike: "các tên chỉ khác nhau ở dấu cách hoặc chữ hoa, chữ thường là cùng một chuỗi"
    case .addRow(let period): "thêm dòng số liệu cho kỳ \(period)"
    case .splitSeries: "đặt series_id khác cho một trong hai chuỗi"
    case .separateRows: "ghi vintage hoặc status khác cho một trong hai dòng, hoặc bỏ một dòng"
    case .writePlace(let held, let wanted):
      "tệp có chuỗi này cho \(held): hãy ghi \(wanted) vào cột geo của tệp"
    case .kindLevel:
      "khai báo \"kind\": \"level\" cho đại lượng có thể bằng 0 hoặc âm, hoặc sửa số liệu"
    case .kindOfPercent:
      "khai báo \"kind\": \"level\" nếu là tốc độ tăng của từng năm, \"share\" nếu là tỷ trọng; nếu là một mức tăng dần, ghi vào \"unit\" đó là % của đại lượng nào, ví dụ \"% GDP\""
    case .deriveGrowth(let id):
      "cho dòng này dùng một chỉ tiêu riêng với \"derived\": {\"growth\": {\"of\": \"\(id)\"}}"
    case .deriveAverage(let id, let last, let rates):
      "cho dòng này dùng một chỉ tiêu riêng với \(MendingHint.averageGrowth(of: id, last: last)), trong đó base là năm liền trước năm đầu tiên"
        + (rates.map {
          ", và khai báo \(id) với \"kind\": \"growth\", \"series\": {\"growth\": \"\($0)\"}"
        } ?? "")
    case .sayEstimate: "sửa vintage hoặc kỳ, hoặc ghi status của dòng là estimate hay forecast"
    case .giveVintage: "ghi ngày công bố vào cột vintage, hoặc chạy không có as_of"
    case .widenBounds: "sửa số liệu, hoặc nới \"bounds\""
    case .mergeSector: "gộp ngành này với một ngành khác để tổng lớn hơn 0"
    case .addLevel(let sector):
      "nêu giá trị của \(sector) cho ít nhất một năm hoặc một quý, bằng một dòng số liệu hoặc trong stated_levels; chỉ có tốc độ tăng thì không biết quy mô"
    case .askYear(let year):
      "thêm cho một phương án điều kiện có \"period\": \"\(year)\", hoặc theo dõi năm khác bằng --year"
    case .sayInherits(let keys):
      "viết \"inherits\": [\(list(keys.map { "\"\($0)\"" }))] để lấy theo, bớt tên hoặc để [] nếu không lấy, hoặc nêu riêng tại đây"
    case .stateWeight(let part):
      "nêu một chuỗi giá trị mà địa phương nào cũng công bố, hoặc ghi \"weight\" là giá trị năm gốc cho từng địa phương, trong đó có \(part); với riêng một chỉ tiêu hoặc một ngành thì ghi [{\"series\": …, \"value\": …}]"
    }
  }

  func sentence(_ hint: StartHint) -> String {
    switch hint {
    case .namePeriodColumn: "đặt tên cột kỳ là \"Kỳ\", \"Năm\", \"period\" hoặc \"year\""
    case .nameValueColumn: "đặt tên cột số liệu là \"Giá trị\" hoặc \"value\""
    case .decimalOption: "nêu rõ bằng --decimal point (dấu chấm) hoặc --decimal comma (dấu phẩy)"
    case .decimalOfLayout:
      "nêu rõ trong scenario.json: ghi \"decimal\": \"point\" (dấu chấm) hoặc \"decimal\": \"comma\" (dấu phẩy) dưới mục layout của bảng này"
    case .oneFrequency: "để số liệu năm, quý và tháng trong các tệp riêng"
    case .onePerMonth: "gộp số liệu theo tháng, quý hoặc năm trước"
    case .oneValue: "bỏ một trong hai số, hoặc thêm một cột nêu điều phân biệt chúng"
    case .nameYearColumn: "thêm một cột năm tên là \"Năm\" hoặc \"year\""
    case .nameQuarters: "đặt tên các cột là Q1 đến Q4, hoặc theo nội dung của cột"
    case .nameGroupColumn:
      "đặt tên cột phân biệt các chuỗi là \"place\", \"group\" hoặc \"indicator\", hoặc bỏ cột đó"
    case .nameCumulated:
      "thêm \"Lũy kế\" vào tên nếu là số lũy kế; nếu không phải, thêm \"trong tháng\" hoặc dùng --yearly sum"
    case .yearsToDecember: "thêm số lũy kế đến tháng 12, hoặc dùng số liệu năm"
    case .yearlyOption:
      "nêu rõ bằng --yearly sum (cộng), --yearly last (kỳ cuối) hoặc --yearly mean (bình quân)"
    case .wholeYears:
      "thêm các dòng còn thiếu, dùng số liệu năm, hoặc ghi kế hoạch năm bên cạnh để theo dõi bằng forecast scorecard"
    case .namePrintedColumns:
      "hãy ghi ở đầu mỗi cột số liệu kỳ và nội dung của cột: \"Tháng 3 năm 2024\", \"Quý I/2024 so với cùng kỳ năm trước (%)\""
    case .nameParents:
      "sửa số liệu, hoặc thêm cột \"Thuộc ngành\" nêu mỗi dòng là một phần của dòng nào"
    case .renewLayout:
      "chạy lại forecast init --in-place, hoặc ghi vào series hay leave_out trong layout của kịch bản"
    case .choosePrices:
      "chọn một loại bằng --prices constant (tốc độ tăng tính theo giá so sánh) hoặc --prices current"
    case .addWhole:
      "đặt tên dòng tổng số là GRDP hoặc Tổng số, hoặc thêm cột \"Cơ cấu 2024\" nêu quy mô từng ngành trong năm đó: tổng số sẽ được tính từ các ngành"
    case .addSizes:
      "thêm cột \"Cơ cấu 2024\" nêu quy mô từng ngành trong năm đó, hoặc đưa giá trị thay cho tốc độ tăng"
    case .moreYears: "thêm số liệu các năm trước"
    }
  }
}
