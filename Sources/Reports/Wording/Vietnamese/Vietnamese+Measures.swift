internal import Files
internal import TimeSeries

extension Vietnamese {
  /// That other figures disagree too.
  private func also(_ more: Int) -> String {
    more > 0 ? " (còn \(more) số liệu khác không khớp)" : ""
  }

  func sentence(_ problem: MeasureProblem) -> String {
    switch problem {
    case .duplicate(let id, let line): "chỉ tiêu \(id) đã được khai báo ở dòng \(line)"
    case .none: "kịch bản không có chỉ tiêu theo dõi, cũng không có ngành nào để theo dõi trong năm"
    case .otherUnit(let measure, let first, let series, let second):
      "\(measure) dùng hai đơn vị tính: \(first) ở \(series), \(second) ở đây"
    case .noSuchPeriod(let measure, let period, let frequency):
      "\(measure) báo cáo theo \(frequency == .monthly ? "tháng" : frequency == .quarterly ? "quý" : "năm") nên không thể giao chỉ tiêu cho \(told(period))"
    case .plannedTwice(let measure, let period, let first):
      "\(told(period)) của \(measure) có hai dòng kế hoạch: tính theo \(first)"
    case .notCumulated(let measure):
      "\(measure) không phải là tổng của các kỳ nên không có số lũy kế"
    case .unknownPlanned(let id, let rows):
      "không có chỉ tiêu, ngành hay chỉ số nào tên \(id): \(rows) dòng kế hoạch không được dùng"
    case .unknownSame(let id): "same_as nêu \(id), không phải chỉ tiêu hay ngành nào của kịch bản"
    case .sameOfSame(let id, let original):
      "same_as nêu \(id), nhưng \(id) lại nêu cùng nội dung với \(original): chỉ một trong hai được nêu chỉ tiêu kia"
    case .plansApart(let measure, let period, let value, let parts, let sum):
      "kế hoạch của \(measure) kỳ \(told(period)) là \(number(value)), nhưng tổng kế hoạch \(parts.map(told).joined(separator: " + ")) là \(number(sum)): mỗi kỳ được so với dòng kế hoạch của chính kỳ đó"
    case .otherDifference(let series, let period, let value, let implied, let more):
      "\(series) kỳ \(told(period)) là \(number(value)), còn theo số lũy kế là \(number(implied)): tính theo số lũy kế"
        + also(more)
    case .otherParts(let series, let period, let value, let implied, let more):
      "\(series) kỳ \(told(period)) là \(number(value)), còn tổng các kỳ thành phần là \(number(implied)): tính theo các kỳ thành phần"
        + also(more)
    case .otherOlder(let series, let period, let value, let implied, let more):
      "\(series) kỳ \(told(period)) là \(number(value)), còn theo các số công bố trước là \(number(implied)): tính theo số mới công bố, số các tháng trong kỳ được điều chỉnh theo"
        + also(more)
    case .otherGrowth(let series, let period, let value, let implied, let more):
      "\(series) kỳ \(told(period)) là \(number(value))%, còn tính từ giá trị là \(number(implied))%: kế hoạch về tốc độ tăng so với số thứ nhất, kế hoạch về giá trị so với giá trị"
        + also(more)
    case .yearWithout(let measure, let year, let last):
      "\(measure) không có số liệu năm \(year) nhưng có số liệu kỳ \(told(last)): một trong hai năm bị ghi sai"
    case .estimateAhead(let series, let period, let value):
      "\(series) ước \(number(value)) cho kỳ \(told(period)) chưa kết thúc: không coi là kết quả thực hiện và không dùng để dự báo"
    case .sameName(let name, let first, let second):
      "\(first) và \(second) cùng tên \(name): người đọc không phân biệt được hai dòng"
    case .notShared(let measure):
      "\(measure) không phải là tổng của các nơi nên không thể phân bổ kế hoạch"
    case .partWithoutFigures(let part):
      "không thể phân bổ cho \(part): cần ghi chuỗi số liệu (series), geo trong chuỗi của chỉ tiêu, hoặc nhận định (judgement)"
    }
  }
}
