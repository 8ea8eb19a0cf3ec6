internal import Files

// Lỗi của các bảng do cơ quan thống kê công bố.

extension Vietnamese {
  func sentence(_ problem: StatisticsProblem) -> String {
    switch problem {
    case .wrongKey(let key): "\"\(key)\" không đúng với định dạng JSON-stat"
    case .wrongSize(let dimension, let stated, let found):
      "chiều \(dimension) phải có \(stated) giá trị nhưng có \(found)"
    case .wrongCount(let stated, let found): "phải có \(stated) số liệu nhưng có \(found)"
    case .tooManyFigures(let limit): "bảng có hơn \(limit) số liệu"
    case .severalTables(let names): "tệp có nhiều bảng: \(list(names))"
    case .noTime: "bảng không có chiều thời gian"
    case .noPlace: "bảng không cho biết số liệu của địa phương nào"
    case .openDimensions(let dimensions):
      "phải chọn một giá trị cho mỗi chiều sau: "
        + dimensions.map { dimension in
          let isCut = dimension.count > dimension.values.count
          return "\(dimension.id) = \(list(dimension.values))"
            + (isCut ? ", … (tất cả \(dimension.count) giá trị)" : "")
        }.joined(separator: "; ")
    case .unknownDimension(let name): "bảng không có chiều \"\(name)\""
    case .unknownCategory(let dimension, let value):
      "chiều \(dimension) không có giá trị \"\(value)\""
    case .nothingSelected: "bảng không có số liệu nào như đã chọn"
    }
  }

  func sentence(_ hint: StatisticsHint) -> String {
    switch hint {
    case .select(let example): "thêm \(example) vào đường dẫn, nhiều lựa chọn thì nối bằng &"
    case .namePlace: "thêm ?geo=TÊN vào đường dẫn"
    case .nameTable: "thêm ?dataset=TÊN vào đường dẫn"
    }
  }
}
