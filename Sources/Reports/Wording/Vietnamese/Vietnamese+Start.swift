internal import Files

// Lỗi của thư mục kết quả và của bảng số liệu do người dùng lập.

extension Vietnamese {
  func sentence(_ problem: RunProblem) -> String {
    switch problem {
    case .notARun: "thư mục này không phải do một lần chạy forecast ghi"
    case .otherCommand(let found, let wanted):
      "thư mục này của lệnh forecast \(found); ở đây cần thư mục của lệnh forecast \(list(wanted))"
    case .otherScenario(let found, let wanted):
      "thư mục này của kịch bản \"\(found)\"; ở đây cần thư mục của kịch bản \"\(wanted)\""
    case .outputChanged(let manifest): "tệp không còn đúng như \(manifest) ghi"
    case .outputUnknown: "tệp này không do lần chạy nào ghi"
    case .inputChanged(let manifest): "tệp đã thay đổi từ khi \(manifest) được ghi"
    case .manifestEdited: "tệp này đã bị sửa sau khi được ghi"
    case .manifestValue(let key):
      "khóa \"\(key)\" của tệp này chứa giá trị mà không lần chạy nào ghi ra"
    case .changedSince(let path): "\(path) đã thay đổi từ lần chạy này: hãy chạy lại"
    case .otherSweep:
      "thư mục chứa một loạt chạy khác, hoặc kịch bản và số liệu của nó đã thay đổi: hãy chọn thư mục khác"
    case .otherOptions(let begun):
      "loạt chạy này đã bắt đầu với \(begun): hãy tiếp tục với cùng tùy chọn, hoặc chọn thư mục khác"
    case .otherFits: "các ước lượng đã lưu thuộc về một kịch bản khác"
    case .notAShard: "thư mục này không chứa phần nào của một lần chạy, hoặc phần đó bị hỏng"
    case .foreignShard(.fits, let first):
      "phần này không thuộc cùng lần chạy với \(first): khác ước lượng; hãy dùng --fits để các phần có chung ước lượng"
    case .foreignShard(let trait, let first):
      "phần này không thuộc cùng lần chạy với \(first): khác \(words(trait))"
    case .doubledShard(let number, let first): "phần \(number) đã được nêu là \(first)"
    case .missingShards(let numbers, let count):
      "trong \(count) phần còn thiếu: \(list(numbers.map(String.init)))"
    }
  }

  private func words(_ trait: ShardTrait) -> String {
    switch trait {
    case .version: "phiên bản"
    case .scenario: "kịch bản"
    case .count: "số phần"
    case .seed: "số khởi tạo"
    case .paths: "số đường mô phỏng"
    case .day: "ngày"
    case .settings: "giá trị của các giải pháp"
    case .variant: "phương án"
    case .inputs: "tệp đầu vào"
    case .fits: "ước lượng"
    }
  }

  func sentence(_ problem: LayoutProblem) -> String {
    switch problem {
    case .noDelimiter: "không có dấu phẩy, dấu chấm phẩy hay dấu tab chia dòng này thành các cột"
    case .noPeriods: "không cột nào chứa năm, quý, tháng hoặc ngày"
    case .severalPeriodColumns(let names): "nhiều cột có thể là cột kỳ: \(list(names))"
    case .noFigures: "không cột nào chứa số"
    case .severalValueColumns(let names): "nhiều cột có thể là cột số liệu: \(list(names))"
    case .namelessColumn(let number): "cột \(number) chứa số nhưng không có tên"
    case .numberedColumns(let count):
      "các cột có tên là số từ 1 đến \(count), có thể là quý, tháng hoặc thứ khác"
    case .unreadHeader(let text) where !text.namesYear:
      "tiêu đề \"\(text)\" không nói rõ cột thuộc kỳ nào hoặc là số liệu gì"
    case .unreadHeader(let text): "tiêu đề \"\(text)\" nêu một năm nhưng không rõ cột chứa gì"
    case .partsWithoutYear(let text):
      "dòng tiêu đề nêu tháng hoặc quý, ví dụ \"\(text)\", nhưng không cột nào nêu năm"
    case .openGroups(let column, let first, let second):
      "không rõ cột \"\(column)\" (\"\(first)\", \"\(second)\") có phân biệt các chuỗi hay không"
    case .unknownTelling(let column, let text):
      "không rõ \"\(text)\" ở cột \"\(column)\" là gì nên không đọc được các dòng để trống tên"
    case .repeatedSeries(let series, let line):
      "\(series) đã có ở dòng \(line) và không có gì phân biệt hai dòng"
    case .otherDecimal(let text, let mark, nil, _):
      "\(text) không phải là số có dấu thập phân \"\(mark)\""
    case .otherDecimal(let text, _, let witness?, let place):
      "\(text) có dấu thập phân khác với \(witness) ở \(place.line):\(place.column)"
    case .undecidedDecimal(let text, let withPoint, let withComma, let cells):
      "\(text) là \(withPoint) hoặc \(withComma), và không có gì trong tệp cho biết (\(cells) ô như vậy)"
    case .otherForm(let stated, let found):
      "kịch bản ghi cách trình bày của bảng là \"\(stated)\", còn bảng trình bày theo \"\(found)\""
    case .missingSeries(let series, let file):
      "kịch bản nêu chuỗi \(series) nhưng \(file) không có"
    case .strangeSeries(let series): "bảng có \(series) mà kịch bản không nêu cách đọc"
    case .otherUnit(let series, let stated, let found):
      "đơn vị của \(series) ở đây là \"\(found)\", trong kịch bản là \"\(stated)\""
    }
  }

  func sentence(_ problem: StartProblem) -> String {
    switch problem {
    case .mixedFrequencies(let first, let second, let place):
      "ở đây là số liệu theo \(words(second)), ở \(place.line):\(place.column) là theo \(words(first))"
    case .severalDays(let first, let second, let place):
      "\(second) ở cùng tháng với \(first) ở dòng \(place.line)"
    case .twoValues(let series, let period, let first, let second, let place):
      "\(series) kỳ \(period) là \(second) ở đây nhưng \(first) ở \(place.isCell ? place.text : place.cell)"
    case .fiscalPart(let text):
      "\"\(text)\" là một phần của năm tài chính, và không rõ năm đó bắt đầu từ tháng nào"
    case .halfYear(let text):
      "\"\(text)\" là nửa năm: hai nửa chỉ làm thành một năm khi ghép được với nhau"
    case .partOfYear(let text):
      "\"\(text)\" là một phần của năm, không phải tháng, quý, cũng không lũy kế từ tháng 1 đến hết một tháng"
    case .cumulatedOnly(let series, let month):
      "số liệu của \(series) lũy kế từ tháng 1, kỳ cuối đến tháng \(month): không có năm nào trọn vẹn"
    case .looksCumulated(let series):
      "số liệu của \(series) tăng dần trong mỗi năm rồi bắt đầu lại vào năm sau, giống như số lũy kế"
    case .undecidedYear(let series, let unit):
      "tệp không cho biết cách tính số năm của \(series) từ các \(words(unit))"
    case .noWholeYear(let series, let missing):
      "không năm nào của \(series) trọn vẹn; năm đầy đủ nhất còn thiếu \(list(missing))"
    case .tooFewYears(let series, let years, let minimum):
      "\(series) có \(years) năm; lệnh init cần ít nhất \(minimum) năm"
    case .noSize(let sector):
      "chỉ có tốc độ tăng của \(sector): không biết ngành này chiếm bao nhiêu trong tổng số"
    case .noWhole(let first):
      "không dòng nào mang tên tổng số: không biết \(first) là tổng số hay là một ngành như các dòng khác"
    case .twoPrices(let first, let second):
      "bảng có số liệu theo hai loại giá: \"\(first)\" và \"\(second)\""
    case .noSuchPrices(let first): "bảng không có loại giá này, chỉ có \"\(first)\""
    case .noProfile(let series, let places):
      places.isEmpty
        ? "không tệp nào trong --profile-data có \(series) theo quý"
        : "nhiều địa phương có \(series) theo quý: \(list(places)); hãy đưa tệp chỉ có một địa phương"
    }
  }

  private func words(_ unit: TimeUnit) -> String {
    switch unit {
    case .year: "năm"
    case .fiscalYear: "năm tài chính"
    case .quarter: "quý"
    case .month: "tháng"
    }
  }
}
