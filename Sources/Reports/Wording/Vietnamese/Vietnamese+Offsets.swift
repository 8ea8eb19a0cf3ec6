internal import Files

extension Vietnamese {
  /// Why a declared offset is unlike those of regions from their nation.
  func unusualOffset(_ series: String, _ doubt: OffsetDoubt, _ groups: Int) -> String {
    let number = NumberStyle(.vi)
    func usual(_ low: Double, _ high: Double) -> String {
      "giữa các vùng của cùng một nước, con số này nằm trong khoảng \(number.short(low)) đến \(number.short(high)) ở tám phần mười của \(groups) tỷ trọng"
    }
    return switch doubt {
    case .narrow(let declared, let low, let high):
      "độ lệch của \(series) so với chuỗi thay thế được khai báo với độ lệch chuẩn \(number.short(declared)) trên thang mô hình; \(usual(low, high)): khoảng dự báo có thể quá hẹp"
    case .wide(let declared, let low, let high):
      "độ lệch của \(series) so với chuỗi thay thế được khai báo với độ lệch chuẩn \(number.short(declared)) trên thang mô hình; \(usual(low, high)): khoảng dự báo có thể quá rộng"
    case .distant(let middle, let limit):
      "mức giữa của độ lệch của \(series) là \(number.short(middle)) trên thang mô hình; các vùng của cùng một nước hiếm khi cách xa cả nước hơn \(number.short(limit)) trong \(groups) tỷ trọng đã so sánh"
    }
  }

  /// Why a series gives no base rate of growth.
  func emptyBaseRate(_ series: String, _ doubt: BaseRateDoubt) -> String {
    let number = NumberStyle(.vi)
    return switch doubt {
    case .noYears:
      "tần suất quá khứ \(series) không so sánh được với gì: cần tốc độ tăng theo năm (A), hoặc bình quân đúng các năm từ start đến end (P)"
    case .otherYears(let first, let last):
      "tần suất quá khứ \(series) không so sánh được với gì: số liệu là của các năm \(first) đến \(last), không phải các năm từ start đến end"
    case .levels(let middle):
      "số liệu của tần suất quá khứ \(series) có vẻ là mức (một nửa lớn hơn \(number.short(middle))): cần tốc độ tăng tính bằng phần trăm"
    }
  }
}
