internal import Files
internal import TimeSeries

// Nhiệm vụ có thời hạn.

extension Vietnamese {
  func sentence(_ problem: TaskProblem) -> String {
    switch problem {
    case .unreadableDue(let text): "\"\(text)\" không phải là thời hạn"
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
    case .doubledTask(let id, let place):
      "nhiệm vụ \(id) đã có ở \(place.row), trong báo cáo của cùng một ngày"
    case .noTasks: "kịch bản không nêu tệp nhiệm vụ nào"
    }
  }

  func sentence(_ hint: TaskHint) -> String {
    switch hint {
    case .dueGrammar:
      "hãy viết 2025-03-31, by:2030, <=2025-03-31, <2025-03-10, 2025-2027, yearly:<=01-31 hoặc monthly:=18; hoặc 17/10/2025, 10/2025, quý IV/2025, trước ngày 31/3/2025"
    case .fourRows:
      "nhiệm vụ hằng quý ghi thành bốn dòng: yearly:<=03-31, yearly:<=06-30, yearly:<=09-30 và yearly:<=12-31"
    case .dayFirst:
      "ngày viết trước tháng, 17/10/2025; nếu tệp ghi tháng trước thì hãy viết 2025-10-17 ở mọi dòng"
    case .dayOfReports: "hãy ghi ngày của từng báo cáo vào cột as_of"
    case .tasksKey: "hãy liệt kê các tệp dưới khóa tasks"
    }
  }
}
