internal import Files
internal import TimeSeries

// Nhiệm vụ có thời hạn.

extension Vietnamese {
  func sentence(_ problem: TaskProblem) -> String {
    switch problem {
    case .unreadableDue(let text): "\"\(text)\" không phải là thời hạn"
    case .noSuchDay(let text, let last):
      "không có ngày \"\(text)\": tháng đó kết thúc vào ngày \(day(last))"
    case .yearOfTable(let year?, let text, let count):
      "\(count) chỗ ghi ngày không có năm: hiểu là năm \(year), theo \"\(text)\""
    case .yearOfTable(nil, _, let count):
      "\(count) chỗ ghi ngày không có năm: hiểu là năm của ngày báo cáo hoặc của ngày được hỏi (--as-of, as_of)"
    case .doneBeforeStart(let done, let started):
      "hoàn thành ngày \(day(done)), trước ngày bắt đầu \(day(started))"
    case .doneAfterReport(let done, let asOf):
      "hoàn thành ngày \(day(done)), sau ngày báo cáo \(day(asOf))"
    case .openButDone(let status):
      "trạng thái là \(status) nhưng dòng này đã ghi ngày hoàn thành"
    case .lateButInTime(let done, let due):
      "trạng thái ghi là chậm nhưng đã hoàn thành ngày \(day(done)), kịp thời hạn \(day(due)); tính theo ngày"
    case .paused(let text):
      "\"\(text)\": tính như nhiệm vụ chưa xong, với xác suất của nhiệm vụ đang được thực hiện"
    case .calledOff(let text):
      "\"\(text)\": nhiệm vụ đã hủy, không tính là xong hay còn dở và không được đánh giá"
    case .conflict(let kind, let cells, let count):
      sentence(kind) + (count == 1 ? " (" : " ở \(count) dòng (")
        + cells.joined(separator: ", ") + (cells.count < count ? ", …)" : ")")
    case .dayOfTitle(let day, let title):
      "bảng nói về ngày \(self.day(day)), theo tiêu đề \"\(title)\""
    case .dayOfName(let day, let name):
      "bảng nói về ngày \(self.day(day)), theo tên \"\(name)\""
    case .titleBeforeEnd(let day, let done):
      "tiêu đề ghi ngày \(self.day(day)), nhưng có nhiệm vụ hoàn thành ngày \(self.day(done)): không tính theo tiêu đề"
    case .newestDay(let day):
      "không có chỗ nào ghi bảng nói về ngày nào: lấy ngày mới nhất trong bảng, \(self.day(day))"
    case .doubledTask(let id, let place):
      "nhiệm vụ \(id) đã có ở \(place.row), trong báo cáo của cùng một ngày"
    case .numbersByPart(let first):
      "số thứ tự đánh lại trong từng mục: nhiệm vụ được phân biệt theo mục và số thứ tự, ví dụ \(first)"
    case .mergedDown(let cells, let count):
      "\(count) ô gộp được tính cho từng dòng của ô (" + cells.joined(separator: ", ")
        + (cells.count < count ? ", …)" : ")")
    case .unreadOutcome(let cells, let count):
      "không đọc được trạng thái từ kết quả thực hiện của \(count) nhiệm vụ, coi là chưa hoàn thành ("
        + cells.joined(separator: ", ") + (cells.count < count ? ", …)" : ")")
    case .dayBehindDue(let day, let due):
      "không có chỗ nào ghi bảng nói về ngày nào: bảng ghi quá hạn một nhiệm vụ có hạn \(self.day(due)), nên lấy ngày \(self.day(day))"
    case .endsAhead(let day, let last, let count):
      "\(count) nhiệm vụ hoàn thành sau ngày \(self.day(day)), muộn nhất là ngày \(self.day(last)): đến ngày đó coi là chưa hoàn thành"
    case .noTasks: "kịch bản không nêu tệp nhiệm vụ nào"
    }
  }

  func sentence(_ hint: TaskHint) -> String {
    switch hint {
    case .dueGrammar:
      "hãy viết 2025-03-31, by:2030, <=2025-03-31, <2025-03-10, 2025-2027, yearly:<=01-31 hoặc monthly:=18; hoặc 17/10/2025, 10/2025, quý IV/2025, trước ngày 31/3/2025, hằng quý"
    case .monthOfQuarter: "hãy ghi rõ tháng nào trong quý: ngày 20 tháng cuối quý"
    case .rounds:
      "nhiệm vụ định kỳ ghi là hằng tháng, hằng quý, 6 tháng một lần, hằng năm, ngày 20 hằng tháng hoặc 15/12 hằng năm"
    case .tooOften:
      "nhiệm vụ hằng ngày, hằng tuần không theo dõi được theo thời hạn: hãy để trống ô này, nhiệm vụ được coi là không có thời hạn"
    case .severalDays: "có nhiều thời hạn thì mỗi thời hạn ghi một dòng"
    case .lastDay:
      "hãy ghi ngày cuối cùng, 31/3/2025, hoặc tháng, quý, năm mà thời hạn là ngày cuối, 3/2025"
    case .dayFirst:
      "ngày viết trước tháng, 17/10/2025; nếu tệp ghi tháng trước thì hãy viết 2025-10-17 ở mọi dòng"
    case .dayOfReports: "hãy ghi ngày của từng báo cáo vào cột as_of"
    case .beginAlone:
      "ô này chỉ ghi ngày bắt đầu; hãy ghi cả thời hạn, ví dụ: từ tháng 6 đến tháng 9/2025"
    case .emptyDue: "để trống ô này nếu không có thời hạn"
    case .nameDay:
      "muốn lấy ngày khác thì dùng --as-of 2025-06-30, hoặc ghi ở tiêu đề \"đến ngày 30/6/2025\""
    case .tasksKey: "hãy liệt kê các tệp dưới khóa tasks"
    }
  }

  private func sentence(_ conflict: TaskConflict) -> String {
    switch conflict {
    case .lateAhead: "trạng thái ghi quá hạn khi chưa hết hạn; tính là chưa xong, chưa quá hạn"
    case .inTimeBehind: "trạng thái ghi còn hạn khi đã hết hạn; tính là quá hạn"
    case .doneLate: "ghi là hoàn thành đúng hạn nhưng ngày hoàn thành sau thời hạn; tính theo ngày"
    case .doneInTime:
      "ghi là hoàn thành quá hạn nhưng ngày hoàn thành kịp thời hạn; tính theo ngày"
    case .otherEnd: "ngày hoàn thành ở phần chữ khác với cột ngày hoàn thành; tính theo cột"
    case .openWhole: "chưa xong mà tỷ lệ hoàn thành là 100%; tính là chưa xong"
    case .donePart: "đã hoàn thành mà tỷ lệ hoàn thành dưới 100%; tính là đã hoàn thành"
    case .idleShare: "chưa thực hiện mà đã có tỷ lệ hoàn thành; tính là chưa thực hiện"
    case .idleBegun: "chưa thực hiện mà đã có ngày bắt đầu; thời gian tính từ ngày ấy"
    case .begunBehind: "bắt đầu sau thời hạn; giữ nguyên như đã ghi, quá hạn ngay từ ngày đầu"
    case .reopened: "báo cáo trước ghi đã hoàn thành, báo cáo sau ghi chưa xong; tính là chưa xong"
    case .lessDone: "tỷ lệ hoàn thành thấp hơn báo cáo trước; tính theo báo cáo mới nhất"
    }
  }
}
