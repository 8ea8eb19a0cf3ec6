internal import Files

// Lỗi của địa bàn được hợp từ các địa phương cũ và của các chuỗi được nối.

extension Vietnamese {
  func sentence(_ problem: PartsProblem) -> String {
    switch problem {
    case .partOfItself(let region): "địa bàn \(region) được ghi là một phần của chính nó"
    case .unknownPart(let part): "không tệp nào có số liệu của địa phương \(part)"
    case .missing(let series, let part, let period):
      "không tính được \(series) từ các địa phương cũ: \(part) không công bố số liệu kỳ \(period)"
    case .leftOut(let series, let part, let period, let periods):
      "không tính \(series) cho \(periods > 1 ? "\(periods) kỳ, đầu tiên là \(period)" : "kỳ \(period)"): \(part) không công bố"
    case .unlike(let series, let part, let period, let written, let first, let firstPart):
      "các địa phương của \(series) không cộng được: \(part) là \"\(written)\" ở kỳ \(period), \(firstPart) là \"\(first)\""
    case .withoutBase(let series, let part, let period):
      "\(series) không có quyền số để gộp các địa phương: không biết giá trị của \(part) năm trước kỳ \(period)"
    case .baseMissing(let series, let part, let period, let periods):
      "không tính \(series) cho \(periods > 1 ? "\(periods) kỳ, đầu tiên là \(period)" : "kỳ \(period)"): không biết giá trị của \(part) năm trước"
    case .notMadeOfParts(let series, let kind):
      "\(series) thuộc loại \(kind), không cộng hay bình quân từ các địa phương cũ được: hãy nêu số liệu của chính địa bàn"
    case .percentages(let series):
      "\(series) là số phần trăm, không cộng được: hãy khai báo là tốc độ tăng (growth), hoặc nêu chuỗi giá trị"
    case .apart(let series, let old): "\(series) và \(old) không có kỳ nào chung"
    case .noRatio(let series, let old, let period):
      "\(series) và \(old) không cùng lớn hơn 0 ở kỳ \(period): không có tỷ lệ để nối"
    case .ontoItself(let series): "\(series) được nối với chính nó"
    }
  }
}
