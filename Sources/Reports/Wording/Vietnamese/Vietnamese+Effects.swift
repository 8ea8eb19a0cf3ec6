internal import Files

// Số liệu trước và sau một sự kiện.

extension Vietnamese {
  func sentence(_ problem: EffectProblem) -> String {
    switch problem {
    case .doubled(let unit, let period, let line):
      "\(unit) đã có số liệu kỳ \(period) ở dòng \(line)"
    case .mark(let text): "\"\(text)\" không cho biết đơn vị có được áp dụng hay không"
    case .turning(let unit):
      "\(unit) chỉ được đánh dấu ở một số dòng, và đó không phải là các dòng từ sự kiện trở đi"
    case .unknownUnit(let name): "tệp không có đơn vị \(name)"
    case .noTreated: "không đơn vị nào có số liệu được áp dụng"
    case .noOthers: "mọi đơn vị có số liệu đều được áp dụng nên không có gì để so sánh"
    case .noBefore: "không có số liệu trước sự kiện"
    case .noAfter: "không có số liệu sau sự kiện"
    case .notTold: "số liệu không tách được tác động khỏi phần riêng của đơn vị và của từng kỳ"
    case .withoutError: "tác động không có sai số chuẩn nên không rút được độ lớn từ đó"
    }
  }
}
