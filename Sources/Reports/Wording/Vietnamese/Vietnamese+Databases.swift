internal import Files

// Lỗi của cơ sở dữ liệu và của câu hỏi gửi tới đó.

extension Vietnamese {
  func sentence(_ problem: DatabaseProblem) -> String {
    switch problem {
    case .passwordInAddress: "không được ghi mật khẩu trong địa chỉ"
    case .unknownScheme(let name): "không đọc được địa chỉ dạng \(name)://"
    case .unknownKey(let name): "địa chỉ có khóa không biết là \"\(name)\""
    case .badTimeout: "\"timeout\" phải là số giây nguyên từ 1 đến 86400"
    case .noSelection(let tables):
      tables.isEmpty
        ? "cơ sở dữ liệu không có bảng nào"
        : "địa chỉ không nêu bảng nào trong các bảng: \(list(tables))"
    case .noQuery: "địa chỉ không nêu câu truy vấn, cũng không nêu bảng"
    case .noDatabase: "tệp không phải là cơ sở dữ liệu SQLite"
    case .unreachable(let words): "không kết nối được" + (words.isEmpty ? "" : ": \(words)")
    case .loginRefused: "máy chủ không chấp nhận tên người dùng hoặc mật khẩu"
    case .refused(let words): "cơ sở dữ liệu từ chối: \(words)"
    case .writes: "câu truy vấn có thể ghi dữ liệu, trong khi chỉ được đọc"
    case .severalStatements: "câu truy vấn gồm nhiều lệnh"
    case .noTable: "câu truy vấn không trả về dòng và cột nào"
    case .timedOut(let seconds): "không có trả lời trong \(seconds) giây"
    case .locked(let seconds):
      "chương trình khác đang giữ cơ sở dữ liệu, sau \(seconds) giây vẫn chưa nhả"
    case .cannotOpen: "không mở hoặc tạo được tệp"
    case .readOnlyFile: "tệp chỉ cho phép đọc"
    case .full: "ổ đĩa đã hết chỗ"
    case .damaged: "cơ sở dữ liệu bị hỏng"
    case .unreadable: "không đọc hoặc ghi được tệp"
    case .unknownTable(let name): "không có bảng \"\(name)\""
    case .unknownColumn(let name): "không có cột \"\(name)\""
    case .syntax(let near): "không hiểu câu truy vấn ở chỗ \"\(near)\""
    case .notAllowed: "người dùng không được phép làm việc này"
    case .tooLarge(let limit): "kết quả lớn hơn \(limit) byte"
    case .bytes(let column): "cột \"\(column)\" chứa các byte không phải là chữ"
    case .zonedTime(let column):
      "cột \"\(column)\" là thời điểm kèm múi giờ, nên ngày tùy thuộc nơi đọc"
    case .noTarget(let text): "\(text) không phải là cơ sở dữ liệu có thể nạp kết quả vào"
    case .foreignTable(let name): "đã có bảng \"\(name)\" không do lệnh publish tạo ra"
    case .foreignView(let name): "đã có khung nhìn \"\(name)\" không do lệnh publish tạo ra"
    case .foreignName(let name):
      "đã có đối tượng tên \"\(name)\" không do lệnh publish tạo ra"
    }
  }

  func sentence(_ hint: DatabaseHint) -> String {
    switch hint {
    case .passwordElsewhere:
      "nêu tên người dùng và mật khẩu qua PGUSER và PGPASSWORD, tệp mật khẩu (~/.pgpass) hoặc tệp dịch vụ (PGSERVICE)"
    case .nameQuery: "thêm ?table=TÊN hoặc ?query=select … vào địa chỉ"
    case .castToDate: "nêu rõ ngày: (CỘT at time zone 'Asia/Ho_Chi_Minh')::date"
    case .castToText: "bỏ cột này, hoặc chuyển thành chữ trong câu truy vấn"
    case .giveTime: "thêm &timeout=SỐ_GIÂY vào địa chỉ, hoặc viết câu truy vấn đơn giản hơn"
    case .closeOther: "đóng chương trình đang ghi vào đó, hoặc thử lại sau"
    case .checkFolder:
      "chọn thư mục đã có và được phép ghi; tên phải là tên tệp"
    case .targets: "viết TỆP.sqlite hoặc postgresql://MÁY_CHỦ/CƠ_SỞ_DỮ_LIỆU"
    }
  }

  func words(row: Int, column: String?) -> String {
    "dòng \(row) của truy vấn" + (column.map { ", cột \($0)" } ?? "")
  }
}
