internal import Files

// Sổ tính và các trang tính.

extension Vietnamese {
  func sentence(_ problem: WorkbookProblem) -> String {
    switch problem {
    case .noWorkbook(let kind): sentence(kind)
    case .damaged(nil): "tệp bảng tính bị hỏng hoặc bị cắt ngang"
    case .damaged(let part?): "tệp bảng tính bị hỏng hoặc bị cắt ngang ở phần \(part)"
    case .malformed(let part, let line):
      "phần \(part) của tệp bảng tính không phải XML đúng quy cách, từ dòng \(line)"
    case .doctype(let part):
      "phần \(part) của tệp bảng tính có khai báo kiểu tài liệu, điều không tệp nào cần"
    case .missingPart(let part): "tệp bảng tính thiếu phần \(part)"
    case .doubledPart(let part): "tệp bảng tính có hai phần cùng tên \(part)"
    case .tooLarge(let measure, let limit): tooLarge(measure, limit)
    case .noSheet(let name): "tệp bảng tính không có trang \"\(name)\""
    case .noCells(let sheet): "trang \"\(sheet)\" không có ô nào"
    case .severalSheets(let names):
      "tệp bảng tính đang hiện \(grouped(names.count)) trang, trong khi chỉ cần một trang"
    case .noVisibleSheet(let names):
      names.isEmpty ? "tệp bảng tính không có trang tính nào" : "tệp bảng tính ẩn tất cả các trang"
    case .cellError(let text): "ô này báo lỗi \(text)"
    case .unsavedResult: "ô này có công thức nhưng kết quả chưa được lưu"
    case .badCell(let type, let text):
      type.isEmpty
        ? "ô này thuộc một loại không có trong bảng tính"
        : "ô này chứa \"\(text)\", không hợp với loại \"\(type)\" của nó"
    case .cellOrder: "ô hoặc hàng này xuất hiện hai lần, hoặc đứng trước một ô đã có"
    case .hidden(let rows, let columns):
      "đã đọc cả phần bị ẩn của trang: \(grouped(rows)) hàng, \(grouped(columns)) cột"
    case .oldLetters(let text):
      "\"\(text)\" là chữ Việt theo mã cũ (TCVN3, phông .Vn…), nếu đọc sẽ sai"
    }
  }

  private func sentence(_ kind: WorkbookKind) -> String {
    switch kind {
    case .xls: "đây là tệp Excel đời cũ (.xls), chương trình không đọc loại này"
    case .xlsb: "đây là tệp Excel nhị phân (.xlsb), chương trình không đọc loại này"
    case .ods: "đây là tệp OpenDocument (.ods), chương trình không đọc loại này"
    case .locked: "tệp bảng tính có mật khẩu"
    case .otherArchive: "đây là tệp nén zip, bên trong không có bảng tính"
    case .noArchive: "có nêu tên trang, nhưng đây không phải tệp bảng tính"
    }
  }

  private func tooLarge(_ measure: WorkbookMeasure, _ limit: Int) -> String {
    let most = grouped(limit)
    return switch measure {
    case .file: "tệp bảng tính lớn hơn \(most) byte"
    case .parts: "tệp bảng tính có quá \(most) phần"
    case .inflated: "tệp bảng tính giải nén ra quá \(most) byte"
    case .ratio: "một phần của tệp bảng tính giải nén ra quá \(most) lần kích thước của nó"
    case .depth: "một phần của tệp bảng tính có quá \(most) phần tử lồng nhau"
    case .token: "một phần của tệp bảng tính có đoạn dài quá \(most) byte không có thẻ"
    case .sheets: "tệp bảng tính có quá \(most) trang"
    case .strings: "tệp bảng tính có quá \(most) đoạn chữ"
    case .stringBytes: "chữ trong tệp bảng tính dài quá \(most) byte"
    case .text: "chữ trong một ô dài quá \(most) byte"
    case .styles: "tệp bảng tính có quá \(most) định dạng"
    case .merges: "trang có quá \(most) vùng gộp ô"
    case .cells: "trang có nhiều ô hơn mức đọc được, \(most)"
    }
  }

  func sentence(_ hint: WorkbookHint) -> String {
    switch hint {
    case .saveAsWorkbook: "hãy mở tệp rồi lưu lại dưới dạng Excel (.xlsx) hoặc CSV UTF-8"
    case .removePassword: "hãy mở tệp, bỏ mật khẩu rồi lưu lại"
    case .saveAnew: "hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại thành .xlsx"
    case .nameSheet(let file, let sheets):
      "hãy nêu tên trang, \"\(file)#\(sheets.first ?? "")\"; các trang hiện có: \(list(sheets))"
    case .correctCell: "hãy sửa công thức hoặc ghi thẳng giá trị vào ô"
    case .recalculate: "hãy mở tệp bằng Excel hoặc LibreOffice, để tính lại rồi lưu"
    case .toUnicode: "hãy chuyển chữ sang Unicode, chẳng hạn bằng UniKey, rồi lưu lại"
    case .makeSmaller: "hãy chép bảng cần dùng sang một tệp mới"
    }
  }
}
