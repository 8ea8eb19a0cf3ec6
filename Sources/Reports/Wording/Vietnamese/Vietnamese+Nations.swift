internal import TimeSeries

extension Vietnamese {
  /// Why a nation says nothing of a series and of so many others; no series for the whole panel.
  func unheardNation(_ series: String?, _ others: Int, _ obstacle: NationObstacle) -> String {
    let name = (series ?? "") + (others == 0 ? "" : " và \(others) chuỗi khác")
    return switch obstacle {
    case .bounds:
      "số liệu cả nước không được dùng: các chuỗi nằm giữa hai giới hạn"
    case .frequency:
      "số liệu cả nước không được dùng: chỉ chuỗi theo năm mới được dự báo cùng với cả nước"
    case .model(let model):
      "số liệu cả nước\(series == nil ? "" : " của \(name)") không được dùng: mô hình \(model) không xét đến cả nước"
    case .outweighed:
      "số liệu cả nước không được dùng: quá khứ của chính các chuỗi này phù hợp với các nhóm chuỗi tương tự khác hơn là nhóm các vùng"
    case .stranger: "\(name) không có trong bảng số liệu nên không có gì để dự báo cùng"
    case .missing: "không có số liệu cả nước cho \(name)"
    case .itself: "số liệu cả nước của \(name) chính là chuỗi đó nên không cho biết thêm gì"
    case .years:
      "số liệu cả nước của \(name) có chưa đến hai mức thay đổi hằng năm trong các năm của chuỗi nên không cho biết gì"
    case .noLevel:
      "số liệu cả nước của \(name) có vẻ là tốc độ chứ không phải mức nên không được dùng: hãy cung cấp số liệu mức"
    case .ofRate:
      "\(name) là tốc độ và được dự báo theo chính nó: số liệu cả nước không được dùng"
    }
  }
}
